//! How sure it is that somebody else sees this screen, built from whichever signals arrive, in any order, with gaps.
//!
//! A consent dialog, a capture service and a private display are each weak alone: the dialog may be cancelled, the
//! service's manifest allows more than it does, a display may be a television or a game mode. Two that belong together
//! make it likely, three certain.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::effect::Certainty;
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// After the dialog opened, the person may think for this long before allowing.
const CONSENT_LEADS: Span = Span::minutes(2);
/// A service and a display of one capture come within this of each other, in either order.
const TOGETHER: Span = Span::seconds(15);
/// A dialog after which nothing else was seen is forgotten.
pub const CONSENT_LASTS: Span = Span::minutes(10);
/// A capture whose end was never seen is given up after this. The longest reported sharing went on for twelve hours.
pub const EVIDENCE_LASTS: Span = Span::hours(24);
const SESSIONS_HELD: usize = 4;
/// Any app may make displays, so they may not push out what is surer.
const BARE_DISPLAYS_HELD: usize = 2;

/// One capture, or what may be one. Kept as a row, to be short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "SessionRow", into = "SessionRow")]
pub struct Session {
    /// The first sign of it.
    pub began: Moment,
    /// The app that captures, where its service told.
    pub owner: Option<PackageName>,
    /// The app that was in front when the dialog or a display came: often the one that asks, but a person may have
    /// opened her bank in between.
    pub front: Option<PackageName>,
    /// When it was over; kept for a while, because what follows at once still matters.
    pub ended: Option<Moment>,
    /// When it first was likely; a service alone may run for an hour before it projects anything.
    likely_since: Option<Moment>,
    consent: Option<Moment>,
    service: Option<Moment>,
    display: Option<(i32, Moment)>,
    recorded: bool,
    /// Whether its end has been counted for the habits.
    counted: bool,
}

/// The fields of a [`Session`] in their order.
type SessionRow = (
    (Moment, Option<Moment>, Option<Moment>),
    (Option<PackageName>, Option<PackageName>),
    (Option<Moment>, Option<Moment>, Option<(i32, Moment)>),
    (bool, bool),
);

impl From<SessionRow> for Session {
    fn from((times, apps, signals, flags): SessionRow) -> Self {
        let (began, ended, likely_since) = times;
        let (owner, front) = apps;
        let (consent, service, display) = signals;
        let (recorded, counted) = flags;
        Self { began, owner, front, ended, likely_since, consent, service, display, recorded, counted }
    }
}

impl From<Session> for SessionRow {
    fn from(session: Session) -> Self {
        (
            (session.began, session.ended, session.likely_since),
            (session.owner, session.front),
            (session.consent, session.service, session.display),
            (session.recorded, session.counted),
        )
    }
}

impl Session {
    fn new(began: Moment) -> Self {
        Self {
            began,
            owner: None,
            front: None,
            ended: None,
            likely_since: None,
            consent: None,
            service: None,
            display: None,
            recorded: false,
            counted: false,
        }
    }

