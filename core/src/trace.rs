//! Trace format 1, read and written as text. `docs/trace-format.md` describes it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::effect::{Effect, FamilyMessage, HelpDecision, IncidentId, Level, Reason};
use crate::event::{Event, Help};
use crate::region::Region;
use crate::text::one_line;
use crate::time::Moment;

/// A phone's reports, in the order in which the engine heard of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// One sentence.
    pub about: String,
    /// The source of the facts.
    pub source: String,
    /// The SIM's region.
    pub home: Region,
    /// Regions in which the family has friends or relatives.
    pub familiar_regions: Vec<Region>,
    /// In order of `seen`.
    pub steps: Vec<Step>,
}

/// One line of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The moment it happened, since the trace began.
    pub at: Moment,
    /// The moment the engine hears of it, never before `at`.
    pub seen: Moment,
    /// The event.
    pub content: Content,
    /// The visible effects that must follow, in order; `None` expects nothing in particular.
    pub expect: Option<Vec<ExpectedEffect>>,
}

/// The content of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Something the phone reports.
    Event(Event),
    /// Something the engine never sees.
    Mark(Mark),
}

/// A mark for those who judge a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Money leaves, or would have left.
    Harm,
    /// Time passes. `expect` is compared with what the engine said by itself since the step before.
    Wait,
}

/// An effect as a trace expects it. Fields left out are not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExpectedEffect {
    /// A warning.
    Warn {
        /// The urgency.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Level>,
        /// The id of its rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// The facts it rests on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<Vec<Reason>>,
        /// Its incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// The danger is over.
    Dismiss {
        /// Its incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// A message to the family.
    NotifyFamily {
        /// The message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<FamilyMessage>,
        /// The id of its rule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// Its incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// The answer to a request for help from afar.
    Help {
        /// What was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        help: Option<Help>,
        /// The answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decision: Option<HelpDecision>,
        /// The request.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        request: Option<u64>,
        /// The incident that is open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
}

impl ExpectedEffect {
    /// Returns whether `effect` is as expected.
    #[must_use]
    pub fn is_met_by(&self, effect: &Effect) -> bool {
        fn agrees<T: PartialEq>(expected: Option<&T>, found: &T) -> bool {
            expected.is_none_or(|expected| expected == found)
        }
        let named = |expected: &Option<String>, found: &str| expected.as_deref().is_none_or(|id| id == found);
        let of = |expected: &Option<IncidentId>, found: &Option<IncidentId>| {
            expected.is_none() || expected == found
        };
        match (self, effect) {
            (
                Self::Warn { level, rule, reasons, incident },
                Effect::Warn { level: found, rule: found_rule, reasons: found_reasons, incident: found_in },
            ) => {
                agrees(level.as_ref(), found)
                    && named(rule, found_rule.id())
                    && agrees(reasons.as_ref(), found_reasons)
                    && of(incident, found_in)
            }
            (Self::Dismiss { incident }, Effect::Dismiss { incident: found_in }) => of(incident, found_in),
            (
                Self::NotifyFamily { kind, rule, incident },
                Effect::NotifyFamily { kind: found, rule: found_rule, incident: found_in },
            ) => agrees(kind.as_ref(), found) && named(rule, found_rule.id()) && of(incident, found_in),
            (
                Self::Help { help, decision, request, incident },
                Effect::Help {
                    help: found,
                    decision: found_decision,
                    request: of_request,
                    incident: found_in,
                    ..
                },
            ) => {
                agrees(help.as_ref(), found)
                    && agrees(decision.as_ref(), found_decision)
                    && agrees(request.as_ref(), of_request)
                    && of(incident, found_in)
            }
            _ => false,
        }
    }
}

/// The reason why a text is not a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceError {
    /// The step at fault, counted from 1; `None` if it is the trace as a whole.
    pub step: Option<usize>,
    /// The fault, in one line.
    pub what: String,
}

impl fmt::Display for TraceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(formatter, "step {step}: {}", self.what),
            None => formatter.write_str(&self.what),
        }
    }
}

