//! Sealed messages, whatever a server does with them on the way.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use std::collections::BTreeSet;

use kinguard_seal::challenge::{Challenge, MOST, Standing};
use kinguard_seal::content::Matter;
use kinguard_seal::parse::ParseError;
use kinguard_seal::state::{LONGEST_BODY, Lost, OpenError, SealError, State};
use kinguard_seal::text;
use kinguard_seal::time::{Boot, TEN_MINUTES_MS, Uptime};
use kinguard_seal::window::{Accepted, Fate, Missing, WINDOW};
use kinguard_tests::properties::config;
use kinguard_tests::sealing::{BEGUN, Dealt, at, paired};
use proptest::prelude::*;
use proptest::sample::Index;

const NOTHING: Accepted = Accepted(0);

/// So many notes of the parent's phone, with the numbers 1 and up.
fn notes(mut parent: State, count: usize, accepted: Accepted) -> Vec<Vec<u8>> {
    let random = &mut Dealt::new(77);
    (0..count)
        .map(|number| {
            let sealed = parent.note(&number.to_be_bytes(), accepted, random).unwrap();
            parent = sealed.state;
            sealed.envelope
        })
        .collect()
}

fn counters(missing: &[Missing]) -> impl Iterator<Item = u64> {
    missing.iter().flat_map(|row| row.first..=row.last)
}

proptest! {
    #![proptest_config(config(96))]

    /// In whatever order and however often messages arrive: each is opened once at most, and as long as it is within the
    /// window; and every counter has either arrived, or may still arrive, or is lost, and never two of these.
    #[test]
    fn no_replay_and_no_reorder_beyond_the_window(
        jumps in prop::collection::vec((0..200_usize, 0..3_usize), 1..120),
    ) {
        let (parent, mut family) = paired(20);
        let sent = notes(parent, 200, NOTHING);
        let mut arrived = BTreeSet::from([0_u64]);
        let mut lost = BTreeSet::new();
        for (number, repeats) in jumps {
            let counter = number as u64 + 1;
            let highest = *arrived.last().expect("0 has arrived");
            for _ in 0..=repeats {
                let known = arrived.contains(&counter);
                let expected = if counter + WINDOW <= highest {
                    Err(OpenError::TooOld)
                } else if known {
                    Err(OpenError::Replayed)
                } else {
                    Ok(counter)
                };
                let opened = family.open(&sent[number], BEGUN);
                prop_assert_eq!(opened.as_ref().map(|opened| opened.counter).map_err(|error| *error), expected);
                if let Ok(opened) = opened {
                    prop_assert_eq!(opened.matter, Matter::Note(number.to_be_bytes().to_vec()));
                    arrived.insert(counter);
                    for gone in counters(&opened.lost) {
                        prop_assert!(lost.insert(gone), "{} is lost twice", gone);
                    }
                    family = opened.state;
                }
            }
            let missing: BTreeSet<u64> = counters(&family.missing()).collect();
            let highest = *arrived.last().expect("0 has arrived");
            for counter in 0..=highest {
                let found = [&arrived, &lost, &missing].iter().filter(|set| set.contains(&counter)).count();
                prop_assert_eq!(found, 1, "{}", counter);
            }
            prop_assert!(missing.iter().all(|counter| counter + WINDOW > highest && *counter < highest));
        }
    }

    #[test]
    fn no_flipped_bit_passes(seed: u64, body: Vec<u8>, place: Index, bit in 0..8_u8) {
        let (parent, family) = paired(seed);
        let sealed = parent.note(&body, NOTHING, &mut Dealt::new(seed)).unwrap();
        let mut changed = sealed.envelope.clone();
        let place = place.index(changed.len());
        changed[place] ^= 1 << bit;
        prop_assert!(family.open(&changed, BEGUN).is_err());
        prop_assert!(family.open(&sealed.envelope, BEGUN).is_ok());
    }

    /// Whatever both sides do, an earlier state in the place of the last is found, and so is a damaged one.
    #[test]
    fn rollback_is_found(acts in prop::collection::vec(0..5_u8, 1..40), place: Index, bit in 0..8_u8) {
        let random = &mut Dealt::new(21);
        let (mut state, mut other) = paired(21);
        let mut stored = vec![state.to_bytes()];
        for act in acts {
            state = match act {
                0 => state.note(b"note", NOTHING, random).unwrap().state,
                1 => state.question(b"question", NOTHING, BEGUN, random).unwrap().state,
                2 => {
                    let answer = other.note(b"answer", NOTHING, random).unwrap();
                    other = answer.state;
                    state.open(&answer.envelope, BEGUN).unwrap().state
                }
                3 => state.away(),
                _ => state.caught_up(),
            };
            stored.push(state.to_bytes());
        }
        let last = state.generation();
        let (newest, older) = stored.split_last().expect("there is one");
        prop_assert_eq!(&State::restore(newest, last).unwrap(), &state);
        // The process may die after the state was stored and before its generation was.
        prop_assert!(State::restore(newest, last - 1).is_ok());
        for bytes in older {
            let found = State::restore(bytes, last);
            prop_assert!(matches!(found, Err(Lost::RolledBack { least, .. }) if least == last), "{:?}", found);
        }
        let mut damaged = newest.clone();
        let place = place.index(damaged.len());
        damaged[place] ^= 1 << bit;
        prop_assert!(matches!(State::restore(&damaged, 0), Err(Lost::Unreadable(_))));
        prop_assert!(matches!(State::restore(&newest[..place], 0), Err(Lost::Unreadable(_))));
    }
}

