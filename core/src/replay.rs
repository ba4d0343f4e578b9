//! Feeds events to an engine and wakes it in between, as a phone would.

use crate::effect::{Effect, Response};
use crate::engine::{Engine, Settings};
use crate::event::Event;
use crate::time::{Moment, Span};
use crate::trace::{Content, Mark, Trace};

/// An engine together with the one alarm it asks for.
#[derive(Clone, Debug)]
pub struct Player {
    engine: Engine,
    wake_at: Option<Moment>,
}

impl Player {
    /// Creates a player for `engine`, which is not asked yet when it wants to be woken.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        Self { engine, wake_at: None }
    }

    /// Creates a player for an engine that was restored at `now`: it is woken then, and so says when it wants to be
    /// woken next.
    #[must_use]
    pub fn resumed(engine: Engine, now: Moment) -> Self {
        Self { engine, wake_at: Some(now) }
    }

    /// The engine in its present state.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The moment of the alarm, if one is set.
    #[must_use]
    pub fn wake_at(&self) -> Option<Moment> {
        self.wake_at
    }

    /// Delivers every wake before `until`. Those at `until` itself wait, so that events reported at one
    /// moment reach the engine together.
    pub fn wake_before(&mut self, until: Moment, mut said: impl FnMut(Moment, Effect)) {
        while let Some(at) = self.wake_at.filter(|at| *at < until) {
            self.wake(at, &mut said);
        }
    }

    /// Delivers every wake up to and including `until`.
    pub fn wake_up_to(&mut self, until: Moment, said: impl FnMut(Moment, Effect)) {
        self.wake_before(until + Span::from_ms(1), said);
    }

    /// Passes one event to the engine. Wakes that were due before are not delivered: call
    /// [`Player::wake_before`] first.
    pub fn observe(&mut self, seen: Moment, at: Moment, event: &Event) -> Response {
        let response = self.engine.observe(seen, at, event);
        self.wake_at = response.wake_at;
        response
    }

    fn wake(&mut self, at: Moment, said: &mut impl FnMut(Moment, Effect)) {
        let response = self.engine.wake(at);
        // An engine that asks for the moment at which it has just been woken would never let time pass.
        self.wake_at = response.wake_at.map(|next| next.max(at + Span::from_ms(1)));
        for effect in response.effects {
            said(at, effect);
        }
    }
}

/// An effect in a replay, with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedEffect {
    /// The moment of the effect, since the trace began.
    pub at: Moment,
    /// The index of the step that it followed from; `None` if the engine was woken.
    pub step: Option<usize>,
    /// The effect.
    pub effect: Effect,
}

/// A step whose `expect` was not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The index of the step.
    pub step: usize,
    /// The actual effects.
    pub found: Vec<Effect>,
}

/// Everything the engine said to a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// In order of time.
    pub said: Vec<TimedEffect>,
    /// The steps whose expectation failed, in order.
    pub mismatches: Vec<Mismatch>,
}

/// Plays a whole trace to a new engine. Time ends with the last step.
#[must_use]
pub fn replay(trace: &Trace) -> Replay {
    let settings = Settings { home: trace.home, familiar_regions: trace.familiar_regions.clone() };
    let mut player = Player::new(Engine::new(&settings));
    let mut said: Vec<TimedEffect> = Vec::new();
    let mut mismatches = Vec::new();
    for (index, step) in trace.steps.iter().enumerate() {
        let before = said.len();
        let mut woken = |at, effect| {
            said.push(TimedEffect { at, step: None, effect });
        };
        match &step.content {
            Content::Event(event) => {
                player.wake_before(step.seen, &mut woken);
                let after_wake = said.len();
                let response = player.observe(step.seen, step.at, event);
                said.extend(response.effects.into_iter().map(|effect| TimedEffect {
                    at: step.seen,
                    step: Some(index),
                    effect,
                }));
                note_mismatch(step.expect.as_deref(), &said[after_wake..], index, &mut mismatches);
            }
            Content::Mark(Mark::Wait) => {
                player.wake_up_to(step.seen, &mut woken);
                note_mismatch(step.expect.as_deref(), &said[before..], index, &mut mismatches);
            }
            Content::Mark(Mark::Harm) => {}
        }
    }
    if let Some(last) = trace.steps.last() {
        player.wake_up_to(last.seen, |at, effect| {
            said.push(TimedEffect { at, step: None, effect });
        });
    }
    Replay { said, mismatches }
}

fn note_mismatch(
    expected: Option<&[crate::trace::ExpectedEffect]>,
    said: &[TimedEffect],
    step: usize,
    mismatches: &mut Vec<Mismatch>,
) {
    let Some(expected) = expected else { return };
    let met = expected.len() == said.len()
        && expected.iter().zip(said).all(|(expected, said)| expected.is_met_by(&said.effect));
    if !met {
        mismatches.push(Mismatch { step, found: said.iter().map(|said| said.effect.clone()).collect() });
    }
}
