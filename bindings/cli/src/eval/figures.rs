//! The figures. Their names are the keys of `eval --json` and do not change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kinguard_core::effect::RuleId;
use kinguard_core::time::Span;
use serde::Serialize;

use super::outcome::Outcome;
use super::wanted::Wanted;
use crate::failure::Failure;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub(super) traces: usize,
    pub(super) cases: usize,
    pub(super) case_traces: usize,
    pub(super) quiet_traces: usize,
    pub(super) judged_traces: usize,
    pub(super) cases_caught_before_harm: Both<Caught>,
    pub(super) lead_time: Both<Lead>,
    pub(super) families_told_before_harm: Both<Told>,
    pub(super) families_told_before_sharing: Told,
    pub(super) false_alarms_per_user_month: Option<PerMonth>,
    pub(super) false_alarms: FalseAlarms,
    pub(super) quiet_span: QuietSpan,
    pub(super) per_case: Vec<CaseRow>,
    pub(super) per_rule: Vec<RuleRow>,
    pub(super) missed: Vec<Missed>,
    pub(super) quiet_with_warnings: Vec<QuietRow>,
    pub(super) wanted: Judged,
}

/// A figure over every case, and over those in which the screen is shared.
#[derive(Debug, Serialize)]
pub(super) struct Both<T> {
    pub(super) all: T,
    pub(super) with_sharing: T,
}

/// How many traces were answered by a warning before the harm.
#[derive(Debug, Serialize)]
pub(super) struct Caught {
    pub(super) of: usize,
    pub(super) red: usize,
    pub(super) any_level: usize,
    pub(super) red_share: Option<f64>,
    pub(super) any_level_share: Option<f64>,
    pub(super) red_by_case: Option<f64>,
    pub(super) any_level_by_case: Option<f64>,
}

/// How long before the harm the first red warning stood, where there was one.
#[derive(Debug, Serialize)]
pub(super) struct Lead {
    pub(super) median_ms: Option<u64>,
    pub(super) worst_ms: Option<u64>,
    pub(super) median_ms_by_case: Option<u64>,
}

/// How many families were told in time.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) of: usize,
    pub(super) told: usize,
    pub(super) share: Option<f64>,
    pub(super) by_case: Option<f64>,
}

/// What was said in quiet time, as a rate.
#[derive(Debug, Serialize)]
pub(super) struct PerMonth {
    pub(super) red: f64,
    pub(super) amber: f64,
    pub(super) family: f64,
    pub(super) protection: f64,
}

/// The same as counts.
#[derive(Debug, Default, Serialize)]
pub(super) struct FalseAlarms {
    pub(super) red: u64,
    pub(super) amber: u64,
    pub(super) family: u64,
    pub(super) protection: u64,
}

/// How much quiet time there was.
#[derive(Debug, Serialize)]
pub(super) struct QuietSpan {
    pub(super) ms: u64,
    pub(super) days: f64,
    pub(super) user_months: f64,
}

