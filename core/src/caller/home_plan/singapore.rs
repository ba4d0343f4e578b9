//! Singapore. Source: IMDA, National Numbering Plan. No area codes and no trunk prefix.

use super::Line;

/// Carriers' access codes for calls abroad, and the plain 00. Nothing at home begins with 0, so every code of the shape
/// 01x to 03x counts.
pub(super) const INTERNATIONAL_PREFIXES: &[&[u8]] =
    &[b"001", b"002", b"008", b"000", b"01x", b"02x", b"03x", b"00"];

/// A number of Singapore: eight digits, or a service.
pub(super) fn line(digits: &[u8]) -> Option<Line<'_>> {
    match (digits, digits.len()) {
        (b"999" | b"995" | b"993", _) => Line::service(digits),
        // 1777, 1799 (anti-scam) …; 1800 and seven digits are freephone.
        ([b'1', ..], 3..=5) | ([b'1', b'8', b'0', b'0', ..], 11) => Line::service(digits),
        ([b'8', b'0', b'0', ..], 10) => Line::service(digits),
        // 1900: premium rate; 7000: numbers over the Internet.
        ([b'1', b'9', b'0', b'0', ..] | [b'7', b'0', b'0', b'0', ..], 11) => Line::ordinary(digits),
        ([b'3' | b'6' | b'8' | b'9', ..], 8) => Line::ordinary(digits),
        _ => None,
    }
}
