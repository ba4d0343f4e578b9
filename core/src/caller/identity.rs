//! A line remembered without its number.

use serde::{Deserialize, Serialize};

/// A number's canonical form (calling code, then national number) as a 64-bit FNV-1a hash.
///
/// The same line has the same identity whether it came as `139…`, `+86139…` or `0086139…`. It keeps numbers out of
/// what is stored and shown; it is no secret, because someone who tries every number finds the one behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumberIdentity(u64);

impl NumberIdentity {
    /// FNV-1a, 64 bits: offset basis and prime as published by Fowler, Noll and Vo.
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    /// The identity of a number given in two parts, both ASCII digits.
    pub(super) fn of(calling_code: Option<u16>, number: &[u8]) -> Self {
        let mut hash = Self(Self::BASIS);
        if let Some(code) = calling_code {
            let (hundreds, tens, ones) = (code / 100, code / 10 % 10, code % 10);
            if hundreds > 0 {
                hash.add(hundreds);
            }
            if hundreds > 0 || tens > 0 {
                hash.add(tens);
            }
            hash.add(ones);
        }
        for &digit in number {
            hash.add(u16::from(digit - b'0'));
        }
        hash
    }

    fn add(&mut self, digit: u16) {
        self.0 = (self.0 ^ (u64::from(digit) + u64::from(b'0'))).wrapping_mul(Self::PRIME);
    }
}
