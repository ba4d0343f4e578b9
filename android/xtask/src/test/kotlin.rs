//! Runs Maven's compiling, testing and linting.

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::progress::Worker;
use crate::test::outcome::{Failure, Stage};
use crate::test::surefire;
use crate::workspace::{Outcome, clock, root, target};
use crate::{api, maven};

/// The lines that separate Maven's stages.
const TESTS: &str = "test (default-test)";
const LINT: &str = "run (lint)";

/// Compiles, tests, lints, and looks for API that a phone may lack.
pub(super) fn verify(worker: &Worker<'_>, options: &[String]) -> Vec<Stage> {
    if let Err(fault) = surefire::clear() {
        return vec![Stage::new("Kotlin tests", Duration::ZERO).broken(fault, ALONE)];
    }
    if let Err(fault) = forget_tests_of_other_sources() {
        return vec![Stage::new("Kotlin compiled", Duration::ZERO).broken(fault, ALONE)];
    }
    let mut listener = Listener::new(worker, options);
    let mut words = vec!["verify"];
    words.extend(options.iter().map(String::as_str));
    let done = maven::run(&words, |line| listener.hear(line));
    let mut stages = listener.stages();
    // A failed test speaks for itself. Any other fault belongs to the last stage.
    if let Err(fault) = done
        && stages.iter().all(|stage| stage.failures.is_empty())
        && let Some(stage) = stages.pop()
    {
        stages.push(stage.broken(fault, ALONE));
    }
    if target().join("android/classes").exists() {
        worker.does("looks for API that a phone may not have");
        let began = Instant::now();
        let checked = api::run(|line| worker.has_done(line));
        let stage = Stage::new("Android API levels", began.elapsed());
        stages.push(match checked {
            Ok(()) => stage,
            Err(fault) => stage.broken(fault, "cargo xtask api"),
        });
    }
    stages
}

/// Recompiles every test after a change of what they test. Kotlin's incremental compiler does not notice that
/// tests depend on it and would run stale ones.
fn forget_tests_of_other_sources() -> Outcome {
    let compiled_with = target().join("android/tested-sources");
    let shown = |error: std::io::Error| format!("{}: {error}", compiled_with.display());
    let mut now = DefaultHasher::new();
    for folder in ["bindings/kotlin/generated", "android/src/main/kotlin"] {
        hash(&root().join(folder), &mut now)?;
    }
    let now = now.finish().to_string();
    if fs::read_to_string(&compiled_with).is_ok_and(|then| then == now) {
        return Ok(());
    }
    for folder in ["android/test-classes", "android/kotlin-ic/test"] {
        let folder = target().join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
    }
    fs::create_dir_all(target().join("android")).map_err(shown)?;
    fs::write(&compiled_with, now).map_err(shown)
}

/// Feeds every file below `folder` into `hasher`, name and content, sorted by name.
fn hash(folder: &Path, hasher: &mut impl Hasher) -> Outcome {
    let shown = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        })
        .map_err(shown)?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash(&path, hasher)?;
        } else {
            path.hash(hasher);
            fs::read(&path).map_err(shown)?.hash(hasher);
        }
    }
    Ok(())
}

const ALONE: &str = "cargo xtask test --only kotlin";

/// Turns Maven's output into progress.
struct Listener<'a> {
    worker: &'a Worker<'a>,
    /// The number of test classes, or `None` when only some are asked for.
    total: Option<usize>,
    done: usize,
    running: HashSet<String>,
    began: Instant,
    tests_began: Option<Instant>,
    lint_began: Option<Instant>,
}

impl<'a> Listener<'a> {
    fn new(worker: &'a Worker<'a>, options: &[String]) -> Self {
        let some = options.iter().any(|option| option.starts_with("-Dtest="));
        Self {
            worker,
            total: (!some).then(|| classes(&root().join("android/src/test/kotlin"))),
            done: 0,
            running: HashSet::new(),
            began: Instant::now(),
            tests_began: None,
            lint_began: None,
        }
    }

