//! The figures of quiet time, in which nothing should be said.

use kinguard_core::time::Span;
use serde::Serialize;

use super::outcome::Outcome;
use super::shown::number;

/// Warnings and messages in quiet time, as a rate.
#[derive(Debug, Serialize)]
pub struct PerMonth {
    /// Red warnings.
    pub red: f64,
    /// Amber warnings.
    pub amber: f64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub family: f64,
    /// Those that are only first signs.
    pub early: f64,
    /// Messages about the state of the protection.
    pub protection: f64,
}

/// The same as counts.
#[derive(Debug, Default, Serialize)]
pub struct FalseAlarms {
    /// Red warnings.
    pub red: u64,
    /// Amber warnings.
    pub amber: u64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub family: u64,
    /// Those that are only first signs.
    pub early: u64,
    /// Messages about the state of the protection.
    pub protection: u64,
}

/// The length of the quiet time.
#[derive(Debug, Serialize)]
pub struct QuietSpan {
    /// In milliseconds.
    pub ms: u64,
    /// In days.
    pub days: f64,
    /// In months of 30 days.
    pub user_months: f64,
}

/// A quiet trace about which something was said.
#[derive(Debug, Serialize)]
pub struct QuietRow {
    /// The trace.
    pub file: String,
    /// Red warnings.
    pub red: u64,
    /// Amber warnings.
    pub amber: u64,
    /// Every message about a danger; `early` counts those that are only first signs.
    pub family: u64,
    /// Those that are only first signs.
    pub early: u64,
    /// The rules that spoke.
    pub rules: Vec<&'static str>,
}

impl FalseAlarms {
    /// Adds up what was said in quiet time.
    pub fn of(quiet: &[&Outcome]) -> Self {
        quiet.iter().fold(Self::default(), |sum, outcome| Self {
            red: sum.red + outcome.red,
            amber: sum.amber + outcome.amber,
            family: sum.family + outcome.family,
            early: sum.early + outcome.early,
            protection: sum.protection + outcome.protection,
        })
    }

    /// The same as rates, if there was any quiet time.
    pub fn per(&self, months: f64) -> Option<PerMonth> {
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
    /// Adds up the lengths of quiet time.
    pub fn of(quiet: &[&Outcome]) -> Self {
        let ms = quiet.iter().map(|outcome| outcome.span.ms()).sum();
        let days = number(ms) / number(Span::days(1).ms());
        Self { ms, days, user_months: days / 30.0 }
    }
}

impl QuietRow {
    /// The row of a trace in which anything was said.
    pub fn of(outcome: &Outcome) -> Option<Self> {
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
