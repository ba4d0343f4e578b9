//! The six digits that the child reads and the parent's phone is told.

use std::fmt;

use subtle::ConstantTimeEq;

/// Six digits over the whole transcript of a pairing. Their text is for the child's screen alone, so `Debug` hides them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digits([u8; 6]);

impl Digits {
    /// The last six digits of a number.
    pub(crate) fn of(mut number: u64) -> Self {
        let mut digits = [b'0'; 6];
        for digit in digits.iter_mut().rev() {
            // A remainder of ten is no more than nine.
            *digit += u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
        }
        Self(digits)
    }

    /// Reads six digits of ASCII, and nothing else.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: [u8; 6] = typed.as_bytes().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }

    /// Whether both are the same, in a time that does not tell how many are.
    pub(crate) fn agree(self, other: Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }

    /// For the screen.
    #[must_use]
    pub fn text(self) -> String {
        self.0.iter().map(|digit| char::from(*digit)).collect()
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Digits(..)")
    }
}
