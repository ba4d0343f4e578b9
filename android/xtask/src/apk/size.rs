//! The sizes of the package and its parts.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use zip::ZipArchive;

use crate::apk::abi::Abi;
use crate::workspace::Outcome;

/// The most bytes of a package for phones alone, 1.7 MB, so that nobody adds to it unawares.
const MOST: u64 = 1_700_000;

/// Prints the size of each part in the package and on the phone. Fails if what is for phones alone is too large.
pub(crate) fn report(apk: &Path, abis: &[Abi]) -> Outcome {
    let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", apk.display());
    let mut archive =
        ZipArchive::new(File::open(apk).map_err(|error| shown(&error))?).map_err(|error| shown(&error))?;
    let mut parts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| shown(&error))?;
        let name = entry.name().map_err(|error| shown(&error))?;
        let sizes = parts.entry(part(&name)).or_default();
        *sizes = (sizes.0 + entry.compressed_size(), sizes.1 + entry.size());
    }
    println!("\n{:>10} {:>10}  part", "in the apk", "unpacked");
    for (part, (packed, whole)) in &parts {
        println!("{packed:>10} {whole:>10}  {part}");
    }
    let all = fs::metadata(apk).map_err(|error| shown(&error))?.len();
    let packed: u64 = parts.values().map(|sizes| sizes.0).sum();
    println!("{:>10} {:>10}  names, order and signature", all - packed, "");
    println!("{all:>10} {:>10}  in all", parts.values().map(|sizes| sizes.1).sum::<u64>());
    within(all, abis)
}

fn within(size: u64, abis: &[Abi]) -> Outcome {
    if abis == [Abi::Arm64] && size > MOST {
        return Err(format!("the package has {size} bytes, and {MOST} are the most"));
    }
    Ok(())
}

fn part(name: &str) -> String {
    match name {
        _ if name.ends_with(".dex") => "code (Kotlin, its library, JNA, the binding)".into(),
        _ if name.ends_with("libjnidispatch.so") => format!("JNA's native part, {}", abi(name)),
        _ if name.ends_with("libkinguard.so") => format!("the core, {}", abi(name)),
        "AndroidManifest.xml" | "resources.arsc" => "resources".into(),
        _ if name.starts_with("res/") => "resources".into(),
        _ => name.into(),
    }
}

fn abi(name: &str) -> &str {
    name.split('/').nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_for_phones_has_a_bound_and_one_for_emulators_too_has_none() {
        assert!(within(MOST, &[Abi::Arm64]).is_ok());
        assert!(within(MOST + 1, &[Abi::Arm64]).unwrap_err().contains("1700001 bytes"));
        assert!(within(MOST + 1, &Abi::ALL).is_ok());
    }
}
