//! Reads input files, up to a size limit.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use kinguard_core::trace::Trace;
use walkdir::WalkDir;

use crate::failure::Failure;

/// The largest trace that is read. A month of a busy phone is a hundredth of it.
const LARGEST: u64 = 64 << 20;

/// Reads one trace.
pub(crate) fn read_trace(file: &Path) -> Result<Trace, Failure> {
    Trace::parse(&read_text(file)?).map_err(|error| Failure::of_file(file, error))
}

/// Reads a text file of bounded size.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    let fault = |what: String| Failure::of_file(file, what);
    let unreadable = |error: std::io::Error| fault(format!("cannot be read: {error}"));
    let opened = File::open(file).map_err(unreadable)?;
    if opened.metadata().map_err(unreadable)?.is_dir() {
        return Err(fault("is a directory: name the trace files in it".to_owned()));
    }
    let mut bytes = Vec::new();
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(fault("is larger than 64 MiB: split it, or use `stream` with JSON Lines".to_owned()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        fault(format!("line {line} is not UTF-8: save the file as UTF-8 text"))
    })
}

/// Returns whether a file contains expected answers to the traces beside it.
pub(crate) fn is_table(file: &Path) -> bool {
    file.ends_with("wanted.tsv") || file.ends_with("pairs.tsv")
}

/// Every trace (`*.json`) and every table below `roots`, sorted and without duplicates.
pub(crate) fn files_below(roots: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for root in roots {
        for entry in WalkDir::new(root) {
            let entry = entry.map_err(|error| {
                let place = error.path().unwrap_or(root).to_owned();
                let cause =
                    error.io_error().map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
                Failure::of_file(&place, format!("cannot be read: {cause}"))
            })?;
            let wanted = entry.path().extension() == Some(OsStr::new("json")) || is_table(entry.path());
            if wanted && entry.path().is_file() {
                files.push(entry.into_path());
            }
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}
