//! What the answer to a question has to quote.

use kinguard_seal::challenge::Challenge;
use serde::{Deserialize, Serialize};

use crate::time::Counter;

/// The challenge of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) counter: Counter,
    #[serde(with = "challenge")]
    pub(super) challenge: Challenge,
}

/// A challenge as the text of sixteen bytes.
mod challenge {
    use kinguard_seal::challenge::Challenge;
    use kinguard_seal::text;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(challenge: &Challenge, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&text::write(&challenge.0))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Challenge, D::Error> {
        let written = String::deserialize(from)?;
        let bytes = text::read(&written).map_err(|_| D::Error::custom("no text of ours"))?;
        bytes.try_into().map(Challenge).map_err(|_| D::Error::custom("not sixteen bytes"))
    }
}
