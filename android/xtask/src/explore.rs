//! `cargo xtask explore`: runs the properties on new cases, and the fuzz targets.
//!
//! The test command runs fixed cases, so that its outcome is the same for everybody. This one deals new cases
//! from a seed that it prints. Failures are kept as failing tests: a property's case in
//! `tests/tests/*.regressions`, a fuzz target's input in `fuzz/findings`. Both run first from then on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::Args;

use crate::workspace::{Outcome, cargo, root};

/// Options of `explore`.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask explore                      ten minutes, from a new seed
  cargo xtask explore --minutes 60
  cargo xtask explore --seed 42 --only properties   the cases of an earlier run again")]
pub(crate) struct Asked {
    /// Minutes to explore in total
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    minutes: u64,
    /// Seed of the first round; later rounds count up from it [default: a new one]
    #[arg(long)]
    seed: Option<u64>,
    /// Cases of each property in a round
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..))]
    cases: u32,
    /// Run only one kind [default: both, if there is a nightly compiler]
    #[arg(long)]
    only: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Properties,
    Fuzz,
}

/// Explores until the time is over. Findings are kept and turn the outcome into an error.
pub(crate) fn run(asked: &Asked) -> Outcome {
    let targets = match asked.only {
        Some(Kind::Properties) => Vec::new(),
        Some(Kind::Fuzz) => {
            look_for_fuzzer()?;
            fuzz_targets()?
        }
        None => match look_for_fuzzer() {
            Ok(()) => fuzz_targets()?,
            Err(why) => {
                println!("Properties only: {why}");
                Vec::new()
            }
        },
    };
    let whole = Duration::from_secs(asked.minutes * 60);
    let mut found = Vec::new();
    if asked.only != Some(Kind::Fuzz) {
        let time = if targets.is_empty() { whole } else { whole / 2 };
        found.extend(explore_properties(asked, time)?);
    }
    let time = if asked.only == Some(Kind::Fuzz) { whole } else { whole / 2 };
    for target in &targets {
        found.extend(fuzz(target, time / u32::try_from(targets.len()).unwrap_or(u32::MAX))?);
    }
    if found.is_empty() {
        println!("\nNothing found in {} min.", asked.minutes);
        return Ok(());
    }
    println!("\nFound, and kept as failing tests. Write each down as a named test before it is mended:");
    found.iter().for_each(|line| println!("  {line}"));
    Err(format!("{} found", found.len()))
}

/// Runs rounds of every property until the time is over, and finishes the last one. A failing round is the
/// last, since its case is tried first in every later one.
fn explore_properties(asked: &Asked, time: Duration) -> Outcome<Vec<String>> {
    let binaries = property_tests(&root().join("tests/tests"))?;
    let first = asked.seed.unwrap_or_else(new_seed);
    let began = Instant::now();
    for seed in first.. {
        println!("\n== Properties: {} cases of each, seed {seed}", asked.cases);
        let mut command = cargo();
        command.args([
            "test",
            "--quiet",
            "--profile",
            "explore",
            "--package",
            "kinguard-tests",
            "--no-fail-fast",
        ]);
        command.args(binaries.iter().flat_map(|binary| ["--test", binary]));
        command.env("PROPTEST_CASES", asked.cases.to_string()).env("PROPTEST_RNG_SEED", seed.to_string());
        let status = command.status().map_err(|error| format!("cargo test: {error}"))?;
        println!("== {} s", began.elapsed().as_secs());
        if !status.success() {
            let again = format!(
                "a property: see above and tests/tests/*.regressions; again with \
                 `cargo xtask explore --only properties --seed {seed} --cases {}`",
                asked.cases
            );
            return Ok(vec![again]);
        }
        if began.elapsed() >= time {
            break;
        }
    }
    Ok(Vec::new())
}

/// The tests with properties.
fn property_tests(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for path in files(folder)? {
        let text = fs::read_to_string(&path).unwrap_or_default();
        if path.extension().is_some_and(|extension| extension == "rs") && text.contains("\nproptest! {") {
            found.extend(stem(&path));
        }
    }
    if found.is_empty() { Err(format!("no properties in {}", folder.display())) } else { Ok(found) }
}

fn look_for_fuzzer() -> Outcome {
    let works = |words: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(words).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !works(&["+nightly", "--version"]) {
        return Err("no nightly compiler here: rustup toolchain install nightly".into());
    }
    if !works(&["fuzz", "--version"]) {
        return Err("no cargo-fuzz here: cargo install cargo-fuzz --locked".into());
    }
    Ok(())
}

fn fuzz_targets() -> Outcome<Vec<String>> {
    Ok(files(&root().join("fuzz/fuzz_targets"))?.iter().filter_map(|path| stem(path)).collect())
}

/// Runs one fuzz target and keeps an input on which it fails.
fn fuzz(target: &str, time: Duration) -> Outcome<Vec<String>> {
    println!("\n== Fuzz target {target}: {} s", time.as_secs());
    let fuzz = root().join("fuzz");
    let corpus = fuzz.join("corpus");
    if !corpus.is_dir() {
        let manifest = fuzz.join("Cargo.toml");
        let mut seed = Command::new("cargo");
        seed.args(["+nightly", "run", "--quiet", "--example", "seed", "--manifest-path"]).arg(manifest);
        crate::workspace::finish(&mut seed)?;
    }
    let status = Command::new("cargo")
        .args(["+nightly", "fuzz", "run", target, "--", "-print_final_stats=1", "-verbosity=0"])
        .arg(format!("-max_total_time={}", time.as_secs()))
        .current_dir(root())
        .status()
        .map_err(|error| format!("cargo fuzz: {error}"))?;
    if status.success() {
        return Ok(Vec::new());
    }
    let artifacts = fuzz.join("artifacts").join(target);
    let findings = fuzz.join("findings").join(target);
    let mut kept = Vec::new();
    for input in files(&artifacts).unwrap_or_default() {
        let Some(name) = input.file_name() else { continue };
        let shown = |error| format!("{}: {error}", input.display());
        fs::create_dir_all(&findings).map_err(shown)?;
        fs::rename(&input, findings.join(name)).map_err(shown)?;
        kept.push(format!("{target}: fuzz/findings/{target}/{}", name.to_string_lossy()));
    }
    if kept.is_empty() { Err(format!("the fuzz target {target} did not run")) } else { Ok(kept) }
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let read = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

/// Different every second, and short enough to type.
fn new_seed() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_with_properties_and_the_fuzz_targets_are_found() {
        let properties = property_tests(&root().join("tests/tests")).unwrap();
        for known in ["callers", "effects", "incidents", "snapshots"] {
            assert!(properties.iter().any(|found| found == known), "{known}: {properties:?}");
        }
        assert!(!properties.iter().any(|found| found == "windows"), "it holds none");
        assert!(fuzz_targets().unwrap().iter().any(|found| found == "engine"));
    }
}
