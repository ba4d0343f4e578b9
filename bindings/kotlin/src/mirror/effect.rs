//! The effects that the phone has to carry out.

use kinguard_core::effect::{
    Certainty, Effect, FamilyMessage, HelpDecision, IncidentId, Level, Origin, Reason, Response, RuleId,
};
use kinguard_core::event::{Capability, Direction, Help, InstallSource, SettingsScreen};
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};

/// The outcome of one observation.
#[uniffi::remote(Record)]
pub struct Response {
    pub effects: Vec<Effect>,
    pub wake_at: Option<Moment>,
    pub attention: bool,
    pub led: bool,
    pub heard: bool,
    pub screen_seen: bool,
    pub removal_feared: bool,
}

/// One thing the phone has to do.
#[uniffi::remote(Enum)]
pub enum Effect {
    Warn {
        level: Level,
        rule: RuleId,
        reasons: Vec<Reason>,
        #[uniffi(default = None)]
        incident: Option<IncidentId>,
    },
    Dismiss {
        #[uniffi(default = None)]
        incident: Option<IncidentId>,
    },
    NotifyFamily {
        kind: FamilyMessage,
        rule: RuleId,
        #[uniffi(default = None)]
        incident: Option<IncidentId>,
    },
    Help {
        request: u64,
        contact: u32,
        help: Help,
        decision: HelpDecision,
        #[uniffi(default = None)]
        incident: Option<IncidentId>,
    },
}

/// Whether help from afar is given.
#[uniffi::remote(Enum)]
pub enum HelpDecision {
    Give,
    NoDanger,
    NoCall,
    CallIsGood,
    CallIsUnclear,
}

/// The urgency of a warning.
#[uniffi::remote(Enum)]
pub enum Level {
    Amber,
    Red,
}

/// A message to the family.
#[uniffi::remote(Enum)]
pub enum FamilyMessage {
    Early,
    Danger,
    WentOn,
    MoneySent,
    NextContact,
    Ended,
    Protection,
    Restored,
}

/// A fact that a warning rests on. Spans are as of the moment of the warning.
#[uniffi::remote(Enum)]
pub enum Reason {
    StrangerCall { direction: Direction, origin: Origin, region: Option<Region>, live: bool, spoken_ms: Span },
    VoiceChat { package: Option<String> },
    Installed { package: String, source: InstallSource, ago_ms: Span },
    ScreenShared { package: Option<String>, certainty: Certainty, live: bool },
    MoneyApp { package: String },
    Messages { package: String },
    PaymentAppInstalled { package: String },
    RemoteControl { package: String },
    CallsForwarded {},
    HelpAsked {},
    Protection { capability: Capability, granted: bool },
    Settings { what: SettingsScreen },
}

/// The origin of a stranger's number.
#[uniffi::remote(Enum)]
pub enum Origin {
    Service,
    Domestic,
    Hidden,
    Overseas,
}

/// The certainty that the screen is shared.
#[uniffi::remote(Enum)]
pub enum Certainty {
    Possible,
    Likely,
    Certain,
}

macro_rules! mirror_rule_ids {
    ($($name:ident,)+) => {
        /// The id of a rule, or of a message that comes from none.
        #[uniffi::remote(Enum)]
        pub enum RuleId {
            $($name,)+
        }
    };
}

kinguard_core::with_rule_ids!(mirror_rule_ids);
