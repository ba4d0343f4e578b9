//! The two sides of a pairing, each behind a lock and a panic boundary.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kinguard_family::link::Link;
use kinguard_family::time::WallTime;
use kinguard_seal::address::Address;
use kinguard_seal::code::Code;
use kinguard_seal::ending::Ending;
use kinguard_seal::family::{self, FamilyStep as Step};
use kinguard_seal::message::PairingError;
use kinguard_seal::parent::{self, ParentStep as Reply, Typed};
use kinguard_seal::text;

use crate::address::{BootTime, SealedAddress};
use crate::entropy::Entropy;
use crate::error::{FamilyError, contained_family};
use crate::link::LinkTurn;

/// What follows from a message to the parent's phone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ParentStep {
    /// Publish this to the topic for alerts.
    Reply {
        /// What to publish.
        text: String,
    },
    /// The pairing has ended. Show it, publish this, and throw away a state that came of it.
    Ended {
        /// How.
        ending: Ending,
        /// What to publish.
        text: String,
    },
}

/// What follows from digits.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum TypedDigits {
    /// They are right. Store the state, then publish the envelope.
    Paired {
        /// The keys and counters.
        state: Vec<u8>,
        /// Of the state.
        generation: u64,
        /// What to publish.
        envelope: String,
    },
    /// They are wrong, and may be typed so many times more.
    Wrong {
        /// At least one.
        left: u8,
    },
    /// They are not six digits, which costs no try.
    NotSixDigits,
    /// None are awaited.
    NotAwaited,
    /// The pairing has ended, with this or before.
    Ended {
        /// How.
        ending: Ending,
        /// What to publish, unless that was done before.
        text: Option<String>,
    },
}

/// The parent's side of a pairing. It lives in memory only. Keep it for ten minutes even after the digits were right.
#[derive(Debug, uniffi::Object)]
pub struct ParentPairing {
    pairing: Mutex<parent::ParentPairing>,
}

#[uniffi::export]
impl ParentPairing {
    /// Begins with a new key pair. The topics must be new, too.
    ///
    /// # Errors
    /// [`FamilyError::BadAddress`], [`FamilyError::Internal`].
    #[uniffi::constructor]
    pub fn new(address: SealedAddress, now: BootTime, random: Vec<u8>) -> Result<Arc<Self>, FamilyError> {
        let address = Address::try_from(address).map_err(|_| FamilyError::BadAddress)?;
        contained_family(|| {
            let pairing = parent::ParentPairing::begin(address, now.into(), &mut Entropy::new(random));
            Arc::new(Self { pairing: Mutex::new(pairing) })
        })
    }

    /// Returns what to show: the text of a QR code.
    #[must_use]
    pub fn code(&self) -> String {
        locked(&self.pairing).code().text().to_string()
    }

    /// Returns whether digits are awaited.
    #[must_use]
    pub fn awaits_digits(&self) -> bool {
        locked(&self.pairing).awaits_digits()
    }

    /// Takes a text from the topic for answers. Returns `None` if nothing follows from it.
    ///
    /// # Errors
    /// [`FamilyError::Internal`].
    pub fn receive(
        &self,
        received: &str,
        now: BootTime,
        random: Vec<u8>,
    ) -> Result<Option<ParentStep>, FamilyError> {
        let Ok(bytes) = text::read(received.trim()) else { return Ok(None) };
        contained_family(|| {
            let step = locked(&self.pairing).receive(&bytes, now.into(), &mut Entropy::new(random));
            step.ok().map(|step| match step {
                Reply::Reply(bytes) => ParentStep::Reply { text: text::write(&bytes) },
                Reply::Ended(ending, bytes) => ParentStep::Ended { ending, text: text::write(&bytes) },
            })
        })
    }

