//! The reports of Maven's test runner, one file per class.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

use crate::test::outcome::{Counts, Failure};
use crate::workspace::{Outcome, target};

/// The sum of all reports.
#[derive(Default)]
pub(super) struct Reports {
    pub(super) counts: Counts,
    /// Tests by Android release. Those without Android have no release.
    pub(super) releases: BTreeMap<Option<u32>, Counts>,
    pub(super) failures: Vec<Failure>,
}

/// Returns their folder.
pub(super) fn folder() -> PathBuf {
    target().join("android/surefire-reports")
}

/// Removes the reports of an earlier run.
pub(super) fn clear() -> Outcome {
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    Ok(())
}

/// Reads every report.
pub(super) fn read(folder: &Path) -> Outcome<Reports> {
    let mut reports = Reports::default();
    let Ok(entries) = fs::read_dir(folder) else { return Ok(reports) };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let extension = |file: &Path| file.extension().map(|extension| extension.to_string_lossy().into_owned());
    for file in files {
        let shown = |fault: &dyn std::fmt::Display| format!("{}: {fault}", file.display());
        let kind = extension(&file).unwrap_or_default();
        if !["xml", "dump", "dumpstream"].contains(&kind.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&file).map_err(|error| shown(&error))?;
        if kind != "xml" {
            reports.failures.push(lost(&text));
            continue;
        }
        let report = Document::parse(&text).map_err(|error| shown(&error))?;
        report.descendants().filter(|node| node.has_tag_name("testcase")).for_each(|test| reports.add(test));
    }
    Ok(reports)
}

impl Reports {
    fn add(&mut self, test: Node<'_, '_>) {
        let name = test.attribute("name").unwrap_or_default();
        let class = test.attribute("classname").unwrap_or_default();
        let part = |tag: &str| test.children().find(|node| node.has_tag_name(tag));
        let fault = part("failure").or_else(|| part("error"));
        let mut counts = Counts::default();
        match fault {
            Some(fault) => {
                counts.failed = 1;
                self.failures.push(failure(class, name, fault.text().unwrap_or_default()));
            }
            None if part("skipped").is_some() => counts.skipped = 1,
            None => counts.passed = 1,
        }
        self.counts += counts;
        *self.releases.entry(split(name).1).or_default() += counts;
    }
}

/// A test machine that could not report the outcome of its tests, such as after a stack overflow while a
/// failure was being written. Maven counts only what was reported and calls that a success.
fn lost(dump: &str) -> Failure {
    Failure {
        name: "a test machine lost what became of its tests".to_owned(),
        whole: without_runner(dump),
        alone: "cargo xtask test --only kotlin".to_owned(),
    }
}

fn failure(class: &str, name: &str, trace: &str) -> Failure {
    let (method, release) = split(name);
    let release = release.map(|release| format!(" -Dreleases={release}")).unwrap_or_default();
    Failure {
        name: format!("{class}: {name}"),
        whole: without_runner(trace),
        alone: format!("cargo xtask test --only kotlin --{release} '-Dtest={class}#{}*'", pattern(method)),
    }
}

/// A test's name, and the release it ran on.
fn split(name: &str) -> (&str, Option<u32>) {
    let marked = name.strip_suffix(']').and_then(|name| name.rsplit_once('['));
    match marked.and_then(|(method, release)| Some((method, release.parse().ok()?))) {
        Some((method, release)) => (method, Some(release)),
        None => (name, None),
    }
}

/// The name as a pattern, in which every character with a special meaning to the runner or the shell matches
/// anything.
fn pattern(method: &str) -> String {
    method.chars().map(|letter| if ",+#!%\"'()[]".contains(letter) { '?' } else { letter }).collect()
}

/// A stack trace without the frames below the test.
fn without_runner(trace: &str) -> String {
    let mut runner = false;
    let mut kept = Vec::new();
    for line in trace.trim().lines() {
        let frame = line.trim_start().strip_prefix("at ");
        runner = match frame {
            Some(frame) => runner || frame.contains("jdk.internal.reflect."),
            None => line.trim_start().starts_with("...") && runner,
        };
        if !runner {
            kept.push(line);
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"<testsuite name="app.kinguard.PauseTest">
        <testcase name="it ends[29]" classname="app.kinguard.PauseTest" time="0.1"/>
        <testcase name="it ends, by itself[35]" classname="app.kinguard.PauseTest" time="0.1">
            <failure message="no">java.lang.AssertionError: no
	at app.kinguard.PauseTest.it ends, by itself(PauseTest.kt:7)
	at java.base/jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
	at org.junit.runners.ParentRunner.run(ParentRunner.java:1)
Caused by: java.io.IOException: full
	at app.kinguard.Store.write(Store.kt:9)
	at java.base/jdk.internal.reflect.Method.invoke(Method.java:1)
	... 30 more
</failure>
        </testcase>
        <testcase name="it is plain" classname="app.kinguard.PauseTest" time="0.1"><skipped/></testcase>
    </testsuite>"#;

    fn reports() -> Reports {
        let mut reports = Reports::default();
        let document = Document::parse(REPORT).unwrap();
        document
            .descendants()
            .filter(|node| node.has_tag_name("testcase"))
            .for_each(|test| reports.add(test));
        reports
    }

    #[test]
    fn a_machine_that_lost_its_tests_is_a_failure() {
        let folder = std::env::temp_dir().join(format!("kinguard-reports-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("TEST-app.kinguard.PauseTest.xml"), "<testsuite tests=\"0\"/>").unwrap();
        let error = "java.lang.NoClassDefFoundError: Could not initialize class";
        fs::write(folder.join("2026-11-29-jvmRun1.dump"), error).unwrap();
        let reports = read(&folder);
        fs::remove_dir_all(&folder).unwrap();
        let failures = reports.unwrap().failures;
        assert_eq!(failures.iter().map(|failure| failure.whole.as_str()).collect::<Vec<_>>(), [error]);
    }

    #[test]
    fn tests_are_counted_by_release() {
        let reports = reports();
        assert_eq!(reports.counts, Counts { passed: 1, failed: 1, skipped: 1 });
        assert_eq!(reports.releases[&Some(29)], Counts { passed: 1, ..Counts::default() });
        assert_eq!(reports.releases[&Some(35)], Counts { failed: 1, ..Counts::default() });
        assert_eq!(reports.releases[&None], Counts { skipped: 1, ..Counts::default() });
    }

    #[test]
    fn a_failure_is_told_whole_but_for_the_runner() {
        let failure = &reports().failures[0];
        assert_eq!(
            failure.whole.lines().map(str::trim).collect::<Vec<_>>(),
            [
                "java.lang.AssertionError: no",
                "at app.kinguard.PauseTest.it ends, by itself(PauseTest.kt:7)",
                "Caused by: java.io.IOException: full",
                "at app.kinguard.Store.write(Store.kt:9)",
            ]
        );
        assert_eq!(
            failure.alone,
            "cargo xtask test --only kotlin -- -Dreleases=35 '-Dtest=app.kinguard.PauseTest#it ends? by itself*'"
        );
    }
}
