//! The Kotlin side of the binding: generated, committed, and checked.

use std::fs;
use std::path::PathBuf;

use crate::workspace::{
    Outcome, building_host_library, built_host_library, cargo, log_file, logged, root, target,
};

/// The file below the committed folder, and below a freshly generated one.
const FILE: &str = "app/kinguard/core/kinguard.kt";

/// Compares the committed file with a freshly generated one. `told` hears cargo's output.
pub(crate) fn check(told: impl FnMut(&str)) -> Outcome {
    let fresh = generate(told)?;
    compare(&fs::read_to_string(committed()).unwrap_or_default(), &fresh)
}

/// Writes the file.
pub(crate) fn write() -> Outcome {
    let fresh = generate(|_| ())?;
    let committed = committed();
    if let Some(folder) = committed.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(&committed, fresh).map_err(|error| format!("{}: {error}", committed.display()))
}

fn committed() -> PathBuf {
    root().join("bindings/kotlin/generated").join(FILE)
}

fn compare(committed: &str, fresh: &str) -> Outcome {
    if committed == fresh {
        return Ok(());
    }
    let differs = committed.lines().zip(fresh.lines()).position(|(old, new)| old != new);
    let line = differs.unwrap_or_else(|| committed.lines().count().min(fresh.lines().count())) + 1;
    Err(format!("bindings/kotlin/generated is stale from line {line} on; run: cargo xtask bindgen"))
}

fn generate(mut told: impl FnMut(&str)) -> Outcome<String> {
    let log = log_file("bindgen")?;
    logged(&mut building_host_library(), &log, &mut told)?;
    let folder: PathBuf = target().join("bindgen-out");
    let manifest = root().join("bindings/kotlin/bindgen/Cargo.toml");
    logged(
        cargo()
            .args(["run", "--locked", "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(target().join("bindgen"))
            .args(["--", "generate", "--language", "kotlin", "--no-format", "--config"])
            .arg(root().join("bindings/kotlin/uniffi.toml"))
            .arg("--out-dir")
            .arg(&folder)
            .arg(built_host_library()),
        &log,
        told,
    )?;
    let file = folder.join(FILE);
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(tidy(&text))
}

/// Removes blanks at line ends and runs of empty lines, which the templates leave behind.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_file_is_told_with_its_first_difference() {
        assert_eq!(compare("a\nb\n", "a\nb\n"), Ok(()));
        assert!(compare("a\nb\n", "a\nc\n").unwrap_err().contains("line 2"));
        assert!(compare("", "a\n").unwrap_err().contains("line 1"));
    }

    #[test]
    fn templates_leave_no_marks() {
        assert_eq!(tidy("a  \n\n\n\nb\n\n"), "a\n\nb\n");
    }
}
