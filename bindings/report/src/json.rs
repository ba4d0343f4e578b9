//! What the command line prints for machines.

use kinguard_core::caller::{Caller, CallerKind};
use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::region::Region;
use kinguard_core::replay::Replay;
use kinguard_core::rule::Rule;
use kinguard_core::rules::TABLE;
use serde::Serialize;

use crate::window::{Window, windows};
use crate::words::Words;

/// One line of `replay --json`.
#[derive(Serialize)]
struct EffectLine<'a> {
    file: &'a str,
    at_ms: u64,
    effect: &'a Effect,
}

/// Writes one line per effect.
#[must_use]
pub fn replay_lines(file: &str, replayed: &Replay) -> String {
    let mut lines = String::new();
    for said in &replayed.said {
        let line = EffectLine { file, at_ms: said.at.ms(), effect: &said.effect };
        lines += &serde_json::to_string(&line).expect("an effect is always JSON");
        lines.push('\n');
    }
    lines
}

/// One line of `classify --json`.
#[derive(Debug, Serialize)]
pub struct NumberLine<'a> {
    number: &'a str,
    kind: CallerKind,
    region: Option<Region>,
    forged: bool,
    why: &'a str,
}

impl<'a> NumberLine<'a> {
    /// The line of a number that was read as `caller`.
    #[must_use]
    pub fn new(number: &'a str, caller: &Caller, words: &dyn Words) -> Self {
        let Caller { kind, region, forged, why, .. } = *caller;
        Self { number, kind, region, forged, why: words.why(why) }
    }
}

#[derive(Debug, Serialize)]
struct WindowValue {
    name: Window,
    ms: u64,
}

/// One rule of `rules --json`.
#[derive(Debug, Serialize)]
pub struct RuleValue {
    id: &'static str,
    level: Option<Level>,
    tells: Option<FamilyMessage>,
    meaning: &'static str,
    false_alarms: &'static str,
    windows: Vec<WindowValue>,
}

impl RuleValue {
    /// The whole table.
    #[must_use]
    pub fn table(words: &dyn Words) -> Vec<Self> {
        TABLE.iter().map(|rule| Self::new(rule, words)).collect()
    }

    fn new(rule: &Rule, words: &dyn Words) -> Self {
        Self {
            id: rule.id.id(),
            level: rule.level,
            tells: rule.tells,
            meaning: words.meaning(rule),
            false_alarms: words.false_alarms(rule),
            windows: windows(rule)
                .into_iter()
                .map(|(name, span)| WindowValue { name, ms: span.ms() })
                .collect(),
        }
    }
}
