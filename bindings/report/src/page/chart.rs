//! The content of the drawing: bars and marks in lanes, with times but without places.

use kinguard_core::caller::CallerKind;
use kinguard_core::catalog::Category;
use kinguard_core::effect::{Effect, Level};
use kinguard_core::event::{Choice, Event};
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, Mark as TraceMark};

use crate::names::{Names, masked};
use crate::timeline::Timeline;
use crate::words::{Labels, Words};

/// A row of the drawing, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    Guard,
    Family,
    Calls,
    Voice,
    Apps,
    Sharing,
    Money,
}

impl Lane {
    /// Every lane, in order.
    pub(super) const ALL: [Self; 7] =
        [Self::Guard, Self::Family, Self::Calls, Self::Voice, Self::Apps, Self::Sharing, Self::Money];

    /// Returns the label of the lane.
    pub(super) const fn label(self, labels: &Labels) -> &'static str {
        match self {
            Self::Guard => labels.lane_guard,
            Self::Family => labels.lane_family,
            Self::Calls => labels.lane_calls,
            Self::Voice => labels.lane_voice,
            Self::Apps => labels.lane_apps,
            Self::Sharing => labels.lane_sharing,
            Self::Money => labels.lane_money,
        }
    }
}

/// Something that lasts.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) lane: Lane,
    pub(super) from: Moment,
    pub(super) to: Moment,
    /// Its class in the style sheet.
    pub(super) class: &'static str,
    pub(super) label: String,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) lane: Lane,
    pub(super) at: Moment,
    /// Its class in the style sheet, which also says its shape.
    pub(super) class: &'static str,
    pub(super) label: String,
}

/// The whole drawing of one timeline.
#[derive(Debug)]
pub(super) struct Chart {
    pub(super) bars: Vec<Bar>,
    pub(super) marks: Vec<Mark>,
    pub(super) harms: Vec<Moment>,
    pub(super) end: Moment,
}

/// A bar that has not ended yet, with what will end it.
struct Open {
    bar: Bar,
    until: Until,
}

#[derive(Clone, PartialEq, Eq)]
enum Until {
    CallEnds,
    VoiceEnds,
    AnotherApp,
    CaptureStops(String),
    DisplayGoes(i32),
    ControlStops(String),
    WarningGoes,
}

impl Until {
    /// Returns whether a restart of the phone ends it.
    fn boot(&self) -> bool {
        !matches!(self, Self::WarningGoes | Self::ControlStops(_))
    }
}

struct ChartBuilder<'a> {
    names: &'a Names,
    words: &'a dyn Words,
    open: Vec<Open>,
    chart: Chart,
}

impl Chart {
    /// Collects the bars and marks of a timeline.
    pub(super) fn of(timeline: &Timeline<'_>, words: &dyn Words) -> Self {
        let chart = Self { bars: Vec::new(), marks: Vec::new(), harms: Vec::new(), end: timeline.end() };
        let mut builder = ChartBuilder { names: &timeline.names, words, open: Vec::new(), chart };
        let mut said = timeline.replay.said.iter().peekable();
        for (index, step) in timeline.trace.steps.iter().enumerate() {
            while let Some(woken) = said.next_if(|said| said.step.is_none() && said.at < step.seen) {
                builder.effect(woken.at, &woken.effect);
            }
            match &step.content {
                Content::Event(event) => builder.event(step.at, event),
                Content::Mark(TraceMark::Harm) => builder.chart.harms.push(step.at),
                Content::Mark(TraceMark::Wait) => {}
            }
            while let Some(answer) = said.next_if(|said| said.step == Some(index)) {
                builder.effect(answer.at, &answer.effect);
            }
        }
        for late in said {
            builder.effect(late.at, &late.effect);
        }
        let end = builder.chart.end;
        builder.close(end, |_| true);
        builder.chart.bars.sort_by_key(|bar| bar.from);
        builder.chart
    }

    /// Every moment that needs a place.
    pub(super) fn moments(&self) -> Vec<Moment> {
        let bars = self.bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let marks = self.marks.iter().map(|mark| mark.at);
        bars.chain(marks).chain(self.harms.iter().copied()).chain([Moment::default(), self.end]).collect()
    }
}

