//! States as they are stored.

use serde_json::json;

use super::{Drawn, at, hex, hold, spoken};
use crate::state::{Lost, State};
use crate::window::Accepted;

#[test]
fn states_are_as_committed() {
    let spoken = spoken();
    let random = &mut Drawn("state", 0);
    let asked = spoken.parent_state.question(b"?", Accepted(1), at(5_000), random).unwrap();
    let heard = spoken.family_state.open(&asked.envelope, at(0)).unwrap();
    let states = [&spoken.parent_state, &spoken.family_state, &asked.state, &heard.state];
    let rows = states.map(|state| {
        let bytes = state.to_bytes();
        assert_eq!(&State::restore(&bytes, state.generation()).unwrap(), state);
        let rolled_back = State::restore(&bytes, state.generation() + 1);
        assert_eq!(
            rolled_back,
            Err(Lost::RolledBack { found: state.generation(), least: state.generation() + 1 })
        );
        json!({ "generation": state.generation(), "bytes": hex(&bytes) })
    });
    hold("states.json", &json!({ "states": rows }));
}
