//! Values as the words of a recording, encoded by uniffi itself.

use std::fmt::Write as _;

use kinguard::{GuardError, UniFfiTag};
use kinguard_core::effect::Response;
use kinguard_core::region::Region;
use kinguard_core::time::Moment;
use uniffi::{Lift, Lower, LowerReturn, RustBuffer, RustCallError};

use crate::Outcome;

pub(crate) fn lowered<T: Lower<UniFfiTag, FfiType = RustBuffer>>(value: T) -> String {
    hex(T::lower(value))
}

pub(crate) fn number(moment: Moment) -> String {
    <Moment as Lower<UniFfiTag>>::lower(moment).to_string()
}

pub(crate) fn answered<T: LowerReturn<UniFfiTag, ReturnType = RustBuffer>>(answer: T) -> Outcome<String> {
    match T::lower_return(answer) {
        Ok(bytes) => Ok(format!("ok {}", hex(bytes))),
        Err(RustCallError::Error(bytes)) => Ok(format!("error {}", hex(bytes))),
        Err(RustCallError::InternalError(message)) => Err(message.into()),
    }
}

/// The answer of a function that returns a boolean.
pub(crate) fn answered_question(answer: bool) -> String {
    format!("ok {:02x}", <bool as Lower<UniFfiTag>>::lower(answer))
}

/// The answer of a call that fails. What it would have returned makes no difference.
pub(crate) fn failed(error: GuardError) -> Outcome<String> {
    answered(Err::<Response, _>(error))
}

pub(crate) fn hex(bytes: RustBuffer) -> String {
    let bytes = bytes.destroy_into_vec();
    if bytes.is_empty() {
        return "-".to_owned();
    }
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The error with which the binding refuses a text that is no region.
pub(crate) fn refused_region(text: &str) -> Outcome<GuardError> {
    let bytes = <String as Lower<UniFfiTag>>::lower(text.to_owned());
    let refused = <Region as Lift<UniFfiTag>>::try_lift(bytes).err();
    Ok(refused.ok_or_else(|| format!("{text:?} is taken for a region"))?.downcast()?)
}
