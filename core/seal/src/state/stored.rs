//! A state as bytes. They hold the keys: the caller wraps them with a key of the device's own keystore.

use std::error::Error;
use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Role, State};
use crate::address::Address;
use crate::challenge::Challenges;
use crate::parse::{ParseError, Reader, VERSION, kind};
use crate::schedule::DirectionKey;
use crate::secret::Secret;
use crate::window::Window;

/// Why there is no state any more. Nothing leads back to it: the devices must be paired again, and the family be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The bytes are no state, or damaged.
    Unreadable(ParseError),
    /// Somebody or something has put an older state in the place of the last: its counters would be used twice.
    RolledBack {
        /// The generation of what was stored.
        found: u64,
        /// The least that it may have.
        least: u64,
    },
}

impl fmt::Display for Lost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(formatter, "the stored state cannot be read: {error}"),
            Self::RolledBack { found, least } => {
                write!(formatter, "the stored state is of generation {found}, and there was {least}")
            }
        }
    }
}

impl Error for Lost {}

impl State {
    /// What to store, wrapped.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Grown later, it would leave copies of the keys behind. No state is longer than 1,520 bytes.
        let mut bytes = Zeroizing::new(Vec::with_capacity(2_048));
        bytes.extend_from_slice(&[VERSION, kind::STATE]);
        bytes.extend_from_slice(&self.generation.to_be_bytes());
        bytes.push(self.role as u8);
        self.address.write(&mut bytes);
        for direction in [&self.to_family, &self.to_parent] {
            bytes.extend_from_slice(&direction.id);
            bytes.extend_from_slice(direction.key.bytes());
        }
        bytes.extend_from_slice(&self.next.to_be_bytes());
        self.window.write(&mut bytes);
        self.challenges.write(&mut bytes);
        let sum = Sha256::digest(&*bytes);
        bytes.extend_from_slice(&sum);
        bytes
    }

    /// Reads what was stored. `least_generation` is what the caller keeps elsewhere: the generation that it last stored.
    ///
    /// # Errors
    ///
    /// [`Lost`] if there is no such state any more.
    pub fn restore(bytes: &[u8], least_generation: u64) -> Result<Self, Lost> {
        let state = read(bytes).map_err(Lost::Unreadable)?;
        if state.generation < least_generation {
            return Err(Lost::RolledBack { found: state.generation, least: least_generation });
        }
        Ok(state)
    }
}

fn read(bytes: &[u8]) -> Result<State, ParseError> {
    let mut reader = Reader::of_kind(bytes, kind::STATE)?;
    let (body, sum) = bytes.split_last_chunk::<32>().ok_or(ParseError::Length)?;
    if Sha256::digest(body).as_slice() != sum {
        return Err(ParseError::Value);
    }
    let generation = reader.number()?;
    let role = match reader.byte()? {
        1 => Role::Parent,
        2 => Role::Family,
        _ => return Err(ParseError::Value),
    };
    let address = Address::read(&mut reader)?;
    let mut direction =
        || Ok::<_, ParseError>(DirectionKey { id: reader.array()?, key: Secret::new(reader.array()?) });
    let (to_family, to_parent) = (direction()?, direction()?);
    let next = reader.number()?;
    let window = Window::read(&mut reader)?;
    let challenges = Challenges::read(&mut reader)?;
    let _sum = reader.array::<32>()?;
    reader.end()?;
    Ok(State { generation, role, address, to_family, to_parent, next, window, challenges })
}
