//! The figures. Their names are the keys of `eval --json` and do not change.

use kinguard_core::effect::RuleId;
use serde::Serialize;

use super::judged::{Judged, SetRow, Tables, judge};
use crate::failure::Failure;
use kinguard_report::eval::cases::{CaseFigures, CaseRow, CaseSet, Missed, case_rows, count, missed};
use kinguard_report::eval::outcome::Outcome;
use kinguard_report::eval::quiet::{FalseAlarms, PerMonth, QuietRow, QuietSpan};

/// All figures.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub(super) traces: usize,
    pub(super) quiet_traces: usize,
    pub(super) judged_traces: usize,
    #[serde(flatten)]
    pub(super) cases: CaseFigures,
    pub(super) case_sets: Vec<CaseSet>,
    pub(super) false_alarms_per_user_month: Option<PerMonth>,
    pub(super) false_alarms: FalseAlarms,
    pub(super) quiet_span: QuietSpan,
    pub(super) per_case: Vec<CaseRow>,
    pub(super) per_rule: Vec<RuleRow>,
    pub(super) missed: Vec<Missed>,
    pub(super) quiet_with_warnings: Vec<QuietRow>,
    /// Every directory with a table.
    pub(super) sets: Vec<SetRow>,
    /// The answers on which reasonable people differ.
    pub(super) wanted: Judged,
}

/// One rule.
#[derive(Debug, Serialize)]
pub(super) struct RuleRow {
    pub(super) rule: &'static str,
    /// Case traces in which it warned or told the family.
    pub(super) case_traces: usize,
    /// Quiet traces in which it did.
    pub(super) quiet_traces: usize,
    /// Case traces whose first warning it gave.
    pub(super) first_warnings: usize,
    /// Case traces whose first red warning it gave.
    pub(super) first_reds: usize,
    /// Its warnings in quiet time.
    pub(super) false_alarms: u64,
}

impl Figures {
    /// Adds up all measurements.
    pub(super) fn of(outcomes: &[Outcome], tables: &Tables) -> Result<Self, Failure> {
        let (sets, wanted) = judge(outcomes, tables)?;
        let judged = tables.judged();
        let (judged, counted): (Vec<&Outcome>, Vec<&Outcome>) =
            outcomes.iter().partition(|outcome| judged.contains(outcome.path.as_path()));
        let (cases, quiet): (Vec<&Outcome>, Vec<&Outcome>) =
            counted.into_iter().partition(|outcome| outcome.measured.harm.is_some());
        let false_alarms = FalseAlarms::of(&quiet);
        let quiet_span = QuietSpan::of(&quiet);
        Ok(Self {
            traces: outcomes.len(),
            quiet_traces: quiet.len(),
            judged_traces: judged.len(),
            cases: CaseFigures::of(&cases),
            case_sets: CaseSet::of_each(&cases),
            false_alarms_per_user_month: false_alarms.per(quiet_span.user_months),
            false_alarms,
            quiet_span,
            per_case: case_rows(&cases),
            per_rule: RuleId::ALL.iter().map(|rule| RuleRow::of(*rule, &cases, &quiet)).collect(),
            missed: missed(&cases),
            quiet_with_warnings: quiet.iter().filter_map(|outcome| QuietRow::of(outcome)).collect(),
            sets,
            wanted,
        })
    }
}

impl RuleRow {
    fn of(rule: RuleId, cases: &[&Outcome], quiet: &[&Outcome]) -> Self {
        let fired = |outcome: &Outcome| outcome.fired.contains(&rule);
        Self {
            rule: rule.id(),
            case_traces: count(cases, fired),
            quiet_traces: count(quiet, fired),
            first_warnings: count(cases, |outcome| outcome.first_warning == Some(rule)),
            first_reds: count(cases, |outcome| outcome.first_red == Some(rule)),
            false_alarms: quiet.iter().filter_map(|outcome| outcome.warnings.get(&rule)).sum(),
        }
    }
}
