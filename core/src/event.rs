//! What a phone can report. The names and fields are those of trace format 1 (`docs/trace-format.md`) and never change
//! their meaning: recorded incidents, tests and other tools read them.

use serde::{Deserialize, Serialize};

use crate::region::Region;
use crate::time::Span;

/// One thing a phone reported. When it happened is told beside it, see [`crate::engine::Engine::observe`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A call began to ring or was dialled.
    CallStarted {
        /// The direction of the call.
        direction: Direction,
        /// The raw number; `None` when withheld or not told.
        number: Option<String>,
        /// True if the number is in the contacts; `None` when that is not known.
        contact: Option<bool>,
        /// The home region of the SIM that received it, where that differs from the phone's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<Region>,
        /// True if the number is one of the family's, who are told of a danger. Without it that is not known.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        family: bool,
        /// True if the network vouches for the number: it does, or it says that the number is forged. `None` where it says
        /// nothing, as most do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verified: Option<bool>,
    },
    /// The line left idle for a conversation; for an outgoing call that is dialling.
    CallAnswered {},
    /// The line is idle again: every call is over.
    CallEnded {},
    /// Voice that is not a telephone call began: a chat app or a meeting.
    VoiceChatStarted {
        /// The app that is thought to hold the conversation.
        package: Option<String>,
        /// True if the other side is one of the family's contacts. Without it that is not known.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        family: bool,
    },
    /// That voice ended.
    VoiceChatEnded {},
    /// An app was installed or updated.
    AppInstalled {
        /// Its application id.
        package: String,
        /// The name it shows under its icon.
        label: Option<String>,
        /// Its source.
        source: InstallSource,
        /// True if an older version was there before.
        update: bool,
        /// True if it came with the phone. `None` when that was not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
        /// The requests of its manifest; `None` when the phone did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declares: Option<Vec<Declaration>>,
    },
    /// An app was removed.
    AppRemoved {
        /// Its application id.
        package: String,
    },
    /// Another app came to the front. Repeats are harmless.
    AppOpened {
        /// Its application id.
        package: String,
    },
    /// The system asked "start recording or casting?". Opened is not yet allowed.
    CaptureConsentOpened {
        /// The app that was in front just before, most likely the one that asks.
        package: Option<String>,
    },
    /// A foreground service started whose manifest allows media projection: a superset of real capture.
    CaptureServiceStarted {
        /// The app it belongs to.
        package: String,
        /// True if that app came with the phone. `None` when that was not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
    },
    /// That service stopped.
    CaptureServiceStopped {
        /// The app it belongs to.
        package: String,
        /// True if Android itself ends the app's captures with it: it was the last of its kind, and the app targets
        /// Android 10 or later.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ends_capture: bool,
    },
    /// A virtual display appeared that this app may not look at.
    PrivateDisplayAdded {
        /// Its number, unique until the next boot.
        display: i32,
    },
    /// It went away.
    PrivateDisplayRemoved {
        /// Its number.
        display: i32,
    },
    /// A virtual display appeared that every app may look at. So do the captures of apps that are built on WebRTC.
    PublicDisplayAdded {
        /// Its number, unique until the next boot.
        display: i32,
        /// The name that its app gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// It went away.
    PublicDisplayRemoved {
        /// Its number.
        display: i32,
    },
    /// The phone shows itself on a car's screen, or no longer. Any app may say so.
    CarModeChanged {
        /// True if it does.
        on: bool,
    },
    /// The system's own word on whether our warning is being recorded (Android 15 and later).
    ScreenRecorded {
        /// True if it is.
        visible: bool,
    },
    /// An accessibility service that can act for the user was switched on.
    RemoteControlEnabled {
        /// The app it belongs to.
        package: String,
        /// True if that app came with the phone. `None` when that was not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
    },
    /// It was switched off.
    RemoteControlDisabled {
        /// The app it belongs to.
        package: String,
    },
    /// An app that came lately was given a power that its manifest only asks for.
    PowerGranted {
        /// The app it was given to.
        package: String,
        /// Which one.
        power: Power,
    },
    /// Calls are diverted, or no longer.
    CallForwardingChanged {
        /// True if they are.
        on: bool,
    },
    /// The screen went on or off.
    ScreenTurned {
        /// True if it is on.
        on: bool,
    },
    /// The phone started: calls and sharing are over, what was learned is not.
    DeviceBooted {},
    /// A permission or role this app needs was granted or lost.
    ProtectionChanged {
        /// Which one.
        capability: Capability,
        /// True if it is granted now.
        granted: bool,
    },
    /// The person answered the warning.
    WarningAnswered {
        /// The answer.
        choice: Choice,
    },
    /// A family contact answered, or a call from or to that contact's number took place.
    FamilyAnswered {
        /// The contact's place in the family list, from 0.
        contact: u32,
        /// The answer.
        answer: FamilyAnswer,
        /// True if it was a call that came in and that no network vouched for: anybody may have made it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unverified: bool,
    },
    /// The parent pressed the alarm button.
    HelpAsked {},
    /// Another SIM, roaming, or a change made by the family.
    SettingsChanged {
        /// The SIM's region.
        home: Region,
        /// Regions in which the family has friends or relatives.
        #[serde(default)]
        familiar_regions: Vec<Region>,
        /// The time a contact has to answer before the next one is told, clamped to 1 to 30 minutes.
        /// Without it nothing changes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family_waits_ms: Option<Span>,
        /// The country whose network the phone uses while it roams. Without it the phone is at home.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        roaming: Option<Region>,
    },
    /// A settings screen came to the front that could switch the protection off, or give an app more than it should have.
    SettingsOpened {
        /// Which one.
        what: SettingsScreen,
    },
    /// Near-field communication, over which a bank card can be read, was switched on or off.
    NfcTurned {
        /// True if it is on.
        on: bool,
    },
}

