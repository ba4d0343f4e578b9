//! The effects that the phone has to carry out. There is no prose here: a reason is a typed fact, and each binding words it in
//! its own languages.

use serde::{Deserialize, Serialize};

use crate::event::{Capability, Direction, Help, InstallSource, SettingsScreen};
use crate::region::Region;
use crate::time::{Moment, Span};

/// The outcome of one observation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The effects, to be carried out in this order.
    pub effects: Vec<Effect>,
    /// The latest moment at which [`crate::engine::Engine::wake`] should be called. Earlier or later is
    /// harmless.
    pub wake_at: Option<Moment>,
    /// True if the phone should look often, about every second, because something may be under way.
    pub attention: bool,
    /// True if an incident is open, or somebody is heard who may be leading the user: a stranger on the line,
    /// or a voice chat.
    pub led: bool,
    /// True if somebody is heard who may be leading the user: a stranger on the line, or a voice chat.
    pub heard: bool,
    /// True if somebody else may see the screen.
    pub screen_seen: bool,
    /// True if this event may be the last before the guard is removed at somebody's request: the screen that
    /// removes or stops it was opened during an incident, or in or shortly after a stranger's call.
    pub removal_feared: bool,
}

/// One thing the phone has to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// Show a warning, in place of the one on screen, if any.
    Warn {
        /// The urgency.
        level: Level,
        /// The rule behind it.
        rule: RuleId,
        /// The facts it rests on, most telling first.
        reasons: Vec<Reason>,
        /// The incident it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// Take the warning away: the danger is over.
    Dismiss {
        /// The incident that is over.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// Tell the family.
    NotifyFamily {
        /// The message.
        kind: FamilyMessage,
        /// The rule behind it.
        rule: RuleId,
        /// The incident it belongs to; `None` for a message about the protection, or an answer outside of any
        /// incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// Help from afar, or refuse to. The answer to [`crate::event::Event::FamilyHelp`].
    Help {
        /// The request that this answers.
        request: u64,
        /// The contact who asked.
        contact: u32,
        /// What they asked for.
        help: Help,
        /// The answer.
        decision: HelpDecision,
        /// The incident that is open, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
}

/// Whether help from afar is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpDecision {
    /// It is.
    Give,
    /// No: there is no red danger, or none any more.
    NoDanger,
    /// No: no telephone call goes on. A voice inside an app cannot be ended.
    NoCall,
    /// No: the call is with a contact, an emergency number or a hotline.
    CallIsGood,
    /// No: it is unknown who is on the line, or which of several calls would end.
    CallIsUnclear,
}

/// Identifies one incident: everything said from its first sign to its end carries the same id.
///
/// The number is the moment at which the incident opened, in milliseconds. If an earlier incident has that
/// number already, or a later one, it is one more than the latest id. So the ids of one engine always grow
/// and tell apart even incidents of the same millisecond. They survive a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IncidentId(u64);

impl IncidentId {
    /// The id with that number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Returns the id of an incident that opened at `opened`, where `latest` is the id of the one before.
    #[must_use]
    pub fn after(latest: Option<Self>, opened: Moment) -> Self {
        let free = latest.map_or(0, |latest| latest.0.saturating_add(1));
        Self(opened.ms().max(free))
    }

    /// The number, as traces and stored effects write it.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

/// The urgency of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Watch out.
    Amber,
    /// Stop now.
    Red,
}

/// A message to the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyMessage {
    /// A first sign. Ring the user on another line.
    Early,
    /// A danger, happening now.
    Danger,
    /// The user answered the warning with "go on anyway", or the danger goes on in spite of "stopped".
    WentOn,
    /// The user reports that money has left.
    MoneySent,
    /// Nobody answered. The next contact is told too.
    NextContact,
    /// The danger is over.
    Ended,
    /// A part of the protection stopped working, or may be about to be switched off.
    Protection,
    /// It works again.
    Restored,
}

macro_rules! rule_ids {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal,)+) => {
        /// The id of a rule in [`crate::rules::TABLE`], or of a message that comes from none.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RuleId {
            $($(#[doc = $doc])+ #[serde(rename = $id)] $name,)+
        }

        /// Calls a macro with the names of all rules, for mirrors of [`RuleId`].
        #[macro_export]
        macro_rules! with_rule_ids {
            ($call:ident) => {
                $call! { $($name,)+ }
            };
        }

        impl RuleId {
            /// Every rule, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The id as traces and tools write it.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

rule_ids! {
    /// The user pressed the alarm button.
    HelpAsked = "help-asked",
    /// A money app is in front while the screen is shared.
    BankDuringShare = "bank-during-share",
    /// A money app is opened just after the sharing stopped.
    BankAfterShare = "bank-after-share",
    /// A messages app, where codes arrive, is opened while the screen is shared.
    CodesDuringShare = "codes-during-share",
    /// An app that a stranger had installed shares the screen, or asks to.
    ShareByInstalledApp = "share-by-installed-app",
    /// Sharing begins while a stranger is on the line.
    ShareDuringCall = "share-during-call",
    /// Sharing begins soon after a risky call.
    ShareAfterCall = "share-after-call",
    /// An app gains control of the phone during or after a risky call.
    RemoteControl = "remote-control",
    /// Calls are forwarded during or after a risky call.
    CallForwarding = "call-forwarding",
    /// A payment app is installed during an incident.
    PaymentAppInIncident = "payment-app-in-incident",
    /// A money app is opened in an ordinary meeting that shares the screen.
    BankDuringMeeting = "bank-during-meeting",
    /// A meeting, remote-control or unknown app is installed at a stranger's instigation.
    InstallAfterCall = "install-after-call",
    /// Such an app is installed during a voice chat.
    InstallDuringChat = "install-during-chat",
    /// An app for meetings or remote help is installed from a file or a link.
    SideloadedMeetingApp = "sideloaded-meeting-app",
    /// Sharing begins in an app installed within the hour.
    ShareByFreshApp = "share-by-fresh-app",
    /// Sharing begins during any other conversation.
    ShareDuringChat = "share-during-chat",
    /// A money app is opened while somebody from overseas, or without a number, is on the line.
    BankDuringOverseasCall = "bank-during-overseas-call",
    /// A bank is opened soon after a call from overseas or without a number.
    BankAfterOverseasCall = "bank-after-overseas-call",
    /// A money app is opened while a stranger has been on the line for long.
    BankDuringCall = "bank-during-call",
    /// A money app is opened after an install at a stranger's instigation.
    BankAfterInstall = "bank-after-install",
    /// A bank is opened soon after a stranger's long call.
    BankAfterCall = "bank-after-call",
    /// A stranger is on the line for very long.
    LongStrangerCall = "long-stranger-call",
    /// A screen on which the protection can be switched off is opened in a stranger's call, or soon after.
    SettingsDuringCall = "settings-during-call",
    /// An app is allowed to install others, or to draw over them, in a stranger's call.
    PermissionDuringCall = "permission-during-call",
    /// An app from a file or a link gains control of the phone, even with nobody on the line.
    SideloadedAppInControl = "sideloaded-app-in-control",
    /// A long-installed app gains control of the phone in a stranger's call, or soon after.
    ControlAfterCall = "control-after-call",
    /// A money app is opened while an app that just came from a link can operate the phone.
    BankUnderControl = "bank-under-control",
    /// An app from a link that can operate the phone also captures the screen.
    ShareByControllingApp = "share-by-controlling-app",
    /// A messages app is opened while a chat app that does not share habitually shows the screen.
    CodesDuringChatShare = "codes-during-chat-share",
    /// A chat app that does not share habitually shows the screen, and no voice is heard.
    ShareInChatApp = "share-in-chat-app",
    /// A bank, lender, broker, crypto or payment app is installed at a stranger's instigation.
    MoneyAppAfterCall = "money-app-after-call",
    /// A bank or lender is opened while a stranger whom the user dialled is on the line.
    BankDuringDialledCall = "bank-during-dialled-call",
    /// Sharing begins while a caller with a service number is on the line. Such numbers can be forged.
    ShareDuringServiceCall = "share-during-service-call",
    /// A bank is opened during a habitual sharing.
    BankDuringHabitualShare = "bank-during-habitual-share",
    /// Calls are forwarded in or soon after a call to a service number that the user dialled.
    ForwardingSetUp = "forwarding-set-up",
    /// NFC is switched on shortly after the install of an app that emulates a bank card, or that a stranger
    /// instigated.
    NfcWithNewApp = "nfc-with-new-app",
    /// A messages app, where codes arrive, is opened while somebody from overseas, or without a number, is on
    /// the line.
    CodesDuringCall = "codes-during-call",
    /// An app came from a file or a link and asks for a combination of powers that only a trojan needs.
    PowerfulAppInstalled = "powerful-app-installed",
    /// A money app is opened while the screen is shared and a family member is on the line.
    BankDuringFamilyHelp = "bank-during-family-help",
    /// A screen on which the protection can be switched off is opened during an incident.
    SettingsDuringIncident = "settings-during-incident",
    /// A permission or role was lost or restored.
    ProtectionChanged = "protection-changed",
}

/// A fact that a warning rests on. Spans are as of the moment of the warning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reason {
    /// A call with somebody who is not a contact.
    StrangerCall {
        /// The direction of the call.
        direction: Direction,
        /// The origin of the number.
        origin: Origin,
        /// The number's region, if it has exactly one.
        region: Option<Region>,
        /// True if the call is still going on.
        live: bool,
        /// The time they have spoken, in milliseconds.
        spoken_ms: Span,
    },
    /// A voice chat.
    VoiceChat {
        /// The app, if known.
        package: Option<String>,
    },
    /// A recently installed app.
    Installed {
        /// Its application id.
        package: String,
        /// Its source.
        source: InstallSource,
        /// The time since the install, in milliseconds.
        ago_ms: Span,
    },
    /// The screen is, or just was, shared.
    ScreenShared {
        /// The app that shares it, where it is known.
        package: Option<String>,
        /// The certainty of that.
        certainty: Certainty,
        /// True if it goes on.
        live: bool,
    },
    /// A bank or payment app is in front.
    MoneyApp {
        /// Its application id.
        package: String,
    },
    /// Text messages are in front.
    Messages {
        /// The messages app.
        package: String,
    },
    /// A payment app was installed.
    PaymentAppInstalled {
        /// Its application id.
        package: String,
    },
    /// An app can act for the user.
    RemoteControl {
        /// Its application id.
        package: String,
    },
    /// Calls are forwarded.
    CallsForwarded {},
    /// The alarm button was pressed.
    HelpAsked {},
    /// A permission or role was lost or restored.
    Protection {
        /// The permission or role.
        capability: Capability,
        /// True if it is granted now.
        granted: bool,
    },
    /// A settings screen was opened.
    Settings {
        /// The screen.
        what: SettingsScreen,
    },
}

/// The origin of a stranger's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A hotline or other service number of the home region.
    Service,
    /// An ordinary number of the home region or of a familiar one.
    Domestic,
    /// Withheld, unreadable or not reported.
    Hidden,
    /// From another region, or forged.
    Overseas,
}

/// The certainty that the screen is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// One weak signal.
    Possible,
    /// A signal and its confirmation.
    Likely,
    /// Two confirmations, or the system's own report.
    Certain,
}
