//! `replay`: shows a trace as a time line, as JSON Lines or as a page.

use std::fs;
use std::io::Write;
use std::path::Path;

use kinguard_core::effect::Effect;
use kinguard_core::replay::{Replay, replay};
use kinguard_core::trace::Trace;
use serde::Serialize;

use crate::arguments;
use crate::expectation::{describe_expected, describe_found};
use crate::failure::{Failure, Status, complain};
use crate::input::read_trace;
use crate::output::{coloured, plain};
use crate::page;
use crate::terminal;
use crate::timeline::Timeline;
use crate::words::Words;

/// One line of `--json`.
#[derive(Serialize)]
struct EffectLine<'a> {
    file: &'a str,
    at_ms: u64,
    effect: &'a Effect,
}

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
    for said in &replayed.said {
        let line = EffectLine { file, at_ms: said.at.ms(), effect: &said.effect };
        serde_json::to_writer(&mut out, &line).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
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
