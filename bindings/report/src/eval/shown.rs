//! Formatting of counts and directories.

use std::path::Path;

/// A count as a number with a fraction.
#[expect(clippy::cast_precision_loss, reason = "counts and spans stay far below 2^52")]
pub fn number(count: u64) -> f64 {
    count as f64
}

/// The name of a directory as shown to people.
pub fn set_name(directory: &Path) -> String {
    match directory.display().to_string() {
        here if here.is_empty() => ".".to_owned(),
        name => name,
    }
}
