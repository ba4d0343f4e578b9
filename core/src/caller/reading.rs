//! Chooses among the possible readings of a number's digits.

use super::calling_code::{self, CallingCode};
use super::dialled::Dialled;
use super::home_plan::{HomePlan, Line, is_neighbours_number};
use super::{Caller, CallerKind, NumberIdentity, Why};
use crate::region::Region;

/// The longest international number, without prefix (ITU-T E.164, 6.1).
const LONGEST_INTERNATIONAL: usize = 15;
/// Fewer digits than this after a calling code say nothing. From three on, a short code may be in disguise:
/// `+95588` is 588 in Myanmar and no bank's hotline.
const SHORTEST_ABROAD: usize = 3;
/// With fewer digits than this after the home code a number is cut off; with as many or more it cannot exist.
const SHORTEST_FORGED: usize = 7;
/// The shortest number of all: an emergency code.
const SHORTEST: usize = 3;

/// Calling codes that appear without any sign before numbers in this part of the world.
const NEIGHBOURS: [(u16, &[u8], Region); 6] = [
    (852, b"852", Region::HK),
    (853, b"853", Region::MO),
    (886, b"886", Region::TW),
    (86, b"86", Region::CN),
    (65, b"65", Region::SG),
    (60, b"60", Region::MY),
];

/// The quality of an international reading, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Too short or too long to be a number.
    Nothing,
    /// An unassigned code.
    Unassigned,
    /// A number that cannot exist.
    Disguised,
    /// An assigned code with an unusual number of digits.
    Odd,
    /// A number that can exist.
    Good,
    /// A number that exists in the plan of home, the mainland, Hong Kong, Macau or Taiwan.
    Sure,
}

/// The sign that announced an international number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Prefix,
}

/// Reads a number on a phone with a SIM of `home`.
pub(super) fn read(home: Region, dialled: &Dialled) -> Caller {
    let plan = HomePlan::of(home);
    let digits = dialled.digits();
    match dialled.plus() {
        Some(0) => after_plus(home, plan, digits),
        Some(at) if plan.carrier_choice(digits) == Some(at) => after_plus(home, plan, &digits[at..]),
        // A sign in the middle: one number posing as another.
        Some(_) => Caller::forged(Why::ForgedDoublePrefix, digits),
        None => without_sign(home, plan, digits),
    }
}

fn after_plus(home: Region, plan: HomePlan, digits: &[u8]) -> Caller {
    // Some networks add the sign to a number that is already in dialling form: `+0085251234567`, and
    // `+008613912345678` in the mainland itself.
    let international = digits.strip_prefix(b"00").unwrap_or(digits);
    abroad(home, plan, international, Sign::Plus).1
}

fn without_sign(home: Region, plan: HomePlan, digits: &[u8]) -> Caller {
    if digits.len() < SHORTEST {
        return Caller::unknown(Why::TooShort);
    }
    if let Some(caller) = after_prefix(home, plan, digits) {
        return caller;
    }
    if let Some((code, region, number)) = plan.neighbour_prefix(digits) {
        return Caller::overseas(
            Some(region),
            Why::InternationalPrefix,
            NumberIdentity::of(Some(code), number),
        );
    }
    if let Some(line) = plan.as_dialled(digits) {
        let why = if line.service { Why::ServiceNumber } else { Why::NationalNumber };
        return Caller::domestic(home, plan, line, why);
    }
    if plan.is_disguised_neighbour(digits) {
        return Caller::forged(Why::ForgedAreaCode, digits);
    }
    for (code, written, region) in NEIGHBOURS {
        let Some(number) = digits.strip_prefix(written) else {
            continue;
        };
        if plan.calling_code() == Some(code) {
            if let Some(line) = plan.after_calling_code(number) {
                return Caller::domestic(home, plan, line, Why::HomeCountryCode);
            }
        } else if is_neighbours_number(code, number) {
            let identity = NumberIdentity::of(Some(code), number);
            return Caller::overseas(Some(region), Why::BareCountryCode, identity);
        }
    }
    if let Some(length) = plan.carrier_choice(digits) {
        let caller = without_sign(home, plan, &digits[length..]);
        if caller.kind != CallerKind::Unknown && !caller.service {
            return caller;
        }
    }
    Caller::unknown(if digits.len() > LONGEST_INTERNATIONAL { Why::TooLong } else { Why::NoSuchNumber })
}

