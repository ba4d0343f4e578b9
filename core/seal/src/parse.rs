//! Reads bytes from outside: every length is checked, nothing may be left over, and no number is believed.

use std::error::Error;
use std::fmt;

/// The version of everything that is written here. Another one is another protocol.
pub const VERSION: u8 = 1;

/// What the second byte says that something is.
pub(crate) mod kind {
    pub(crate) const CODE: u8 = 0x00;
    pub(crate) const CLAIM: u8 = 0x01;
    pub(crate) const NONCE: u8 = 0x02;
    pub(crate) const KEY: u8 = 0x03;
    pub(crate) const PROOF: u8 = 0x04;
    pub(crate) const ENDED: u8 = 0x05;
    pub(crate) const ENVELOPE: u8 = 0x10;
    pub(crate) const STATE: u8 = 0x20;
}

/// Why bytes are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParseError {
    /// Of another version.
    Version(u8),
    /// Something else, or of a kind that nobody knows.
    Kind(u8),
    /// Too short or too long.
    Length,
    /// A value that cannot be: an address, a flag, padding.
    Value,
    /// No base64url, or no code of ours.
    Text,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(found) => write!(formatter, "version {found}, known is {VERSION}"),
            Self::Kind(found) => write!(formatter, "unexpected kind {found}"),
            Self::Length => formatter.write_str("too short or too long"),
            Self::Value => formatter.write_str("a value that cannot be"),
            Self::Text => formatter.write_str("not written in base64url"),
        }
    }
}

impl Error for ParseError {}

/// What is left to read.
pub(crate) struct Reader<'bytes>(&'bytes [u8]);

impl<'bytes> Reader<'bytes> {
    pub(crate) fn new(bytes: &'bytes [u8]) -> Self {
        Self(bytes)
    }

    /// Begins to read what must start with [`VERSION`], and returns its kind.
    pub(crate) fn versioned(bytes: &'bytes [u8]) -> Result<(u8, Self), ParseError> {
        let mut reader = Self(bytes);
        let version = reader.byte()?;
        if version != VERSION {
            return Err(ParseError::Version(version));
        }
        Ok((reader.byte()?, reader))
    }

    /// Begins to read what must be of the one kind.
    pub(crate) fn of_kind(bytes: &'bytes [u8], kind: u8) -> Result<Self, ParseError> {
        let (found, reader) = Self::versioned(bytes)?;
        if found == kind { Ok(reader) } else { Err(ParseError::Kind(found)) }
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], ParseError> {
        let (first, rest) = self.0.split_first_chunk().ok_or(ParseError::Length)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, ParseError> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    pub(crate) fn number(&mut self) -> Result<u64, ParseError> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Result<&'bytes [u8], ParseError> {
        let (first, rest) = self.0.split_at_checked(count).ok_or(ParseError::Length)?;
        self.0 = rest;
        Ok(first)
    }

    pub(crate) fn rest(self) -> &'bytes [u8] {
        self.0
    }

    pub(crate) fn end(self) -> Result<(), ParseError> {
        if self.0.is_empty() { Ok(()) } else { Err(ParseError::Length) }
    }
}