impl std::error::Error for TraceError {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTrace {
    format: u32,
    #[serde(default)]
    about: String,
    #[serde(default)]
    source: String,
    home: Region,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    familiar_regions: Vec<Region>,
    steps: Vec<Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<Event>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expect: Option<Vec<ExpectedEffect>>,
}

impl Trace {
    /// Reads a trace.
    ///
    /// # Errors
    ///
    /// Fails if the text is not JSON, has an unknown field, type or format, a bad time or one out of order,
    /// or a step that is neither an event nor a mark. Nothing is ever skipped silently.
    pub fn parse(text: &str) -> Result<Self, TraceError> {
        let whole = |what: String| TraceError { step: None, what };
        let written: WrittenTrace =
            serde_json::from_str(text).map_err(|error| whole(one_line(&error.to_string())))?;
        if written.format != 1 {
            return Err(whole(format!("format {} is not known; this reads format 1", written.format)));
        }
        let mut steps = Vec::with_capacity(written.steps.len());
        let mut latest = Moment::default();
        for (index, raw) in written.steps.iter().enumerate() {
            let fault = |what: String| TraceError { step: Some(index + 1), what };
            let step = Step::parse(raw.get()).map_err(fault)?;
            if step.seen < latest {
                return Err(fault(format!(
                    "{} is before the step above it ({}); steps are in the order in which they were seen",
                    clock(step.seen),
                    clock(latest)
                )));
            }
            latest = step.seen;
            steps.push(step);
        }
        Ok(Self {
            about: written.about,
            source: written.source,
            home: written.home,
            familiar_regions: written.familiar_regions,
            steps,
        })
    }

    /// Writes the trace as [`Trace::parse`] reads it, one step a line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let string = |text: &str| serde_json::to_string(text).expect("a string is always JSON");
        let mut text = format!(
            "{{\n  \"format\": 1,\n  \"about\": {},\n  \"source\": {},\n  \"home\": \"{}\",\n",
            string(&self.about),
            string(&self.source),
            self.home
        );
        if !self.familiar_regions.is_empty() {
            let regions =
                serde_json::to_string(&self.familiar_regions).expect("region codes are always JSON");
            text += &format!("  \"familiar_regions\": {regions},\n");
        }
        text += "  \"steps\": [";
        for (index, step) in self.steps.iter().enumerate() {
            let line = serde_json::to_string(&step.written()).expect("a step is always JSON");
            text += if index == 0 { "\n    " } else { ",\n    " };
            text += &line;
        }
        text += "\n  ]\n}\n";
        text
    }
}

impl Step {
    /// An event that is reported as it happens, with nothing expected.
    #[must_use]
    pub fn event(at: Moment, event: Event) -> Self {
        Self { at, seen: at, content: Content::Event(event), expect: None }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let written: WrittenStep = serde_json::from_str(text).map_err(|error| describe(&error))?;
        let at = parse_clock(&written.at)?;
        let seen = written.seen.as_deref().map_or(Ok(at), parse_clock)?;
        if seen < at {
            return Err(format!("seen {} is before at {}", clock(seen), clock(at)));
        }
        let content = match (written.event, written.mark) {
            (Some(event), None) => Content::Event(event),
            (None, Some(mark)) => Content::Mark(mark),
            (Some(_), Some(_)) => return Err("has both an event and a mark; split it in two".to_owned()),
            (None, None) => return Err("has neither an event nor a mark".to_owned()),
        };
        if written.expect.is_some() && content == Content::Mark(Mark::Harm) {
            return Err("expects something of a harm mark, which the engine never sees".to_owned());
        }
        Ok(Self { at, seen, content, expect: written.expect })
    }

    fn written(&self) -> WrittenStep {
        let (event, mark) = match &self.content {
            Content::Event(event) => (Some(event.clone()), None),
            Content::Mark(mark) => (None, Some(*mark)),
        };
        WrittenStep {
            at: clock(self.at),
            seen: (self.seen != self.at).then(|| clock(self.seen)),
            event,
            mark,
            expect: self.expect.clone(),
        }
    }
}

/// A JSON error without line and column, which would count from the step and not from the start of the file.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    one_line(text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what))
}

/// Reads `HH:MM:SS` or `HH:MM:SS.mmm`. Hours may pass 24.
fn parse_clock(text: &str) -> Result<Moment, String> {
    read_clock(text).ok_or_else(|| {
        let shown: String = text.chars().take(24).collect();
        format!("bad time {shown:?}: write HH:MM:SS or HH:MM:SS.mmm, hours may pass 24")
    })
}

fn read_clock(text: &str) -> Option<Moment> {
    /// Ten years in hours: far beyond any trace, far below an overflow.
    const LONGEST_HOURS: u64 = 87_600;
    let (seconds_part, ms) = match text.split_once('.') {
        Some((rest, fraction)) => (rest, digits(fraction, 3..=3)?),
        None => (text, 0),
    };
    let mut parts = seconds_part.split(':');
    let hours = digits(parts.next()?, 2..=6).filter(|hours| *hours < LONGEST_HOURS)?;
    let minutes = digits(parts.next()?, 2..=2).filter(|minutes| *minutes < 60)?;
    let seconds = digits(parts.next()?, 2..=2).filter(|seconds| *seconds < 60)?;
    if parts.next().is_some() {
        return None;
    }
    Some(Moment::from_ms(((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms))
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u64> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Writes a moment as a trace does: `00:25:10` or `00:25:10.300`.
#[must_use]
pub fn clock(moment: Moment) -> String {
    let ms = moment.ms();
    let (hours, minutes, seconds, rest) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
    match rest {
        0 => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"),
    }
}
