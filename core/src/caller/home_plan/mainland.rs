//! Mainland China. Source: MIIT, "Telecommunications network numbering plan" (电信网编号计划, 2017 edition).

use super::{Line, untrunked};

/// A number as dialled or shown in the mainland.
pub(super) fn as_dialled(digits: &[u8]) -> Option<Line<'_>> {
    if is_service(digits) {
        return Line::service(digits);
    }
    if let Some(rest) = untrunked(digits) {
        // An explicit trunk prefix is trusted even for an area code that is not on the list: mergers and splits of
        // areas must not turn a neighbour's call into a stranger's.
        return if is_mobile(rest) || fixed_line(rest).is_some() {
            Line::ordinary(rest)
        } else if is_service_of_an_area(rest) {
            Line::service(rest)
        } else {
            None
        };
    }
    if is_subscriber(digits) || is_local(digits) || is_group_short_number(digits) {
        return Line::ordinary(digits);
    }
    None
}

/// A number as it follows +86. Behind the code some networks leave the trunk prefix (`+86 0571…`), and some phones the
/// carrier through which a call was placed (`+86 17951 139…`). Neither is a disguise.
pub(super) fn after_calling_code(digits: &[u8]) -> Option<Line<'_>> {
    with_or_without_trunk(digits).or_else(|| {
        let number = &digits[carrier_choice(digits)?..];
        // No carrier leads to a hotline.
        with_or_without_trunk(number).filter(|line| !line.service)
    })
}

fn with_or_without_trunk(digits: &[u8]) -> Option<Line<'_>> {
    significant(digits).or_else(|| significant(untrunked(digits)?))
}

fn significant(digits: &[u8]) -> Option<Line<'_>> {
    if is_service(digits) {
        return Line::service(digits);
    }
    if is_mobile(digits) || fixed_line(digits).is_some_and(|(area, _)| is_area(area)) {
        Line::ordinary(digits)
    } else {
        None
    }
}

/// A full number as it is dialled from another area: a mobile, or a fixed line with trunk prefix and area code. The area
/// must be on the list, for the international form of another is taken for a disguise.
pub(super) fn subscriber(digits: &[u8]) -> Option<&[u8]> {
    if is_mobile(digits) {
        return Some(digits);
    }
    significant(untrunked(digits)?).and_then(Line::of_subscriber)
}

/// Returns whether these digits, with neither trunk prefix nor sign, are somebody's full number. Nothing but the digits
/// speaks for it, so the area must be on the list and the line must begin as lines do, with 2 to 9.
pub(super) fn is_subscriber(digits: &[u8]) -> bool {
    is_mobile(digits) || fixed_line(digits).is_some_and(|(area, line)| is_area(area) && line[0] >= b'2')
}

/// 12593 and 10193 choose a tariff, 11808 and 179xx an IP network, 12583 and one digit a second number on the same SIM
/// (和多号); a long-distance number follows.
pub(super) fn carrier_choice(digits: &[u8]) -> Option<usize> {
    match digits {
        [b'1', b'2', b'5', b'9', b'3', ..]
        | [b'1', b'0', b'1', b'9', b'3', ..]
        | [b'1', b'1', b'8', b'0', b'8', ..]
        | [b'1', b'7', b'9', _, _, ..] => Some(5),
        [b'1', b'2', b'5', b'8', b'3', b'1'..=b'9', ..] => Some(6),
        _ => None,
    }
}

/// Zunyi (0852), Anshun (0853) and Nujiang (0886) have, or had, seven-digit lines. Eight digits there, or nine after
/// 886, are a number of Hong Kong, Macau or Taiwan that lost one zero of its 00.
pub(super) fn is_disguised_neighbour(digits: &[u8]) -> bool {
    match digits {
        [b'0', b'8', b'5', b'2' | b'3', line @ ..] => line.len() == 8,
        [b'0', b'8', b'8', b'6', line @ ..] => matches!(line.len(), 8 | 9),
        _ => false,
    }
}

fn is_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == b'1' && digits[1] >= b'3'
}