    fn hear(&mut self, line: &str) {
        if let Some(goal) = maven::goal_in(line) {
            match goal {
                TESTS => self.tests_began = Some(Instant::now()),
                LINT => self.lint_began = Some(Instant::now()),
                _ => (),
            }
            self.worker.does(goal);
        } else if let Some(class) = line.strip_prefix("[INFO] Running ") {
            self.running.insert(class.to_owned());
            self.show();
        } else if let Some((tests, class)) = result_in(line) {
            self.running.remove(class);
            self.done += 1;
            self.worker.has_done(&format!("{}, {}: {tests}", self.place(self.done), short(class)));
            self.show();
        } else if line.starts_with("[ERROR]   ") && line.contains("»") {
            self.worker.has_done(line.trim_start_matches("[ERROR]").trim());
        } else if line.starts_with("measured: ") {
            self.worker.has_done(line);
        }
        if line.contains("<<< FAILURE!") || line.contains("<<< ERROR!") {
            let what = line.trim_start_matches("[ERROR] ").split(" -- ").next().unwrap_or(line);
            if !what.starts_with("Tests run:") {
                self.worker.tells(&format!("FAILED {what}"));
            }
        }
    }

    /// Such as `class 3 of 129`.
    fn place(&self, class: usize) -> String {
        match self.total {
            Some(total) => format!("class {class} of {total}"),
            None => format!("class {class}"),
        }
    }

    fn show(&self) {
        let mut running: Vec<&str> = self.running.iter().map(|class| short(class)).collect();
        running.sort_unstable();
        let since = self.tests_began.map_or(Duration::ZERO, |began| began.elapsed());
        self.worker.does(format!(
            "{} at {}: {}",
            self.place(self.done + 1),
            clock(since),
            running.join(", ")
        ));
    }

    fn stages(self) -> Vec<Stage> {
        let end = Instant::now();
        let until = |next: Option<Instant>| next.unwrap_or(end);
        let mut stages =
            vec![Stage::new("Kotlin compiled", until(self.tests_began.or(self.lint_began)) - self.began)];
        if let Some(began) = self.tests_began {
            stages.push(tested(until(self.lint_began) - began));
        }
        if let Some(began) = self.lint_began {
            stages.push(Stage::new("Kotlin style", end - began));
        }
        stages
    }
}

/// Returns the outcome of the tests from the reports.
fn tested(took: Duration) -> Stage {
    let mut stage = Stage::new("Kotlin tests", took);
    match surefire::read(&surefire::folder()) {
        Ok(reports) => {
            stage.tests = Some(reports.counts);
            stage.releases = reports.releases;
            stage.failures = reports.failures;
        }
        Err(fault) => {
            let name = stage.name.to_owned();
            stage.failures.push(Failure { name, whole: fault, alone: ALONE.to_owned() });
        }
    }
    stage
}

/// Returns a finished test class in a line, and its name.
fn result_in(line: &str) -> Option<(String, &str)> {
    let rest = line.split_once("] Tests run: ").map(|(_, rest)| rest)?;
    let (numbers, class) = rest.rsplit_once(" -- in ")?;
    let tests = numbers.split(',').next()?;
    let time = numbers.split("Time elapsed: ").nth(1)?.split(" s").next()?;
    let fault = if numbers.contains("<<<") { ", FAILED" } else { "" };
    Some((format!("{tests} tests in {time} s{fault}"), class))
}

/// The name without the package that all tests share.
fn short(class: &str) -> &str {
    class.strip_prefix("app.kinguard.").unwrap_or(class)
}

/// Returns the number of test classes below a folder: files with such a name and a test that runs by itself.
fn classes(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let one = |path: &Path| {
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("Test.kt"));
        named
            && fs::read_to_string(path)
                .is_ok_and(|text| text.contains("@Test") && !text.contains("\nabstract class"))
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.map(|path| if path.is_dir() { classes(&path) } else { usize::from(one(&path)) }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_that_is_through_is_heard() {
        let line = "[INFO] Tests run: 22, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 143.4 s -- in app.kinguard.BriefTest";
        assert_eq!(result_in(line), Some(("22 tests in 143.4 s".into(), "app.kinguard.BriefTest")));
        let line = "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1.2 s <<< FAILURE! -- in app.kinguard.A";
        assert_eq!(result_in(line), Some(("2 tests in 1.2 s, FAILED".into(), "app.kinguard.A")));
        assert_eq!(result_in("[INFO] Tests run: 2615, Failures: 0, Errors: 0, Skipped: 0"), None);
    }

    #[test]
    fn classes_of_tests_are_counted() {
        assert!(classes(&root().join("android/src/test/kotlin")) > 100);
    }
}
