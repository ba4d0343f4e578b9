//! The figures that the rules must reach on the traces under `cases/`, which they were not written around file by file.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::event::Event;
use kinguard_core::replay::{Replay, replay};
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, Mark, Trace};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(name)
}

fn traces(name: &str) -> Vec<(String, Trace)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, Trace::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

fn first(trace: &Trace, wanted: impl Fn(&Content) -> bool) -> Option<Moment> {
    trace.steps.iter().find(|step| wanted(&step.content)).map(|step| step.at)
}

fn is_sharing(content: &Content) -> bool {
    matches!(
        content,
        Content::Event(
            Event::CaptureConsentOpened { .. }
                | Event::CaptureServiceStarted { .. }
                | Event::PrivateDisplayAdded { .. }
        )
    )
}

fn said_before(replay: &Replay, until: Moment, wanted: impl Fn(&Effect) -> bool) -> bool {
    replay.said.iter().any(|said| said.at < until && wanted(&said.effect))
}

fn is_red(effect: &Effect) -> bool {
    matches!(effect, Effect::Warn { level: Level::Red, .. })
}

fn is_warning(effect: &Effect) -> bool {
    matches!(effect, Effect::Warn { .. })
}

fn is_word_to_family(effect: &Effect) -> bool {
    matches!(effect, Effect::NotifyFamily { kind: FamilyMessage::Early | FamilyMessage::Danger, .. })
}

/// The share of each case's variants, averaged over cases.
#[derive(Default)]
struct ByCase(BTreeMap<String, (usize, usize)>);

impl ByCase {
    fn count(&mut self, file: &str, caught: bool) {
        let (all, hits) = self.0.entry(file[..3].to_owned()).or_default();
        *all += 1;
        *hits += usize::from(caught);
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred traces")]
    fn share(&self) -> f64 {
        self.0.values().map(|(all, hits)| *hits as f64 / *all as f64).sum::<f64>() / self.0.len() as f64
    }
}

#[test]
fn reported_cases_are_caught_before_the_money_leaves() {
    let (mut red, mut any, mut family, mut early) =
        (ByCase::default(), ByCase::default(), ByCase::default(), ByCase::default());
    for (file, trace) in traces("reported") {
        let harm = first(&trace, |content| *content == Content::Mark(Mark::Harm)).unwrap();
        let Some(shared) = first(&trace, is_sharing).filter(|shared| *shared < harm) else { continue };
        let replay = replay(&trace);
        red.count(&file, said_before(&replay, harm, is_red));
        any.count(&file, said_before(&replay, harm, is_warning));
        family.count(&file, said_before(&replay, harm, is_word_to_family));
        let installed = |content: &Content| matches!(content, Content::Event(Event::AppInstalled { .. }));
        if first(&trace, installed).is_some_and(|installed| installed < shared) {
            early.count(&file, said_before(&replay, shared, is_word_to_family));
        }
    }
    println!("red before harm {:.3}, any warning {:.3}", red.share(), any.share());
    println!("family before harm {:.3}, before sharing {:.3}", family.share(), early.share());
    assert!(red.0.len() >= 30, "cases with sharing");
    assert!(red.share() >= 0.95);
    assert!(any.share() >= 0.97);
    assert!(family.share() >= 0.95);
    assert!(early.share() >= 0.90);
}

#[test]
fn ordinary_days_stay_quiet() {
    let mut ambers = Vec::new();
    for (file, trace) in traces("quiet") {
        let replay = replay(&trace);
        let red = replay.said.iter().find(|said| is_red(&said.effect));
        assert_eq!(red, None, "{file}");
        if replay.said.iter().any(|said| is_warning(&said.effect)) {
            ambers.push(file);
        }
    }
    assert!(ambers.len() <= 2, "hardly any amber: {ambers:?}");
}

#[test]
fn doubtful_situations_get_an_acceptable_answer() {
    let wanted = fs::read_to_string(folder("edge").join("wanted.tsv")).unwrap();
    let traces: BTreeMap<String, Trace> = traces("edge").into_iter().collect();
    let mut missed = Vec::new();
    for row in wanted.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[file, best, acceptable, _] = &columns[..] else { panic!("a row of four columns: {row}") };
        let replay = replay(&traces[file]);
        let level = replay.said.iter().filter_map(|said| match &said.effect {
            Effect::Warn { level, .. } => Some(*level),
            _ => None,
        });
        let mut answer: Vec<&str> = match level.max() {
            Some(Level::Red) => vec!["red"],
            Some(Level::Amber) => vec!["amber"],
            None => vec![],
        };
        if replay.said.iter().any(|said| is_word_to_family(&said.effect)) {
            answer.push("early");
        }
        let answer = if answer.is_empty() { "silent".to_owned() } else { answer.join("+") };
        let mut accepted = acceptable.split(',').map(str::trim).chain([best]);
        if !accepted.any(|accepted| accepted == answer) {
            missed.push(format!("{file}: {answer}, wanted {best}"));
        }
    }
    assert!(missed.len() <= 2, "{missed:#?}");
}
