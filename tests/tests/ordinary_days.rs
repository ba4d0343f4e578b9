//! Ordinary days with a limit on what may be said, one per row of `cases/ordinary/wanted.tsv`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::replay::replay;
use kinguard_core::trace::Trace;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/ordinary")
}

/// The most that may be said on a day.
#[derive(Clone, Copy)]
struct AtMost {
    amber: bool,
    early: bool,
}

impl AtMost {
    fn read(wanted: &str) -> Option<Self> {
        let (amber, early) = match wanted {
            "silent" => (false, false),
            "early" => (false, true),
            "amber" => (true, false),
            "amber+early" => (true, true),
            _ => return None,
        };
        Some(Self { amber, early })
    }

    fn allows(self, effect: &Effect) -> bool {
        match effect {
            Effect::Warn { level: Level::Red, .. }
            | Effect::NotifyFamily { kind: FamilyMessage::Danger, .. } => false,
            Effect::Warn { level: Level::Amber, .. } => self.amber,
            Effect::NotifyFamily { kind: FamilyMessage::Early, .. } => self.early,
            // Follow-ups, and messages about a lost permission, are judged elsewhere.
            _ => true,
        }
    }
}

/// File, the most that may be said, and the reason.
fn rows() -> Vec<(String, AtMost)> {
    let table = fs::read_to_string(folder().join("wanted.tsv")).unwrap();
    table
        .lines()
        .skip(1)
        .map(|row| {
            let columns: Vec<&str> = row.split('\t').collect();
            let &[file, wanted, why] = &columns[..] else { panic!("a row of three columns: {row}") };
            assert!(!why.is_empty(), "{file} says why");
            let at_most = AtMost::read(wanted).unwrap_or_else(|| panic!("{file}: {wanted} is no answer"));
            (file.to_owned(), at_most)
        })
        .collect()
}

#[test]
fn no_more_is_said_than_the_day_deserves() {
    let mut faults = Vec::new();
    for (file, at_most) in rows() {
        let text = fs::read_to_string(folder().join(&file)).unwrap();
        let trace = Trace::parse(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let too_much: Vec<Effect> = replay(&trace)
            .said
            .into_iter()
            .map(|said| said.effect)
            .filter(|said| !at_most.allows(said))
            .collect();
        if !too_much.is_empty() {
            faults.push(format!("{file}: {too_much:#?}"));
        }
    }
    assert!(faults.is_empty(), "{} days on which too much is said:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_day_has_its_row_and_every_row_its_day() {
    let rows: BTreeSet<String> = rows().into_iter().map(|(file, _)| file).collect();
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(files, rows);
}
