//! Every check of a package that needs no phone. Each one fails the build.

mod bionic;
mod dex;
mod elf;
mod languages;
mod manifest;
mod signature;
mod xml_tree;

use std::path::Path;

use crate::apk::abi::Abi;
use crate::apk::drive;
use crate::apk::version::Version;
use crate::stages::Stages;
use crate::workspace::Outcome;

/// The package under check.
pub(crate) struct Subject<'a> {
    pub(crate) abis: &'a [Abi],
    pub(crate) signed: &'a Path,
    pub(crate) version: &'a Version,
    pub(crate) ndk: bool,
}

/// Runs all checks, the slowest one last.
pub(crate) fn run(stages: &mut Stages, subject: &Subject<'_>) -> Outcome {
    stages.run("Check: native libraries", || elf::check(subject.signed, subject.abis))?;
    stages.run("Check: manifest", || manifest::check(subject.signed, subject.version, subject.abis))?;
    stages.run("Check: classes", || dex::check(subject.signed))?;
    stages.run("Check: three languages", languages::check)?;
    stages.run("Check: alignment and signature", || signature::check(subject.signed))?;
    stages.run("Check: driven on this computer", || drive::check(subject.ndk))
}

/// Fails with all findings, or prints one line if there are none.
fn verdict(faults: &[String], holds: &str) -> Outcome {
    for fault in faults {
        println!("   ✗ {fault}");
    }
    if faults.is_empty() {
        println!("   ✓ {holds}");
        return Ok(());
    }
    Err(format!("{} faults, the first: {}", faults.len(), faults[0]))
}
