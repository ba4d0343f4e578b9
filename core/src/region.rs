//! Regions of the world, as telephony defines them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 3166-1 alpha-2 code in upper case, such as `CN` or `HK`.
///
/// Hong Kong, Macau and Taiwan have codes and calling codes of their own, so each is a region.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region([u8; 2]);

impl Region {
    /// Mainland China.
    pub const CN: Self = Self(*b"CN");
    /// Hong Kong.
    pub const HK: Self = Self(*b"HK");
    /// Macau.
    pub const MO: Self = Self(*b"MO");
    /// Taiwan.
    pub const TW: Self = Self(*b"TW");
    /// Singapore.
    pub const SG: Self = Self(*b"SG");
    /// Malaysia.
    pub const MY: Self = Self(*b"MY");

    /// Creates a region from a two-letter upper-case code that is known at compile time.
    ///
    /// # Panics
    ///
    /// At compile time, if a letter is not `A` to `Z`.
    #[must_use]
    pub const fn literal(code: &[u8; 2]) -> Self {
        assert!(code[0].is_ascii_uppercase() && code[1].is_ascii_uppercase());
        Self(*code)
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only ASCII letters are ever stored")
    }
}

/// A region code that is not two upper-case letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotARegion(String);

impl fmt::Display for NotARegion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is not an ISO 3166 region: two upper-case letters such as CN", self.0)
    }
}

impl std::error::Error for NotARegion {}

impl FromStr for Region {
    type Err = NotARegion;

    fn from_str(code: &str) -> Result<Self, NotARegion> {
        match code.as_bytes() {
            &[first, second] if first.is_ascii_uppercase() && second.is_ascii_uppercase() => {
                Ok(Self([first, second]))
            }
            _ => Err(NotARegion(code.chars().take(20).collect())),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}
