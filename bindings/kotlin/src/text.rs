//! Events, effects and reasons as JSON of the trace format.

use kinguard_core::effect::{Effect, Reason};
use kinguard_core::event::Event;
use serde::Serialize;

use crate::error::{GuardError, contained};
use crate::stored;

/// Writes an event as JSON of the trace format.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn event_to_json(event: &Event) -> Result<String, GuardError> {
    written(event)
}

/// Reads an event from JSON of the trace format. Returns `None` for anything else, such as a type that a later version
/// wrote.
#[uniffi::export]
#[must_use]
pub fn event_from_json(json: &str) -> Option<Event> {
    serde_json::from_str(json).ok()
}

/// Writes an effect as JSON of the trace format.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn effect_to_json(effect: &Effect) -> Result<String, GuardError> {
    written(effect)
}

/// Reads an effect from JSON of the trace format, or as the first versions of the app stored it. Returns `None` for
/// anything else.
#[uniffi::export]
#[must_use]
pub fn effect_from_json(json: &str) -> Option<Effect> {
    stored::read(json)
}

/// Writes a reason as JSON of the trace format.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn reason_to_json(reason: &Reason) -> Result<String, GuardError> {
    written(reason)
}

/// Reads a reason from JSON of the trace format, or as the first versions of the app stored it. Returns `None` for
/// anything else.
#[uniffi::export]
#[must_use]
pub fn reason_from_json(json: &str) -> Option<Reason> {
    stored::read(json)
}

fn written(value: &impl Serialize) -> Result<String, GuardError> {
    contained(|| serde_json::to_string(value).expect("the core's types hold only what JSON can say"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use kinguard_core::effect::{FamilyMessage, Level, RuleId};
    use kinguard_core::replay::replay;
    use kinguard_core::trace::{Content, Trace};

    use super::*;

    fn scenarios() -> Vec<Trace> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
        let files = ["warn", "quiet"].into_iter().flat_map(|kind| {
            fs::read_dir(folder.join(kind))
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect::<Vec<PathBuf>>()
        });
        let traces: Vec<_> = files
            .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
            .map(|file| Trace::parse(&fs::read_to_string(file).unwrap()).unwrap())
            .collect();
        assert!(traces.len() > 50, "{} scenarios", traces.len());
        traces
    }

    fn effects() -> Vec<Effect> {
        scenarios().iter().flat_map(|trace| replay(trace).said).map(|said| said.effect).collect()
    }

    #[test]
    fn every_event_of_the_scenarios_survives_its_text() {
        let steps = scenarios().into_iter().flat_map(|trace| trace.steps);
        for event in steps.filter_map(|step| match step.content {
            Content::Event(event) => Some(event),
            Content::Mark(_) => None,
        }) {
            let json = event_to_json(&event).unwrap();
            assert_eq!(event_from_json(&json).as_ref(), Some(&event), "{json}");
        }
    }

    #[test]
    fn every_effect_and_reason_of_the_scenarios_survives_its_text() {
        for effect in effects() {
            let json = effect_to_json(&effect).unwrap();
            assert_eq!(effect_from_json(&json).as_ref(), Some(&effect), "{json}");
            let Effect::Warn { reasons, .. } = &effect else { continue };
            for reason in reasons {
                let json = reason_to_json(reason).unwrap();
                assert_eq!(reason_from_json(&json).as_ref(), Some(reason), "{json}");
            }
        }
    }

    #[test]
    fn texts_are_those_of_the_trace_format() {
        let event = Event::AppOpened { package: "com.icbc".into() };
        assert_eq!(event_to_json(&event).unwrap(), r#"{"type":"app_opened","package":"com.icbc"}"#);
        let told = Effect::NotifyFamily {
            kind: FamilyMessage::Restored,
            rule: RuleId::ProtectionChanged,
            incident: None,
        };
        let json = r#"{"type":"notify_family","kind":"restored","rule":"protection-changed"}"#;
        assert_eq!(effect_to_json(&told).unwrap(), json);
        let reason = Reason::MoneyApp { package: "com.icbc".into() };
        assert_eq!(reason_to_json(&reason).unwrap(), r#"{"type":"money_app","package":"com.icbc"}"#);
    }

    #[test]
    fn what_a_later_version_wrote_is_not_guessed() {
        for json in [
            "",
            "{",
            "null",
            "[]",
            r#"{"type":"sing"}"#,
            r#"{"type":"app_opened","package":"a","loud":true}"#,
        ] {
            assert_eq!(event_from_json(json), None, "{json}");
            assert_eq!(effect_from_json(json), None, "{json}");
            assert_eq!(reason_from_json(json), None, "{json}");
        }
        assert_eq!(
            effect_from_json(r#"{"type":"notify_family","kind":"WHISPER","rule":"HELP_ASKED"}"#),
            None
        );
    }

    #[test]
    fn a_warning_keeps_its_level_in_either_writing() {
        let json = r#"{"type":"warn","level":"RED","rule":"HELP_ASKED","reasons":[{"type":"help_asked"}]}"#;
        let warning = Effect::Warn {
            level: Level::Red,
            rule: RuleId::HelpAsked,
            reasons: vec![Reason::HelpAsked {}],
            incident: None,
        };
        assert_eq!(effect_from_json(json), Some(warning));
    }
}
