//! Months of simulated ordinary life on one phone, to count false alarms in.
//!
//! Everything follows from a seed: the person ([`Persona`]), what each day brings, and which of it the phone
//! can report. All frequencies are in `knobs`, each with its source.
//!
//! The person never answers a warning: whatever the engine says, the month continues as if it had not.

mod calls;
mod control;
mod day;
mod declarations;
mod dice;
mod family;
mod installs;
mod journey;
mod knobs;
mod money;
mod names;
mod occasion;
mod persona;
mod phone;
mod reporting;
mod settings;
mod sharing;

use kinguard_core::time::Moment;
use kinguard_core::trace::Trace;

use crate::fraud::Script;

pub(crate) use calls::Call;
pub(crate) use day::Act;
pub(crate) use dice::Dice;
use occasion::Occasion;

pub(crate) use names::{landline, mobile, overseas};
pub use persona::Persona;
pub(crate) use persona::{Cast, Displays, Game, Meetings};
pub(crate) use phone::{Life, MINUTE, SECOND};

/// `days` days of one phone.
#[derive(Clone, Debug)]
pub struct Month {
    /// The owner of the phone.
    pub persona: Persona,
    /// The phone's reports.
    pub trace: Trace,
    /// The owner's occasions, in order.
    occasions: Vec<Occasion>,
    /// The moment the fraud began, if the month has one.
    pub fraud_began: Option<Moment>,
}

/// `days` days of the ordinary life of persona `seed`.
#[must_use]
pub fn ordinary(seed: u64, days: u64) -> Month {
    let persona = Persona::draw(seed);
    let about = format!("{days} days of simulated ordinary life: {}.", persona.line());
    live(persona, days, None, about)
}

/// The same, with `script` starting on the last of `days` days. The month ends soon after the harm.
#[must_use]
pub fn with_fraud(seed: u64, days: u64, script: &Script) -> Month {
    let mut persona = Persona::draw(seed);
    script.prepare(&mut persona);
    let about = format!("A fraud ({}) after ordinary days: {}.", script.line(), persona.line());
    live(persona, days, Some(script.clone()), about)
}

fn live(persona: Persona, days: u64, script: Option<Script>, about: String) -> Month {
    // A fraud with long waits needs further days around it.
    const LONGEST_FRAUD_DAYS: u64 = 6;
    let all_days = if script.is_some() { days + LONGEST_FRAUD_DAYS } else { days };
    let mut life = Life::new(persona, script);
    life.set_up();
    for day in 0..all_days {
        life.plan_day(day, day + 1 == days);
        life.live_until((day + 1) * 24 * phone::HOUR);
        if life.is_over() {
            break;
        }
    }
    life.finish(about)
}
