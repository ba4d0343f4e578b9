//! The relative's side of the family protocol for a browser: a pairing, and the link that comes of it. Everything goes in
//! and out as text, mostly JSON; times and numbers are JavaScript's, randomness is `crypto.getRandomValues`.
//!
//! A link is a text with keys in it, for the page to wrap and to store. An error is one word, as [`Fault`] writes it.

mod fault;
mod json;
mod random;

use kinguard_family::ask::Ask;
use kinguard_family::link::Link;
use kinguard_family::sentence::Sentence;
use kinguard_family::time::{Counter, WallTime};
use kinguard_seal::address::Direction;
use kinguard_seal::code::Code;
use kinguard_seal::family::{FamilyPairing as Pairing, FamilyStep};
use kinguard_seal::text;
use wasm_bindgen::prelude::*;

pub use fault::Fault;
use json::{AddressJson, StepJson, TurnJson, written};
use random::Drawn;

/// One code, from its reading to a link. It lives in memory only.
#[wasm_bindgen]
#[derive(Debug)]
pub struct FamilyPairing {
    pairing: Pairing,
    address: AddressJson,
    claim: String,
}

#[wasm_bindgen]
impl FamilyPairing {
    /// Begins with a new key pair. `random` has 64 bytes, here and below.
    ///
    /// # Errors
    ///
    /// [`Fault::BadCode`].
    #[wasm_bindgen(constructor)]
    pub fn new(code: &str, random: &[u8]) -> Result<Self, JsError> {
        let code = Code::parse_text(code).map_err(|_| Fault::BadCode)?;
        let to = code.address();
        let address = AddressJson {
            server: to.server().as_str().to_owned(),
            alerts: to.topic(Direction::ToFamily).as_str().to_owned(),
            answers: to.topic(Direction::ToParent).as_str().to_owned(),
        };
        let (pairing, claim) = Pairing::begin(code, &mut Drawn::new(random)?);
        Ok(Self { pairing, address, claim: text::write(&claim) })
    }

    /// The server and its two topics.
    #[must_use]
    pub fn address(&self) -> String {
        written(&self.address)
    }

    /// The first message, for the topic for answers.
    #[must_use]
    pub fn claim(&self) -> String {
        self.claim.clone()
    }

    /// Takes a text from the topic for alerts. Returns what follows; nothing, if it changes nothing.
    pub fn receive(&mut self, received: &str, now_ms: f64) -> Option<String> {
        let bytes = text::read(received).ok()?;
        let step = match self.pairing.receive(&bytes).ok()? {
            FamilyStep::Reply(reply) => StepJson::Reply { text: text::write(&reply) },
            FamilyStep::Show(digits) => StepJson::Show { digits: digits.text() },
            FamilyStep::Paired(state) => {
                StepJson::Paired { turn: TurnJson::of(Link::begin(*state, time(now_ms))) }
            }
            FamilyStep::Ended(ending) => StepJson::ended(ending),
        };
        Some(written(&step))
    }
}

/// Takes a text from the topic for alerts. `generation` is that of the last link that was stored, here and below.
///
/// # Errors
///
/// [`Fault::StateLost`], and [`Fault::NotOurs`] for what changes nothing.
#[wasm_bindgen]
pub fn link_receive(
    link: &str,
    generation: f64,
    received: &str,
    now_ms: f64,
    random: &[u8],
) -> Result<String, JsError> {
    let turn = restored(link, generation)?.receive(received, time(now_ms), &mut Drawn::new(random)?);
    Ok(written(&TurnJson::of(turn.map_err(|_| Fault::NotOurs)?)))
}

/// Answers the question that came in the envelope with the number `question`.
///
/// # Errors
///
/// [`Fault::StateLost`], and [`Fault::NotAsked`] if it cannot be answered so, or no longer.
#[wasm_bindgen]
pub fn link_answer(
    link: &str,
    generation: f64,
    question: f64,
    ask: &str,
    sentence: Option<String>,
    now_ms: f64,
    random: &[u8],
) -> Result<String, JsError> {
    let ask: Ask = serde_json::from_value(ask.into()).map_err(|_| Fault::NotAsked)?;
    let sentence = sentence.map(|text| Sentence::parse(&text)).transpose().map_err(|_| Fault::NotAsked)?;
    let link = restored(link, generation)?;
    let turn = link.answer(Counter(whole(question)), ask, sentence, time(now_ms), &mut Drawn::new(random)?);
    Ok(written(&TurnJson::of(turn.map_err(|_| Fault::NotAsked)?)))
}

/// Does what is due.
///
/// # Errors
///
/// [`Fault::StateLost`].
#[wasm_bindgen]
pub fn link_wake(link: &str, generation: f64, now_ms: f64) -> Result<String, JsError> {
    Ok(written(&TurnJson::of(restored(link, generation)?.wake(time(now_ms)))))
}

/// Ends the sound of the alarm.
///
/// # Errors
///
/// [`Fault::StateLost`].
#[wasm_bindgen]
pub fn link_quiet(link: &str, generation: f64) -> Result<String, JsError> {
    Ok(written(&TurnJson::of(restored(link, generation)?.quiet())))
}

/// To be called before anything is received, when the server was not asked for longer than it keeps messages.
///
/// # Errors
///
/// [`Fault::StateLost`].
#[wasm_bindgen]
pub fn link_away(link: &str, generation: f64) -> Result<String, JsError> {
    Ok(written(&TurnJson::only(&restored(link, generation)?.away())))
}

/// To be called when all that the server had is received.
///
/// # Errors
///
/// [`Fault::StateLost`].
#[wasm_bindgen]
pub fn link_caught_up(link: &str, generation: f64) -> Result<String, JsError> {
    Ok(written(&TurnJson::only(&restored(link, generation)?.caught_up())))
}

/// What there is to show.
///
/// # Errors
///
/// [`Fault::StateLost`].
#[wasm_bindgen]
pub fn link_view(link: &str, generation: f64) -> Result<String, JsError> {
    Ok(written(restored(link, generation)?.view()))
}

/// Why a text is no sentence for the warning; nothing, if it is one.
#[wasm_bindgen]
#[must_use]
pub fn sentence_fault(text: &str) -> Option<String> {
    Sentence::parse(text).err().map(json::sentence_fault).map(str::to_owned)
}

fn restored(link: &str, generation: f64) -> Result<Link, Fault> {
    Link::restore(link.as_bytes(), whole(generation)).map_err(|_| Fault::StateLost)
}

fn time(ms: f64) -> WallTime {
    WallTime(whole(ms))
}

/// A number from JavaScript, where every number is a float. Negative ones and no numbers are 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}
