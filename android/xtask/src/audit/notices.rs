//! The text in the app that names other people's work and quotes the licences that require it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::apk::changed::write;
use crate::shipped::{Component, components};
use crate::workspace::{Outcome, root};

/// The licences that are preferred where a work offers several, those that require the least text first.
const PREFERRED: [&str; 5] = ["Apache-2.0", "MIT", "Zlib", "BSD-3-Clause", "MPL-2.0"];

/// Names of the files beside a crate's sources that may hold its licence.
const FILES: [&str; 6] = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENSE-MIT", "LICENCE", "COPYING"];

/// Fails if the committed text is stale, or writes it.
pub(crate) fn check(renew: bool) -> Outcome {
    let path = root().join("android/src/main/res/raw/notices.txt");
    let fresh = text(&components()?)?;
    if renew {
        return write(&path, fresh.as_bytes());
    }
    if fs::read_to_string(&path).unwrap_or_default() == fresh {
        return Ok(());
    }
    Err(format!("{} is stale: cargo xtask audit --write", path.display()))
}

fn text(components: &[Component]) -> Outcome<String> {
    let mut all = vec!["KinGuard holds the work of others:".to_owned()];
    let mut licences: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for component in components {
        let name = format!("{} {}", component.name, component.version);
        all.push(format!("{name}, {}{}", component.licence, sources(component)));
        licences.entry(licence_text(component)?).or_default().push(name);
    }
    all.push("Rust's standard library, MIT OR Apache-2.0".to_owned());
    let mut text = all.join("\n");
    for (licence, names) in licences {
        text.push_str(&format!("\n\n\n{}:\n\n{}", names.join(", "), unwrapped(&licence)));
    }
    let libffi = unwrapped(&kept("libffi.txt")?);
    text.push_str(&format!("\n\n\nlibffi, in the native part of JNA:\n\n{libffi}\n"));
    Ok(text)
}

/// Joins each paragraph into one line, for narrow screens, and drops the lines drawn below headings.
fn unwrapped(text: &str) -> String {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let last = paragraphs.last_mut().expect("there is one from the beginning");
        if line.chars().all(|sign| "-=* ".contains(sign)) {
            if !last.is_empty() {
                paragraphs.push(String::new());
            }
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(line);
        }
    }
    paragraphs.join("\n\n").trim_end().to_owned()
}

/// Some licences require a pointer to the sources.
fn sources(component: &Component) -> String {
    match &component.repository {
        Some(place) if component.licence == "MPL-2.0" => format!(", sources: {place}"),
        _ => String::new(),
    }
}

/// The text of the licence under which a component is taken.
fn licence_text(component: &Component) -> Outcome<String> {
    let offered: Vec<&str> =
        component.licence.split(" OR ").map(|one| one.trim_matches(['(', ')'])).collect();
    let taken = PREFERRED
        .iter()
        .find(|licence| offered.contains(licence))
        .ok_or_else(|| format!("{}: no licence that is known here: {}", component.name, component.licence))?;
    match (*taken, &component.sources) {
        ("Apache-2.0", _) => read(&root().join("LICENSE")),
        ("MPL-2.0", _) => kept("MPL-2.0.txt"),
        (_, Some(sources)) => {
            beside(sources).ok_or_else(|| format!("{}: no licence lies with it", component.name))
        }
        (_, None) => kept(&format!("{}.txt", component.name.rsplit(':').next().unwrap_or_default())),
    }
}

fn beside(sources: &Path) -> Option<String> {
    FILES
        .iter()
        .find_map(|name| fs::read_to_string(sources.join(name)).ok())
        .map(|text| text.replace('\r', ""))
}

/// The texts of licences that do not come with the work itself.
fn kept(name: &str) -> Outcome<String> {
    read(&root().join("android/xtask/data/licences").join(name))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn component(licence: &str) -> Component {
        Component {
            name: "somebody:qrcodegen".into(),
            version: "1".into(),
            licence: licence.into(),
            purl: "pkg:maven/somebody/qrcodegen@1".into(),
            sources: None,
            repository: None,
        }
    }

    #[test]
    fn of_several_licences_the_one_is_taken_that_is_known() {
        assert!(licence_text(&component("MIT OR Apache-2.0")).unwrap().contains("Apache License"));
        assert!(licence_text(&component("MIT")).unwrap().contains("Nayuki"));
        assert!(licence_text(&component("GPL-3.0-only")).unwrap_err().contains("GPL-3.0-only"));
    }

    #[test]
    fn a_paragraph_is_one_line() {
        assert_eq!(
            unwrapped("  Title\n  =====\n\none\ntwo\n\n* * *\nthree\n\n"),
            "Title\n\none two\n\nthree"
        );
    }

    #[test]
    fn every_work_is_named_with_a_text() {
        let text = text(&[component("MIT"), component("Apache-2.0")]).unwrap();
        assert!(
            text.starts_with("KinGuard holds the work of others:\nsomebody:qrcodegen 1, MIT\n"),
            "{text}"
        );
        assert!(text.contains("Nayuki") && text.contains("Apache License") && text.contains("libffi"));
    }
}