    /// Takes the digits that the relative reads out.
    ///
    /// # Errors
    /// [`FamilyError::Internal`].
    pub fn typed(&self, digits: &str, now: BootTime, random: Vec<u8>) -> Result<TypedDigits, FamilyError> {
        contained_family(|| {
            match locked(&self.pairing).typed(digits, now.into(), &mut Entropy::new(random)) {
                Ok(Typed::Paired(state, envelope)) => TypedDigits::Paired {
                    state: state.to_bytes().to_vec(),
                    generation: state.generation(),
                    envelope: text::write(&envelope),
                },
                Ok(Typed::Wrong(left)) => TypedDigits::Wrong { left },
                Ok(Typed::Ended(ending, bytes)) => {
                    TypedDigits::Ended { ending, text: Some(text::write(&bytes)) }
                }
                Err(PairingError::NotSixDigits) => TypedDigits::NotSixDigits,
                Err(PairingError::Over(ending)) => TypedDigits::Ended { ending, text: None },
                Err(_) => TypedDigits::NotAwaited,
            }
        })
    }

    /// Ends the pairing because the page is closed. Returns what to publish, if anything is to be ended.
    #[must_use]
    pub fn withdraw(&self) -> Option<String> {
        locked(&self.pairing).withdraw().map(|bytes| text::write(&bytes))
    }
}

/// What follows from a message to the relative's device.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum FamilyStep {
    /// Publish this to the topic for answers.
    Reply {
        /// What to publish.
        text: String,
    },
    /// Show these six digits, to be typed into the parent's phone.
    Show {
        /// Six digits.
        digits: String,
    },
    /// The digits were typed. Store the link.
    Paired {
        /// The link, with its first line of history.
        turn: LinkTurn,
    },
    /// The pairing has ended. Show it, and throw away a link that came of it.
    Ended {
        /// How.
        ending: Ending,
    },
}

/// The relative's side of a pairing. It lives in memory only. Keep it for ten minutes even after it led to a link.
#[derive(Debug, uniffi::Object)]
pub struct FamilyPairing {
    address: SealedAddress,
    claim: String,
    pairing: Mutex<family::FamilyPairing>,
}

#[uniffi::export]
impl FamilyPairing {
    /// Begins with what was scanned or pasted.
    ///
    /// # Errors
    /// [`FamilyError::BadCode`], [`FamilyError::Internal`].
    #[uniffi::constructor]
    pub fn new(code: &str, random: Vec<u8>) -> Result<Arc<Self>, FamilyError> {
        let code = Code::parse_text(code).map_err(|_| FamilyError::BadCode)?;
        contained_family(|| {
            let address = code.address().into();
            let (pairing, claim) = family::FamilyPairing::begin(code, &mut Entropy::new(random));
            Arc::new(Self { address, claim: text::write(&claim), pairing: Mutex::new(pairing) })
        })
    }

    /// Returns where the two leave their messages.
    #[must_use]
    pub fn address(&self) -> SealedAddress {
        self.address.clone()
    }

    /// Returns what to publish first, to the topic for answers.
    #[must_use]
    pub fn claim(&self) -> String {
        self.claim.clone()
    }

    /// Takes a text from the topic for alerts. Returns `None` if nothing follows from it.
    ///
    /// # Errors
    /// [`FamilyError::Internal`].
    pub fn receive(&self, received: &str, now: WallTime) -> Result<Option<FamilyStep>, FamilyError> {
        let Ok(bytes) = text::read(received.trim()) else { return Ok(None) };
        contained_family(|| {
            let step = locked(&self.pairing).receive(&bytes);
            step.ok().map(|step| match step {
                Step::Reply(bytes) => FamilyStep::Reply { text: text::write(&bytes) },
                Step::Show(digits) => FamilyStep::Show { digits: digits.text() },
                Step::Paired(state) => FamilyStep::Paired { turn: Link::begin(*state, now).into() },
                Step::Ended(ending) => FamilyStep::Ended { ending },
            })
        })
    }
}

/// A lock poisoned by a panic still guards a whole pairing: each message changes it at once or not at all.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
