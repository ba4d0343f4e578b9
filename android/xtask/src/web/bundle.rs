//! The page in one file: each module becomes a function that returns what it exports, and the policy names the sums of
//! the one script and the one style sheet.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::base64::base64;
use crate::workspace::Outcome;

/// The whole page.
pub(crate) fn write(folder: &Path) -> Outcome<String> {
    let read = |name: &str| {
        fs::read_to_string(folder.join(name))
            .map_err(|error| format!("{}: {error}", folder.join(name).display()))
    };
    let mut modules = Vec::new();
    add("main.js", &read, &mut modules)?;
    let script = modules.into_iter().map(|(_, script)| script).collect::<Vec<_>>().join("\n");
    if script.contains("</script") || script.contains("<!--") {
        return Err("a script would end its own element".into());
    }
    let style = read("parts.css")? + &read("style.css")?;
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        sum(&script),
        sum(&style)
    );
    let index = read("index.html")?;
    let from = index.find("content=\"default-src").ok_or("index.html has no policy")? + "content=\"".len();
    let to = from + index[from..].find('"').ok_or("the policy has no end")?;
    let page = format!("{}{policy}{}", &index[..from], &index[to..]);
    let page = replaced(&page, "<link rel=\"stylesheet\" href=\"parts.css\">\n", "")?;
    let page =
        replaced(&page, "<link rel=\"stylesheet\" href=\"style.css\">", &format!("<style>{style}</style>"))?;
    replaced(
        &page,
        "<script type=\"module\" src=\"main.js\"></script>",
        &format!("<script type=\"module\">{script}</script>"),
    )
}

fn replaced(page: &str, what: &str, by: &str) -> Outcome<String> {
    match page.split_once(what) {
        Some((before, after)) => Ok(format!("{before}{by}{after}")),
        None => Err(format!("index.html has no {what}")),
    }
}

fn sum(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

/// Adds a module after those that it imports.
fn add(name: &str, read: &impl Fn(&str) -> Outcome<String>, modules: &mut Vec<(String, String)>) -> Outcome {
    if modules.iter().any(|(known, _)| known == name) {
        return Ok(());
    }
    let source = read(name)?;
    for (_, imported) in source.lines().filter_map(import) {
        add(imported, read, modules)?;
    }
    modules.push((name.to_owned(), as_function(name, &source)));
    Ok(())
}

/// The names and the file of `import { … } from "./…";`.
fn import(line: &str) -> Option<(&str, &str)> {
    let (names, file) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    Some((names.trim(), file.strip_suffix("\";")?))
}

fn variable(file: &str) -> String {
    format!("$${}", file.trim_end_matches(".js").replace('-', "_"))
}

fn as_function(file: &str, source: &str) -> String {
    let mut body = String::new();
    let mut exports: Vec<String> = Vec::new();
    for line in source.lines() {
        if let Some((names, imported)) = import(line) {
            body += &format!("const {{ {} }} = {};\n", names.replace(" as ", ": "), variable(imported));
        } else if let Some(names) = line.strip_prefix("export {").and_then(|rest| rest.strip_suffix("};")) {
            exports.extend(names.split(',').map(|name| match name.trim().split_once(" as ") {
                Some((inside, outside)) => format!("{outside}: {inside}"),
                None => name.trim().to_owned(),
            }));
        } else if let Some(declared) = line.strip_prefix("export ") {
            exports.extend(declared_name(declared).map(str::to_owned));
            body += declared;
            body.push('\n');
        } else {
            body += line;
            body.push('\n');
        }
    }
    format!("const {} = (() => {{\n{body}return {{ {} }};\n}})();", variable(file), exports.join(", "))
}

fn declared_name(declared: &str) -> Option<&str> {
    let rest = ["async function ", "function ", "const ", "class "]
        .iter()
        .find_map(|keyword| declared.strip_prefix(keyword))?;
    rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '$').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function() {
        let source = "import { a, b as c } from \"./x-y.js\";\nexport const d = a;\nexport async function e() {}\nexport { f, g as default };\n";
        assert_eq!(
            as_function("z.js", source),
            "const $$z = (() => {\nconst { a, b: c } = $$x_y;\nconst d = a;\nasync function e() {}\nreturn { d, e, f, default: g };\n})();"
        );
    }

    #[test]
    fn a_module_comes_after_those_it_imports_and_once() {
        let read = |name: &str| {
            Ok(match name {
                "main.js" => "import { a } from \"./a.js\";\nimport { b } from \"./b.js\";",
                "a.js" => "import { b } from \"./b.js\";\nexport const a = b;",
                _ => "export const b = 1;",
            }
            .to_owned())
        };
        let mut modules = Vec::new();
        add("main.js", &read, &mut modules).unwrap();
        let order: Vec<&str> = modules.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(order, ["b.js", "a.js", "main.js"]);
    }
}