impl ChartBuilder<'_> {
    fn begin(&mut self, at: Moment, lane: Lane, class: &'static str, label: String, until: Until) {
        self.open.push(Open { bar: Bar { lane, from: at, to: at, class, label }, until });
    }

    fn mark(&mut self, at: Moment, lane: Lane, class: &'static str, label: String) {
        self.chart.marks.push(Mark { lane, at, class, label });
    }

    fn close(&mut self, at: Moment, is_over: impl Fn(&Until) -> bool) {
        for mut open in self.open.extract_if(.., |open| is_over(&open.until)) {
            open.bar.to = at.max(open.bar.from);
            self.chart.bars.push(open.bar);
        }
    }

    fn effect(&mut self, at: Moment, effect: &Effect) {
        match effect {
            Effect::Warn { level, .. } => {
                self.close(at, |until| *until == Until::WarningGoes);
                let class = match level {
                    Level::Amber => "amber",
                    Level::Red => "red",
                };
                self.begin(at, Lane::Guard, class, self.words.level(*level).to_owned(), Until::WarningGoes);
            }
            Effect::Dismiss { .. } => self.close(at, |until| *until == Until::WarningGoes),
            Effect::Help { help, decision, .. } => {
                self.mark(at, Lane::Family, "letter", self.words.help(*help, *decision).to_owned());
            }
            Effect::NotifyFamily { kind, .. } => {
                self.mark(at, Lane::Family, "letter", self.words.family(*kind).to_owned());
            }
        }
    }

    fn event(&mut self, at: Moment, event: &Event) {
        let text = || self.words.event(event, self.names);
        match event {
            Event::CallStarted { number, contact, line, .. } => {
                let answered =
                    self.open.iter().any(|open| open.bar.class != "ringing" && open.until == Until::CallEnds);
                if answered {
                    return self.mark(at, Lane::Calls, "waiting", text());
                }
                self.close(at, |until| *until == Until::CallEnds);
                let caller = self.names.caller(number.as_deref(), *line);
                let place = caller.region.filter(|_| caller.kind == CallerKind::Overseas);
                let label = match (number, place) {
                    (None, _) => self.words.caller_kind(CallerKind::Unknown).to_owned(),
                    (Some(number), Some(place)) => format!("{} {}", masked(number), self.words.region(place)),
                    (Some(number), None) => masked(number),
                };
                self.begin(at, Lane::Calls, "ringing", label, Until::CallEnds);
                if *contact == Some(true) {
                    self.mark(at, Lane::Calls, "contact", text());
                } else {
                    self.mark(at, Lane::Calls, "stranger", text());
                }
            }
            Event::CallAnswered {} => {
                let ringing = self
                    .open
                    .iter()
                    .rfind(|open| open.bar.class == "ringing")
                    .map(|open| open.bar.label.clone());
                let Some(label) = ringing else { return };
                let by_contact = self.chart.marks.iter().rfind(|mark| mark.lane == Lane::Calls);
                let class = match by_contact {
                    Some(mark) if mark.class == "contact" => "contact",
                    _ => "stranger",
                };
                self.open.retain(|open| open.bar.class != "ringing");
                self.begin(at, Lane::Calls, class, label, Until::CallEnds);
            }
            Event::CallEnded {} => self.close(at, |until| *until == Until::CallEnds),
            Event::VoiceChatStarted { package, .. } => {
                let label = package.as_deref().map(|package| self.names.app(package)).unwrap_or_default();
                self.close(at, |until| *until == Until::VoiceEnds);
                self.begin(at, Lane::Voice, "voice", label, Until::VoiceEnds);
            }
            Event::VoiceChatEnded {} => self.close(at, |until| *until == Until::VoiceEnds),
            Event::AppInstalled { update: false, .. } => self.mark(at, Lane::Apps, "installed", text()),
            Event::AppOpened { package } => self.open_app(at, package),
            Event::ScreenTurned { on: false } => self.close(at, |until| *until == Until::AnotherApp),
            Event::CaptureConsentOpened { .. } => self.mark(at, Lane::Sharing, "consent", text()),
            Event::CaptureServiceStarted { package, .. } => {
                let label = self.names.app(package);
                self.begin(at, Lane::Sharing, "sharing", label, Until::CaptureStops(package.clone()));
            }
            Event::CaptureServiceStopped { package, .. } => {
                self.close(at, |until| matches!(until, Until::CaptureStops(open) if open == package));
            }
            Event::PrivateDisplayAdded { display } | Event::PublicDisplayAdded { display, .. } => {
                self.begin(at, Lane::Sharing, "sharing", String::new(), Until::DisplayGoes(*display));
            }
            Event::PrivateDisplayRemoved { display } | Event::PublicDisplayRemoved { display } => {
                self.close(at, |until| *until == Until::DisplayGoes(*display));
            }
            Event::RemoteControlEnabled { package, .. } => {
                let label = self.names.app(package);
                self.begin(at, Lane::Sharing, "control", label, Until::ControlStops(package.clone()));
            }
            Event::RemoteControlDisabled { package } => {
                self.close(at, |until| matches!(until, Until::ControlStops(open) if open == package));
            }
            Event::DeviceBooted {} => self.close(at, Until::boot),
            Event::WarningAnswered { choice } if *choice != Choice::Left => {
                self.close(at, |until| *until == Until::WarningGoes);
            }
            _ => {}
        }
    }

    fn open_app(&mut self, at: Moment, package: &str) {
        self.close(at, |until| *until == Until::AnotherApp);
        let category = Names::category(package);
        if category.is_some_and(Category::holds_money) {
            self.begin(at, Lane::Money, "money", self.names.app(package), Until::AnotherApp);
        } else if is_of_interest(category, self.names.is_installed_in_trace(package)) {
            self.begin(at, Lane::Apps, "app", self.names.app(package), Until::AnotherApp);
        }
    }
}

/// The screen of a call is drawn as the call itself, and system components mean nothing.
fn is_of_interest(category: Option<Category>, new: bool) -> bool {
    match category {
        Some(Category::Dialer | Category::SystemUi) => false,
        Some(_) => true,
        None => new,
    }
}
