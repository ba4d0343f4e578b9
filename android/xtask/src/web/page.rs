//! The simulator: its folder of static files.

use std::path::PathBuf;

use super::folder::{Folder, read, texts};
use super::module::{Module, Source};
use super::strings;
use crate::workspace::{Outcome, root};

pub(crate) const SOURCE: Source = Source { package: "kinguard-web", most_bytes: 350 * 1024 };

/// Writes the folder and returns its path.
pub(crate) fn write(module: &Module) -> Outcome<PathBuf> {
    let folder = Folder::new("web/page")?;
    for (name, text) in pages()? {
        folder.put(&name, &text)?;
    }
    folder.put("parts.css", &read(&root().join("bindings/report/src/page/parts.css"))?)?;
    folder.put("app-strings.js", &app_strings()?)?;
    folder.put("traces.js", &traces(&read(&root().join("bindings/web/page/stories.js"))?)?)?;
    folder.put_module(module)?;
    Ok(folder.path)
}

/// The page's own files, by name.
fn pages() -> Outcome<Vec<(String, String)>> {
    texts(&root().join("bindings/web/page"))
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
