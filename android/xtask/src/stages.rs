//! Stages of a command, announced, timed and summed up.

use std::time::Instant;

use crate::workspace::Outcome;

/// The stages that are done.
pub(crate) struct Stages {
    began: Instant,
    done: Vec<(&'static str, u64)>,
}

impl Stages {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), done: Vec::new() }
    }

    /// Runs one stage. The first that fails is the last.
    pub(crate) fn run(&mut self, name: &'static str, act: impl FnOnce() -> Outcome) -> Outcome {
        println!("\n== {name}");
        let began = Instant::now();
        act().map_err(|error| format!("{name}: {error}"))?;
        let seconds = began.elapsed().as_secs();
        println!("== {name}: done in {seconds} s");
        self.done.push((name, seconds));
        Ok(())
    }

    /// Prints the time of each stage.
    pub(crate) fn sum_up(&self) {
        println!("\nAll green.");
        for (name, seconds) in &self.done {
            println!("{seconds:>6} s  {name}");
        }
        println!("{:>6} s  in all", self.began.elapsed().as_secs());
    }
}
