//! A replayed trace as readable lines: events, and below each the effects that followed.

use kinguard_core::catalog::Category;
use kinguard_core::effect::Effect;
use kinguard_core::event::Event;
use kinguard_core::replay::{Replay, TimedEffect};
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, ExpectedEffect, Mark, Step, Trace};

use crate::measure::Measured;
use crate::names::Names;
use crate::text::clean;
use crate::words::Words;

/// One trace with everything that its renderers need.
pub struct Timeline<'a> {
    /// The file name as given.
    pub file: String,
    /// The event.
    pub trace: &'a Trace,
    /// The effects that followed.
    pub replay: &'a Replay,
    /// The key moments.
    pub measured: Measured,
    /// Names of apps and callers.
    pub names: Names,
    /// In order.
    pub lines: Vec<Line<'a>>,
    /// The number of everyday events that have no line.
    pub hidden: usize,
}

/// One line of a timeline.
pub struct Line<'a> {
    /// The moment it happened.
    pub at: Moment,
    /// The moment it was heard of.
    pub seen: Moment,
    /// The kind of event.
    pub kind: LineKind,
    /// The event in words.
    pub text: String,
    /// The effects that followed.
    pub said: Vec<&'a Effect>,
    /// Expected and actual effects, where they differ.
    pub mismatch: Option<(&'a [ExpectedEffect], &'a [Effect])>,
}

/// The kind of event in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A telephone call.
    Call,
    /// A voice chat.
    Voice,
    /// An app that is opened.
    App,
    /// An app that is installed.
    Install,
    /// A sign of sharing.
    Sharing,
    /// An app that can act for the user.
    Control,
    /// A money app.
    Money,
    /// An answer of the parent or the family.
    Answer,
    /// Something about the phone itself.
    Phone,
    /// What the guard said by itself.
    Waiting,
    /// The money leaves.
    Harm,
}

impl LineKind {
    /// A symbol that any terminal font has.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Call => "☎",
            Self::Voice => "♪",
            Self::App => "▫",
            Self::Install => "↓",
            Self::Sharing => "◉",
            Self::Control => "◎",
            Self::Money => "¥",
            Self::Answer => "»",
            Self::Phone => "·",
            Self::Waiting => "…",
            Self::Harm => "✖",
        }
    }
}

impl<'a> Timeline<'a> {
    /// Builds the timeline of `trace`. With `all`, everyday events have lines too.
    pub fn new(file: &str, trace: &'a Trace, replay: &'a Replay, words: &dyn Words, all: bool) -> Self {
        let names = Names::of(trace, words.lang());
        let mut said = replay.said.iter().peekable();
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut hidden = 0;
        let mut in_front: Option<&str> = None;
        for (index, step) in trace.steps.iter().enumerate() {
            let waits = step.content == Content::Mark(Mark::Wait);
            let woken_before = |said: &&TimedEffect| {
                said.step.is_none() && (said.at < step.seen || waits && said.at == step.seen)
            };
            while let Some(woken) = said.next_if(|said| woken_before(said)) {
                push_woken(&mut lines, woken, words);
            }
            let mut line = Line {
                at: step.at,
                seen: step.seen,
                kind: line_kind(&step.content),
                text: text(step, &names, words),
                said: Vec::new(),
                mismatch: mismatch(replay, step, index),
            };
            while let Some(answer) = said.next_if(|said| said.step == Some(index)) {
                line.said.push(&answer.effect);
            }
            let telling = !line.said.is_empty() || line.mismatch.is_some();
            if all || telling || is_worth_a_line(&step.content, &names, in_front) {
                lines.push(line);
            } else {
                hidden += 1;
            }
            if let Content::Event(Event::AppOpened { package }) = &step.content {
                in_front = Some(package);
            }
        }
        for woken in said {
            push_woken(&mut lines, woken, words);
        }
        Self { file: clean(file), trace, replay, measured: Measured::of(trace, replay), names, lines, hidden }
    }

