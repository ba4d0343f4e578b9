//! How sure it is that somebody else sees this screen, built from whichever signals arrive, in any order, with gaps.
//!
//! A consent dialog, a capture service and a private display are each weak alone: the dialog may be cancelled, the
//! service's manifest allows more than it does, a display may be a television or a game mode. Two that belong together
//! make it likely, three certain.

mod session;

use serde::{Deserialize, Serialize};

pub use self::session::{EVIDENCE_LASTS, Session};
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// After the dialog opened, the person may think for this long before allowing.
pub const CONSENT_LEADS: Span = Span::minutes(2);
/// A service and a display of one capture come within this of each other, in either order.
const TOGETHER: Span = Span::seconds(15);
const SESSIONS_HELD: usize = 4;
/// Any app may make displays, so they may not push out what is surer.
const BARE_DISPLAYS_HELD: usize = 2;

/// Displays that an app makes for its own pages, as Flutter's do, come within this of its coming to the front.
const COMES_WITH_APP: Span = Span::seconds(1);

/// Returns whether a display and an app came together.
#[must_use]
pub fn is_together(display: Moment, app: Moment) -> bool {
    display.since(app) < COMES_WITH_APP && app.since(display) < COMES_WITH_APP
}

/// A display as it appeared.
#[derive(Clone, Copy, Debug)]
pub struct NewDisplay<'phone> {
    /// Its number.
    pub display: i32,
    /// The app in front.
    pub front: Option<&'phone PackageName>,
    /// True if its name says that it captures.
    pub named: bool,
    /// True if what is ordinary explains it.
    pub explained: bool,
}

/// Tells whether an app came on somebody's word, so that its captures are kept before others.
pub type IsInstigated<'phone> = &'phone dyn Fn(&PackageName) -> bool;

/// Every capture that goes on, and those that ended lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    sessions: Vec<Session>,
    /// The moment the phone last started: what began before is over, though it may be read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    booted: Option<Moment>,
}

impl Sharing {
    /// The system's dialog came to the front while `front` was there. Returns the session it belongs to, or `None` where
    /// that dialog was known already.
    pub fn consent_opened(
        &mut self,
        at: Moment,
        front: Option<&str>,
        is_instigated: IsInstigated<'_>,
    ) -> Option<usize> {
        if self.is_before_boot(at) || self.sessions.iter().any(|session| session.consent == Some(at)) {
            return None;
        }
        let asks_for_stranger = front.is_some_and(|front| is_instigated(&PackageName::new(front)));
        let belongs = |session: &Session| {
            // A dialog that is opened again takes the place of the one before.
            // One that an app of a stranger's asks for is not another's, though that one's service was just begun.
            let of_another = asks_for_stranger
                && session.owner.as_ref().is_some_and(|owner| front.is_none_or(|front| !owner.is(front)));
            session.is_bare_consent()
                || !of_another
                    && session.consent.is_none()
                    && (session.is_near(session.service, at, TOGETHER, CONSENT_LEADS)
                        || session.is_near(
                            session.display.map(|(_, since)| since),
                            at,
                            TOGETHER,
                            CONSENT_LEADS,
                        ))
        };
        self.find_or_begin(at, is_instigated, belongs, |session| {
            session.consent = Some(at);
            session.front = front.map(PackageName::new).or_else(|| session.front.take());
        })
    }

    /// A capture service started. Returns the session it belongs to, or `None` where that was known already: signals are
    /// read again after a restart, perhaps when what began there is long over.
    pub fn service_started(
        &mut self,
        at: Moment,
        package: &str,
        is_instigated: IsInstigated<'_>,
    ) -> Option<usize> {
        let serves = |session: &Session| session.owner.as_ref().is_some_and(|owner| owner.is(package));
        let stopped_since = |session: &Session| session.service_over.is_some_and(|over| at < over);
        let known = |session: &Session| session.knows(session.service, at) || stopped_since(session);
        if self.is_before_boot(at) || self.sessions.iter().any(|session| serves(session) && known(session)) {
            return None;
        }
        let belongs = |session: &Session| match &session.owner {
            Some(owner) => owner.is(package),
            None => {
                let of_another =
                    session.front.as_ref().is_some_and(|front| !front.is(package) && is_instigated(front));
                !of_another
                    && (session.is_near(session.consent, at, CONSENT_LEADS, TOGETHER)
                        || session.is_near(session.display.map(|(_, since)| since), at, TOGETHER, TOGETHER))
            }
        };
        self.find_or_begin(at, is_instigated, belongs, |session| {
            session.service.get_or_insert(at);
            session.owner = Some(PackageName::new(package));
        })
    }

