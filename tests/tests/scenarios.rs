//! Every file is a test: each trace under `scenarios/` is replayed and must be answered as it expects.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use kinguard_core::effect::Effect;
use kinguard_core::replay::replay;
use kinguard_core::trace::{Content, ExpectedEffect, Trace, clock};

fn traces(folder: &str) -> Vec<(PathBuf, Trace)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let trace = Trace::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, trace)
        })
        .collect()
}

fn check(folder: &str) -> usize {
    let mut faults = Vec::new();
    let traces = traces(folder);
    for (path, trace) in &traces {
        for mismatch in replay(trace).mismatches {
            let step = &trace.steps[mismatch.step];
            faults.push(format!(
                "{} step {} at {}\n  expected {:?}\n  found    {:?}",
                path.display(),
                mismatch.step + 1,
                clock(step.at),
                step.expect,
                mismatch.found
            ));
        }
    }
    assert!(faults.is_empty(), "{} scenarios answer otherwise:\n{}", faults.len(), faults.join("\n"));
    traces.len()
}

#[test]
fn every_warning_scenario_answers_as_it_says() {
    assert!(check("warn") >= 26, "the brief and at least 25 more");
}

#[test]
fn every_quiet_scenario_answers_as_it_says() {
    assert!(check("quiet") >= 40);
}

#[test]
fn quiet_scenarios_never_raise_a_screen() {
    for (path, trace) in traces("quiet") {
        let warned = replay(&trace).said.into_iter().find(|said| matches!(said.effect, Effect::Warn { .. }));
        assert_eq!(warned, None, "{}", path.display());
    }
}

#[test]
fn every_scenario_asserts_something() {
    for folder in ["warn", "quiet"] {
        for (path, trace) in traces(folder) {
            let asserted = trace.steps.iter().filter(|step| step.expect.is_some()).count();
            assert!(asserted > 0, "{} asserts nothing", path.display());
            assert!(
                !trace.about.is_empty() && !trace.source.is_empty(),
                "{} says too little",
                path.display()
            );
        }
    }
    for (path, trace) in traces("warn") {
        let speaks = |effect: &ExpectedEffect| {
            !matches!(effect, ExpectedEffect::Dismiss { .. } | ExpectedEffect::Help { .. })
        };
        assert!(
            trace.steps.iter().flatten_expect().any(speaks),
            "{} expects neither a warning nor a word to the family, so it belongs to quiet/",
            path.display()
        );
    }
}

trait FlattenExpect<'a> {
    fn flatten_expect(self) -> impl Iterator<Item = &'a ExpectedEffect>;
}

impl<'a, I: Iterator<Item = &'a kinguard_core::trace::Step>> FlattenExpect<'a> for I {
    fn flatten_expect(self) -> impl Iterator<Item = &'a ExpectedEffect> {
        self.filter_map(|step| step.expect.as_deref()).flatten()
    }
}

#[test]
fn a_trace_written_again_reads_the_same() {
    for folder in ["warn", "quiet"] {
        for (path, trace) in traces(folder) {
            assert_eq!(Trace::parse(&trace.to_json()).unwrap(), trace, "{}", path.display());
            assert!(trace.steps.iter().any(|step| matches!(step.content, Content::Event(_))));
        }
    }
}
