//! The phone in the person's hand: time passes, the screen goes on and off, apps come to the front, calls
//! come in.

use std::collections::{BTreeMap, BTreeSet};

use kinguard_core::event::Event;
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, Mark, Step, Trace};

use super::calls::Visit;
use super::day::Act;
use super::dice::Dice;
use super::journey::Country;
use super::occasion::Occasion;
use super::{Month, Persona, reporting};
use crate::fraud::Script;

pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
pub(super) const HOUR: u64 = 60 * MINUTE;

/// A big-letter home screen, which is an accessibility service.
pub(super) const BIG_LETTER_SCREEN: &str = "com.changhui.dazi.desktop";

/// A person living with a phone. All steps are written at [`Life::now`], which only moves forward.
pub(crate) struct Life {
    pub(crate) dice: Dice,
    pub(crate) persona: Persona,
    /// Milliseconds since the first midnight.
    pub(crate) now: u64,
    /// True if a telephone call is going on.
    pub(crate) in_call: bool,
    /// The app that holds a voice chat.
    pub(super) voice: Option<String>,
    /// True if the phone knows that family is on its other side.
    pub(super) voice_is_family: bool,
    /// True if a telephone call interrupts that voice chat.
    pub(super) voice_on_hold: bool,
    /// Hidden displays and captures that run at the moment, oldest first.
    pub(super) captures: Vec<Capture>,
    /// Meeting and remote-help apps on the phone.
    pub(super) owned: BTreeSet<String>,
    /// Enabled accessibility services, which are reported again after a restart.
    pub(super) in_control: BTreeSet<&'static str>,
    /// The country that the person visits.
    pub(super) abroad: Option<Country>,
    pub(super) occasions: Vec<Occasion>,
    pub(super) script: Option<Script>,
    fraud_began: Option<u64>,
    screen_on: bool,
    front: String,
    next_display: i32,
    calls: BTreeMap<(u64, u64), Visit>,
    acts: BTreeMap<(u64, u64), Act>,
    planned: u64,
    over_at: Option<u64>,
    steps: Vec<Step>,
}

/// A capture or hidden display that is running.
#[derive(Clone, Debug)]
pub(crate) struct Capture {
    pub(crate) package: Option<String>,
    pub(crate) display: Option<i32>,
}

impl Life {
    pub(super) fn new(persona: Persona, script: Option<Script>) -> Self {
        let owned = persona.habits.meetings.iter().map(|_| persona.meeting_app.to_owned()).collect();
        let mut dice = Dice::new(persona.seed, 2);
        let next_display = dice.within(2, 40) as i32;
        Self {
            dice,
            persona,
            now: 0,
            in_call: false,
            voice: None,
            voice_is_family: false,
            voice_on_hold: false,
            captures: Vec::new(),
            owned,
            in_control: BTreeSet::new(),
            abroad: None,
            occasions: Vec::new(),
            script,
            fraud_began: None,
            screen_on: false,
            front: String::new(),
            next_display,
            calls: BTreeMap::new(),
            acts: BTreeMap::new(),
            planned: 0,
            over_at: None,
            steps: Vec::new(),
        }
    }

    /// Reports an event now.
    pub(crate) fn tell(&mut self, event: Event) {
        self.steps.push(Step::event(Moment::from_ms(self.now), event));
    }

    /// The fraud's first contact is now.
    pub(crate) fn begin_fraud(&mut self) {
        self.fraud_began = Some(self.now);
    }

    /// Money leaves now. Ordinary life is followed for one more hour.
    pub(crate) fn harm(&mut self) {
        let at = Moment::from_ms(self.now);
        self.steps.push(Step { at, seen: at, content: Content::Mark(Mark::Harm), expect: None });
        self.over_at = Some(self.now + HOUR);
    }

    /// Returns whether the month ends here because the fraud in it is over.
    pub(super) fn is_over(&self) -> bool {
        self.over_at.is_some_and(|at| self.now >= at)
    }

    /// Plans an activity, at `at` or as soon afterwards as there is time.
    pub(crate) fn later(&mut self, at: u64, act: Act) {
        self.planned += 1;
        self.acts.insert((at, self.planned), act);
    }

    /// Plans a call, which comes whatever the person is doing.
    pub(super) fn expect_call(&mut self, at: u64, visit: Visit) {
        self.planned += 1;
        self.calls.insert((at, self.planned), visit);
    }

