//! `cargo xtask test`: from a fresh clone to every test run.

use clap::{Args, ValueEnum};

use crate::house::{Outcome, cargo, finish, host_library};
use crate::stages::Stages;
use crate::{api, bindgen, maven};

/// What is to be tested.
#[derive(Args)]
pub(crate) struct Asked {
    /// Only one side
    #[arg(long)]
    only: Option<Side>,
    /// Handed to Maven, such as -Dtest=ScenariosTest
    #[arg(last = true)]
    maven: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    Rust,
    Kotlin,
}

/// Runs the stages in the order in which a mistake is found soonest.
pub(crate) fn run(asked: &Asked) -> Outcome {
    let mut stages = Stages::new();
    if asked.only != Some(Side::Rust) {
        maven::look_for_tools()?;
    }
    if asked.only != Some(Side::Kotlin) {
        stages.run("Rust tests", || finish(cargo().args(["test", "--workspace"])))?;
        stages.run("Generated Kotlin is up to date", || bindgen::run(true))?;
    }
    if asked.only != Some(Side::Rust) {
        stages.run("Library for this computer", || host_library().map(drop))?;
        stages.run("Kotlin tests and lint", || maven::verify(&asked.maven))?;
        stages.run("Android API levels", api::run)?;
    }
    stages.sum_up();
    Ok(())
}
