//! `wanted.tsv`: situations where reasonable people differ, the answer that is wanted and those that will do.

use std::fmt;
use std::path::{Path, PathBuf};

use kinguard_core::effect::Level;

use crate::failure::Failure;
use crate::input::read_text;

/// An answer to a whole trace: the highest level of a warning, and whether the family was told of a danger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) level: Option<Level>,
    pub(super) early: bool,
}

impl Answer {
    fn parse(text: &str) -> Option<Self> {
        let mut answer = Self::default();
        for part in text.split('+') {
            match part.trim() {
                "silent" if !text.contains('+') => {}
                "amber" => answer.level = Some(Level::Amber),
                "red" => answer.level = Some(Level::Red),
                "early" => answer.early = true,
                _ => return None,
            }
        }
        Some(answer)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match (self.level, self.early) {
            (None, false) => "silent",
            (None, true) => "early",
            (Some(Level::Amber), false) => "amber",
            (Some(Level::Amber), true) => "amber+early",
            (Some(Level::Red), false) => "red",
            (Some(Level::Red), true) => "red+early",
        })
    }
}

/// One table.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) table: PathBuf,
    pub(super) rows: Vec<Row>,
}

/// One row: what is wanted of a trace.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) file: PathBuf,
    pub(super) best: Answer,
    pub(super) also_acceptable: Vec<Answer>,
}

impl Wanted {
    /// Reads a table.
    pub(super) fn read(table: &Path) -> Result<Self, Failure> {
        let text = read_text(table)?;
        let directory = table.parent().unwrap_or(Path::new(""));
        let mut lines = text.lines().enumerate();
        let header: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
        if !header.starts_with(&["file", "best", "also_acceptable"]) {
            return Err(fault(table, 1, "must begin with the columns file, best, also_acceptable"));
        }
        let mut rows = Vec::new();
        for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let bad = |what: &str| fault(table, index + 1, what);
            let mut cells = line.split('\t');
            let (Some(file), Some(best), Some(also)) = (cells.next(), cells.next(), cells.next()) else {
                return Err(bad("has fewer than three columns"));
            };
            let answer = |text: &str| {
                Answer::parse(text.trim()).ok_or_else(|| {
                    bad(&format!("{text:?} is no answer: silent, or amber, red, early joined by +"))
                })
            };
            let also = also.split(',').filter(|text| !text.trim().is_empty());
            rows.push(Row {
                line: index + 1,
                file: directory.join(file),
                best: answer(best)?,
                also_acceptable: also.map(answer).collect::<Result<_, _>>()?,
            });
        }
        Ok(Self { table: table.to_owned(), rows })
    }

    /// The failure of a row whose trace is not there.
    pub(super) fn missing(&self, row: &Row) -> Failure {
        fault(&self.table, row.line, &format!("{} was not read: is the file there?", row.file.display()))
    }
}

fn fault(table: &Path, line: usize, what: &str) -> Failure {
    Failure::of_file(table, format!("line {line}: {what}"))
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn answers_read_as_they_are_written() {
        for text in ["silent", "early", "amber", "amber+early", "red", "red+early"] {
            assert_eq!(Answer::parse(text).map(|answer| answer.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Answer::parse("silent+red"), None);
        assert_eq!(Answer::parse(""), None);
    }
}
