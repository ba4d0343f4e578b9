//! The relative's side: one parent's link in, the link after it and its effects out.

use kinguard_family::ask::Ask;
use kinguard_family::effect::{Effect, Turn};
use kinguard_family::link::{AnswerError, Link};
use kinguard_family::sentence::{Sentence, SentenceFault};
use kinguard_family::time::{Counter, WallTime};
use kinguard_family::view::View;

use crate::address::SealedAddress;
use crate::entropy::Entropy;
use crate::error::{FamilyError, contained_family};

/// What follows from something: store the link in one transaction with its effects, then carry them out in order.
#[derive(Clone, Debug, uniffi::Record)]
pub struct LinkTurn {
    /// The link after it. It holds keys: wrap it.
    pub link: Vec<u8>,
    /// Of the link. Keep it somewhere else as well.
    pub generation: u64,
    /// What has to be done.
    pub effects: Vec<Effect>,
    /// When to call [`link_wake`].
    pub wake_at: Option<WallTime>,
}

impl From<Turn> for LinkTurn {
    fn from(Turn { link, effects, wake_at }: Turn) -> Self {
        Self { link: link.to_bytes().to_vec(), generation: link.generation(), effects, wake_at }
    }
}

/// Takes a text from the topic for alerts.
///
/// # Errors
/// [`FamilyError::StateLost`]; [`FamilyError::NotOurs`] if it changes nothing; [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_receive(
    link: Vec<u8>,
    generation: u64,
    received: &str,
    now: WallTime,
    random: Vec<u8>,
) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    let turn = contained_family(|| link.receive(received, now, &mut Entropy::new(random)))?;
    turn.map(LinkTurn::from).map_err(|_| FamilyError::NotOurs)
}

/// Answers a question.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::NotAsked`], [`FamilyError::TooLate`], [`FamilyError::Sentence`],
/// [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_answer(
    link: Vec<u8>,
    generation: u64,
    question: Counter,
    ask: Ask,
    sentence: Option<Sentence>,
    now: WallTime,
    random: Vec<u8>,
) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    let turn = contained_family(|| link.answer(question, ask, sentence, now, &mut Entropy::new(random)))?;
    turn.map(LinkTurn::from).map_err(|error| match error {
        AnswerError::NotAsked => FamilyError::NotAsked,
        AnswerError::TooLate => FamilyError::TooLate,
        AnswerError::Sentence => FamilyError::Sentence,
        AnswerError::Seal(_) => FamilyError::StateLost,
    })
}

/// Does what is due.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_wake(link: Vec<u8>, generation: u64, now: WallTime) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    contained_family(|| link.wake(now).into())
}

/// Ends the sound of the alarm.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_quiet(link: Vec<u8>, generation: u64) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    contained_family(|| link.quiet().into())
}

/// To be called before anything is received, when this device has not asked the server for longer than that keeps
/// messages. Nothing has to be done after it.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_away(link: Vec<u8>, generation: u64) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    contained_family(|| stored(link.away()))
}

/// To be called when all that the server had is received. Nothing has to be done after it.
///
/// # Errors
/// [`FamilyError::StateLost`], [`FamilyError::Internal`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_caught_up(link: Vec<u8>, generation: u64) -> Result<LinkTurn, FamilyError> {
    let link = restored(&link, generation)?;
    contained_family(|| stored(link.caught_up()))
}

/// Returns what to show.
///
/// # Errors
/// [`FamilyError::StateLost`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_view(link: Vec<u8>, generation: u64) -> Result<View, FamilyError> {
    Ok(restored(&link, generation)?.view().clone())
}

/// Returns where messages come from and go to.
///
/// # Errors
/// [`FamilyError::StateLost`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "bytes cross the boundary by value")]
pub fn link_address(link: Vec<u8>, generation: u64) -> Result<SealedAddress, FamilyError> {
    Ok(restored(&link, generation)?.address().into())
}

/// Returns why a text must not be shown on the warning, or `None` if it may.
#[uniffi::export]
#[must_use]
pub fn sentence_fault(text: &str) -> Option<SentenceFault> {
    Sentence::parse(text).err()
}

fn stored(link: Link) -> LinkTurn {
    Turn { link, effects: Vec::new(), wake_at: None }.into()
}

fn restored(link: &[u8], generation: u64) -> Result<Link, FamilyError> {
    contained_family(|| Link::restore(link, generation))?.map_err(|_| FamilyError::StateLost)
}
