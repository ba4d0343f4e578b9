//! Output to a terminal: colours where it supports them, and nothing that a trace could smuggle in.

use std::io::{self, BufWriter, StdoutLock};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

/// Standard output with colours, which are dropped under `NO_COLOR` or if it is no terminal.
pub(crate) fn coloured() -> AutoStream<StdoutLock<'static>> {
    AutoStream::auto(io::stdout().lock())
}

/// Standard output for machines.
pub(crate) fn plain() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Bold text.
pub(crate) const STRONG: Style = Style::new().bold();
/// Text that may be skipped.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// A red warning, or a failure.
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
/// An amber warning.
pub(crate) const AMBER: Style = AnsiColor::Yellow.on_default().bold();
/// A message to the family.
pub(crate) const FAMILY: Style = AnsiColor::Cyan.on_default();
/// Good news.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// The harm.
pub(crate) const HARM: Style = AnsiColor::Magenta.on_default().bold();
