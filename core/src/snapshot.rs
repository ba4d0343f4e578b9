//! The engine's state as versioned JSON, for the phone to keep.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::engine::{Engine, State};
use crate::text::one_line;

/// The version that is written. An older one is read as long as a test holds a snapshot of it.
pub const VERSION: u32 = 1;

/// The reason why a text is not a snapshot. In any case, keep the text aside, report it, and start afresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// Not JSON of the known shape: cut off, damaged, or written by another program.
    Damaged(String),
    /// Written by a later version of this program.
    TooNew {
        /// The version found.
        version: u32,
    },
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => write!(formatter, "the snapshot is damaged: {what}"),
            Self::TooNew { version } => {
                write!(formatter, "the snapshot is of version {version}; this program reads up to {VERSION}")
            }
        }
    }
}

impl std::error::Error for SnapshotError {}

#[derive(Serialize)]
struct Written<'state> {
    version: u32,
    state: &'state State,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read<'text> {
    version: u32,
    #[serde(borrow)]
    state: &'text RawValue,
}

impl Engine {
    /// The whole state. An engine restored from it behaves as this one does. It has less than 8 KB, whatever
    /// was observed.
    #[must_use]
    pub fn snapshot(&self) -> String {
        serde_json::to_string(&Written { version: VERSION, state: &self.state })
            .expect("the state holds only what JSON can say")
    }

    /// Restores the engine that wrote `text`.
    ///
    /// # Errors
    ///
    /// Fails if the text is damaged or too new. Keep it aside then, and start afresh.
    pub fn restore(text: &str) -> Result<Self, SnapshotError> {
        let damaged = |error: serde_json::Error| SnapshotError::Damaged(one_line(&error.to_string()));
        let read: Read<'_> = serde_json::from_str(text).map_err(damaged)?;
        if read.version > VERSION {
            return Err(SnapshotError::TooNew { version: read.version });
        }
        if read.version == 0 {
            return Err(SnapshotError::Damaged("version 0 was never written".to_owned()));
        }
        serde_json::from_str(read.state.get()).map(Self::from_state).map_err(damaged)
    }
}
