//! The test vectors in `core/seal/vectors`, by which somebody else can build the other side.
//!
//! `KINGUARD_VECTORS=write cargo test -p kinguard-seal` writes them anew. That is right only for a new version of the
//! protocol: what is sealed today must be opened by every later version.

#![allow(clippy::disallowed_methods, reason = "a test reads its files, and the switch that writes them")]

mod envelopes;
mod moments;
mod pairing;
mod states;

use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::address::{Address, Server, Topic};
use crate::digits::Digits;
use crate::family::{FamilyPairing, FamilyStep};
use crate::parent::{ParentPairing, ParentStep, Typed};
use crate::random::Randomness;
use crate::state::State;
use crate::time::{Boot, Uptime};

/// Bytes that are the same for everybody: the SHA-256 of a name and the number of the draw.
struct Drawn(&'static str, u64);

impl Randomness for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        let drawn = Sha256::new().chain_update(self.0).chain_update(self.1.to_be_bytes()).finalize();
        bytes.copy_from_slice(&drawn[..bytes.len()]);
        self.1 += 1;
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn address() -> Address {
    let topic = |name| Topic::new(name).unwrap();
    let server = Server::new("https://ntfy.example.com").unwrap();
    Address::new(server, topic("kgaAlertTopic01"), topic("kgrReplyTopic01")).unwrap()
}

fn at(ms: u64) -> Uptime {
    Uptime { boot: Boot(7), ms }
}

/// Every message of one pairing, in order.
struct Spoken {
    parent: ParentPairing,
    claim: Vec<u8>,
    nonce: Vec<u8>,
    key: Vec<u8>,
    proof: Vec<u8>,
    digits: Digits,
    first: Vec<u8>,
    parent_state: State,
    family_state: State,
}

fn spoken() -> Spoken {
    let (mut parents, mut familys) = (Drawn("parent", 0), Drawn("family", 0));
    let mut parent = ParentPairing::begin(address(), at(1_000), &mut parents);
    let (mut family, claim) = FamilyPairing::begin(parent.code().clone(), &mut familys);
    let ParentStep::Reply(nonce) = parent.receive(&claim, at(2_000), &mut parents).unwrap() else { panic!() };
    let FamilyStep::Reply(key) = family.receive(&nonce).unwrap() else { panic!() };
    let ParentStep::Reply(proof) = parent.receive(&key, at(3_000), &mut parents).unwrap() else { panic!() };
    let FamilyStep::Show(digits) = family.receive(&proof).unwrap() else { panic!() };
    let Typed::Paired(parent_state, first) = parent.typed(&digits.text(), at(4_000), &mut parents).unwrap()
    else {
        panic!()
    };
    let FamilyStep::Paired(family_state) = family.receive(&first).unwrap() else { panic!() };
    Spoken {
        parent,
        claim,
        nonce,
        key,
        proof,
        digits,
        first,
        parent_state: *parent_state,
        family_state: *family_state,
    }
}

/// Holds what was computed against the committed file, or writes it.
fn hold(name: &str, computed: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    if env::var("KINGUARD_VECTORS").is_ok_and(|switch| switch == "write") {
        fs::write(&path, format!("{computed:#}\n")).unwrap();
    }
    let committed: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(&committed, computed, "{name}");
}
