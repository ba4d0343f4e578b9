//! Pairing: two honest sides agree, and whoever stands between them is found by a tag, a proof or the digits.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use std::ops::Range;

use kinguard_seal::code::Code;
use kinguard_seal::digits::Digits;
use kinguard_seal::ending::Ending;
use kinguard_seal::family::{FamilyPairing, FamilyStep};
use kinguard_seal::message::PairingError;
use kinguard_seal::parent::{ParentPairing, ParentStep, Typed};
use kinguard_seal::parse::ParseError;
use kinguard_seal::time::{Boot, TEN_MINUTES_MS, Uptime};
use kinguard_seal::window::Accepted;
use kinguard_tests::properties::config;
use kinguard_tests::sealing::{BEGUN, Dealt, Table, address, at, paired};
use proptest::prelude::*;

proptest! {
    #![proptest_config(config(64))]

    /// What one side seals the other opens, in both directions.
    #[test]
    fn two_honest_sides_end_with_the_same_keys(seed: u64, body: Vec<u8>) {
        let (parent, family) = paired(seed);
        let random = &mut Dealt::new(seed ^ 1);
        let alert = parent.note(&body, Accepted::default(), random).unwrap();
        prop_assert_eq!(family.open(&alert.envelope, BEGUN).unwrap().counter, 1);
        let answer = family.note(&body, Accepted::default(), random).unwrap();
        prop_assert_eq!(parent.open(&answer.envelope, BEGUN).unwrap().counter, 0);
    }

    /// A code that was changed before it was scanned is none, or is one that the parent's phone does not know.
    #[test]
    fn a_changed_code_claims_nothing(seed: u64, place: prop::sample::Index, bit in 0..8_u8) {
        let random = &mut Dealt::new(seed);
        let mut parent = ParentPairing::begin(address(), BEGUN, random);
        let mut bytes = parent.code().to_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        if let Ok(code) = Code::parse(&bytes) {
            let (_, claim) = FamilyPairing::begin(code, random);
            // The highest bit of a key of X25519 is none: what differs is the transcript.
            prop_assert_eq!(parent.receive(&claim, BEGUN, random), Err(PairingError::WrongTag));
        }
    }

    /// Somebody who replaced the code talks to both sides. Each pairing is sound, and the digits differ.
    #[test]
    fn a_replaced_code_is_found_by_the_digits(seed: u64) {
        let (mut honest, _) = Table::scanned(seed);
        let (mut forged, claim) = Table::scanned(seed ^ 1);
        // The forger scans the parent's code; the child scans the forger's.
        let (forger, forgers_claim) = FamilyPairing::begin(honest.parent.code().clone(), &mut Dealt::new(seed ^ 2));
        honest.family = forger;
        let digits_of = |table: &mut Table, claim: &[u8]| {
            let nonce = table.to_parent(claim);
            let key = table.to_family(&nonce);
            let proof = table.to_parent(&key);
            table.shown(&proof)
        };
        let _ = digits_of(&mut honest, &forgers_claim);
        let childs = digits_of(&mut forged, &claim);
        let typed = honest.parent.typed(&childs.text(), BEGUN, &mut honest.random).unwrap();
        prop_assert!(matches!(typed, Typed::Wrong(2)), "{typed:?}");
    }
}

/// Each bit of each message that is changed on the way. The side that gets it goes on waiting for the right one.
#[test]
fn no_changed_bit_passes() {
    let (mut table, claim) = Table::scanned(1);
    let parent_refuses = |table: &mut Table, message: &[u8], errors: &[PairingError]| {
        for changed in each_bit(message, 0..message.len()) {
            let error = table.parent.receive(&changed, BEGUN, &mut table.random).unwrap_err();
            assert!(errors.contains(&error) || matches!(error, PairingError::Parse(_)), "{error:?}");
        }
    };
    // A changed kind makes it another message, which is not awaited.
    parent_refuses(&mut table, &claim, &[PairingError::WrongTag, PairingError::Unexpected]);
    let nonce = table.to_parent(&claim);
    for changed in each_bit(&nonce, 0..nonce.len()) {
        let error = table.family.receive(&changed).unwrap_err();
        assert!(
            matches!(error, PairingError::WrongTag | PairingError::Unexpected | PairingError::Parse(_)),
            "{error:?}"
        );
    }
    let key = table.to_family(&nonce);
    let errors = [
        PairingError::WrongCommitment,
        PairingError::WrongProof,
        PairingError::WrongTag,
        PairingError::Unexpected,
    ];
    parent_refuses(&mut table, &key, &errors);
    let proof = table.to_parent(&key);
    for changed in each_bit(&proof, 0..proof.len()) {
        let error = table.family.receive(&changed).unwrap_err();
        assert!(matches!(error, PairingError::WrongProof | PairingError::Parse(_)), "{error:?}");
    }
    let digits = table.shown(&proof);
    let (_, first) = table.typed(digits);
    for changed in each_bit(&first, 0..first.len()) {
        let error = table.family.receive(&changed).unwrap_err();
        assert!(matches!(error, PairingError::Envelope(_) | PairingError::Parse(_)), "{error:?}");
    }
    let _ = table.activated(&first);
}

