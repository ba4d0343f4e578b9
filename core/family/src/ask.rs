//! What a message can be answered with.

use serde::{Deserialize, Serialize};

/// An answer. Which of them a message takes, the parent's phone says in it; what an answer then does, it decides by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// "I am calling now."
    Calling,
    /// "All fine." Counts only while no red warning stands.
    Fine,
    /// "It arrived", to a test.
    Arrived,
    /// End the call on the parent's phone.
    EndCall,
    /// Show a sentence on the warning.
    Say,
    /// Ring the next relative.
    RingNext,
    /// Count the new contact as family.
    Confirm,
    /// Do not do what was announced.
    Object,
    /// Clear the forgotten PIN.
    ResetPin,
    /// What a later version asks.
    #[serde(other)]
    Unknown,
}

/// What became of an answer on the parent's phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskResult {
    /// It was done, or taken note of.
    Done,
    /// It was not done. The message says why.
    Refused,
    /// It came more than ten minutes after its question, or after a restart.
    Late,
    /// What a later version says.
    #[serde(other)]
    Unknown,
}
