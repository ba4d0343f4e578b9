//! The readable list below the drawing.

use kinguard_core::effect::{Effect, Level};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::clock;

use super::escape::escape;
use crate::expectation::{describe_expected, describe_found};
use crate::timeline::{Line, LineKind, Timeline};
use crate::words::{Labels, Words};

/// A longer silence than this is written between two lines.
const LONG_SILENCE: Span = Span::minutes(10);

/// Writes the lines of a timeline.
pub(super) fn write(timeline: &Timeline<'_>, words: &dyn Words) -> String {
    let mut list = "<ol class=\"lines\">\n".to_owned();
    let mut before: Option<Moment> = None;
    for line in &timeline.lines {
        if let Some(silence) = before.map(|before| line.at.since(before)).filter(|span| *span >= LONG_SILENCE)
        {
            list += &format!("<li class=\"silence\"><span>{}</span></li>\n", escape(&words.span(silence)));
        }
        before = Some(line.at);
        list += &write_line(line, timeline, words);
    }
    list += "</ol>\n";
    if timeline.hidden > 0 {
        list += &format!("<p class=\"hidden\">{}</p>\n", escape(&words.hidden_events(timeline.hidden)));
    }
    list
}

fn write_line(line: &Line<'_>, timeline: &Timeline<'_>, words: &dyn Words) -> String {
    let labels = words.labels();
    let (class, tag) = lane(line.kind, labels);
    let time = clock(Moment::from_ms(line.at.ms() / 1_000 * 1_000));
    let mut item = format!(
        "<li class=\"line {class}\"><time>{time}</time><span class=\"tag\">{}</span><div><p>{}",
        escape(tag),
        escape(&line.text)
    );
    if line.seen > line.at {
        item += &format!(" <small>{}</small>", escape(&words.heard_late(line.seen.since(line.at))));
    }
    item += "</p>";
    for effect in &line.said {
        item += &write_effect(effect, timeline, words);
    }
    if let Some((expected, found)) = line.mismatch {
        item += &format!(
            "<p class=\"mismatch\">{}: <code>{}</code> {}: <code>{}</code></p>",
            escape(labels.expected),
            escape(&describe_expected(expected, labels.silence)),
            escape(labels.found),
            escape(&describe_found(found, labels.silence))
        );
    }
    item += "</div></li>\n";
    item
}

fn write_effect(effect: &Effect, timeline: &Timeline<'_>, words: &dyn Words) -> String {
    let labels = words.labels();
    match effect {
        Effect::Warn { level, rule, reasons, .. } => {
            let class = match level {
                Level::Amber => "amber",
                Level::Red => "red",
            };
            let reasons: String = reasons
                .iter()
                .map(|reason| format!("<li>{}</li>", escape(&words.reason(reason, &timeline.names))))
                .collect();
            format!(
                "<div class=\"card {class}\"><p><b>{}</b> {}</p><ul>{reasons}</ul></div>",
                escape(words.level(*level)),
                escape(words.rule(*rule))
            )
        }
        Effect::Dismiss { .. } => {
            format!("<div class=\"card clear\"><p>{}</p></div>", escape(labels.all_clear))
        }
        Effect::Help { help, decision, .. } => {
            format!("<div class=\"card letter\"><p>{}</p></div>", escape(words.help(*help, *decision)))
        }
        Effect::NotifyFamily { kind, .. } => format!(
            "<div class=\"card letter\"><p><b>{}</b> {}</p></div>",
            escape(labels.family_told),
            escape(words.family(*kind))
        ),
    }
}

/// The class and label of a kind of line.
fn lane(kind: LineKind, labels: &Labels) -> (&'static str, &'static str) {
    match kind {
        LineKind::Call => ("calls", labels.lane_calls),
        LineKind::Voice => ("voice", labels.lane_voice),
        LineKind::App | LineKind::Install => ("apps", labels.lane_apps),
        LineKind::Sharing | LineKind::Control => ("sharing", labels.lane_sharing),
        LineKind::Money => ("money", labels.lane_money),
        LineKind::Answer => ("answer", labels.tag_answer),
        LineKind::Phone => ("phone", labels.tag_phone),
        LineKind::Waiting => ("waiting", labels.lane_guard),
        LineKind::Harm => ("harm", labels.lane_money),
    }
}
