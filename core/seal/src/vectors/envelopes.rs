//! Envelopes of every kind in both directions, and some that must not open.

use serde_json::{Value, json};

use super::{Drawn, at, hex, hold, spoken};
use crate::address::Direction;
use crate::challenge::Challenge;
use crate::content::{Content, Matter};
use crate::envelope::{LONGEST, Unopened, Way, padded};
use crate::random::draw;
use crate::window::Accepted;

fn name(direction: Direction) -> &'static str {
    match direction {
        Direction::ToFamily => "to family",
        Direction::ToParent => "to parent",
    }
}

fn sealed(way: &Way<'_>, counter: u64, content: &Content, number: u64) -> (Value, Vec<u8>) {
    let content = content.to_bytes();
    let nonce: [u8; 24] = draw(&mut Drawn("envelope", number));
    let envelope = way.seal(counter, &content, &mut Drawn("envelope", number)).unwrap();
    let (opened, plain) = way.open(&envelope).unwrap();
    assert_eq!((opened, &*plain), (counter, &content));
    let described = json!({
        "direction": name(way.direction),
        "topic": way.topic.as_str(),
        "key_id": hex(&way.key.id),
        "key": hex(way.key.key.bytes()),
        "counter": counter.to_string(),
        "nonce": hex(&nonce),
        "content": hex(&content),
        "padded": hex(&padded(&content).unwrap()),
        "additional": hex(&way.additional(&envelope[..18])),
        "envelope": hex(&envelope),
    });
    (described, envelope)
}

#[test]
fn envelopes_are_as_committed() {
    let spoken = spoken();
    let challenge = Challenge(draw(&mut Drawn("challenge", 0)));
    let matters = [
        Matter::Void,
        Matter::Note(b"alive".to_vec()),
        Matter::Note(vec![b'x'; 512 - 2 - 9]),
        Matter::Note(vec![b'x'; 512 - 2 - 9 + 1]),
        Matter::Note(vec![b'x'; LONGEST - 9]),
        Matter::Question(challenge, "银行".as_bytes().to_vec()),
        Matter::Answer(challenge, b"calling".to_vec()),
    ];
    let ways = [spoken.parent_state.sends(), spoken.family_state.sends()];
    let mut opened = Vec::new();
    let mut example = Vec::new();
    for way in &ways {
        for (number, matter) in (1..).zip(&matters) {
            let content = Content { accepted: Accepted(number - 1), matter: matter.clone() };
            let (described, envelope) = sealed(way, number, &content, number);
            opened.push(described);
            example = envelope;
        }
        let last = Content { accepted: Accepted(u64::MAX), matter: Matter::Note(Vec::new()) };
        opened.push(sealed(way, u64::MAX - 1, &last, 99).0);
    }

    let way = &ways[1];
    let changed = |at: usize| {
        let mut envelope = example.clone();
        envelope[at] ^= 1;
        envelope
    };
    let past_the_last = way.seal(
        u64::MAX,
        &Content { accepted: Accepted(0), matter: Matter::Void }.to_bytes(),
        &mut Drawn("", 0),
    );
    // Sealed with the right key by somebody who pads otherwise.
    let padded_as = |size: usize, length: u16, last: u8| {
        let mut plain = vec![0; size];
        plain[..2].copy_from_slice(&length.to_be_bytes());
        plain[size - 1] = last;
        way.seal_padded(9, &plain, &mut Drawn("padding", 0)).unwrap()
    };
    assert_eq!(way.open(&padded_as(512, 9, 0)).map(|(counter, _)| counter), Ok(9));
    let cases = [
        ("padding that is not zero", padded_as(512, 9, 1)),
        ("a block of padding too many", padded_as(1_024, 9, 0)),
        ("a length past the end", padded_as(512, 511, 0)),
        ("a block too many", padded_as(3_072, 2_559, 0)),
        ("not whole blocks", padded_as(500, 9, 0)),
        ("version", changed(0)),
        ("kind", changed(1)),
        ("key id", changed(2)),
        ("counter", changed(17)),
        ("nonce", changed(18)),
        ("ciphertext", changed(42)),
        ("tag", changed(example.len() - 1)),
        ("cut", example[..example.len() - 1].to_vec()),
        ("a block too few", example[..example.len() - 512].to_vec()),
        ("longer", [&example[..], &[0]].concat()),
        ("past the last counter", past_the_last.unwrap()),
        ("the other direction's", ways[0].seal(7, b"", &mut Drawn("", 0)).unwrap()),
    ];
    let refused: Vec<Value> = cases
        .iter()
        .map(|(what, envelope)| {
            let error = match way.open(envelope).unwrap_err() {
                Unopened::Parse(_) => "malformed",
                Unopened::OtherKey => "other key",
                Unopened::Forged => "forged",
            };
            json!({ "what": what, "envelope": hex(envelope), "error": error })
        })
        .collect();
    hold(
        "envelopes.json",
        &json!({
            "opened": opened,
            "refused": { "direction": name(way.direction), "topic": way.topic.as_str(),
                "key_id": hex(&way.key.id), "key": hex(way.key.key.bytes()), "cases": refused },
        }),
    );
}

/// The key of one direction opens nothing of the other, and nothing on another topic.
#[test]
fn direction_and_topic_are_authenticated() {
    let spoken = spoken();
    let sent = spoken.parent_state.note(b"x", Accepted(0), &mut Drawn("", 0)).unwrap();
    let right = spoken.family_state.receives();
    right.open(&sent.envelope).unwrap();
    let turned = Way { direction: Direction::ToParent, ..spoken.family_state.receives() };
    assert_eq!(turned.open(&sent.envelope), Err(Unopened::Forged));
    let elsewhere = Way { topic: spoken.family_state.sends().topic, ..spoken.family_state.receives() };
    assert_eq!(elsewhere.open(&sent.envelope), Err(Unopened::Forged));
    assert_eq!(spoken.family_state.open(&sent.envelope, at(0)).unwrap().counter, 1);
}
