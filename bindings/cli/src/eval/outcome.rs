//! The contribution of one trace to the figures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, FamilyMessage, Level, RuleId};
use kinguard_core::replay::replay;
use kinguard_core::time::{Moment, Span};

use super::answer::{Answer, Kinds, Strength};
use crate::failure::Failure;
use crate::input::read_trace;
use crate::measure::{Measured, tells_of_danger};

/// The answer to one trace, measured.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) path: PathBuf,
    pub(super) measured: Measured,
    pub(super) span: Span,
    /// Warnings by rule, before harm and after.
    pub(super) warnings: BTreeMap<RuleId, u64>,
    /// Every rule that warned or told the family.
    pub(super) fired: BTreeSet<RuleId>,
    pub(super) first_warning: Option<RuleId>,
    pub(super) first_red: Option<RuleId>,
    pub(super) red: u64,
    pub(super) amber: u64,
    /// Messages that tell of a danger.
    pub(super) family: u64,
    /// Those of them that are only first signs.
    pub(super) early: u64,
    /// Messages about the state of the protection.
    pub(super) protection: u64,
    pub(super) answer: Answer,
    pub(super) kinds: Kinds,
    pub(super) strength: Strength,
}

impl Outcome {
    /// Reads and replays a trace.
    pub(super) fn of_file(file: &Path) -> Result<Self, Failure> {
        let trace = read_trace(file)?;
        let replayed = replay(&trace);
        let end = trace.steps.last().map_or(Moment::default(), |step| step.seen);
        let measured = Measured::of(&trace, &replayed);
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
        Ok(outcome)
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
            Effect::Dismiss { .. } => {}
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
    pub(super) fn case(&self) -> (&Path, &str) {
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
    pub(super) fn file(&self) -> String {
        self.path.display().to_string()
    }
}
