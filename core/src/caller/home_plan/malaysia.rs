//! Malaysia. Source: MCMC, Numbering and Electronic Addressing Plan. Trunk prefix 0, so 012-345 6789 is +60 12…

use super::{Line, untrunked};

/// A number as dialled or shown in Malaysia.
pub(super) fn as_dialled(digits: &[u8]) -> Option<Line<'_>> {
    if let Some(rest) = untrunked(digits) {
        return significant(rest);
    }
    match (digits, digits.len()) {
        // 999 and its kin, 997 (anti-scam), 994.
        ([b'9', b'9', _], _) => Line::service(digits),
        // 103, 15454 …
        ([b'1', ..], 3..=5) => Line::service(digits),
        ([b'1', ..], 10) if is_hotline(digits) => Line::service(digits),
        // Premium rate.
        ([b'1', b'6', b'0', b'0', ..], 10) => Line::ordinary(digits),
        // A line of the own area.
        ([b'2'..=b'9', ..], 6..=8) => Line::ordinary(digits),
        _ => None,
    }
}

/// A number as it follows +60.
pub(super) fn significant(digits: &[u8]) -> Option<Line<'_>> {
    match (digits, digits.len()) {
        ([b'1', ..], 10) if is_hotline(digits) => Line::service(digits),
        // Mobiles and numbers over the Internet; then area codes 3 to 9 with six to eight digits.
        ([b'1', ..], 9..=10) | ([b'3'..=b'9', ..], 8..=9) => Line::ordinary(digits),
        _ => None,
    }
}

/// 1-300, 1-700 and 1-800: shared cost, personal and freephone.
pub(super) fn is_hotline(digits: &[u8]) -> bool {
    matches!(digits, [b'1', b'3' | b'7' | b'8', b'0', b'0', ..])
}
