//! Questions that are still open, and how old an answer's question is.

use crate::parse::{ParseError, Reader};
use crate::time::{Age, Boot, TEN_MINUTES_MS, Uptime};

/// How many questions may be open. Beyond that the oldest is forgotten, and its answers are strangers'.
pub const MOST: usize = 32;

/// Sixteen random bytes that an answer quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge(pub [u8; 16]);

/// Whether an answer may still lead to something. It is authentic in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its question is so many milliseconds old: ten minutes at most.
    InTime(u64),
    /// Its question is older.
    Late(u64),
    /// The phone was started since its question, so that nobody knows how old that is.
    OtherBoot,
    /// It quotes no question that is remembered.
    Unknown,
}

/// The questions of one side, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Challenges(Vec<(Challenge, Uptime)>);

impl Challenges {
    pub(crate) fn ask(&mut self, challenge: Challenge, now: Uptime) {
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push((challenge, now));
    }

    pub(crate) fn standing(&self, quoted: Challenge, now: Uptime) -> Standing {
        match self.0.iter().find(|(challenge, _)| *challenge == quoted).map(|(_, asked)| asked.age(now)) {
            Some(Age::Ms(age)) if age <= TEN_MINUTES_MS => Standing::InTime(age),
            Some(Age::Ms(age)) => Standing::Late(age),
            Some(Age::Unknown) => Standing::OtherBoot,
            None => Standing::Unknown,
        }
    }

    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        // There are never more than `MOST`.
        to.push(u8::try_from(self.0.len()).unwrap_or(u8::MAX));
        for (challenge, asked) in &self.0 {
            to.extend_from_slice(&challenge.0);
            to.extend_from_slice(&asked.boot.0.to_be_bytes());
            to.extend_from_slice(&asked.ms.to_be_bytes());
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let count = usize::from(reader.byte()?);
        if count > MOST {
            return Err(ParseError::Value);
        }
        let one = |_| {
            let challenge = Challenge(reader.array()?);
            Ok((challenge, Uptime { boot: Boot(reader.number()?), ms: reader.number()? }))
        };
        Ok(Self((0..count).map(one).collect::<Result<_, ParseError>>()?))
    }
}
