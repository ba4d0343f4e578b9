//! Checks each file that Maven fetched, to run or to compile with, against a sum. Maven itself does so from
//! 3.9 on, but Debian's is older.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::apk::changed::{sha256, write};
use crate::maven;
use crate::workspace::{Outcome, root, target};

/// Plug-ins of steps that no build here takes. Which version Maven names depends on Maven.
const UNUSED: &str =
    "excludeArtifactIds=maven-clean-plugin,maven-deploy-plugin,maven-install-plugin,maven-site-plugin";

/// Fails if a file has another sum than recorded, or records the sums of all files.
pub(crate) fn check(renew: bool) -> Outcome {
    let found = sums()?;
    let path = root().join("android/xtask/data/maven.sha256");
    if renew {
        let mut text = String::from(
            "# What Maven fetches to build and test with, by its place in Maven's repository: cargo xtask audit --write\n",
        );
        for (file, sum) in &found {
            text.push_str(&format!("{sum}  {file}\n"));
        }
        return write(&path, text.as_bytes());
    }
    let wanted = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    compare(&read(&wanted), &found)?;
    println!("   {} files have their recorded sums", found.len());
    Ok(())
}

fn read(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, file)| (file.to_owned(), sum.to_owned()))
        .collect()
}

fn compare(wanted: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Outcome {
    let other = found.iter().filter_map(|(file, sum)| match wanted.get(file) {
        Some(pinned) if pinned == sum => None,
        Some(_) => Some(format!("{file}: differs from the recorded one, its SHA-256 is {sum}")),
        None => Some(format!("{file}: has no recorded sum")),
    });
    let gone =
        wanted.keys().filter(|file| !found.contains_key(*file)).map(|file| format!("{file}: no longer used"));
    let faults: Vec<String> = other.chain(gone).collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!("{}\nWhere that is as it should be: cargo xtask audit --write", faults.join("\n")))
}

/// The place in the repository and the sum of each file.
fn sums() -> Outcome<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for (goal, name) in [("dependency:resolve-plugins", "plugins"), ("dependency:resolve", "libraries")] {
        let list = target().join(format!("xtask/maven-{name}.txt"));
        let file = format!("-DoutputFile={}", list.display());
        maven::run(&[goal, "-DoutputAbsoluteArtifactFilename=true", &format!("-D{UNUSED}"), &file], |_| ())?;
        let text = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
        for path in text.lines().filter_map(file_in) {
            found.insert(place(&path)?, sha256(&path)?);
        }
    }
    if found.is_empty() {
        return Err("Maven names no files".into());
    }
    Ok(found)
}

/// The file of a line such as `junit:junit:jar:3.8.1:/m2/repository/junit/junit/3.8.1/junit-3.8.1.jar -- ...`.
fn file_in(line: &str) -> Option<PathBuf> {
    let words = line.trim().split(['\u{1b}', ' ']).next()?;
    let path = words.splitn(6, ':').find(|part| Path::new(part).is_absolute())?;
    Some(PathBuf::from(path))
}

/// A name such as `junit/junit/3.8.1/junit-3.8.1.jar`, wherever the repository is.
fn place(path: &Path) -> Outcome<String> {
    let text = path.to_string_lossy().replace('\\', "/");
    let place = text.rsplit_once("/repository/").map(|(_, place)| place.to_owned());
    place.ok_or_else(|| format!("{text}: not in a repository of Maven's"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(file, sum)| ((*file).to_owned(), (*sum).to_owned())).collect()
    }

    #[test]
    fn a_file_is_told_from_what_stands_around_it() {
        let line = "   junit:junit:jar:4.13.2:test:/m2/repository/junit/junit/4.13.2/junit-4.13.2.jar\u{1b}[36m -- module junit";
        let file = file_in(line).unwrap();
        assert_eq!(file, Path::new("/m2/repository/junit/junit/4.13.2/junit-4.13.2.jar"));
        assert_eq!(place(&file).unwrap(), "junit/junit/4.13.2/junit-4.13.2.jar");
        assert_eq!(file_in("The following plugins have been resolved:"), None);
        assert_eq!(file_in(""), None);
    }

    #[test]
    fn another_file_a_new_one_and_one_that_went_are_told() {
        let wanted = sums(&[("a.jar", "1"), ("b.jar", "2")]);
        assert_eq!(compare(&wanted, &wanted), Ok(()));
        assert_eq!(read("# list\n1  a.jar\n2  b.jar\n"), wanted);
        for (found, said) in [
            (sums(&[("a.jar", "9"), ("b.jar", "2")]), "a.jar: differs"),
            (sums(&[("a.jar", "1"), ("b.jar", "2"), ("c.jar", "3")]), "c.jar: has no recorded sum"),
            (sums(&[("a.jar", "1")]), "b.jar: no longer"),
        ] {
            assert!(compare(&wanted, &found).unwrap_err().contains(said), "{said}");
        }
    }
}
