//! Checks that what is named in the manifest, or looked for by JNA's native part, is in the package's code.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::{manifest, verdict};
use crate::apk::archive::entries;
use crate::workspace::Outcome;

/// Nothing in the manifest names these.
const BINDING: [&str; 2] = ["app.kinguard.core.Guard", "app.kinguard.core.GuardException"];

/// Compares the manifest and JNA's native part with the code.
pub(super) fn check(apk: &Path) -> Outcome {
    let output = Command::new("dexdump").arg(apk).output().map_err(|error| format!("dexdump: {error}"))?;
    if !output.status.success() {
        return Err(format!("dexdump: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let dump = String::from_utf8_lossy(&output.stdout);
    let classes: BTreeSet<_> = quoted(&dump, "Class descriptor").filter_map(class).collect();
    let members: BTreeSet<_> = quoted(&dump, "type").collect();
    let mut faults = Vec::new();
    let named = manifest::classes(apk)?;
    let natives = entries(apk, |name| name.ends_with("/libjnidispatch.so"))?;
    let looked_for: BTreeSet<_> = natives.iter().flat_map(|library| looked_for(&library.bytes)).collect();
    if looked_for.is_empty() {
        faults.push("JNA's native part looks for nothing: where does it keep its names?".into());
    }
    let (types, by_jna): (Vec<_>, Vec<_>) =
        looked_for.iter().partition(|name| name.ends_with(';') || name.contains('('));
    let by_jna = by_jna.iter().map(|name| name.replace('/', "."));
    let wanted = named.iter().cloned().chain(BINDING.map(str::to_owned)).chain(by_jna);
    faults.extend(wanted.filter(|name| !classes.contains(name)).map(|name| format!("no class {name}")));
    let missing = types.iter().filter(|name| !members.contains(name.as_str()));
    faults.extend(missing.map(|name| format!("JNA looks for a member {name}, and there is none")));
    verdict(
        &faults,
        &format!(
            "{} classes of the manifest and {} names that JNA looks for are among {} classes in the code",
            named.len(),
            looked_for.len(),
            classes.len()
        ),
    )
}

/// What dexdump prints as `key : 'value'`.
fn quoted<'a>(dump: &'a str, key: &str) -> impl Iterator<Item = &'a str> {
    dump.lines().filter_map(move |line| {
        let rest = line.trim().strip_prefix(key)?.trim_start().strip_prefix(':')?;
        rest.trim_start().strip_prefix('\'')?.strip_suffix('\'')
    })
}

/// The class of a descriptor, in the notation of the manifest.
fn class(descriptor: &str) -> Option<String> {
    Some(descriptor.strip_prefix('L')?.strip_suffix(';')?.replace('/', "."))
}

/// The classes of JNA that its native part names, and the types of the members in which they occur.
fn looked_for(library: &[u8]) -> impl Iterator<Item = String> {
    let texts = library.split(|&byte| byte == 0).filter_map(|text| str::from_utf8(text).ok());
    texts.filter(|text| text.contains("com/sun/jna/") && !text.contains(['%', ' '])).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_members_are_read_from_what_dexdump_prints() {
        let dump = "Class #0            -\n  Class descriptor  : 'Lapp/kinguard/App;'\n  Access flags      : 0x0011 (PUBLIC FINAL)\n      name          : 'peer'\n      type          : 'J'\n";
        assert_eq!(
            quoted(dump, "Class descriptor").filter_map(class).collect::<Vec<_>>(),
            ["app.kinguard.App"]
        );
        assert_eq!(quoted(dump, "type").collect::<Vec<_>>(), ["J"]);
    }

    #[test]
    fn what_jna_looks_for_is_read_from_its_library() {
        let library =
            b"\x7fELF\0peer\0com/sun/jna/Pointer\0()Lcom/sun/jna/Pointer;\0no com/sun/jna/X: %s\0\xff\0";
        let names: Vec<_> = looked_for(library).collect();
        assert_eq!(names, ["com/sun/jna/Pointer", "()Lcom/sun/jna/Pointer;"]);
    }
}
