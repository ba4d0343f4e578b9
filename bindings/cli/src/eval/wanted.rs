//! `wanted.tsv`: the expected answers to the traces beside it. Its columns and words tell the kind of table.

use std::path::{Path, PathBuf};

use super::columns::{Columns, Line};
use crate::failure::Failure;
use kinguard_report::eval::answer::{Answer, Kinds, Strength};

/// One table.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) table: PathBuf,
    pub(super) rows: Vec<Row>,
}

/// One row: the expected answer to a trace.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) file: PathBuf,
    pub(super) demand: Demand,
    /// The reason for it.
    pub(super) why: String,
}

/// The answer that a table asks for.
#[derive(Debug)]
pub(super) enum Demand {
    /// The best answer, and those that will do because reasonable people differ.
    Answer { best: Answer, also_acceptable: Vec<Answer> },
    /// For a fraud: at least this much in time, and no message that it is over.
    AtLeast(Strength),
    /// For an ordinary day: at most this much.
    AtMost { written: String, most: Kinds },
}

impl Wanted {
    /// Reads a table.
    pub(super) fn read(table: &Path) -> Result<Self, Failure> {
        let columns = Columns::read(table)?;
        let (answers, wants) = (columns.has(&["best", "also_acceptable"]), columns.has(&["wanted"]));
        if !columns.has(&["file"]) || !(answers || wants) {
            return Err(
                columns.fault(1, "must begin with the columns file, wanted or file, best, also_acceptable")
            );
        }
        let directory = table.parent().unwrap_or(Path::new(""));
        let mut rows: Vec<Row> = Vec::new();
        for line in columns.lines() {
            let line = line?;
            let file = directory.join(line.cell("file"));
            if rows.iter().any(|row| row.file == file) {
                return Err(line.fault(&format!("{} has a row above", line.cell("file"))));
            }
            let demand = match line.cell("wanted") {
                "" if answers => Demand::answer(&line)?,
                text => Demand::bound(&line, text)?,
            };
            rows.push(Row { line: line.number, file, demand, why: line.cell("why").to_owned() });
        }
        Ok(Self { table: table.to_owned(), rows })
    }

    /// The failure of a row whose trace does not exist.
    pub(super) fn missing(&self, row: &Row) -> Failure {
        let what = format!("line {}: {} was not read: is the file there?", row.line, row.file.display());
        Failure::of_file(&self.table, what)
    }
}

impl Demand {
    fn answer(line: &Line<'_>) -> Result<Self, Failure> {
        let answer = |text: &str| {
            Answer::parse(text.trim()).ok_or_else(|| {
                line.fault(&format!(
                    "{text:?} is no answer: silent, protection, or amber, red, early joined by +"
                ))
            })
        };
        let also = line.cell("also_acceptable").split(',').filter(|text| !text.trim().is_empty());
        Ok(Self::Answer {
            best: answer(line.cell("best"))?,
            also_acceptable: also.map(answer).collect::<Result<_, _>>()?,
        })
    }

    fn bound(line: &Line<'_>, text: &str) -> Result<Self, Failure> {
        let least = Strength::parse_least(text).map(Self::AtLeast);
        let most = || Kinds::parse_most(text).map(|most| Self::AtMost { written: text.to_owned(), most });
        least.or_else(most).ok_or_else(|| {
            line.fault(&format!(
                "{text:?} is not to be wanted: at least none, amber or red, + any or none (red+any); \
                 or at most silent, early, amber, amber+early or red"
            ))
        })
    }
}
