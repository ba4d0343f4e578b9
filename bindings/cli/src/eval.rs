//! `eval`: measures the rules on many traces.

mod columns;
mod figures;
mod judged;
mod pairs;
mod tables;
mod wanted;

use std::io::Write;
use std::path::{Path, PathBuf};

use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use kinguard_report::eval::outcome::Outcome;
use rayon::prelude::*;

use crate::arguments;
use crate::failure::{Failure, Status, complain};
use crate::input::{files_below, is_table, read_trace};
use crate::output::{coloured, plain};
use figures::Figures;
use judged::Tables;

/// Measures every trace. If one cannot be read, no figure is printed: a share of the rest would mislead.
pub(crate) fn run(asked: &arguments::Eval) -> Result<Status, Failure> {
    let (tables, traces): (Vec<PathBuf>, Vec<PathBuf>) =
        files_below(&asked.roots)?.into_iter().partition(|file| is_table(file));
    if traces.is_empty() {
        let roots: Vec<String> = asked.roots.iter().map(|root| root.display().to_string()).collect();
        return Err(Failure::Input(format!("{}: no trace (*.json) below", roots.join(", "))));
    }
    let tables = Tables::read(&tables)?;
    let measured: Vec<Result<Outcome, Failure>> =
        traces.par_iter().progress_with(progress(traces.len())).map(|file| measure(file)).collect();
    let mut outcomes = Vec::with_capacity(measured.len());
    let mut unreadable = 0_usize;
    for result in measured {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(failure) => {
                unreadable += 1;
                failure.report();
            }
        }
    }
    if unreadable > 0 {
        complain(&format!(
            "{unreadable} of {} traces cannot be read: no figures; mend or remove them",
            traces.len()
        ));
        return Ok(Status::Unreadable);
    }
    let figures = Figures::of(&outcomes, &tables)?;
    if asked.json {
        let mut out = plain();
        serde_json::to_writer_pretty(&mut out, &figures).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        out.flush()?;
    } else {
        let mut out = coloured();
        tables::write(&mut out, &figures)?;
        out.flush()?;
    }
    Ok(Status::Fine)
}

fn measure(file: &Path) -> Result<Outcome, Failure> {
    read_trace(file).map(|trace| Outcome::of(file, &trace))
}

/// A progress bar on standard error, hidden if that is no terminal.
fn progress(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(count as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} traces, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
