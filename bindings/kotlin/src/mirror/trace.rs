//! The marks and expectations of a trace.

use kinguard_core::effect::{FamilyMessage, HelpDecision, IncidentId, Level, Reason};
use kinguard_core::event::Help;
use kinguard_core::trace::{ExpectedEffect, Mark};

/// A mark for those who judge a trace.
#[uniffi::remote(Enum)]
pub enum Mark {
    Harm,
    Wait,
}

/// An effect as a trace expects it. Fields left out are not compared.
#[uniffi::remote(Enum)]
pub enum ExpectedEffect {
    Warn {
        level: Option<Level>,
        rule: Option<String>,
        reasons: Option<Vec<Reason>>,
        incident: Option<IncidentId>,
    },
    Dismiss {
        incident: Option<IncidentId>,
    },
    NotifyFamily {
        kind: Option<FamilyMessage>,
        rule: Option<String>,
        incident: Option<IncidentId>,
    },
    Help {
        help: Option<Help>,
        decision: Option<HelpDecision>,
        request: Option<u64>,
        incident: Option<IncidentId>,
    },
}
