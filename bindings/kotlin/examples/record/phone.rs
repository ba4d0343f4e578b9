//! One trace, recorded as a phone would live through it.

use std::sync::Arc;

use kinguard::{
    Guard, RecordedTrace, app_name, classify, effect_from_json, effect_to_json, event_from_json,
    event_to_json, holds_money, international_number, is_mobile, reason_from_json, reason_to_json, rule_id,
    same_line, shows_screen, trace_from_json, trace_to_json,
};
use kinguard_core::effect::{Effect, Response};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Trace};

use crate::Outcome;
use crate::bytes::{answered, answered_question, lowered, number};
use crate::recording::Recording;

/// A guard that observes one trace and is woken as by a phone.
pub(crate) struct Phone<'a> {
    recording: &'a mut Recording,
    home: Region,
    guard: Arc<Guard>,
    wake_at: Option<Moment>,
    pub(crate) said: Vec<Effect>,
    /// The snapshot with which it continued after half of the steps.
    pub(crate) middle: String,
}

impl<'a> Phone<'a> {
    pub(crate) fn play(recording: &'a mut Recording, trace: &Trace) -> Outcome<Self> {
        let arguments = [lowered(trace.home), lowered(trace.familiar_regions.clone())];
        recording.call("constructor_guard_new", &arguments, "ok -");
        let guard = Guard::new(trace.home, trace.familiar_regions.clone())?;
        let recorded = RecordedTrace::from(trace.clone());
        let json = trace_to_json(recorded.clone())?;
        recording.call("func_trace_to_json", &[lowered(recorded)], &answered(json.clone())?);
        recording.call("func_trace_from_json", &[lowered(json.clone())], &answered(trace_from_json(&json))?);
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

    /// Records what the app's screens would ask about the event.
    fn look_up(&mut self, event: &Event) -> Outcome {
        let json = event_to_json(event)?;
        self.recording.call("func_event_to_json", &[lowered(event.clone())], &answered(json.clone())?);
        self.recording.call(
            "func_event_from_json",
            &[lowered(json.clone())],
            &answered(event_from_json(&json))?,
        );
        match event {
            Event::CallStarted { number, .. } => {
                let arguments = [lowered(self.home), lowered(number.clone())];
                let facts = answered(classify(self.home, number.clone()))?;
                self.recording.call("func_classify", &arguments, &facts);
                if let Some(number) = number {
                    self.look_up_number(number)?;
                }
            }
            Event::AppInstalled { package, .. } | Event::AppOpened { package } => {
                let name = answered(app_name(package))?;
                self.recording.call("func_app_name", &[lowered(package.to_string())], &name);
                let shows = answered_question(shows_screen(package));
                self.recording.call("func_shows_screen", &[lowered(package.to_string())], &shows);
                let money = answered_question(holds_money(package));
                self.recording.call("func_holds_money", &[lowered(package.to_string())], &money);
            }
            _ => {}
        }
        Ok(())
    }

    fn look_up_number(&mut self, number: &str) -> Outcome {
        const RELATIVE: &str = "13900000001";
        let (home, text) = (lowered(self.home), lowered(number.to_owned()));
        let is_relative = answered_question(same_line(self.home, number, RELATIVE)?);
        let arguments = [home.clone(), text.clone(), lowered(RELATIVE.to_owned())];
        self.recording.call("func_same_line", &arguments, &is_relative);
        let in_full = answered(international_number(self.home, number))?;
        self.recording.call("func_international_number", &[home, text.clone()], &in_full);
        self.recording.call("func_is_mobile", &[text], &answered(is_mobile(number))?);
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

    /// Records the texts that the app would store.
    fn write_down(&mut self, effect: &Effect) -> Outcome {
        let json = effect_to_json(effect)?;
        self.recording.call("func_effect_to_json", &[lowered(effect.clone())], &answered(json.clone())?);
        self.recording.call(
            "func_effect_from_json",
            &[lowered(json.clone())],
            &answered(effect_from_json(&json))?,
        );
        let Effect::Warn { reasons, .. } = effect else { return Ok(()) };
        for reason in reasons {
            let json = reason_to_json(reason)?;
            self.recording.call("func_reason_to_json", &[lowered(reason.clone())], &answered(json.clone())?);
            self.recording.call(
                "func_reason_from_json",
                &[lowered(json.clone())],
                &answered(reason_from_json(&json))?,
            );
        }
        Ok(())
    }

    fn take(&mut self, response: Response) -> Outcome {
        for effect in &response.effects {
            self.write_down(effect)?;
            if let Effect::Warn { rule, .. } | Effect::NotifyFamily { rule, .. } = effect {
                self.recording.call("func_rule_id", &[lowered(*rule)], &answered(rule_id(*rule))?);
            }
        }
        self.wake_at = response.wake_at;
        self.said.extend(response.effects);
        Ok(())
    }
}
