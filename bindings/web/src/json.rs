//! Values as text.

use serde::Serialize;

/// Writes a value of this crate, which is always JSON.
pub(crate) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("these values are always JSON")
}
