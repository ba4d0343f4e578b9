//! `cargo xtask audit`: the origin and licence of everything that the package is made of and with.

mod crates;
mod maven_files;
mod notices;

use clap::Args;

use crate::needs;
use crate::stages::Stages;
use crate::workspace::Outcome;

/// Options of `audit`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask audit            fails when a licence, a source or a sum is not the expected one\n  \
    cargo xtask audit --install  the same, and brings cargo-deny and what else is missing\n  \
    cargo xtask audit --write    takes the sums and licences found here as the expected ones: look at the difference")]
pub(crate) struct Asked {
    /// Accept what is found as expected
    #[arg(long)]
    write: bool,
    /// Let apt-get and cargo install missing tools
    #[arg(long)]
    install: bool,
}

/// Runs every audit.
pub(crate) fn run(asked: &Asked) -> Outcome {
    let mut stages = Stages::new();
    stages.run("What it takes", || {
        needs::look(needs::KOTLIN, asked.install)?;
        crates::look(asked.install)
    })?;
    stages.run("Crates: licences, sources, duplicates", crates::check)?;
    stages.run("Maven: plug-ins, compiler and libraries", || maven_files::check(asked.write))?;
    stages.run("Notices in the app", || notices::check(asked.write))?;
    stages.sum_up();
    Ok(())
}
