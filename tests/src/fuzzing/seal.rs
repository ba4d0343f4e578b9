//! The parsers of `core/seal`, and the two sides of a pairing.

use std::sync::LazyLock;

use kinguard_seal::code::Code;
use kinguard_seal::content::Content;
use kinguard_seal::state::{Lost, State};
use kinguard_seal::text;
use kinguard_seal::window::Accepted;
use sha2::{Digest, Sha256};

use crate::sealing::{BEGUN, Dealt, Table, paired};

/// A pairing takes longer than anything that is done with it here.
static PAIRED: LazyLock<(State, State)> = LazyLock::new(|| paired(1));

/// Any bytes are a code with one spelling, or none.
pub fn code(bytes: &[u8]) {
    if let Ok(code) = Code::parse(bytes) {
        assert_eq!(code.to_bytes().as_slice(), bytes);
        let again = Code::parse_text(&code.text()).expect("it was just written");
        assert_eq!(again.to_bytes().as_slice(), bytes);
    }
    if let Ok(scanned) = str::from_utf8(bytes)
        && let Ok(code) = Code::parse_text(scanned)
    {
        assert_eq!(code.text().as_str(), scanned.trim());
    }
}

/// Nobody who does not have the key opens anything; and any content, sealed with it, is one with one spelling, or none.
pub fn envelope(bytes: &[u8]) {
    let (parent, family) = &*PAIRED;
    assert!(family.open(bytes, BEGUN).is_err());
    if let Some(read) = str::from_utf8(bytes).ok().and_then(|written| text::read(written).ok()) {
        assert_eq!(text::write(&read).as_bytes(), bytes);
        assert!(family.open(&read, BEGUN).is_err());
    }
    if let Ok(content) = Content::parse(bytes) {
        assert_eq!(content.to_bytes(), bytes);
    }
    if let Ok(sealed) = parent.note(bytes, Accepted::default(), &mut Dealt::new(1)) {
        let opened = family.open(&sealed.envelope, BEGUN).expect("it was just sealed");
        assert!(opened.state.open(&sealed.envelope, BEGUN).is_err(), "a replay");
    }
}

/// Whatever is written to either topic at any step, the pairing goes on. The first byte is the step.
pub fn pairing(bytes: &[u8]) {
    let Some((step, bytes)) = bytes.split_first() else { return };
    let (mut table, claim) = Table::scanned(1);
    let disturb = |table: &mut Table, at: u8| {
        if step % 4 == at {
            assert!(table.parent.receive(bytes, BEGUN, &mut Dealt::new(2)).is_err());
            assert!(table.family.receive(bytes).is_err());
        }
    };
    disturb(&mut table, 0);
    let nonce = table.to_parent(&claim);
    disturb(&mut table, 1);
    let key = table.to_family(&nonce);
    disturb(&mut table, 2);
    let proof = table.to_parent(&key);
    let digits = table.shown(&proof);
    disturb(&mut table, 3);
    let (_, first) = table.typed(digits);
    let _ = table.activated(&first);
}

/// Any bytes are a state with one spelling, or lost. No fuzzer guesses the sum at the end, so each input is tried with
/// the right one, too.
pub fn state(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), [bytes, Sha256::digest(bytes).as_slice()].concat()] {
        match State::restore(&bytes, 0) {
            Ok(state) => {
                assert_eq!(state.to_bytes().as_slice(), bytes);
                if let Ok(sealed) = state.note(b"x", Accepted::default(), &mut Dealt::new(1)) {
                    assert!(state.open(&sealed.envelope, BEGUN).is_err(), "an own message");
                }
                let _ = (state.missing(), state.away().caught_up());
            }
            Err(Lost::Unreadable(error)) => assert!(!error.to_string().contains('\n'), "{error}"),
            Err(Lost::RolledBack { .. }) => unreachable!("every generation is enough"),
        }
    }
}
