//! States as they are stored.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

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
    let body = spoken.family_state.to_bytes();
    let body = &body[..body.len() - 32];
    // The last fields: next, arrived, accepted and excused of 8 bytes each, away, and the count of challenges.
    let end = body.len() - 1;
    let challenges = |count: u8| {
        let rows = vec![1; 32 * usize::from(count)];
        [&body[..end], &[count], &rows].concat()
    };
    assert!(State::restore(&summed(challenges(32)), 0).is_ok());
    let changed = [
        ("role", 10, 3),
        ("server", 12, b'H'),
        ("arrived before the first", end - 18, 0b11),
        ("accepted before the first", end - 10, 0b10),
        ("excused after the last", end - 2, 2),
        ("away", end - 1, 2),
        ("a challenge too few", end, 1),
    ]
    .map(|(what, place, value)| {
        let mut bytes = body.to_vec();
        assert_ne!(bytes[place], value, "{what}");
        bytes[place] = value;
        (what, bytes)
    });
    let refused: Vec<Value> = changed
        .into_iter()
        .chain([("a challenge too many", challenges(33))])
        .map(|(what, bytes)| {
            let bytes = summed(bytes);
            assert!(matches!(State::restore(&bytes, 0), Err(Lost::Unreadable(_))), "{what}");
            json!({ "what": what, "bytes": hex(&bytes) })
        })
        .collect();
    hold("states.json", &json!({ "states": rows, "refused": refused }));
}

/// With the right hash behind it.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    bytes
}
