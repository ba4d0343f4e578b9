//! `rules`: prints the table of rules with their known false alarms.

use std::io::{self, IsTerminal, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};
use kinguard_core::rules::TABLE;

use crate::arguments;
use crate::failure::{Failure, Status};
use crate::output::plain;
use kinguard_report::json::RuleValue;
use kinguard_report::window::windows;
use kinguard_report::words::Words;

/// The width of a table that is not written to a terminal.
const WIDTH: u16 = 110;

/// Shows the table.
pub(crate) fn run(asked: &arguments::Rules, words: &dyn Words) -> Result<Status, Failure> {
    let mut out = plain();
    if asked.json {
        serde_json::to_writer_pretty(&mut out, &RuleValue::table(words)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    } else {
        writeln!(out, "{}", table(words))?;
    }
    out.flush()?;
    Ok(Status::Fine)
}

fn table(words: &dyn Words) -> Table {
    let labels = words.labels();
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    table.set_header([labels.rule, labels.level, labels.meaning, labels.known_false_alarms, labels.windows]);
    for column in table.column_iter_mut().take(2) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    for rule in TABLE {
        let level = rule.level.map(|level| words.level(level));
        let tells = rule.tells.map(|_| labels.tells_family);
        let windows: Vec<String> =
            windows(rule).into_iter().map(|(window, span)| words.window(window, span)).collect();
        table.add_row([
            rule.id.id().to_owned(),
            [level, tells].into_iter().flatten().collect::<Vec<_>>().join("\n"),
            in_cell(words.meaning(rule)),
            in_cell(words.false_alarms(rule)),
            windows.join("\n"),
        ]);
    }
    table
}

/// A Chinese full stop must not begin a line of its own.
fn in_cell(text: &str) -> String {
    text.trim_end_matches('。').to_owned()
}
