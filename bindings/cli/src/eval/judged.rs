//! Verdicts of tables on traces.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::pairs::{Pair, Pairs};
use super::wanted::{Demand, Row, Wanted};
use crate::failure::Failure;
use kinguard_report::eval::answer::Answer;
use kinguard_report::eval::outcome::Outcome;
use kinguard_report::eval::shown::set_name;

/// The tables below the given directories.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) wanted: Vec<Wanted>,
    pub(super) pairs: Vec<Pairs>,
}

impl Tables {
    /// Reads the tables among `files`.
    pub(super) fn read(files: &[PathBuf]) -> Result<Self, Failure> {
        let named = |name: &str| files.iter().filter(|file| file.ends_with(name)).collect::<Vec<_>>();
        Ok(Self {
            wanted: named("wanted.tsv")
                .into_iter()
                .map(|file| Wanted::read(file))
                .collect::<Result<_, _>>()?,
            pairs: named("pairs.tsv").into_iter().map(|file| Pairs::read(file)).collect::<Result<_, _>>()?,
        })
    }

    /// The traces that a table judges.
    pub(super) fn judged(&self) -> BTreeSet<&Path> {
        let wanted = self.wanted.iter().flat_map(|table| &table.rows).map(|row| row.file.as_path());
        let pairs = self.pairs.iter().flat_map(|table| &table.rows);
        wanted.chain(pairs.flat_map(|pair| [pair.base.as_path(), pair.attack.as_path()])).collect()
    }
}

/// The tables of one directory, and how many of their rows were met.
#[derive(Debug, Serialize)]
pub(super) struct SetRow {
    pub(super) set: String,
    pub(super) of: usize,
    pub(super) met: usize,
    pub(super) not_met: Vec<Shortfall>,
}

/// A row that was not met.
#[derive(Debug, Serialize)]
pub(super) struct Shortfall {
    pub(super) file: String,
    pub(super) said: String,
    pub(super) wanted: String,
    pub(super) why: String,
}

/// Answers to the traces on which reasonable people differ.
#[derive(Debug, Default, Serialize)]
pub(super) struct Judged {
    pub(super) best: usize,
    pub(super) acceptable: usize,
    pub(super) not: usize,
    pub(super) files: Vec<JudgedRow>,
}

/// One of these answers.
#[derive(Debug, Serialize)]
pub(super) struct JudgedRow {
    pub(super) file: String,
    pub(super) answer: String,
    pub(super) best: String,
    pub(super) also_acceptable: Vec<String>,
    pub(super) verdict: Verdict,
}

/// The verdict on an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Not,
    Acceptable,
    Best,
}

/// Judges every row of every table, by directory and one by one.
pub(super) fn judge(outcomes: &[Outcome], tables: &Tables) -> Result<(Vec<SetRow>, Judged), Failure> {
    let found: BTreeMap<&Path, &Outcome> =
        outcomes.iter().map(|outcome| (outcome.path.as_path(), outcome)).collect();
    let mut sets: BTreeMap<&Path, SetRow> = BTreeMap::new();
    let mut judged = Judged::default();
    for table in &tables.wanted {
        let set = set_of(&mut sets, &table.table);
        for row in &table.rows {
            let outcome = found.get(row.file.as_path()).ok_or_else(|| table.missing(row))?;
            set.add(Shortfall::of_row(outcome, row));
            judged.add(outcome, &row.demand);
        }
    }
    for table in &tables.pairs {
        let set = set_of(&mut sets, &table.table);
        for pair in &table.rows {
            set.add(Shortfall::of_pair(pair));
        }
    }
    judged.files.sort_by_key(|row| row.verdict);
    Ok((sets.into_values().collect(), judged))
}

fn set_of<'a, 'b>(sets: &'b mut BTreeMap<&'a Path, SetRow>, table: &'a Path) -> &'b mut SetRow {
    let directory = table.parent().unwrap_or(Path::new(""));
    sets.entry(directory).or_insert_with(|| SetRow {
        set: set_name(directory),
        of: 0,
        met: 0,
        not_met: Vec::new(),
    })
}

impl SetRow {
    fn add(&mut self, short: Option<Shortfall>) {
        self.of += 1;
        match short {
            Some(short) => self.not_met.push(short),
            None => self.met += 1,
        }
    }
}

impl Shortfall {
    fn of_row(outcome: &Outcome, row: &Row) -> Option<Self> {
        let (met, said, wanted) = match &row.demand {
            Demand::Answer { best, also_acceptable } => {
                let accepted: Vec<String> =
                    std::iter::once(best).chain(also_acceptable).map(ToString::to_string).collect();
                let verdict = Verdict::of(outcome.answer, *best, also_acceptable);
                (verdict != Verdict::Not, outcome.answer.to_string(), accepted.join(" or "))
            }
            Demand::AtLeast(least) => {
                let strength = &outcome.strength;
                (strength.reaches(least), strength.to_string(), format!("at least {least}"))
            }
            Demand::AtMost { written, most } => {
                let kinds = &outcome.kinds;
                (kinds.within(most), kinds.to_string(), format!("at most {written}"))
            }
        };
        (!met).then(|| Self { file: outcome.file(), said, wanted, why: row.why.clone() })
    }

    fn of_pair(pair: &Pair) -> Option<Self> {
        (!pair.holds()).then(|| Self {
            file: pair.attack.display().to_string(),
            said: pair.to_attack.to_string(),
            wanted: format!("as {}: {}", pair.base.display(), pair.to_base),
            why: pair.why.clone(),
        })
    }
}

impl Verdict {
    fn of(answer: Answer, best: Answer, also_acceptable: &[Answer]) -> Self {
        if answer == best {
            Self::Best
        } else if also_acceptable.contains(&answer) {
            Self::Acceptable
        } else {
            Self::Not
        }
    }
}

impl Judged {
    fn add(&mut self, outcome: &Outcome, demand: &Demand) {
        let Demand::Answer { best, also_acceptable } = demand else { return };
        let verdict = Verdict::of(outcome.answer, *best, also_acceptable);
        match verdict {
            Verdict::Best => self.best += 1,
            Verdict::Acceptable => self.acceptable += 1,
            Verdict::Not => self.not += 1,
        }
        self.files.push(JudgedRow {
            file: outcome.file(),
            answer: outcome.answer.to_string(),
            best: best.to_string(),
            also_acceptable: also_acceptable.iter().map(ToString::to_string).collect(),
            verdict,
        });
    }
}
