//! Checks that every class named in the manifest is in the package's code.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::{manifest, verdict};
use crate::workspace::Outcome;

/// JNA finds these by name, so only this check would miss them.
const BY_NAME: [&str; 4] = [
    "com.sun.jna.Native",
    "com.sun.jna.CallbackReference",
    "app.kinguard.core.Guard",
    "app.kinguard.core.GuardException",
];

/// Compares the manifest with the code.
pub(super) fn check(apk: &Path) -> Outcome {
    let output = Command::new("dexdump").arg(apk).output().map_err(|error| format!("dexdump: {error}"))?;
    if !output.status.success() {
        return Err(format!("dexdump: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let classes = classes(&String::from_utf8_lossy(&output.stdout));
    let named = manifest::classes(apk)?;
    let faults: Vec<_> = named
        .iter()
        .map(String::as_str)
        .chain(BY_NAME)
        .filter(|name| !classes.contains(*name))
        .map(|name| format!("no class {name}"))
        .collect();
    verdict(
        &faults,
        &format!("{} classes of the manifest are among {} in the code", named.len(), classes.len()),
    )
}

/// The classes that dexdump lists, in the notation of the manifest.
fn classes(dump: &str) -> BTreeSet<String> {
    let descriptor = |line: &str| {
        let quoted = line.trim().strip_prefix("Class descriptor")?.split('\'').nth(1)?;
        Some(quoted.strip_prefix('L')?.strip_suffix(';')?.replace('/', "."))
    };
    dump.lines().filter_map(descriptor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_from_what_dexdump_prints() {
        let dump = "Class #0            -\n  Class descriptor  : 'Lapp/kinguard/App;'\n  Access flags      : 0x0011 (PUBLIC FINAL)\n";
        assert_eq!(classes(dump), BTreeSet::from(["app.kinguard.App".to_owned()]));
    }
}