/// One case.
#[derive(Debug, Serialize)]
pub(super) struct CaseRow {
    pub(super) case: String,
    pub(super) traces: usize,
    pub(super) red: usize,
    pub(super) any_level: usize,
    pub(super) family: usize,
    pub(super) median_lead_ms: Option<u64>,
    pub(super) worst_lead_ms: Option<u64>,
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

/// A case trace without a red warning before the harm.
#[derive(Debug, Serialize)]
pub(super) struct Missed {
    pub(super) file: String,
    pub(super) case: String,
    pub(super) any_level: bool,
    pub(super) family: bool,
}

/// A quiet trace that was not left in peace.
#[derive(Debug, Serialize)]
pub(super) struct QuietRow {
    pub(super) file: String,
    pub(super) red: u64,
    pub(super) amber: u64,
    pub(super) family: u64,
    pub(super) rules: Vec<&'static str>,
}

/// How the traces of every `wanted.tsv` were answered.
#[derive(Debug, Default, Serialize)]
pub(super) struct Judged {
    pub(super) best: usize,
    pub(super) acceptable: usize,
    pub(super) not: usize,
    pub(super) files: Vec<JudgedRow>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub(super) struct JudgedRow {
    pub(super) file: String,
    pub(super) answer: String,
    pub(super) best: String,
    pub(super) also_acceptable: Vec<String>,
    pub(super) verdict: Verdict,
}

/// How good an answer was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Not,
    Acceptable,
    Best,
}

type CaseKey<'a> = (&'a Path, &'a str);

impl Figures {
    /// Adds up what was measured.
    pub(super) fn of(outcomes: &[Outcome], wanted: &[Wanted]) -> Result<Self, Failure> {
        let judged = Judged::of(outcomes, wanted)?;
        let judged_files: BTreeSet<&Path> =
            wanted.iter().flat_map(|table| &table.rows).map(|row| row.file.as_path()).collect();
        let is_judged = |outcome: &&Outcome| judged_files.contains(outcome.path.as_path());
        let counted = || outcomes.iter().filter(|outcome| !is_judged(outcome));
        let cases: Vec<&Outcome> = counted().filter(|outcome| outcome.measured.harm.is_some()).collect();
        let quiet: Vec<&Outcome> = counted().filter(|outcome| outcome.measured.harm.is_none()).collect();
        let sharing: Vec<&Outcome> =
            cases.iter().copied().filter(|outcome| outcome.measured.sharing.is_some()).collect();
        let installed: Vec<&Outcome> =
            sharing.iter().copied().filter(|outcome| outcome.measured.shares_after_install()).collect();
        let false_alarms = FalseAlarms::of(&quiet);
        let quiet_span = QuietSpan::of(&quiet);
        let told = |outcome: &Outcome| outcome.measured.family.is_some();
        Ok(Self {
            traces: outcomes.len(),
            cases: by_case(&cases).len(),
            case_traces: cases.len(),
            quiet_traces: quiet.len(),
            judged_traces: judged.files.len(),
            cases_caught_before_harm: Both { all: Caught::of(&cases), with_sharing: Caught::of(&sharing) },
            lead_time: Both { all: Lead::of(&cases), with_sharing: Lead::of(&sharing) },
            families_told_before_harm: Both {
                all: Told::of(&cases, told),
                with_sharing: Told::of(&sharing, told),
            },
            families_told_before_sharing: Told::of(&installed, |outcome| {
                outcome.measured.family_knew_before_sharing()
            }),
            false_alarms_per_user_month: false_alarms.per(quiet_span.user_months),
            false_alarms,
            quiet_span,
            per_case: case_rows(&cases),
            per_rule: RuleId::ALL.iter().map(|rule| RuleRow::of(*rule, &cases, &quiet)).collect(),
            missed: missed(&cases),
            quiet_with_warnings: quiet.iter().filter_map(|outcome| QuietRow::of(outcome)).collect(),
            wanted: judged,
        })
    }
}

impl Caught {
    fn of(outcomes: &[&Outcome]) -> Self {
        let red = |outcome: &Outcome| outcome.measured.red.is_some();
        let any = |outcome: &Outcome| outcome.measured.warning.is_some();
        Self {
            of: outcomes.len(),
            red: count(outcomes, red),
            any_level: count(outcomes, any),
            red_share: share(outcomes, red),
            any_level_share: share(outcomes, any),
            red_by_case: share_by_case(outcomes, red),
            any_level_by_case: share_by_case(outcomes, any),
        }
    }
}

impl Lead {
    fn of(outcomes: &[&Outcome]) -> Self {
        let per_case = by_case(outcomes).into_values().filter_map(|variants| median(leads(&variants)));
        Self {
            median_ms: median(leads(outcomes)),
            worst_ms: leads(outcomes).into_iter().min(),
            median_ms_by_case: median(per_case.collect()),
        }
    }
}

impl Told {
    fn of(outcomes: &[&Outcome], told: impl Fn(&Outcome) -> bool + Copy) -> Self {
        Self {
            of: outcomes.len(),
            told: count(outcomes, told),
            share: share(outcomes, told),
            by_case: share_by_case(outcomes, told),
        }
    }
}

impl FalseAlarms {
    fn of(quiet: &[&Outcome]) -> Self {
        quiet.iter().fold(Self::default(), |sum, outcome| Self {
            red: sum.red + outcome.red,
            amber: sum.amber + outcome.amber,
            family: sum.family + outcome.family,
            protection: sum.protection + outcome.protection,
        })
    }

