//! How a pairing ends.

/// How a pairing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Two devices claimed one code: somebody else has seen it. A state that came of it must be thrown away.
    SecondClaim = 1,
    /// The ten minutes were over, or the phone was started anew.
    Expired = 2,
    /// The digits were wrong three times.
    WrongDigits = 3,
    /// Somebody closed the page.
    Withdrawn = 4,
    /// It led to a state, and the ten minutes in which a second claim would have ended it are over.
    Complete = 5,
}

impl Ending {
    /// What the other side can be told.
    pub(crate) fn of(number: u8) -> Option<Self> {
        [Self::SecondClaim, Self::Expired, Self::WrongDigits, Self::Withdrawn]
            .into_iter()
            .find(|ending| *ending as u8 == number)
    }
}
