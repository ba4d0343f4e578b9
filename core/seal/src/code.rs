//! The code on the parent's screen.

use std::fmt;

use x25519_dalek::PublicKey;
use zeroize::Zeroizing;

use crate::address::Address;
use crate::parse::{ParseError, Reader, VERSION, kind};
use crate::secret::Secret;
use crate::text;
use crate::transcript;
use crate::transcript::Hash;

/// What a code's text begins with, so that a reader of codes knows whose it is.
pub const PREFIX: &str = "kinguard1:";

/// All that the relative's device must know to claim the pairing. Whoever sees it can claim it, too, so it holds a
/// one-time secret and is good for ten minutes.
#[derive(Clone)]
pub struct Code {
    pub(crate) parent_key: PublicKey,
    pub(crate) secret: Secret<16>,
    pub(crate) address: Address,
}

impl Code {
    /// Where the two will leave their messages.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Grown later, it would leave copies of the secret behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(512));
        bytes.extend_from_slice(&[VERSION, kind::CODE]);
        bytes.extend_from_slice(self.secret.bytes());
        self.write_open(&mut bytes);
        bytes
    }

    /// For the picture that is scanned, or a field to type into.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        let written = Zeroizing::new(text::write(&self.to_bytes()));
        Zeroizing::new([PREFIX, written.as_str()].concat())
    }

    /// Reads bytes.
    ///
    /// # Errors
    ///
    /// [`ParseError`] if they are no code.
    pub fn parse(bytes: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::of_kind(bytes, kind::CODE)?;
        let secret = Secret::new(reader.array()?);
        let parent_key = PublicKey::from(reader.array::<32>()?);
        let address = Address::read(&mut reader)?;
        reader.end()?;
        Ok(Self { parent_key, secret, address })
    }

    /// Reads what was scanned or typed.
    ///
    /// # Errors
    ///
    /// [`ParseError`] if it is no code.
    pub fn parse_text(scanned: &str) -> Result<Self, ParseError> {
        let written = scanned.trim().strip_prefix(PREFIX).ok_or(ParseError::Text)?;
        Self::parse(&Zeroizing::new(text::read(written)?))
    }

    /// The transcript begins with all of the code but its secret.
    pub(crate) fn transcript(&self) -> Hash {
        let mut open = vec![VERSION, kind::CODE];
        self.write_open(&mut open);
        transcript::of_code(&open)
    }

    fn write_open(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.parent_key.as_bytes());
        self.address.write(to);
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Code").field("address", &self.address).finish_non_exhaustive()
    }
}
