//! `cargo xtask`: builds, generates and tests what cargo alone does not know of.

mod api;
mod apk;
mod audit;
mod bindgen;
mod explore;
mod jdk;
#[cfg(test)]
mod listing;
mod maven;
mod needs;
mod progress;
mod screens;
mod shipped;
mod stages;
mod test;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own chores.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Build everything and run every test, Rust and Kotlin
    Test(test::Asked),
    /// Try the properties on new cases, and the fuzz targets
    Explore(explore::Asked),
    /// Write the Kotlin side of the binding anew
    Bindgen {
        /// Write nothing; fail when what is committed is stale
        #[arg(long)]
        check: bool,
    },
    /// Make the package that a phone installs, and check it
    Apk(apk::Asked),
    /// Check licences, sources and sums of everything the package is made of and with
    Audit(audit::Asked),
    /// Find uses of hidden or too new Android API in the compiled app
    Api,
    /// Draw every screen of the app, to be looked at
    Screens {
        /// Output folder [default: target/screens]
        folder: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().chore {
        Chore::Test(asked) => test::run(&asked),
        Chore::Explore(asked) => explore::run(&asked),
        Chore::Bindgen { check: true } => bindgen::check(|_| ()),
        Chore::Bindgen { check: false } => bindgen::write(),
        Chore::Apk(asked) => apk::run(&asked),
        Chore::Audit(asked) => audit::run(&asked),
        Chore::Api => api::run(|line| println!("{line}")),
        Chore::Screens { folder } => screens::run(folder.as_deref()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
