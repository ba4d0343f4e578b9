//! Progress: on a terminal one changing line per worker, elsewhere one line for each thing that is done.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::workspace::clock;

/// All workers.
pub(crate) struct Progress {
    began: Instant,
    bars: MultiProgress,
    terminal: bool,
}

/// One worker.
pub(crate) struct Worker<'a> {
    progress: &'a Progress,
    name: &'static str,
    bar: ProgressBar,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), bars: MultiProgress::new(), terminal: io::stderr().is_terminal() }
    }

    pub(crate) fn worker(&self, name: &'static str) -> Worker<'_> {
        let style = ProgressStyle::with_template("{elapsed_precise} {prefix:.bold} {wide_msg}");
        let bar = ProgressBar::new_spinner().with_style(style.expect("the template is a constant"));
        let bar = self.bars.add(bar.with_prefix(name));
        bar.enable_steady_tick(Duration::from_secs(1));
        Worker { progress: self, name, bar }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }
}

impl Worker<'_> {
    /// Shows the current activity.
    pub(crate) fn does(&self, what: impl Into<String>) {
        self.bar.set_message(what.into());
    }

    /// Prints something that is done, which stays readable.
    pub(crate) fn has_done(&self, what: &str) {
        if self.progress.terminal {
            self.bar.set_message(what.to_owned());
        } else {
            println!("{:>6}  {}: {what}", clock(self.progress.elapsed()), self.name);
        }
    }

    /// Prints a line for everybody.
    pub(crate) fn tells(&self, what: &str) {
        let line = format!("{:>6}  {}: {what}", clock(self.progress.elapsed()), self.name);
        self.progress.bars.suspend(|| println!("{line}"));
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
