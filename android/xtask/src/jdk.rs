//! The JDK that builds and tests the Kotlin side.

use std::path::PathBuf;
use std::process::Command;

use crate::workspace::Outcome;

/// Kotlin and the tests are compiled for this release.
pub(crate) const OLDEST: u32 = 17;

/// The releases on which all Kotlin tests have passed.
const TRIED: [u32; 2] = [17, 25];

/// The release of the `javac` on the PATH, if there is one.
pub(crate) fn release() -> Option<u32> {
    let output = Command::new("javac").arg("-version").output().ok()?;
    release_in(&String::from_utf8_lossy(&output.stdout))
}

/// Returns a remark if the release has never been tried.
pub(crate) fn doubt() -> Option<String> {
    let release = release()?;
    let [older, newer] = TRIED;
    (!TRIED.contains(&release))
        .then(|| format!("JDK {release} has not been tested; {older} and {newer} have"))
}

/// Returns the home of the JDK that `java` belongs to.
pub(crate) fn home() -> Outcome<PathBuf> {
    let output = Command::new("java")
        .args(["-XshowSettings:properties", "-version"])
        .output()
        .map_err(|error| format!("java: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let home = said.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    home.map(PathBuf::from).ok_or_else(|| "java does not say where it lies".into())
}

/// The release in the output of `javac -version`; 1 for releases before 9, which called themselves `1.8`.
fn release_in(said: &str) -> Option<u32> {
    said.trim().strip_prefix("javac ")?.split(['.', '-']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_of_a_jdk_is_read() {
        assert_eq!(release_in("javac 17.0.15\n"), Some(17));
        assert_eq!(release_in("javac 25-ea"), Some(25));
        assert_eq!(release_in("javac 1.8.0_412"), Some(1));
        assert_eq!(release_in("javac: command not found"), None);
    }
}