    /// A capture service stopped. That takes away its own sign only: an app may run two such services and stop one, while
    /// its display still shows the screen to somebody. Where Android `ends_capture` with it the sharing is over, though its
    /// display may stay: up to Android 13 one that is given back after its projection was stopped is never told to go.
    pub fn service_stopped(&mut self, at: Moment, package: &str, ends_capture: bool) {
        let began = |session: &&mut Session| session.ended.is_none() && session.began <= at;
        for session in self.sessions.iter_mut().filter(began) {
            let captures = session.owner.as_ref().is_some_and(|owner| owner.is(package));
            let asked =
                session.is_bare_consent() && session.front.as_ref().is_some_and(|front| front.is(package));
            if captures && session.display.is_some() && !ends_capture {
                session.service = None;
                session.service_over = Some(at);
            } else if captures || asked {
                session.ended = Some(at);
            }
        }
    }

    /// An app is gone, and what it captured with it.
    pub fn app_removed(&mut self, at: Moment, package: &str) {
        self.service_stopped(at, package, true);
        let owned = |session: &&mut Session| {
            session.ended.is_none() && session.owner.as_ref().is_some_and(|owner| owner.is(package))
        };
        for session in self.sessions.iter_mut().filter(owned) {
            session.ended = Some(at.max(session.began));
        }
    }

    /// A display appeared. Returns the session it belongs to, or `None` where that was known already.
    pub fn display_added(
        &mut self,
        at: Moment,
        came: NewDisplay<'_>,
        is_instigated: IsInstigated<'_>,
    ) -> Option<usize> {
        let NewDisplay { display, front, named, explained } = came;
        let since = |session: &Session| {
            session.display.filter(|(known, _)| *known == display).map(|(_, since)| since)
        };
        if self.is_before_boot(at) || self.sessions.iter().any(|session| session.knows(since(session), at)) {
            return None;
        }
        let belongs = |session: &Session| match session.display {
            Some((known, _)) => known == display,
            // A projection service that has run for long, as one that joined a meeting, starts to project now.
            None => {
                session.is_near(session.consent, at, CONSENT_LEADS, TOGETHER)
                    || session.service.is_some_and(|since| since < at + TOGETHER)
            }
        };
        self.find_or_begin(at, is_instigated, belongs, |session| {
            session.display.get_or_insert((display, at));
            session.named |= named;
            session.explained = explained;
            if session.owner.is_none() && session.front.is_none() {
                session.front = front.cloned();
            }
        })?;
        self.thin_out_displays();
        let shows = |session: &Session| {
            session.ended.is_none() && session.display.is_some_and(|(known, _)| known == display)
        };
        self.sessions.iter().rposition(shows)
    }

    /// Returns whether a display came together with an app that was opened then.
    #[must_use]
    pub fn has_display_of(&self, opened: Moment) -> bool {
        self.sessions.iter().any(|session| session.came_with(opened))
    }

    /// An app came to the front that shows pages in displays of its own: those that came with it are explained.
    pub fn explain_displays(&mut self, opened: Moment) {
        for session in self.sessions.iter_mut().filter(|session| session.came_with(opened)) {
            session.explained = true;
        }
    }

    /// A display went away. A service that goes on without it captures nothing for now, but may again.
    pub fn display_removed(&mut self, at: Moment, display: i32) {
        let shows =
            |session: &Session| session.display.is_some_and(|(known, since)| known == display && since <= at);
        let Some(index) = self.sessions.iter().position(|session| session.ended.is_none() && shows(session))
        else {
            return;
        };
        let session = &mut self.sessions[index];
        session.ended = Some(at.max(session.began));
        if session.service.is_some() {
            let running = Session { owner: session.owner.clone(), service: Some(at), ..Session::new(at) };
            self.begin(running, &|_| true);
        }
    }

    /// The system's own word on our warning.
    pub fn recorded(&mut self, at: Moment, visible: bool) -> Option<usize> {
        if !visible {
            for session in self.sessions.iter_mut().filter(|session| session.recorded) {
                session.recorded = false;
                if session.consent.is_none() && session.service.is_none() && session.display.is_none() {
                    session.ended = Some(at.max(session.began));
                }
            }
            return None;
        }
        self.find_or_begin(at, &|_| false, |_| true, |session| session.recorded = true)
    }

    /// The phone restarted: no capture survives that.
    pub fn reboot(&mut self, at: Moment) {
        let began = |session: &&mut Session| session.ended.is_none() && session.began <= at;
        for session in self.sessions.iter_mut().filter(began) {
            session.ended = Some(at);
        }
        self.booted = self.booted.max(Some(at));
    }

    fn is_before_boot(&self, at: Moment) -> bool {
        self.booted.is_some_and(|booted| at < booted)
    }

    /// The session at `index`, as given by the methods above.
    #[must_use]
    pub fn session(&self, index: usize) -> Option<&Session> {
        self.sessions.get(index)
    }

