//! One telephone call, and how much it matters.

use serde::{Deserialize, Serialize};

use crate::caller::NumberIdentity;
use crate::effect::Origin;
use crate::event::Direction;
use crate::region::Region;
use crate::time::{Moment, Span};

/// One call. Kept as a row, to be short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "CallRow", into = "CallRow")]
pub struct Call {
    /// When it began to ring or was dialled.
    pub started: Moment,
    /// When the conversation began; `None` while it rings or when it was never taken.
    pub answered: Option<Moment>,
    /// When the line was idle again.
    pub ended: Option<Moment>,
    /// Who rang whom.
    pub direction: Direction,
    /// Whether the other side is known to the family.
    pub relation: CallerRelation,
    /// What the number says.
    pub origin: Origin,
    /// Its region, where it has exactly one.
    pub region: Option<Region>,
    /// The line, without its number.
    pub identity: Option<NumberIdentity>,
    /// Whether a stranger is being called back who had rung before, or whose text message was open.
    pub called_back: bool,
    /// Whether this stranger has spoken at length within the last days.
    pub known_talker: bool,
    /// Whether it is not known which of two calls was taken.
    pub perhaps_taken: bool,
    /// What has been noticed of its length.
    pub noticed: CallLength,
    /// How long the same stranger had spoken in the calls shortly before it; `None` in a state that was written when that
    /// was not kept yet, until it is restored.
    pub earlier: Option<Span>,
}

/// The fields of a [`Call`] in their order.
#[derive(Serialize, Deserialize)]
struct CallRow(
    (Moment, Option<Moment>, Option<Moment>),
    (Direction, CallerRelation, Origin, Option<Region>, Option<NumberIdentity>),
    (bool, bool, bool),
    CallLength,
    #[serde(default)] Option<Span>,
);

impl From<CallRow> for Call {
    fn from(CallRow(times, who, flags, noticed, earlier): CallRow) -> Self {
        let (started, answered, ended) = times;
        let (direction, relation, origin, region, identity) = who;
        let (called_back, known_talker, perhaps_taken) = flags;
        Self {
            started,
            answered,
            ended,
            direction,
            relation,
            origin,
            region,
            identity,
            called_back,
            known_talker,
            perhaps_taken,
            noticed,
            earlier,
        }
    }
}

impl From<Call> for CallRow {
    fn from(call: Call) -> Self {
        Self(
            (call.started, call.answered, call.ended),
            (call.direction, call.relation, call.origin, call.region, call.identity),
            (call.called_back, call.known_talker, call.perhaps_taken),
            call.noticed,
            call.earlier,
        )
    }
}

/// How far a conversation has been noticed to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallLength {
    /// As long as a courier's.
    Short,
    /// Long enough to matter.
    #[serde(rename = "matters")]
    Notable,
    /// So long that the mere call is a sign.
    Long,
}

/// A stranger from home speaks this long before the family is told of the mere call.
pub(crate) const LONG_DOMESTIC_CALL: Span = Span::minutes(30);
/// The same for a call from overseas or without a number.
pub(crate) const LONG_FOREIGN_CALL: Span = Span::minutes(15);
/// The same for a stranger who is called back.
pub(crate) const LONG_CALL_BACK: Span = Span::minutes(8);
/// A call whose end was never told is given up after this. The longest reported talk of a fraud went on for ten hours.
pub(crate) const CALL_LASTS: Span = Span::hours(12);

/// Whether the other side of a call is known to the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallerRelation {
    /// In the contacts, and not met as a stranger lately.
    Contact,
    /// The phone could not say.
    #[serde(rename = "not_told")]
    Unknown,
    /// Not in the contacts.
    Stranger,
    /// A contact who is told of a danger.
    Family,
}

impl CallerRelation {
    /// Whether the other side is in the contacts.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Contact | Self::Family)
    }
}

/// How much a call matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// A contact, a call that was not taken, or one as short as a courier's.
    None,
    /// A hotline, or somebody of whom nothing is known: it counts only together with a grave step.
    Slight,
    /// A stranger's call that lasts, from overseas or without a number, or a stranger called back.
    Risky,
}

