//! Help that the family gives from afar, and when it is refused.

use super::Engine;
use crate::call::{Call, CallerRelation};
use crate::effect::{Effect, HelpDecision, Origin};
use crate::event::Help;
use crate::time::{Moment, Span};

impl Engine {
    /// Answers a request of a contact. Nothing else follows from it.
    pub(super) fn help(&self, now: Moment, request: u64, contact: u32, help: Help) -> Effect {
        let incident = self.state.incident.as_ref();
        let decision = match help {
            _ if !incident.is_some_and(|incident| incident.is_red_at(now)) => HelpDecision::NoDanger,
            Help::EndCall => self.call_to_end(now),
            Help::RingNext if self.family_is_heard(now) => HelpDecision::CallIsGood,
            Help::Say | Help::RingNext => HelpDecision::Give,
        };
        let incident = incident.map(crate::incident::Incident::id);
        Effect::Help { request, contact, help, decision, incident }
    }

    /// Decides whether a call may be ended from afar. A phone ends the one that is heard, and does not say which
    /// of two that is: so none is ended unless each of them may be.
    fn call_to_end(&self, now: Moment) -> HelpDecision {
        let calls = &self.state.phone.calls;
        let is_sure = |call: &Call| call.is_live(now) && !call.perhaps_taken;
        let is_unknown = |call: &Call| call.relation == CallerRelation::Unknown && !is_listed(call);
        if !calls.on_line(now).any(|call| call.is_live(now)) {
            HelpDecision::NoCall
        } else if calls.on_line(now).any(|call| is_good(call) && is_sure(call)) {
            HelpDecision::CallIsGood
        } else if calls.on_line(now).any(|call| is_good(call) || is_unknown(call)) {
            HelpDecision::CallIsUnclear
        } else {
            HelpDecision::Give
        }
    }

    /// Returns whether the user talks with a family member.
    fn family_is_heard(&self, now: Moment) -> bool {
        let phone = &self.state.phone;
        let voice = phone.voice.as_ref().filter(|voice| voice.is_live(now));
        voice.is_some_and(|voice| voice.family) || phone.calls.family_talks(now, Span::default())
    }
}

/// Returns whether the call is with somebody whom no one ends it with. The network's word that a number is
/// forged has made a stranger's of it, from overseas.
fn is_good(call: &Call) -> bool {
    call.relation.is_known() || is_listed(call)
}

fn is_listed(call: &Call) -> bool {
    call.origin == Origin::Service || call.hotline
}
