//! The danger that goes on, as a link knows it.

use super::{ANSWER_WITHIN_MS, Link, MOST_SAID, Seen};
use crate::alert::AlertKind;
use crate::ask::Ask;
use crate::effect::Effect;
use crate::time::{Counter, Incident, WallTime};
use crate::to_family::{Alert, Body, Story, ToFamily};
use crate::view::{Danger, Question, Said};

impl Question {
    /// The question in a message, if it asks anything that this version knows.
    pub(super) fn of(counter: Counter, message: &ToFamily, now: WallTime) -> Option<Self> {
        let asks: Vec<Ask> = message.asks().iter().copied().filter(|ask| *ask != Ask::Unknown).collect();
        let (incident, kind, title, text) = match &message.body {
            Body::Alert(alert) => (alert.incident, alert.kind, alert.title.clone(), alert.text.clone()),
            Body::Story(story) => (Some(story.incident), AlertKind::Danger, String::new(), String::new()),
            _ => return None,
        };
        let until_ms = now.plus(ANSWER_WITHIN_MS);
        (!asks.is_empty()).then_some(Self { counter, incident, kind, title, text, asks, until_ms })
    }
}

impl Danger {
    fn new(incident: Incident, at_ms: WallTime, received_ms: WallTime) -> Self {
        Self {
            incident,
            red: false,
            title: String::new(),
            text: String::new(),
            at_ms,
            received_ms,
            steps: Vec::new(),
            question: None,
            said: Vec::new(),
            alarm: false,
        }
    }
}

impl Link {
    /// Takes an alert about a danger. Returns whether that is news: a copy that was overtaken is not, nor is one of a danger
    /// that has ended.
    pub(super) fn danger(
        &mut self,
        incident: Incident,
        counter: Counter,
        at: WallTime,
        alert: &Alert,
        now: WallTime,
    ) -> bool {
        if self.is_over(incident, counter) {
            return false;
        }
        self.begin_or_go_on(incident, counter, at, now);
        let current = self.view.danger.as_mut().filter(|danger| danger.incident == incident);
        let Some(danger) = current else { return false };
        danger.red |= alert.kind.is_red();
        if self.seen.alert.is_some_and(|newest| newest > counter) {
            return false;
        }
        danger.title.clone_from(&alert.title);
        danger.text.clone_from(&alert.text);
        danger.at_ms = at;
        danger.received_ms = now;
        self.seen.alert = Some(counter);
        true
    }

    /// Takes a story, unless a newer one is shown.
    pub(super) fn story(&mut self, counter: Counter, at: WallTime, story: Story, now: WallTime) {
        self.begin_or_go_on(story.incident, counter, at, now);
        let current = self.view.danger.as_mut().filter(|danger| danger.incident == story.incident);
        let Some(danger) = current else { return };
        danger.red |= story.red;
        if self.seen.story.is_none_or(|newest| newest < counter) {
            danger.steps = story.steps;
            self.seen.story = Some(counter);
        }
    }

    /// Takes the end of a danger.
    pub(super) fn ended(&mut self, incident: Incident, counter: Counter) -> Vec<Effect> {
        self.seen.ended = Some((incident, counter));
        self.view.questions.retain(|question| question.incident != Some(incident));
        if self.view.danger.as_ref().is_none_or(|danger| danger.incident != incident) {
            return Vec::new();
        }
        let effects = self.end_alarm();
        self.view.danger = None;
        effects
    }

    /// Returns whether the danger has ended, and the message was sent before that.
    pub(super) fn is_over(&self, incident: Incident, counter: Counter) -> bool {
        self.seen.ended.is_some_and(|(ended, at)| ended == incident && counter < at)
    }

    /// Keeps an answer with its danger. Whoever answers has heard the alarm.
    pub(super) fn said(&mut self, incident: Option<Incident>, said: Said) -> Vec<Effect> {
        let Some(danger) = self.view.danger.as_mut().filter(|danger| Some(danger.incident) == incident)
        else {
            return Vec::new();
        };
        if danger.said.len() >= MOST_SAID {
            danger.said.remove(0);
        }
        danger.said.push(said);
        self.end_alarm()
    }

    pub(super) fn end_alarm(&mut self) -> Vec<Effect> {
        let sounds = self.view.danger.as_mut().filter(|danger| danger.alarm);
        sounds.map_or(Vec::new(), |danger| {
            danger.alarm = false;
            vec![Effect::AlarmOver]
        })
    }

    /// Sees to it that the view shows the danger of a message, unless it shows one that began later.
    fn begin_or_go_on(&mut self, incident: Incident, counter: Counter, at: WallTime, now: WallTime) {
        let shown = self.view.danger.as_ref().map(|danger| danger.incident);
        let is_earlier = shown.is_some() && self.seen.alert.max(self.seen.story) > Some(counter);
        if shown == Some(incident) || is_earlier {
            return;
        }
        self.seen = Seen { alert: None, story: None, ..self.seen };
        self.view.questions.retain(|question| question.incident.is_none());
        self.view.danger = Some(Danger::new(incident, at, now));
    }
}
