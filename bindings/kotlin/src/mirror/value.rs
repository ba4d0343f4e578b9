//! Values that cross the boundary as a text or a number.

use kinguard_core::caller::CallerKind;
use kinguard_core::effect::IncidentId;
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};

use crate::error::GuardError;

uniffi::custom_type!(Region, String, {
    remote,
    lower: |region| region.as_str().to_owned(),
    try_lift: |code| code.parse().map_err(|error| GuardError::from(error).into()),
});

// A signed number, as is usual in Kotlin. Values out of range are clamped, as the core clamps every wrong
// stamp.
uniffi::custom_type!(Moment, i64, {
    remote,
    lower: |moment| i64::try_from(moment.ms()).unwrap_or(i64::MAX),
    try_lift: |ms| Ok(Moment::from_ms(u64::try_from(ms).unwrap_or(0))),
});

uniffi::custom_type!(Span, i64, {
    remote,
    lower: |span| i64::try_from(span.ms()).unwrap_or(i64::MAX),
    try_lift: |ms| Ok(Span::from_ms(u64::try_from(ms).unwrap_or(0))),
});

uniffi::custom_type!(IncidentId, i64, {
    remote,
    lower: |id| i64::try_from(id.number()).unwrap_or(i64::MAX),
    try_lift: |number| Ok(IncidentId::new(u64::try_from(number).unwrap_or(0))),
});

/// The origin of a caller's number.
#[uniffi::remote(Enum)]
pub enum CallerKind {
    Domestic,
    Overseas,
    Unknown,
}
