//! The relative's side of a pairing: scans the code, and shows the digits.

use std::fmt;

use x25519_dalek::{PublicKey, StaticSecret};

use crate::code::Code;
use crate::digits::Digits;
use crate::ending::Ending;
use crate::message::{Message, PairingError};
use crate::parse::kind;
use crate::random::{Randomness, draw};
use crate::schedule::{Agreed, CodeKeys, proves, tag};
use crate::state::State;
use crate::transcript;
use crate::transcript::Hash;

/// What follows from a message.
#[derive(Debug)]
pub enum FamilyStep {
    /// Send this to the topic for answers.
    Reply(Vec<u8>),
    /// Show these digits, to be typed into the parent's phone.
    Show(Digits),
    /// The digits were typed. Store the state.
    Paired(Box<State>),
    /// The pairing has ended: show it, and throw away a state that came of it.
    Ended(Ending),
}

/// One code, from its scanning to a state. It lives in memory only: with the process ends the pairing.
pub struct FamilyPairing {
    code: Code,
    keys: CodeKeys,
    stage: Stage,
}

enum Stage {
    Claimed { private: StaticSecret, transcript: Hash },
    Revealed { agreed: Box<Agreed>, whole: Hash, nonce: Message, answer: Vec<u8> },
    Shown { agreed: Box<Agreed> },
    Paired,
    Over(Ending),
}

impl FamilyPairing {
    /// Begins with a new key pair. The bytes are the claim, to be sent to the topic for answers.
    pub fn begin(code: Code, random: &mut impl Randomness) -> (Self, Vec<u8>) {
        let private = StaticSecret::from(draw(random));
        let keys = CodeKeys::of(&code.secret, &code.transcript());
        let commitment = transcript::commitment(&code.transcript(), PublicKey::from(&private).as_bytes());
        let transcript = transcript::of_claim(&code.transcript(), &commitment);
        let claim = Message::Claim { commitment, tag: tag(&keys.claim, &[&transcript]) };
        (Self { code, keys, stage: Stage::Claimed { private, transcript } }, claim.to_bytes())
    }

    /// Takes what arrived on the topic for alerts.
    ///
    /// # Errors
    ///
    /// [`PairingError`] if it changes nothing.
    pub fn receive(&mut self, bytes: &[u8]) -> Result<FamilyStep, PairingError> {
        if let Stage::Over(ending) = self.stage {
            return Err(PairingError::Over(ending));
        }
        if bytes.get(1) == Some(&kind::ENVELOPE) {
            return self.activated(bytes);
        }
        let message = Message::parse(bytes)?;
        match message {
            Message::Nonce { nonce, tag } => self.challenged(message, &nonce, &tag),
            Message::Proof { proof } => self.proved(&proof),
            Message::Ended { ending, tag } => {
                if !proves(&tag, &self.keys.ended_tag(&self.code.transcript(), ending)) {
                    return Err(PairingError::WrongTag);
                }
                self.stage = Stage::Over(ending);
                Ok(FamilyStep::Ended(ending))
            }
            _ => Err(PairingError::Unexpected),
        }
    }

    fn challenged(
        &mut self,
        message: Message,
        nonce: &[u8; 32],
        found: &Hash,
    ) -> Result<FamilyStep, PairingError> {
        match &self.stage {
            Stage::Revealed { nonce, answer, .. } if *nonce == message => {
                Ok(FamilyStep::Reply(answer.clone()))
            }
            Stage::Claimed { private, transcript } => {
                let transcript = transcript::of_nonce(transcript, nonce);
                if !proves(found, &tag(&self.keys.nonce, &[&transcript])) {
                    return Err(PairingError::WrongTag);
                }
                let shared = private.diffie_hellman(&self.code.parent_key);
                if !shared.was_contributory() {
                    return Err(PairingError::WeakKey);
                }
                let key = PublicKey::from(private).to_bytes();
                let whole = transcript::of_key(&transcript, &key);
                let agreed = Box::new(Agreed::of(&self.code.secret, &shared, &whole));
                let proof = tag(&agreed.family_proof, &[&whole]);
                let answer = Message::Key { key, proof }.to_bytes();
                self.stage = Stage::Revealed { agreed, whole, nonce: message, answer: answer.clone() };
                Ok(FamilyStep::Reply(answer))
            }
            _ => Err(PairingError::Unexpected),
        }
    }

    fn proved(&mut self, proof: &Hash) -> Result<FamilyStep, PairingError> {
        let Stage::Revealed { agreed, whole, .. } = &self.stage else {
            return Err(PairingError::Unexpected);
        };
        if !proves(proof, &tag(&agreed.parent_proof, &[whole])) {
            return Err(PairingError::WrongProof);
        }
        let digits = agreed.digits;
        self.stage = Stage::Shown { agreed: agreed.clone() };
        Ok(FamilyStep::Show(digits))
    }

    /// The first sealed message says that the digits were typed.
    fn activated(&mut self, bytes: &[u8]) -> Result<FamilyStep, PairingError> {
        let Stage::Shown { agreed } = &self.stage else {
            return Err(PairingError::Unexpected);
        };
        let state =
            State::activated(self.code.address.clone(), agreed, bytes).map_err(PairingError::Envelope)?;
        self.stage = Stage::Paired;
        Ok(FamilyStep::Paired(Box::new(state)))
    }
}

impl fmt::Debug for FamilyPairing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Claimed { .. } => "Claimed",
            Stage::Revealed { .. } => "Revealed",
            Stage::Shown { .. } => "Shown",
            Stage::Paired => "Paired",
            Stage::Over(_) => "Over",
        };
        formatter.debug_struct("FamilyPairing").field("stage", &stage).finish_non_exhaustive()
    }
}
