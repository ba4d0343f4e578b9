//! What the parent's phone says.

use kinguard_seal::time::{Boot, Uptime};
use serde::{Deserialize, Serialize};

use crate::alert::{AlertKind, Urgency};
use crate::ask::{Ask, AskResult};
use crate::fit;
use crate::time::{Counter, Incident, MessageId, WallTime};

/// A message of the parent's phone. Its texts are in the language of the relative, as that phone has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToFamily {
    /// When it was written, by the phone's clock.
    pub at_ms: WallTime,
    /// The phone's boot, as in [`Uptime`].
    pub boot: u64,
    /// The time since that boot. With it the device finds messages that were held back on the way.
    pub uptime_ms: u64,
    /// What it says.
    #[serde(flatten)]
    pub body: Body,
}

/// What a message of the parent's phone says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Body {
    /// Something happened.
    Alert(Alert),
    /// How a danger has gone so far.
    Story(Story),
    /// The phone lives.
    Alive(Alive),
    /// What became of an answer.
    Outcome(Outcome),
    /// The device was removed. Nothing follows.
    Removed,
    /// What a later version says.
    #[serde(other)]
    Unknown,
}

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// The message that this is a copy of.
    pub message: MessageId,
    /// What it is about.
    pub kind: AlertKind,
    /// How loud it is.
    pub urgency: Urgency,
    /// The danger it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<Incident>,
    /// One line.
    pub title: String,
    /// The rest.
    pub text: String,
    /// The region of the parent's phone, in ISO 3166, for the numbers of the police and the banks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// What it can be answered with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
}

/// How a danger has gone so far: each story replaces the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The danger.
    pub incident: Incident,
    /// Whether a red warning stands.
    pub red: bool,
    /// The steps, the newest last.
    pub steps: Vec<Step>,
    /// What it can be answered with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
}

/// A step of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When it happened, by the phone's clock.
    pub at_ms: WallTime,
    /// What happened.
    pub text: String,
}

/// The phone lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alive {
    /// The next of these comes within so many milliseconds. Without it none comes until the phone has something to say, as
    /// after she has taken her consent back, and its silence means nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_ms: Option<u64>,
    /// Whether it guards.
    pub state: GuardState,
    /// What does not work, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// As in [`Alert::region`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Whether the parent's phone guards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuardState {
    /// Everything works.
    Guarding,
    /// The family has paused it.
    Paused,
    /// It guards nothing.
    Off,
    /// Something does not work, and what a later version says.
    #[serde(other)]
    Limited,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The envelope of the answer.
    pub answers: Counter,
    /// The answer.
    pub answer: Ask,
    /// What became of it.
    pub result: AskResult,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl ToFamily {
    /// Writes `body` at a moment of the parent's phone.
    #[must_use]
    pub fn new(at: WallTime, now: Uptime, body: Body) -> Self {
        Self { at_ms: at, boot: now.boot.0, uptime_ms: now.ms, body }
    }

    /// When it was written, by the clock that nobody can set.
    #[must_use]
    pub fn uptime(&self) -> Uptime {
        Uptime { boot: Boot(self.boot), ms: self.uptime_ms }
    }

    /// What it can be answered with. If that is anything, it is sealed as a question.
    #[must_use]
    pub fn asks(&self) -> &[Ask] {
        match &self.body {
            Body::Alert(alert) => &alert.asks,
            Body::Story(story) => &story.asks,
            Body::Alive(_) | Body::Outcome(_) | Body::Removed | Body::Unknown => &[],
        }
    }

    /// As bytes for an envelope. What does not fit is left out: the oldest steps, the last faults, the end of a text. An
    /// alert that says less is better than none.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        fit::written(self.clone())
    }

    /// Reads bytes of an envelope. What a later version says is [`Body::Unknown`].
    ///
    /// # Errors
    ///
    /// If they are no message.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
