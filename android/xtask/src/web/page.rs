//! The folder of static files.

use std::fs;
use std::path::{Path, PathBuf};

use super::base64::base64;
use super::module::Module;
use super::strings;
use crate::workspace::{Outcome, root, target};

/// Writes the folder and returns its path.
pub(crate) fn write(module: &Module) -> Outcome<PathBuf> {
    let folder = target().join("web/page");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let pages = root().join("bindings/web/page");
    let mut sources = vec![read(&root().join("bindings/web/src/wording.rs"))?];
    let entries = fs::read_dir(&pages).map_err(|error| format!("{}: {error}", pages.display()))?;
    for entry in entries.filter_map(Result::ok) {
        let text = read(&entry.path())?;
        put(&folder, &entry.file_name().to_string_lossy(), &text)?;
        sources.push(text);
    }
    put(&folder, "parts.css", &read(&root().join("bindings/report/src/page/parts.css"))?)?;
    put(&folder, "app-strings.js", &strings::script(&sources)?)?;
    put(&folder, "traces.js", &traces(&read(&pages.join("stories.js"))?)?)?;
    put(&folder, "kinguard_web.js", &module.script)?;
    let packed = base64(&module.packed);
    put(&folder, "module.js", &format!("// The core, compressed.\nexport const MODULE = \"{packed}\";\n"))?;
    Ok(folder)
}

/// The script with the trace of every story.
fn traces(stories: &str) -> Outcome<String> {
    let mut script = "// The traces of the stories.\nexport const TRACES = {\n".to_owned();
    for line in stories.lines() {
        let Some(name) = line.trim().strip_prefix("trace: \"").and_then(|rest| rest.strip_suffix("\","))
        else {
            continue;
        };
        let trace = read(&root().join("tests").join(name))?;
        let trace = serde_json::to_string(&trace).map_err(|error| error.to_string())?;
        script += &format!("  \"{name}\": {trace},\n");
    }
    script += "};\n";
    Ok(script)
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn put(folder: &Path, name: &str, text: &str) -> Outcome {
    let file = folder.join(name);
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
}
