//! What a relative's device says.

use kinguard_seal::state::Received;
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::sentence::Sentence;
use crate::time::Counter;

/// A message of a relative's device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToParent {
    /// What has arrived, all in one: a receipt that is lost is made up for by the next.
    Receipt {
        /// The counter after the newest that arrived.
        next: Counter,
        /// Which of the 64 before it arrived: bit 0 is the newest.
        seen: u64,
    },
    /// An answer, sealed with the challenge of its question.
    Answer {
        /// The answer.
        answer: Ask,
        /// The sentence of [`Ask::Say`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<Sentence>,
    },
    /// What a later version says.
    #[serde(other)]
    Unknown,
}

impl ToParent {
    /// The receipt for what a side has received.
    #[must_use]
    pub fn receipt(received: Received) -> Self {
        Self::Receipt { next: Counter(received.next), seen: received.seen }
    }

    /// Returns whether this is a receipt for the message with that counter.
    #[must_use]
    pub fn acknowledges(&self, counter: Counter) -> bool {
        let Self::Receipt { next, seen } = self else { return false };
        let back = next.0.checked_sub(counter.0).and_then(|distance| distance.checked_sub(1));
        back.is_some_and(|back| back < 64 && seen >> back & 1 == 1)
    }

    /// As bytes for an envelope.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers can always be written")
    }

    /// Reads bytes of an envelope. What a later version says is [`ToParent::Unknown`].
    ///
    /// # Errors
    ///
    /// If they are no message, or hold a sentence that must not be shown.
    pub fn parse(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
