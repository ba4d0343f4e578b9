//! What goes wrong, in one word for the page.

use std::error::Error;
use std::fmt;

/// Why there is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The text is no code.
    BadCode,
    /// The link cannot be read, or is older than one that was stored before.
    StateLost,
    /// The text changes nothing: it is nobody's, forged, or has arrived before.
    NotOurs,
    /// Nobody asks that, or no longer.
    NotAsked,
    /// There are not 64 random bytes.
    NotRandom,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::BadCode => "bad_code",
            Self::StateLost => "state_lost",
            Self::NotOurs => "not_ours",
            Self::NotAsked => "not_asked",
            Self::NotRandom => "not_random",
        })
    }
}

impl Error for Fault {}
