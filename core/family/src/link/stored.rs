//! A link on its way to storage and back.

use std::error::Error;
use std::fmt;

use kinguard_seal::state::State;
use kinguard_seal::text;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{Asked, Link, Seen};
use crate::heard::Heard;
use crate::view::View;

const VERSION: u32 = 1;

/// The stored link is lost: it cannot be read, or is older than one that was stored before. The devices have to be paired
/// again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkLost;

impl fmt::Display for LinkLost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the stored keys are damaged or from an earlier time")
    }
}

impl Error for LinkLost {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    generation: u64,
    seal: String,
    heard: Heard,
    view: View,
    seen: Seen,
    asked: Vec<Asked>,
}

impl Drop for Stored {
    fn drop(&mut self) {
        self.seal.zeroize();
    }
}

impl Link {
    /// As bytes, with keys in them: the caller wraps them with a key that does not leave the device's keystore.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let stored = Stored {
            version: VERSION,
            generation: self.generation,
            seal: text::write(&self.seal.to_bytes()),
            heard: self.heard.clone(),
            view: self.view.clone(),
            seen: self.seen,
            asked: self.asked.clone(),
        };
        Zeroizing::new(serde_json::to_vec(&stored).expect("texts and numbers can always be written"))
    }

    /// Reads what [`Link::to_bytes`] wrote, if it is no older than `generation`.
    ///
    /// # Errors
    ///
    /// [`LinkLost`].
    pub fn restore(bytes: &[u8], generation: u64) -> Result<Self, LinkLost> {
        let stored: Stored = serde_json::from_slice(bytes).map_err(|_| LinkLost)?;
        if stored.version != VERSION || stored.generation < generation {
            return Err(LinkLost);
        }
        let seal = Zeroizing::new(text::read(&stored.seal).map_err(|_| LinkLost)?);
        // The generation of the link grows with each of the state's, so it stands for both.
        let seal = State::restore(&seal, 0).map_err(|_| LinkLost)?;
        Ok(Self {
            generation: stored.generation,
            seal,
            heard: stored.heard.clone(),
            view: stored.view.clone(),
            seen: stored.seen,
            asked: stored.asked.clone(),
        })
    }
}
