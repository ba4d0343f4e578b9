//! Finds uses of hidden or too new Android API.
//!
//! The framework that the app is compiled against and tested on also holds hidden members, and members that the oldest
//! supported phone lacks. A call of such a one passes every test here and fails on a phone. This reads the compiled
//! classes and refuses what is not public, and what is newer than the oldest supported release unless the method, or a
//! class around it, is marked `@TargetApi` with a level that suffices.

mod check;
mod class_file;
mod levels;

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::{Outcome, target};
use class_file::ClassFile;
use levels::Levels;

/// The oldest supported release, as in the app's manifest.
const OLDEST: u32 = 29;

/// Reads the classes that Maven compiled last. `told` hears the result if all is well; otherwise it is the
/// error.
pub(crate) fn run(mut told: impl FnMut(&str)) -> Outcome {
    let folder = target().join("android/classes");
    let mut classes = Vec::new();
    for path in class_paths(&folder)? {
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let class = ClassFile::read(&bytes).ok_or_else(|| format!("{}: no class file", path.display()))?;
        classes.push(class);
    }
    if classes.is_empty() {
        return Err(format!("{}: nothing is compiled yet; run: cargo xtask test", folder.display()));
    }
    let findings = check::findings(&classes, &Levels::built_in()?, OLDEST);
    if findings.is_empty() {
        told(&format!("{} classes use public API of level {OLDEST}, or newer where marked", classes.len()));
        return Ok(());
    }
    let many = findings.len();
    let lines: Vec<String> = findings.iter().map(|finding| format!("   {finding}")).collect();
    Err(format!("{many} uses of API that a phone may not have:\n{}", lines.join("\n")))
}

fn class_paths(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "class") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
