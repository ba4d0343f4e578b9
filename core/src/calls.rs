//! The telephone calls of the last days, and their weight.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::call::{CALL_LASTS, Call, CallLength, CallerRelation, Risk};
use crate::caller::{self, CallerKind, NumberIdentity};
use crate::effect::Origin;
use crate::event::Direction;
use crate::region::Region;
use crate::time::{Moment, Span};

/// Calls of one stranger within this time are added up: in reported frauds the first call hung up and the
/// second one talked.
const SAME_STRANGER: Span = Span::hours(2);
/// A stranger stays a stranger for this long, even if somebody saves the number meanwhile.
const STRANGER_STAYS: Span = Span::days(30);
/// A stranger who spoke at length is known as a talker for this long.
const KNOWN_TALKER_STAYS: Span = Span::days(3);
/// Dialling a stranger who rang within this time is calling them back.
const CALL_BACK_WITHIN: Span = Span::days(1);

/// The current calls, and the strangers of the last days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calls {
    /// Ringing, answered or waiting calls.
    line: Vec<Call>,
    /// Ended calls of strangers, newest last.
    past: Vec<Call>,
    /// Numbers first met as strangers, newest last.
    strangers: Vec<Stranger>,
    /// The moment the latest conversation began, with anybody.
    last_answered: Option<Moment>,
    /// The moment the latest conversation with a family member ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    family_hung_up: Option<Moment>,
    /// The beginning and end of the latest conversation with a contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_talked: Option<(Moment, Moment)>,
}

/// Stored as a row, since there are many: the number, when it was first met, when it last rang, and when it
/// last spoke at length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StrangerRow", into = "StrangerRow")]
struct Stranger {
    line: NumberIdentity,
    met: Moment,
    rang: Moment,
    talked: Option<Moment>,
}

type StrangerRow = (NumberIdentity, Moment, Moment, Option<Moment>);

impl From<StrangerRow> for Stranger {
    fn from((line, met, rang, talked): StrangerRow) -> Self {
        Self { line, met, rang, talked }
    }
}

impl From<Stranger> for StrangerRow {
    fn from(stranger: Stranger) -> Self {
        (stranger.line, stranger.met, stranger.rang, stranger.talked)
    }
}

/// A call as a phone reports it when it starts.
#[derive(Clone, Copy, Debug)]
pub struct StartedCall<'event> {
    /// The direction of the call.
    pub direction: Direction,
    /// The raw number.
    pub number: Option<&'event str>,
    /// True if it is in the contacts.
    pub contact: Option<bool>,
    /// True if it is one of the family's.
    pub family: bool,
    /// True if the network says that the number is not the caller's own.
    pub forged: bool,
    /// True if it is an emergency number's, or one of the hotlines that the app lists.
    pub hotline: bool,
    /// True if a messages app was in front when it was dialled.
    pub from_messages: bool,
    /// The region against whose plan the number is read.
    pub home: Region,
}

/// Networks drop an unanswered call after about a minute. Twice that is safe.
const RINGS_AT_MOST: Span = Span::minutes(2);
const LINE_HOLDS: usize = 3;
const PAST_HOLDS: usize = 5;
const STRANGERS_HELD: usize = 28;

