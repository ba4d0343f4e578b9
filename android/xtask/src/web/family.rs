//! The family's page: its folder of static files.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::folder::{Folder, read, texts};
use super::module::{Module, Source};
use crate::workspace::{Outcome, root};

pub(crate) const SOURCE: Source = Source { package: "kinguard-family-web", most_bytes: 150 * 1024 };

/// The page of the folder.
pub(crate) const PAGE: &str = "family.html";
const WORKER: &str = "sw.js";
/// What this page has of the simulator's.
const SHARED: [&str; 2] = ["element.js", "language.js"];
const PICTURES: [&str; 2] = ["icon-180.png", "icon-512.png"];

/// Writes the folder and returns its path.
pub(crate) fn write(module: &Module) -> Outcome<PathBuf> {
    let folder = Folder::new("web/family")?;
    let (own, shared) = (root().join("bindings/family/page"), root().join("bindings/web/page"));
    let mut worker = String::new();
    for (name, text) in texts(&own)? {
        if name == WORKER {
            worker = text;
        } else {
            folder.put(&name, &text)?;
        }
    }
    for name in SHARED {
        folder.put(name, read(&shared.join(name))?)?;
    }
    for name in PICTURES {
        let picture = own.join(name);
        folder.put(name, fs::read(&picture).map_err(|error| format!("{}: {error}", picture.display()))?)?;
    }
    let helplines = root().join("android/src/main/kotlin/app/kinguard/regions/Helplines.kt");
    folder.put("helplines.js", helplines_script(&read(&helplines)?)?)?;
    folder.put_module(module)?;
    folder.put(WORKER, finished_worker(&folder, &worker)?)?;
    Ok(folder.path)
}

/// The worker with the names of all other files, and with a sum that makes browsers fetch them anew when one changed.
fn finished_worker(folder: &Folder, worker: &str) -> Outcome<String> {
    let entries = fs::read_dir(&folder.path).map_err(|error| error.to_string())?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut sum = Sha256::new();
    let mut names = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let content = fs::read(path).map_err(|error| error.to_string())?;
        sum.update(format!("{name} {}\n", content.len()));
        sum.update(content);
        names.push(name);
    }
    let names = serde_json::to_string(&names).map_err(|error| error.to_string())?;
    let sum: String = sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let worker = replaced(worker, "const FILES = [];", &format!("const FILES = {names};"))?;
    replaced(
        &worker,
        "const CACHE = \"kinguard-family\";",
        &format!("const CACHE = \"kinguard-family {sum}\";"),
    )
}

fn replaced(text: &str, what: &str, by: &str) -> Outcome<String> {
    let (before, after) = text.split_once(what).ok_or_else(|| format!("{WORKER} has no {what}"))?;
    Ok(format!("{before}{by}{after}"))
}

/// The numbers of the police and of fraud advice by region, from the app's own table.
fn helplines_script(kotlin: &str) -> Outcome<String> {
    let mut script =
        "// The app's own numbers, taken from its table by the build.\nexport const HELPLINES = {\n"
            .to_owned();
    let mut count = 0;
    for line in kotlin.lines() {
        let parts: Vec<&str> = line.split('"').collect();
        if let ["", region, " -> Helplines(", police, rest @ ..] = trimmed(&parts).as_slice() {
            let advice = match rest {
                [", ", advice, ")"] => format!("\"{advice}\""),
                [", null)"] => "null".to_owned(),
                _ => return Err(format!("a number that the page cannot read: {line}")),
            };
            script += &format!("  {region}: {{ police: \"{police}\", advice: {advice} }},\n");
            count += 1;
        }
    }
    if count == 0 {
        return Err("the app's table of numbers is not where it was".into());
    }
    Ok(script + "};\n")
}

fn trimmed<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    let mut parts = parts.to_vec();
    if let Some(first) = parts.first_mut() {
        *first = first.trim();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_apps_own() {
        let kotlin = "            \"CN\" -> Helplines(\"110\", \"96110\")\n            \"XX\" -> Helplines(\"1\", null)\n";
        let script = helplines_script(kotlin).unwrap();
        assert!(script.contains("CN: { police: \"110\", advice: \"96110\" }"), "{script}");
        assert!(script.contains("XX: { police: \"1\", advice: null }"), "{script}");
        assert!(helplines_script("").is_err());
        let table = root().join("android/src/main/kotlin/app/kinguard/regions/Helplines.kt");
        let script = helplines_script(&read(&table).unwrap()).unwrap();
        for region in ["CN", "HK", "MO", "TW", "SG", "MY"] {
            assert!(script.contains(&format!("  {region}: ")), "{script}");
        }
    }

    #[test]
    fn the_worker_knows_every_file() {
        let worker = read(&root().join("bindings/family/page").join(WORKER)).unwrap();
        let folder = Folder::new("tmp/worker-test").unwrap();
        folder.put("a.js", "1").unwrap();
        let first = finished_worker(&folder, &worker).unwrap();
        assert!(first.contains("const FILES = [\"a.js\"];"), "{first}");
        folder.put("a.js", "2").unwrap();
        assert_ne!(finished_worker(&folder, &worker).unwrap(), first, "another sum");
    }
}
