//! Reads and writes whole traces.

use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, ExpectedEffect, Mark, Step, Trace};

use crate::error::{GuardError, contained};

/// A phone's reports, in the order in which its guard heard of them.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecordedTrace {
    /// One sentence.
    pub about: String,
    /// The source of the facts.
    pub source: String,
    /// The SIM's region.
    pub home: Region,
    /// Regions in which the family has friends or relatives.
    pub familiar_regions: Vec<Region>,
    /// In order of `seen`.
    pub steps: Vec<RecordedStep>,
}

/// One line of a trace.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecordedStep {
    /// The moment it happened, since the trace began.
    pub at: Moment,
    /// The moment the guard heard of it, never before `at`.
    pub seen: Moment,
    /// The event.
    pub content: StepContent,
    /// The visible effects that must follow, in order; `None` expects nothing in particular.
    #[uniffi(default = None)]
    pub expect: Option<Vec<ExpectedEffect>>,
}

/// The content of a step.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum StepContent {
    /// Something the phone reported.
    Reported {
        /// The event.
        event: Event,
    },
    /// A mark for those who judge the trace. No guard sees it.
    Marked {
        /// The mark.
        mark: Mark,
    },
}

/// Writes a trace of format 1, one step a line.
///
/// # Errors
/// [`GuardError::BadRegion`].
#[uniffi::export]
pub fn trace_to_json(trace: RecordedTrace) -> Result<String, GuardError> {
    contained(|| Trace::from(trace).to_json())
}

/// Reads a trace of format 1. Returns `None` for anything else.
#[uniffi::export]
#[must_use]
pub fn trace_from_json(json: &str) -> Option<RecordedTrace> {
    Trace::parse(json).ok().map(RecordedTrace::from)
}

impl From<Trace> for RecordedTrace {
    fn from(Trace { about, source, home, familiar_regions, steps }: Trace) -> Self {
        let steps = steps.into_iter().map(RecordedStep::from).collect();
        Self { about, source, home, familiar_regions, steps }
    }
}

impl From<RecordedTrace> for Trace {
    fn from(RecordedTrace { about, source, home, familiar_regions, steps }: RecordedTrace) -> Self {
        let steps = steps.into_iter().map(Step::from).collect();
        Self { about, source, home, familiar_regions, steps }
    }
}

impl From<Step> for RecordedStep {
    fn from(Step { at, seen, content, expect }: Step) -> Self {
        let content = match content {
            Content::Event(event) => StepContent::Reported { event },
            Content::Mark(mark) => StepContent::Marked { mark },
        };
        Self { at, seen, content, expect }
    }
}

impl From<RecordedStep> for Step {
    fn from(RecordedStep { at, seen, content, expect }: RecordedStep) -> Self {
        let content = match content {
            StepContent::Reported { event } => Content::Event(event),
            StepContent::Marked { mark } => Content::Mark(mark),
        };
        Self { at, seen, content, expect }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../tests/scenarios/warn/parcel-credit-scare.json");

    #[test]
    fn a_trace_survives_the_way_through_the_binding() {
        let read = trace_from_json(TEXT).unwrap();
        let written = trace_to_json(read.clone()).unwrap();
        assert_eq!(Trace::parse(&written), Trace::parse(TEXT));
        assert_eq!(trace_from_json(&written), Some(read));
    }

    #[test]
    fn what_is_no_trace_is_refused() {
        for text in ["", "{}", "{", &TEXT.replace("\"format\": 1", "\"format\": 2")] {
            assert_eq!(trace_from_json(text), None);
        }
    }
}