impl Calls {
    /// A call rings or is dialled. `is_familiar` tells whether a stranger from a region counts as domestic.
    pub fn start(&mut self, at: Moment, call: StartedCall<'_>, is_familiar: impl Fn(Region) -> bool) {
        let mut caller = caller::classify(call.home, call.number);
        if call.forged {
            // Whoever calls, it is not the owner of the number. Nothing about this call may stick to a
            // contact.
            caller.region = None;
            caller.identity = caller.identity.filter(|_| call.contact != Some(true));
        }
        let contact = if call.forged { Some(false) } else { call.contact };
        let familiar = caller.region.is_some_and(is_familiar);
        let origin = match caller.kind {
            _ if call.forged => Origin::Overseas,
            CallerKind::Overseas if familiar && !caller.forged => Origin::Domestic,
            CallerKind::Overseas => Origin::Overseas,
            CallerKind::Unknown => Origin::Hidden,
            CallerKind::Domestic if caller.service => Origin::Service,
            CallerKind::Domestic => Origin::Domestic,
        };
        let known_before = caller.identity.and_then(|line| self.stranger(line, at));
        let rang_before = known_before.is_some_and(|stranger| at.since(stranger.rang) < CALL_BACK_WITHIN);
        let called_back = call.direction == Direction::Outgoing && (rang_before || call.from_messages);
        let known_talker = known_before
            .and_then(|stranger| stranger.talked)
            .is_some_and(|talked| at.since(talked) < KNOWN_TALKER_STAYS);
        let relation = match contact {
            Some(false) => CallerRelation::Stranger,
            Some(true) if known_before.is_none() && call.family => CallerRelation::Family,
            Some(true) if known_before.is_none() => CallerRelation::Contact,
            Some(true) => CallerRelation::Stranger,
            None => CallerRelation::Unknown,
        };
        if let (Some(line), Some(false), Direction::Incoming) = (caller.identity, contact, call.direction) {
            self.meet(line, at);
        }
        self.forget_unanswered(at);
        // A call that starts during another may be waiting or may have been answered. Nobody says which.
        let taken_meanwhile = self.line.iter().any(|other| other.answered.is_some()).then_some(at);
        let call = Call {
            started: at,
            answered: taken_meanwhile,
            ended: None,
            direction: call.direction,
            relation,
            origin,
            region: caller.region,
            identity: caller.identity,
            called_back,
            known_talker,
            perhaps_taken: taken_meanwhile.is_some(),
            noticed: CallLength::Short,
            earlier: Some(spoken_before(&self.past, caller.identity, at)),
            hotline: call.hotline && !call.forged,
        };
        push_weighed(&mut self.line, LINE_HOLDS, call, |call| {
            // The longest talk stays, and the latest knock.
            let since = call.started.ms();
            let order = if call.answered.is_some() { u64::MAX - since } else { since };
            (weight_on_line(call), call.is_foreign(), order)
        });
    }

    /// The phone left idle for a conversation. If several calls ring, any may be the one answered.
    pub fn answer(&mut self, at: Moment) {
        self.forget_unanswered(at);
        let ringing = self.line.iter().filter(|call| call.answered.is_none()).count();
        for call in self.line.iter_mut().filter(|call| call.answered.is_none()) {
            call.answered = Some(at.max(call.started));
            call.perhaps_taken = ringing > 1;
        }
        self.last_answered = self.last_answered.max(Some(at));
    }

    /// The line is idle: every call that had begun by then is over.
    pub fn end(&mut self, at: Moment) {
        let (over, later): (Vec<Call>, _) =
            std::mem::take(&mut self.line).into_iter().partition(|call| call.started <= at);
        self.line = later;
        for mut call in over {
            if let Some(answered) = call.answered.filter(|_| call.relation.is_known() && !call.perhaps_taken)
            {
                self.contact_talked = Some((answered, at));
                if call.relation == CallerRelation::Family {
                    self.family_hung_up = Some(at);
                }
            }
            if !call.relation.is_known() && call.answered.is_some() {
                call.ended = Some(at);
                if call.risk(call.spoken_in_all(at)) == Risk::Risky {
                    self.note_talker(&call, at);
                }
                // Short calls go before those that mattered.
                push_weighed(&mut self.past, PAST_HOLDS, call, |call| {
                    (call.risk(call.spoken(at)), call.is_foreign(), call.ended)
                });
            }
        }
        // A late report: calls that began since then follow the one that is over.
        for call in &mut self.line {
            call.earlier = call.earlier.max(Some(spoken_before(&self.past, call.identity, call.started)));
        }
    }

    /// Adds up what strangers had said before their calls, for a state written before that was kept.
    pub(crate) fn add_up_earlier(&mut self) {
        for index in 0..self.past.len() {
            let (before, from) = self.past.split_at_mut(index);
            if let Some(call) = from.first_mut().filter(|call| call.earlier.is_none()) {
                call.earlier = Some(spoken_before(before, call.identity, call.started));
            }
        }
        for call in self.line.iter_mut().filter(|call| call.earlier.is_none()) {
            call.earlier = Some(spoken_before(&self.past, call.identity, call.started));
        }
    }

    /// Iterates over every remembered call, whether it matters or not.
    pub fn all(&self) -> impl Iterator<Item = &Call> {
        self.past.iter().chain(&self.line)
    }

    /// Iterates over the calls that are answered, or may be, or may still ring.
    pub fn on_line(&self, at: Moment) -> impl Iterator<Item = &Call> {
        self.line.iter().filter(move |call| call.is_live(at) || call.answered.is_none() && may_ring(call, at))
    }

    /// Returns when the latest conversation on the phone began, with anybody.
    #[must_use]
    pub fn last_answered(&self) -> Option<Moment> {
        self.last_answered
    }

    /// Returns whether a contact is certainly on the line. A call that may be a stranger's never silences
    /// anything.
    #[must_use]
    pub fn contact_on_line(&self, at: Moment) -> bool {
        self.line.iter().any(|call| call.relation.is_known() && !call.perhaps_taken && call.is_live(at))
    }

