//! What a row says: an event, or the settings of its phone.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use kinguard_core::engine::Settings;
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use serde::Deserialize;

/// Events by their texts, each read once. A table of millions of rows has a few thousand.
#[derive(Debug, Default)]
pub(crate) struct EventTexts {
    numbers: HashMap<Arc<str>, u32>,
    read: Vec<(Arc<str>, Event)>,
}

impl EventTexts {
    /// Returns the number of an event of the trace format.
    pub(crate) fn number(&mut self, text: &str) -> Result<u32, String> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        let event = event(text)?;
        let number = u32::try_from(self.read.len()).map_err(|_| "one text too many".to_owned())?;
        let text: Arc<str> = text.into();
        self.numbers.insert(Arc::clone(&text), number);
        self.read.push((text, event));
        Ok(number)
    }

    pub(crate) fn event(&self, number: u32) -> &Event {
        &self.read[number as usize].1
    }

    /// Compares the texts of two events by their bytes.
    pub(crate) fn compare(&self, one: u32, other: u32) -> Ordering {
        self.read[one as usize].0.cmp(&self.read[other as usize].0)
    }
}

/// Reads an event of the trace format.
pub(crate) fn event(text: &str) -> Result<Event, String> {
    serde_json::from_str(text).map_err(|error| in_line(&error))
}

/// What the row without a time says of its phone: the stream form's line before the events.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Introduction {
    home: Region,
    #[serde(default)]
    familiar_regions: Vec<Region>,
}

/// Reads the settings of a phone.
pub(crate) fn settings(text: &str) -> Result<Settings, String> {
    let Introduction { home, familiar_regions } =
        serde_json::from_str(text).map_err(|error| in_line(&error))?;
    Ok(Settings { home, familiar_regions })
}

/// The settings of a phone of which nothing is said, as in the stream form.
pub(crate) fn unsaid_settings() -> Settings {
    Settings { home: Region::CN, familiar_regions: Vec::new() }
}

/// A JSON error for a single line: only the column matters.
fn in_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    format!("{what} (column {})", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_compared_by_its_bytes() {
        let mut texts = EventTexts::default();
        let [opened, asked] = [r#"{"type":"app_opened","package":"com.icbc"}"#, r#"{"type":"help_asked"}"#];
        assert_eq!([asked, opened, asked].map(|text| texts.number(text)), [Ok(0), Ok(1), Ok(0)]);
        assert_eq!(texts.event(1), &Event::AppOpened { package: "com.icbc".into() });
        assert_eq!(
            [(0, 1), (1, 0), (1, 1)].map(|(one, other)| texts.compare(one, other)),
            [Ordering::Greater, Ordering::Less, Ordering::Equal]
        );
    }

    #[test]
    fn what_is_no_event_is_told_with_its_column() {
        let mut texts = EventTexts::default();
        let said = texts.number(r#"{"type":"sing"}"#).unwrap_err();
        assert!(said.starts_with("unknown variant `sing`") && said.contains("column"), "{said}");
        assert!(texts.read.is_empty());
    }

    #[test]
    fn settings_are_those_of_the_stream_form() {
        assert_eq!(
            settings(r#"{"home":"HK"}"#),
            Ok(Settings { home: Region::HK, familiar_regions: Vec::new() })
        );
        assert!(settings(r#"{"home":"Hong Kong"}"#).is_err());
        assert!(settings(r#"{"home":"CN","loud":true}"#).is_err());
    }
}
