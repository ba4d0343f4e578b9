//! Moments and spans. The core never reads a clock; every time comes from the reporter of an event.

use std::fmt;
use std::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// A moment in milliseconds since a base that the reporter chose and never moves: the start of a trace, or a
/// stored wall-clock time to which the phone adds the time since boot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(u64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(u64);

impl Moment {
    /// The last valid moment: the end of the year 9999 on a clock that counts from 1970. A later stamp comes
    /// from a broken clock.
    pub const LAST: Self = Self(253_402_300_799_999);

    /// The moment `ms` milliseconds after the base.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the base.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.0
    }

    /// Returns how long after `earlier` this is, or zero if it is not after it.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// Returns the first of those that are set.
    #[must_use]
    pub fn first(moments: &[Option<Self>]) -> Option<Self> {
        moments.iter().fold(None, |first: Option<Self>, next| match (first, *next) {
            (Some(first), Some(next)) => Some(first.min(next)),
            (first, next) => first.or(next),
        })
    }

    /// Returns the 24-hour day this falls on, counted from the base.
    #[must_use]
    pub const fn day(self) -> u64 {
        self.0 / Span::days(1).0
    }
}

impl Span {
    /// `ms` milliseconds.
    #[must_use]
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms)
    }

    /// `count` seconds.
    #[must_use]
    pub const fn seconds(count: u64) -> Self {
        Self(count * 1_000)
    }

    /// `count` minutes.
    #[must_use]
    pub const fn minutes(count: u64) -> Self {
        Self::seconds(count * 60)
    }

    /// `count` hours.
    #[must_use]
    pub const fn hours(count: u64) -> Self {
        Self::minutes(count * 60)
    }

    /// `count` days of 24 hours.
    #[must_use]
    pub const fn days(count: u64) -> Self {
        Self::hours(count * 24)
    }

    /// The length in milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.0
    }
}

impl Add<Span> for Moment {
    type Output = Self;

    /// Saturates at [`Moment::LAST`], so that no stamp, however wrong, can overflow.
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0)).min(Self::LAST)
    }
}

impl Add for Span {
    type Output = Self;

    /// Saturates.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::default(), Add::add)
    }
}

impl Sub for Span {
    type Output = Self;

    /// Saturates at zero.
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sub<Span> for Moment {
    type Output = Self;

    /// Saturates at the base.
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl fmt::Display for Span {
    /// The two largest units: `2 d 3 h`, `1 h 5 min`, `3 min 20 s`, `12 s` or `300 ms`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1_000;
        let pair = |formatter: &mut fmt::Formatter<'_>, whole, unit, rest, small| match rest {
            0 => write!(formatter, "{whole} {unit}"),
            _ => write!(formatter, "{whole} {unit} {rest} {small}"),
        };
        match seconds {
            0 => write!(formatter, "{} ms", self.0),
            1..=59 => write!(formatter, "{seconds} s"),
            60..=3_599 => pair(formatter, seconds / 60, "min", seconds % 60, "s"),
            3_600..=86_399 => pair(formatter, seconds / 3_600, "h", seconds / 60 % 60, "min"),
            _ => pair(formatter, seconds / 86_400, "d", seconds / 3_600 % 24, "h"),
        }
    }
}
