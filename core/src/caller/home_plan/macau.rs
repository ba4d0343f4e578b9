//! Macau. Source: CTT, numbering plan of Macau. No area codes and no trunk prefix.

use super::Line;
use crate::region::Region;

/// A number of Macau: eight digits, or a service.
pub(super) fn line(digits: &[u8]) -> Option<Line<'_>> {
    match (digits, digits.len()) {
        (b"999" | b"993" | b"919", _) => Line::service(digits),
        ([b'1', ..], 3..=6) => Line::service(digits),
        // Freephone.
        ([b'0', b'8', b'0', b'0', ..], 7..=10) => Line::service(digits),
        ([b'2'..=b'9', ..], 8) => Line::ordinary(digits),
        _ => None,
    }
}

/// 01 and eight digits dial Hong Kong.
pub(super) fn neighbour_prefix(digits: &[u8]) -> Option<(u16, Region, &[u8])> {
    match digits.strip_prefix(b"01") {
        Some(number @ [b'2'..=b'9', ..]) if number.len() == 8 => Some((852, Region::HK, number)),
        _ => None,
    }
}
