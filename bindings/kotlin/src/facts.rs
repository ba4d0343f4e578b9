//! What screens ask beside the engine.

use kinguard_core::caller::{self, CallerKind};
use kinguard_core::catalog::{self, Confidence};
use kinguard_core::effect::RuleId;
use kinguard_core::region::Region;

use crate::error::{GuardError, contained};

/// Where a number is from, as far as a screen shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CallerFacts {
    /// From home, from elsewhere, or not to be told.
    pub kind: CallerKind,
    /// The region, where there is exactly one.
    pub region: Option<Region>,
    /// A hotline or other service number of the home region.
    pub service: bool,
    /// The number pretends to be something it cannot be.
    pub forged: bool,
}

/// Reads a number on a phone whose SIM is of region `home`. `None` is a withheld one.
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

/// An app's name in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AppName {
    /// In its home market.
    pub local: String,
    /// English or Latin.
    pub english: String,
}

/// The name of an app, where it is known well enough to be shown to a person or sent to the family.
#[uniffi::export]
#[must_use]
pub fn app_name(package: &str) -> Option<AppName> {
    catalog::lookup(package)
        .filter(|app| app.confidence == Confidence::Confirmed)
        .map(|app| AppName { local: app.name.to_owned(), english: app.name_en.to_owned() })
}

/// Whether that app is known to show this screen to somebody else, or to capture it.
#[uniffi::export]
#[must_use]
pub fn shows_screen(package: &str) -> bool {
    catalog::lookup(package).is_some_and(|app| app.category.shows_screen())
}

/// A rule's id as traces and tools write it.
#[uniffi::export]
#[must_use]
pub fn rule_id(rule: RuleId) -> String {
    rule.id().to_owned()
}
