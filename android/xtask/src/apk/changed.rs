//! Decides whether a stage has to run again.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::workspace::{Outcome, target};

/// The inputs of a stage, as one hash.
pub(crate) struct Inputs(Sha256);

impl Inputs {
    pub(crate) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds something that is no file, such as an option.
    pub(crate) fn word(mut self, word: &str) -> Self {
        self.0.update((word.len() as u64).to_le_bytes());
        self.0.update(word);
        self
    }

    /// Adds a file, or all files below a folder, by name and content.
    pub(crate) fn path(mut self, path: &Path) -> Outcome<Self> {
        for file in files_below(path)? {
            let name = file.strip_prefix(path).unwrap_or(&file).to_string_lossy().into_owned();
            self = self.word(&name);
            let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
            self.0.update((bytes.len() as u64).to_le_bytes());
            self.0.update(&bytes);
        }
        Ok(self)
    }
}

/// Runs `act` unless `outputs` exist and were made from the same `inputs` last time.
pub(crate) fn unless_same(
    stage: &str,
    inputs: Inputs,
    outputs: &[&Path],
    act: impl FnOnce() -> Outcome,
) -> Outcome {
    let now = hexadecimal(&inputs.0.finalize());
    let stamp = target().join("apk/stamps").join(stage);
    if outputs.iter().all(|output| output.exists()) && fs::read_to_string(&stamp).is_ok_and(|old| old == now)
    {
        println!("   nothing changed");
        return Ok(());
    }
    // A stage that fails half-way has made nothing.
    let _ = fs::remove_file(&stamp);
    act()?;
    write(&stamp, now.as_bytes())
}

/// SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256(file: &Path) -> Outcome<String> {
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(hexadecimal(&Sha256::digest(bytes)))
}

/// Writes a file and the folders above it.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Outcome {
    let shown = |error| format!("{}: {error}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(shown)?;
    }
    fs::write(file, bytes).map_err(shown)
}

/// The file itself, or every file below a folder, sorted by name.
pub(crate) fn files_below(path: &Path) -> Outcome<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    for entry in entries {
        let entry = entry.map_err(|error| format!("{}: {error}", path.display()))?;
        found.extend(files_below(&entry.path())?);
    }
    found.sort();
    Ok(found)
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(inputs: Inputs) -> String {
        hexadecimal(&inputs.0.finalize())
    }

    #[test]
    fn names_contents_and_words_all_count() {
        let folder = std::env::temp_dir().join(format!("kinguard-changed-{}", std::process::id()));
        write(&folder.join("a/b.txt"), b"one").unwrap();
        let first = sum(Inputs::new().path(&folder).unwrap());
        assert_eq!(sum(Inputs::new().path(&folder).unwrap()), first);
        assert_ne!(sum(Inputs::new().word("x").path(&folder).unwrap()), first);
        write(&folder.join("a/b.txt"), b"two").unwrap();
        assert_ne!(sum(Inputs::new().path(&folder).unwrap()), first);
        fs::rename(folder.join("a/b.txt"), folder.join("a/c.txt")).unwrap();
        write(&folder.join("a/c.txt"), b"one").unwrap();
        assert_ne!(sum(Inputs::new().path(&folder).unwrap()), first);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn words_do_not_run_into_each_other() {
        assert_ne!(sum(Inputs::new().word("ab").word("c")), sum(Inputs::new().word("a").word("bc")));
    }

    #[test]
    fn the_sum_is_the_one_that_everybody_knows() {
        assert_eq!(
            hexadecimal(&Sha256::digest(b"abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
