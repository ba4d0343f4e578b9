//! Who was on the telephone, when, and how much that matters.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::call::{CALL_LASTS, Call, CallLength, CallerRelation, Risk};
use crate::caller::{self, CallerKind, NumberIdentity};
use crate::effect::Origin;
use crate::event::Direction;
use crate::region::Region;
use crate::time::{Moment, Span};

/// Conversations with one stranger within this time are added up: the first call hung up, the second one talked.
const SAME_STRANGER: Span = Span::hours(2);
/// A stranger stays a stranger for this long, even when somebody saves the number meanwhile.
const STRANGER_STAYS: Span = Span::days(30);
/// For this long a stranger who has spoken at length is known as one.
const KNOWN_TALKER_STAYS: Span = Span::days(3);
/// A stranger who rang within this time and is dialled is being called back.
const CALL_BACK_WITHIN: Span = Span::days(1);

/// The line now, and the strangers of the last days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calls {
    /// Ringing, answered or waiting.
    line: Vec<Call>,
    /// Ended calls of strangers, newest last.
    past: Vec<Call>,
    /// Lines first met as strangers, newest last.
    strangers: Vec<Stranger>,
    /// When the latest conversation began, with whomever.
    last_answered: Option<Moment>,
    /// When the latest conversation with one of the family was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    family_hung_up: Option<Moment>,
    /// From when to when the latest conversation with a contact went on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact_talked: Option<(Moment, Moment)>,
}

/// Written as a row, because there are many: the line, when it first rang, when it last rang, and when it last spoke at
/// length.
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

/// What a phone tells of a call when it starts.
#[derive(Clone, Copy, Debug)]
pub struct StartedCall<'event> {
    /// Who rang whom.
    pub direction: Direction,
    /// The raw number.
    pub number: Option<&'event str>,
    /// Whether it is in the contacts.
    pub contact: Option<bool>,
    /// Whether it is one of the family's.
    pub family: bool,
    /// Whether the network says that the number is not the caller's own.
    pub forged: bool,
    /// Whether text messages were in front as it was dialled.
    pub from_messages: bool,
    /// The region against which the number is read.
    pub home: Region,
}

/// Networks give up a call that nobody takes after about a minute; twice that is safe.
const RINGS_AT_MOST: Span = Span::minutes(2);
const LINE_HOLDS: usize = 3;
const PAST_HOLDS: usize = 5;
const STRANGERS_HELD: usize = 28;

impl Calls {
    /// A call rings or is dialled. `is_familiar` tells whether a stranger from there counts as one from home.
    pub fn start(&mut self, at: Moment, call: StartedCall<'_>, is_familiar: impl Fn(Region) -> bool) {
        let mut caller = caller::classify(call.home, call.number);
        if call.forged {
            // Whoever it is, it is not whom the number belongs to, and nothing of the call may stick to a contact.
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
        // A call that starts while another is answered may be waiting or may have been taken: nobody says which.
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
        };
        push_weighed(&mut self.line, LINE_HOLDS, call, |call| {
            // Who talks for longer stays, and who knocked last.
            let since = call.started.ms();
            let order = if call.answered.is_some() { u64::MAX - since } else { since };
            (weight_on_line(call), call.is_foreign(), order)
        });
    }

    /// The line left idle for a conversation. Where several calls ring, any may be the one.
    pub fn answer(&mut self, at: Moment) {
        self.forget_unanswered(at);
        let ringing = self.line.iter().filter(|call| call.answered.is_none()).count();
        for call in self.line.iter_mut().filter(|call| call.answered.is_none()) {
            call.answered = Some(at.max(call.started));
            call.perhaps_taken = ringing > 1;
        }
        self.last_answered = self.last_answered.max(Some(at));
    }

