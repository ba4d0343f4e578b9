//! Writes the events of many phones as `kinguard stream` reads them: months of simulated ordinary life, with a fraud at
//! the end of some.
//!
//! `cargo run --release -p kinguard-tests --example table -- [--phones 100] [--days 30] [--seed 0] [--frauds 10]
//! [--traces DIR] [--harms FILE] > FILE`
//!
//! The phones begin on 1 January 2025, some hours apart. One in `--frauds` ends with a fraud; 0 is none. `--harms`
//! writes when the money leaves, as lines of `{"phone", "at_ms"}`, and `--traces` each phone as a trace, for
//! `kinguard eval`.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use kinguard_core::event::Event;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Step, Trace};
use kinguard_tests::fraud::Script;
use kinguard_tests::life::{self, Persona};
use serde::Serialize;

/// 1 January 2025, midnight in Beijing, in milliseconds.
const BEGINNING: u64 = 1_735_660_800_000;
/// Phones begin at hours of their own.
const HOURS_APART: u64 = 24;

struct Options {
    phones: u64,
    days: u64,
    seed: u64,
    frauds: u64,
    traces: Option<PathBuf>,
    harms: Option<PathBuf>,
}

#[derive(Serialize)]
struct EventLine<'a> {
    phone: &'a str,
    at_ms: u64,
    event: &'a Event,
}

#[derive(Serialize)]
struct HarmLine<'a> {
    phone: &'a str,
    at_ms: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = read_options()?;
    if let Some(folder) = &options.traces {
        fs::create_dir_all(folder)?;
    }
    let mut harms: Box<dyn Write> = match &options.harms {
        Some(file) => Box::new(BufWriter::new(File::create(file)?)),
        None => Box::new(io::sink()),
    };
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for seed in options.seed..options.seed + options.phones {
        let phone = format!("p{seed:07}");
        let began = Moment::from_ms(BEGINNING) + Span::hours(seed % HOURS_APART);
        let trace = live(seed, &options);
        for step in &trace.steps {
            let at_ms = (began + step.seen.since(Moment::default())).ms();
            match &step.content {
                Content::Event(event) => line(&mut out, &EventLine { phone: &phone, at_ms, event })?,
                Content::Mark(Mark::Harm) => line(&mut harms, &HarmLine { phone: &phone, at_ms })?,
                Content::Mark(Mark::Wait) => {}
            }
        }
        if let Some(folder) = &options.traces {
            fs::write(folder.join(format!("{phone}.json")), as_streamed(trace).to_json())?;
        }
    }
    out.flush()?;
    Ok(harms.flush()?)
}

fn read_options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { phones: 100, days: 30, seed: 0, frauds: 10, traces: None, harms: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
        match word.as_str() {
            "--phones" => options.phones = value()?.parse()?,
            "--days" => options.days = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--frauds" => options.frauds = value()?.parse()?,
            "--traces" => options.traces = Some(value()?.into()),
            "--harms" => options.harms = Some(value()?.into()),
            other => return Err(format!("{other} is no option").into()),
        }
    }
    Ok(options)
}

fn live(seed: u64, options: &Options) -> Trace {
    if options.frauds > 0 && seed.is_multiple_of(options.frauds) {
        life::with_fraud(seed, options.days, &Script::draw(seed, &Persona::draw(seed))).trace
    } else {
        life::ordinary(seed, options.days).trace
    }
}

/// The trace as a table can say it: an event has one time, the moment it was heard of.
fn as_streamed(trace: Trace) -> Trace {
    let steps = trace.steps.into_iter().map(|step| Step { at: step.seen, ..step }).collect();
    Trace { steps, ..trace }
}

fn line(out: &mut impl Write, line: &impl Serialize) -> Result<(), Box<dyn Error>> {
    serde_json::to_writer(&mut *out, line)?;
    Ok(out.write_all(b"\n")?)
}
