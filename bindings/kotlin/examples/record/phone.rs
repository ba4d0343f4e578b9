//! One trace, as a phone would live through it.

use std::sync::Arc;

use kinguard::{Guard, app_name, classify, rule_id, shows_screen};
use kinguard_core::effect::{Effect, Response};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Trace};

use crate::Outcome;
use crate::bytes::{answered, answered_question, lowered, number};
use crate::recording::Recording;

/// One guard that sees one trace, woken as a phone would wake it.
pub(crate) struct Phone<'a> {
    recording: &'a mut Recording,
    home: Region,
    guard: Arc<Guard>,
    wake_at: Option<Moment>,
    pub(crate) said: Vec<Effect>,
    /// The snapshot with which it went on after half the steps.
    pub(crate) middle: String,
}

impl<'a> Phone<'a> {
    pub(crate) fn play(recording: &'a mut Recording, trace: &Trace) -> Outcome<Self> {
        let arguments = [lowered(trace.home), lowered(trace.familiar_regions.clone())];
        recording.call("constructor_guard_new", &arguments, "ok -");
        let guard = Guard::new(trace.home, trace.familiar_regions.clone())?;
        let mut phone = Self {
            recording,
            home: trace.home,
            guard,
            wake_at: None,
            said: Vec::new(),
            middle: String::new(),
        };
        for (index, step) in trace.steps.iter().enumerate() {
            match &step.content {
                Content::Event(event) => {
                    phone.wake_before(step.seen)?;
                    phone.look_up(event)?;
                    phone.observe(step.seen, step.at, event)?;
                }
                Content::Mark(Mark::Wait) => phone.wake_before(step.seen + Span::from_ms(1))?,
                Content::Mark(Mark::Harm) => {}
            }
            if index == trace.steps.len() / 2 {
                phone.middle = phone.recording.snapshot(&phone.guard)?;
                phone.guard = phone.recording.restored(&phone.middle)?;
            }
        }
        phone.recording.snapshot(&phone.guard)?;
        Ok(phone)
    }

    /// What the app's screens would ask beside.
    fn look_up(&mut self, event: &Event) -> Outcome {
        match event {
            Event::CallStarted { number, .. } => {
                let arguments = [lowered(self.home), lowered(number.clone())];
                let facts = answered(classify(self.home, number.clone()))?;
                self.recording.call("func_classify", &arguments, &facts);
            }
            Event::AppInstalled { package, .. } | Event::AppOpened { package } => {
                let name = answered(app_name(package))?;
                self.recording.call("func_app_name", &[lowered(package.to_string())], &name);
                let shows = answered_question(shows_screen(package));
                self.recording.call("func_shows_screen", &[lowered(package.to_string())], &shows);
            }
            _ => {}
        }
        Ok(())
    }

    fn observe(&mut self, seen: Moment, at: Moment, event: &Event) -> Outcome {
        let response = self.guard.observe(seen, at, event)?;
        self.recording.observed(seen, at, event, Ok(response.clone()))?;
        self.take(response)
    }

    fn wake_before(&mut self, until: Moment) -> Outcome {
        while let Some(now) = self.wake_at.filter(|at| *at < until) {
            let response = self.guard.wake(now)?;
            self.recording.call("method_guard_wake", &[number(now)], &answered(response.clone())?);
            self.take(response)?;
            // As in the core's own player: time passes, whatever is asked for.
            self.wake_at = self.wake_at.map(|next| next.max(now + Span::from_ms(1)));
        }
        Ok(())
    }

    fn take(&mut self, response: Response) -> Outcome {
        for effect in &response.effects {
            if let Effect::Warn { rule, .. } | Effect::NotifyFamily { rule, .. } = effect {
                self.recording.call("func_rule_id", &[lowered(*rule)], &answered(rule_id(*rule))?);
            }
        }
        self.wake_at = response.wake_at;
        self.said.extend(response.effects);
        Ok(())
    }
}
