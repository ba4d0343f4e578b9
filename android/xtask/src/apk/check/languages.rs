//! Checks that every text exists in every language, with the same placeholders.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use roxmltree::Document;

use super::verdict;
use crate::apk::changed::files_below;
use crate::workspace::{Outcome, root};

/// The folder of English, and those that must translate all of it.
const ENGLISH: &str = "values";
const OTHERS: [&str; 2] = ["values-zh-rCN", "values-zh-rHK"];

/// The name of a text, and its placeholders.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// Reads the app's own resources.
pub(super) fn check() -> Outcome {
    let resources = root().join("android/src/main/res");
    let english = texts(&resources.join(ENGLISH))?;
    let mut faults = Vec::new();
    for language in OTHERS {
        faults.extend(differences(language, &english, &texts(&resources.join(language))?));
    }
    verdict(&faults, &format!("{} texts, in English and {}", english.len(), OTHERS.join(" and ")))
}

fn texts(folder: &Path) -> Outcome<Texts> {
    let mut texts = Texts::new();
    for file in files_below(folder)? {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let document = Document::parse(&text).map_err(|error| format!("{}: {error}", file.display()))?;
        read(&document, &mut texts);
    }
    Ok(texts)
}

fn read(document: &Document<'_>, texts: &mut Texts) {
    for node in
        document.root_element().children().filter(|node| node.attribute("translatable") != Some("false"))
    {
        let Some(name) = node.attribute("name") else { continue };
        match node.tag_name().name() {
            "string" => drop(texts.insert(name.to_owned(), places(&whole_text(node)))),
            // A language has as many plural forms as its grammar needs.
            "plurals" => {
                let forms = node.descendants().filter(|form| form.has_tag_name("item"));
                texts.insert(name.to_owned(), forms.flat_map(|form| places(&whole_text(form))).collect());
            }
            "string-array" => {
                for (at, item) in node.children().filter(|item| item.has_tag_name("item")).enumerate() {
                    texts.insert(format!("{name}[{at}]"), places(&whole_text(item)));
                }
            }
            _ => {}
        }
    }
}

fn whole_text(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants().filter_map(|inner| inner.is_text().then(|| inner.text()).flatten()).collect()
}

/// `%1$s`, `%2$d` and the like, and also `%%`, which breaks the text if it is missing.
fn places(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let after = &rest[at + 1..];
        let end = after.find(|sign: char| !(sign.is_ascii_digit() || sign == '$'));
        let length =
            end.map_or(after.len(), |end| end + after[end..].chars().next().map_or(0, char::len_utf8));
        found.insert(format!("%{}", &after[..length]));
        rest = &after[length..];
    }
    found
}

fn differences(language: &str, english: &Texts, other: &Texts) -> Vec<String> {
    let missing = english.keys().filter(|name| !other.contains_key(*name));
    let extra = other.keys().filter(|name| !english.contains_key(*name));
    let unlike =
        english.iter().filter(|(name, places)| other.get(*name).is_some_and(|theirs| theirs != *places));
    missing
        .map(|name| format!("{language}: no {name}"))
        .chain(extra.map(|name| format!("{language}: {name} is in no other language")))
        .chain(unlike.map(|(name, _)| format!("{language}: {name} has other placeholders")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(xml: &str) -> Texts {
        let mut texts = Texts::new();
        read(&Document::parse(&format!("<resources>{xml}</resources>")).unwrap(), &mut texts);
        texts
    }

    #[test]
    fn missing_extra_and_unlike_texts_are_found() {
        let english = of(r#"<string name="a">%1$s and %2$d</string><string name="b">x</string>"#);
        let other = of(r#"<string name="a">%2$d</string><string name="c">y</string>"#);
        let found = differences("zh", &english, &other);
        assert_eq!(found, ["zh: no b", "zh: c is in no other language", "zh: a has other placeholders"]);
    }

    #[test]
    fn the_order_of_places_is_free_and_lists_count_by_item() {
        let one =
            of(r#"<string name="a">%1$s %2$s</string><string-array name="l"><item>x</item></string-array>"#);
        let other = of(
            r#"<string name="a">%2$s，%1$s</string><string-array name="l"><item>甲</item></string-array>"#,
        );
        assert_eq!(differences("zh", &one, &other), [""; 0]);
        let short = of(r#"<string name="a">%2$s，%1$s</string><string-array name="l"></string-array>"#);
        assert_eq!(differences("zh", &one, &short), ["zh: no l[0]"]);
    }

    #[test]
    fn what_is_not_to_be_translated_is_not_missed() {
        assert!(of(r#"<string name="a" translatable="false">KinGuard</string>"#).is_empty());
    }
}
