//! The two sides of a sealed channel, for the tests of `core/seal`.

use kinguard_seal::address::{Address, Server, Topic};
use kinguard_seal::code::Code;
use kinguard_seal::digits::Digits;
use kinguard_seal::family::{FamilyPairing, FamilyStep};
use kinguard_seal::parent::{ParentPairing, ParentStep, Typed};
use kinguard_seal::random::Randomness;
use kinguard_seal::state::State;
use kinguard_seal::time::{Boot, Uptime};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Bytes from a seed.
pub struct Dealt(ChaCha8Rng);

impl Dealt {
    /// The same seed deals the same bytes.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
}

impl Randomness for Dealt {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

/// When every pairing here begins.
pub const BEGUN: Uptime = at(1_000_000);

/// A moment of the parent's phone.
#[must_use]
pub const fn at(ms: u64) -> Uptime {
    Uptime { boot: Boot(3), ms }
}

/// Where the two sides of every pairing here meet.
#[must_use]
pub fn address() -> Address {
    let server = Server::new("https://ntfy.example.com").expect("it is an address");
    let topic = |name| Topic::new(name).expect("it is a name");
    Address::new(server, topic("alerts"), topic("answers")).expect("they are two")
}

/// One pairing, step by step. Each of the steps asserts that it is taken.
pub struct Table {
    /// The parent's phone.
    pub parent: ParentPairing,
    /// The child's device.
    pub family: FamilyPairing,
    /// What both draw from.
    pub random: Dealt,
}

impl Table {
    /// The code is shown and scanned. Returns the claim, too.
    #[must_use]
    pub fn scanned(seed: u64) -> (Self, Vec<u8>) {
        let mut random = Dealt::new(seed);
        let parent = ParentPairing::begin(address(), BEGUN, &mut random);
        let code = Code::parse_text(&parent.code().text()).expect("it was just written");
        let (family, claim) = FamilyPairing::begin(code, &mut random);
        (Self { parent, family, random }, claim)
    }

    /// The parent's phone answers.
    pub fn to_parent(&mut self, message: &[u8]) -> Vec<u8> {
        match self.parent.receive(message, BEGUN, &mut self.random) {
            Ok(ParentStep::Reply(reply)) => reply,
            other => unreachable!("no reply: {other:?}"),
        }
    }

    /// The child's device answers.
    pub fn to_family(&mut self, message: &[u8]) -> Vec<u8> {
        match self.family.receive(message) {
            Ok(FamilyStep::Reply(reply)) => reply,
            other => unreachable!("no reply: {other:?}"),
        }
    }

    /// The child's device shows the digits.
    pub fn shown(&mut self, proof: &[u8]) -> Digits {
        match self.family.receive(proof) {
            Ok(FamilyStep::Show(digits)) => digits,
            other => unreachable!("no digits: {other:?}"),
        }
    }

    /// The right digits are typed.
    pub fn typed(&mut self, digits: Digits) -> (State, Vec<u8>) {
        match self.parent.typed(&digits.text(), BEGUN, &mut self.random) {
            Ok(Typed::Paired(state, first)) => (*state, first),
            other => unreachable!("not paired: {other:?}"),
        }
    }

    /// The child's device is paired, too.
    pub fn activated(&mut self, first: &[u8]) -> State {
        match self.family.receive(first) {
            Ok(FamilyStep::Paired(state)) => *state,
            other => unreachable!("not paired: {other:?}"),
        }
    }
}

/// Both sides after a pairing that nobody disturbed: the parent's, and the family's.
#[must_use]
pub fn paired(seed: u64) -> (State, State) {
    let (mut table, claim) = Table::scanned(seed);
    let nonce = table.to_parent(&claim);
    let key = table.to_family(&nonce);
    let proof = table.to_parent(&key);
    let digits = table.shown(&proof);
    let (parent, first) = table.typed(digits);
    let family = table.activated(&first);
    (parent, family)
}
