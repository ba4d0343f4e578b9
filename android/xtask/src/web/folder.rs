//! A folder of static files that is being written.

use std::fs;
use std::path::{Path, PathBuf};

use super::base64::base64;
use super::module::Module;
use crate::workspace::{Outcome, target};

/// The folder, empty at first.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
}

impl Folder {
    pub(crate) fn new(below_target: &str) -> Outcome<Self> {
        let path = target().join(below_target);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).map_err(|error| shown(&path, &error))?;
        Ok(Self { path })
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> Outcome {
        let file = self.path.join(name);
        fs::write(&file, content).map_err(|error| shown(&file, &error))
    }

    /// Writes a module and its JavaScript side.
    pub(crate) fn put_module(&self, module: &Module) -> Outcome {
        let packed = base64(&module.packed);
        self.put("module.js", format!("// The core, compressed.\nexport const MODULE = \"{packed}\";\n"))?;
        self.put(&module.file, &module.script)
    }
}

/// The texts in a folder, by name and in their order.
pub(crate) fn texts(folder: &Path) -> Outcome<Vec<(String, String)>> {
    let entries = fs::read_dir(folder).map_err(|error| shown(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "png"));
    paths.sort();
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, read(&path)?))
    };
    paths.into_iter().map(named).collect()
}

pub(crate) fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| shown(file, &error))
}

fn shown(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
