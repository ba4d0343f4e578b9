//! The parent's side of what is sealed: a state in, a message and the state after it out.

use kinguard_family::ask::Ask;
use kinguard_family::sentence::Sentence;
use kinguard_family::time::{Counter, WallTime};
use kinguard_family::to_family::{Body, ToFamily};
use kinguard_family::to_parent::ToParent;
use kinguard_seal::challenge::Standing;
use kinguard_seal::content::Matter;
use kinguard_seal::state::{SealError, Sealed, State};
use kinguard_seal::text;
use kinguard_seal::window::{Accepted, Fate, Missing};

use crate::address::BootTime;
use crate::entropy::Entropy;
use crate::error::{FamilyError, contained_family};

/// A sealed message. Store all of it in one transaction, before it is sent. A retry sends the same envelope.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SealedMessage {
    /// What to publish to the topic for alerts.
    pub envelope: String,
    /// Its number.
    pub counter: Counter,
    /// What its answers quote, if it can be answered.
    pub challenge: Option<Vec<u8>>,
    /// The state after it. It holds keys: wrap it.
    pub state: Vec<u8>,
    /// Of the state. Keep it somewhere else as well.
    pub generation: u64,
}

/// A message of a relative's device. Store the state before acting on it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenedMessage {
    /// Its number.
    pub counter: Counter,
    /// What it says; `None` if that means nothing to this version.
    pub message: Option<FromFamily>,
    /// What can no longer arrive because of it.
    pub missing: Vec<MissingMessages>,
    /// The state after it. It holds keys: wrap it.
    pub state: Vec<u8>,
    /// Of the state. Keep it somewhere else as well.
    pub generation: u64,
}

/// What a relative's device says.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum FromFamily {
    /// What has arrived, all in one.
    Receipt {
        /// The counter after the newest that arrived.
        next: Counter,
        /// Which of the 64 before it arrived: bit 0 is the newest.
        seen: u64,
    },
    /// An answer.
    Answer {
        /// The answer.
        ask: Ask,
        /// The sentence of `SAY`.
        sentence: Option<Sentence>,
        /// The challenge of its question.
        challenge: Vec<u8>,
        /// Whether it still counts.
        standing: AnswerStanding,
    },
}

/// Whether an answer may still lead to something. It is authentic in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum AnswerStanding {
    /// Its question is ten minutes old at most.
    InTime,
    /// Its question is older.
    Late,
    /// The phone was restarted since.
    OtherBoot,
    /// It quotes no question that is remembered.
    Unknown,
}

/// Messages in a row that did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MissingMessages {
    /// The first of them.
    pub first: Counter,
    /// The last of them.
    pub last: Counter,
    /// What became of them.
    pub fate: Fate,
}

/// Seals a message: as a question if it can be answered. `accepted` states which of the 64 messages before it the server
/// has, the one just before it in bit 0.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn seal_message(
    state: Vec<u8>,
    generation: u64,
    at: WallTime,
    now: BootTime,
    body: Body,
    accepted: u64,
    random: Vec<u8>,
) -> Result<SealedMessage, FamilyError> {
    let state = restored(&state, generation)?;
    let sealed = contained_family(|| {
        let message = ToFamily::new(at, now.into(), body);
        let (bytes, accepted) = (message.to_bytes(), Accepted(accepted));
        let mut random = Entropy::new(random);
        if message.asks().is_empty() {
            state.note(&bytes, accepted, &mut random)
        } else {
            state.question(&bytes, accepted, now.into(), &mut random)
        }
    })?;
    sealed.map(SealedMessage::from).map_err(|error| match error {
        SealError::Exhausted => FamilyError::StateLost,
        SealError::TooLong | SealError::NotSealedYet => FamilyError::Internal,
    })
}

/// Seals what takes the place of a message that will never be sent. The state stays as it is.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::NotAsked`] if no message has that number, [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn seal_void(
    state: Vec<u8>,
    generation: u64,
    counter: Counter,
    random: Vec<u8>,
) -> Result<String, FamilyError> {
    let state = restored(&state, generation)?;
    let void = contained_family(|| state.void(counter.0, &mut Entropy::new(random)))?;
    void.map(|bytes| text::write(&bytes)).map_err(|_| FamilyError::NotAsked)
}

/// Opens a text from the topic for answers.
///
/// # Errors
/// [`FamilyError::StateLost`]; [`FamilyError::NotOurs`] if it changes nothing; [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn open_message(
    state: Vec<u8>,
    generation: u64,
    received: &str,
    now: BootTime,
) -> Result<OpenedMessage, FamilyError> {
    let state = restored(&state, generation)?;
    let envelope = text::read(received.trim()).map_err(|_| FamilyError::NotOurs)?;
    let opened = contained_family(|| state.open(&envelope, now.into()))?;
    let opened = opened.map_err(|_| FamilyError::NotOurs)?;
    Ok(OpenedMessage {
        counter: Counter(opened.counter),
        message: said(opened.matter, opened.standing),
        missing: opened.lost.into_iter().map(MissingMessages::from).collect(),
        state: opened.state.to_bytes().to_vec(),
        generation: opened.state.generation(),
    })
}

/// Returns whether the message with that number is among those of a receipt.
#[uniffi::export]
#[must_use]
pub fn is_acknowledged(counter: Counter, next: Counter, seen: u64) -> bool {
    ToParent::Receipt { next, seen }.acknowledges(counter)
}

/// An answer without a challenge, and a receipt with one, are from nobody who keeps to the protocol.
fn said(matter: Matter, standing: Option<Standing>) -> Option<FromFamily> {
    let (body, challenge) = match matter {
        Matter::Note(body) => (body, None),
        Matter::Answer(challenge, body) => (body, Some(challenge)),
        Matter::Paired | Matter::Void | Matter::Question(..) => return None,
    };
    match (ToParent::parse(&body).ok()?, challenge, standing) {
        (ToParent::Receipt { next, seen }, None, None) => Some(FromFamily::Receipt { next, seen }),
        (ToParent::Answer { answer, sentence }, Some(challenge), Some(standing)) => {
            Some(FromFamily::Answer {
                ask: answer,
                sentence,
                challenge: challenge.0.to_vec(),
                standing: standing.into(),
            })
        }
        _ => None,
    }
}

fn restored(state: &[u8], generation: u64) -> Result<State, FamilyError> {
    contained_family(|| State::restore(state, generation))?.map_err(|_| FamilyError::StateLost)
}

impl From<Sealed> for SealedMessage {
    fn from(Sealed { envelope, counter, challenge, state }: Sealed) -> Self {
        Self {
            envelope: text::write(&envelope),
            counter: Counter(counter),
            challenge: challenge.map(|challenge| challenge.0.to_vec()),
            state: state.to_bytes().to_vec(),
            generation: state.generation(),
        }
    }
}

impl From<Standing> for AnswerStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::InTime(_) => Self::InTime,
            Standing::Late(_) => Self::Late,
            Standing::OtherBoot => Self::OtherBoot,
            Standing::Unknown => Self::Unknown,
        }
    }
}

impl From<Missing> for MissingMessages {
    fn from(Missing { first, last, fate }: Missing) -> Self {
        Self { first: Counter(first), last: Counter(last), fate }
    }
}
