//! What a parent's phone and a relative's device say to each other, and what the device has to do.

use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::{Ask, AskResult};
use kinguard_family::effect::{Effect, Entry, EntryKind};
use kinguard_family::sentence::{Sentence, SentenceFault};
use kinguard_family::time::{Counter, Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Alive, Body, GuardState, Outcome, Step, Story};
use kinguard_family::view::{Danger, Health, Question, Said, View};
use kinguard_seal::ending::Ending;
use kinguard_seal::window::Fate;

use crate::error::FamilyError;

// As in Kotlin's own clocks, a signed number.
uniffi::custom_type!(WallTime, i64, {
    remote,
    lower: |time| i64::try_from(time.0).unwrap_or(i64::MAX),
    try_lift: |ms| Ok(WallTime(u64::try_from(ms).unwrap_or(0))),
});

uniffi::custom_type!(Incident, i64, {
    remote,
    lower: |id| i64::try_from(id.0).unwrap_or(i64::MAX),
    try_lift: |number| Ok(Incident(u64::try_from(number).unwrap_or(0))),
});

uniffi::custom_type!(MessageId, i64, {
    remote,
    lower: |id| i64::try_from(id.0).unwrap_or(i64::MAX),
    try_lift: |number| Ok(MessageId(u64::try_from(number).unwrap_or(0))),
});

uniffi::custom_type!(Counter, u64, {
    remote,
    lower: |counter| counter.0,
    try_lift: |number| Ok(Counter(number)),
});

uniffi::custom_type!(Sentence, String, {
    remote,
    lower: |sentence| sentence.into(),
    try_lift: |text| Sentence::parse(&text).map_err(|_| FamilyError::Sentence.into()),
});

// The names here are those of the core's types as well, so these carry the name of what they are about.
type FamilyBody = Body;
type FamilyAsk = Ask;
type AskOutcome = Outcome;
type StoryStep = Step;
type LinkEffect = Effect;
type LinkEntry = Entry;
type LinkEntryKind = EntryKind;
type LinkView = View;
type LinkHealth = Health;
type LinkDanger = Danger;
type LinkQuestion = Question;
type LinkSaid = Said;
type PairingEnding = Ending;

/// What a message of the parent's phone says.
#[uniffi::remote(Enum)]
pub enum FamilyBody {
    Alert(Alert),
    Story(Story),
    Alive(Alive),
    Outcome(AskOutcome),
    Removed,
    Unknown,
}

/// Something happened.
#[uniffi::remote(Record)]
pub struct Alert {
    pub message: MessageId,
    pub kind: AlertKind,
    pub urgency: Urgency,
    pub incident: Option<Incident>,
    pub title: String,
    pub text: String,
    pub region: Option<String>,
    pub asks: Vec<FamilyAsk>,
}

/// What an alert is about.
#[uniffi::remote(Enum)]
pub enum AlertKind {
    Early,
    Danger,
    WentOn,
    Unseen,
    MoneySent,
    Ended,
    Protection,
    Restored,
    Test,
    Change,
    Paused,
    Other,
}

/// How loud an alert is.
#[uniffi::remote(Enum)]
pub enum Urgency {
    Alarm,
    Loud,
    Quiet,
}

/// How a danger has gone so far.
#[uniffi::remote(Record)]
pub struct Story {
    pub incident: Incident,
    pub red: bool,
    pub steps: Vec<StoryStep>,
    pub asks: Vec<FamilyAsk>,
}

/// A step of a story.
#[uniffi::remote(Record)]
pub struct StoryStep {
    pub at_ms: WallTime,
    pub text: String,
}

/// The parent's phone lives.
#[uniffi::remote(Record)]
pub struct Alive {
    pub next_ms: Option<u64>,
    pub state: GuardState,
    pub faults: Vec<String>,
    pub region: Option<String>,
}

