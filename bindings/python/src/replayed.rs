//! A trace with the answer to it, drawn.

use std::fmt;

use kinguard_core::replay::replay;
use kinguard_core::trace::Trace;
use kinguard_report::lang::Lang;
use kinguard_report::page::{PARTS, drawing, lines};
use kinguard_report::timeline::Timeline;
use kinguard_report::verdict::{quiet_verdict, verdicts};
use kinguard_report::words;

use crate::phone::Said;

/// Why a text was not replayed, in one line.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Error)]
#[uniffi(flat_error)]
pub enum TraceError {
    /// The text is no trace. The message names the step.
    NoTrace(String),
    /// There are no words in that language.
    NoLanguage(String),
}

impl fmt::Display for TraceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTrace(what) => formatter.write_str(what),
            Self::NoLanguage(tag) => write!(formatter, "{tag:?} is none of zh-CN, zh-HK, en"),
        }
    }
}

impl std::error::Error for TraceError {}

/// A trace with everything that the guard said to it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Replayed {
    /// The trace's own sentence.
    pub about: String,
    /// What was said, in order of time.
    pub said: Vec<Said>,
    /// The verdict, a sentence or two.
    pub verdict: Vec<String>,
    /// The lanes, as SVG.
    pub drawing: String,
    /// What happened, line by line, as HTML.
    pub lines: String,
    /// The style sheet of both.
    pub style: String,
    /// The steps whose expectation was not met, counted from 1.
    pub mismatches: Vec<u32>,
}

/// Plays a trace of format 1 to a new guard, with words in `lang`: `zh-CN`, `zh-HK` or `en`.
///
/// # Errors
/// [`TraceError`].
#[uniffi::export]
pub fn replay_trace(text: &str, lang: &str) -> Result<Replayed, TraceError> {
    let lang = Lang::of_tag(lang).ok_or_else(|| TraceError::NoLanguage(lang.to_owned()))?;
    let words = words::of(lang);
    let trace = Trace::parse(text).map_err(|error| TraceError::NoTrace(error.to_string()))?;
    let replayed = replay(&trace);
    let timeline = Timeline::new("", &trace, &replayed, words, false);
    let verdict = match timeline.measured.harm {
        Some(_) => verdicts(&timeline, words).into_iter().map(|(text, _)| text).collect(),
        None => vec![quiet_verdict(&timeline, words)],
    };
    Ok(Replayed {
        about: trace.about.clone(),
        verdict,
        drawing: drawing(&timeline, words, false),
        lines: lines(&timeline, words),
        style: PARTS.to_owned(),
        said: replayed.said.iter().map(|said| Said::new(said.at, &said.effect)).collect(),
        mismatches: replayed
            .mismatches
            .iter()
            .filter_map(|mismatch| u32::try_from(mismatch.step + 1).ok())
            .collect(),
    })
}
