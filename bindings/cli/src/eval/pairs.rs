//! `pairs.tsv`: attacks on the engine's memory, each next to the same trace without the attack.

use std::path::{Path, PathBuf};

use kinguard_core::effect::{FamilyMessage, Level};
use kinguard_core::event::Event;
use kinguard_core::phone::FAMILY_WAITS;
use kinguard_core::replay::{TimedEffect, replay};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Trace, clock};

use super::columns::Columns;
use crate::failure::Failure;
use crate::input::read_trace;
use kinguard_report::eval::answer::{highest, level_name, message};
use kinguard_report::measure::tells_of_danger;

/// One table, judged.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) table: PathBuf,
    pub(super) rows: Vec<Pair>,
}

/// One row: a base trace, and the attack on it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) base: PathBuf,
    pub(super) attack: PathBuf,
    /// The answer to the base from where the two traces part.
    pub(super) to_base: AnswerAfterParting,
    pub(super) to_attack: AnswerAfterParting,
    /// The condition in words, for the report.
    pub(super) why: String,
}

/// The answer to one trace from where it parts from the other until the harm, or its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AnswerAfterParting {
    pub(super) level: Option<Level>,
    /// The moment the family was first told of a danger.
    pub(super) told: Option<Moment>,
    /// The moment it was first told that the danger is over.
    pub(super) ended: Option<Moment>,
    /// The moment the family first answered.
    answered: Option<Moment>,
}

impl Pairs {
    /// Reads a table and replays both traces of every row.
    pub(super) fn read(table: &Path) -> Result<Self, Failure> {
        let columns = Columns::read(table)?;
        if !columns.has(&["base", "attack"]) {
            return Err(columns.fault(1, "must begin with the columns base, attack"));
        }
        let directory = table.parent().unwrap_or(Path::new(""));
        let mut rows = Vec::new();
        for line in columns.lines() {
            let line = line?;
            let trace_of = |column| {
                let file = directory.join(format!("{}.json", line.cell(column)));
                if !file.is_file() {
                    return Err(line.fault(&format!("{} does not exist", file.display())));
                }
                Ok((read_trace(&file)?, file))
            };
            let ((base, base_file), (attack, attack_file)) = (trace_of("base")?, trace_of("attack")?);
            let Some(parting) = parting(&base, &attack) else {
                return Err(line.fault("the two traces are the same"));
            };
            rows.push(Pair {
                base: base_file,
                attack: attack_file,
                to_base: AnswerAfterParting::of(&base, parting),
                to_attack: AnswerAfterParting::of(&attack, parting),
                why: line.cell("what must hold").to_owned(),
            });
        }
        Ok(Self { table: table.to_owned(), rows })
    }
}

impl Pair {
    /// Returns whether the attack is answered as strongly as its base.
    pub(super) fn holds(&self) -> bool {
        self.to_attack.reaches(&self.to_base)
    }
}

impl AnswerAfterParting {
    fn of(trace: &Trace, parting: Moment) -> Self {
        let harm = trace.steps.iter().find(|step| step.content == Content::Mark(Mark::Harm));
        let replay = replay(trace);
        let counts = |said: &&TimedEffect| said.at >= parting && harm.is_none_or(|harm| said.at < harm.at);
        let said = || replay.said.iter().filter(counts);
        let first = |wanted: fn(FamilyMessage) -> bool| {
            said().find(|said| message(&said.effect).is_some_and(wanted)).map(|said| said.at)
        };
        let answer = trace.steps.iter().find(|step| {
            step.seen >= parting && matches!(step.content, Content::Event(Event::FamilyAnswered { .. }))
        });
        Self {
            level: highest(said().map(|said| &said.effect)),
            told: first(tells_of_danger),
            ended: first(|kind| kind == FamilyMessage::Ended),
            answered: answer.map(|step| step.seen),
        }
    }

    /// Returns whether this is at least as strong as the answer to `base`: no lower level, the family told no
    /// later, and no sooner told that it is over. An answer of the family gains one waiting time.
    fn reaches(&self, base: &Self) -> bool {
        let told_by = base.told.map(|told| match self.answered {
            Some(answered) => told.max(answered) + FAMILY_WAITS,
            None => told,
        });
        let told = told_by.is_none_or(|by| self.told.is_some_and(|told| told <= by));
        let ended = self.ended.is_none_or(|ended| {
            base.ended.is_some_and(|base_ended| ended >= base_ended || self.lasted() >= base.lasted())
        });
        self.level >= base.level && told && ended
    }

    /// The time from the first message to the family until the message that it is over. Earlier news may be
    /// over earlier.
    fn lasted(&self) -> Option<Span> {
        Some(self.ended?.since(self.told?))
    }
}

impl std::fmt::Display for AnswerAfterParting {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.level.map_or("no warning", level_name))?;
        match self.told {
            Some(told) => write!(formatter, ", family told at {}", clock(told))?,
            None => formatter.write_str(", family not told")?,
        }
        match self.ended {
            Some(ended) => write!(formatter, ", ended told at {}", clock(ended)),
            None => Ok(()),
        }
    }
}

/// Returns when the engine hears the first thing that is not in both traces.
fn parting(base: &Trace, attack: &Trace) -> Option<Moment> {
    let same = base.steps.iter().zip(&attack.steps).take_while(|(base, attack)| base == attack).count();
    [base, attack].iter().filter_map(|trace| trace.steps.get(same)).map(|step| step.seen).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u64) -> Option<Moment> {
        Some(Moment::from_ms(minutes * 60_000))
    }

    #[test]
    fn an_attack_must_not_be_answered_later_or_lower_or_with_a_false_end() {
        let base =
            AnswerAfterParting { level: Some(Level::Red), told: at(10), ended: at(30), answered: None };
        assert!(base.reaches(&base));
        assert!(AnswerAfterParting { told: at(9), ended: None, ..base }.reaches(&base));
        assert!(!AnswerAfterParting { level: Some(Level::Amber), ..base }.reaches(&base));
        assert!(!AnswerAfterParting { told: at(11), ..base }.reaches(&base));
        assert!(!AnswerAfterParting { told: None, ..base }.reaches(&base));
        assert!(!AnswerAfterParting { ended: at(29), ..base }.reaches(&base));
        assert!(AnswerAfterParting { told: at(9), ended: at(29), ..base }.reaches(&base));
        assert!(!AnswerAfterParting { told: at(9), ended: at(28), ..base }.reaches(&base));
        assert!(!base.reaches(&AnswerAfterParting { ended: None, ..base }));
    }

    #[test]
    fn an_answer_of_the_family_buys_one_waiting_time() {
        let base = AnswerAfterParting { level: None, told: at(10), ended: None, answered: None };
        assert!(AnswerAfterParting { told: at(13), answered: at(8), ..base }.reaches(&base));
        assert!(!AnswerAfterParting { told: at(14), answered: at(8), ..base }.reaches(&base));
        assert!(AnswerAfterParting { told: at(15), answered: at(12), ..base }.reaches(&base));
        assert!(!AnswerAfterParting { told: None, answered: at(8), ..base }.reaches(&base));
    }
}
