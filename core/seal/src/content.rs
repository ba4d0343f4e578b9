//! What is inside an envelope.

use crate::challenge::Challenge;
use crate::parse::{ParseError, Reader};
use crate::window::Accepted;

/// What a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// The digits were typed: the first message of the parent's phone.
    Paired,
    /// In the place of a message that its sender dropped.
    Void,
    /// Something that awaits no answer.
    Note(Vec<u8>),
    /// Something that awaits an answer, which must quote the challenge.
    Question(Challenge, Vec<u8>),
    /// An answer, with the challenge of its question.
    Answer(Challenge, Vec<u8>),
}

/// A message with its sender's statement about the ones before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Which of the messages before it the server has.
    pub accepted: Accepted,
    /// What it is.
    pub matter: Matter,
}

const PAIRED: u8 = 1;
const VOID: u8 = 2;
const NOTE: u8 = 3;
const QUESTION: u8 = 4;
const ANSWER: u8 = 5;

impl Content {
    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let (kind, challenge, body): (u8, &[u8], &[u8]) = match &self.matter {
            Matter::Paired => (PAIRED, &[], &[]),
            Matter::Void => (VOID, &[], &[]),
            Matter::Note(body) => (NOTE, &[], body),
            Matter::Question(Challenge(challenge), body) => (QUESTION, challenge, body),
            Matter::Answer(Challenge(challenge), body) => (ANSWER, challenge, body),
        };
        [&[kind], &self.accepted.0.to_be_bytes()[..], challenge, body].concat()
    }

    /// Reads bytes.
    ///
    /// # Errors
    ///
    /// [`ParseError`] if they are no content.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(bytes);
        let kind = reader.byte()?;
        let accepted = Accepted(reader.number()?);
        let matter = match kind {
            PAIRED | VOID => {
                reader.end()?;
                if kind == PAIRED { Matter::Paired } else { Matter::Void }
            }
            NOTE => Matter::Note(reader.rest().to_vec()),
            QUESTION => Matter::Question(Challenge(reader.array()?), reader.rest().to_vec()),
            ANSWER => Matter::Answer(Challenge(reader.array()?), reader.rest().to_vec()),
            other => return Err(ParseError::Kind(other)),
        };
        Ok(Self { accepted, matter })
    }
}
