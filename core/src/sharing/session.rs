//! One capture and its signals.

use serde::{Deserialize, Serialize};

use crate::effect::Certainty;
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// A dialog that nothing follows is forgotten after this.
const CONSENT_LASTS: Span = Span::minutes(10);
/// A capture whose end is never reported is given up after this. The longest reported sharing lasted twelve
/// hours.
pub const EVIDENCE_LASTS: Span = Span::hours(24);

/// One capture, or what may be one. Stored as a row, to be short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "SessionRow", into = "SessionRow")]
pub struct Session {
    /// The moment of its first signal.
    pub began: Moment,
    /// The capturing app, if its service told.
    pub owner: Option<PackageName>,
    /// The app in front when the dialog or a display appeared. Often it is the one that asks, but the user
    /// may have opened a bank in between.
    pub front: Option<PackageName>,
    /// The moment it ended. It is kept for a while, since what follows at once still matters.
    pub ended: Option<Moment>,
    /// The moment it first became likely. A service alone may run for an hour before it projects anything.
    pub(super) likely_since: Option<Moment>,
    pub(super) consent: Option<Moment>,
    pub(super) service: Option<Moment>,
    /// The moment its service stopped while its display stayed.
    pub(super) service_over: Option<Moment>,
    pub(super) display: Option<(i32, Moment)>,
    pub(super) recorded: bool,
    /// True if the name of its display says that it captures.
    pub(super) named: bool,
    /// True if something ordinary explains its display: it appeared together with an app that shows pages in
    /// its own displays, or the phone is in a car.
    pub(super) explained: bool,
    /// True if its end has been counted for the habits.
    pub(super) counted: bool,
}

/// A signal that the screen may be captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingSign {
    /// The system's dialog was opened.
    Dialog,
    /// A capture service is running.
    Service,
    /// A display shows the screen.
    Display,
    /// The name of that display says that it captures.
    DisplayName,
    /// The system itself says so.
    SystemsWord,
}

/// The fields of a [`Session`] in order. The last ones were added later and are left out if they say nothing.
#[derive(Serialize, Deserialize)]
struct SessionRow(
    Times,
    Apps,
    Signals,
    Flags,
    #[serde(default, skip_serializing_if = "Lately::is_empty")] Lately,
);

/// The moment its service stopped while the display stayed, or flags of the display.
#[derive(Default, Serialize, Deserialize)]
#[serde(untagged)]
enum Lately {
    Whole(Option<Moment>, bool, bool),
    /// The form written before displays had names.
    ServiceOver(Moment),
    #[default]
    Nothing,
}

impl Lately {
    const fn is_empty(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

type Times = (Moment, Option<Moment>, Option<Moment>);
type Apps = (Option<PackageName>, Option<PackageName>);
type Signals = (Option<Moment>, Option<Moment>, Option<(i32, Moment)>);
type Flags = (bool, bool);

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        let SessionRow(times, apps, signals, flags, lately) = row;
        let (service_over, named, explained) = match lately {
            Lately::Whole(over, named, explained) => (over, named, explained),
            Lately::ServiceOver(over) => (Some(over), false, false),
            Lately::Nothing => (None, false, false),
        };
        let (began, ended, likely_since) = times;
        let (owner, front) = apps;
        let (consent, service, display) = signals;
        let (recorded, counted) = flags;
        Self {
            began,
            owner,
            front,
            ended,
            likely_since,
            consent,
            service,
            service_over,
            display,
            recorded,
            named,
            explained,
            counted,
        }
    }
}

impl From<Session> for SessionRow {
    fn from(session: Session) -> Self {
        let times = (session.began, session.ended, session.likely_since);
        let apps = (session.owner, session.front);
        let signals = (session.consent, session.service, session.display);
        let flags = (session.recorded, session.counted);
        let lately = match (session.service_over, session.named, session.explained) {
            (None, false, false) => Lately::Nothing,
            (over, named, explained) => Lately::Whole(over, named, explained),
        };
        Self(times, apps, signals, flags, lately)
    }
}