/// A retry is a replay to whoever got the first.
#[test]
fn a_retry_is_opened_once() {
    let (parent, family) = paired(22);
    let sealed = parent.note(b"alert", NOTHING, &mut Dealt::new(1)).unwrap();
    let opened = family.open(&sealed.envelope, BEGUN).unwrap();
    assert_eq!(opened.state.open(&sealed.envelope, BEGUN).unwrap_err(), OpenError::Replayed);
}

/// Of a message and the void in its place only the first to arrive is opened.
#[test]
fn a_void_takes_the_place_of_what_was_dropped() {
    let random = &mut Dealt::new(1);
    let (parent, family) = paired(23);
    let dropped = parent.note(b"dropped", NOTHING, random).unwrap();
    let void = dropped.state.void(dropped.counter, random).unwrap();
    let opened = family.open(&void, BEGUN).unwrap();
    assert_eq!(opened.matter, Matter::Void);
    assert_eq!(opened.state.missing(), []);
    assert_eq!(opened.state.open(&dropped.envelope, BEGUN).unwrap_err(), OpenError::Replayed);
    let arrived = family.open(&dropped.envelope, BEGUN).unwrap();
    assert_eq!(arrived.state.open(&void, BEGUN).unwrap_err(), OpenError::Replayed);
    assert_eq!(dropped.state.void(dropped.counter + 1, random), Err(SealError::NotSealedYet));
    assert_eq!(parent.void(dropped.counter, random), Err(SealError::NotSealedYet));
}

/// An own message that comes back, one of another pairing, and none at all.
#[test]
fn strangers_are_refused() {
    let random = &mut Dealt::new(1);
    let (parent, family) = paired(24);
    let (other, _) = paired(25);
    let sealed = parent.note(b"x", NOTHING, random).unwrap();
    assert_eq!(parent.open(&sealed.envelope, BEGUN).unwrap_err(), OpenError::OtherKey);
    let strange = other.note(b"x", NOTHING, random).unwrap();
    assert_eq!(family.open(&strange.envelope, BEGUN).unwrap_err(), OpenError::OtherKey);
    for length in 0..sealed.envelope.len() {
        let cut = family.open(&sealed.envelope[..length], BEGUN).unwrap_err();
        assert_eq!(cut, OpenError::Parse(ParseError::Length), "{length}");
    }
    let grown = [&sealed.envelope[..], &[0]].concat();
    assert_eq!(family.open(&grown, BEGUN).unwrap_err(), OpenError::Parse(ParseError::Length));
}

/// A size tells the number of blocks, and a server of ntfy passes the largest.
#[test]
fn bodies_of_a_block_have_one_size() {
    let (parent, family) = paired(26);
    let size = |length: usize| {
        let sealed = parent.note(&vec![0; length], NOTHING, &mut Dealt::new(1)).unwrap();
        assert_eq!(family.open(&sealed.envelope, BEGUN).unwrap().matter, Matter::Note(vec![0; length]));
        sealed.envelope.len()
    };
    let first = 512 - 2 - 9;
    assert_eq!([size(0), size(1), size(first)], [570; 3]);
    assert_eq!([size(first + 1), size(first + 512)], [570 + 512; 2]);
    assert_eq!(size(LONGEST_BODY), 42 + 5 * 512 + 16);
    let longest = parent.question(&[0; LONGEST_BODY], NOTHING, BEGUN, &mut Dealt::new(1)).unwrap();
    assert_eq!(text::write(&longest.envelope).len(), 3_491);
    let too_long = parent.note(&[0; LONGEST_BODY + 1], NOTHING, &mut Dealt::new(1));
    assert_eq!(too_long.unwrap_err(), SealError::TooLong);
}

/// Asks, and answers, with the state of the parent's phone stored between the two.
fn standing(asked: Uptime, now: Uptime) -> Standing {
    let random = &mut Dealt::new(1);
    let (parent, family) = paired(27);
    let question = parent.question(b"red", NOTHING, asked, random).unwrap();
    let heard = family.open(&question.envelope, at(0)).unwrap();
    let Matter::Question(challenge, _) = heard.matter else { panic!("{:?}", heard.matter) };
    let answer = heard.state.answer(challenge, b"calling", NOTHING, random).unwrap();
    let stored = State::restore(&question.state.to_bytes(), question.state.generation()).unwrap();
    let opened = stored.open(&answer.envelope, now).unwrap();
    assert_eq!(opened.matter, Matter::Answer(challenge, b"calling".to_vec()));
    opened.standing.unwrap()
}

