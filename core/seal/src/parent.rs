//! The parent's side of a pairing: shows the code, and is told the digits.

use std::fmt;
use std::mem;

use x25519_dalek::{PublicKey, StaticSecret};

use crate::address::Address;
use crate::code::Code;
use crate::digits::Digits;
use crate::ending::Ending;
use crate::message::{Message, PairingError};
use crate::random::{Randomness, draw};
use crate::schedule::{Agreed, CodeKeys, proves, tag};
use crate::secret::Secret;
use crate::state::State;
use crate::time::{Uptime, within_ten_minutes};
use crate::transcript;
use crate::transcript::Hash;

/// How often the digits may be typed.
pub const TRIES: u8 = 3;

/// What follows from a message.
#[derive(Debug, PartialEq, Eq)]
pub enum ParentStep {
    /// Send this to the topic for alerts.
    Reply(Vec<u8>),
    /// The pairing has ended: show it, send this to the topic for alerts, and throw away a state that came of it.
    Ended(Ending, Vec<u8>),
}

/// What follows from digits.
#[derive(Debug)]
pub enum Typed {
    /// They are right. Store the state, then send the message: with it the relative's device is paired, too.
    Paired(Box<State>, Vec<u8>),
    /// They are wrong, and may be typed so many times more.
    Wrong(u8),
    /// The pairing has ended. As [`ParentStep::Ended`].
    Ended(Ending, Vec<u8>),
}

/// One code, from its showing to a state. It lives in memory only: with the process ends the pairing.
///
/// Keep it for ten minutes even after the digits were right. A second claim ends the pairing as long as that.
pub struct ParentPairing {
    code: Code,
    keys: CodeKeys,
    begun: Uptime,
    wrong: u8,
    stage: Stage,
}

enum Stage {
    Offered(StaticSecret),
    Claimed { private: StaticSecret, claim: Claim },
    Proved { agreed: Box<Agreed>, claim: Claim, proof: Answered },
    Paired { claim: Claim, proof: Answered },
    Over(Ending),
}

/// The claim that counts, and the answer to it.
#[derive(Clone)]
struct Claim {
    commitment: Hash,
    transcript: Hash,
    answer: Vec<u8>,
}

/// A message and the answer to it, which a copy of the message gets again.
#[derive(Clone)]
struct Answered {
    message: Message,
    answer: Vec<u8>,
}

impl ParentPairing {
    /// Begins with a new key pair and a new secret. The topics must be new, too.
    #[must_use]
    pub fn begin(address: Address, now: Uptime, random: &mut impl Randomness) -> Self {
        let private = StaticSecret::from(draw(random));
        let code = Code { parent_key: PublicKey::from(&private), secret: Secret::new(draw(random)), address };
        let keys = CodeKeys::of(&code.secret, &code.transcript());
        Self { code, keys, begun: now, wrong: 0, stage: Stage::Offered(private) }
    }

    /// What to show.
    #[must_use]
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// Whether digits are awaited.
    #[must_use]
    pub fn awaits_digits(&self) -> bool {
        matches!(self.stage, Stage::Proved { .. })
    }

    /// Takes what arrived on the topic for answers.
    ///
    /// # Errors
    ///
    /// [`PairingError`] if it changes nothing.
    pub fn receive(
        &mut self,
        bytes: &[u8],
        now: Uptime,
        random: &mut impl Randomness,
    ) -> Result<ParentStep, PairingError> {
        if let Some((ending, notice)) = self.expire(now)? {
            return Ok(ParentStep::Ended(ending, notice));
        }
        match Message::parse(bytes)? {
            Message::Claim { commitment, tag } => self.claimed(commitment, tag, random),
            Message::Key { key, proof } => self.revealed(key, proof),
            _ => Err(PairingError::Unexpected),
        }
    }

    /// Takes the digits that the child reads out.
    ///
    /// # Errors
    ///
    /// [`PairingError`] if none are awaited, or if these are not six digits, which costs no try.
    pub fn typed(
        &mut self,
        text: &str,
        now: Uptime,
        random: &mut impl Randomness,
    ) -> Result<Typed, PairingError> {
        if let Some((ending, notice)) = self.expire(now)? {
            return Ok(Typed::Ended(ending, notice));
        }
        let Stage::Proved { agreed, claim, proof } = &self.stage else {
            return Err(PairingError::Unexpected);
        };
        let digits = Digits::parse(text).ok_or(PairingError::NotSixDigits)?;
        if digits.agree(agreed.digits) {
            let first =
                State::begin(self.code.address.clone(), agreed, random).map_err(PairingError::Seal)?;
            self.stage = Stage::Paired { claim: claim.clone(), proof: proof.clone() };
            return Ok(Typed::Paired(Box::new(first.state), first.envelope));
        }
        self.wrong += 1;
        if self.wrong < TRIES {
            return Ok(Typed::Wrong(TRIES - self.wrong));
        }
        let (ending, notice) = self.end(Ending::WrongDigits);
        Ok(Typed::Ended(ending, notice))
    }

