//! The messages of a pairing, and what can go wrong in one.

use std::error::Error;
use std::fmt;

use crate::ending::Ending;
use crate::parse::{ParseError, Reader, VERSION, kind};
use crate::schedule::Tag;
use crate::state::{OpenError, SealError};
use crate::transcript::Hash;

/// Why a message was not accepted. Except for [`PairingError::Over`] the pairing goes on: whoever can write to a topic
/// must not be able to end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairingError {
    /// It is no message of a pairing.
    Parse(ParseError),
    /// It comes too early or too late, or is for the other side.
    Unexpected,
    /// Its sender has not seen the code, or it was changed on the way.
    WrongTag,
    /// The key is not the one that was committed to.
    WrongCommitment,
    /// A key with which everybody would agree on the same secret.
    WeakKey,
    /// Its sender does not have the keys, or it was changed on the way.
    WrongProof,
    /// What was typed is not six digits.
    NotSixDigits,
    /// The first sealed message could not be opened.
    Envelope(OpenError),
    /// The first sealed message could not be sealed.
    Seal(SealError),
    /// The pairing has ended.
    Over(Ending),
}

impl fmt::Display for PairingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse(error) => write!(formatter, "no message of a pairing: {error}"),
            Self::Unexpected => formatter.write_str("not awaited now"),
            Self::WrongTag => formatter.write_str("from somebody who has not seen the code, or changed"),
            Self::WrongCommitment => formatter.write_str("another key than was committed to"),
            Self::WeakKey => formatter.write_str("a weak key"),
            Self::WrongProof => formatter.write_str("from somebody without the keys, or changed"),
            Self::NotSixDigits => formatter.write_str("not six digits"),
            Self::Envelope(error) => write!(formatter, "the first sealed message: {error}"),
            Self::Seal(error) => write!(formatter, "the first sealed message: {error}"),
            Self::Over(ending) => write!(formatter, "the pairing has ended: {ending:?}"),
        }
    }
}

impl Error for PairingError {}

impl From<ParseError> for PairingError {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

/// What the two sides say to each other before anything is sealed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Message {
    Claim { commitment: Hash, tag: Tag },
    Nonce { nonce: [u8; 32], tag: Tag },
    Key { key: [u8; 32], proof: Tag },
    Proof { proof: Tag },
    Ended { ending: Ending, tag: Tag },
}

impl Message {
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let (kind, parts): (u8, [&[u8]; 2]) = match self {
            Self::Claim { commitment, tag } => (kind::CLAIM, [commitment, tag]),
            Self::Nonce { nonce, tag } => (kind::NONCE, [nonce, tag]),
            Self::Key { key, proof } => (kind::KEY, [key, proof]),
            Self::Proof { proof } => (kind::PROOF, [&[], proof]),
            Self::Ended { ending, tag } => (kind::ENDED, [&[*ending as u8], tag]),
        };
        [&[VERSION, kind], parts[0], parts[1]].concat()
    }

    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let (kind, mut reader) = Reader::versioned(bytes)?;
        let message = match kind {
            kind::CLAIM => Self::Claim { commitment: reader.array()?, tag: reader.array()? },
            kind::NONCE => Self::Nonce { nonce: reader.array()?, tag: reader.array()? },
            kind::KEY => Self::Key { key: reader.array()?, proof: reader.array()? },
            kind::PROOF => Self::Proof { proof: reader.array()? },
            kind::ENDED => {
                let ending = Ending::of(reader.byte()?).ok_or(ParseError::Value)?;
                Self::Ended { ending, tag: reader.array()? }
            }
            other => return Err(ParseError::Kind(other)),
        };
        reader.end()?;
        Ok(message)
    }
}
