//! Runs `cargo test`.

use std::fs;
use std::time::Instant;

use crate::bindgen;
use crate::progress::Worker;
use crate::test::outcome::{Counts, Failure, Stage};
use crate::workspace::{building_host_library, cargo, keep_host_library, log_file, logged};

/// The most lines of compiler errors that are shown.
const ERROR_LINES: usize = 80;

/// Builds the library that the Kotlin tests call.
pub(super) fn host_library(worker: &Worker<'_>) -> Stage {
    let began = Instant::now();
    let built = run(worker, "library", &mut building_host_library(), |line| compiles(worker, line))
        .and_then(|()| keep_host_library().map(drop));
    let stage = Stage::new("Library for this computer", began.elapsed());
    match built {
        Ok(()) => {
            worker.has_done("built");
            stage
        }
        Err(fault) => stage.broken(fault, "cargo build --package kinguard-kotlin"),
    }
}

/// Compiles, tests, and checks that the generated Kotlin is up to date.
pub(super) fn tests(worker: &Worker<'_>) -> Vec<Stage> {
    let mut stages = Vec::new();
    let mut listener = Listener::default();

    let began = Instant::now();
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-run"]);
    let compiled = run(worker, "rust-compile", &mut command, |line| {
        compiles(worker, line);
        listener.total += usize::from(line.trim_start().starts_with("Executable "));
    });
    let stage = Stage::new("Rust compiled", began.elapsed());
    if let Err(fault) = compiled {
        stages.push(stage.broken(fault, "cargo test --workspace --no-run"));
        return stages;
    }
    worker.has_done("compiled");
    stages.push(stage);

    let began = Instant::now();
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]);
    let tested = run(worker, "rust-tests", &mut command, |line| match listener.hear(line) {
        Some(Heard::Begins(what)) => worker.does(what),
        Some(Heard::Ends(what)) => worker.has_done(&what),
        Some(Heard::Fails(what)) => worker.tells(&format!("FAILED {what}")),
        None => (),
    });
    let mut stage = Stage::new("Rust tests", began.elapsed());
    stage.tests = Some(listener.counts);
    stage.failures = listener.failures;
    if let Err(fault) = tested
        && stage.failures.is_empty()
    {
        stage = stage.broken(fault, "cargo test --workspace");
    }
    stages.push(stage);

    worker.does("is the generated Kotlin up to date?");
    let began = Instant::now();
    let fresh = bindgen::check(|line| compiles(worker, line));
    let stage = Stage::new("Generated Kotlin is up to date", began.elapsed());
    stages.push(match fresh {
        Ok(()) => {
            worker.has_done("the generated Kotlin is up to date");
            stage
        }
        Err(fault) => stage.broken(fault, "cargo xtask bindgen --check"),
    });
    stages
}

/// Runs a cargo command. A fault comes with the compiler's errors.
fn run(
    worker: &Worker<'_>,
    name: &str,
    command: &mut std::process::Command,
    told: impl FnMut(&str),
) -> Result<(), String> {
    worker.does("cargo begins");
    let log = log_file(name)?;
    logged(command, &log, told).map_err(|fault| {
        let said = fs::read_to_string(&log).unwrap_or_default();
        let errors: Vec<&str> =
            said.lines().skip_while(|line| !line.starts_with("error")).take(ERROR_LINES).collect();
        format!("{}\n{fault}", errors.join("\n"))
    })
}

fn compiles(worker: &Worker<'_>, line: &str) {
    if let Some(what) = line.trim_start().strip_prefix("Compiling ") {
        worker.does(format!("compiles {}", what.split(" (").next().unwrap_or(what)));
    }
}

/// Turns cargo's output into progress.
#[derive(Default)]
struct Listener {
    /// The number of test programs.
    total: usize,
    begun: usize,
    /// The running test program.
    program: String,
    counts: Counts,
    failures: Vec<Failure>,
    /// From here on the failures belong to the running program. The command that runs it alone follows them.
    first: usize,
    /// The failing test that is being described.
    telling: bool,
}

/// A line worth showing.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Begins(String),
    Ends(String),
    Fails(String),
}

