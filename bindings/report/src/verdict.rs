//! The verdict on one trace in a sentence or two.

use kinguard_core::effect::Effect;

use crate::timeline::Timeline;
use crate::words::Words;

/// Returns the verdict at the harm: each line, and whether it is good news.
pub fn verdicts(timeline: &Timeline<'_>, words: &dyn Words) -> [(String, bool); 2] {
    let labels = words.labels();
    let red = match timeline.measured.lead() {
        Some(lead) => (words.lead(lead), true),
        None => (labels.no_red_before_harm.to_owned(), false),
    };
    let family = match timeline.measured.family_lead() {
        Some(lead) => (words.family_lead(lead), true),
        None => (labels.family_not_told_before_harm.to_owned(), false),
    };
    [red, family]
}

/// Returns the verdict on a trace without harm.
pub fn quiet_verdict(timeline: &Timeline<'_>, words: &dyn Words) -> String {
    let count =
        |wanted: fn(&Effect) -> bool| timeline.replay.said.iter().filter(|said| wanted(&said.effect)).count();
    let warnings = count(|effect| matches!(effect, Effect::Warn { .. }));
    let messages = count(|effect| matches!(effect, Effect::NotifyFamily { .. }));
    match (warnings, messages) {
        (0, 0) => words.labels().nothing_said.to_owned(),
        _ => words.quiet_summary(warnings, messages),
    }
}