    /// Every capture that was going on at that moment.
    pub fn live(&self, at: Moment) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.is_live(at))
    }

    /// The indices of those captures that began at `since` or later.
    #[must_use]
    pub fn live_indices(&self, at: Moment, since: Moment) -> Vec<usize> {
        let wanted = |session: &Session| session.is_live(at) && session.starts() >= since;
        (0..self.sessions.len()).filter(|index| wanted(&self.sessions[*index])).collect()
    }

    /// The indices of the captures that go on and of which more was seen than a dialog, which may have been cancelled.
    #[must_use]
    pub fn seen_live_indices(&self, at: Moment) -> Vec<usize> {
        let wanted = |session: &Session| session.is_live(at) && session.was_seen();
        (0..self.sessions.len()).filter(|index| wanted(&self.sessions[*index])).collect()
    }

    /// Captures that had ended less than `within` before that moment.
    pub fn just_ended(&self, at: Moment, within: Span) -> impl Iterator<Item = &Session> {
        self.sessions
            .iter()
            .filter(move |session| session.ended.is_some_and(|ended| ended <= at && at.since(ended) < within))
    }

    /// The next capture that is over and has not been counted.
    pub fn take_uncounted(&mut self) -> Option<Session> {
        let session = self.sessions.iter_mut().find(|session| session.ended.is_some() && !session.counted)?;
        session.counted = true;
        Some(session.clone())
    }

    /// Returns whether any capture has not ended.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.sessions.iter().any(|session| session.ended.is_none())
    }

    /// Returns whether a capture goes on of that app's of which more was seen than its service.
    #[must_use]
    pub fn is_owned_by(&self, package: &PackageName) -> bool {
        let owned = |session: &Session| session.owner.as_ref() == Some(package);
        self.sessions.iter().any(|session| session.ended.is_none() && session.was_seen() && owned(session))
    }

    /// Returns whether nothing at all is remembered.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.sessions.is_empty()
    }

    /// Returns whether a capture is given up by `now` of which more was seen than the dialog: its signals broke off.
    #[must_use]
    pub fn breaks_off(&self, now: Moment) -> bool {
        self.sessions
            .iter()
            .any(|session| session.ended.is_none() && !session.is_bare_consent() && session.expires() <= now)
    }

    /// Returns when the next session is given up.
    #[must_use]
    pub fn next_expiry(&self) -> Option<Moment> {
        self.sessions.iter().filter(|session| session.ended.is_none()).map(Session::expires).min()
    }

    /// Forgets sessions that were given up, or that ended more than `after` ago.
    pub fn forget(&mut self, now: Moment, after: Span) {
        self.sessions.retain(|session| match session.ended {
            Some(ended) => now.since(ended) < after,
            None => now < session.expires(),
        });
    }

    /// Adds a session and returns its index. What was never more than one sign makes room first, such as is over before such
    /// as goes on, and last of these what belongs to an app that `is_instigated`; then what was surely shared and is over; of
    /// equals the oldest. Returns `None` where that is the new one itself. The latest of all always finds room, but what is
    /// told after something later may have made room before, and be read again.
    fn begin(&mut self, session: Session, is_instigated: IsInstigated<'_>) -> Option<usize> {
        while self.sessions.len() >= SESSIONS_HELD {
            let weight = |session: &Session| {
                let apps = [session.owner.as_ref(), session.front.as_ref()];
                let bare = session.is_bare_display() || session.is_bare_consent();
                let of_matter = session.ended.is_none() && apps.into_iter().flatten().any(is_instigated);
                let sure = session.likely_since.is_some();
                let weight =
                    (sure || of_matter, session.ended.is_none(), of_matter, !bare, session.certainty());
                (weight, session.began)
            };
            let lightest = (0..self.sessions.len()).min_by_key(|index| weight(&self.sessions[*index]))?;
            let is_latest = self.sessions.iter().all(|held| held.began <= session.began);
            if !is_latest && weight(&session) < weight(&self.sessions[lightest]) {
                return None;
            }
            self.sessions.remove(lightest);
        }
        self.sessions.push(session);
        Some(self.sessions.len() - 1)
    }

    /// Of several bare displays the first and the last are kept: one of them may be the one that matters, and what lies
    /// between them was made to hide it.
    fn thin_out_displays(&mut self) {
        loop {
            let bare = |session: &Session| session.ended.is_none() && session.is_bare_display();
            let mut held: Vec<usize> =
                (0..self.sessions.len()).filter(|index| bare(&self.sessions[*index])).collect();
            if held.len() <= BARE_DISPLAYS_HELD {
                return;
            }
            // By when they came: one that was told before and went is told again in its place.
            held.sort_by_key(|index| self.sessions[*index].began);
            self.sessions.remove(held[1]);
        }
    }

    /// Has the session that something `belongs` to `learn` of it, or begins one with it.
    fn find_or_begin(
        &mut self,
        at: Moment,
        is_instigated: IsInstigated<'_>,
        belongs: impl Fn(&Session) -> bool,
        learn: impl FnOnce(&mut Session),
    ) -> Option<usize> {
        let found = self
            .sessions
            .iter()
            .rposition(|session| session.ended.is_none() && at < session.expires() && belongs(session));
        let mut begun = Session::new(at);
        let session = found.map_or(&mut begun, |index| &mut self.sessions[index]);
        learn(session);
        session.note(at);
        found.or_else(|| self.begin(begun, is_instigated))
    }
}
