//! Formatting of counts and directories.

use std::path::Path;

#[expect(clippy::cast_precision_loss, reason = "counts and spans stay far below 2^52")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}

/// The name of a directory as shown to people.
pub(super) fn set_name(directory: &Path) -> String {
    match directory.display().to_string() {
        here if here.is_empty() => ".".to_owned(),
        name => name,
    }
}