    /// How sure it is, from this session's own signals.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        let signals = [self.consent.is_some(), self.service.is_some(), self.display.is_some()]
            .iter()
            .filter(|s| **s)
            .count();
        match signals {
            _ if self.recorded => Certainty::Certain,
            // Its service has stopped, the display that came with it has not.
            1 if self.display.is_some() && self.owner.is_some() => Certainty::Likely,
            0 | 1 => Certainty::Possible,
            2 => Certainty::Likely,
            _ => Certainty::Certain,
        }
    }

    /// When the sharing itself began, as far as the signals tell.
    #[must_use]
    pub fn starts(&self) -> Moment {
        self.likely_since.unwrap_or(self.began)
    }

    /// Whether only a display was seen: a television, a car, a game mode, or a sharing that gave no other sign.
    #[must_use]
    pub fn is_bare_display(&self) -> bool {
        self.display.is_some() && self.owner.is_none() && self.consent.is_none() && !self.recorded
    }

    /// Whether a display shows the screen to it.
    #[must_use]
    pub fn has_display(&self) -> bool {
        self.display.is_some()
    }

    /// Whether only the dialog was seen.
    #[must_use]
    pub fn is_bare_consent(&self) -> bool {
        self.consent.is_some() && self.service.is_none() && self.display.is_none() && !self.recorded
    }

    /// Whether more was seen of it than a dialog or a service that may never have captured anything.
    #[must_use]
    pub fn was_seen(&self) -> bool {
        self.likely_since.is_some() || self.is_bare_display()
    }

    /// Whether it was going on at that moment.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.began <= at && self.ended.is_none_or(|ended| at < ended) && at < self.expires()
    }

    /// When it is given up without further evidence.
    #[must_use]
    pub fn expires(&self) -> Moment {
        let display = self.display.map(|(_, since)| since);
        let latest = [self.consent, self.service, display].into_iter().flatten().max().unwrap_or(self.began);
        latest + if self.is_bare_consent() { CONSENT_LASTS } else { EVIDENCE_LASTS }
    }

    fn note(&mut self, at: Moment) {
        self.began = self.began.min(at);
        if self.certainty() >= Certainty::Likely {
            self.likely_since.get_or_insert(at);
        }
    }

    /// Whether a sign that was told at `at` is the one of which is known since when it is there.
    fn knows(&self, sign: Option<Moment>, at: Moment) -> bool {
        sign.is_some_and(|since| since == at || since <= at && self.is_live(at))
    }

    fn is_near(&self, other: Option<Moment>, at: Moment, lead: Span, lag: Span) -> bool {
        other.is_some_and(|other| at.since(other) < lead && other.since(at) < lag)
    }
}

/// Every capture that goes on, and those that ended lately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    sessions: Vec<Session>,
}

impl Sharing {
    /// The system's dialog came to the front while `front` was there. Returns the session it belongs to, or `None` where
    /// that dialog was known already.
    pub fn consent_opened(&mut self, at: Moment, front: Option<&str>) -> Option<usize> {
        if self.sessions.iter().any(|session| session.consent == Some(at)) {
            return None;
        }
        let belongs = |session: &Session| {
            // A dialog that is opened again takes the place of the one before.
            session.is_bare_consent()
                || session.consent.is_none()
                    && (session.is_near(session.service, at, TOGETHER, CONSENT_LEADS)
                        || session.is_near(
                            session.display.map(|(_, since)| since),
                            at,
                            TOGETHER,
                            CONSENT_LEADS,
                        ))
        };
        let index = self.find_or_begin(at, belongs)?;
        let session = &mut self.sessions[index];
        session.consent = Some(at);
        session.front = front.map(PackageName::new).or_else(|| session.front.take());
        session.note(at);
        Some(index)
    }

    /// A capture service started. Returns the session it belongs to, or `None` where that was known already: signals are
    /// read again after a restart, perhaps when what began there is long over.
    pub fn service_started(&mut self, at: Moment, package: &str) -> Option<usize> {
        let serves = |session: &Session| session.owner.as_ref().is_some_and(|owner| owner.is(package));
        if self.sessions.iter().any(|session| serves(session) && session.knows(session.service, at)) {
            return None;
        }
        let belongs = |session: &Session| match &session.owner {
            Some(owner) => owner.is(package),
            None => {
                session.is_near(session.consent, at, CONSENT_LEADS, TOGETHER)
                    || session.is_near(session.display.map(|(_, since)| since), at, TOGETHER, TOGETHER)
            }
        };
        let index = self.find_or_begin(at, belongs)?;
        let session = &mut self.sessions[index];
        session.service.get_or_insert(at);
        session.owner = Some(PackageName::new(package));
        session.note(at);
        Some(index)
    }

    /// A capture service stopped. That takes away its own sign only: an app may run two such services and stop one, while
    /// its display still shows the screen to somebody.
    pub fn service_stopped(&mut self, at: Moment, package: &str) {
        let began = |session: &&mut Session| session.ended.is_none() && session.began <= at;
        for session in self.sessions.iter_mut().filter(began) {
            let captures = session.owner.as_ref().is_some_and(|owner| owner.is(package));
            let asked =
                session.is_bare_consent() && session.front.as_ref().is_some_and(|front| front.is(package));
            if captures {
                session.service = None;
            }
            if asked || captures && session.display.is_none() {
                session.ended = Some(at);
            }
        }
    }

