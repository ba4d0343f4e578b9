//! The outcome of a stage.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::time::Duration;

/// Numbers of tests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A test that failed, or a stage that broke off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) name: String,
    /// Its whole output.
    pub(crate) whole: String,
    /// The command that runs it alone.
    pub(crate) alone: String,
}

/// One line of the final table.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) took: Duration,
    /// The tests, for a stage that runs any.
    pub(crate) tests: Option<Counts>,
    pub(crate) failures: Vec<Failure>,
    /// Tests by Android release. Those without Android have no release.
    pub(crate) releases: BTreeMap<Option<u32>, Counts>,
}

impl Stage {
    pub(crate) fn new(name: &'static str, took: Duration) -> Self {
        Self { name, took, tests: None, failures: Vec::new(), releases: BTreeMap::new() }
    }

    /// It was aborted.
    pub(crate) fn broken(mut self, whole: String, alone: &str) -> Self {
        self.failures.push(Failure { name: self.name.to_owned(), whole, alone: alone.to_owned() });
        self
    }
}
