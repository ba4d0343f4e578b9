//! The core for a browser. Everything goes in and out as text, mostly JSON, and nothing is decided on the other side.
//!
//! An error is one line that names the place: the step of a trace, or the field of an event.

mod catalogue;
mod evaluation;
mod json;
mod session;
mod story;
mod wording;

use kinguard_core::caller;
use kinguard_core::region::Region;
use kinguard_core::replay::replay;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::Trace;
use kinguard_report::json::{NumberLine, RuleValue, replay_lines};
use kinguard_report::lang::Lang;
use kinguard_report::words::{self, Words};
use wasm_bindgen::prelude::*;

use json::text;
pub use session::Session;

/// A phone that is guarded, and everything that has happened to it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Simulation(Session);

#[wasm_bindgen]
impl Simulation {
    /// A phone whose SIM is of that region, an ISO 3166 code; `familiar` are such codes, separated by commas.
    ///
    /// # Errors
    ///
    /// Fails if one is no such code.
    #[wasm_bindgen(constructor)]
    pub fn new(home: &str, familiar: &str) -> Result<Self, JsError> {
        Ok(Self(Session::new(home, familiar).map_err(error)?))
    }

    /// A phone in the state that [`Self::snapshot`] wrote. What had happened to it is not part of that.
    ///
    /// # Errors
    ///
    /// Fails if `text` is no snapshot.
    pub fn restore(text: &str, home: &str, now_ms: f64) -> Result<Self, JsError> {
        Ok(Self(Session::restore(text, home, ms(now_ms)).map_err(error)?))
    }

    /// The state of the engine.
    #[must_use]
    pub fn snapshot(&self) -> String {
        self.0.snapshot()
    }

    /// Reports an event that happened at `at_ms`, at `seen_ms`. Whatever was due before comes first. Returns the
    /// effects.
    ///
    /// # Errors
    ///
    /// Fails if `event` is no event of the trace format, or time would run backwards.
    pub fn observe(&mut self, seen_ms: f64, at_ms: f64, event: &str) -> Result<String, JsError> {
        self.0.observe(ms(seen_ms), ms(at_ms), event).map_err(error)
    }

    /// Lets time pass up to and including a moment. Returns the effects.
    ///
    /// # Errors
    ///
    /// Fails if time would run backwards.
    pub fn wait(&mut self, until_ms: f64) -> Result<String, JsError> {
        self.0.wait(ms(until_ms)).map_err(error)
    }

    /// Marks the moment at which the money leaves. The engine never sees it.
    pub fn harm(&mut self, at_ms: f64) {
        self.0.harm(ms(at_ms));
    }

    /// The present moment, in milliseconds since the beginning.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no session lasts 2^52 ms")]
    pub fn now(&self) -> f64 {
        self.0.now().ms() as f64
    }

    /// What the guard knows, and how near each rule is.
    #[must_use]
    pub fn view(&self) -> String {
        self.0.view()
    }

    /// Everything that has happened, as a trace that replays to the same effects.
    #[must_use]
    pub fn trace(&self, about: &str) -> String {
        self.0.trace(about, "the simulator").to_json()
    }

    /// The lanes of everything that has happened, as SVG.
    ///
    /// # Errors
    ///
    /// Fails if there is no such language.
    pub fn lanes(&self, lang: &str, narrow: bool) -> Result<String, JsError> {
        Ok(story::lanes(&self.0.trace("", ""), lang_words(lang)?, narrow))
    }

    /// Everything that has happened, as a list in HTML.
    ///
    /// # Errors
    ///
    /// Fails if there is no such language.
    pub fn lines(&self, lang: &str) -> Result<String, JsError> {
        Ok(story::lines(&self.0.trace("", ""), lang_words(lang)?))
    }
}

/// The lines of `kinguard replay --json`.
///
/// # Errors
///
/// Fails if `text` is no trace.
#[wasm_bindgen]
pub fn replay_json(file: &str, text: &str) -> Result<String, JsError> {
    Ok(replay_lines(file, &replay(&parsed(text)?)))
}

