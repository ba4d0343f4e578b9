//! The page in one file: each module becomes a function that returns what it exports, and the policy names the sums of
//! the one script and the one style sheet.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::base64::base64;
use crate::workspace::Outcome;

/// The whole page.
pub(crate) fn write(folder: &Path, page: &str) -> Outcome<String> {
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
    let (mut head, mut style) = (String::new(), String::new());
    for line in read(page)?.lines() {
        if let Some(sheet) = attribute(line, "<link rel=\"stylesheet\" href=\"") {
            style += &read(sheet)?;
        } else if !OWN_FILES.iter().any(|link| line.starts_with(link)) {
            head += line;
            head.push('\n');
        }
    }
    let from = head.find("content=\"default-src").ok_or("the page has no policy")? + "content=\"".len();
    let to = from + head[from..].find('"').ok_or("the policy has no end")?;
    let policy = policy(&head[from..to], &sum(&script), &sum(&style));
    let page = format!("{}{policy}{}", &head[..from], &head[to..]);
    let page = replaced(&page, "</head>", &format!("<style>{style}</style>\n</head>"))?;
    replaced(
        &page,
        "<script type=\"module\" src=\"main.js\"></script>",
        &format!("<script type=\"module\">{script}</script>"),
    )
}

/// Links to files that one file does not have beside it.
const OWN_FILES: [&str; 2] = ["<link rel=\"manifest\"", "<link rel=\"apple-touch-icon\""];

fn attribute<'a>(line: &'a str, before: &str) -> Option<&'a str> {
    line.strip_prefix(before)?.split('"').next()
}

/// A policy of a folder, for one file: in place of the files beside the page it names what is in it.
fn policy(of_folder: &str, script: &str, style: &str) -> String {
    let own = |directive: &str| match directive.split(' ').next() {
        Some("script-src") => Some(directive.replace("'self'", &format!("'{script}'"))),
        Some("style-src") => Some(directive.replace("'self'", &format!("'{style}'"))),
        Some("img-src") => Some(directive.replace("'self' ", "")),
        Some("manifest-src" | "worker-src") => None,
        _ => Some(directive.to_owned()),
    };
    of_folder.split("; ").filter_map(own).collect::<Vec<_>>().join("; ")
}

fn replaced(page: &str, what: &str, by: &str) -> Outcome<String> {
    match page.split_once(what) {
        Some((before, after)) => Ok(format!("{before}{by}{after}")),
        None => Err(format!("the page has no {what}")),
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
    fn the_policy_of_one_file_names_its_content_and_no_other_file() {
        let folder = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; worker-src 'self'; connect-src https:";
        assert_eq!(
            policy(folder, "sha256-a", "sha256-b"),
            "default-src 'none'; script-src 'sha256-a' 'wasm-unsafe-eval'; style-src 'sha256-b'; img-src data:; connect-src https:"
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
