//! Whole runs of phones.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use kinguard_core::engine::Settings;

use crate::columns::{ColumnRow, Columns, Rows};
use crate::error::FleetError;
use crate::phone::{Phone, Said, moment};
use crate::row::{EventTexts, settings, unsaid_settings};

/// An effect with its time and its phone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FleetSaid {
    /// The phone.
    pub phone: String,
    /// The moment of the effect, in milliseconds.
    pub at_ms: i64,
    /// The effect, as JSON of the trace format.
    pub effect: String,
}

/// Guards phones whose rows come in any order. It gathers them, 16 bytes each and their texts once, and in the end
/// says what `kinguard stream` says to the same rows ordered by phone, time and text.
#[derive(Debug, Default, uniffi::Object)]
pub struct Fleet {
    gathered: Mutex<Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    texts: EventTexts,
    places: HashMap<Box<str>, usize>,
    phones: Vec<PhoneRows>,
    count: u64,
}

#[derive(Debug, Default)]
struct PhoneRows {
    settings: Option<Settings>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    at_ms: i64,
    event: u32,
}

#[uniffi::export]
impl Fleet {
    /// A fleet that has seen nothing yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gathers rows.
    ///
    /// # Errors
    /// [`FleetError`], which names the row, counted from 1 over all calls.
    pub fn observe(&self, columns: &Columns) -> Result<(), FleetError> {
        self.gathered()?.take(columns)
    }

    /// Passes the rows of each phone to an engine, in order. Returns what was said, by phone and time; nothing is left.
    ///
    /// # Errors
    /// [`FleetError::Failed`].
    pub fn finish(&self) -> Result<Vec<FleetSaid>, FleetError> {
        Ok(std::mem::take(&mut *self.gathered()?).guard())
    }
}

impl Fleet {
    /// A lock poisoned by a panic guards rows that may be half gathered.
    fn gathered(&self) -> Result<MutexGuard<'_, Gathered>, FleetError> {
        self.gathered.lock().map_err(|_| FleetError::Failed)
    }
}

impl Gathered {
    fn take(&mut self, columns: &Columns) -> Result<(), FleetError> {
        let rows = Rows::new(columns)?;
        let mut known = Known { phones: vec![None; rows.names.len()], events: vec![None; rows.texts.len()] };
        for row in rows.iter() {
            self.count += 1;
            self.take_row(row, &rows, &mut known).map_err(|what| {
                let time = if row.at_ms < 0 { String::new() } else { format!(", at_ms {}", row.at_ms) };
                let phone = &rows.names[row.phone];
                FleetError::BadRow(format!("row {} (phone {phone:?}{time}): {what}", self.count))
            })?;
        }
        Ok(())
    }

    fn take_row(&mut self, row: ColumnRow, rows: &Rows<'_>, known: &mut Known) -> Result<(), String> {
        let place = *known.phones[row.phone].get_or_insert_with(|| self.place(&rows.names[row.phone]));
        let text = &rows.texts[row.event];
        if row.at_ms < 0 {
            return self.phones[place].introduce(text);
        }
        let event = match known.events[row.event] {
            Some(event) => event,
            None => *known.events[row.event].insert(self.texts.number(text)?),
        };
        self.phones[place].rows.push(Row { at_ms: row.at_ms, event });
        Ok(())
    }

    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.phones.len();
        self.phones.push(PhoneRows::default());
        self.places.insert(name.into(), place);
        place
    }

    fn guard(mut self) -> Vec<FleetSaid> {
        let mut names: Vec<_> = self.places.into_iter().collect();
        names.sort_unstable();
        let mut all = Vec::new();
        for (name, place) in names {
            let said = std::mem::take(&mut self.phones[place]).guard(&self.texts);
            all.extend(said.into_iter().map(|Said { at_ms, effect }| FleetSaid {
                phone: name.to_string(),
                at_ms,
                effect,
            }));
        }
        all
    }
}

/// The places of names and texts that rows of one call have had so far.
struct Known {
    phones: Vec<Option<usize>>,
    events: Vec<Option<u32>>,
}

impl PhoneRows {
    fn introduce(&mut self, text: &str) -> Result<(), String> {
        if self.settings.is_some() {
            return Err("is already known: its home comes once".to_owned());
        }
        self.settings = Some(settings(text)?);
        Ok(())
    }

    fn guard(mut self, texts: &EventTexts) -> Vec<Said> {
        // Tables are mostly in order of time, which a stable sort makes use of.
        self.rows.sort_by(|one, other| {
            one.at_ms.cmp(&other.at_ms).then_with(|| texts.compare(one.event, other.event))
        });
        let mut phone = Phone::new(&self.settings.unwrap_or_else(unsaid_settings));
        let mut said = Vec::new();
        for row in self.rows {
            phone.observe(moment(row.at_ms), texts.event(row.event), &mut said);
        }
        phone.finish(&mut said);
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::tests::columns;

    const ASKED: &str = r#"{"type":"help_asked"}"#;

    fn guarded(calls: &[&[(&str, i64, &str)]]) -> Vec<FleetSaid> {
        let fleet = Fleet::new();
        for rows in calls {
            fleet.observe(&columns(rows)).unwrap();
        }
        fleet.finish().unwrap()
    }

    #[test]
    fn rows_may_come_in_any_order_and_in_any_number_of_calls() {
        let off = r#"{"type":"screen_turned","on":false}"#;
        let rows =
            [("a", -1, r#"{"home":"HK"}"#), ("a", 5, ASKED), ("a", 9, off), ("b", 2, ASKED), ("b", 2, off)];
        let said = guarded(&[&rows]);
        let told: Vec<_> = said.iter().map(|one| (one.phone.as_str(), one.at_ms)).collect();
        assert_eq!(told, [("a", 5), ("a", 5), ("b", 2), ("b", 2)]);
        let mut back = rows;
        back.reverse();
        assert_eq!(guarded(&[&back]), said);
        assert_eq!(guarded(&[&back[..2], &[], &back[2..]]), said);
    }

    #[test]
    fn nothing_is_left_for_the_next_run() {
        let fleet = Fleet::new();
        fleet.observe(&columns(&[("a", 5, ASKED)])).unwrap();
        assert!(!fleet.finish().unwrap().is_empty());
        assert_eq!(fleet.finish(), Ok(Vec::new()));
    }

    #[test]
    fn a_row_is_refused_with_its_number_phone_and_time() {
        let refused = |rows: &[(&str, i64, &str)]| match Fleet::new().observe(&columns(rows)) {
            Err(FleetError::BadRow(what)) => what,
            other => unreachable!("{other:?}"),
        };
        let sung = refused(&[("a", 5, ASKED), ("b", 7, r#"{"type":"sing"}"#)]);
        assert!(sung.starts_with(r#"row 2 (phone "b", at_ms 7): unknown variant `sing`"#), "{sung}");
        let home = ("a", -1, r#"{"home":"HK"}"#);
        assert_eq!(refused(&[home, home]), r#"row 2 (phone "a"): is already known: its home comes once"#);
    }
}
