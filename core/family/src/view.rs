//! What a page shows of one parent.

use serde::{Deserialize, Serialize};

use crate::alert::AlertKind;
use crate::ask::{Ask, AskResult};
use crate::sentence::Sentence;
use crate::time::{Counter, Incident, WallTime};
use crate::to_family::{GuardState, Step};

/// Everything that the device knows of one parent now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct View {
    /// When the last message was sent, by this device's clock.
    pub heard: Option<WallTime>,
    /// Whether that is too long ago.
    pub silent: bool,
    /// What the phone last said of itself.
    pub health: Option<Health>,
    /// The danger that goes on.
    pub danger: Option<Danger>,
    /// What can still be answered, the newest last.
    pub questions: Vec<Question>,
    /// How many messages are missing for no known reason.
    pub did_not_arrive: u64,
    /// How many messages the server must have held back.
    pub withheld: u64,
    /// Whether the parent's phone has removed this device.
    pub removed: bool,
    /// The region of the parent's phone, in ISO 3166, as any message last told.
    pub region: Option<String>,
}

/// What the phone last said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Whether it guards.
    pub state: GuardState,
    /// What does not work, in words.
    pub faults: Vec<String>,
}

/// A danger that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Danger {
    /// Which one.
    pub incident: Incident,
    /// Whether a red warning was shown.
    pub red: bool,
    /// One line of the latest alert.
    pub title: String,
    /// The rest of it.
    pub text: String,
    /// When it was written, by the phone's clock.
    pub at_ms: WallTime,
    /// When it arrived, by this device's.
    pub received_ms: WallTime,
    /// The story, the newest step last.
    pub steps: Vec<Step>,
    /// The newest question about it.
    pub question: Option<Counter>,
    /// What was answered, the newest last.
    pub said: Vec<Said>,
    /// Whether the alarm sounds.
    pub alarm: bool,
}

/// Something that can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The envelope it came in.
    pub counter: Counter,
    /// The danger it is about.
    pub incident: Option<Incident>,
    /// What it is about.
    pub kind: AlertKind,
    /// One line.
    pub title: String,
    /// The rest.
    pub text: String,
    /// The possible answers.
    pub asks: Vec<Ask>,
    /// Until when an answer may count, by this device's clock. The parent's phone judges by its own.
    pub until_ms: WallTime,
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The answer.
    pub answer: Ask,
    /// The sentence that was said.
    pub sentence: Option<Sentence>,
    /// When, by this device's clock.
    pub at_ms: WallTime,
    /// The envelope it went in.
    pub counter: Counter,
    /// What became of it; `None` until the parent's phone says.
    pub result: Option<AskResult>,
    /// Why, in words.
    pub text: Option<String>,
}