fn each_bit(bytes: &[u8], places: Range<usize>) -> impl Iterator<Item = Vec<u8>> {
    places.flat_map(|place| (0..8).map(move |bit| (place, bit))).map(|(place, bit)| {
        let mut changed = bytes.to_vec();
        changed[place] ^= 1 << bit;
        changed
    })
}

/// Cut, grown, of another version or kind.
#[test]
fn what_is_no_message_is_named() {
    let (mut table, claim) = Table::scanned(2);
    let mut refused = |bytes: &[u8]| table.parent.receive(bytes, BEGUN, &mut table.random).unwrap_err();
    for length in 0..claim.len() {
        assert_eq!(refused(&claim[..length]), PairingError::Parse(ParseError::Length), "{length}");
    }
    assert_eq!(refused(&[&claim[..], &[0]].concat()), PairingError::Parse(ParseError::Length));
    assert_eq!(refused(&[&[2], &claim[1..]].concat()), PairingError::Parse(ParseError::Version(2)));
    assert_eq!(refused(&[&[1, 9], &claim[2..]].concat()), PairingError::Parse(ParseError::Kind(9)));
    let ended = [&[1, 5, 9][..], &[0; 32]].concat();
    assert_eq!(refused(&ended), PairingError::Parse(ParseError::Value));
}

#[test]
fn codes_are_read_strictly() {
    let (table, _) = Table::scanned(3);
    let text = table.parent.code().text();
    assert_eq!(
        Code::parse_text(&format!(" {}\n", *text)).unwrap().to_bytes(),
        table.parent.code().to_bytes()
    );
    for wrong in ["", "kinguard1:", &text[1..], &format!("{}=", *text), &format!("{}A", *text)] {
        assert!(Code::parse_text(wrong).is_err(), "{wrong}");
    }
}

/// In the order of the pairing: how far it is when another device claims the code.
#[test]
fn a_second_claim_ends_both_at_every_step() {
    for step in 0..4 {
        let (mut table, claim) = Table::scanned(4);
        let (mut second, second_claim) =
            FamilyPairing::begin(table.parent.code().clone(), &mut Dealt::new(5));
        let nonce = table.to_parent(&claim);
        if step > 0 {
            let key = table.to_family(&nonce);
            let proof = table.to_parent(&key);
            if step > 1 {
                let digits = table.shown(&proof);
                if step > 2 {
                    let (_, first) = table.typed(digits);
                    let _ = table.activated(&first);
                }
            }
        }
        let ended = table.parent.receive(&second_claim, BEGUN, &mut table.random);
        let Ok(ParentStep::Ended(Ending::SecondClaim, notice)) = ended else { panic!("{step}: {ended:?}") };
        for family in [&mut table.family, &mut second] {
            let step = family.receive(&notice);
            assert!(matches!(step, Ok(FamilyStep::Ended(Ending::SecondClaim))), "{step:?}");
            assert_eq!(family.receive(&nonce).unwrap_err(), PairingError::Over(Ending::SecondClaim));
        }
        let over = PairingError::Over(Ending::SecondClaim);
        assert_eq!(table.parent.receive(&claim, BEGUN, &mut table.random), Err(over));
        assert_eq!(table.parent.typed("000000", BEGUN, &mut table.random).unwrap_err(), over);
    }
}

/// A server may deliver everything twice. The same bytes are no second claim.
#[test]
fn copies_are_answered_alike() {
    let (mut table, claim) = Table::scanned(6);
    let nonce = table.to_parent(&claim);
    assert_eq!(table.to_parent(&claim), nonce);
    let key = table.to_family(&nonce);
    assert_eq!(table.to_family(&nonce), key);
    let proof = table.to_parent(&key);
    assert_eq!(table.to_parent(&key), proof);
    let digits = table.shown(&proof);
    let (_, first) = table.typed(digits);
    assert_eq!(table.to_parent(&claim), nonce);
    assert_eq!(table.to_parent(&key), proof);
    let _ = table.activated(&first);
}

