//! The certainty that somebody else sees this screen, built from whichever signals arrive, in any order and
//! with gaps.
//!
//! A consent dialog, a capture service and a private display are each weak signals: the dialog may be
//! cancelled, the service may be allowed more than it does, and the display may be a television or a game
//! mode. Two that belong together make a capture likely, three make it certain.

mod session;

use serde::{Deserialize, Serialize};

pub use self::session::{EVIDENCE_LASTS, Session, SharingSign};
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// The longest time between the dialog and the capture that it allowed.
pub const CONSENT_LEADS: Span = Span::minutes(2);
/// The longest time between the service and the display of one capture, in either order.
const TOGETHER: Span = Span::seconds(15);
const SESSIONS_HELD: usize = 4;
/// Any app can create displays, so they may not push out stronger evidence.
const BARE_DISPLAYS_HELD: usize = 2;

/// Displays that an app creates for its own pages, as Flutter's do, appear within this time of its coming to
/// the front.
const COMES_WITH_APP: Span = Span::seconds(1);

/// Returns whether a display and an app appeared together.
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
    /// True if something ordinary explains it.
    pub explained: bool,
}

/// Tells whether an app was instigated by somebody, so that its captures are kept before others.
pub type IsInstigated<'phone> = &'phone dyn Fn(&PackageName) -> bool;

/// Captures that are running or ended recently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    sessions: Vec<Session>,
    /// The moment the phone last started. Whatever began before is over, though it may be reported again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    booted: Option<Moment>,
}

impl Sharing {
    /// The system's dialog came to the front over `front`. Returns the session it belongs to, or `None` if it
    /// is a repeat.
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
            // A reopened dialog replaces the one before. A dialog of a stranger's app does not belong to
            // another app whose service has just begun.
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

    /// A capture service started. Returns the session it belongs to, or `None` if it is a repeat: signals are
    /// read again after a restart, perhaps long after they ended.
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

    /// A capture service stopped. That removes only its own signal: an app may run two such services and stop
    /// one while its display still shows the screen. Where Android `ends_capture` along with it the sharing
    /// is over, though its display may stay. Up to Android 13 the removal of a display that is released after
    /// its projection stopped is never reported.
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

    /// An app was removed, and its captures with it.
    pub fn app_removed(&mut self, at: Moment, package: &str) {
        self.service_stopped(at, package, true);
        let owned = |session: &&mut Session| {
            session.ended.is_none() && session.owner.as_ref().is_some_and(|owner| owner.is(package))
        };
        for session in self.sessions.iter_mut().filter(owned) {
            session.ended = Some(at.max(session.began));
        }
    }

    /// A display appeared. Returns the session it belongs to, or `None` if it is a repeat.
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
            // A projection service that has been running for long, such as one that joined a meeting, starts
            // to project now.
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

    /// Returns whether a display appeared together with the app that was opened at `opened`.
    #[must_use]
    pub fn has_display_of(&self, opened: Moment) -> bool {
        self.sessions.iter().any(|session| session.came_with(opened))
    }

    /// An app came to the front that shows its pages in displays of its own. Displays that appeared with it
    /// are explained.
    pub fn explain_displays(&mut self, opened: Moment) {
        for session in self.sessions.iter_mut().filter(|session| session.came_with(opened)) {
            session.explained = true;
        }
    }

    /// A display went away. A service that keeps running without one captures nothing for now but may do so
    /// again.
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

    /// The system itself reported whether our warning is being recorded.
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

    /// The phone restarted, which no capture survives.
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

    /// The session at `index`, as returned by the methods above.
    #[must_use]
    pub fn session(&self, index: usize) -> Option<&Session> {
        self.sessions.get(index)
    }

    /// Iterates over every capture that was running at `at`.
    pub fn live(&self, at: Moment) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.is_live(at))
    }

    /// The indices of those captures that began at `since` or later.
    #[must_use]
    pub fn live_indices(&self, at: Moment, since: Moment) -> Vec<usize> {
        let wanted = |session: &Session| session.is_live(at) && session.starts() >= since;
        (0..self.sessions.len()).filter(|index| wanted(&self.sessions[*index])).collect()
    }

    /// The indices of running captures with more evidence than a dialog, which may have been cancelled.
    #[must_use]
    pub fn seen_live_indices(&self, at: Moment) -> Vec<usize> {
        let wanted = |session: &Session| session.is_live(at) && session.was_seen();
        (0..self.sessions.len()).filter(|index| wanted(&self.sessions[*index])).collect()
    }

    /// Captures that ended less than `within` before `at`.
    pub fn just_ended(&self, at: Moment, within: Span) -> impl Iterator<Item = &Session> {
        self.sessions
            .iter()
            .filter(move |session| session.ended.is_some_and(|ended| ended <= at && at.since(ended) < within))
    }

    /// The next finished capture that has not been counted.
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

    /// Returns whether the app has a running capture with more evidence than its service.
    #[must_use]
    pub fn is_owned_by(&self, package: &PackageName) -> bool {
        let owned = |session: &Session| session.owner.as_ref() == Some(package);
        self.sessions.iter().any(|session| session.ended.is_none() && session.was_seen() && owned(session))
    }

    /// Returns whether nothing is remembered.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.sessions.is_empty()
    }

    /// Returns whether a capture with more evidence than a dialog is given up by `now` because its signals
    /// broke off.
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

    /// Adds a session and returns its index. To make room, single signals go first, finished ones before
    /// running ones and those of instigated apps last, then finished captures that were certainly shared;
    /// among equals the oldest. Returns `None` if the new session itself goes. The latest always finds room,
    /// but a late report may find that something later took its place.
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

    /// Keeps only the first and the last of several bare displays. Either may be the one that matters; those
    /// in between were made to hide it.
    fn thin_out_displays(&mut self) {
        loop {
            let bare = |session: &Session| session.ended.is_none() && session.is_bare_display();
            let mut held: Vec<usize> =
                (0..self.sessions.len()).filter(|index| bare(&self.sessions[*index])).collect();
            if held.len() <= BARE_DISPLAYS_HELD {
                return;
            }
            // By the moment they appeared: a display that was dropped goes again in its place when it is
            // reported again.
            held.sort_by_key(|index| self.sessions[*index].began);
            self.sessions.remove(held[1]);
        }
    }

    /// Applies `learn` to the session that a signal `belongs` to, or begins a session with it.
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
