//! The figures of cases, which have a harm to prevent.

use std::collections::BTreeMap;
use std::path::Path;

use kinguard_core::time::Span;
use serde::Serialize;

use super::outcome::Outcome;
use super::shown::{number, set_name};

/// The figures of cases.
#[derive(Debug, Serialize)]
pub(super) struct CaseFigures {
    pub(super) cases: usize,
    pub(super) case_traces: usize,
    pub(super) cases_caught_before_harm: BySharing<Caught>,
    pub(super) lead_time: BySharing<Lead>,
    pub(super) families_told_before_harm: BySharing<Told>,
    /// The cases in which an app was installed before the sharing.
    pub(super) families_told_before_sharing: Told,
}

/// The figures of the cases in one directory.
#[derive(Debug, Serialize)]
pub(super) struct CaseSet {
    pub(super) set: String,
    #[serde(flatten)]
    pub(super) figures: CaseFigures,
}

/// A figure over all cases, over those with a shared screen, and over those without.
#[derive(Debug, Serialize)]
pub(super) struct BySharing<T> {
    pub(super) all: T,
    pub(super) with_sharing: T,
    pub(super) without_sharing: T,
}

/// Numbers of traces with a warning before the harm.
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

/// The lead of the first red warning over the harm, where there was one.
#[derive(Debug, Serialize)]
pub(super) struct Lead {
    pub(super) median_ms: Option<u64>,
    pub(super) worst_ms: Option<u64>,
    pub(super) median_ms_by_case: Option<u64>,
}

/// Numbers of families that were told in time.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    pub(super) of: usize,
    pub(super) told: usize,
    pub(super) share: Option<f64>,
    pub(super) by_case: Option<f64>,
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

/// A case trace without a red warning before the harm.
#[derive(Debug, Serialize)]
pub(super) struct Missed {
    pub(super) file: String,
    pub(super) case: String,
    pub(super) any_level: bool,
    pub(super) family: bool,
}

type CaseKey<'a> = (&'a Path, &'a str);

impl CaseFigures {
    /// Adds up the measurements of case traces.
    pub(super) fn of(cases: &[&Outcome]) -> Self {
        let told = |outcome: &Outcome| outcome.measured.family.is_some();
        let installed: Vec<&Outcome> =
            cases.iter().copied().filter(|outcome| outcome.measured.shares_after_install()).collect();
        Self {
            cases: by_case(cases).len(),
            case_traces: cases.len(),
            cases_caught_before_harm: BySharing::of(cases, Caught::of),
            lead_time: BySharing::of(cases, Lead::of),
            families_told_before_harm: BySharing::of(cases, |outcomes| Told::of(outcomes, told)),
            families_told_before_sharing: Told::of(&installed, |outcome| {
                outcome.measured.family_knew_before_sharing()
            }),
        }
    }
}

impl CaseSet {
    /// The figures of each directory.
    pub(super) fn of_each(cases: &[&Outcome]) -> Vec<Self> {
        let mut sets: BTreeMap<&Path, Vec<&Outcome>> = BTreeMap::new();
        for outcome in cases {
            sets.entry(outcome.case().0).or_default().push(outcome);
        }
        let set = |(directory, cases): (&Path, Vec<&Outcome>)| Self {
            set: set_name(directory),
            figures: CaseFigures::of(&cases),
        };
        sets.into_iter().map(set).collect()
    }
}

impl<T> BySharing<T> {
    fn of(cases: &[&Outcome], figure: impl Fn(&[&Outcome]) -> T) -> Self {
        let (with, without): (Vec<&Outcome>, Vec<&Outcome>) =
            cases.iter().partition(|outcome| outcome.measured.sharing.is_some());
        Self { all: figure(cases), with_sharing: figure(&with), without_sharing: figure(&without) }
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

/// The cases with their variants, worst first.
pub(super) fn case_rows(cases: &[&Outcome]) -> Vec<CaseRow> {
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

pub(super) fn missed(cases: &[&Outcome]) -> Vec<Missed> {
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

/// The name of a case, with its directory if another directory has a case of the same name.
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

pub(super) fn count(outcomes: &[&Outcome], wanted: impl Fn(&Outcome) -> bool) -> usize {
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
