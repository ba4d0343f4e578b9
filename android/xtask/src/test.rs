//! `cargo xtask test`: from a fresh clone to every test run.

mod kotlin;
mod outcome;
mod rust;
mod summary;
mod surefire;

use std::num::NonZeroU32;
use std::thread;

use clap::{Args, ValueEnum};

use crate::progress::Progress;
use crate::test::outcome::Stage;
use crate::workspace::{Outcome, clock};
use crate::{jdk, needs};

/// Every release that pom.xml has a framework for, to run or to read its byte code.
const ALL_RELEASES: [&str; 2] = ["-Dreleases=29,33,35", "-Pnewer"];

/// Options of `test`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask test --install                                 apt-get brings the JDK and Maven if they are missing\n  \
    cargo xtask test --all-releases                            also what one Android release is enough for, on each\n  \
    cargo xtask test --only kotlin -- -Dtest=GuardTest         one class\n  \
    cargo xtask test --repeat 20 --only kotlin -- -Dtest=BriefTest")]
pub(crate) struct Asked {
    /// Run only one side
    #[arg(long)]
    only: Option<Side>,
    /// Run every Kotlin test on every Android release, and check the byte code of newer ones
    #[arg(long)]
    all_releases: bool,
    /// Let apt-get install missing tools
    #[arg(long)]
    install: bool,
    /// Repeat up to this many times, until the first failure
    #[arg(long, default_value = "1")]
    repeat: NonZeroU32,
    /// Passed on to Maven, such as -Dtest=ScenariosTest
    #[arg(last = true)]
    maven: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Side {
    Rust,
    Kotlin,
}

/// Runs everything as often as requested.
pub(crate) fn run(asked: &Asked) -> Outcome {
    if asked.only != Some(Side::Rust) {
        needs::look(needs::KOTLIN, asked.install)?;
        jdk::doubt().inspect(|doubt| println!("{doubt}"));
    }
    let times = asked.repeat.get();
    for time in 1..=times {
        let progress = Progress::new();
        let stages = once(asked, &progress);
        let well = summary::print(&stages, progress.elapsed());
        if times > 1 {
            println!(
                "\nrun {time} of {times}: {} in {}",
                if well { "green" } else { "RED" },
                clock(progress.elapsed())
            );
        }
        if !well {
            return Err("tests failed: see the first failure above the table".into());
        }
    }
    Ok(())
}

/// The library comes first, because the Kotlin tests call it. After that cargo and Maven run side by side,
/// since neither keeps two processors busy.
fn once(asked: &Asked, progress: &Progress) -> Vec<Stage> {
    let library = rust::host_library(&progress.worker("Library"));
    if !library.failures.is_empty() {
        return vec![library];
    }
    let mut options = asked.maven.clone();
    if asked.all_releases {
        options.extend(ALL_RELEASES.map(str::to_owned));
    }
    let mut stages = vec![library];
    stages.extend(thread::scope(|scope| {
        let kotlin = (asked.only != Some(Side::Rust))
            .then(|| scope.spawn(|| kotlin::verify(&progress.worker("Kotlin"), &options)));
        let mut stages = match asked.only {
            Some(Side::Kotlin) => Vec::new(),
            _ => rust::tests(&progress.worker("Rust")),
        };
        if let Some(kotlin) = kotlin {
            stages.extend(kotlin.join().expect("a worker tells of its faults and does not panic"));
        }
        stages
    }));
    stages
}

/// Runs the Kotlin tests alone, for the files that they leave behind.
pub(crate) fn kotlin_only(maven: Vec<String>) -> Outcome {
    let one = NonZeroU32::MIN;
    run(&Asked { only: Some(Side::Kotlin), all_releases: false, install: false, repeat: one, maven })
}
