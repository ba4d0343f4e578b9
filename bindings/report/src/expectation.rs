//! Expected and actual effects, written in the trace format.

use kinguard_core::effect::Effect;
use kinguard_core::trace::ExpectedEffect;

/// Writes expected effects in the trace format.
pub fn describe_expected(expected: &[ExpectedEffect], silence: &str) -> String {
    describe(expected, silence)
}

/// Writes actual effects in the trace format, without their reasons.
pub fn describe_found(found: &[Effect], silence: &str) -> String {
    let short: Vec<ExpectedEffect> = found
        .iter()
        .map(|effect| match effect {
            Effect::Warn { level, rule, .. } => ExpectedEffect::Warn {
                level: Some(*level),
                rule: Some(rule.id().to_owned()),
                reasons: None,
                incident: None,
            },
            Effect::Dismiss { .. } => ExpectedEffect::Dismiss { incident: None },
            Effect::Help { help, decision, .. } => ExpectedEffect::Help {
                help: Some(*help),
                decision: Some(*decision),
                request: None,
                incident: None,
            },
            Effect::NotifyFamily { kind, rule, .. } => ExpectedEffect::NotifyFamily {
                kind: Some(*kind),
                rule: Some(rule.id().to_owned()),
                incident: None,
            },
        })
        .collect();
    describe(&short, silence)
}

fn describe(effects: &[ExpectedEffect], silence: &str) -> String {
    let written = effects.iter().filter_map(|effect| serde_json::to_string(effect).ok());
    match effects {
        [] => silence.to_owned(),
        _ => written.collect::<Vec<_>>().join(" "),
    }
}
