//! Programs and packages that this computer needs.

use std::env::consts::OS;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::jdk;
use crate::workspace::{Outcome, finish};

/// A program or folder, and the Debian packages that contain it, best first.
pub(crate) struct Need {
    pub(crate) packages: &'static [&'static str],
    pub(crate) here: fn() -> bool,
}

/// The needs of the Kotlin side. Which JDK Debian and Ubuntu have depends on their release.
pub(crate) const KOTLIN: &[Need] = &[
    Need {
        packages: &["openjdk-17-jdk-headless", "openjdk-21-jdk-headless", "openjdk-25-jdk-headless"],
        here: || jdk::release().is_some_and(|release| release >= jdk::OLDEST),
    },
    Need { packages: &["maven"], here: || answers("mvn", &["--version"]) },
];

/// Prints in one line what is missing and how to get it, or installs it.
pub(crate) fn look<'a>(needs: impl IntoIterator<Item = &'a Need>, install: bool) -> Outcome {
    let missing: Vec<&Need> = needs.into_iter().filter(|need| !(need.here)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !found("apt-get") {
        return Err(elsewhere(&missing));
    }
    if !install {
        return Err(format!(
            "missing here: sudo apt-get install --no-install-recommends {} (or run again with --install)",
            packages(&missing).join(" ")
        ));
    }
    finish(privileged("apt-get").args(["update", "-q"]))?;
    let packages = packages(&missing);
    println!("   installing {}", packages.join(" "));
    finish(privileged("apt-get").args(["install", "-y", "-q", "--no-install-recommends"]).args(&packages))?;
    match missing.iter().find(|need| !(need.here)()) {
        Some(need) => Err(format!("{} is installed, and yet not found", need.packages.join(" or "))),
        None => Ok(()),
    }
}

/// The package of each need that this system knows, or the best one if it knows none yet.
fn packages(missing: &[&Need]) -> Vec<&'static str> {
    let known = |package: &&&str| answers("apt-cache", &["show", "--quiet", package]);
    missing.iter().map(|need| *need.packages.iter().find(known).unwrap_or(&need.packages[0])).collect()
}

/// The advice where there is no apt-get.
fn elsewhere(missing: &[&Need]) -> String {
    let how = match OS {
        "macos" => "brew install openjdk@21 maven, and put openjdk's bin folder on the PATH",
        "windows" => {
            "winget install EclipseAdoptium.Temurin.21.JDK; Maven from maven.apache.org, on the PATH"
        }
        _ => "by this system's own packages",
    };
    format!("missing Debian packages {}: {how}", packages(missing).join(", "))
}

fn privileged(program: &str) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if root { program } else { "sudo" });
    if !root {
        command.arg(program);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// Returns whether a program exists and succeeds with these arguments.
pub(crate) fn answers(program: &str, words: &[&str]) -> bool {
    let quiet = Command::new(program).args(words).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// For programs that fail when asked for their version.
pub(crate) fn found(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Need = Need { packages: &["no-such-package-is-known"], here: || false };
    const HERE: Need = Need { packages: &["coreutils"], here: || true };

    #[test]
    fn what_is_missing_is_named_in_one_line() {
        assert_eq!(look([&HERE], false), Ok(()));
        let said = look([&HERE, &NOWHERE], false).unwrap_err();
        assert!(said.contains("no-such-package-is-known") && !said.contains("coreutils"), "{said}");
        assert_eq!(said.lines().count(), 1);
    }
}
