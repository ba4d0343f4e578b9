//! Bytes as text, for servers and codes that carry nothing else: base64url without padding.

use base64ct::{Base64UrlUnpadded, Encoding};

use crate::parse::ParseError;

/// Writes bytes as text.
#[must_use]
pub fn write(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads what [`write()`] wrote: one spelling for each content, and no other.
///
/// # Errors
///
/// [`ParseError::Text`] if it is anything else.
pub fn read(text: &str) -> Result<Vec<u8>, ParseError> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| ParseError::Text)
}
