//! The contribution of one trace to the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, FamilyMessage, Level, RuleId};
use kinguard_core::replay::replay;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::Trace;

use super::answer::{Answer, Kinds, Strength};
use crate::measure::{Measured, tells_of_danger};

/// The answer to one trace, measured.
#[derive(Debug)]
pub struct Outcome {
    /// The file it came from.
    pub path: PathBuf,
    /// Its key moments.
    pub measured: Measured,
    /// Its length.
    pub span: Span,
    /// Warnings by rule, before harm and after.
    pub warnings: BTreeMap<RuleId, u64>,
    /// Every rule that warned or told the family.
    pub fired: BTreeSet<RuleId>,
    /// The rule that warned first.
    pub first_warning: Option<RuleId>,
    /// The rule that warned in red first.
    pub first_red: Option<RuleId>,
    /// Red warnings.
    pub red: u64,
    /// Amber warnings.
    pub amber: u64,
    /// Messages that tell of a danger.
    pub family: u64,
    /// Those of them that are only first signs.
    pub early: u64,
    /// Messages about the state of the protection.
    pub protection: u64,
    /// The answer to all of it.
    pub answer: Answer,
    /// The kinds of things that were said.
    pub kinds: Kinds,
    /// The strength of the answer at the harm.
    pub strength: Strength,
}

impl Outcome {
    /// Replays the trace that came from `file`.
    #[must_use]
    pub fn of(file: &Path, trace: &Trace) -> Self {
        let replayed = replay(trace);
        let end = trace.steps.last().map_or(Moment::default(), |step| step.seen);
        let measured = Measured::of(trace, &replayed);
        let mut outcome = Self {
            path: file.to_owned(),
            span: end.since(Moment::default()),
            warnings: BTreeMap::new(),
            fired: BTreeSet::new(),
            first_warning: None,
            first_red: None,
            red: 0,
            amber: 0,
            family: 0,
            early: 0,
            protection: 0,
            answer: Answer::of(&replayed),
            kinds: Kinds::of(&replayed),
            strength: Strength::of(&replayed, measured.harm, end),
            measured,
        };
        for said in &replayed.said {
            outcome.count(&said.effect);
        }
        outcome
    }

    fn count(&mut self, effect: &Effect) {
        match effect {
            Effect::Warn { level, rule, .. } => {
                self.fired.insert(*rule);
                *self.warnings.entry(*rule).or_default() += 1;
                self.first_warning.get_or_insert(*rule);
                match level {
                    Level::Amber => self.amber += 1,
                    Level::Red => {
                        self.red += 1;
                        self.first_red.get_or_insert(*rule);
                    }
                }
            }
            Effect::Dismiss { .. } | Effect::Help { .. } => {}
            Effect::NotifyFamily { kind, rule, .. } => {
                self.fired.insert(*rule);
                self.early += u64::from(*kind == FamilyMessage::Early);
                match kind {
                    kind if tells_of_danger(*kind) => self.family += 1,
                    FamilyMessage::Protection | FamilyMessage::Restored => self.protection += 1,
                    _ => {}
                }
            }
        }
    }

    /// The case that a trace is a variant of: its directory, and the digits before the first `-`, or else the
    /// stem.
    pub fn case(&self) -> (&Path, &str) {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("?");
        let name = match stem.split_once('-') {
            Some((digits, _)) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits
            }
            _ => stem,
        };
        (self.path.parent().unwrap_or(Path::new("")), name)
    }

    /// The file name as shown to people.
    pub fn file(&self) -> String {
        self.path.display().to_string()
    }
}
