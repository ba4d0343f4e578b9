//! How a run ends: the exit status, and the one line that says why.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::output::clean;

/// The exit status. The worst one of several files is the one of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All read, all expectations met.
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

/// Why a run stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An input that cannot be used, said in one line.
    Input(String),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// A failure that belongs to a file.
    pub(crate) fn of_file(file: &Path, what: impl Display) -> Self {
        Self::Input(format!("{}: {what}", file.display()))
    }

    /// Says it on standard error. A reader that has gone away is no failure: it has seen what it wanted.
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

/// One line on standard error. Whoever closed it does not want to hear more.
pub(crate) fn complain(what: &str) {
    const LONGEST: usize = 600;
    let line: String = clean(what).chars().take(LONGEST).collect();
    let _ = writeln!(io::stderr(), "kinguard: {line}");
}
