//! Whoever pairs a device is told what to tap on another screen: in the words that stand there.

#![allow(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the app's texts, in the order of the page's.
const LANGUAGES: [&str; 3] = ["values-zh-rCN", "values-zh-rHK", "values"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The app's short texts by name, as they are shown.
fn texts(language: &str) -> HashMap<String, String> {
    let files = fs::read_dir(resources().join(language)).unwrap();
    let all: String = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let strings = all.split("<string name=\"").skip(1).map(|text| {
        let (name, rest) = text.split_once("\">").unwrap();
        let (text, _) = rest.split_once("</string>").unwrap();
        (name.to_owned(), text.replace("\\'", "'"))
    });
    strings.collect()
}

fn shown(language: &str, name: &str) -> String {
    texts(language).remove(name).unwrap()
}

fn resources() -> PathBuf {
    root().join("android/src/main/res")
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

#[test]
fn questions_and_answers_name_buttons_as_they_are() {
    for language in LANGUAGES {
        let questions = resources().join(language.replace("values", "raw")).join("questions.txt");
        let questions = fs::read_to_string(questions).unwrap();
        let texts = texts(language);
        let quoted: Vec<_> =
            questions.split(['“', '「']).skip(1).map(|text| text.split(['”', '」']).next()).collect();
        assert!(quoted.len() > 3, "{language}: {quoted:?}");
        for label in quoted.into_iter().flatten() {
            assert!(texts.values().any(|text| text == label), "{language}: nothing is called {label:?}");
        }
    }
}
