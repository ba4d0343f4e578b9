//! One telephone call and its weight.

use serde::{Deserialize, Serialize};

use crate::caller::NumberIdentity;
use crate::effect::Origin;
use crate::event::Direction;
use crate::region::Region;
use crate::time::{Moment, Span};

/// One call. Stored as a row, to be short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "CallRow", into = "CallRow")]
pub struct Call {
    /// The moment it began to ring or was dialled.
    pub started: Moment,
    /// The moment the conversation began; `None` while it rings or if it was never answered.
    pub answered: Option<Moment>,
    /// The moment the line was idle again.
    pub ended: Option<Moment>,
    /// The direction of the call.
    pub direction: Direction,
    /// The caller's relation to the user.
    pub relation: CallerRelation,
    /// The origin of the number.
    pub origin: Origin,
    /// Its region, if it has exactly one.
    pub region: Option<Region>,
    /// Identifies the number without revealing it.
    pub identity: Option<NumberIdentity>,
    /// True if the user calls back a stranger who rang before, or whose text message was open.
    pub called_back: bool,
    /// True if this stranger has spoken at length within the last days.
    pub known_talker: bool,
    /// True if it is unknown which of two calls was answered.
    pub perhaps_taken: bool,
    /// The length that has been acted upon.
    pub noticed: CallLength,
    /// The time the same stranger had spoken in the calls shortly before. `None` in a state written before
    /// this was kept, until it is restored.
    pub earlier: Option<Span>,
    /// True if the number is an emergency number, or one of the hotlines that the app lists.
    pub hotline: bool,
}

/// The fields of a [`Call`] in order.
#[derive(Serialize, Deserialize)]
struct CallRow(
    (Moment, Option<Moment>, Option<Moment>),
    (Direction, CallerRelation, Origin, Option<Region>, Option<NumberIdentity>),
    (bool, bool, bool),
    CallLength,
    #[serde(default)] Option<Span>,
    #[serde(default)] bool,
);

impl From<CallRow> for Call {
    fn from(CallRow(times, who, flags, noticed, earlier, hotline): CallRow) -> Self {
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
            hotline,
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
            call.hotline,
        )
    }
}

/// A length of conversation at which the engine acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallLength {
    /// As short as a courier's.
    Short,
    /// Long enough to matter.
    #[serde(rename = "matters")]
    Notable,
    /// So long that the call alone is a sign.
    Long,
}

/// A domestic stranger has to speak for this long before the family hears of the call alone.
pub(crate) const LONG_DOMESTIC_CALL: Span = Span::minutes(30);
/// The same for a call from overseas or without a number.
pub(crate) const LONG_FOREIGN_CALL: Span = Span::minutes(15);
/// The same for a stranger who is called back.
pub(crate) const LONG_CALL_BACK: Span = Span::minutes(8);
/// A call whose end is never reported is given up after this. The longest call of a reported fraud lasted ten
/// hours.
pub(crate) const CALL_LASTS: Span = Span::hours(12);

/// The relation between the user and the other side of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallerRelation {
    /// In the contacts, and not recently met as a stranger.
    Contact,
    /// The phone could not tell.
    #[serde(rename = "not_told")]
    Unknown,
    /// Not in the contacts.
    Stranger,
    /// A contact who is told of dangers.
    Family,
}

impl CallerRelation {
    /// Returns whether the caller is in the contacts.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Contact | Self::Family)
    }
}

/// The weight of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    /// A contact, an unanswered call, or one as short as a courier's.
    None,
    /// A hotline, or a caller of whom nothing is known. It counts only together with a grave step.
    Slight,
    /// A stranger's call that lasts, comes from overseas or has no number, or a stranger called back.
    Risky,
}

/// A call from overseas or without a number matters from this length on.
const FOREIGN_CALL_MATTERS: Span = Span::minutes(1);
/// A domestic stranger's call matters from this length on. Couriers, takeaways and shops stay under a minute,
/// and sales calls are cut short. The shortest call of a reported fraud with an install lasted over five
/// minutes.
const DOMESTIC_CALL_MATTERS: Span = Span::minutes(3);
/// The call of a stranger who has spoken at length within the last days matters from this length on.
const KNOWN_TALKER_MATTERS: Span = Span::seconds(30);
/// Calling a stranger back matters from this length on.
const CALL_BACK_MATTERS: Span = Span::minutes(2);
/// A call counts slightly from this length on if it is unknown whether the caller is a contact.
const UNTOLD_CALL_MATTERS: Span = Span::minutes(3);

impl Call {
    /// Returns how long the call had been going on by `at`.
    #[must_use]
    pub fn spoken(&self, at: Moment) -> Span {
        let end = self.ended.map_or(at, |ended| ended.min(at));
        self.answered.map_or(Span::default(), |answered| end.since(answered))
    }

    /// Returns how long they had spoken by `at`, including the calls shortly before. A call in which nothing
    /// has been said yet does not count the earlier ones.
    #[must_use]
    pub fn spoken_in_all(&self, at: Moment) -> Span {
        let own = self.spoken(at);
        if own == Span::default() { own } else { own + self.earlier.unwrap_or_default() }
    }

    /// Returns whether the conversation was going on at `at`.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.answered.is_some_and(|answered| answered <= at && at.since(answered) < CALL_LASTS)
            && self.ended.is_none_or(|ended| at < ended)
    }

    /// Returns whether it comes from somewhere a stranger has no business calling from.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        match self.origin {
            Origin::Overseas => true,
            // Without a number, and not known to be a stranger: nothing at all is known, which is no mark of
            // an overseas fraud.
            Origin::Hidden => self.relation == CallerRelation::Stranger,
            Origin::Domestic | Origin::Service => false,
        }
    }

    /// The next length that the call will reach, and when.
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

    /// The length from which on it matters, and how much.
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

    /// Returns the risk after `spoken` in total.
    #[must_use]
    pub fn risk(&self, spoken: Span) -> Risk {
        let (matters, risk) = self.weight();
        if spoken > Span::default() && spoken >= matters { risk } else { Risk::None }
    }
}