    /// Ends the pairing because the page is closed. Returns what to send to the topic for alerts, if anything is to be ended.
    pub fn withdraw(&mut self) -> Option<Vec<u8>> {
        match self.stage {
            Stage::Over(_) | Stage::Paired { .. } => None,
            _ => Some(self.end(Ending::Withdrawn).1),
        }
    }

    fn claimed(
        &mut self,
        commitment: Hash,
        found: Hash,
        random: &mut impl Randomness,
    ) -> Result<ParentStep, PairingError> {
        let claimed = transcript::of_claim(&self.code.transcript(), &commitment);
        if !proves(&found, &tag(&self.keys.claim, &[&claimed])) {
            return Err(PairingError::WrongTag);
        }
        match &self.stage {
            Stage::Claimed { claim, .. } | Stage::Proved { claim, .. } | Stage::Paired { claim, .. } => {
                if claim.commitment == commitment {
                    return Ok(ParentStep::Reply(claim.answer.clone()));
                }
                let (ending, notice) = self.end(Ending::SecondClaim);
                Ok(ParentStep::Ended(ending, notice))
            }
            Stage::Over(ending) => Err(PairingError::Over(*ending)),
            Stage::Offered(private) => {
                let nonce = draw(random);
                let transcript = transcript::of_nonce(&claimed, &nonce);
                let tag = tag(&self.keys.nonce, &[&transcript]);
                let answer = Message::Nonce { nonce, tag }.to_bytes();
                let claim = Claim { commitment, transcript, answer: answer.clone() };
                self.stage = Stage::Claimed { private: private.clone(), claim };
                Ok(ParentStep::Reply(answer))
            }
        }
    }

    fn revealed(&mut self, key: [u8; 32], proof: Hash) -> Result<ParentStep, PairingError> {
        let message = Message::Key { key, proof };
        match &self.stage {
            Stage::Proved { proof, .. } | Stage::Paired { proof, .. } if proof.message == message => {
                Ok(ParentStep::Reply(proof.answer.clone()))
            }
            Stage::Claimed { private, claim } => {
                if transcript::commitment(&self.code.transcript(), &key) != claim.commitment {
                    return Err(PairingError::WrongCommitment);
                }
                let shared = private.diffie_hellman(&PublicKey::from(key));
                if !shared.was_contributory() {
                    return Err(PairingError::WeakKey);
                }
                let whole = transcript::of_key(&claim.transcript, &key);
                let agreed = Box::new(Agreed::of(&self.code.secret, &shared, &whole));
                if !proves(&proof, &tag(&agreed.family_proof, &[&whole])) {
                    return Err(PairingError::WrongProof);
                }
                let answer = Message::Proof { proof: tag(&agreed.parent_proof, &[&whole]) }.to_bytes();
                let proof = Answered { message, answer: answer.clone() };
                self.stage = Stage::Proved { agreed, claim: claim.clone(), proof };
                Ok(ParentStep::Reply(answer))
            }
            _ => Err(PairingError::Unexpected),
        }
    }

    /// Ends what is too old: visibly the first time, with an error from then on.
    fn expire(&mut self, now: Uptime) -> Result<Option<(Ending, Vec<u8>)>, PairingError> {
        if let Stage::Over(ending) = self.stage {
            return Err(PairingError::Over(ending));
        }
        if within_ten_minutes(self.begun, now) {
            return Ok(None);
        }
        if matches!(self.stage, Stage::Paired { .. }) {
            self.stage = Stage::Over(Ending::Complete);
            return Err(PairingError::Over(Ending::Complete));
        }
        Ok(Some(self.end(Ending::Expired)))
    }

    fn end(&mut self, ending: Ending) -> (Ending, Vec<u8>) {
        drop(mem::replace(&mut self.stage, Stage::Over(ending)));
        let tag = self.keys.ended_tag(&self.code.transcript(), ending);
        (ending, Message::Ended { ending, tag }.to_bytes())
    }
}

impl fmt::Debug for ParentPairing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Offered(_) => "Offered",
            Stage::Claimed { .. } => "Claimed",
            Stage::Proved { .. } => "Proved",
            Stage::Paired { .. } => "Paired",
            Stage::Over(_) => "Over",
        };
        formatter.debug_struct("ParentPairing").field("stage", &stage).finish_non_exhaustive()
    }
}
