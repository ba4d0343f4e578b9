//! The app's own texts, for the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use roxmltree::Document;

use crate::workspace::{Outcome, root};

/// Each language of the page, and the folder of its texts.
const LANGUAGES: [(&str, &str); 3] =
    [("zh-CN", "values-zh-rCN"), ("zh-HK", "values-zh-rHK"), ("en", "values")];
const FILES: [&str; 2] = ["warning.xml", "family.xml"];

/// The script with every text that `sources` name, in each language.
pub(crate) fn script(sources: &[String]) -> Outcome<String> {
    let wanted: BTreeSet<&str> = sources.iter().flat_map(|source| names(source)).collect();
    let mut texts: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
    for (tag, folder) in LANGUAGES {
        let mut all = BTreeMap::new();
        for file in FILES {
            let path = root().join("android/src/main/res").join(folder).join(file);
            let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
            all.extend(
                read(&fs::read_to_string(&path).map_err(|error| shown(&error))?)
                    .map_err(|error| shown(&error))?,
            );
        }
        let texts = texts.entry(tag).or_default();
        for name in &wanted {
            let text = all.remove(*name).ok_or_else(|| format!("{folder} has no text {name}"))?;
            texts.insert(name, text);
        }
    }
    let texts = serde_json::to_string_pretty(&texts).map_err(|error| error.to_string())?;
    Ok(format!(
        "// The app's own texts, taken from its string files by the build.\nexport const APP = {texts};\n"
    ))
}

/// The names of texts in a source: in a script what `app("…")` asks for, in Rust whatever stands in quotes. Both have
/// events and texts of their own whose names begin in the same way.
fn names(source: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<&str> = source.split('"').collect();
    let is_rust = source.starts_with("//!");
    (1..parts.len()).step_by(2).filter_map(move |at| {
        let (before, name) = (parts[at - 1], parts[at]);
        let named = name.starts_with("warning_") || name.starts_with("family_");
        let plain =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let asked = is_rust || before.ends_with("app(") || name.starts_with("family_part_");
        (named && plain && asked).then_some(name)
    })
}

fn read(xml: &str) -> Result<BTreeMap<String, String>, roxmltree::Error> {
    let document = Document::parse(xml)?;
    let strings = document.descendants().filter(|node| node.has_tag_name("string"));
    Ok(strings
        .filter_map(|node| {
            Some((node.attribute("name")?.to_owned(), as_shown(node.text().unwrap_or_default())))
        })
        .collect())
}

/// A text as Android shows it: escapes resolved, runs of blanks joined.
fn as_shown(written: &str) -> String {
    let joined = written.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown = String::with_capacity(joined.len());
    let mut letters = joined.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            shown.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => shown.push('\n'),
            Some('u') => {
                let code: String = letters.by_ref().take(4).collect();
                shown.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => shown.push(other),
            None => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_shown_as_android_shows_them() {
        assert_eq!(as_shown("\\u0020%1$s\\'s \\\"phone\\\"\\nhere"), " %1$s's \"phone\"\nhere");
        assert_eq!(as_shown("  two\n   lines "), "two lines");
    }

    #[test]
    fn a_name_without_a_text_stops_the_build() {
        let said = script(&["app(\"warning_no_such_text\")".to_owned()]).unwrap_err();
        assert!(said.contains("values-zh-rCN has no text warning_no_such_text"), "{said}");
    }

    #[test]
    fn every_language_gets_the_texts_that_are_named() {
        let source = "app(\"warning_hang_up_button\"); app(\"family_at\"); { type: \"family_answered\" }";
        let said = script(&[source.to_owned()]).unwrap();
        assert!(["挂断", "收線", "Hang up"].iter().all(|text| said.contains(text)), "{said}");
        assert_eq!(said.matches("family_at").count(), 3);
    }
}
