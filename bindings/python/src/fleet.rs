//! Whole runs of phones, one after the other.

use std::sync::{Mutex, MutexGuard};

use kinguard_core::engine::Settings;

use crate::columns::{ColumnRow, Columns};
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

/// Guards phones whose rows come phone by phone, ordered by time within a phone, and holds one engine at a time. Says
/// what `kinguard stream` says to the same rows, and refuses what it refuses.
#[derive(Debug, Default, uniffi::Object)]
pub struct Fleet {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    texts: EventTexts,
    open: Option<Open>,
    rows: u64,
}

/// The phone whose rows are going by.
#[derive(Debug)]
struct Open {
    name: String,
    /// Until the first event.
    settings: Option<Settings>,
    phone: Phone,
}

#[uniffi::export]
impl Fleet {
    /// A fleet that has seen nothing yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Passes rows to their engines. Returns what they said to them; the last phone may still have more rows.
    ///
    /// # Errors
    /// [`FleetError`], which names the row, counted from 1 over all calls.
    pub fn observe(&self, columns: &Columns) -> Result<Vec<FleetSaid>, FleetError> {
        let mut state = self.state()?;
        let mut all = Vec::new();
        for row in columns.rows()? {
            state.rows += 1;
            state.take(row, &mut all).map_err(|what| {
                FleetError::BadRow(format!("row {} (phone {:?}): {what}", state.rows, row.phone))
            })?;
        }
        Ok(all)
    }

    /// Lets the time of the last phone pass up to its last event. Returns what was said.
    ///
    /// # Errors
    /// [`FleetError::Failed`].
    pub fn finish(&self) -> Result<Vec<FleetSaid>, FleetError> {
        let mut all = Vec::new();
        self.state()?.close(&mut all);
        Ok(all)
    }
}

impl Fleet {
    /// A lock poisoned by a panic guards a phone that may be half changed.
    fn state(&self) -> Result<MutexGuard<'_, State>, FleetError> {
        self.state.lock().map_err(|_| FleetError::Failed)
    }
}

impl State {
    fn take(&mut self, row: ColumnRow<'_>, all: &mut Vec<FleetSaid>) -> Result<(), String> {
        if self.open.as_ref().is_none_or(|open| open.name != row.phone) {
            self.close(all);
            self.open = Some(Open::new(row.phone));
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        if row.at_ms < 0 {
            return open.introduce(row.event);
        }
        let at = moment(row.at_ms);
        if open.phone.is_past(at) {
            return Err(format!(
                "at_ms {} is before the row above: order the rows of a phone by time",
                row.at_ms
            ));
        }
        let event = self.texts.read(row.event)?;
        open.settings = None;
        let mut said = Vec::new();
        open.phone.observe(at, event, &mut said);
        tell(&open.name, said, all);
        Ok(())
    }

    fn close(&mut self, all: &mut Vec<FleetSaid>) {
        if let Some(mut open) = self.open.take() {
            let mut said = Vec::new();
            open.phone.finish(&mut said);
            tell(&open.name, said, all);
        }
    }
}

impl Open {
    fn new(name: &str) -> Self {
        let settings = unsaid_settings();
        Self { name: name.to_owned(), phone: Phone::new(&settings), settings: Some(settings) }
    }

    fn introduce(&mut self, text: &str) -> Result<(), String> {
        let told = settings(text)?;
        match &self.settings {
            Some(known) if *known == unsaid_settings() => {
                self.phone = Phone::new(&told);
                self.settings = Some(told);
                Ok(())
            }
            _ => Err("is already known: its home comes once, before its events".to_owned()),
        }
    }
}

fn tell(phone: &str, said: Vec<Said>, all: &mut Vec<FleetSaid>) {
    all.extend(said.into_iter().map(|Said { at_ms, effect }| FleetSaid {
        phone: phone.to_owned(),
        at_ms,
        effect,
    }));
}
