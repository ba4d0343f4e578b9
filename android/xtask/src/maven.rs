//! Maven, which builds and tests the Kotlin side.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::workspace::{Outcome, log_file, logged, root, target};

/// Enough lines for the fault, the thread and its stack.
const CRASH_LINES: usize = 120;

/// Beginnings of the advice about itself that Maven prints after every error.
const ADVICE: [&str; 6] = ["To see", "Re-run", "For more", "[Help", "-> [Help", "around Ant part"];

/// Runs Maven with its goals and options. Its output goes to a file, and each line is also passed to `told`.
pub(crate) fn run(words: &[&str], mut told: impl FnMut(&str)) -> Outcome {
    let log = log_file("maven")?;
    let crashes = crashes();
    // Reports of an earlier run would mislead.
    let _ = fs::remove_dir_all(&crashes);
    fs::create_dir_all(&crashes).map_err(|error| format!("{}: {error}", crashes.display()))?;
    let mut errors = Vec::new();
    let done = logged(&mut command(words), &log, |line| {
        errors.extend(error_in(line).map(str::to_owned));
        told(line);
    });
    done.map_err(|fault| {
        let report = crash_report().map(|report| format!("{report}\n"));
        errors.truncate(CRASH_LINES);
        format!("{}{}\n{fault}", report.unwrap_or_default(), errors.join("\n"))
    })
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "mvn.cmd" } else { "mvn" });
    // Maven's own Java machine leaves its crash report in its working directory.
    command
        .current_dir(crashes())
        .args(["--batch-mode", "--no-transfer-progress", "-Dstyle.color=never", "--file"])
        .arg(root().join("android/pom.xml"))
        .arg(format!("-Dkinguard.target={}", target().display()))
        .args(words);
    command
}

/// Returns the path of a crashing Java machine's report, which pom.xml also names.
fn crashes() -> PathBuf {
    target().join("android/crashes")
}

/// The beginning of a crash report: the file does not survive elsewhere.
fn crash_report() -> Option<String> {
    let mut files: Vec<_> =
        fs::read_dir(crashes()).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("hs_err")));
    files.sort();
    let file = files.first()?;
    let report = fs::read_to_string(file).ok()?;
    let beginning: Vec<&str> = report.lines().take(CRASH_LINES).collect();
    Some(format!("the Java machine died: {}\n{}", file.display(), beginning.join("\n")))
}

/// Returns the error in a line, of a compiler, a linter or Maven itself.
fn error_in(line: &str) -> Option<&str> {
    let lint = line.strip_prefix("[INFO]      [java] ").filter(|rest| rest.starts_with("src/"));
    let bad = line
        .strip_prefix("[ERROR] ")
        .filter(|rest| !rest.is_empty() && !ADVICE.iter().any(|advice| rest.starts_with(advice)));
    lint.or(bad)
}

/// The plug-in goal that a line announces, such as `compile (test-compile)`.
pub(crate) fn goal_in(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("[INFO] --- ")?.split(" @").next()?;
    rest.rsplit_once(':').map(|(_, goal)| goal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_announced() {
        let line = "[INFO] --- kotlin-maven-plugin:2.4.21:test-compile (test-compile) @ kinguard-android ---";
        assert_eq!(goal_in(line), Some("test-compile (test-compile)"));
        assert_eq!(goal_in("[INFO] BUILD SUCCESS"), None);
    }

    #[test]
    fn errors_are_told_from_advice() {
        assert_eq!(error_in("[ERROR] it broke"), Some("it broke"));
        assert_eq!(error_in("[ERROR] Re-run Maven using the -X switch"), None);
        assert_eq!(error_in("[ERROR] "), None);
        assert_eq!(error_in("[INFO]      [java] src/A.kt:1:2: too long"), Some("src/A.kt:1:2: too long"));
        assert_eq!(error_in("[INFO]      [java] Summary"), None);
    }
}