    /// An app is gone, and what it captured with it.
    pub fn app_removed(&mut self, at: Moment, package: &str) {
        self.service_stopped(at, package);
        let owned = |session: &&mut Session| {
            session.ended.is_none() && session.owner.as_ref().is_some_and(|owner| owner.is(package))
        };
        for session in self.sessions.iter_mut().filter(owned) {
            session.ended = Some(at.max(session.began));
        }
    }

    /// A private display appeared while `front` was in front. Returns the session it belongs to, or `None` where that was
    /// known already.
    pub fn display_added(&mut self, at: Moment, display: i32, front: Option<&PackageName>) -> Option<usize> {
        let since = |session: &Session| {
            session.display.filter(|(known, _)| *known == display).map(|(_, since)| since)
        };
        if self.sessions.iter().any(|session| session.knows(since(session), at)) {
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
        let index = self.find_or_begin(at, belongs)?;
        let session = &mut self.sessions[index];
        session.display.get_or_insert((display, at));
        if session.owner.is_none() && session.front.is_none() {
            session.front = front.cloned();
        }
        session.note(at);
        self.thin_out_displays();
        let shows = |session: &Session| {
            session.ended.is_none() && session.display.is_some_and(|(known, _)| known == display)
        };
        self.sessions.iter().rposition(shows)
    }

    /// A private display went away. A service that goes on without it captures nothing for now, but may again.
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
            self.begin(running);
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
        let index = self.find_or_begin(at, |_| true)?;
        let session = &mut self.sessions[index];
        session.recorded = true;
        session.note(at);
        Some(index)
    }

    /// The phone restarted: no capture survives that.
    pub fn reboot(&mut self, at: Moment) {
        let began = |session: &&mut Session| session.ended.is_none() && session.began <= at;
        for session in self.sessions.iter_mut().filter(began) {
            session.ended = Some(at);
        }
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

    /// Whether any capture has not ended.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.sessions.iter().any(|session| session.ended.is_none())
    }

    /// Whether nothing at all is remembered.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.sessions.is_empty()
    }

    /// Whether a capture is given up by `now` of which more was seen than the dialog: its signals broke off.
    #[must_use]
    pub fn breaks_off(&self, now: Moment) -> bool {
        self.sessions
            .iter()
            .any(|session| session.ended.is_none() && !session.is_bare_consent() && session.expires() <= now)
    }

    /// When the next session is given up.
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

    /// Adds a session and returns its index, unless all that are held weigh more: those that are over go first, then
    /// bare displays and dialogs, then the less sure.
    fn begin(&mut self, session: Session) -> Option<usize> {
        let began = session.began;
        push_weighed(&mut self.sessions, SESSIONS_HELD, session, |session| {
            let bare = session.is_bare_display() || session.is_bare_consent();
            (session.ended.is_none(), !bare && session.likely_since.is_some(), !bare, session.certainty())
        });
        self.sessions.iter().rposition(|session| session.began == began)
    }

    /// Of several bare displays the first and the last are kept: one of them may be the one that matters, and what lies
    /// between them was made to hide it.
    fn thin_out_displays(&mut self) {
        let bare = |session: &Session| session.ended.is_none() && session.is_bare_display();
        while self.sessions.iter().filter(|session| bare(session)).count() > BARE_DISPLAYS_HELD {
            let Some(second) = (0..self.sessions.len()).filter(|at| bare(&self.sessions[*at])).nth(1) else {
                return;
            };
            self.sessions.remove(second);
        }
    }

    fn find_or_begin(&mut self, at: Moment, belongs: impl Fn(&Session) -> bool) -> Option<usize> {
        let found = self
            .sessions
            .iter()
            .rposition(|session| session.ended.is_none() && at < session.expires() && belongs(session));
        found.or_else(|| self.begin(Session::new(at)))
    }
}
