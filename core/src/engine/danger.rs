//! Which parts of a danger are still going on.

use super::Engine;
use crate::effect::{Certainty, RuleId};
use crate::incident::Incident;
use crate::installs::Instigator;
use crate::phone::CALL_REMEMBERED;
use crate::situation::ShareFact;
use crate::time::{Moment, Span};

/// A display that appeared less than this before a danger, or later, belongs to it.
const CAME_WITH_IT: Span = Span::minutes(15);

impl Engine {
    /// Returns whether a likely capture is running, or a display that nothing ordinary explains.
    pub(super) fn screen_may_be_seen(&self) -> bool {
        let phone = &self.state.phone;
        ShareFact::live(phone, self.state.looked_at).any(|share| {
            let session = share.session;
            let strange = session.is_bare_display() && !session.is_explained_display() && !share.habit;
            share.is_remote() && (share.certainty >= Certainty::Likely || strange)
        })
    }

    /// Returns whether what raised the danger goes on: a capture, a display that came with it, a voice, a
    /// stranger's call, or diverted calls.
    pub(super) fn danger_lives(&self, now: Moment) -> bool {
        let Some(incident) = &self.state.incident else { return false };
        let phone = &self.state.phone;
        let diverted = phone.calls_forwarded && incident.spoke().contains(&RuleId::CallForwarding);
        let operated = || {
            phone.controllers.iter().filter(|controller| controller.on).any(|controller| {
                let install = phone.installs.of(&controller.package, now);
                install.is_some_and(|install| install.instigator > Instigator::Nobody)
            })
        };
        self.somebody_talks(now) || diverted || operated() || self.sharing_lives(now)
    }

    /// Returns whether somebody talks who may be leading the user: in an app, or a stranger on the line.
    pub(super) fn somebody_talks(&self, now: Moment) -> bool {
        let phone = &self.state.phone;
        let voice = phone.voice.as_ref().filter(|voice| voice.is_live(now));
        let moved = voice.and_then(|voice| voice.carries_on);
        voice.is_some_and(|voice| !voice.family)
            || phone.calls.stranger_talks()
            || phone.calls.one_that_matters_is_live(now, CALL_REMEMBERED, moved)
    }

    /// Returns whether a certain capture is running, or one by a recent app, or one that came with the
    /// danger.
    pub(super) fn sharing_lives(&self, now: Moment) -> bool {
        let opened = self.state.incident.as_ref().map(Incident::opened);
        let came_with_it = |share: &ShareFact<'_>| {
            share.session.has_display()
                && opened.is_some_and(|opened| opened.since(share.session.began) < CAME_WITH_IT)
        };
        ShareFact::live(&self.state.phone, now).any(|share| {
            // A dialog that led to nothing may have been cancelled.
            let asked_only = share.session.is_bare_consent();
            let sure = share.certainty >= Certainty::Likely || share.install.is_some() && !asked_only;
            share.is_remote() && (sure || came_with_it(&share))
        })
    }
}
