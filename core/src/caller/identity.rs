//! Identifies a telephone line without its number.

use serde::{Deserialize, Serialize};

use crate::fnv::Fnv1a;

/// A number's canonical form (calling code, then national number) as a 64-bit FNV-1a hash.
///
/// A line has the same identity whether its number came as `139…`, `+86139…` or `0086139…`. This keeps
/// numbers out of storage and off the screen. It is no secret: trying every number finds the one behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumberIdentity(u64);

impl NumberIdentity {
    /// The identity of a number given in two parts, both ASCII digits.
    pub(super) fn of(calling_code: Option<u16>, number: &[u8]) -> Self {
        let mut hash = Fnv1a::new();
        if let Some(code) = calling_code {
            let digits = [code / 100, code / 10 % 10, code % 10];
            let leading = digits.iter().take(2).take_while(|digit| **digit == 0).count();
            digits[leading..].iter().for_each(|digit| hash.add(b'0' + *digit as u8));
        }
        number.iter().for_each(|digit| hash.add(*digit));
        Self(hash.finish())
    }
}