/// The steps of a trace with their times in milliseconds, to be played one by one.
///
/// # Errors
///
/// Fails if `text` is no trace.
#[wasm_bindgen]
pub fn steps(text: &str) -> Result<String, JsError> {
    Ok(story::steps(&parsed(text)?))
}

/// The verdict on a trace in one line, and whether it is good news.
///
/// # Errors
///
/// Fails if `text` is no trace, or there is no such language.
#[wasm_bindgen]
pub fn verdict(text: &str, lang: &str) -> Result<String, JsError> {
    Ok(story::verdict(&parsed(text)?, lang_words(lang)?))
}

/// The whole of `kinguard rules --json`.
///
/// # Errors
///
/// Fails if there is no such language.
#[wasm_bindgen]
pub fn rules(lang: &str) -> Result<String, JsError> {
    Ok(text(&RuleValue::table(lang_words(lang)?)))
}

/// A line of `kinguard classify --json`.
///
/// # Errors
///
/// Fails if `home` is no region or there is no such language.
#[wasm_bindgen]
pub fn classify(home: &str, number: &str, lang: &str) -> Result<String, JsError> {
    let home: Region = home.parse().map_err(|_| error(format!("{home:?} is no region")))?;
    let caller = caller::classify(home, Some(number).filter(|number| !number.is_empty()));
    Ok(text(&NumberLine::new(number, &caller, lang_words(lang)?)))
}

/// The apps whose name or id contains `query`, as far as `most`.
#[wasm_bindgen]
#[must_use]
pub fn search(query: &str, most: usize) -> String {
    text(&catalogue::search(query, most))
}

/// The name of an app, or an empty text if the catalogue has none that is sure.
#[wasm_bindgen]
#[must_use]
pub fn app_name(package: &str, lang: &str) -> String {
    catalogue::name(package, lang).to_owned()
}

/// A length of time in its two largest units.
///
/// # Errors
///
/// Fails if there is no such language.
#[wasm_bindgen]
pub fn span(length_ms: f64, lang: &str) -> Result<String, JsError> {
    Ok(lang_words(lang)?.span(Span::from_ms(ms(length_ms).ms())))
}

/// The name of a region, or its code.
///
/// # Errors
///
/// Fails if `code` is no region or there is no such language.
#[wasm_bindgen]
pub fn region(code: &str, lang: &str) -> Result<String, JsError> {
    let region: Region = code.parse().map_err(|_| error(format!("{code:?} is no region")))?;
    Ok(lang_words(lang)?.region(region))
}

/// What an app is to the parent: `money`, `messages` or nothing in particular.
#[wasm_bindgen]
#[must_use]
pub fn app_kind(package: &str) -> String {
    catalogue::kind(package).to_owned()
}

/// Measures traces: `files` is a JSON list of pairs, a name and a text.
///
/// # Errors
///
/// Fails if `files` is no such list.
#[wasm_bindgen]
pub fn evaluate(files: &str) -> Result<String, JsError> {
    let files: Vec<(String, String)> =
        serde_json::from_str(files).map_err(|fault| error(fault.to_string()))?;
    Ok(text(&evaluation::Evaluation::of(&files)))
}

fn parsed(trace: &str) -> Result<Trace, JsError> {
    Trace::parse(trace).map_err(|fault| error(fault.to_string()))
}

fn lang_words(lang: &str) -> Result<&'static dyn Words, JsError> {
    let lang = Lang::of_tag(lang).ok_or_else(|| error(format!("{lang:?}: zh-CN, zh-HK or en")))?;
    Ok(words::of(lang))
}

/// A moment from JavaScript, where every number is a float. Negative ones and no numbers are the beginning.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
fn ms(number: f64) -> Moment {
    Moment::from_ms(number.max(0.0) as u64)
}

fn error(what: impl AsRef<str>) -> JsError {
    JsError::new(what.as_ref())
}
