//! Taiwan. Source: NCC, telecommunications numbering plan. Trunk prefix 0, so 0912 345 678 is +886 912 345 678.

use super::{Line, untrunked};

/// Carriers' access codes for calls abroad, and the plain 00.
pub(super) const INTERNATIONAL_PREFIXES: &[&[u8]] =
    &[b"002", b"009", b"005", b"006", b"007", b"016", b"017", b"019", b"00"];

/// A number as dialled or shown in Taiwan.
pub(super) fn as_dialled(digits: &[u8]) -> Option<Line<'_>> {
    if let Some(rest) = untrunked(digits) {
        return significant(rest);
    }
    match (digits, digits.len()) {
        // 110, 119, 165 (anti-fraud), 1922, 1999 …
        ([b'1', ..], 3..=5) => Line::service(digits),
        // 412 8888 and the like: one number for a company in the whole island.
        ([b'4', b'1', b'2', ..] | [b'4', b'4', b'9', ..], 7) => Line::service(digits),
        // A line of the own area, six to eight digits.
        ([b'2'..=b'9', ..], 6..=8) => Line::ordinary(digits),
        ([b'9', ..], 9) => Line::ordinary(digits),
        _ => None,
    }
}

/// A number as it follows +886.
pub(super) fn significant(digits: &[u8]) -> Option<Line<'_>> {
    match (digits, digits.len()) {
        ([b'8', b'0', b'0' | b'9', ..], 8..=9) => Line::service(digits),
        // A mobile.
        ([b'9', ..], 9) => Line::ordinary(digits),
        // Area code and line; shared-cost numbers; calls over the Internet (70) have one digit more.
        ([b'2'..=b'8', ..], 8..=9) | ([b'7', b'0', ..], 10) => Line::ordinary(digits),
        _ => None,
    }
}
