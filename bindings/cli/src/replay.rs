//! `replay`: shows a trace as a time line, as JSON Lines or as a page.

use std::fs;
use std::io::Write;
use std::path::Path;

use kinguard_core::replay::{Replay, replay};
use kinguard_core::trace::Trace;

use crate::arguments;
use crate::failure::{Failure, Status, complain};
use crate::input::read_trace;
use crate::output::{coloured, plain};
use crate::terminal;
use kinguard_report::expectation::{describe_expected, describe_found};
use kinguard_report::json::replay_lines;
use kinguard_report::page;
use kinguard_report::timeline::Timeline;
use kinguard_report::words::Words;

/// Replays every file. One that cannot be read does not keep the others from being shown.
pub(crate) fn run(asked: &arguments::Replay, words: &dyn Words) -> Result<Status, Failure> {
    let mut status = Status::Fine;
    let mut sections = Vec::new();
    for file in &asked.files {
        let trace = match read_trace(file) {
            Ok(trace) => trace,
            Err(failure) => {
                status = status.max(failure.report());
                continue;
            }
        };
        let name = file.display().to_string();
        let replayed = replay(&trace);
        if asked.json {
            write_json(&name, &replayed)?;
        } else if asked.html.is_none() {
            let timeline = Timeline::new(&name, &trace, &replayed, words, asked.all);
            let mut out = coloured();
            terminal::write(&mut out, &timeline, words)?;
            out.flush()?;
        }
        if report_mismatches(file, &trace, &replayed) {
            status = status.max(Status::Unexpected);
        }
        if asked.html.is_some() {
            let timeline = Timeline::new(&name, &trace, &replayed, words, asked.all);
            sections.push(page::Section::draw(&timeline, words));
        }
    }
    if let Some(target) = asked.html.as_deref().filter(|_| !sections.is_empty()) {
        fs::write(target, page::write(&sections, words))
            .map_err(|error| Failure::of_file(target, format!("the page cannot be written: {error}")))?;
    }
    Ok(status)
}

fn write_json(file: &str, replayed: &Replay) -> Result<(), Failure> {
    let mut out = plain();
    out.write_all(replay_lines(file, replayed).as_bytes())?;
    Ok(out.flush()?)
}

/// Prints on standard error which steps were not answered as expected. Returns whether there were any.
fn report_mismatches(file: &Path, trace: &Trace, replayed: &Replay) -> bool {
    for mismatch in &replayed.mismatches {
        let expected = trace.steps[mismatch.step].expect.as_deref().unwrap_or_default();
        complain(&format!(
            "{}: step {}: expected {}, found {}",
            file.display(),
            mismatch.step + 1,
            describe_expected(expected, "silence"),
            describe_found(&mismatch.found, "silence")
        ));
    }
    !replayed.mismatches.is_empty()
}