    fn per(&self, months: f64) -> Option<PerMonth> {
        let rate = |count: u64| number(count) / months;
        (months > 0.0).then(|| PerMonth {
            red: rate(self.red),
            amber: rate(self.amber),
            family: rate(self.family),
            protection: rate(self.protection),
        })
    }
}

impl QuietSpan {
    fn of(quiet: &[&Outcome]) -> Self {
        let ms = quiet.iter().map(|outcome| outcome.span.ms()).sum();
        let days = number(ms) / number(Span::days(1).ms());
        Self { ms, days, user_months: days / 30.0 }
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

impl QuietRow {
    fn of(outcome: &Outcome) -> Option<Self> {
        (outcome.red + outcome.amber + outcome.family > 0).then(|| Self {
            file: outcome.file(),
            red: outcome.red,
            amber: outcome.amber,
            family: outcome.family,
            rules: outcome.fired.iter().map(|rule| rule.id()).collect(),
        })
    }
}

impl Judged {
    fn of(outcomes: &[Outcome], wanted: &[Wanted]) -> Result<Self, Failure> {
        let found: BTreeMap<&Path, &Outcome> =
            outcomes.iter().map(|outcome| (outcome.path.as_path(), outcome)).collect();
        let mut judged = Self::default();
        for table in wanted {
            for row in &table.rows {
                let outcome = found.get(row.file.as_path()).ok_or_else(|| table.missing(row))?;
                let verdict = match outcome.answer {
                    answer if answer == row.best => Verdict::Best,
                    answer if row.also_acceptable.contains(&answer) => Verdict::Acceptable,
                    _ => Verdict::Not,
                };
                match verdict {
                    Verdict::Best => judged.best += 1,
                    Verdict::Acceptable => judged.acceptable += 1,
                    Verdict::Not => judged.not += 1,
                }
                judged.files.push(JudgedRow {
                    file: outcome.file(),
                    answer: outcome.answer.to_string(),
                    best: row.best.to_string(),
                    also_acceptable: row.also_acceptable.iter().map(ToString::to_string).collect(),
                    verdict,
                });
            }
        }
        judged.files.sort_by_key(|row| row.verdict);
        Ok(judged)
    }
}

/// The cases with their variants, the worst first.
fn case_rows(cases: &[&Outcome]) -> Vec<CaseRow> {
    let grouped = by_case(cases);
    let mut rows: Vec<CaseRow> = grouped
        .iter()
        .map(|(key, variants)| CaseRow {
            case: case_name(*key, &grouped),
            traces: variants.len(),
            red: count(variants, |outcome| outcome.measured.red.is_some()),
            any_level: count(variants, |outcome| outcome.measured.warning.is_some()),
            family: count(variants, |outcome| outcome.measured.family.is_some()),
            median_lead_ms: median(leads(variants)),
            worst_lead_ms: leads(variants).into_iter().min(),
        })
        .collect();
    let rate = |part: usize, row: &CaseRow| number(part as u64) / number(row.traces as u64);
    rows.sort_by(|left, right| {
        rate(left.red, left)
            .total_cmp(&rate(right.red, right))
            .then(rate(left.any_level, left).total_cmp(&rate(right.any_level, right)))
            .then(left.worst_lead_ms.cmp(&right.worst_lead_ms))
    });
    rows
}

fn missed(cases: &[&Outcome]) -> Vec<Missed> {
    let grouped = by_case(cases);
    let without_red = cases.iter().filter(|outcome| outcome.measured.red.is_none());
    without_red
        .map(|outcome| Missed {
            file: outcome.file(),
            case: case_name(outcome.case(), &grouped),
            any_level: outcome.measured.warning.is_some(),
            family: outcome.measured.family.is_some(),
        })
        .collect()
}

/// The case's name, with its directory where another directory has a case of the same name.
fn case_name(key: CaseKey<'_>, grouped: &BTreeMap<CaseKey<'_>, Vec<&Outcome>>) -> String {
    match grouped.keys().filter(|other| other.1 == key.1).count() {
        0 | 1 => key.1.to_owned(),
        _ => key.0.join(key.1).display().to_string(),
    }
}

fn by_case<'a>(outcomes: &[&'a Outcome]) -> BTreeMap<CaseKey<'a>, Vec<&'a Outcome>> {
    let mut grouped: BTreeMap<CaseKey<'a>, Vec<&'a Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        grouped.entry(outcome.case()).or_default().push(outcome);
    }
    grouped
}

fn leads(outcomes: &[&Outcome]) -> Vec<u64> {
    outcomes.iter().filter_map(|outcome| outcome.measured.lead()).map(Span::ms).collect()
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<u64>) -> Option<u64> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(values.len() / 2 - 1)?;
    Some(lower.midpoint(upper))
}

fn count(outcomes: &[&Outcome], wanted: impl Fn(&Outcome) -> bool) -> usize {
    outcomes.iter().filter(|outcome| wanted(outcome)).count()
}

fn share(outcomes: &[&Outcome], wanted: impl Fn(&Outcome) -> bool) -> Option<f64> {
    (!outcomes.is_empty()).then(|| number(count(outcomes, wanted) as u64) / number(outcomes.len() as u64))
}

/// The share of each case's variants, averaged over cases.
fn share_by_case(outcomes: &[&Outcome], wanted: impl Fn(&Outcome) -> bool + Copy) -> Option<f64> {
    let shares: Vec<f64> =
        by_case(outcomes).values().filter_map(|variants| share(variants, wanted)).collect();
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / number(shares.len() as u64))
}

#[expect(clippy::cast_precision_loss, reason = "counts and spans stay far below 2^52")]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![5]), Some(5));
        assert_eq!(median(vec![9, 1, 4]), Some(4));
        assert_eq!(median(vec![9, 1, 4, 6]), Some(5));
    }
}