/// Whether the parent's phone guards.
#[uniffi::remote(Enum)]
pub enum GuardState {
    Guarding,
    Paused,
    Off,
    Limited,
}

/// What became of an answer.
#[uniffi::remote(Record)]
pub struct AskOutcome {
    pub answers: Counter,
    pub answer: FamilyAsk,
    pub result: AskResult,
    pub text: Option<String>,
}

/// An answer.
#[uniffi::remote(Enum)]
pub enum FamilyAsk {
    Calling,
    Fine,
    Arrived,
    EndCall,
    Say,
    RingNext,
    Confirm,
    Object,
    ResetPin,
    Unknown,
}

/// What became of an answer, in a word.
#[uniffi::remote(Enum)]
pub enum AskResult {
    Done,
    Refused,
    Late,
    Unknown,
}

/// Why a text must not be shown on the warning.
#[uniffi::remote(Enum)]
pub enum SentenceFault {
    Empty,
    TooLong,
    Control,
    Digits,
    Link,
    AccountWord,
}

/// How a pairing ended.
#[uniffi::remote(Enum)]
pub enum PairingEnding {
    SecondClaim,
    Expired,
    WrongDigits,
    Withdrawn,
    Complete,
}

/// Why a message is missing.
#[uniffi::remote(Enum)]
pub enum Fate {
    DidNotArrive,
    Withheld,
}

/// One thing that a relative's device has to do.
#[uniffi::remote(Enum)]
pub enum LinkEffect {
    Send(String),
    Alarm { title: String, text: String },
    AlarmOver,
    Notify { title: String, text: String, loud: bool },
    Silent { since: WallTime },
    HeardAgain,
    Record(LinkEntry),
    Removed,
}

/// A line of a relative's history.
#[uniffi::remote(Record)]
pub struct LinkEntry {
    pub at: WallTime,
    pub what: LinkEntryKind,
    pub kind: Option<AlertKind>,
    pub ask: Option<FamilyAsk>,
    pub result: Option<AskResult>,
    pub title: String,
    pub text: String,
}

/// What a line of the history is about.
#[uniffi::remote(Enum)]
pub enum LinkEntryKind {
    Paired,
    Received,
    Said,
    Outcome,
    Silent,
    HeardAgain,
    DidNotArrive,
    Withheld,
    Removed,
}

/// Everything that a relative's device knows of one parent now.
#[uniffi::remote(Record)]
pub struct LinkView {
    pub heard: Option<WallTime>,
    pub silent: bool,
    pub health: Option<LinkHealth>,
    pub danger: Option<LinkDanger>,
    pub questions: Vec<LinkQuestion>,
    pub did_not_arrive: u64,
    pub withheld: u64,
    pub removed: bool,
    pub region: Option<String>,
}

/// What the parent's phone last said of itself.
#[uniffi::remote(Record)]
pub struct LinkHealth {
    pub state: GuardState,
    pub faults: Vec<String>,
}

/// A danger that goes on.
#[uniffi::remote(Record)]
pub struct LinkDanger {
    pub incident: Incident,
    pub red: bool,
    pub title: String,
    pub text: String,
    pub at_ms: WallTime,
    pub received_ms: WallTime,
    pub steps: Vec<StoryStep>,
    pub question: Option<Counter>,
    pub said: Vec<LinkSaid>,
    pub alarm: bool,
}

/// Something that can be answered.
#[uniffi::remote(Record)]
pub struct LinkQuestion {
    pub counter: Counter,
    pub incident: Option<Incident>,
    pub kind: AlertKind,
    pub title: String,
    pub text: String,
    pub asks: Vec<FamilyAsk>,
    pub until_ms: WallTime,
}

/// An answer that was given.
#[uniffi::remote(Record)]
pub struct LinkSaid {
    pub answer: FamilyAsk,
    pub sentence: Option<Sentence>,
    pub at_ms: WallTime,
    pub counter: Counter,
    pub result: Option<AskResult>,
    pub text: Option<String>,
}
