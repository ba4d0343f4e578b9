//! What can be wrong with rows.

use std::fmt;

/// Why rows were refused. The message is one line that names the row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi(flat_error)]
pub enum FleetError {
    /// A row is no event, or not where it belongs. Nothing after it was looked at.
    BadRow(String),
    /// The columns do not fit together: a mistake of the caller.
    BadColumns(String),
    /// A state is damaged, or a later version wrote it.
    BadState(String),
    /// The core failed earlier. Begin anew with what is stored.
    Failed,
}

impl fmt::Display for FleetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadRow(what) | Self::BadColumns(what) | Self::BadState(what) => formatter.write_str(what),
            Self::Failed => formatter.write_str("the core failed; begin anew"),
        }
    }
}

impl std::error::Error for FleetError {}
