//! A trace as the page shows it.

use kinguard_core::replay::replay;
use kinguard_core::trace::{Content, Trace};
use kinguard_report::page;
use kinguard_report::timeline::Timeline;
use kinguard_report::verdict::{quiet_verdict, verdicts};
use kinguard_report::words::Words;
use serde::Serialize;

use crate::json::text;

#[derive(Serialize)]
struct Story<'a> {
    about: &'a str,
    source: &'a str,
    home: String,
    familiar: String,
    steps: Vec<StoryStep<'a>>,
}

#[derive(Serialize)]
struct StoryStep<'a> {
    at_ms: u64,
    seen_ms: u64,
    #[serde(flatten)]
    content: StoryContent<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum StoryContent<'a> {
    Event(&'a kinguard_core::event::Event),
    Mark(kinguard_core::trace::Mark),
}

#[derive(Serialize)]
struct Verdict {
    text: String,
    good: bool,
}

/// Writes the steps with their times in milliseconds.
pub(crate) fn steps(trace: &Trace) -> String {
    let familiar: Vec<String> = trace.familiar_regions.iter().map(ToString::to_string).collect();
    text(&Story {
        about: &trace.about,
        source: &trace.source,
        home: trace.home.to_string(),
        familiar: familiar.join(","),
        steps: trace
            .steps
            .iter()
            .map(|step| StoryStep {
                at_ms: step.at.ms(),
                seen_ms: step.seen.ms(),
                content: match &step.content {
                    Content::Event(event) => StoryContent::Event(event),
                    Content::Mark(mark) => StoryContent::Mark(*mark),
                },
            })
            .collect(),
    })
}

/// Draws the lanes.
pub(crate) fn lanes(trace: &Trace, words: &dyn Words, narrow: bool) -> String {
    page::drawing(&Timeline::new("", trace, &replay(trace), words, false), words, narrow)
}

/// Writes the list of what happened.
pub(crate) fn lines(trace: &Trace, words: &dyn Words) -> String {
    page::lines(&Timeline::new("", trace, &replay(trace), words, false), words)
}

/// Judges a trace.
pub(crate) fn verdict(trace: &Trace, words: &dyn Words) -> String {
    let replayed = replay(trace);
    let timeline = Timeline::new("", trace, &replayed, words, false);
    let verdicts: Vec<Verdict> = if timeline.measured.harm.is_some() {
        verdicts(&timeline, words).into_iter().map(|(text, good)| Verdict { text, good }).collect()
    } else {
        vec![Verdict { text: quiet_verdict(&timeline, words), good: true }]
    };
    text(&verdicts)
}