    /// Returns whether one and the same contact was certainly on the line from `from` to `to`.
    #[must_use]
    pub fn contact_talked_through(&self, from: Moment, to: Moment) -> bool {
        let through = |call: &Call| {
            call.relation.is_known() && !call.perhaps_taken && call.is_live(from) && call.is_live(to)
        };
        let talked = self.contact_talked.is_some_and(|(since, until)| since <= from && to <= until);
        talked || self.line.iter().any(through)
    }

    /// Returns whether a family member is certainly on the line, or was less than `within` ago.
    #[must_use]
    pub fn family_talks(&self, at: Moment, within: Span) -> bool {
        let talks =
            |call: &Call| call.relation == CallerRelation::Family && !call.perhaps_taken && call.is_live(at);
        let talked = self.family_hung_up.is_some_and(|ended| ended <= at && at.since(ended) < within);
        talked || self.line.iter().any(talks)
    }

    /// Returns whether somebody who is not a contact is on the line or ringing.
    #[must_use]
    pub fn stranger_on_line(&self, at: Moment) -> bool {
        self.line
            .iter()
            .any(|call| !call.relation.is_known() && (call.answered.is_some() || may_ring(call, at)))
    }

    /// Returns whether somebody who is not a contact is on the line, rings, or talked less than `within` ago.
    #[must_use]
    pub fn stranger_called(&self, at: Moment, within: Span) -> bool {
        let lately = |call: &Call| call.ended.is_some_and(|ended| at.since(ended) < within);
        self.stranger_on_line(at) || self.past.iter().any(lately)
    }

    /// Returns whether a stranger is talking, however briefly so far.
    #[must_use]
    pub fn stranger_talks(&self) -> bool {
        self.line.iter().any(|call| call.relation == CallerRelation::Stranger && call.answered.is_some())
    }

    /// Returns whether somebody who is not a contact may be talking.
    #[must_use]
    pub fn stranger_is_heard(&self) -> bool {
        self.line.iter().any(|call| !call.relation.is_known() && call.answered.is_some())
    }

    /// Returns when the latest call that mattered ended.
    #[must_use]
    pub fn last_that_mattered_ended(&self) -> Option<Moment> {
        let mattered = |ended: &Moment, call: &Call| call.risk(call.spoken_in_all(*ended)) > Risk::None;
        self.past.iter().filter_map(|call| call.ended.filter(|ended| mattered(ended, call))).max()
    }

    /// Returns whether a stranger has been talking for at least `length`. A hotline that the user dialled
    /// does not count.
    #[must_use]
    pub fn stranger_has_talked(&self, at: Moment, length: Span) -> bool {
        let dialled_hotline =
            |call: &Call| call.direction == Direction::Outgoing && call.origin == Origin::Service;
        let talks = |call: &&Call| {
            call.relation == CallerRelation::Stranger && call.is_live(at) && !dialled_hotline(call)
        };
        self.line.iter().filter(talks).any(|call| call.spoken(at) >= length)
    }

    /// Returns when a stranger's call will reach its next [`CallLength`].
    #[must_use]
    pub fn next_length(&self) -> Option<Moment> {
        let grows = |call: &&Call| {
            call.answered.is_some() && !call.relation.is_known() && call.noticed < CallLength::Long
        };
        self.line.iter().filter(grows).filter_map(Call::next_length).map(|(at, _)| at).min()
    }

    /// Returns when the next call is given up because its end was never reported.
    #[must_use]
    pub fn next_given_up(&self) -> Option<Moment> {
        self.line.iter().filter(|call| call.answered.is_some()).map(|call| call.started + CALL_LASTS).min()
    }

    /// Notes the lengths that calls have reached by `now`. Returns the greatest new one and when that
    /// conversation began.
    pub fn notice_lengths(&mut self, now: Moment) -> Option<(CallLength, Moment)> {
        let mut greatest = None;
        for call in &mut self.line {
            while let Some((_, length)) = call.next_length().filter(|(at, _)| *at <= now) {
                call.noticed = length;
                greatest = greatest.max(call.answered.map(|answered| (length, answered)));
            }
        }
        greatest
    }

    /// The calls that matter at `at` with their risk and talking time, weightiest first. Among equals the
    /// longest running comes first, then the latest. Ended calls count for `within` after their end.
    #[must_use]
    pub fn that_matter(&self, at: Moment, within: Span) -> Vec<(&Call, Risk, Span)> {
        let mut found: Vec<_> = self.with_risk(at, within).collect();
        found.sort_by_key(|(call, risk, spoken)| {
            let live = call.is_live(at);
            std::cmp::Reverse((*risk, live, call.is_foreign(), live.then_some(*spoken), call.answered))
        });
        found
    }

