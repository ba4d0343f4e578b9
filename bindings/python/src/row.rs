//! What a row says: an event, or the settings of its phone.

use std::collections::HashMap;

use kinguard_core::engine::Settings;
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use serde::Deserialize;

/// So many different texts are remembered at a time. A table of millions of rows has a few thousand.
const REMEMBERED: usize = 1 << 14;

/// Events that were read before. Most rows repeat another's text, and to look one up is faster than to read it.
#[derive(Debug, Default)]
pub(crate) struct EventTexts {
    read: HashMap<Box<str>, Event>,
}

impl EventTexts {
    /// Reads an event of the trace format.
    pub(crate) fn read(&mut self, text: &str) -> Result<&Event, String> {
        // Looked up twice, since a borrow that is returned from one branch lasts for all of them.
        if !self.read.contains_key(text) {
            let event = event(text)?;
            if self.read.len() >= REMEMBERED {
                self.read.clear();
            }
            self.read.insert(text.into(), event);
        }
        self.read.get(text).ok_or_else(|| "the event was lost".to_owned())
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
    fn a_text_is_read_alike_the_first_time_and_later() {
        let mut texts = EventTexts::default();
        let text = r#"{"type":"app_opened","package":"com.icbc"}"#;
        let first = texts.read(text).unwrap().clone();
        assert_eq!(first, Event::AppOpened { package: "com.icbc".into() });
        for number in 0..2 * REMEMBERED {
            texts.read(&format!(r#"{{"type":"app_opened","package":"p{number}"}}"#)).unwrap();
        }
        assert!(texts.read.len() <= REMEMBERED);
        assert_eq!(texts.read(text), Ok(&first));
    }

    #[test]
    fn what_is_no_event_is_told_with_its_column() {
        let mut texts = EventTexts::default();
        let said = texts.read(r#"{"type":"sing"}"#).unwrap_err();
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