/// An area code and a line: two digits (10, 2x) and eight, or three digits and seven or eight.
fn fixed_line(digits: &[u8]) -> Option<(&[u8], &[u8])> {
    let (area, line) = split_area(digits)?;
    let seven_only = matches!(area, b"852" | b"853" | b"886");
    let length_fits = match line.len() {
        7 => area.len() == 3,
        8 => !seven_only,
        _ => false,
    };
    length_fits.then_some((area, line))
}

/// A hotline reached in another area: 0571 12345, 021 95588, 010 96110.
fn is_service_of_an_area(digits: &[u8]) -> bool {
    split_area(digits).is_some_and(|(_, line)| {
        matches!(line, [b'1', b'0' | b'1' | b'2', ..] | [b'9', b'5' | b'6', ..])
            && matches!(line.len(), 3 | 5 | 6)
            && is_service(line)
    })
}

fn split_area(digits: &[u8]) -> Option<(&[u8], &[u8])> {
    match digits {
        [b'1', b'0', ..] | [b'2', _, ..] => Some(digits.split_at(2)),
        [b'3'..=b'9', _, _, ..] => Some(digits.split_at(3)),
        _ => None,
    }
}

/// A line of the own area, dialled without area code.
fn is_local(digits: &[u8]) -> bool {
    matches!(digits.len(), 7 | 8) && digits[0] >= b'2'
}

/// Short numbers within an employer's or a family's closed group (集团短号, 亲情号): a person, not a service. A cut-off
/// calling code of a neighbour is none.
fn is_group_short_number(digits: &[u8]) -> bool {
    let cut_off = [b"852", b"853", b"886"].iter().any(|code| digits.starts_with(*code));
    matches!(digits.len(), 3..=6) && digits[0] >= b'2' && !cut_off
}

/// Emergency and public service codes (11x, 12x), operators (10xxx), tariffs and IP access (16xxx, 17xxx), hotlines
/// of companies and of provinces (95, 96), virtual numbers (950 and up to twelve digits), message ports (106), shared
/// cost and freephone (400, 800).
fn is_service(digits: &[u8]) -> bool {
    let length = digits.len();
    match digits {
        b"999" => true,
        [b'1', b'1' | b'2', ..] if length == 3 => true,
        [b'1', b'0' | b'1' | b'2' | b'6', ..] if (5..=8).contains(&length) => true,
        [b'1', b'7', b'9', ..] if length == 5 => true,
        [b'1', b'0', b'6', ..] => length == 9 || (11..=20).contains(&length),
        [b'9', b'5', b'0', ..] => (5..=12).contains(&length),
        [b'9', b'5' | b'6', ..] => (5..=8).contains(&length),
        [b'4' | b'8', b'0', b'0', ..] => length == 10,
        _ => false,
    }
}

fn is_area(area: &[u8]) -> bool {
    let code = area.iter().fold(0, |value, &digit| value * 10 + u16::from(digit - b'0'));
    area.len() == 2 || AREAS.iter().any(|&(first, last)| (first..=last).contains(&code))
}

/// Three-digit area codes, as closed ranges. Those merged into a neighbour (852 and 853 into 851 in 2014, 732 and 733
/// into 731, 410, 413 and 414 into 24, 378 into 371, 565, 634) stay: old numbers are still shown and passed on.
#[rustfmt::skip]
const AREAS: &[(u16, u16)] = &[
    (310, 319), (335, 335), (349, 359), (370, 379), (391, 396), (398, 398), (410, 419), (421, 421), (427, 427),
    (429, 429), (431, 439), (451, 459), (464, 464), (467, 479), (482, 483), (510, 519), (523, 523), (527, 527),
    (530, 539), (543, 543), (546, 546), (550, 559), (561, 566), (570, 580), (591, 599), (631, 635), (660, 660),
    (662, 663), (668, 668), (691, 692), (701, 701), (710, 719), (722, 722), (724, 724), (728, 728), (730, 739),
    (743, 746), (750, 760), (762, 763), (766, 766), (768, 779), (790, 799), (812, 813), (816, 818), (825, 827),
    (830, 839), (851, 859), (870, 879), (883, 883), (886, 888), (891, 898), (901, 903), (906, 906), (908, 909),
    (911, 917), (919, 919), (930, 939), (941, 941), (943, 943), (951, 955), (970, 979), (990, 999),
];
