//! Hong Kong. Source: OFCA, "The Hong Kong Numbering Plan". No area codes and no trunk prefix.

use super::Line;

/// Carriers' access codes for calls abroad, from OFCA's list of external services. The ones below the plain 00 are
/// dialled less than numbers of neighbours are shown with 00 (008 53 or 00 853).
pub(super) const INTERNATIONAL_PREFIXES: &[&[u8]] = &[
    b"001", b"0060", b"0030", b"0050", b"0059", b"0080", b"1666", b"1678", b"1638", b"1528", b"00", b"002",
    b"006", b"007", b"008", b"009",
];

/// A number of Hong Kong: eight digits, or a service.
pub(super) fn line(digits: &[u8]) -> Option<Line<'_>> {
    match (digits, digits.len()) {
        (b"999" | b"992", _) => Line::service(digits),
        // 112, 1823, 18222 (anti-fraud), 1083, 187 8200 …
        ([b'1', ..], 3..=7) => Line::service(digits),
        // Freephone.
        ([b'8', b'0', b'0', ..], 9) => Line::service(digits),
        ([b'2'..=b'9', ..], 8) => Line::ordinary(digits),
        // Information lines at a premium are nobody's service to the person called.
        ([b'9', b'0', b'0', ..], 9..=11) => Line::ordinary(digits),
        _ => None,
    }
}
