//! One phone while its rows go by.

use kinguard_core::effect::Effect;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::replay::Player;
use kinguard_core::time::Moment;

/// An effect with its time.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Said {
    /// The moment of the effect, in milliseconds.
    pub at_ms: i64,
    /// The effect, as JSON of the trace format.
    pub effect: String,
}

impl Said {
    pub(crate) fn new(at: Moment, effect: &Effect) -> Self {
        Self {
            at_ms: milliseconds(at),
            effect: serde_json::to_string(effect).expect("an effect is always JSON"),
        }
    }
}

/// A moment as tables write it.
pub(crate) fn milliseconds(moment: Moment) -> i64 {
    i64::try_from(moment.ms()).unwrap_or(i64::MAX)
}

/// A moment that a table wrote. Whatever is before the beginning is the beginning.
pub(crate) fn moment(ms: i64) -> Moment {
    Moment::from_ms(u64::try_from(ms).unwrap_or(0))
}

/// An engine with its alarm, and how far its time has come.
#[derive(Debug)]
pub(crate) struct Phone {
    player: Player,
    reached: Option<Moment>,
}

impl Phone {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self { player: Player::new(Engine::new(settings)), reached: None }
    }

    /// A phone whose time had come to `reached` when its engine was stored.
    pub(crate) fn resumed(engine: Engine, reached: Moment) -> Self {
        Self { player: Player::resumed(engine, reached), reached: Some(reached) }
    }

    pub(crate) fn engine(&self) -> &Engine {
        self.player.engine()
    }

    /// How far its time has come; `None` before the first event.
    pub(crate) fn reached(&self) -> Option<Moment> {
        self.reached
    }

    /// When its engine wants to be woken, as of the time it has reached.
    pub(crate) fn due(&self) -> Option<Moment> {
        self.player.wake_at()
    }

    /// Returns whether an event comes too late: time never runs backwards.
    pub(crate) fn is_past(&self, at: Moment) -> bool {
        self.reached.is_some_and(|reached| at < reached)
    }

    /// Passes an event that is not past, after whatever was due before.
    pub(crate) fn observe(&mut self, at: Moment, event: &Event, said: &mut Vec<Said>) {
        self.wake_before(at, said);
        let response = self.player.observe(at, at, event);
        said.extend(response.effects.iter().map(|effect| Said::new(at, effect)));
    }

    /// Lets time pass up to a moment, at which events may still come.
    pub(crate) fn wake_before(&mut self, until: Moment, said: &mut Vec<Said>) {
        self.player.wake_before(until, |at, effect| said.push(Said::new(at, &effect)));
        self.reached = self.reached.max(Some(until));
    }

    /// Lets time pass up to and including the latest event.
    pub(crate) fn finish(&mut self, said: &mut Vec<Said>) {
        if let Some(latest) = self.reached {
            self.player.wake_up_to(latest, |at, effect| said.push(Said::new(at, &effect)));
        }
    }
}
