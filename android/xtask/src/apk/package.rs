//! The package, before it is signed.

use std::path::Path;

use crate::apk::abi::Abi;
use crate::apk::archive::{Entry, bytes, entries, pack};
use crate::apk::native::{Build, library};
use crate::apk::{resources, shrink};
use crate::workspace::Outcome;

/// Writes the unsigned package.
pub(crate) fn write(abis: &[Abi], to: &Path) -> Outcome {
    let mut packed = entries(&resources::table(), |_| true)?;
    packed.extend(entries_of_dex()?);
    for &abi in abis {
        let folder = format!("lib/{}", abi.folder());
        packed.push(Entry {
            name: format!("{folder}/libkinguard.so"),
            bytes: bytes(&library(abi, Build::Shipped))?,
        });
        let theirs = format!("jni/{}/libjnidispatch.so", abi.folder());
        let mut found = entries(&resources::jna_for_phones(), |name| name == theirs)?;
        let jna = found.pop().ok_or_else(|| format!("jna.aar has no {theirs}"))?;
        packed.push(Entry { name: format!("{folder}/libjnidispatch.so"), ..jna });
    }
    pack(packed, to)?;
    println!("   unsigned SHA-256 {}", crate::apk::changed::sha256(to)?);
    Ok(())
}

/// Only code: R8 passes on everything else in its jars.
fn entries_of_dex() -> Outcome<Vec<Entry>> {
    let dex = entries(&shrink::dex(), |name| {
        name.strip_suffix(".dex").is_some_and(|name| name.starts_with("classes"))
    })?;
    if dex.is_empty() {
        return Err(format!("{}: no dex in it", shrink::dex().display()));
    }
    Ok(dex)
}
