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
    for (name, text) in pages()? {
        put(&folder, &name, &text)?;
    }
    put(&folder, "parts.css", &read(&root().join("bindings/report/src/page/parts.css"))?)?;
    put(&folder, "app-strings.js", &app_strings()?)?;
    put(&folder, "traces.js", &traces(&read(&folder.join("stories.js"))?)?)?;
    put(&folder, "kinguard_web.js", &module.script)?;
    let packed = base64(&module.packed);
    put(&folder, "module.js", &format!("// The core, compressed.\nexport const MODULE = \"{packed}\";\n"))?;
    Ok(folder)
}

/// The page's own files, by name.
fn pages() -> Outcome<Vec<(String, String)>> {
    let folder = root().join("bindings/web/page");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, read(&path)?))
    };
    entries.filter_map(Result::ok).map(|entry| named(entry.path())).collect()
}

/// The script with every text of the app that the page or the core's side of it names.
fn app_strings() -> Outcome<String> {
    let mut sources = vec![read(&root().join("bindings/web/src/wording.rs"))?];
    sources.extend(pages()?.into_iter().map(|(_, text)| text));
    strings::script(&sources)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that the app no longer has must not wait for the next build of the page.
    #[test]
    fn the_app_has_every_text_that_the_page_names() {
        let said = app_strings().unwrap();
        assert!(said.contains("warning_bank_during_share") && said.contains("family_do_stop"));
    }

    #[test]
    fn every_story_has_its_trace() {
        let stories = read(&root().join("bindings/web/page/stories.js")).unwrap();
        let count = stories.lines().filter(|line| line.trim().starts_with("id: ")).count();
        let script = traces(&stories).unwrap();
        assert_eq!(
            script.matches("\\\"format\\\": 1").count(),
            count,
            "the brief, eight frauds and eight days"
        );
        assert_eq!(count, 17);
    }
}