    /// The line is idle: every call is over that had begun by then.
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
        // Told late: a call that had begun since follows the one that is over.
        for call in &mut self.line {
            call.earlier = call.earlier.max(Some(spoken_before(&self.past, call.identity, call.started)));
        }
    }

    /// Adds up what strangers had said before their calls, in a state that was written when that was not kept yet.
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

    /// When the latest conversation on the telephone began, with whomever.
    #[must_use]
    pub fn last_answered(&self) -> Option<Moment> {
        self.last_answered
    }

    /// Whether a contact is on the line for certain: what may have been a stranger never silences.
    #[must_use]
    pub fn contact_on_line(&self, at: Moment) -> bool {
        self.line.iter().any(|call| call.relation.is_known() && !call.perhaps_taken && call.is_live(at))
    }

    /// Whether one and the same contact was on the line for certain from one moment to the other.
    #[must_use]
    pub fn contact_talked_through(&self, from: Moment, to: Moment) -> bool {
        let through = |call: &Call| {
            call.relation.is_known() && !call.perhaps_taken && call.is_live(from) && call.is_live(to)
        };
        let talked = self.contact_talked.is_some_and(|(since, until)| since <= from && to <= until);
        talked || self.line.iter().any(through)
    }

    /// Whether one of the family is on the line for certain, or was less than `within` before.
    #[must_use]
    pub fn family_talks(&self, at: Moment, within: Span) -> bool {
        let talks =
            |call: &Call| call.relation == CallerRelation::Family && !call.perhaps_taken && call.is_live(at);
        let talked = self.family_hung_up.is_some_and(|ended| ended <= at && at.since(ended) < within);
        talked || self.line.iter().any(talks)
    }

    /// Whether somebody who is no contact is on the line, or ringing.
    #[must_use]
    pub fn stranger_on_line(&self, at: Moment) -> bool {
        self.line
            .iter()
            .any(|call| !call.relation.is_known() && (call.answered.is_some() || may_ring(call, at)))
    }

    /// Whether somebody who is no contact is on the line, or ringing, or talked until less than `within` before.
    #[must_use]
    pub fn stranger_called(&self, at: Moment, within: Span) -> bool {
        let lately = |call: &Call| call.ended.is_some_and(|ended| at.since(ended) < within);
        self.stranger_on_line(at) || self.past.iter().any(lately)
    }

    /// Whether a stranger is talking, however briefly so far.
    #[must_use]
    pub fn stranger_talks(&self) -> bool {
        self.line.iter().any(|call| call.relation == CallerRelation::Stranger && call.answered.is_some())
    }

    /// Whether somebody who is no contact may be talking.
    #[must_use]
    pub fn stranger_is_heard(&self) -> bool {
        self.line.iter().any(|call| !call.relation.is_known() && call.answered.is_some())
    }

    /// When the latest call was over that mattered.
    #[must_use]
    pub fn last_that_mattered_ended(&self) -> Option<Moment> {
        let mattered = |ended: &Moment, call: &Call| call.risk(call.spoken_in_all(*ended)) > Risk::None;
        self.past.iter().filter_map(|call| call.ended.filter(|ended| mattered(ended, call))).max()
    }

    /// Whether a stranger has been talking for at least that long. A hotline that the person rang is none.
    #[must_use]
    pub fn stranger_has_talked(&self, at: Moment, length: Span) -> bool {
        let dialled_hotline =
            |call: &Call| call.direction == Direction::Outgoing && call.origin == Origin::Service;
        let talks = |call: &&Call| {
            call.relation == CallerRelation::Stranger && call.is_live(at) && !dialled_hotline(call)
        };
        self.line.iter().filter(talks).any(|call| call.spoken(at) >= length)
    }

    /// When the next length of a stranger's call will be reached.
    #[must_use]
    pub fn next_length(&self) -> Option<Moment> {
        let grows = |call: &&Call| {
            call.answered.is_some() && !call.relation.is_known() && call.noticed < CallLength::Long
        };
        self.line.iter().filter(grows).filter_map(Call::next_length).map(|(at, _)| at).min()
    }

    /// When the next call is given up whose end was never told.
    #[must_use]
    pub fn next_given_up(&self) -> Option<Moment> {
        self.line.iter().filter(|call| call.answered.is_some()).map(|call| call.started + CALL_LASTS).min()
    }

    /// Notices which lengths have been reached by `now`; the greatest of them, and when that conversation began.
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

    /// The calls that matter at that moment, with their risk, the weightiest first: of equals the one that goes on the
    /// longest, then the latest. `within` is how long an ended call is looked back upon.
    #[must_use]
    pub fn that_matter(&self, at: Moment, within: Span) -> Vec<(&Call, Risk, Span)> {
        let mut found: Vec<_> = self.with_risk(at, within).collect();
        found.sort_by_key(|(call, risk, spoken)| {
            let live = call.is_live(at);
            std::cmp::Reverse((*risk, live, call.is_foreign(), live.then_some(*spoken), call.answered))
        });
        found
    }

    /// Whether a call that matters goes on: on the line, or in an app, where `moved` is when it was answered. `within` is how
    /// long an ended call is looked back upon.
    #[must_use]
    pub fn one_that_matters_is_live(&self, at: Moment, within: Span, moved: Option<Moment>) -> bool {
        self.with_risk(at, within)
            .any(|(call, ..)| call.is_live(at) || moved.is_some() && moved == call.answered)
    }

    /// The greatest risk among the calls at that moment and those that ended less than `within` before it.
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
        // One that rings no longer stays for now: that it was taken in time may be heard of late.
        self.line.retain(|call| now.since(call.started) < CALL_LASTS);
    }

    /// A call that nobody took does not ring for longer: its end was missed.
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

/// Whether a call that nobody took may still ring.
fn may_ring(call: &Call, at: Moment) -> bool {
    at.since(call.started) < RINGS_AT_MOST
}

/// How long that stranger had spoken in the calls shortly before one that started at `started`.
fn spoken_before(past: &[Call], identity: Option<NumberIdentity>, started: Moment) -> Span {
    let shortly_before = |other: &&Call| {
        other.identity.is_some()
            && other.identity == identity
            && other.started <= started
            && other.ended.is_some_and(|ended| started.since(ended) < SAME_STRANGER)
    };
    past.iter().filter(shortly_before).map(|other| other.spoken(started)).sum()
}

/// Who is heavier stays on a full line: a stranger she talks to for certain, then a contact of whom that is so, whose calls
/// keep others quiet, then a stranger who may have been taken. Who only knocks goes first, contacts before strangers.
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