/// Reads a number behind an international prefix, `None` if it begins with none.
///
/// If several prefixes are possible (Hong Kong's 00, 001 and 0060) the digits behind them decide: the reading
/// that can exist wins, and among equals the likelier prefix. Carriers' codes are dialled to leave home, so
/// the home code behind one is less credible than a number from abroad: 001 65 in Singapore may be 00 and
/// North America.
fn after_prefix(home: Region, plan: HomePlan, digits: &[u8]) -> Option<Caller> {
    let mut best: Option<(Fit, Caller)> = None;
    for prefix in plan.international_prefixes() {
        let Some((head, rest)) = digits.split_at_checked(prefix.len()) else {
            continue;
        };
        if !head.iter().zip(*prefix).all(|(digit, expected)| *expected == b'x' || digit == expected) {
            continue;
        }
        let (mut fit, caller) = abroad(home, plan, rest, Sign::Prefix);
        if caller.kind == CallerKind::Domestic && prefix.len() > 2 {
            fit = fit.min(Fit::Odd);
        }
        // Only zeros are unmistakable: numbers of other kinds also begin with 1666 or 810.
        if prefix[0] != b'0' && fit < Fit::Odd {
            continue;
        }
        if best.is_none_or(|(best_fit, _)| fit > best_fit) {
            best = Some((fit, caller));
        }
    }
    best.map(|(_, caller)| caller)
}

/// Reads what follows an international sign.
fn abroad(home: Region, plan: HomePlan, digits: &[u8], sign: Sign) -> (Fit, Caller) {
    let too_short = (Fit::Nothing, Caller::unknown(Why::TooShort));
    let too_long = (Fit::Nothing, Caller::unknown(Why::TooLong));
    let (code, geographic, region, rest) = match calling_code::split(digits) {
        CallingCode::Incomplete => return too_short,
        CallingCode::Unassigned if digits.len() < 3 + SHORTEST_ABROAD => return too_short,
        CallingCode::Unassigned if digits.len() > LONGEST_INTERNATIONAL => return too_long,
        // A number with an international sign is not from home, whatever follows. New codes are assigned now
        // and then, so an unknown one proves no forgery.
        CallingCode::Unassigned => {
            let identity = NumberIdentity::of(None, digits);
            return (Fit::Unassigned, Caller::overseas(None, Why::UnassignedCode, identity));
        }
        CallingCode::Assigned { code, geographic, region, rest } => (code, geographic, region, rest),
    };
    if rest.len() < SHORTEST_ABROAD {
        return too_short;
    }
    if geographic && is_second_prefix(rest) {
        return (Fit::Disguised, Caller::forged(Why::ForgedDoublePrefix, digits));
    }
    if plan.calling_code() == Some(code) {
        return match plan.after_calling_code(rest) {
            Some(mut line) => {
                // Some operators put the home code before every number, and so before a hotline. A
                // three-digit emergency number with a country code is a favourite of impostors: it stays
                // domestic but is not trusted as a service.
                line.service &= rest.len() > 3;
                (Fit::Sure, Caller::domestic(home, plan, line, Why::HomeCountryCode))
            }
            None if rest.len() < SHORTEST_FORGED => too_short,
            None => (Fit::Disguised, Caller::forged(Why::ForgedHomeCode, digits)),
        };
    }
    if digits.len() > LONGEST_INTERNATIONAL {
        return too_long;
    }
    let why = match sign {
        Sign::Plus => Why::CountryCode,
        Sign::Prefix => Why::InternationalPrefix,
    };
    let fit = if matches!(code, 86 | 852 | 853 | 886) && is_neighbours_number(code, rest) {
        Fit::Sure
    } else if calling_code::is_usual(code, rest) {
        Fit::Good
    } else {
        Fit::Odd
    };
    // Saint Helena has two codes and the Vatican a spare one. A call under the other code is not one within
    // the plan.
    let region = region.filter(|region| *region != home);
    (fit, Caller::overseas(region, why, NumberIdentity::of(Some(code), rest)))
}

/// Returns whether a whole international number with its prefix 00 follows a calling code. No country's numbers begin with 00.
fn is_second_prefix(national: &[u8]) -> bool {
    national.strip_prefix(b"00").is_some_and(|inner| {
        matches!(calling_code::split(inner), CallingCode::Assigned { rest, .. } if rest.len() >= SHORTEST_ABROAD)
    })
}

impl Caller {
    pub(super) fn unknown(why: Why) -> Self {
        Self { kind: CallerKind::Unknown, region: None, service: false, forged: false, why, identity: None }
    }

    fn domestic(home: Region, plan: HomePlan, line: Line<'_>, why: Why) -> Self {
        Self {
            kind: CallerKind::Domestic,
            region: Some(home),
            service: line.service,
            forged: false,
            why,
            identity: Some(NumberIdentity::of(plan.calling_code(), line.significant)),
        }
    }

    fn overseas(region: Option<Region>, why: Why, identity: NumberIdentity) -> Self {
        Self {
            kind: CallerKind::Overseas,
            region,
            service: false,
            forged: false,
            why,
            identity: Some(identity),
        }
    }

    /// A number in disguise. The region it claims is part of the disguise, so it gets none and profits from
    /// no familiar region. Its identity is that of the disguise as shown, which no genuine number shares.
    fn forged(why: Why, digits: &[u8]) -> Self {
        Self {
            kind: CallerKind::Overseas,
            region: None,
            service: false,
            forged: true,
            why,
            identity: Some(NumberIdentity::of(None, digits)),
        }
    }
}
