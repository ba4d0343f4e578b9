//! Any other home: enough to tell a national number from an international one.

use super::super::calling_code::is_usual;
use super::{Line, untrunked};
use crate::region::Region;

/// The prefixes of homes that do not dial 00, or not only.
pub(super) fn international_prefixes(region: Region, code: Option<u16>) -> &'static [&'static [u8]] {
    match (code, region.as_str()) {
        (Some(1), _) => &[b"011", b"00"],
        (Some(7), _) | (_, "BY" | "TM" | "TJ" | "UZ") => &[b"810", b"00"],
        (_, "AU" | "CC" | "CX") => &[b"0011", b"00"],
        (_, "JP") => &[b"010", b"00"],
        (_, "KR") => &[b"001", b"002", b"005", b"006", b"008", b"003xx", b"007xx", b"00"],
        (_, "TH") => &[b"001", b"004", b"005", b"006", b"007", b"008", b"009", b"00"],
        (_, "ID") => &[b"001", b"007", b"008", b"009", b"01017", b"00"],
        (_, "KH") => &[b"001", b"007", b"008", b"00"],
        (_, "MN") => &[b"001", b"002", b"00"],
        (_, "KE" | "TZ" | "UG") => &[b"000", b"00"],
        (_, "BR") => &[b"00xx", b"00"],
        _ => &[b"00"],
    }
}

/// A number as dialled or shown at home: a short code, or anything of a number's length.
pub(super) fn as_dialled(code: Option<u16>, digits: &[u8]) -> Option<Line<'_>> {
    let bare = bare_number(code, digits);
    match (code, digits.len()) {
        (_, 3..=6) => Line::service(digits),
        (Some(1), 7 | 10) => Line::ordinary(digits),
        (Some(1 | 7), 11) => Line::ordinary(bare.unwrap_or(&digits[1..])),
        (Some(1), _) => None,
        (_, 7..=13) => Line::ordinary(bare.or_else(|| untrunked(digits)).unwrap_or(digits)),
        _ => None,
    }
}

/// A number as it follows the home calling code.
pub(super) fn after_calling_code(code: Option<u16>, digits: &[u8]) -> Option<Line<'_>> {
    let length_fits = if code == Some(1) { digits.len() == 10 } else { (4..=13).contains(&digits.len()) };
    if length_fits { Line::ordinary(digits) } else { None }
}

/// The number behind the home's own calling code written without a sign, where it is long enough to be sure.
fn bare_number(code: Option<u16>, digits: &[u8]) -> Option<&[u8]> {
    let code = code?;
    let width = if code < 10 {
        1
    } else if code < 100 {
        2
    } else {
        3
    };
    let head = digits.get(..width)?.iter().fold(0, |value, &digit| value * 10 + u16::from(digit - b'0'));
    let rest = &digits[width..];
    (head == code && digits.len() >= 11 && is_usual(code, rest)).then_some(rest)
}