/// A stranger from overseas, or without a number, matters from this long a conversation on.
const FOREIGN_CALL_MATTERS: Span = Span::minutes(1);
/// A domestic stranger matters from this long on. Couriers, takeaway and shops stay under a minute, sales calls are cut
/// short; the shortest call of a reported fraud in which anything was installed is over five minutes.
const DOMESTIC_CALL_MATTERS: Span = Span::minutes(3);
/// A stranger who has spoken at length within the last days matters from this long on when he rings again.
const KNOWN_TALKER_MATTERS: Span = Span::seconds(30);
/// Calling a stranger back matters from this long on.
const CALL_BACK_MATTERS: Span = Span::minutes(2);
/// Somebody of whom it is not known whether he is a contact counts slightly from this long on.
const UNTOLD_CALL_MATTERS: Span = Span::minutes(3);

impl Call {
    /// How long they had spoken by `at`.
    #[must_use]
    pub fn spoken(&self, at: Moment) -> Span {
        let end = self.ended.map_or(at, |ended| ended.min(at));
        self.answered.map_or(Span::default(), |answered| end.since(answered))
    }

    /// How long they had spoken by `at` in this and the calls shortly before it. A call in which nothing has been said yet
    /// adds nothing to the earlier ones.
    #[must_use]
    pub fn spoken_in_all(&self, at: Moment) -> Span {
        let own = self.spoken(at);
        if own == Span::default() { own } else { own + self.earlier.unwrap_or_default() }
    }

    /// Whether the conversation was going on `at` that moment.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.answered.is_some_and(|answered| answered <= at && at.since(answered) < CALL_LASTS)
            && self.ended.is_none_or(|ended| at < ended)
    }

    /// Whether it comes from where a stranger has no business.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        match self.origin {
            Origin::Overseas => true,
            // Not told and not known to be a stranger: nothing at all is known, which is no mark of an overseas fraud.
            Origin::Hidden => self.relation == CallerRelation::Stranger,
            Origin::Domestic | Origin::Service => false,
        }
    }

    /// The next length to be noticed, and when it is reached.
    pub(crate) fn next_length(&self) -> Option<(Moment, CallLength)> {
        let answered = self.answered.filter(|_| !self.relation.is_known())?;
        let (lasts, length) = match self.noticed {
            CallLength::Short => (self.matters_from(), CallLength::Notable),
            CallLength::Notable if self.is_foreign() => (LONG_FOREIGN_CALL, CallLength::Long),
            CallLength::Notable if self.called_back => (LONG_CALL_BACK, CallLength::Long),
            CallLength::Notable => (LONG_DOMESTIC_CALL, CallLength::Long),
            CallLength::Long => return None,
        };
        Some((answered + (lasts - self.earlier.unwrap_or_default()), length))
    }

    /// From which length on it matters, and how much.
    fn weight(&self) -> (Span, Risk) {
        match (self.relation, self.origin) {
            (CallerRelation::Contact | CallerRelation::Family, _) => (Span::default(), Risk::None),
            _ if self.known_talker => (KNOWN_TALKER_MATTERS, Risk::Risky),
            _ if self.is_foreign() => (FOREIGN_CALL_MATTERS, Risk::Risky),
            (CallerRelation::Stranger, Origin::Service) => (DOMESTIC_CALL_MATTERS, Risk::Slight),
            (CallerRelation::Stranger, _) if self.called_back => (CALL_BACK_MATTERS, Risk::Risky),
            (CallerRelation::Stranger, _) => (DOMESTIC_CALL_MATTERS, Risk::Risky),
            (CallerRelation::Unknown, _) => (UNTOLD_CALL_MATTERS, Risk::Slight),
        }
    }

    fn matters_from(&self) -> Span {
        self.weight().0
    }

    /// How much it matters after `spoken` in all.
    #[must_use]
    pub fn risk(&self, spoken: Span) -> Risk {
        let (matters, risk) = self.weight();
        if spoken > Span::default() && spoken >= matters { risk } else { Risk::None }
    }
}