    /// Returns whether a call that matters is going on, on the line or in an app, where `moved` is when it
    /// was answered. Ended calls count for `within` after their end.
    #[must_use]
    pub fn one_that_matters_is_live(&self, at: Moment, within: Span, moved: Option<Moment>) -> bool {
        self.with_risk(at, within)
            .any(|(call, ..)| call.is_live(at) || moved.is_some() && moved == call.answered)
    }

    /// The greatest risk among the calls at `at` and those that ended less than `within` before.
    #[must_use]
    pub fn risk(&self, at: Moment, within: Span) -> Risk {
        self.with_risk(at, within).map(|(_, risk, _)| risk).max().unwrap_or(Risk::None)
    }

    fn with_risk(&self, at: Moment, within: Span) -> impl Iterator<Item = (&Call, Risk, Span)> {
        self.line
            .iter()
            .chain(&self.past)
            .filter(move |call| call.answered.is_some_and(|answered| answered <= at))
            .filter(move |call| call.ended.is_none_or(|ended| at < ended || at.since(ended) < within))
            .filter(move |call| call.ended.is_some() || call.is_live(at))
            .map(move |call| {
                let spoken = call.spoken_in_all(at);
                (call, call.risk(spoken), spoken)
            })
            .filter(|(_, risk, _)| *risk > Risk::None)
    }

    /// Forgets what is too old to matter.
    pub fn forget(&mut self, now: Moment, calls_after: Span) {
        self.past.retain(|call| call.ended.is_some_and(|ended| now.since(ended) < calls_after));
        // A call that no longer rings stays for now: its answer, in time, may be reported late.
        self.line.retain(|call| now.since(call.started) < CALL_LASTS);
    }

    /// Drops calls that nobody answered and that cannot be ringing any more: their end was missed.
    fn forget_unanswered(&mut self, now: Moment) {
        self.line.retain(|call| call.answered.is_some() || may_ring(call, now));
    }

    fn stranger(&self, line: NumberIdentity, at: Moment) -> Option<&Stranger> {
        self.strangers
            .iter()
            .find(|stranger| stranger.line == line && at.since(stranger.met) < STRANGER_STAYS)
    }

    fn meet(&mut self, line: NumberIdentity, at: Moment) {
        if let Some(stranger) = self.strangers.iter_mut().find(|stranger| stranger.line == line) {
            if at.since(stranger.met) >= STRANGER_STAYS {
                stranger.met = at;
            }
            stranger.rang = at;
            return;
        }
        self.strangers.retain(|stranger| at.since(stranger.met) < STRANGER_STAYS);
        if self.strangers.len() >= STRANGERS_HELD {
            // Couriers go first.
            let goes = self.strangers.iter().position(|stranger| stranger.talked.is_none()).unwrap_or(0);
            self.strangers.remove(goes);
        }
        self.strangers.push(Stranger { line, met: at, rang: at, talked: None });
    }

    fn note_talker(&mut self, call: &Call, at: Moment) {
        let Some(line) = call.identity else { return };
        if call.relation == CallerRelation::Stranger {
            self.meet(line, call.started);
        }
        if let Some(stranger) = self.strangers.iter_mut().find(|stranger| stranger.line == line) {
            stranger.talked = Some(at);
        }
    }
}

/// Returns whether an unanswered call may still be ringing.
fn may_ring(call: &Call, at: Moment) -> bool {
    at.since(call.started) < RINGS_AT_MOST
}

/// Returns how long a stranger had spoken in the calls shortly before one that started at `started`.
fn spoken_before(past: &[Call], identity: Option<NumberIdentity>, started: Moment) -> Span {
    let shortly_before = |other: &&Call| {
        other.identity.is_some()
            && other.identity == identity
            && other.started <= started
            && other.ended.is_some_and(|ended| started.since(ended) < SAME_STRANGER)
    };
    past.iter().filter(shortly_before).map(|other| other.spoken(started)).sum()
}

/// The weight of a call on a full line; the heaviest stay. First come strangers the user certainly talks to,
/// then contacts certainly on the line, whose calls silence other signs, then strangers who may have been
/// answered. Those who only ring go first, contacts before strangers.
fn weight_on_line(call: &Call) -> u8 {
    match (call.relation.is_known(), call.answered.is_some(), call.perhaps_taken) {
        (false, true, false) => 5,
        (true, true, false) => 4,
        (false, true, true) => 3,
        (false, false, _) => 2,
        (true, true, true) => 1,
        (true, false, _) => 0,
    }
}
