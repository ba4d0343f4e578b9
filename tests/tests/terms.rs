//! One term for one thing, on the command line, in the simulator and on the pages for readers, as `TermsTest` holds it
//! in the app. Each term that was found beside the one that is used stands here, so that it does not come back.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop at the first surprise too")]

use std::fs;
use std::path::{Path, PathBuf};

const REPORT: &str = "bindings/report/src/words";
const PAGE: &str = "bindings/web/page";

const MAINLAND: [(&str, &str); 4] = [
    ("外地", "境外"),
    ("提醒", "警告, or 通知 to the family"),
    ("使用情况访问”", "使用情况访问权限"),
    ("家里人", "家人"),
];
const HONG_KONG: [(&str, &str); 6] = [
    ("打開", "開啟"),
    ("外地", "境外"),
    ("提醒", "警告, or 通知 to the family"),
    ("使用情況", "使用記錄存取權"),
    ("騙子", "騙徒"),
    ("裡", "裏"),
];
const ENGLISH: [(&str, &str); 4] = [
    ("ring the parent", "call the parent"),
    ("stranger rings", "a stranger calls"),
    ("ring again", "call again"),
    ("fraudster", "scammer"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The files in `folder` whose names end in `end`.
fn files(folder: &str, end: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(end)).map(|name| format!("{folder}/{name}")).collect()
}

fn assert_none(paths: &[String], terms: &[(&str, &str)]) {
    assert!(!paths.is_empty());
    for path in paths {
        for (number, line) in read(path).lines().enumerate() {
            let line = line.to_lowercase();
            for (term, instead) in terms {
                assert!(!line.contains(term), "{path}:{}: {term}, should be {instead}", number + 1);
            }
        }
    }
}

#[test]
fn the_words_of_each_language_use_the_terms_of_the_list() {
    assert_none(&[format!("{REPORT}/zh.rs")], &MAINLAND);
    assert_none(&[format!("{REPORT}/hk.rs")], &HONG_KONG);
    assert_none(&[format!("{REPORT}/en.rs")], &ENGLISH);
}

/// Its texts stand in one table for all languages, so that a term must be right in each.
#[test]
fn the_simulator_uses_them_too() {
    let page = files(PAGE, ".js");
    assert_none(&page, &MAINLAND);
    assert_none(&page, &HONG_KONG);
    assert_none(&page, &ENGLISH);
}

#[test]
fn the_pages_for_readers_speak_of_scammers() {
    let pages: Vec<String> =
        [".", "docs", "docs/decisions", "android"].iter().flat_map(|folder| files(folder, ".md")).collect();
    assert!(pages.len() > 20, "{pages:?}");
    assert_none(&pages, &ENGLISH);
}
