//! One phone whose state lies in a store between its rows.

use kinguard_core::engine::Engine;
use serde::{Deserialize, Serialize};

use crate::error::FleetError;
use crate::phone::{Phone, Said, milliseconds, moment};
use crate::row::{event, settings, unsaid_settings};

/// What a store keeps of a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PhoneState {
    /// The engine's snapshot; `None` before the first event.
    pub snapshot: Option<String>,
    /// The moment that the phone's time has reached: what happened before it comes too late.
    pub reached_ms: i64,
    /// Rows that wait for the clock, as JSON.
    pub held: String,
}

/// What became of some rows.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Advanced {
    /// The state to be kept.
    pub state: PhoneState,
    /// When to call again even without rows; `None` if nothing is due.
    pub due_ms: Option<i64>,
    /// What was said.
    pub said: Vec<Said>,
    /// The rows that came too late and were left out, by their index in the call.
    pub late: Vec<u32>,
}

/// A row that waits: its time and its text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Held(i64, String);

/// Takes in rows of one phone, in any order, and lets its time pass up to `clock_ms`. A row waits until the clock has
/// passed it, so that all rows before it have come. Rows of one moment count in the order of their texts. `home` are
/// the phone's settings as in the stream form, if it has any; they count before its first event.
///
/// # Errors
/// [`FleetError::BadRow`] for a row that is no event, [`FleetError::BadState`], or [`FleetError::BadColumns`].
#[uniffi::export]
#[expect(clippy::needless_pass_by_value, reason = "an optional text crosses the boundary by value")]
pub fn advance(
    state: PhoneState,
    home: Option<String>,
    at_ms: Vec<i64>,
    events: Vec<String>,
    clock_ms: i64,
) -> Result<Advanced, FleetError> {
    if at_ms.len() != events.len() {
        return Err(FleetError::BadColumns("the columns differ in length".to_owned()));
    }
    let clock = moment(clock_ms);
    let mut phone = restored(&state, home.as_deref())?;
    let mut held = held(&state.held)?;
    let mut late = Vec::new();
    for (index, (at_ms, text)) in (0_u32..).zip(at_ms.into_iter().zip(events)) {
        if phone.is_past(moment(at_ms)) {
            late.push(index);
        } else {
            held.push(Held(at_ms, text));
        }
    }
    held.sort();
    let ready = held.partition_point(|row| moment(row.0) < clock);
    let mut said = Vec::new();
    for Held(at_ms, text) in held.drain(..ready) {
        let event = event(&text).map_err(|what| FleetError::BadRow(format!("at_ms {at_ms}: {what}")))?;
        phone.observe(moment(at_ms), &event, &mut said);
    }
    let known = phone.reached().is_some();
    if known {
        phone.wake_before(clock, &mut said);
    }
    let woken = known.then(|| phone.due()).flatten().map(milliseconds);
    let due_ms = woken.into_iter().chain(held.first().map(|row| row.0)).min();
    let state = PhoneState {
        snapshot: known.then(|| phone.engine().snapshot()),
        reached_ms: phone.reached().map_or(0, milliseconds),
        held: if held.is_empty() { String::new() } else { written(&held) },
    };
    Ok(Advanced { state, due_ms, said, late })
}

fn restored(state: &PhoneState, home: Option<&str>) -> Result<Phone, FleetError> {
    if let Some(snapshot) = &state.snapshot {
        let engine = Engine::restore(snapshot).map_err(|error| FleetError::BadState(error.to_string()))?;
        return Ok(Phone::resumed(engine, moment(state.reached_ms)));
    }
    let told = home.map(settings).transpose().map_err(FleetError::BadRow)?;
    Ok(Phone::new(&told.unwrap_or_else(unsaid_settings)))
}

fn held(text: &str) -> Result<Vec<Held>, FleetError> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    serde_json::from_str(text).map_err(|error| FleetError::BadState(format!("rows that wait: {error}")))
}

fn written(held: &[Held]) -> String {
    serde_json::to_string(held).expect("rows are always JSON")
}
