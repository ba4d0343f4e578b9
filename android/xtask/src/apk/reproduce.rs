//! Builds the same package in another folder, which proves that it was made from these sources.

use std::fs;
use std::path::Path;

use crate::apk::abi::Abi;
use crate::apk::changed::{files_below, sha256};
use crate::workspace::{Outcome, cargo, finish, root, target};

/// Clones the commit, builds it there and compares the unsigned packages.
pub(crate) fn run(abis: &[Abi], ndk: bool, first: &Path) -> Outcome {
    let folder = target().join("apk/again");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let clone = folder.join("elsewhere");
    finish(
        std::process::Command::new("git")
            .args(["clone", "--quiet", "--no-hardlinks"])
            .arg(root())
            .arg(&clone),
    )?;
    let abis = abis.iter().map(|abi| abi.folder()).collect::<Vec<_>>().join(",");
    let mut command = cargo();
    command.current_dir(&clone).env("CARGO_TARGET_DIR", folder.join("made")).args([
        "xtask",
        "apk",
        "--unsigned",
        "--abi",
        &abis,
    ]);
    if ndk {
        command.arg("--ndk");
    }
    finish(&mut command)?;
    let made = files_below(&folder.join("made/apk"))?;
    let second = made
        .iter()
        .find(|file| file.file_name() == first.file_name())
        .ok_or_else(|| format!("{}: no package of that name came out", folder.display()))?;
    let (one, other) = (sha256(first)?, sha256(second)?);
    println!("   {one}  here\n   {other}  in another folder");
    if one != other {
        return Err(format!("the packages differ: compare {} and {}", first.display(), second.display()));
    }
    fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))
}
