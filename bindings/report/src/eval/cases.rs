//! The figures of cases, which have a harm to prevent.

use std::collections::BTreeMap;
use std::path::Path;

use kinguard_core::time::Span;
use serde::Serialize;

use super::outcome::Outcome;
use super::shown::{number, set_name};

/// The figures of cases.
#[derive(Debug, Serialize)]
pub struct CaseFigures {
    /// Cases.
    pub cases: usize,
    /// Traces of cases.
    pub case_traces: usize,
    /// Cases with a warning in time.
    pub cases_caught_before_harm: BySharing<Caught>,
    /// The lead of the red warning.
    pub lead_time: BySharing<Lead>,
    /// Cases in which the family was told in time.
    pub families_told_before_harm: BySharing<Told>,
    /// The cases in which an app was installed before the sharing.
    pub families_told_before_sharing: Told,
}

/// The figures of the cases in one directory.
#[derive(Debug, Serialize)]
pub struct CaseSet {
    /// The directory.
    pub set: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: CaseFigures,
}

/// A figure over all cases, over those with a shared screen, and over those without.
#[derive(Debug, Serialize)]
pub struct BySharing<T> {
    /// Over all cases.
    pub all: T,
    /// Over those with a shared screen.
    pub with_sharing: T,
    /// Over the others.
    pub without_sharing: T,
}

/// Numbers of traces with a warning before the harm.
#[derive(Debug, Serialize)]
pub struct Caught {
    /// Traces in all.
    pub of: usize,
    /// With a red warning.
    pub red: usize,
    /// With any warning.
    pub any_level: usize,
    /// The share of `red`.
    pub red_share: Option<f64>,
    /// The share of `any_level`.
    pub any_level_share: Option<f64>,
    /// The share of `red`, where every case weighs the same.
    pub red_by_case: Option<f64>,
    /// The share of `any_level`, where every case weighs the same.
    pub any_level_by_case: Option<f64>,
}

/// The lead of the first red warning over the harm, where there was one.
#[derive(Debug, Serialize)]
pub struct Lead {
    /// The median.
    pub median_ms: Option<u64>,
    /// The shortest.
    pub worst_ms: Option<u64>,
    /// The median of the medians of all cases.
    pub median_ms_by_case: Option<u64>,
}

/// Numbers of families that were told in time.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Traces in all.
    pub of: usize,
    /// Families that were told.
    pub told: usize,
    /// Their share.
    pub share: Option<f64>,
    /// Their share, where every case weighs the same.
    pub by_case: Option<f64>,
}

/// One case.
#[derive(Debug, Serialize)]
pub struct CaseRow {
    /// The case.
    pub case: String,
    /// Its traces.
    pub traces: usize,
    /// With a red warning.
    pub red: usize,
    /// With any warning.
    pub any_level: usize,
    /// With a message to the family.
    pub family: usize,
    /// The median lead of red.
    pub median_lead_ms: Option<u64>,
    /// The shortest lead of red.
    pub worst_lead_ms: Option<u64>,
}

/// A case trace without a red warning before the harm.
#[derive(Debug, Serialize)]
pub struct Missed {
    /// The trace.
    pub file: String,
    /// The case.
    pub case: String,
    /// With any warning.
    pub any_level: bool,
    /// With a message to the family.
    pub family: bool,
}

type CaseKey<'a> = (&'a Path, &'a str);

impl CaseFigures {
    /// Adds up the measurements of case traces.
    pub fn of(cases: &[&Outcome]) -> Self {
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
    pub fn of_each(cases: &[&Outcome]) -> Vec<Self> {
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
pub fn case_rows(cases: &[&Outcome]) -> Vec<CaseRow> {
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

/// The traces without a red warning in time, the worst first.
pub fn missed(cases: &[&Outcome]) -> Vec<Missed> {
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

/// Counts the traces that are `wanted`.
pub fn count(outcomes: &[&Outcome], wanted: impl Fn(&Outcome) -> bool) -> usize {
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