#[test]
fn nothing_is_active_before_the_digits() {
    let (mut table, claim) = Table::scanned(7);
    let typed = |table: &mut Table| table.parent.typed("123456", BEGUN, &mut table.random).unwrap_err();
    assert_eq!(typed(&mut table), PairingError::Unexpected);
    let nonce = table.to_parent(&claim);
    assert_eq!(typed(&mut table), PairingError::Unexpected);
    assert!(!table.parent.awaits_digits());
    let key = table.to_family(&nonce);
    let proof = table.to_parent(&key);
    assert!(table.parent.awaits_digits());
    // The child's device takes the first sealed message only after the proof.
    let (mut twin, _) = Table::scanned(7);
    let key_again = twin.to_family(&nonce);
    assert_eq!(key_again, key);
    let digits = table.shown(&proof);
    let (_, first) = table.typed(digits);
    assert_eq!(twin.family.receive(&first).unwrap_err(), PairingError::Unexpected);
    assert!(!table.parent.awaits_digits());
    assert_eq!(typed(&mut table), PairingError::Unexpected);
}

#[test]
fn digits_may_be_wrong_twice() {
    let (mut table, claim) = Table::scanned(8);
    let nonce = table.to_parent(&claim);
    let key = table.to_family(&nonce);
    let proof = table.to_parent(&key);
    let right = table.shown(&proof).text();
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for malformed in ["", "12345", "1234567", "12345a", "１２３４５６", "12 345"] {
        let error = table.parent.typed(malformed, BEGUN, &mut table.random).unwrap_err();
        assert_eq!(error, PairingError::NotSixDigits, "{malformed}");
        assert_eq!(Digits::parse(malformed), None);
    }
    for left in [2, 1] {
        let typed = table.parent.typed(wrong, BEGUN, &mut table.random).unwrap();
        assert!(matches!(typed, Typed::Wrong(found) if found == left), "{typed:?}");
    }
    let Typed::Ended(Ending::WrongDigits, notice) =
        table.parent.typed(wrong, BEGUN, &mut table.random).unwrap()
    else {
        panic!("a third try");
    };
    assert!(matches!(table.family.receive(&notice), Ok(FamilyStep::Ended(Ending::WrongDigits))));
    let error = table.parent.typed(&right, BEGUN, &mut table.random).unwrap_err();
    assert_eq!(error, PairingError::Over(Ending::WrongDigits));
}

/// Ten minutes to the millisecond, at the claim, at the key and at the digits.
#[test]
fn a_code_lives_ten_minutes() {
    let moments = [
        (at(BEGUN.ms + TEN_MINUTES_MS - 1), true),
        (at(BEGUN.ms + TEN_MINUTES_MS), true),
        (at(BEGUN.ms + TEN_MINUTES_MS + 1), false),
        (at(BEGUN.ms - 1), false),
        (Uptime { boot: Boot(4), ..BEGUN }, false),
    ];
    for (now, alive) in moments {
        for step in 0..3 {
            let (mut table, claim) = Table::scanned(9);
            let ended = if step < 2 {
                let mut message = claim;
                if step == 1 {
                    let nonce = table.to_parent(&message);
                    message = table.to_family(&nonce);
                }
                match table.parent.receive(&message, now, &mut table.random).unwrap() {
                    ParentStep::Reply(_) => None,
                    ParentStep::Ended(ending, notice) => Some((ending, notice)),
                }
            } else {
                let nonce = table.to_parent(&claim);
                let key = table.to_family(&nonce);
                let proof = table.to_parent(&key);
                let digits = table.shown(&proof);
                match table.parent.typed(&digits.text(), now, &mut table.random).unwrap() {
                    Typed::Paired(..) => None,
                    Typed::Ended(ending, notice) => Some((ending, notice)),
                    Typed::Wrong(_) => panic!("they are right"),
                }
            };
            assert_eq!(ended.is_none(), alive, "step {step} at {now:?}");
            if let Some((ending, notice)) = ended {
                assert_eq!(ending, Ending::Expired);
                assert!(matches!(table.family.receive(&notice), Ok(FamilyStep::Ended(Ending::Expired))));
            }
        }
    }
}

