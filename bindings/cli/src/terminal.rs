//! A timeline on a terminal.

use std::io::{self, Write};

use anstyle::Style;
use kinguard_core::effect::{Effect, Level};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::clock;

use crate::output::{AMBER, FAINT, FAMILY, GOOD, HARM, RED, STRONG};
use kinguard_report::expectation::{describe_expected, describe_found};
use kinguard_report::text::clean;
use kinguard_report::timeline::{Line, LineKind, Timeline};
use kinguard_report::verdict::{quiet_verdict, verdicts};
use kinguard_report::words::Words;

/// A longer silence than this is written between two lines.
const LONG_SILENCE: Span = Span::minutes(10);
/// The indent of what belongs to the line above.
const BELOW: &str = "            ";

/// Writes one timeline.
pub(crate) fn write(out: &mut impl Write, timeline: &Timeline<'_>, words: &dyn Words) -> io::Result<()> {
    let labels = words.labels();
    writeln!(out, "{STRONG}{}{STRONG:#}", timeline.file)?;
    if !timeline.trace.about.is_empty() {
        writeln!(out, "{}", clean(&timeline.trace.about))?;
    }
    let facts = [
        format!("{} {}", labels.sim_region, words.region(timeline.trace.home)),
        format!("{} {}", labels.length, words.span(timeline.end().since(Moment::default()))),
    ];
    writeln!(out, "{FAINT}{}{FAINT:#}\n", facts.join(" · "))?;
    let mut before = None;
    for line in &timeline.lines {
        if let Some(silence) = before.map(|before| line.at.since(before)).filter(|span| *span >= LONG_SILENCE)
        {
            writeln!(out, "{FAINT}      ⋮     {}{FAINT:#}", words.span(silence))?;
        }
        before = Some(line.at);
        write_line(out, line, timeline, words)?;
    }
    if timeline.hidden > 0 {
        writeln!(out, "{FAINT}{BELOW}({}: --all){FAINT:#}", words.hidden_events(timeline.hidden))?;
    }
    write_summary(out, timeline, words)?;
    writeln!(out)
}

fn write_line(
    out: &mut impl Write,
    line: &Line<'_>,
    timeline: &Timeline<'_>,
    words: &dyn Words,
) -> io::Result<()> {
    let style = match line.kind {
        LineKind::Harm => HARM,
        LineKind::Waiting => FAINT,
        LineKind::Money => STRONG,
        _ => Style::new(),
    };
    let time = clock(Moment::from_ms(line.at.ms() / 1_000 * 1_000));
    write!(out, "{FAINT}{time:>9}{FAINT:#} {style}{} {}{style:#}", line.kind.sign(), line.text)?;
    if line.seen > line.at {
        write!(out, " {FAINT}({}){FAINT:#}", words.heard_late(line.seen.since(line.at)))?;
    }
    writeln!(out)?;
    for effect in &line.said {
        write_effect(out, effect, timeline, words)?;
    }
    if line.kind == LineKind::Harm && timeline.measured.harm == Some(line.at) {
        for (text, good) in verdicts(timeline, words) {
            let style = if good { GOOD } else { RED };
            writeln!(out, "{BELOW}  {style}{text}{style:#}")?;
        }
    }
    if let Some((expected, found)) = line.mismatch {
        let labels = words.labels();
        let text = format!(
            "{}: {}; {}: {}",
            labels.expected,
            describe_expected(expected, labels.silence),
            labels.found,
            describe_found(found, labels.silence)
        );
        writeln!(out, "{BELOW}  {RED}✗ {}{RED:#}", clean(&text))?;
    }
    Ok(())
}

fn write_effect(
    out: &mut impl Write,
    effect: &Effect,
    timeline: &Timeline<'_>,
    words: &dyn Words,
) -> io::Result<()> {
    let labels = words.labels();
    match effect {
        Effect::Warn { level, rule, reasons, .. } => {
            let style = match level {
                Level::Red => RED,
                Level::Amber => AMBER,
            };
            let mark = match level {
                Level::Red => "■",
                Level::Amber => "▲",
            };
            writeln!(
                out,
                "{BELOW}{style}{mark} {}{style:#} · {STRONG}{}{STRONG:#} {FAINT}[{}]{FAINT:#}",
                words.level(*level),
                words.rule(*rule),
                rule.id()
            )?;
            for (index, reason) in reasons.iter().enumerate() {
                let lead = if index == 0 { labels.because } else { "" };
                let pad = " ".repeat(width(labels.because) - width(lead));
                writeln!(
                    out,
                    "{BELOW}{style}│{style:#} {FAINT}{lead}{pad}{FAINT:#} {}",
                    words.reason(reason, &timeline.names)
                )?;
            }
            Ok(())
        }
        Effect::Dismiss { .. } => writeln!(out, "{BELOW}{GOOD}✓ {}{GOOD:#}", labels.all_clear),
        Effect::Help { help, decision, .. } => {
            writeln!(out, "{BELOW}{FAMILY}{}{FAMILY:#}", words.help(*help, *decision))
        }
        Effect::NotifyFamily { kind, rule, .. } => writeln!(
            out,
            "{BELOW}{FAMILY}✉ {}{FAMILY:#} · {} {FAINT}[{}]{FAINT:#}",
            labels.family_told,
            words.family(*kind),
            rule.id()
        ),
    }
}

/// The width on a terminal, where Chinese characters take two columns.
fn width(text: &str) -> usize {
    text.chars().map(|symbol| if symbol < '\u{1100}' { 1 } else { 2 }).sum()
}

fn write_summary(out: &mut impl Write, timeline: &Timeline<'_>, words: &dyn Words) -> io::Result<()> {
    match timeline.measured.harm {
        Some(_) => Ok(()),
        None => writeln!(out, "\n{}", quiet_verdict(timeline, words)),
    }
}