#[test]
fn an_answer_counts_for_ten_minutes_of_one_boot() {
    let after = |ms| standing(BEGUN, at(BEGUN.ms + ms));
    assert_eq!(after(0), Standing::InTime(0));
    assert_eq!(after(TEN_MINUTES_MS - 1), Standing::InTime(TEN_MINUTES_MS - 1));
    assert_eq!(after(TEN_MINUTES_MS), Standing::InTime(TEN_MINUTES_MS));
    assert_eq!(after(TEN_MINUTES_MS + 1), Standing::Late(TEN_MINUTES_MS + 1));
    assert_eq!(standing(BEGUN, Uptime { boot: Boot(4), ms: BEGUN.ms + 1 }), Standing::OtherBoot);
    assert_eq!(standing(BEGUN, at(BEGUN.ms - 1)), Standing::OtherBoot);
}

#[test]
fn only_what_was_asked_can_be_answered() {
    let random = &mut Dealt::new(1);
    let (mut parent, family) = paired(28);
    let stand = |parent: &State, challenge, random: &mut Dealt| {
        let answer = family.answer(challenge, b"", NOTHING, random).unwrap();
        parent.open(&answer.envelope, BEGUN).unwrap().standing
    };
    assert_eq!(stand(&parent, Challenge([1; 16]), random), Some(Standing::Unknown));
    let mut asked = Vec::new();
    for _ in 0..=MOST {
        let question = parent.question(b"", NOTHING, BEGUN, random).unwrap();
        let opened = family.open(&question.envelope, BEGUN).unwrap();
        let Matter::Question(challenge, _) = opened.matter else { panic!("{:?}", opened.matter) };
        asked.push(challenge);
        parent = question.state;
    }
    assert_eq!(stand(&parent, asked[0], random), Some(Standing::Unknown));
    for challenge in &asked[1..] {
        assert_eq!(stand(&parent, *challenge, random), Some(Standing::InTime(0)));
    }
}

/// What the family reads of a gap: the server is accused only of what the sender states, and only while this side has
/// asked for everything.
#[test]
fn a_gap_is_withheld_only_on_the_senders_word() {
    let (parent, family) = paired(29);
    let gap = |fate| [Missing { first: 1, last: 1, fate }];
    let silent = notes(parent.clone(), 4, NOTHING);
    let opened = family.open(&silent[1], BEGUN).unwrap();
    assert_eq!(opened.state.missing(), gap(Fate::DidNotArrive));

    let stating = notes(parent, 4, Accepted(1));
    let opened = family.open(&stating[1], BEGUN).unwrap();
    assert_eq!(opened.state.missing(), gap(Fate::Withheld));
    let arrived = opened.state.open(&stating[0], BEGUN).unwrap();
    assert_eq!(arrived.state.missing(), []);

    // After an absence nobody can blame the server for what is missing, but again for what is missing later.
    let back = family.away().open(&stating[1], BEGUN).unwrap().state;
    assert_eq!(back.missing(), gap(Fate::DidNotArrive));
    let caught_up = back.caught_up();
    assert_eq!(caught_up.missing(), gap(Fate::DidNotArrive));
    let later = caught_up.open(&stating[3], BEGUN).unwrap().state;
    let both = [gap(Fate::DidNotArrive)[0], Missing { first: 3, last: 3, fate: Fate::Withheld }];
    assert_eq!(later.missing(), both);
    // To have caught up without an absence excuses nothing.
    let caught_up = family.caught_up().open(&stating[1], BEGUN).unwrap().state.caught_up();
    assert_eq!(caught_up.missing(), gap(Fate::Withheld));
}

/// What falls out of the window keeps its fate.
#[test]
fn what_was_withheld_is_lost_as_that() {
    let (parent, family) = paired(30);
    let sent = notes(parent, 66, Accepted(1));
    let state = family.open(&sent[1], BEGUN).unwrap().state;
    let opened = state.open(&sent[64], BEGUN).unwrap();
    assert_eq!(opened.lost, [Missing { first: 1, last: 1, fate: Fate::Withheld }]);
    let fates: Vec<Missing> = opened.state.missing();
    assert_eq!(
        fates,
        [
            Missing { first: 3, last: 63, fate: Fate::DidNotArrive },
            Missing { first: 64, last: 64, fate: Fate::Withheld },
        ]
    );
}

/// The same call gives the same bytes: what is random comes from the caller.
#[test]
fn nothing_is_drawn_but_from_the_caller() {
    let (parent, _) = paired(31);
    let sealed = |seed| parent.note(b"x", NOTHING, &mut Dealt::new(seed)).unwrap().envelope;
    assert_eq!(sealed(1), sealed(1));
    assert_ne!(sealed(1), sealed(2));
}
