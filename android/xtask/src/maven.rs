//! Maven, which builds and tests the Kotlin side.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::house::{Outcome, root, target};

/// Says in one line what is missing and how to get it.
pub(crate) fn look_for_tools() -> Outcome {
    let said = |program: &str, flag: &str| {
        let output = Command::new(program).arg(flag).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    if said("javac", "-version").and_then(|said| release(&said)).is_none_or(|release| release < 17) {
        return Err("no JDK of release 17 or later here: sudo apt-get install openjdk-17-jdk-headless".into());
    }
    match said("mvn", "--version") {
        Some(_) => Ok(()),
        None => Err("no Maven here: sudo apt-get install maven".into()),
    }
}

/// Where the JDK lies that `java` belongs to.
pub(crate) fn java_home() -> Outcome<PathBuf> {
    let output = Command::new("java")
        .args(["-XshowSettings:properties", "-version"])
        .output()
        .map_err(|error| format!("java: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let home = said.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    home.map(PathBuf::from).ok_or_else(|| "java does not say where it lies".into())
}

/// The release in what `javac -version` says; 1 for those before 9, which called themselves `1.8`.
fn release(said: &str) -> Option<u32> {
    said.trim().strip_prefix("javac ")?.split(['.', '-']).next()?.parse().ok()
}

/// Compiles the app and its tests, runs them, and lints.
pub(crate) fn verify(extra: &[String]) -> Outcome {
    run("verify", extra)
}

/// Runs Maven up to a phase. What it says goes to a file; shown is what a person wants to know.
pub(crate) fn run(phase: &str, extra: &[String]) -> Outcome {
    let log = log_file()?;
    let mut written = File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    println!("   the whole log: {}", log.display());
    let crash = target().join("android/virtual-machine-crash.log");
    // One of an earlier run would mislead.
    let _ = fs::remove_file(&crash);
    let mut command = Command::new("mvn");
    command
        .args(["--batch-mode", "--no-transfer-progress", "-Dstyle.color=never", "--file"])
        .arg(root().join("android/pom.xml"))
        .arg(format!("-Dkinguard.target={}", target().display()))
        .args(extra)
        .arg(phase)
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
        _ => {
            show_beginning(&crash);
            Err(format!("see {}", log.display()))
        }
    }
}

/// Where the tests' virtual machine died, it wrote down in which code; elsewhere that file does not survive.
fn show_beginning(crash: &Path) {
    if let Ok(report) = fs::read_to_string(crash) {
        println!("   the virtual machine crashed: {}", crash.display());
        report.lines().take(CRASH_LINES).for_each(|line| println!("   {line}"));
    }
}

fn log_file() -> Outcome<PathBuf> {
    let folder = target().join("xtask");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder.join("maven.log"))
}

/// So many lines name the fault, the thread and its stack.
const CRASH_LINES: usize = 120;

/// How Maven's advice about Maven begins, which follows every error.
const ADVICE: [&str; 6] = ["To see", "Re-run", "For more", "[Help", "-> [Help", "around Ant part"];

/// The part of a line that is worth a look while waiting.
fn telling(line: &str) -> Option<&str> {
    let step = line.strip_prefix("[INFO] --- ").and_then(|rest| rest.split(" @").next());
    let tests = line.strip_prefix("[INFO] ").filter(|rest| rest.starts_with("Tests run:"));
    let measured = Some(line).filter(|line| line.starts_with("measured: "));
    let lint = line.strip_prefix("[INFO]      [java] ").filter(|rest| rest.starts_with("src/"));
    let bad =
        line.strip_prefix("[ERROR] ").filter(|rest| !ADVICE.iter().any(|advice| rest.starts_with(advice)));
    step.or(tests).or(measured).or(lint).or(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_of_a_jdk_is_read() {
        assert_eq!(release("javac 17.0.15\n"), Some(17));
        assert_eq!(release("javac 25-ea"), Some(25));
        assert_eq!(release("javac 1.8.0_412"), Some(1));
        assert_eq!(release("javac: command not found"), None);
    }

    #[test]
    fn steps_results_figures_and_errors_are_shown() {
        assert_eq!(
            telling("[INFO] --- kotlin:2.4:compile (compile) @ app ---"),
            Some("kotlin:2.4:compile (compile)")
        );
        assert_eq!(telling("[INFO] Tests run: 3, Failures: 0"), Some("Tests run: 3, Failures: 0"));
        assert_eq!(telling("[ERROR] it broke"), Some("it broke"));
        assert_eq!(telling("[ERROR] Re-run Maven using the -X switch"), None);
        assert_eq!(telling("[INFO]      [java] src/A.kt:1:2: too long"), Some("src/A.kt:1:2: too long"));
        assert_eq!(telling("[INFO]      [java] Summary"), None);
        assert_eq!(telling("measured: 7 us"), Some("measured: 7 us"));
        assert_eq!(telling("[INFO] BUILD SUCCESS"), None);
    }
}
