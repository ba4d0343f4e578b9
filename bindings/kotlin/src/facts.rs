//! Facts that screens ask for, without an engine.

use kinguard_core::caller::{self, CallerKind};
use kinguard_core::catalog::{self, Confidence};
use kinguard_core::effect::RuleId;
use kinguard_core::phone::{FAMILY_MAY_WAIT, FAMILY_WAITS};
use kinguard_core::region::Region;
use kinguard_core::sharing::CONSENT_LEADS;
use kinguard_core::time::Span;

use crate::error::{GuardError, contained};

/// The origin of a number, as screens show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CallerFacts {
    /// From home, from elsewhere, or unknown.
    pub kind: CallerKind,
    /// The region, if there is exactly one.
    pub region: Option<Region>,
    /// A hotline or other service number of the home region.
    pub service: bool,
    /// The number pretends to be something it cannot be.
    pub forged: bool,
}

/// Classifies a number on a phone with a SIM of region `home`. `None` is a withheld number.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary by value")]
pub fn classify(home: Region, number: Option<String>) -> Result<CallerFacts, GuardError> {
    contained(|| {
        let read = caller::classify(home, number.as_deref());
        CallerFacts { kind: read.kind, region: read.region, service: read.service, forged: read.forged }
    })
}

/// Returns whether two spellings of a number reach the same line, on a phone with a SIM of region `home`. An
/// unreadable number is the same as no other, not even as itself.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn same_line(home: Region, one: &str, other: &str) -> Result<bool, GuardError> {
    contained(|| {
        let line = |number| caller::classify(home, Some(number)).identity;
        line(one).is_some_and(|identity| line(other) == Some(identity))
    })
}

/// The numbering plan of a region.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NumberingPlan {
    /// The region.
    pub region: Region,
    /// Its calling code in digits, without `+`.
    pub calling_code: String,
    /// The fewest digits that a mobile number has after the calling code.
    pub shortest_mobile: u32,
    /// The most.
    pub longest_mobile: u32,
}

/// The numbering plans that are known well enough for [`international_number`] and [`is_mobile`].
#[uniffi::export]
#[must_use]
pub fn numbering_plans() -> Vec<NumberingPlan> {
    let plan = |region: &Region| {
        let digits = caller::mobile_digits(*region)?;
        Some(NumberingPlan {
            region: *region,
            calling_code: caller::calling_code(*region)?.to_string(),
            shortest_mobile: u32::try_from(*digits.start()).ok()?,
            longest_mobile: u32::try_from(*digits.end()).ok()?,
        })
    };
    caller::PLANNED_REGIONS.iter().filter_map(plan).collect()
}

/// Returns the international form, `+` and digits, of a subscriber's number as people in `home` write it: as
/// dialled there from another area, or with the calling code but without a sign. Returns `None` if no such
/// line exists, or if [`numbering_plans`] lacks the region.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn international_number(home: Region, digits: &str) -> Result<Option<String>, GuardError> {
    contained(|| caller::international(home, digits))
}

/// Returns whether text messages reach a number in international form, or `None` if [`numbering_plans`] lacks
/// its region.
#[uniffi::export]
#[must_use]
pub fn is_mobile(number: &str) -> Option<bool> {
    caller::is_mobile(number)
}

/// Times that the app must keep to or may set, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TimeLimits {
    /// The time a contact has to answer before the next one is told, unless the family sets another.
    pub family_wait: Span,
    /// The shortest time that the family may set.
    pub shortest_family_wait: Span,
    /// The longest.
    pub longest_family_wait: Span,
    /// The longest time between Android's capture dialog and the capture that it led to.
    pub consent_leads: Span,
}

/// The times that the app shares with the core.
#[uniffi::export]
#[must_use]
pub fn time_limits() -> TimeLimits {
    TimeLimits {
        family_wait: FAMILY_WAITS,
        shortest_family_wait: *FAMILY_MAY_WAIT.start(),
        longest_family_wait: *FAMILY_MAY_WAIT.end(),
        consent_leads: CONSENT_LEADS,
    }
}

/// An app's name in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AppName {
    /// In its home market.
    pub local: String,
    /// English or Latin.
    pub english: String,
}

/// The name of an app, if it is known well enough to be shown to people or sent to the family.
#[uniffi::export]
#[must_use]
pub fn app_name(package: &str) -> Option<AppName> {
    catalog::lookup(package)
        .filter(|app| app.confidence == Confidence::Confirmed)
        .map(|app| AppName { local: app.name.to_owned(), english: app.name_en.to_owned() })
}

/// Returns whether an app is known to capture the screen or to show it to others.
#[uniffi::export]
#[must_use]
pub fn shows_screen(package: &str) -> bool {
    catalog::lookup(package).is_some_and(|app| app.category.shows_screen())
}

/// Returns whether an app holds money: a bank, a lender, a broker or a wallet.
#[uniffi::export]
#[must_use]
pub fn holds_money(package: &str) -> bool {
    catalog::lookup(package).is_some_and(|app| app.category.holds_money())
}

/// A rule's id as traces and tools write it.
#[uniffi::export]
#[must_use]
pub fn rule_id(rule: RuleId) -> String {
    rule.id().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_line_are_the_same_and_a_common_ending_is_not() {
        for (home, one, other, expected) in [
            (Region::CN, "13800138000", "+86 138 0013 8000", true),
            (Region::CN, "0085251234567", "+852 5123 4567", true),
            (Region::HK, "51234567", "+85251234567", true),
            (Region::CN, "51234567", "+85251234567", false),
            (Region::CN, "13800138000", "+85213800138000", false),
            (Region::CN, "13800138000", "13800138001", false),
            (Region::CN, "95588", "95588", true),
            (Region::CN, "anonymous", "anonymous", false),
            (Region::CN, "", "", false),
        ] {
            assert_eq!(same_line(home, one, other), Ok(expected), "{home}: {one:?} {other:?}");
            assert_eq!(same_line(home, other, one), Ok(expected), "{home}: {other:?} {one:?}");
        }
    }

    #[test]
    fn money_is_held_where_the_catalogue_says_so() {
        let apps = ["com.icbc", "com.eg.android.AlipayGphone", "com.tencent.mm", "no.such.app"];
        assert_eq!(apps.map(holds_money), [true, true, false, false]);
    }

    #[test]
    fn plans_numbers_and_times_are_the_cores() {
        let plans = numbering_plans();
        let regions: Vec<Region> = plans.iter().map(|plan| plan.region).collect();
        assert_eq!(regions, caller::PLANNED_REGIONS);
        let taiwan = plans.iter().find(|plan| plan.region == Region::TW).unwrap();
        assert_eq!(
            (taiwan.calling_code.as_str(), taiwan.shortest_mobile, taiwan.longest_mobile),
            ("886", 9, 9)
        );
        let number = international_number(Region::CN, "013800138000");
        assert_eq!(number, Ok(Some("+8613800138000".to_owned())));
        assert_eq!(
            ["+8613800138000", "+861065001234", "+4915112345678"].map(is_mobile),
            [Some(true), Some(false), None]
        );
        let minutes = |span: Span| span.ms() / 60_000;
        let TimeLimits { family_wait, shortest_family_wait, longest_family_wait, consent_leads } =
            time_limits();
        let times = [family_wait, shortest_family_wait, longest_family_wait, consent_leads].map(minutes);
        assert_eq!(times, [3, 1, 30, 2]);
    }
}
