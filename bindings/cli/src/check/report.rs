//! One report of "Try it step by step", as users send it in.

use std::path::Path;

use kinguard_core::effect::{Effect, Level};
use kinguard_core::replay::replay;
use kinguard_core::trace::Trace;
use serde::Serialize;

use crate::failure::Failure;

/// The first line of every report.
const TITLE: &str = "KinGuard: check of a phone";
const STEPS: &str = "step: outcome";
const SIGNS: &str = "sign: times seen, shortest delay, sources";
const TRACE: &str = "trace, format 1:";

/// A phone, and the signals that arrived on it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    pub(super) maker: String,
    pub(super) model: String,
    /// Release and API level, such as `15 (35)`.
    pub(super) android: String,
    pub(super) security_patch: String,
    pub(super) kinguard: String,
    /// Each step of the check and its outcome.
    pub(super) steps: Vec<(String, StepOutcome)>,
    /// Each signal and its arrival; `None` if it never arrived.
    pub(super) signs: Vec<(String, Option<Arrival>)>,
    /// The highest warning that the enclosed trace leads to.
    pub(super) warned: Option<Level>,
}

/// The outcome of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StepOutcome {
    Seen,
    LeftOut,
    NotReached,
}

/// The arrival of a signal.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Arrival {
    pub(super) times: u32,
    /// The shortest delay from the event to its report.
    pub(super) delay_ms: u64,
    pub(super) sources: Vec<String>,
}

/// The lines of a report, numbered, so that faults can be located.
struct Lines<'a> {
    file: &'a Path,
    lines: std::iter::Enumerate<std::str::Lines<'a>>,
    number: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self, wanted: &str) -> Result<&'a str, Failure> {
        match self.lines.next() {
            Some((number, line)) => {
                self.number = number + 1;
                Ok(line)
            }
            None => Err(Failure::of_file(self.file, format!("ends where {wanted} should follow"))),
        }
    }

    fn fault(&self, what: &str) -> Failure {
        Failure::of_file(self.file, format!("line {}: {what}", self.number))
    }

    /// Takes the next line, which must be `wanted`.
    fn exactly(&mut self, wanted: &str) -> Result<(), Failure> {
        if self.next(&format!("{wanted:?}"))? == wanted {
            Ok(())
        } else {
            Err(self.fault(&format!("{wanted:?} expected here")))
        }
    }

    /// Takes the value of the next line, which must have that key.
    fn value(&mut self, key: &str) -> Result<String, Failure> {
        let line = self.next(&format!("`{key}: …`"))?;
        let value = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(": "));
        value.map(str::to_owned).ok_or_else(|| self.fault(&format!("`{key}: …` expected here")))
    }

    /// Takes the keys and values up to the next empty line.
    fn section<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<Vec<(String, T)>, Failure> {
        let mut found = Vec::new();
        loop {
            let line = self.next("an empty line")?;
            if line.is_empty() {
                return Ok(found);
            }
            let row = line.split_once(": ").and_then(|(key, value)| Some((key.to_owned(), read(value)?)));
            found.push(row.ok_or_else(|| self.fault("is not a row of this table"))?);
        }
    }
}

/// Reads a report and replays the trace in it.
pub(super) fn read(file: &Path, text: &str) -> Result<Report, Failure> {
    let mut lines = Lines { file, lines: text.lines().enumerate(), number: 0 };
    lines.exactly(TITLE)?;
    let (maker, model) = (lines.value("maker")?, lines.value("model")?);
    let (android, security_patch) = (lines.value("Android")?, lines.value("security patch")?);
    let kinguard = lines.value("KinGuard")?;
    lines.exactly("")?;
    lines.exactly(STEPS)?;
    let steps = lines.section(step_outcome)?;
    lines.exactly(SIGNS)?;
    let signs = lines.section(arrival)?;
    lines.exactly(TRACE)?;
    let began = text.find(TRACE).map_or(text.len(), |at| at + TRACE.len());
    let trace = Trace::parse(&text[began..])
        .map_err(|error| Failure::of_file(file, format!("the trace after line {}: {error}", lines.number)))?;
    let warned = replay(&trace).said.iter().filter_map(|said| level(&said.effect)).max();
    Ok(Report { maker, model, android, security_patch, kinguard, steps, signs, warned })
}

fn level(effect: &Effect) -> Option<Level> {
    match effect {
        Effect::Warn { level, .. } => Some(*level),
        _ => None,
    }
}

fn step_outcome(text: &str) -> Option<StepOutcome> {
    match text {
        "seen" => Some(StepOutcome::Seen),
        "left out" => Some(StepOutcome::LeftOut),
        "not reached" => Some(StepOutcome::NotReached),
        _ => None,
    }
}

/// Reads `never`, or a value such as `2, 120 ms, displays usage_events`.
#[expect(clippy::option_option, reason = "a row that cannot be read is not one that never came")]
fn arrival(text: &str) -> Option<Option<Arrival>> {
    if text == "never" {
        return Some(None);
    }
    let mut parts = text.splitn(3, ", ");
    let times = parts.next()?.parse().ok()?;
    let delay_ms = parts.next()?.strip_suffix(" ms")?.parse().ok()?;
    let sources = parts.next()?.split(' ').map(str::to_owned).collect();
    Some(Some(Arrival { times, delay_ms, sources }))
}
