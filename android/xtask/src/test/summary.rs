//! The summary: the first failure, a table, and one machine-readable line.

use std::collections::BTreeMap;
use std::time::Duration;

use comfy_table::presets::UTF8_BORDERS_ONLY;
use comfy_table::{CellAlignment, Table};

use crate::test::outcome::{Counts, Failure, Stage};
use crate::workspace::clock;

/// Prints the summary and returns whether everything passed.
pub(super) fn print(stages: &[Stage], took: Duration) -> bool {
    let failures: Vec<&Failure> = stages.iter().flat_map(|stage| &stage.failures).collect();
    println!();
    if let Some((first, others)) = failures.split_first() {
        println!("FAILED  {}\n\n{}\n\nalone:  {}\n", first.name, first.whole.trim_end(), first.alone);
        for failure in others {
            println!("FAILED  {}\nalone:  {}\n", failure.name, failure.alone);
        }
    }
    println!("{}", table(stages, took));
    let releases = stages.iter().fold(BTreeMap::new(), |mut sum, stage| {
        for (release, counts) in &stage.releases {
            *sum.entry(*release).or_insert_with(Counts::default) += *counts;
        }
        sum
    });
    if !releases.is_empty() {
        println!("Kotlin tests by Android release: {}", by_release(&releases));
    }
    println!("The logs, stack traces and all: {}", crate::workspace::target().join("xtask").display());
    println!("\n{}", closing(stages));
    failures.is_empty()
}

fn table(stages: &[Stage], took: Duration) -> Table {
    let mut table = Table::new();
    table.load_preset(UTF8_BORDERS_ONLY).set_header(["", "tests", "failed", "time"]);
    for stage in stages {
        let (tests, failed) = match stage.tests {
            Some(counts) => ((counts.passed + counts.failed).to_string(), counts.failed.to_string()),
            None => (String::new(), if stage.failures.is_empty() { String::new() } else { "yes".into() }),
        };
        table.add_row([stage.name.to_owned(), tests, failed, clock(stage.took)]);
    }
    let sum = sum(stages);
    let tests = (sum.passed + sum.failed).to_string();
    table.add_row(["in all".to_owned(), tests, sum.failed.to_string(), clock(took)]);
    for column in 1..=3 {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn by_release(releases: &BTreeMap<Option<u32>, Counts>) -> String {
    let told = releases.iter().rev().map(|(release, counts)| {
        let tests = counts.passed + counts.failed;
        match release {
            Some(release) => format!("{tests} on API {release}"),
            None => format!("{tests} without Android"),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A line such as `1800 passed, 0 failed`. An aborted stage counts as a failure.
fn closing(stages: &[Stage]) -> String {
    let sum = sum(stages);
    let broken = stages
        .iter()
        .filter(|stage| !stage.failures.is_empty() && stage.tests.is_none_or(|tests| tests.failed == 0));
    let failed = sum.failed + broken.count();
    match sum.skipped {
        0 => format!("{} passed, {failed} failed", sum.passed),
        skipped => format!("{} passed, {failed} failed, {skipped} skipped", sum.passed),
    }
}

fn sum(stages: &[Stage]) -> Counts {
    stages.iter().filter_map(|stage| stage.tests).fold(Counts::default(), |mut sum, counts| {
        sum += counts;
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tests_are_counted_in_the_closing_line() {
        let mut rust = Stage::new("Rust tests", Duration::from_secs(61));
        rust.tests = Some(Counts { passed: 10, failed: 0, skipped: 2 });
        let mut kotlin = rust.clone();
        kotlin.tests = Some(Counts { passed: 5, failed: 1, skipped: 0 });
        kotlin.failures.push(Failure { name: "A".into(), whole: "no".into(), alone: "run A".into() });
        assert_eq!(closing(&[rust.clone(), kotlin.clone()]), "15 passed, 1 failed, 2 skipped");
        let broken = Stage::new("Kotlin style", Duration::ZERO).broken("too long".into(), "lint");
        assert_eq!(closing(&[rust.clone(), broken]), "10 passed, 1 failed, 2 skipped");
        let table = table(&[rust], Duration::from_secs(61)).to_string();
        assert!(table.contains("Rust tests") && table.contains("1:01"), "{table}");
    }

    #[test]
    fn releases_are_told_the_newest_first() {
        let of = |passed| Counts { passed, ..Counts::default() };
        let releases = BTreeMap::from([(None, of(3)), (Some(29), of(1)), (Some(35), of(2))]);
        assert_eq!(by_release(&releases), "2 on API 35, 1 on API 29, 3 without Android");
    }
}