/// After ten minutes nobody can end what was paired.
#[test]
fn a_pairing_is_complete_when_its_code_is_dead() {
    let (mut table, claim) = Table::scanned(10);
    let (_, second) = FamilyPairing::begin(table.parent.code().clone(), &mut Dealt::new(11));
    let nonce = table.to_parent(&claim);
    let key = table.to_family(&nonce);
    let proof = table.to_parent(&key);
    let digits = table.shown(&proof);
    let _ = table.typed(digits);
    assert_eq!(table.parent.withdraw(), None);
    let late = at(BEGUN.ms + TEN_MINUTES_MS + 1);
    let error = table.parent.receive(&second, late, &mut table.random);
    assert_eq!(error, Err(PairingError::Over(Ending::Complete)));
}

#[test]
fn a_closed_page_ends_the_pairing_once() {
    let (mut table, claim) = Table::scanned(12);
    let notice = table.parent.withdraw().unwrap();
    assert_eq!(table.parent.withdraw(), None);
    assert!(matches!(table.family.receive(&notice), Ok(FamilyStep::Ended(Ending::Withdrawn))));
    let error = table.parent.receive(&claim, BEGUN, &mut table.random);
    assert_eq!(error, Err(PairingError::Over(Ending::Withdrawn)));
}

/// Only who has seen the code can say that it is over.
#[test]
fn an_end_is_believed_with_its_tag() {
    let (mut table, _) = Table::scanned(13);
    let notice = table.parent.withdraw().unwrap();
    for changed in each_bit(&notice, 2..notice.len()) {
        let error = table.family.receive(&changed).unwrap_err();
        assert!(matches!(error, PairingError::WrongTag | PairingError::Parse(ParseError::Value)));
    }
    let (mut other, _) = Table::scanned(14);
    assert_eq!(other.family.receive(&notice).unwrap_err(), PairingError::WrongTag);
}

/// Messages come back to their sender, or to the other side at the wrong time.
#[test]
fn what_is_not_awaited_changes_nothing() {
    let (mut table, claim) = Table::scanned(15);
    assert_eq!(table.family.receive(&claim).unwrap_err(), PairingError::Unexpected);
    let nonce = table.to_parent(&claim);
    let reflected = table.parent.receive(&nonce, BEGUN, &mut table.random);
    assert_eq!(reflected, Err(PairingError::Unexpected));
    let key = table.to_family(&nonce);
    assert_eq!(table.family.receive(&key).unwrap_err(), PairingError::Unexpected);
    let (mut early, _) = Table::scanned(15);
    let too_early = early.parent.receive(&key, BEGUN, &mut early.random);
    assert_eq!(too_early, Err(PairingError::Unexpected));
    let proof = table.to_parent(&key);
    let (mut early, _) = Table::scanned(15);
    assert_eq!(early.family.receive(&proof).unwrap_err(), PairingError::Unexpected);
    let _ = table.shown(&proof);
}

/// Nothing that is logged or shown by a debugger holds a secret.
#[test]
fn debug_never_prints_a_secret() {
    let (mut table, claim) = Table::scanned(16);
    let mut printed =
        vec![format!("{:?}", table.parent.code()), format!("{:?}{:?}", table.parent, table.family)];
    let nonce = table.to_parent(&claim);
    let key = table.to_family(&nonce);
    printed.push(format!("{:?}{:?}", table.parent, table.family));
    let proof = table.to_parent(&key);
    let digits = table.shown(&proof);
    printed.push(format!("{digits:?}{:?}{:?}", table.parent, table.family));
    let (state, first) = table.typed(digits);
    printed.push(format!("{state:?}{:#?}", table.activated(&first)));
    let sealed = state.note(b"body", Accepted::default(), &mut table.random).unwrap();
    printed.push(format!("{:?}", sealed.state));
    let printed = printed.join("\n");
    assert!(!printed.contains(&digits.text()), "{printed}");
    for bytes in [table.parent.code().to_bytes(), state.to_bytes()] {
        for three in bytes.windows(3).filter(|three| three.iter().all(|byte| !byte.is_ascii_graphic())) {
            let decimal = format!("{}, {}, {}", three[0], three[1], three[2]);
            let hex = format!("{:02x}{:02x}{:02x}", three[0], three[1], three[2]);
            // Counters and flags are zeros and ones, and may be printed.
            if three.iter().all(|byte| *byte > 1) {
                assert!(!printed.contains(&decimal) && !printed.contains(&hex), "{decimal}: {printed}");
            }
        }
    }
    assert!(printed.contains("Code { address: Address"), "{printed}");
    assert!(printed.contains("ParentPairing { stage: \"Proved\", .. }"), "{printed}");
    assert!(printed.contains("FamilyPairing { stage: \"Shown\", .. }"), "{printed}");
    assert!(printed.contains("Digits(..)"), "{printed}");
    assert!(printed.contains("State { role: Parent, generation: 2"), "{printed}");
}
