//! The core for Python, and the jobs that run it on Spark.

mod environment;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::fleet::environment::Environment;
use crate::needs;
use crate::stages::Stages;
use crate::workspace::{Outcome, cargo, finish, root, target};

/// Options of `fleet`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    cargo xtask fleet --install                  a Python environment with the core and Spark: target/fleet/venv\n  \
    cargo xtask fleet --test --install           and holds both jobs against kinguard stream, on 50,000 events\n  \
    cargo xtask fleet --test --phones 140        the same on a million\n  \
    cargo xtask fleet --measure --phones 420     events a second, memory, and where the time goes, on three million")]
pub(crate) struct Asked {
    /// Also test the core in Python, and both jobs
    #[arg(long)]
    test: bool,
    /// Also print the figures
    #[arg(long)]
    measure: bool,
    /// The phones of the table; each has about 7,000 events in a month
    #[arg(long, default_value = "7")]
    phones: u32,
    /// Have apt-get and pip install what is missing
    #[arg(long)]
    install: bool,
}

/// One in so many phones ends with a fraud, or the small table would have none.
const FRAUDS: &str = "3";

const TESTS: [(&str, &str); 4] = [
    ("The core in Python", "bindings/python/tests/test_kinguard.py"),
    ("Parcels", "examples/fleet/tests/test_parcels.py"),
    ("Digests", "examples/fleet/tests/test_digests.py"),
    ("Both jobs against kinguard stream", "examples/fleet/tests/test_fleet.py"),
];

/// Builds the wheel into an environment of its own, and tests or measures.
pub(crate) fn run(asked: &Asked) -> Outcome {
    // Larger tables are worth the wait for the compiler.
    let release = asked.measure || asked.phones > 20;
    let mut stages = Stages::new();
    let environment = Environment::new(folder().join("venv"));
    stages.run("What it takes", || {
        needs::look(environment::NEEDS, asked.install)?;
        environment.look(asked.install)
    })?;
    stages.run("The core for Python", || environment.take_wheel(&wheel(&environment, release)?))?;
    if asked.test || asked.measure {
        stages.run("The command line and a table", || {
            finish(building(release).args(["--package", "kinguard", "--bin", "kinguard"]))?;
            write_table(asked.phones, release)
        })?;
    }
    if asked.test {
        for (name, script) in TESTS {
            stages.run(name, || finish(&mut python(&environment, script, release)))?;
        }
    }
    if asked.measure {
        stages.run("Figures", || finish(&mut python(&environment, "examples/fleet/measure.py", release)))?;
    }
    stages.sum_up();
    Ok(())
}

fn folder() -> PathBuf {
    target().join("fleet")
}

fn profile(release: bool) -> &'static str {
    if release { "release" } else { "dev" }
}

fn building(release: bool) -> Command {
    let mut command = cargo();
    command.args(["build", "--quiet", "--locked", "--profile", profile(release)]);
    command
}

/// The folder into which cargo builds.
fn built(release: bool) -> PathBuf {
    target().join(if release { "release" } else { "debug" })
}

fn wheel(environment: &Environment, release: bool) -> Outcome<PathBuf> {
    let wheels = folder().join("wheels");
    let _ = fs::remove_dir_all(&wheels);
    finish(
        environment
            .command("maturin")
            .args(["build", "--quiet", "--locked", "--profile", profile(release), "--manifest-path"])
            .arg(root().join("bindings/python/Cargo.toml"))
            .arg("--out")
            .arg(&wheels),
    )?;
    let files = fs::read_dir(&wheels).map_err(|error| format!("{}: {error}", wheels.display()))?;
    let wheel = files.flatten().map(|file| file.path()).next();
    wheel.ok_or_else(|| format!("{}: maturin left no wheel", wheels.display()))
}

/// Writes the events of so many phones, and each phone as a trace.
fn write_table(phones: u32, release: bool) -> Outcome {
    let folder = table();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    finish(building(release).args(["--package", "kinguard-tests", "--example", "table"]))?;
    let lines = folder.join("events.jsonl");
    let out = File::create(&lines).map_err(|error| format!("{}: {error}", lines.display()))?;
    finish(
        Command::new(built(release).join("examples/table"))
            .args(["--frauds", FRAUDS, "--phones", &phones.to_string(), "--harms"])
            .arg(folder.join("harms.jsonl"))
            .arg("--traces")
            .arg(folder.join("traces"))
            .stdout(out),
    )
}

fn table() -> PathBuf {
    folder().join("table")
}

/// Runs a script with everything that it is told by the environment.
fn python(environment: &Environment, script: &str, release: bool) -> Command {
    let jobs: &Path = &root().join("examples/fleet");
    let mut command = environment.command("python");
    command
        .arg(root().join(script))
        .env("PYTHONPATH", jobs)
        .env("KINGUARD_CLI", built(release).join("kinguard"))
        .env("KINGUARD_TABLE", table())
        .env("KINGUARD_WORK", folder().join("work"));
    command
}
