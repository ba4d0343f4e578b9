//! The one error that crosses the boundary.

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
