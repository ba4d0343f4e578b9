//! The moments of one replayed trace from which the figures are computed.

use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::event::Event;
use kinguard_core::replay::{Replay, TimedEffect};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Step, Trace};

/// The key moments of one trace. If there is harm, only what came strictly before it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The moment the money left.
    pub harm: Option<Moment>,
    /// The first red warning.
    pub red: Option<Moment>,
    /// The first warning of any level.
    pub warning: Option<Moment>,
    /// The first message that tells the family of a danger.
    pub family: Option<Moment>,
    /// The first sign that the screen is shared.
    pub sharing: Option<Moment>,
    /// The first app that was installed.
    pub install: Option<Moment>,
}

impl Measured {
    /// Measures a trace and the answer to it.
    pub fn of(trace: &Trace, replay: &Replay) -> Self {
        let harm =
            trace.steps.iter().find(|step| step.content == Content::Mark(Mark::Harm)).map(|step| step.at);
        let in_time = |at: &Moment| harm.is_none_or(|harm| *at < harm);
        let said = |wanted: fn(&Effect) -> bool| {
            let first = replay.said.iter().find(|said: &&TimedEffect| wanted(&said.effect));
            first.map(|said| said.at).filter(in_time)
        };
        let seen = |wanted: fn(&Event) -> bool| {
            let is_wanted = |step: &&Step| matches!(&step.content, Content::Event(event) if wanted(event));
            trace.steps.iter().filter(is_wanted).map(|step| step.at).min().filter(in_time)
        };
        Self {
            harm,
            red: said(|effect| matches!(effect, Effect::Warn { level: Level::Red, .. })),
            warning: said(|effect| matches!(effect, Effect::Warn { .. })),
            family: said(
                |effect| matches!(effect, Effect::NotifyFamily { kind, .. } if tells_of_danger(*kind)),
            ),
            sharing: seen(is_sign_of_sharing),
            install: seen(|event| matches!(event, Event::AppInstalled { update: false, .. })),
        }
    }

    /// Returns how long before the harm the first red warning stood.
    pub fn lead(&self) -> Option<Span> {
        Some(self.harm?.since(self.red?))
    }

    /// Returns how long before the harm the family knew.
    pub fn family_lead(&self) -> Option<Span> {
        Some(self.harm?.since(self.family?))
    }

    /// Returns whether an app was installed before the sharing, which gives the family time to call.
    pub fn shares_after_install(&self) -> bool {
        matches!((self.install, self.sharing), (Some(install), Some(sharing)) if install < sharing)
    }

    /// Returns whether the family knew before the sharing began.
    pub fn family_knew_before_sharing(&self) -> bool {
        matches!((self.family, self.sharing), (Some(family), Some(sharing)) if family < sharing)
    }
}

/// Returns whether a message is about a danger to money, rather than about the protection.
pub fn tells_of_danger(message: FamilyMessage) -> bool {
    match message {
        FamilyMessage::Early
        | FamilyMessage::Danger
        | FamilyMessage::WentOn
        | FamilyMessage::MoneySent
        | FamilyMessage::NextContact => true,
        FamilyMessage::Ended | FamilyMessage::Protection | FamilyMessage::Restored => false,
    }
}

fn is_sign_of_sharing(event: &Event) -> bool {
    matches!(
        event,
        Event::CaptureConsentOpened { .. }
            | Event::CaptureServiceStarted { .. }
            | Event::PrivateDisplayAdded { .. }
            | Event::PublicDisplayAdded { .. }
    )
}