impl Session {
    pub(super) fn new(began: Moment) -> Self {
        Self {
            began,
            owner: None,
            front: None,
            ended: None,
            likely_since: None,
            consent: None,
            service: None,
            service_over: None,
            display: None,
            recorded: false,
            named: false,
            explained: false,
            counted: false,
        }
    }

    /// Returns the certainty from this session's own signals.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        let signs = [self.consent.is_some(), self.service.is_some(), self.display.is_some(), self.named];
        let signals = signs.iter().filter(|sign| **sign).count();
        match signals {
            _ if self.recorded => Certainty::Certain,
            // Its service has stopped; the display that came with it has not.
            1 if self.display.is_some() && self.owner.is_some() => Certainty::Likely,
            0 | 1 => Certainty::Possible,
            2 => Certainty::Likely,
            _ => Certainty::Certain,
        }
    }

    /// The signals it rests on.
    #[must_use]
    pub fn signs(&self) -> Vec<SharingSign> {
        let signs = [
            (self.consent.is_some(), SharingSign::Dialog),
            (self.service.is_some(), SharingSign::Service),
            (self.display.is_some(), SharingSign::Display),
            (self.named, SharingSign::DisplayName),
            (self.recorded, SharingSign::SystemsWord),
        ];
        signs.into_iter().filter_map(|(seen, sign)| seen.then_some(sign)).collect()
    }

    /// Returns when the sharing itself began, as far as the signals tell.
    #[must_use]
    pub fn starts(&self) -> Moment {
        self.likely_since.unwrap_or(self.began)
    }

    /// Returns whether only a display was seen: a television, a car, a game mode, or a sharing without other
    /// signals.
    #[must_use]
    pub fn is_bare_display(&self) -> bool {
        self.display.is_some()
            && self.owner.is_none()
            && self.consent.is_none()
            && !self.recorded
            && !self.named
    }

    /// Returns whether only a display was seen that something ordinary explains.
    #[must_use]
    pub fn is_explained_display(&self) -> bool {
        self.is_bare_display() && self.explained
    }

    /// Returns whether a display shows the screen.
    #[must_use]
    pub fn has_display(&self) -> bool {
        self.display.is_some()
    }

    /// Returns whether only the dialog was seen.
    #[must_use]
    pub fn is_bare_consent(&self) -> bool {
        self.consent.is_some() && self.service.is_none() && self.display.is_none() && !self.recorded
    }

    /// Returns whether there was more than a dialog, or than a service that may never have captured anything.
    #[must_use]
    pub fn was_seen(&self) -> bool {
        self.likely_since.is_some() || self.is_bare_display()
    }

    /// Returns whether it was running at `at`.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.began <= at && self.ended.is_none_or(|ended| at < ended) && at < self.expires()
    }

    /// Returns when it is given up without further evidence.
    #[must_use]
    pub fn expires(&self) -> Moment {
        let display = self.display.map(|(_, since)| since);
        let latest = [self.consent, self.service, display].into_iter().flatten().max().unwrap_or(self.began);
        latest + if self.is_bare_consent() { CONSENT_LASTS } else { EVIDENCE_LASTS }
    }

    pub(super) fn note(&mut self, at: Moment) {
        self.began = self.began.min(at);
        if self.certainty() >= Certainty::Likely {
            self.likely_since.get_or_insert(at);
        }
    }

    /// Returns whether a signal reported for `at` is the one already known.
    pub(super) fn knows(&self, sign: Option<Moment>, at: Moment) -> bool {
        sign.is_some_and(|since| since == at || since <= at && self.is_live(at))
    }

    /// Returns whether its display appeared together with an app that was opened at `opened`.
    pub(super) fn came_with(&self, opened: Moment) -> bool {
        self.display.is_some_and(|(_, since)| super::is_together(since, opened))
    }

    pub(super) fn is_near(&self, other: Option<Moment>, at: Moment, lead: Span, lag: Span) -> bool {
        other.is_some_and(|other| at.since(other) < lead && other.since(at) < lag)
    }
}
