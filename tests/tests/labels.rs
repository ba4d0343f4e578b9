//! Whoever pairs a device is told what to tap on another screen: in the words that stand there.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the app's texts, in the order of the page's.
const LANGUAGES: [&str; 3] = ["values-zh-rCN", "values-zh-rHK", "values"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The app's text of this name, as it is shown.
fn shown(language: &str, name: &str) -> String {
    let begin = format!("<string name=\"{name}\">");
    let files = fs::read_dir(root().join("android/src/main/res").join(language)).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let found = texts.filter_map(|text| {
        let (_, after) = text.split_once(&begin)?;
        Some(after.split_once("</string>")?.0.replace("\\'", "'"))
    });
    let [text] = <[String; 1]>::try_from(found.collect::<Vec<_>>()).unwrap();
    text
}

fn assert_names(language: &str, text: &str, labels: &[&str]) {
    let mut rest = text;
    for label in labels.iter().map(|name| shown(language, name)) {
        let Some((_, after)) = rest.split_once(&label) else {
            unreachable!("{language}: no {label:?} in its place in {text:?}");
        };
        rest = after;
    }
}

#[test]
fn the_family_page_names_the_buttons_of_the_parents_phone() {
    let script = fs::read_to_string(root().join("bindings/family/page/texts.js")).unwrap();
    let line = script.lines().find_map(|line| line.trim().strip_prefix("code_note: ")).unwrap();
    let notes: [String; 3] = serde_json::from_str(line.trim_end_matches(',')).unwrap();
    for (language, note) in LANGUAGES.iter().zip(notes) {
        let taps = ["home_family", "home_menu_contacts", "family_device_add", "family_device_web"];
        assert_names(language, &note, &taps);
    }
}

#[test]
fn the_familys_phone_names_the_buttons_of_the_parents_phone() {
    for language in LANGUAGES {
        let taps = ["home_family", "home_menu_contacts", "family_device_add"];
        assert_names(language, &shown(language, "relative_pair_show"), &taps);
    }
}

#[test]
fn the_parents_phone_names_the_buttons_of_the_familys_phone() {
    for language in LANGUAGES {
        assert_names(language, &shown(language, "family_device_step_app"), &["relative_role_family"]);
    }
}
