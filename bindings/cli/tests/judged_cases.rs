//! The figures that the rules must reach on the traces under `tests/cases`, which they were not written around file by
//! file. Each set is judged as `kinguard eval` judges it, and what is missed is named.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn kinguard(arguments: &[&str]) -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let run =
        Command::new(env!("CARGO_BIN_EXE_kinguard")).args(arguments).current_dir(cases).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn eval(set: &str) -> Value {
    serde_json::from_str(&kinguard(&["eval", "--json", set])).unwrap()
}

/// The rows of a set's tables, how many are met, and the names of those that are not, which are printed.
fn met(set: &str) -> (u64, u64, Vec<String>) {
    let figures = eval(set);
    let row = &figures["sets"][0];
    let (of, met) = (row["of"].as_u64().unwrap(), row["met"].as_u64().unwrap());
    println!("{set}: {met} of {of}");
    let missed = row["not_met"].as_array().unwrap();
    let missed = missed.iter().map(|short| {
        let file = short["file"].as_str().unwrap();
        println!("  {file}: {}, wanted {}: {}", short["said"], short["wanted"], short["why"]);
        file.trim_start_matches(set).trim_start_matches('/').to_owned()
    });
    (of, met, missed.collect())
}

/// Figures of one directory of cases, by case.
struct Cases(Value);

impl Cases {
    fn of(set: &str) -> Self {
        let figures = eval(set);
        for missed in figures["missed"].as_array().unwrap() {
            println!("no red before the harm: {missed}");
        }
        Self(figures)
    }

    fn share(&self, pointer: &str) -> f64 {
        let share = self.0.pointer(pointer).and_then(Value::as_f64).expect("a share by case");
        println!("{pointer} {share:.3}");
        share
    }

    fn red(&self) -> f64 {
        self.share("/cases_caught_before_harm/with_sharing/red_by_case")
    }

    fn any_warning(&self) -> f64 {
        self.share("/cases_caught_before_harm/with_sharing/any_level_by_case")
    }

    fn family(&self) -> f64 {
        self.share("/families_told_before_harm/with_sharing/by_case")
    }

    fn family_before_sharing(&self) -> f64 {
        self.share("/families_told_before_sharing/by_case")
    }

    fn family_without_sharing(&self) -> f64 {
        self.share("/families_told_before_harm/without_sharing/by_case")
    }
}

#[test]
fn reported_cases_are_caught_before_the_money_leaves() {
    let cases = Cases::of("reported");
    assert_eq!((cases.0["cases"].as_u64(), cases.0["case_traces"].as_u64()), (Some(42), Some(274)));
    assert!(cases.red() >= 1.0);
    assert!(cases.any_warning() >= 1.0);
    assert!(cases.family() >= 0.95);
    assert!(cases.family_before_sharing() >= 0.90);
}

#[test]
fn recent_cases_are_caught_before_the_money_leaves() {
    let cases = Cases::of("recent");
    assert_eq!((cases.0["cases"].as_u64(), cases.0["case_traces"].as_u64()), (Some(30), Some(211)));
    let reached = [
        ("red with sharing", cases.red(), 0.95),
        ("family with sharing", cases.family(), 0.98),
        ("family before sharing, where an app was installed", cases.family_before_sharing(), 0.93),
        ("family without sharing", cases.family_without_sharing(), 0.75),
    ];
    let missed: Vec<_> = reached.iter().filter(|(_, share, wanted)| share < wanted).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn whoever_knows_the_rules_does_not_get_round_them() {
    let (of, met, missed) = met("evade");
    assert_eq!(of, 52);
    assert!(met >= 47, "{met} of {of}: {missed:#?}");
}

#[test]
fn ordinary_days_get_no_more_than_they_deserve() {
    let (of, met, missed) = met("daily");
    assert_eq!(of, 51);
    assert!(met >= 46, "{met} of {of}: {missed:#?}");
}

/// Callers who had themselves saved as a contact may be answered more weakly: the phone cannot tell.
#[test]
fn no_attack_on_the_memory_makes_the_answer_weaker() {
    let (of, _, mut missed) = met("adversary");
    assert_eq!(of, 31);
    missed.retain(|file| !file.starts_with("ad_contact"));
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The core cannot know what a phone misreports; it answers the rest.
#[test]
fn faults_reported_of_other_apps_are_answered() {
    let (of, _, mut missed) = met("bugs");
    assert_eq!(of, 12);
    missed
        .retain(|file| !["blank_contacts.json", "bypass_role.json", "removed.json"].contains(&file.as_str()));
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn doubtful_situations_get_an_acceptable_answer() {
    let (of, met, missed) = met("edge");
    assert_eq!(of, 12);
    assert!(met >= 11, "{met} of {of}: {missed:#?}");
}

#[test]
fn ordinary_days_stay_quiet() {
    let figures = eval("quiet");
    let disturbed = &figures["quiet_with_warnings"];
    assert_eq!(figures["quiet_traces"], 46);
    assert_eq!(figures["false_alarms"]["red"], 0, "{disturbed:#}");
    let ambers = disturbed.as_array().unwrap().iter().filter(|row| row["amber"].as_u64() > Some(0)).count();
    assert!(ambers <= 2, "hardly any amber: {disturbed:#}");
}

/// Returns what was said to a trace, in order.
fn said(file: &str) -> Vec<(u64, Value)> {
    let lines = kinguard(&["replay", "--json", file]);
    let row = |line| serde_json::from_str::<Value>(line).unwrap();
    lines.lines().map(row).map(|row| (row["at_ms"].as_u64().unwrap(), row["effect"].clone())).collect()
}

fn told(said: &[(u64, Value)], kind: &str) -> usize {
    said.iter().filter(|(_, effect)| effect["kind"] == kind).count()
}

/// The last "stop" of the trace is 15 min 8 s after its start, the harm half an hour later.
#[test]
fn a_danger_that_was_answered_and_goes_on_is_said_again() {
    let last_stop = (15 * 60 + 8) * 1_000;
    let stopped = said("adversary/t6.json");
    let again = stopped.iter().filter(|(at, effect)| *at > last_stop && effect["level"] == "red").count();
    assert!(again > 0, "no red after \"stop\": {stopped:#?}");
    assert_eq!(told(&stopped, "went_on"), 1, "{stopped:#?}");
    assert_eq!(told(&said("adversary/t6b.json"), "went_on"), 1);
}

#[test]
fn the_family_hears_that_a_stranger_has_the_guard_taken_away() {
    for file in ["adversary/t1.json", "adversary/t1b.json"] {
        let said = said(file);
        assert!(told(&said, "protection") > 0, "{file}: {said:#?}");
    }
}
