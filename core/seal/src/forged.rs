//! What somebody could try who has seen the code, and so can write every tag.

use x25519_dalek::{PublicKey, StaticSecret};

use crate::address::{Address, Server, Topic};
use crate::code::Code;
use crate::content::{Content, Matter};
use crate::family::FamilyPairing;
use crate::message::{Message, PairingError};
use crate::parent::{ParentPairing, ParentStep};
use crate::random::Randomness;
use crate::schedule::{Agreed, CodeKeys, tag};
use crate::secret::Secret;
use crate::state::{OpenError, State};
use crate::time::{Boot, Uptime};
use crate::transcript;
use crate::window::Accepted;

/// The same byte, again and again.
struct Same(u8);

impl Randomness for Same {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

const NOW: Uptime = Uptime { boot: Boot(1), ms: 0 };

fn address() -> Address {
    let topic = |name| Topic::new(name).unwrap();
    Address::new(Server::new("https://a").unwrap(), topic("a"), topic("b")).unwrap()
}

/// The parent's phone after a claim to `committed`, the transcript, and the keys of the code.
fn claimed(committed: &[u8; 32]) -> (ParentPairing, transcript::Hash) {
    let mut parent = ParentPairing::begin(address(), NOW, &mut Same(1));
    let code = parent.code().transcript();
    let keys = CodeKeys::of(&parent.code().secret, &code);
    let commitment = transcript::commitment(&code, committed);
    let claimed = transcript::of_claim(&code, &commitment);
    let claim = Message::Claim { commitment, tag: tag(&keys.claim, &[&claimed]) };
    let Ok(ParentStep::Reply(reply)) = parent.receive(&claim.to_bytes(), NOW, &mut Same(2)) else { panic!() };
    let Ok(Message::Nonce { nonce, .. }) = Message::parse(&reply) else { panic!() };
    (parent, transcript::of_nonce(&claimed, &nonce))
}

fn reveal(parent: &mut ParentPairing, key: [u8; 32], proof: [u8; 32]) -> Result<ParentStep, PairingError> {
    parent.receive(&Message::Key { key, proof }.to_bytes(), NOW, &mut Same(3))
}

/// With such a key both sides would share a secret that everybody knows.
#[test]
fn a_weak_key_is_refused_by_the_parents_phone() {
    for weak in [[0; 32], one()] {
        let (mut parent, _) = claimed(&weak);
        assert_eq!(reveal(&mut parent, weak, [0; 32]), Err(PairingError::WeakKey));
        assert!(!parent.awaits_digits());
    }
}

#[test]
fn a_weak_key_in_the_code_is_refused_by_the_familys_device() {
    for weak in [[0; 32], one()] {
        let code =
            Code { parent_key: PublicKey::from(weak), secret: Secret::new([1; 16]), address: address() };
        let keys = CodeKeys::of(&code.secret, &code.transcript());
        let (mut family, claim) = FamilyPairing::begin(code.clone(), &mut Same(4));
        let Ok(Message::Claim { commitment, .. }) = Message::parse(&claim) else { panic!() };
        let claimed = transcript::of_claim(&code.transcript(), &commitment);
        let tag = tag(&keys.nonce, &[&transcript::of_nonce(&claimed, &[5; 32])]);
        let nonce = Message::Nonce { nonce: [5; 32], tag };
        assert_eq!(family.receive(&nonce.to_bytes()).unwrap_err(), PairingError::WeakKey);
    }
}

fn one() -> [u8; 32] {
    let mut one = [0; 32];
    one[0] = 1;
    one
}

/// Whoever commits to one key cannot choose another once the nonce is known.
#[test]
fn another_key_than_was_committed_to_is_refused() {
    let (first, second) = (StaticSecret::from([6; 32]), StaticSecret::from([7; 32]));
    let (mut parent, nonce) = claimed(PublicKey::from(&first).as_bytes());
    let proved = |parent: &ParentPairing, private: &StaticSecret| {
        let key = PublicKey::from(private).to_bytes();
        let whole = transcript::of_key(&nonce, &key);
        let shared = private.diffie_hellman(&parent.code().parent_key);
        let agreed = Agreed::of(&parent.code().secret, &shared, &whole);
        (key, tag(&agreed.family_proof, &[&whole]))
    };
    let (key, proof) = proved(&parent, &second);
    assert_eq!(reveal(&mut parent, key, proof), Err(PairingError::WrongCommitment));
    let (key, proof) = proved(&parent, &first);
    assert_eq!(reveal(&mut parent, key, [0; 32]), Err(PairingError::WrongProof));
    assert!(matches!(reveal(&mut parent, key, proof), Ok(ParentStep::Reply(_))));
}

fn agreed() -> Agreed {
    let shared = StaticSecret::from([8; 32]).diffie_hellman(&PublicKey::from(&StaticSecret::from([9; 32])));
    Agreed::of(&Secret::new([1; 16]), &shared, &[2; 32])
}

/// Only the first message of all may say that the digits were typed, and only that activates.
#[test]
fn paired_is_said_once_and_first() {
    let first = State::begin(address(), &agreed(), &mut Same(1)).unwrap();
    let family = State::activated(address(), &agreed(), &first.envelope).unwrap();
    let note = first.state.note(b"", Accepted::default(), &mut Same(2)).unwrap();
    assert_eq!(State::activated(address(), &agreed(), &note.envelope), Err(OpenError::Unexpected));
    let paired = Content { accepted: Accepted::default(), matter: Matter::Paired }.to_bytes();
    let again = first.state.sends().seal(1, &paired, &mut Same(3)).unwrap();
    assert_eq!(family.open(&again, NOW).unwrap_err(), OpenError::Unexpected);
    assert_eq!(State::activated(address(), &agreed(), &again), Err(OpenError::Unexpected));
}

/// The last counter seals nothing, since none could follow.
#[test]
fn counters_end_before_they_repeat() {
    let first = State::begin(address(), &agreed(), &mut Same(1)).unwrap();
    let family = State::activated(address(), &agreed(), &first.envelope).unwrap();
    let mut parent = first.state;
    parent.advance_to(u64::MAX - 1);
    let last = parent.note(b"", Accepted::default(), &mut Same(2)).unwrap();
    let full = last.state.note(b"", Accepted::default(), &mut Same(3));
    assert_eq!(full.unwrap_err(), crate::state::SealError::Exhausted);
    let opened = family.open(&last.envelope, NOW).unwrap();
    assert_eq!(opened.state.open(&last.envelope, NOW).unwrap_err(), OpenError::Replayed);
    let restored = State::restore(&opened.state.to_bytes(), 0).unwrap();
    assert_eq!(restored.open(&last.envelope, NOW).unwrap_err(), OpenError::Replayed);
}
