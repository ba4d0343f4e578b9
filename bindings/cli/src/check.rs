//! `check`: the reports of real phones, by maker and release.

mod report;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use comfy_table::{ContentArrangement, Table, presets};
use kinguard_core::effect::Level;
use serde::Serialize;

use self::report::{Arrival, Report, StepOutcome};
use crate::arguments;
use crate::failure::{Failure, Status};
use crate::input::read_text;
use crate::output::plain;
use kinguard_report::text::clean;

/// The width of a table that is not written to a terminal.
const WIDTH: u16 = 120;

/// The phones of one maker with one release of Android.
#[derive(Serialize)]
struct Group {
    maker: String,
    android: String,
    phones: usize,
    steps: Vec<StepFigures>,
    signs: Vec<SignFigures>,
}

/// The number of phones on which a step succeeded, of those on which it was tried.
#[derive(Serialize)]
struct StepFigures {
    step: String,
    seen: usize,
    tried: usize,
}

/// The number of phones on which a signal arrived, with its delays and sources.
#[derive(Serialize)]
struct SignFigures {
    sign: String,
    came_on: usize,
    fastest_ms: Option<u64>,
    slowest_ms: Option<u64>,
    sources: Vec<String>,
}

/// Reads every report and shows them together. One that cannot be read is named, and the others are shown.
pub(crate) fn run(asked: &arguments::Check) -> Result<Status, Failure> {
    let mut reports = Vec::new();
    let mut worst = Status::Fine;
    for file in &asked.files {
        match read(file) {
            Ok(report) => reports.push(report),
            Err(failure) => worst = worst.max(failure.report()),
        }
    }
    let groups = grouped(&reports);
    let mut out = plain();
    if asked.json {
        let all = serde_json::json!({ "phones": reports, "groups": groups });
        serde_json::to_writer_pretty(&mut out, &all).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    } else if !reports.is_empty() {
        writeln!(out, "{}\n\n{}", phones(&reports), signs(&groups))?;
    }
    out.flush()?;
    Ok(worst)
}

fn read(file: &Path) -> Result<Report, Failure> {
    report::read(file, &read_text(file)?)
}

fn grouped(reports: &[Report]) -> Vec<Group> {
    let mut by_phone: BTreeMap<(String, &str), Vec<&Report>> = BTreeMap::new();
    for report in reports {
        by_phone.entry((report.maker.to_lowercase(), &report.android)).or_default().push(report);
    }
    by_phone.into_values().map(|reports| group(&reports)).collect()
}

fn group(reports: &[&Report]) -> Group {
    let rows = |of: fn(&Report) -> Vec<&str>| {
        let mut names: Vec<&str> = Vec::new();
        for name in reports.iter().flat_map(|report| of(report)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let steps = rows(|report| report.steps.iter().map(|(step, _)| step.as_str()).collect());
    let signs = rows(|report| report.signs.iter().map(|(sign, _)| sign.as_str()).collect());
    Group {
        maker: reports.first().map_or_else(String::new, |report| report.maker.clone()),
        android: reports.first().map_or_else(String::new, |report| report.android.clone()),
        phones: reports.len(),
        steps: steps.into_iter().map(|step| step_figures(reports, step)).collect(),
        signs: signs.into_iter().map(|sign| sign_figures(reports, sign)).collect(),
    }
}

fn step_figures(reports: &[&Report], step: &str) -> StepFigures {
    let of_step =
        |report: &&Report| report.steps.iter().find(|(name, _)| name == step).map(|(_, outcome)| *outcome);
    let outcomes: Vec<StepOutcome> = reports.iter().filter_map(of_step).collect();
    StepFigures {
        step: step.to_owned(),
        seen: outcomes.iter().filter(|outcome| **outcome == StepOutcome::Seen).count(),
        tried: outcomes.iter().filter(|outcome| **outcome != StepOutcome::NotReached).count(),
    }
}

fn sign_figures(reports: &[&Report], sign: &str) -> SignFigures {
    let came = |report: &&'_ Report| -> Option<(u64, Vec<String>)> {
        let arrival: &Arrival = report.signs.iter().find(|(name, _)| name == sign)?.1.as_ref()?;
        Some((arrival.delay_ms, arrival.sources.clone()))
    };
    let arrivals: Vec<(u64, Vec<String>)> = reports.iter().filter_map(came).collect();
    let mut sources: Vec<String> = arrivals.iter().flat_map(|(_, sources)| sources.clone()).collect();
    sources.sort();
    sources.dedup();
    let delays = || arrivals.iter().map(|(delay, _)| *delay);
    SignFigures {
        sign: sign.to_owned(),
        came_on: arrivals.len(),
        fastest_ms: delays().min(),
        slowest_ms: delays().max(),
        sources,
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    table.set_header(header);
    table
}

/// One row per phone.
fn phones(reports: &[Report]) -> Table {
    let mut table = table(&["maker", "model", "Android", "patch", "KinGuard", "steps not seen", "warned"]);
    for report in reports {
        let unseen: Vec<&str> = report
            .steps
            .iter()
            .filter(|(_, outcome)| *outcome != StepOutcome::Seen)
            .map(|(step, _)| step.as_str())
            .collect();
        let warned = match report.warned {
            Some(Level::Red) => "red",
            Some(Level::Amber) => "amber",
            None => "no",
        };
        let row = [&report.maker, &report.model, &report.android, &report.security_patch, &report.kinguard];
        let row = row.into_iter().map(|cell| clean(cell));
        table.add_row(row.chain([clean(&unseen.join(" ")), warned.to_owned()]));
    }
    table
}

/// One row per signal, maker and release.
fn signs(groups: &[Group]) -> Table {
    let mut table = table(&["maker", "Android", "sign", "came on", "after", "from"]);
    for group in groups {
        for (index, figures) in group.signs.iter().enumerate() {
            let (maker, android) = if index == 0 { (&*group.maker, &*group.android) } else { ("", "") };
            let after = match (figures.fastest_ms, figures.slowest_ms) {
                (Some(fastest), Some(slowest)) if fastest != slowest => format!("{fastest} to {slowest} ms"),
                (Some(fastest), _) => format!("{fastest} ms"),
                _ => String::new(),
            };
            table.add_row([
                clean(maker),
                clean(android),
                clean(&figures.sign),
                format!("{} of {}", figures.came_on, group.phones),
                after,
                clean(&figures.sources.join(" ")),
            ]);
        }
    }
    table
}