impl Listener {
    fn hear(&mut self, line: &str) -> Option<Heard> {
        let words = line.trim_start();
        if let Some(program) = words.strip_prefix("Running ").and_then(program_in) {
            self.begun += 1;
            return Some(self.begins(format!("{program} ({} of {})", self.begun, self.total)));
        }
        if let Some(library) = words.strip_prefix("Doc-tests ") {
            return Some(self.begins(format!("{library}, documentation")));
        }
        if let Some(result) = line.strip_prefix("test result: ") {
            self.telling = false;
            self.counts += counts_in(result);
            return Some(Heard::Ends(format!("{}: {line}", self.program)));
        }
        if let Some(rerun) = line.split("to rerun pass `").nth(1).and_then(|rest| rest.split('`').next()) {
            self.run_alone(rerun);
            return None;
        }
        if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            self.telling = true;
            let name = name.to_owned();
            self.failures.push(Failure { name: name.clone(), whole: String::new(), alone: String::new() });
            return Some(Heard::Fails(name));
        }
        if line == "failures:" {
            self.telling = false;
        }
        if self.telling
            && let Some(failure) = self.failures.last_mut()
        {
            failure.whole.push_str(line);
            failure.whole.push('\n');
        }
        None
    }

    fn begins(&mut self, program: String) -> Heard {
        self.program.clone_from(&program);
        self.telling = false;
        self.first = self.failures.len();
        Heard::Begins(program)
    }

    /// After everything else cargo prints how to run a failed program alone.
    fn run_alone(&mut self, rerun: &str) {
        if self.first == self.failures.len() {
            // It died before it could name a test.
            self.counts.failed += 1;
            let name = self.program.clone();
            self.failures.push(Failure {
                whole: "it ended before its tests did: see target/xtask/rust-tests.log".into(),
                alone: format!("cargo test {rerun}"),
                name,
            });
        }
        for failure in self.failures[self.first..].iter_mut().filter(|failure| failure.alone.is_empty()) {
            // The name of a documentation example ends with its place.
            let exact = if rerun.ends_with("--doc") { "" } else { "--exact " };
            let name = failure.name.split(" - ").last().unwrap_or(&failure.name);
            let name = name.split(" (line").next().unwrap_or(name);
            failure.alone = format!("cargo test {rerun} -- {exact}'{name}'");
        }
        self.first = self.failures.len();
    }
}

/// The program in `tests/incidents.rs (target/debug/deps/incidents-7739bb3739cb0c2f)`.
fn program_in(running: &str) -> Option<String> {
    let file = running.rsplit_once('(')?.1.strip_suffix(')')?;
    let name = file.rsplit(['/', '\\']).next()?;
    Some(name.rsplit_once('-').map_or(name, |(name, _)| name).to_owned())
}

/// The numbers in `ok. 12 passed; 0 failed; 1 ignored; 0 measured; ...`.
fn counts_in(result: &str) -> Counts {
    let number = |what: &str| {
        let before = result.split(what).next().unwrap_or_default().trim_end();
        before.rsplit([' ', ';']).next().and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Counts { passed: number(" passed"), failed: number(" failed"), skipped: number(" ignored") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "\
     Running tests/incidents.rs (target/debug/deps/incidents-7739bb3739cb0c2f)

running 3 tests
test ends ... FAILED
test begins ... ok

failures:

---- ends stdout ----

thread 'ends' panicked at tests/tests/incidents.rs:7:5:
it did not end

failures:
    ends

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

error: test failed, to rerun pass `-p kinguard-tests --test incidents`
     Running tests/limits.rs (target/debug/deps/limits-0123456789abcdef)
error: test failed, to rerun pass `-p kinguard-tests --test limits`
";

    #[test]
    fn a_failing_test_is_heard_whole_and_can_be_run_alone() {
        let mut listener = Listener { total: 2, ..Listener::default() };
        let heard: Vec<Heard> = SAID.lines().filter_map(|line| listener.hear(line)).collect();
        assert_eq!(heard[0], Heard::Begins("incidents (1 of 2)".into()));
        assert_eq!(heard[1], Heard::Fails("ends".into()));
        assert_eq!(heard.len(), 4);
        let [failure, died] = &listener.failures[..] else { panic!("{:?}", listener.failures) };
        assert_eq!(failure.name, "ends");
        assert!(failure.whole.contains("it did not end") && !failure.whole.contains("test result"));
        assert_eq!(failure.alone, "cargo test -p kinguard-tests --test incidents -- --exact 'ends'");
        assert_eq!(
            (died.name.as_str(), died.alone.as_str()),
            ("limits (2 of 2)", "cargo test -p kinguard-tests --test limits")
        );
        assert_eq!(listener.counts, Counts { passed: 1, failed: 2, skipped: 1 });
    }
}
