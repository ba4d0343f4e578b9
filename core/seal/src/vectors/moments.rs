//! What the window takes in turn, and how an answer stands at each age.

use serde_json::{Value, json};

use super::hold;
use crate::challenge::{Challenge, Challenges, Standing};
use crate::time::{Boot, Uptime};
use crate::window::{Accepted, Fate, Missing, Refused, Window};

fn rows(missing: &[Missing]) -> Vec<Value> {
    let row = |missing: &Missing| {
        let fate = match missing.fate {
            Fate::DidNotArrive => "did not arrive",
            Fate::Withheld => "withheld",
        };
        json!({ "first": missing.first.to_string(), "last": missing.last.to_string(), "fate": fate })
    };
    missing.iter().map(row).collect()
}

#[test]
fn the_window_is_as_committed() {
    let mut window = Window::default();
    let steps: Vec<Value> = [
        (0, 0),
        (0, 0),
        (3, 0b01),
        (2, 0),
        (2, 0),
        (64, 0),
        (1, 0),
        (65, 0),
        (66, 0),
        (2, 0),
        (200, 1 << 62),
        (137, 0),
        (136, 0),
        (201, 1 << 63),
        (1 << 40, u64::MAX),
        (u64::MAX - 1, 0),
    ]
    .into_iter()
    .map(|(counter, accepted)| {
        let checked = window.check(counter);
        let result = match checked {
            Ok(()) => "taken",
            Err(Refused::Replayed) => "replayed",
            Err(Refused::TooOld) => "too old",
        };
        let lost = if checked.is_ok() { window.accept(counter, Accepted(accepted)) } else { Vec::new() };
        json!({
            "counter": counter.to_string(),
            "accepted": format!("{accepted:016x}"),
            "result": result,
            "lost": rows(&lost),
            "missing": rows(&window.missing()),
        })
    })
    .collect();
    hold("window.json", &json!({ "steps": steps }));
}

#[test]
fn the_standing_of_answers_is_as_committed() {
    let challenge = Challenge([9; 16]);
    let mut challenges = Challenges::default();
    challenges.ask(challenge, Uptime { boot: Boot(3), ms: 1_000 });
    let cases: Vec<Value> = [
        (challenge, 3, 999),
        (challenge, 3, 1_000),
        (challenge, 3, 600_999),
        (challenge, 3, 601_000),
        (challenge, 3, 601_001),
        (challenge, 4, 1_001),
        (Challenge([8; 16]), 3, 1_001),
    ]
    .into_iter()
    .map(|(quoted, boot, ms)| {
        let standing = match challenges.standing(quoted, Uptime { boot: Boot(boot), ms }) {
            Standing::InTime(_) => "in time",
            Standing::Late(_) => "late",
            Standing::OtherBoot => "other boot",
            Standing::Unknown => "unknown",
        };
        json!({ "own": quoted == challenge, "boot": boot, "ms": ms, "standing": standing })
    })
    .collect();
    hold("answers.json", &json!({ "asked": { "boot": 3, "ms": 1_000 }, "answered": cases }));
}
