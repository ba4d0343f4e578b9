//! The events that a phone can report.

use kinguard_core::event::{
    Capability, Choice, Declaration, Direction, Event, FamilyAnswer, Help, InstallSource, Power,
    SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::time::Span;

/// One event that a phone reported. Its time is passed separately. Optional facts default to unknown.
#[uniffi::remote(Enum)]
pub enum Event {
    CallStarted {
        direction: Direction,
        number: Option<String>,
        contact: Option<bool>,
        line: Option<Region>,
        #[uniffi(default = false)]
        family: bool,
        #[uniffi(default = None)]
        verified: Option<bool>,
        #[uniffi(default = false)]
        hotline: bool,
    },
    CallAnswered {},
    CallEnded {},
    VoiceChatStarted {
        package: Option<String>,
        #[uniffi(default = false)]
        family: bool,
    },
    VoiceChatEnded {},
    AppInstalled {
        package: String,
        label: Option<String>,
        source: InstallSource,
        update: bool,
        #[uniffi(default = None)]
        preinstalled: Option<bool>,
        #[uniffi(default = None)]
        declares: Option<Vec<Declaration>>,
    },
    AppRemoved {
        package: String,
    },
    AppOpened {
        package: String,
    },
    CaptureConsentOpened {
        package: Option<String>,
    },
    CaptureServiceStarted {
        package: String,
        #[uniffi(default = None)]
        preinstalled: Option<bool>,
    },
    CaptureServiceStopped {
        package: String,
        #[uniffi(default = false)]
        ends_capture: bool,
    },
    PrivateDisplayAdded {
        display: i32,
    },
    PrivateDisplayRemoved {
        display: i32,
    },
    PublicDisplayAdded {
        display: i32,
        #[uniffi(default = None)]
        name: Option<String>,
    },
    PublicDisplayRemoved {
        display: i32,
    },
    CarModeChanged {
        on: bool,
    },
    ScreenRecorded {
        visible: bool,
    },
    RemoteControlEnabled {
        package: String,
        #[uniffi(default = None)]
        preinstalled: Option<bool>,
    },
    RemoteControlDisabled {
        package: String,
    },
    PowerGranted {
        package: String,
        power: Power,
    },
    CallForwardingChanged {
        on: bool,
    },
    ScreenTurned {
        on: bool,
    },
    DeviceBooted {},
    ProtectionChanged {
        capability: Capability,
        granted: bool,
    },
    WarningAnswered {
        choice: Choice,
    },
    FamilyAnswered {
        contact: u32,
        answer: FamilyAnswer,
        #[uniffi(default = false)]
        unverified: bool,
    },
    FamilyHelp {
        contact: u32,
        help: Help,
        request: u64,
    },
    HelpAsked {},
    SettingsChanged {
        home: Region,
        familiar_regions: Vec<Region>,
        family_waits_ms: Option<Span>,
        #[uniffi(default = None)]
        roaming: Option<Region>,
    },
    SettingsOpened {
        what: SettingsScreen,
    },
    NfcTurned {
        on: bool,
    },
}

/// The direction of the call.
#[uniffi::remote(Enum)]
pub enum Direction {
    Incoming,
    Outgoing,
}

/// The source of an app.
#[uniffi::remote(Enum)]
pub enum InstallSource {
    Store,
    Sideload,
    Unknown,
}

/// A request in an app's manifest.
#[uniffi::remote(Enum)]
pub enum Declaration {
    Accessibility,
    Sms,
    Overlay,
    Capture,
    CardEmulation,
    InstallsApps,
    DeviceAdmin,
}

/// A power that the user gives to an app on a settings page.
#[uniffi::remote(Enum)]
pub enum Power {
    Overlay,
    InstallsApps,
}

/// A permission or role this app needs.
#[uniffi::remote(Enum)]
pub enum Capability {
    CallScreening,
    PhoneState,
    Contacts,
    Sms,
    Notifications,
    Overlay,
    UsageAccess,
    Battery,
    Autostart,
    InstalledApps,
    BackgroundStart,
    LockScreen,
    UnusedExemption,
}

/// The user's answer to a warning.
#[uniffi::remote(Enum)]
pub enum Choice {
    Stop,
    CallFamily,
    Continue,
    Left,
    MoneySent,
}

/// A family contact's answer.
#[uniffi::remote(Enum)]
pub enum FamilyAnswer {
    Calling,
    Fine,
}

/// Help that a family contact asks this phone for, from afar.
#[uniffi::remote(Enum)]
pub enum Help {
    EndCall,
    Say,
    RingNext,
}

/// A settings screen on which the protection can be switched off, or an app be given dangerous powers.
#[uniffi::remote(Enum)]
pub enum SettingsScreen {
    Uninstall,
    AppInfo,
    Accessibility,
    UsageAccess,
    Airplane,
    UnknownSources,
    Overlay,
    Nfc,
}