    /// Lets everything happen that is planned before `end`.
    pub(super) fn live_until(&mut self, end: u64) {
        while !self.is_over() {
            let call = self.calls.first_key_value().map(|(key, _)| *key);
            let act = self.acts.first_key_value().map(|(key, _)| *key);
            let Some(next) = [call, act].into_iter().flatten().min().filter(|next| next.0 < end) else {
                break;
            };
            if next.0 > self.now {
                self.now = next.0;
            }
            if Some(next) == call {
                if let Some(visit) = self.calls.remove(&next) {
                    self.receive(visit);
                }
            } else if let Some(act) = self.acts.remove(&next) {
                self.pause(5, 40);
                self.perform(act);
            }
        }
        self.now = self.now.max(end);
    }

    /// Lets `ms` pass in the middle of something. Calls come in between.
    pub(crate) fn wait(&mut self, ms: u64) {
        let until = self.now + ms;
        while let Some(next) = self.calls.first_key_value().map(|(key, _)| *key).filter(|next| next.0 < until)
        {
            self.now = self.now.max(next.0);
            if let Some(visit) = self.calls.remove(&next) {
                self.receive(visit);
            }
        }
        self.now = self.now.max(until);
    }

    /// Lets `ms` pass in which no call gets through.
    pub(super) fn be_out_of_reach(&mut self, ms: u64) {
        let until = self.now + ms;
        self.calls.retain(|(at, _), _| *at < self.now || *at >= until);
        self.now = until;
    }

    /// Lets some seconds pass in which nothing else happens.
    pub(crate) fn pause(&mut self, low: u64, high: u64) {
        self.now += self.dice.within(low * SECOND, high * SECOND);
    }

    /// The home screen.
    pub(super) fn launcher(&self) -> &'static str {
        if self.persona.habits.big_letters { BIG_LETTER_SCREEN } else { self.persona.maker.launcher }
    }

    pub(super) fn screen_is_on(&self) -> bool {
        self.screen_on
    }

    pub(super) fn front(&self) -> &str {
        &self.front
    }

    /// The screen goes on, if it is off.
    pub(crate) fn wake(&mut self) {
        if self.screen_on {
            return;
        }
        self.light_up();
        self.pause(1, 3);
        if self.dice.chance(0.8) {
            self.bring_to_front(self.launcher());
            self.pause(1, 4);
        }
    }

    /// The screen goes on by itself.
    pub(super) fn light_up(&mut self) {
        if !self.screen_on {
            self.screen_on = true;
            self.front.clear();
            self.tell(Event::ScreenTurned { on: true });
        }
    }

    /// The person opens an app, mostly by way of the home screen.
    pub(crate) fn open(&mut self, package: &str) {
        self.wake();
        if !self.front.is_empty()
            && self.front != self.launcher()
            && self.front != package
            && self.dice.chance(0.6)
        {
            self.bring_to_front(self.launcher());
            self.pause(1, 4);
        }
        self.bring_to_front(package);
    }

    /// An app comes to the front by itself. Now and then the phone says so twice.
    pub(crate) fn bring_to_front(&mut self, package: &str) {
        let repeats = self.dice.chance(0.04);
        if self.front != package || repeats {
            package.clone_into(&mut self.front);
            self.tell(Event::AppOpened { package: package.to_owned() });
        }
    }

    /// The screen goes off.
    pub(crate) fn rest(&mut self) {
        if !self.screen_on || self.in_call {
            return;
        }
        if self.dice.chance(0.5) {
            self.bring_to_front(self.launcher());
            self.pause(1, 3);
        }
        self.screen_off();
    }

    pub(super) fn screen_off(&mut self) {
        if self.screen_on {
            self.screen_on = false;
            self.front.clear();
            self.tell(Event::ScreenTurned { on: false });
        }
    }

    /// A new number for a hidden display.
    pub(super) fn new_display(&mut self) -> i32 {
        self.next_display += 1;
        self.next_display
    }

    /// The phone restarts: calls and captures vanish without being reported.
    pub(super) fn reboot(&mut self) {
        self.screen_off();
        self.pause(20, 90);
        self.in_call = false;
        self.voice = None;
        self.voice_on_hold = false;
        self.captures.clear();
        self.next_display = 1;
        self.tell(Event::DeviceBooted {});
        if !self.in_control.is_empty() {
            self.pause(20, 80);
            self.report_those_in_control();
        }
    }

    /// The month as the phone reported it.
    pub(super) fn finish(self, about: String) -> Month {
        let mut dice = Dice::new(self.persona.seed, 3);
        let steps = reporting::report(self.steps, &self.persona.reports, &mut dice);
        let trace = Trace {
            about,
            source: "simulated ordinary life".to_owned(),
            home: self.persona.home,
            familiar_regions: self.persona.familiar_regions.clone(),
            steps,
        };
        Month {
            persona: self.persona,
            trace,
            occasions: self.occasions,
            fraud_began: self.fraud_began.map(Moment::from_ms),
        }
    }
}
