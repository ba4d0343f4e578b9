//! `cargo xtask`: builds, generates and tests everything that cargo alone cannot.

mod api;
mod apk;
mod audit;
mod bindgen;
mod explore;
mod fleet;
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
mod web;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
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
    /// Run the properties on new cases, and the fuzz targets
    Explore(explore::Asked),
    /// Generate the Kotlin side of the binding
    Bindgen {
        /// Write nothing; fail if the committed file is stale
        #[arg(long)]
        check: bool,
    },
    /// Build the package for phones, and check it
    Apk(apk::Asked),
    /// Check licences, sources and sums of everything that goes into the package or builds it
    Audit(audit::Asked),
    /// Find uses of hidden or too new Android API in the compiled app
    Api,
    /// Draw every screen of the app
    Screens(screens::Asked),
    /// Build the simulator, a page that runs the core in a browser
    Web(web::Asked),
    /// Build the core for Python, and run it on Spark
    Fleet(fleet::Asked),
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
        Chore::Screens(asked) => screens::run(&asked),
        Chore::Web(asked) => web::run(&asked),
        Chore::Fleet(asked) => fleet::run(&asked),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