/// The direction of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Somebody rang this phone.
    Incoming,
    /// This phone rang somebody.
    Outgoing,
}

/// The source of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstallSource {
    /// An app store.
    Store,
    /// A file or a link.
    Sideload,
    /// The installer did not say.
    Unknown,
}

/// A request in an app's manifest that can serve a fraud. An ad skipper has one of these, a trojan
/// several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declaration {
    /// An accessibility service, which can read and operate other apps.
    Accessibility,
    /// Reading or receiving text messages, where codes arrive.
    Sms,
    /// Drawing over other apps.
    Overlay,
    /// A service that captures the screen.
    Capture,
    /// A service that plays the part of a bank card.
    CardEmulation,
    /// Installing other apps.
    InstallsApps,
    /// Administering the device, which keeps it from being removed.
    DeviceAdmin,
}

/// A power that the user gives to an app on a settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// Drawing over other apps.
    Overlay,
    /// Installing other apps.
    InstallsApps,
}

impl Power {
    /// The page on which it is given.
    #[must_use]
    pub const fn screen(self) -> SettingsScreen {
        match self {
            Self::Overlay => SettingsScreen::Overlay,
            Self::InstallsApps => SettingsScreen::UnknownSources,
        }
    }
}

/// A permission or role this app needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// The call screening role.
    CallScreening,
    /// Reading the phone state.
    PhoneState,
    /// Reading contacts.
    Contacts,
    /// Sending text messages.
    Sms,
    /// Posting notifications.
    Notifications,
    /// Displaying over other apps, which lets the warning come to the front.
    Overlay,
    /// Usage access: which app is in front.
    UsageAccess,
    /// Exemption from battery optimisation.
    Battery,
    /// The phone maker's autostart switch.
    Autostart,
    /// The list of installed apps, which phones for mainland China keep behind a permission of their own.
    InstalledApps,
    /// The phone maker's switch that lets the warning come up from behind, over other apps.
    BackgroundStart,
    /// The phone maker's switch that lets the warning come up on a locked screen.
    LockScreen,
    /// Exemption from losing the permissions, and the rest, when nobody opens the app for months.
    UnusedExemption,
}

impl Capability {
    /// Returns whether the guard sees by it what goes on. The others only let it speak, or live.
    #[must_use]
    pub const fn detects_danger(self) -> bool {
        matches!(self, Self::CallScreening | Self::PhoneState | Self::UsageAccess | Self::InstalledApps)
    }
}

/// The user's answer to a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Stopped: hung up or ended the sharing.
    Stop,
    /// Rang the family.
    CallFamily,
    /// Went on anyway, after the wait.
    Continue,
    /// Home, recents or another screen; not the same as going on.
    Left,
    /// Says that money has already left.
    MoneySent,
}

/// A family contact's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyAnswer {
    /// "I am calling now", or a call took place.
    Calling,
    /// "It is me, all fine".
    Fine,
}

/// A settings screen that could switch the protection off, or give an app more than it should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsScreen {
    /// The dialog that removes this app.
    Uninstall,
    /// This app's system page, with "force stop".
    AppInfo,
    /// Accessibility services.
    Accessibility,
    /// Usage access.
    UsageAccess,
    /// Aeroplane mode.
    Airplane,
    /// Which apps may install others.
    UnknownSources,
    /// Which apps may draw over others.
    Overlay,
    /// Near-field communication.
    Nfc,
}

impl SettingsScreen {
    /// Returns whether the protection can be switched off or removed there. The other screens give powers to other apps.
    #[must_use]
    pub const fn threatens_protection(self) -> bool {
        !matches!(self, Self::UnknownSources | Self::Overlay | Self::Nfc)
    }

    /// Returns whether this app can be removed or stopped there, after which it says nothing any more.
    #[must_use]
    pub const fn ends_protection(self) -> bool {
        matches!(self, Self::Uninstall | Self::AppInfo)
    }
}
