//! The end of a run: the exit status, and one line with the reason.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use kinguard_report::text::clean;

/// The exit status. Of several files the worst one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Everything was read, and all expectations were met.
    Fine,
    /// An `expect` failed.
    Unexpected,
    /// Something could not be read or written.
    Unreadable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// The reason why a run stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An unusable input, described in one line.
    Input(String),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// A failure caused by a file.
    pub(crate) fn of_file(file: &Path, what: impl Display) -> Self {
        Self::Input(format!("{}: {what}", file.display()))
    }

    /// Prints the reason on standard error. A reader that has closed the pipe is no failure: it has seen
    /// enough.
    pub(crate) fn report(self) -> Status {
        match self {
            Self::Input(what) => {
                complain(&what);
                Status::Unreadable
            }
            Self::Output(error) if error.kind() == ErrorKind::BrokenPipe => Status::Fine,
            Self::Output(error) => {
                complain(&format!("cannot write the output: {error}"));
                Status::Unreadable
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Prints one line on standard error. If that is closed, nobody wants to read it.
pub(crate) fn complain(what: &str) {
    const LONGEST: usize = 600;
    let line: String = clean(what).chars().take(LONGEST).collect();
    let _ = writeln!(io::stderr(), "kinguard: {line}");
}
