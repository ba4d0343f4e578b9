//! The events that a phone can report. Names and fields are those of trace format 1 (`docs/trace-format.md`)
//! and never change their meaning: recorded incidents, tests and other tools read them.

use serde::{Deserialize, Serialize};

use crate::region::Region;
use crate::time::Span;

/// One event that a phone reported. Its time is passed separately, see [`crate::engine::Engine::observe`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A call began to ring or was dialled.
    CallStarted {
        /// The direction of the call.
        direction: Direction,
        /// The raw number; `None` if it was withheld or not reported.
        number: Option<String>,
        /// True if the number is in the contacts; `None` if that is unknown.
        contact: Option<bool>,
        /// The home region of the SIM that received it, if that differs from the phone's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<Region>,
        /// True if the number belongs to one of the family contacts who are told of dangers. Without it that
        /// is unknown.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        family: bool,
        /// True if the network vouches for the number, false if it says that the number is forged. `None` if
        /// it says nothing, as most do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        verified: Option<bool>,
        /// True if the number is an emergency number, or one of the hotlines that the app lists.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hotline: bool,
    },
    /// The phone left idle for a conversation. For an outgoing call that is the dialling.
    CallAnswered {},
    /// The line is idle again: every call is over.
    CallEnded {},
    /// A voice chat began in a chat or meeting app.
    VoiceChatStarted {
        /// The app that probably holds the conversation.
        package: Option<String>,
        /// True if the other side is a family contact. Without it that is unknown.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        family: bool,
    },
    /// The voice chat ended.
    VoiceChatEnded {},
    /// An app was installed or updated.
    AppInstalled {
        /// Its application id.
        package: String,
        /// The name under its icon.
        label: Option<String>,
        /// Its source.
        source: InstallSource,
        /// True if an older version was installed before.
        update: bool,
        /// True if it shipped with the phone; `None` if the phone did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
        /// The requests of its manifest; `None` if the phone did not say.
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
    /// The system asked "start recording or casting?". The user may still refuse.
    CaptureConsentOpened {
        /// The app that was in front just before, most likely the one that asked.
        package: Option<String>,
    },
    /// A foreground service started whose manifest allows media projection, which is more than real captures.
    CaptureServiceStarted {
        /// The app it belongs to.
        package: String,
        /// True if that app shipped with the phone; `None` if the phone did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
    },
    /// The service stopped.
    CaptureServiceStopped {
        /// The app it belongs to.
        package: String,
        /// True if Android itself ends the app's captures along with it: it was the last such service, and
        /// the app targets Android 10 or later.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ends_capture: bool,
    },
    /// A virtual display appeared whose content other apps may not read.
    PrivateDisplayAdded {
        /// Its number, unique until the next boot.
        display: i32,
    },
    /// The display went away.
    PrivateDisplayRemoved {
        /// Its number.
        display: i32,
    },
    /// A virtual display appeared whose content every app may read. Apps that are built on WebRTC capture
    /// into one.
    PublicDisplayAdded {
        /// Its number, unique until the next boot.
        display: i32,
        /// The name that its app gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// The display went away.
    PublicDisplayRemoved {
        /// Its number.
        display: i32,
    },
    /// The phone started or stopped showing itself on a car's screen. Any app may claim so.
    CarModeChanged {
        /// True while it does.
        on: bool,
    },
    /// The system reported whether our warning is being recorded (Android 15 and later).
    ScreenRecorded {
        /// True while it is.
        visible: bool,
    },
    /// An accessibility service that can act for the user was enabled.
    RemoteControlEnabled {
        /// The app it belongs to.
        package: String,
        /// True if that app shipped with the phone; `None` if the phone did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preinstalled: Option<bool>,
    },
    /// The service was disabled.
    RemoteControlDisabled {
        /// The app it belongs to.
        package: String,
    },
    /// A recently installed app was granted a power that its manifest only asks for.
    PowerGranted {
        /// The app that received it.
        package: String,
        /// The power.
        power: Power,
    },
    /// Call forwarding was switched on or off.
    CallForwardingChanged {
        /// True if calls are forwarded now.
        on: bool,
    },
    /// The screen went on or off.
    ScreenTurned {
        /// True if it is on.
        on: bool,
    },
    /// The phone started. Calls and captures are over; what was learned stays.
    DeviceBooted {},
    /// A permission or role that this app needs was granted or lost.
    ProtectionChanged {
        /// The permission or role.
        capability: Capability,
        /// True if it is granted now.
        granted: bool,
    },
    /// The user answered the warning.
    WarningAnswered {
        /// The answer.
        choice: Choice,
    },
    /// A family contact answered, or there was a call from or to that contact's number.
    FamilyAnswered {
        /// The contact's index in the family list, from 0.
        contact: u32,
        /// The answer.
        answer: FamilyAnswer,
        /// True for an incoming call that no network vouched for. Anybody may have made it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unverified: bool,
    },
    /// A family contact asks this phone, over a channel that only they can write to, to help from afar.
    FamilyHelp {
        /// The contact's index in the family list, from 0.
        contact: u32,
        /// What they ask for.
        help: Help,
        /// Identifies the request. The answer carries it.
        #[serde(default)]
        request: u64,
    },
    /// The user pressed the alarm button.
    HelpAsked {},
    /// The SIM, the roaming network or a family setting changed.
    SettingsChanged {
        /// The SIM's region.
        home: Region,
        /// Regions in which the family has friends or relatives.
        #[serde(default)]
        familiar_regions: Vec<Region>,
        /// The time a contact has to answer before the next one is told, clamped to 1 to 30 minutes. Without
        /// it nothing changes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family_waits_ms: Option<Span>,
        /// The country whose network the phone uses abroad. Without it the phone is at home.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        roaming: Option<Region>,
    },
    /// A settings screen came to the front on which the protection can be switched off, or an app be given
    /// dangerous powers.
    SettingsOpened {
        /// The screen.
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
    /// Reading or receiving text messages, which carry codes.
    Sms,
    /// Drawing over other apps.
    Overlay,
    /// A service that captures the screen.
    Capture,
    /// A service that emulates a bank card.
    CardEmulation,
    /// Installing other apps.
    InstallsApps,
    /// Administering the device, which prevents removal.
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
    /// The settings screen on which it is granted.
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
    /// Drawing over other apps, which brings the warning to the front.
    Overlay,
    /// Usage access: which app is in front.
    UsageAccess,
    /// Exemption from battery optimisation.
    Battery,
    /// The phone maker's autostart switch.
    Autostart,
    /// The list of installed apps, which has a permission of its own on phones for mainland China.
    InstalledApps,
    /// The phone maker's switch for starting screens from the background.
    BackgroundStart,
    /// The phone maker's switch for showing screens over the lock screen.
    LockScreen,
    /// Exemption from hibernation, which takes the permissions from apps that nobody opens for months.
    UnusedExemption,
}

impl Capability {
    /// Returns whether the guard needs it to see what is going on. It needs the others only to speak, or to
    /// keep running.
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
    /// Went on anyway, after the pause.
    Continue,
    /// Left for the home screen, recents or another screen, which is not the same as going on.
    Left,
    /// Reported that money has already left.
    MoneySent,
}

/// A family contact's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyAnswer {
    /// "I am calling now", or a call.
    Calling,
    /// "It is me, all is fine".
    Fine,
}

/// Help that a family contact asks this phone for, from afar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Help {
    /// End the telephone call that goes on.
    EndCall,
    /// Show and speak a sentence on the warning.
    Say,
    /// Ring the next contact.
    RingNext,
}

/// A settings screen on which the protection can be switched off, or an app be given dangerous powers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsScreen {
    /// The dialog that removes this app.
    Uninstall,
    /// This app's page in the settings, with "force stop".
    AppInfo,
    /// Accessibility services.
    Accessibility,
    /// Usage access.
    UsageAccess,
    /// Aeroplane mode.
    Airplane,
    /// The list of apps that may install others.
    UnknownSources,
    /// The list of apps that may draw over others.
    Overlay,
    /// Near-field communication.
    Nfc,
}

impl SettingsScreen {
    /// Returns whether the protection can be switched off or removed on this screen. The others give powers
    /// to other apps.
    #[must_use]
    pub const fn threatens_protection(self) -> bool {
        !matches!(self, Self::UnknownSources | Self::Overlay | Self::Nfc)
    }

    /// Returns whether this app can be removed or stopped on this screen, after which it reports nothing
    /// more.
    #[must_use]
    pub const fn ends_protection(self) -> bool {
        matches!(self, Self::Uninstall | Self::AppInfo)
    }
}
