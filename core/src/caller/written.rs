//! Numbers as people write them into an address book, in international form.

use std::ops::RangeInclusive;

use super::calling_code::{self, CallingCode};
use super::home_plan::HomePlan;
use crate::region::Region;

/// The regions whose numbering plan is known well enough to tell a subscriber's full number from other
/// digits.
pub const PLANNED_REGIONS: &[Region] =
    &[Region::CN, Region::HK, Region::MO, Region::TW, Region::SG, Region::MY];

/// The calling code of `region`, without `+`, or `None` where it has none.
#[must_use]
pub fn calling_code(region: Region) -> Option<u16> {
    HomePlan::of(region).calling_code()
}

/// The number of digits that a mobile number of `region` has after its calling code, or `None` where the plan is not
/// known.
#[must_use]
pub fn mobile_digits(region: Region) -> Option<RangeInclusive<usize>> {
    HomePlan::of(region).mobile_digits()
}

/// Returns the international form, `+` and digits, of a subscriber's number as people in `region` write it:
/// as dialled there from another area, or with the region's calling code but without a sign.
///
/// Returns `None` for service numbers, for lines that can only be reached from their own area, for anything
/// that is no line of the region, and in regions whose plan is not known ([`PLANNED_REGIONS`]).
#[must_use]
pub fn international(region: Region, digits: &str) -> Option<String> {
    let plan = HomePlan::of(region);
    let code = plan.calling_code()?.to_string();
    let all = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.as_bytes();
    let line =
        plan.subscriber(all).or_else(|| plan.subscriber_after_code(all.strip_prefix(code.as_bytes())?))?;
    let line = std::str::from_utf8(line).ok()?;
    Some(format!("+{code}{line}"))
}

/// Returns whether text messages reach a number in international form, or `None` where its region's plan is not known.
#[must_use]
pub fn is_mobile(international: &str) -> Option<bool> {
    let digits = international.strip_prefix('+')?;
    let digits = Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let CallingCode::Assigned { region: Some(region), rest, .. } = calling_code::split(digits.as_bytes())
    else {
        return None;
    };
    let plan = HomePlan::of(region);
    plan.mobile_digits().map(|_| plan.is_mobile(rest))
}