    /// The last moment of the trace.
    pub fn end(&self) -> Moment {
        self.trace.steps.last().map_or(Moment::default(), |step| step.seen)
    }
}

/// Adds what the engine said by itself, one line per moment.
fn push_woken<'a>(lines: &mut Vec<Line<'a>>, woken: &'a TimedEffect, words: &dyn Words) {
    match lines.last_mut() {
        Some(line) if line.kind == LineKind::Waiting && line.at == woken.at && line.mismatch.is_none() => {
            line.said.push(&woken.effect);
        }
        _ => lines.push(Line {
            at: woken.at,
            seen: woken.at,
            kind: LineKind::Waiting,
            text: words.labels().time_passes.to_owned(),
            said: vec![&woken.effect],
            mismatch: None,
        }),
    }
}

fn mismatch<'a>(
    replay: &'a Replay,
    step: &'a Step,
    index: usize,
) -> Option<(&'a [ExpectedEffect], &'a [Effect])> {
    let found = replay.mismatches.iter().find(|mismatch| mismatch.step == index)?;
    Some((step.expect.as_deref().unwrap_or_default(), &found.found))
}

fn text(step: &Step, names: &Names, words: &dyn Words) -> String {
    match &step.content {
        Content::Event(event) => words.event(event, names),
        Content::Mark(Mark::Harm) => words.labels().harm.to_owned(),
        Content::Mark(Mark::Wait) => words.labels().time_passes.to_owned(),
    }
}

/// Returns whether a reader would miss the event. Apps of no interest, repeats and the screen are left out.
fn is_worth_a_line(content: &Content, names: &Names, in_front: Option<&str>) -> bool {
    match content {
        Content::Event(Event::ScreenTurned { .. }) | Content::Mark(Mark::Wait) => false,
        Content::Event(Event::AppOpened { package }) => {
            let matters = match Names::category(package) {
                None => names.is_installed_in_trace(package),
                Some(Category::Dialer | Category::SystemUi) => false,
                Some(_) => true,
            };
            matters && in_front != Some(package)
        }
        Content::Event(_) | Content::Mark(Mark::Harm) => true,
    }
}

fn line_kind(content: &Content) -> LineKind {
    let event = match content {
        Content::Event(event) => event,
        Content::Mark(Mark::Harm) => return LineKind::Harm,
        Content::Mark(Mark::Wait) => return LineKind::Waiting,
    };
    match event {
        Event::CallStarted { .. }
        | Event::CallAnswered {}
        | Event::CallEnded {}
        | Event::CallForwardingChanged { .. } => LineKind::Call,
        Event::VoiceChatStarted { .. } | Event::VoiceChatEnded {} => LineKind::Voice,
        Event::AppInstalled { .. } | Event::AppRemoved { .. } => LineKind::Install,
        Event::AppOpened { package } => match Names::category(package) {
            Some(category) if category.holds_money() => LineKind::Money,
            _ => LineKind::App,
        },
        Event::CaptureConsentOpened { .. }
        | Event::CaptureServiceStarted { .. }
        | Event::CaptureServiceStopped { .. }
        | Event::PrivateDisplayAdded { .. }
        | Event::PrivateDisplayRemoved { .. }
        | Event::PublicDisplayAdded { .. }
        | Event::PublicDisplayRemoved { .. }
        | Event::ScreenRecorded { .. } => LineKind::Sharing,
        Event::RemoteControlEnabled { .. }
        | Event::RemoteControlDisabled { .. }
        | Event::PowerGranted { .. } => LineKind::Control,
        Event::WarningAnswered { .. }
        | Event::FamilyAnswered { .. }
        | Event::FamilyHelp { .. }
        | Event::HelpAsked {} => LineKind::Answer,
        Event::ScreenTurned { .. }
        | Event::NfcTurned { .. }
        | Event::CarModeChanged { .. }
        | Event::DeviceBooted {}
        | Event::ProtectionChanged { .. }
        | Event::SettingsChanged { .. }
        | Event::SettingsOpened { .. } => LineKind::Phone,
    }
}
