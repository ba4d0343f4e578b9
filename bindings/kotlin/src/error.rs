//! The errors that cross the boundary: one for the guard, one for what is said to the family.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use kinguard_core::region::NotARegion;
use kinguard_core::snapshot::SnapshotError;

/// The errors that Kotlin sees, one for each way to react. Details are dropped, since a damaged snapshot may hold
/// anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi(flat_error)]
pub enum GuardError {
    /// Keep the snapshot aside, report it, start afresh.
    SnapshotDamaged,
    /// The same. A later version wrote it, as after a downgrade.
    SnapshotTooNew,
    /// A region code is not two upper-case letters: a mistake of the caller.
    BadRegion,
    /// The core panicked. The requested change has not happened, the guard is as it was before, and it
    /// remains usable. If this keeps happening, start afresh.
    Internal,
}

impl fmt::Display for GuardError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::SnapshotDamaged => "the snapshot is damaged",
            Self::SnapshotTooNew => "the snapshot was written by a later version",
            Self::BadRegion => "a region is two upper-case letters such as CN",
            Self::Internal => "the core failed; nothing was changed",
        })
    }
}

impl std::error::Error for GuardError {}

/// The errors of what is sealed, one for each way to react.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi(flat_error)]
pub enum FamilyError {
    /// The keys are damaged, or from an earlier time. Pair again, and tell the family by another way.
    StateLost,
    /// A received text changes nothing: it is forged, for another device, a copy, or no message at all. Ignore it.
    NotOurs,
    /// What was scanned or pasted is no code.
    BadCode,
    /// A server or topic that cannot be.
    BadAddress,
    /// Nothing with that number can be answered, or not with this.
    NotAsked,
    /// It is too late to answer.
    TooLate,
    /// A sentence is missing, has no place, or must not be shown.
    Sentence,
    /// The core panicked. Nothing was changed.
    Internal,
}

impl fmt::Display for FamilyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::StateLost => "the keys are lost",
            Self::NotOurs => "not a message of ours",
            Self::BadCode => "not a code",
            Self::BadAddress => "not a server and two topics",
            Self::NotAsked => "nobody asked that",
            Self::TooLate => "more than ten minutes ago",
            Self::Sentence => "not a sentence to show",
            Self::Internal => "the core failed; nothing was changed",
        })
    }
}

impl std::error::Error for FamilyError {}

impl From<SnapshotError> for GuardError {
    fn from(error: SnapshotError) -> Self {
        match error {
            SnapshotError::Damaged(_) => Self::SnapshotDamaged,
            SnapshotError::TooNew { .. } => Self::SnapshotTooNew,
        }
    }
}

impl From<NotARegion> for GuardError {
    fn from(_: NotARegion) -> Self {
        Self::BadRegion
    }
}

/// Runs `act` and turns a panic into [`GuardError::Internal`]. Whatever `act` changed must be discarded then.
pub(crate) fn contained<T>(act: impl FnOnce() -> T) -> Result<T, GuardError> {
    catch_unwind(AssertUnwindSafe(act)).map_err(|_| GuardError::Internal)
}

/// Runs `act` and turns a panic into [`FamilyError::Internal`].
pub(crate) fn contained_family<T>(act: impl FnOnce() -> T) -> Result<T, FamilyError> {
    contained(act).map_err(|_| FamilyError::Internal)
}
