//! Maven, which builds and tests the Kotlin side.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::house::{Outcome, root, target};

/// Says in one line what is missing and how to get it.
pub(crate) fn look_for_tools() -> Outcome {
    let found = |program: &str, flag: &str| {
        Command::new(program).arg(flag).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    };
    match (found("javac", "-version"), found("mvn", "--version")) {
        (true, true) => Ok(()),
        (false, _) => {
            Err("no JDK here; it takes 17 or later: sudo apt-get install openjdk-17-jdk-headless".into())
        }
        (_, false) => Err("no Maven here; it takes 3.8 or later: sudo apt-get install maven".into()),
    }
}

/// Compiles the app and its tests, runs them, and lints. What Maven says goes to a file; shown is what a person wants
/// to know.
pub(crate) fn verify(extra: &[String]) -> Outcome {
    let log = log_file()?;
    let mut written = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    println!("   the whole log: {}", log.display());
    let mut command = Command::new("mvn");
    command
        .args(["--batch-mode", "--no-transfer-progress", "--file"])
        .arg(root().join("android/pom.xml"))
        .arg(format!("-Dkinguard.target={}", target().display()))
        .args(extra)
        .arg("verify")
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("mvn: {error}"))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            writeln!(written, "{line}").map_err(|error| format!("{}: {error}", log.display()))?;
            if let Some(shown) = telling(&line) {
                println!("   {shown}");
            }
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("see {}", log.display())),
    }
}

fn log_file() -> Outcome<PathBuf> {
    let folder = target().join("xtask");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder.join("maven.log"))
}

/// The part of a line that is worth a look while waiting.
fn telling(line: &str) -> Option<&str> {
    let step = line.strip_prefix("[INFO] --- ").and_then(|rest| rest.split(" @").next());
    let tests = line.strip_prefix("[INFO] ").filter(|rest| rest.starts_with("Tests run:"));
    let measured = Some(line).filter(|line| line.starts_with("measured: "));
    let bad = Some(line).filter(|line| line.starts_with("[ERROR]"));
    step.or(tests).or(measured).or(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_results_figures_and_errors_are_shown() {
        assert_eq!(
            telling("[INFO] --- kotlin:2.4:compile (compile) @ app ---"),
            Some("kotlin:2.4:compile (compile)")
        );
        assert_eq!(telling("[INFO] Tests run: 3, Failures: 0"), Some("Tests run: 3, Failures: 0"));
        assert_eq!(telling("[ERROR] it broke"), Some("[ERROR] it broke"));
        assert_eq!(telling("measured: 7 us"), Some("measured: 7 us"));
        assert_eq!(telling("[INFO] BUILD SUCCESS"), None);
    }
}
