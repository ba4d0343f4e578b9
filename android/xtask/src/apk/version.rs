//! The version of the package.

use std::process::Command;

use crate::workspace::{Outcome, root};

/// The version code, which Android compares, and the version name, which people read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Version {
    /// Grows with every commit: Android refuses to install a lower one over a higher one.
    pub(crate) code: u32,
    /// As in `0.1.0-1a2b3c4d5e`.
    pub(crate) name: String,
    /// True if nothing differs from the commit.
    pub(crate) clean: bool,
    /// True if every commit is here to be counted.
    pub(crate) whole: bool,
}

/// Reads the version from Cargo.toml and git.
pub(crate) fn read() -> Outcome<Version> {
    let whole = said(&["rev-parse", "--is-shallow-repository"])? == "false";
    let count = said(&["rev-list", "--count", "HEAD"])?;
    let code = count.parse().map_err(|_| format!("git rev-list --count: {count}"))?;
    let clean = said(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Ok(Version { code, name: name(&said(&["rev-parse", "--short=10", "HEAD"])?, clean), clean, whole })
}

fn name(commit: &str, clean: bool) -> String {
    format!("{}-{commit}{}", env!("CARGO_PKG_VERSION"), if clean { "" } else { "-changed" })
}

fn said(words: &[&str]) -> Outcome<String> {
    let output = Command::new("git")
        .args(words)
        .current_dir(root())
        .output()
        .map_err(|error| format!("git {}: {error}", words[0]))?;
    if !output.status.success() {
        return Err(format!(
            "git {}: the version is read from a clone: {}",
            words[0],
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_committed_shows_in_the_name() {
        assert_eq!(name("1a2b3c4d5e", true), concat!(env!("CARGO_PKG_VERSION"), "-1a2b3c4d5e"));
        assert!(name("1a2b3c4d5e", false).ends_with("-changed"));
    }
}
