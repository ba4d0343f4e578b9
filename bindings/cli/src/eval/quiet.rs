//! The figures of quiet time, in which nothing should be said.

use kinguard_core::time::Span;
use serde::Serialize;

use super::outcome::Outcome;
use super::shown::number;

/// Warnings and messages in quiet time, as a rate.
#[derive(Debug, Serialize)]
pub(super) struct PerMonth {
    pub(super) red: f64,
    pub(super) amber: f64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub(super) family: f64,
    pub(super) early: f64,
    pub(super) protection: f64,
}

/// The same as counts.
#[derive(Debug, Default, Serialize)]
pub(super) struct FalseAlarms {
    pub(super) red: u64,
    pub(super) amber: u64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub(super) family: u64,
    pub(super) early: u64,
    pub(super) protection: u64,
}

/// The length of the quiet time.
#[derive(Debug, Serialize)]
pub(super) struct QuietSpan {
    pub(super) ms: u64,
    pub(super) days: f64,
    pub(super) user_months: f64,
}

/// A quiet trace about which something was said.
#[derive(Debug, Serialize)]
pub(super) struct QuietRow {
    pub(super) file: String,
    pub(super) red: u64,
    pub(super) amber: u64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub(super) family: u64,
    pub(super) early: u64,
    pub(super) rules: Vec<&'static str>,
}

impl FalseAlarms {
    pub(super) fn of(quiet: &[&Outcome]) -> Self {
        quiet.iter().fold(Self::default(), |sum, outcome| Self {
            red: sum.red + outcome.red,
            amber: sum.amber + outcome.amber,
            family: sum.family + outcome.family,
            early: sum.early + outcome.early,
            protection: sum.protection + outcome.protection,
        })
    }

    /// The same as rates, if there was any quiet time.
    pub(super) fn per(&self, months: f64) -> Option<PerMonth> {
        let rate = |count: u64| number(count) / months;
        (months > 0.0).then(|| PerMonth {
            red: rate(self.red),
            amber: rate(self.amber),
            family: rate(self.family),
            early: rate(self.early),
            protection: rate(self.protection),
        })
    }
}

impl QuietSpan {
    pub(super) fn of(quiet: &[&Outcome]) -> Self {
        let ms = quiet.iter().map(|outcome| outcome.span.ms()).sum();
        let days = number(ms) / number(Span::days(1).ms());
        Self { ms, days, user_months: days / 30.0 }
    }
}

impl QuietRow {
    pub(super) fn of(outcome: &Outcome) -> Option<Self> {
        (outcome.red + outcome.amber + outcome.family > 0).then(|| Self {
            file: outcome.file(),
            red: outcome.red,
            amber: outcome.amber,
            family: outcome.family,
            early: outcome.early,
            rules: outcome.fired.iter().map(|rule| rule.id()).collect(),
        })
    }
}
