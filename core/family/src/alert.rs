//! The kinds of alerts, and how loud they are.

use serde::{Deserialize, Serialize};

/// What an alert is about. The words are in the alert itself; this is for what a device does and draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// The first signs.
    Early,
    /// The screen is shared while money is at hand, or the like.
    Danger,
    /// The parent went on despite the warning.
    WentOn,
    /// The parent may not have seen the warning.
    Unseen,
    /// The parent says that money was sent.
    MoneySent,
    /// The danger is over.
    Ended,
    /// A part of the protection stopped working.
    Protection,
    /// It works again.
    Restored,
    /// "Does this reach you?"
    Test,
    /// Contacts, ways or settings changed.
    Change,
    /// The guard is paused.
    Paused,
    /// Anything else, and what a later version sends.
    #[serde(other)]
    Other,
}

impl AlertKind {
    /// Returns whether it begins or goes on with a danger.
    #[must_use]
    pub fn is_danger(self) -> bool {
        self == Self::Early || self.is_red()
    }

    /// Returns whether a danger is red because of it.
    #[must_use]
    pub fn is_red(self) -> bool {
        matches!(self, Self::Danger | Self::WentOn | Self::Unseen | Self::MoneySent)
    }
}

/// How loud an alert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Full screen, through silent mode, until somebody does something.
    Alarm,
    /// A notification with sound.
    Loud,
    /// A notification without, and what a later version sends.
    #[serde(other)]
    Quiet,
}
