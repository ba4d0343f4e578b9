//! Tables with tab-separated columns and a header, quoted as spreadsheets do.

use std::path::{Path, PathBuf};

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::failure::Failure;
use crate::input::read_text;

/// A table.
#[derive(Debug)]
pub(super) struct Columns {
    table: PathBuf,
    text: String,
    header: StringRecord,
}

/// One line of a table.
#[derive(Debug)]
pub(super) struct Line<'a> {
    columns: &'a Columns,
    pub(super) number: u64,
    record: StringRecord,
}

impl Columns {
    /// Reads a table and its header.
    pub(super) fn read(table: &Path) -> Result<Self, Failure> {
        let text = read_text(table)?;
        let header = reader(&text).headers().cloned().unwrap_or_default();
        Ok(Self { table: table.to_owned(), text, header })
    }

    /// Returns whether the table has all of these columns.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.header.iter().any(|column| column == *name))
    }

    /// The lines below the header.
    pub(super) fn lines(&self) -> impl Iterator<Item = Result<Line<'_>, Failure>> {
        reader(&self.text).into_records().map(|read| match read {
            Ok(record) => {
                let number = record.position().map_or(0, csv::Position::line);
                Ok(Line { columns: self, number, record })
            }
            Err(error) => {
                let number = error.position().map_or(0, csv::Position::line);
                Err(self
                    .fault(number, &format!("must have {} columns like the first line", self.header.len())))
            }
        })
    }

    /// A failure that names a line.
    pub(super) fn fault(&self, line: u64, what: &str) -> Failure {
        Failure::of_file(&self.table, format!("line {line}: {what}"))
    }
}

impl Line<'_> {
    /// The cell of a column; empty if the column does not exist.
    pub(super) fn cell(&self, name: &str) -> &str {
        let index = self.columns.header.iter().position(|column| column == name);
        index.and_then(|index| self.record.get(index)).unwrap_or_default().trim()
    }

    /// A failure that names this line.
    pub(super) fn fault(&self, what: &str) -> Failure {
        self.columns.fault(self.number, what)
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(b'\t').from_reader(text.as_bytes())
}
