//! Effects and reasons as the first versions of the app stored them on phones.
//!
//! Those versions wrote Kotlin's names of constants (`HELP_ASKED`, `OVERSEAS`) and shorter keys for two
//! spans. Everything else is as in the trace format, so such a text is translated and then read as that.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Keys whose value is the name of a constant.
const NAMES: &[&str] = &["level", "kind", "direction", "origin", "source", "certainty", "capability", "what"];
/// Keys of spans that had another name.
const SPANS: &[(&str, &str)] = &[("spoken", "spoken_ms"), ("ago", "ago_ms")];

/// Reads a value in either form, or returns `None` if it has neither.
pub(crate) fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    let mut value = serde_json::from_str(json).ok()?;
    translate(&mut value);
    serde_json::from_value(value).ok()
}

fn translate(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(translate),
        Value::Object(fields) => {
            for (stored, name) in SPANS {
                if let Some(span) = fields.remove(*stored) {
                    fields.insert((*name).to_owned(), span);
                }
            }
            for (key, value) in fields.iter_mut() {
                match value {
                    Value::String(name) if NAMES.contains(&key.as_str()) => name.make_ascii_lowercase(),
                    Value::String(name) if key == "rule" => {
                        *name = name.to_ascii_lowercase().replace('_', "-");
                    }
                    other => translate(other),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use kinguard_core::effect::{Certainty, Effect, Origin, Reason, RuleId};
    use kinguard_core::event::{Capability, Direction, InstallSource, SettingsScreen};
    use kinguard_core::region::Region;
    use kinguard_core::time::Span;

    use super::*;

    /// Each reason as version 0.1 of the app wrote it.
    #[test]
    fn every_stored_reason_is_read() {
        let package = || "com.example".to_owned();
        for (json, expected) in [
            (
                r#"{"type":"stranger_call","direction":"INCOMING","origin":"OVERSEAS","region":"HK","live":true,"spoken":680000}"#,
                Reason::StrangerCall {
                    direction: Direction::Incoming,
                    origin: Origin::Overseas,
                    region: Some(Region::HK),
                    live: true,
                    spoken_ms: Span::from_ms(680_000),
                },
            ),
            (
                r#"{"type":"stranger_call","direction":"OUTGOING","origin":"HIDDEN","live":false,"spoken":0}"#,
                Reason::StrangerCall {
                    direction: Direction::Outgoing,
                    origin: Origin::Hidden,
                    region: None,
                    live: false,
                    spoken_ms: Span::from_ms(0),
                },
            ),
            (r#"{"type":"voice_chat"}"#, Reason::VoiceChat { package: None }),
            (
                r#"{"type":"voice_chat","package":"com.example"}"#,
                Reason::VoiceChat { package: Some(package()) },
            ),
            (
                r#"{"type":"installed","package":"com.example","source":"SIDELOAD","ago":60000}"#,
                Reason::Installed {
                    package: package(),
                    source: InstallSource::Sideload,
                    ago_ms: Span::from_ms(60_000),
                },
            ),
            (
                r#"{"type":"screen_shared","certainty":"LIKELY","live":true}"#,
                Reason::ScreenShared { package: None, certainty: Certainty::Likely, live: true },
            ),
            (r#"{"type":"money_app","package":"com.example"}"#, Reason::MoneyApp { package: package() }),
            (r#"{"type":"messages","package":"com.example"}"#, Reason::Messages { package: package() }),
            (
                r#"{"type":"payment_app_installed","package":"com.example"}"#,
                Reason::PaymentAppInstalled { package: package() },
            ),
            (
                r#"{"type":"remote_control","package":"com.example"}"#,
                Reason::RemoteControl { package: package() },
            ),
            (r#"{"type":"calls_forwarded"}"#, Reason::CallsForwarded {}),
            (r#"{"type":"help_asked"}"#, Reason::HelpAsked {}),
            (
                r#"{"type":"protection","capability":"USAGE_ACCESS","granted":false}"#,
                Reason::Protection { capability: Capability::UsageAccess, granted: false },
            ),
            (r#"{"type":"settings","what":"APP_INFO"}"#, Reason::Settings { what: SettingsScreen::AppInfo }),
        ] {
            assert_eq!(read::<Reason>(json), Some(expected), "{json}");
        }
    }

    /// Kotlin writes `BankDuringShare` as `BANK_DURING_SHARE`.
    #[test]
    fn every_rule_is_read_by_kotlins_name_and_by_its_id() {
        for rule in RuleId::ALL {
            let mut kotlin = String::new();
            for letter in format!("{rule:?}").chars() {
                if letter.is_ascii_uppercase() && !kotlin.is_empty() {
                    kotlin.push('_');
                }
                kotlin.push(letter.to_ascii_uppercase());
            }
            for name in [kotlin.as_str(), rule.id()] {
                let json = format!(r#"{{"type":"notify_family","kind":"EARLY","rule":"{name}"}}"#);
                let read = read::<Effect>(&json);
                assert!(
                    matches!(read, Some(Effect::NotifyFamily { rule: found, .. }) if found == *rule),
                    "{json}"
                );
            }
        }
    }

    #[test]
    fn an_app_keeps_its_name_and_a_region_its_letters() {
        let json = r#"{"type":"money_app","package":"com.Example.BANK_ONE"}"#;
        assert_eq!(read(json), Some(Reason::MoneyApp { package: "com.Example.BANK_ONE".into() }));
    }
}
