//! Records the core's answers on this computer, to be replayed to the library for phones. `cargo xtask` has
//! players in C and in Java.
//!
//! `cargo run -p kinguard-kotlin --example record -- OUT TRACE...`
//!
//! Arguments and answers are the bytes that uniffi itself makes of them. The first trace must lead to the red
//! warning about a bank that is opened while the screen is shared.
//!
//! # The recording, format 1
//! Lines of words with one blank between them. Bytes are hexadecimal, `-` where there are none; moments are decimal.
//! A call is the end of its C symbol (after `uniffi_kinguard_fn_`), its arguments, `ok` or `error`, and the answer.
//!
//! ```text
//! kinguard-recording 1
//! contract 30                                    what the Kotlin side demands of ffi_kinguard_uniffi_contract_version
//! checksum func_app_name 13403                   likewise of uniffi_kinguard_checksum_func_app_name
//! trace parcel-credit-scare                      where the calls below come from; for messages only
//! constructor_guard_new HOME REGIONS ok -        a guard, in the place of the one before
//! constructor_guard_restore SNAPSHOT ok -        likewise; with `error` the guard stays
//! method_guard_observe SEEN AT EVENT ok RESPONSE
//! method_guard_wake NOW ok RESPONSE
//! method_guard_snapshot ok TEXT
//! func_app_name PACKAGE ok NAME
//! func_classify HOME NUMBER ok FACTS
//! func_effect_from_json TEXT ok EFFECT
//! func_effect_to_json EFFECT ok TEXT             likewise of events, reasons and traces
//! func_holds_money PACKAGE ok BYTE               1 for yes
//! func_international_number HOME DIGITS ok NUMBER
//! func_is_mobile NUMBER ok ANSWER
//! func_numbering_plans ok PLANS
//! func_rule_id RULE ok ID
//! func_same_line HOME NUMBER NUMBER ok BYTE
//! func_shows_screen PACKAGE ok BYTE
//! func_time_limits ok LIMITS
//! constructor_parentpairing_new ADDRESS NOW RANDOM ok -     the parent's side of a pairing, in the place of the one before
//! method_parentpairing_receive TEXT NOW RANDOM ok STEP      and its other methods
//! constructor_familypairing_new CODE RANDOM ok -            the relative's side, likewise
//! func_link_view LINK GENERATION ok VIEW                    and the other functions on what is sealed
//! fault                                          from here on only for a library with feature `fault-injection`
//! provoke                                        kinguard_provoke_panic: the next observe panics
//! ```

mod bytes;
mod family;
mod phone;
mod recording;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, Level, RuleId};
use kinguard_core::trace::Trace;

use phone::Phone;
use recording::Recording;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let mut words = env::args_os().skip(1).map(PathBuf::from);
    let out = words.next().ok_or("usage: record OUT TRACE...")?;
    let mut recording = Recording::begin()?;
    let mut middle = None;
    for file in words {
        let trace = read(&file)?;
        recording.line(&format!("trace {}", file.file_stem().unwrap_or_default().display()));
        let phone = Phone::play(&mut recording, &trace).map_err(|error| in_file(&file, &error))?;
        if middle.is_none() {
            demand_red(&phone.said).map_err(|error| in_file(&file, &error))?;
            middle = Some(phone.middle);
        }
    }
    recording.line("trace tables");
    recording.tables()?;
    recording.line("trace family");
    recording.family()?;
    recording.line("trace errors");
    recording.errors()?;
    recording.line("fault");
    recording.panic(&middle.ok_or("usage: record OUT TRACE...")?)?;
    fs::write(&out, recording.end()?).map_err(|error| in_file(&out, &error).into())
}

fn read(file: &Path) -> Outcome<Trace> {
    let text = fs::read_to_string(file).map_err(|error| in_file(file, &error))?;
    Ok(Trace::parse(&text).map_err(|error| in_file(file, &error))?)
}

fn in_file(file: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", file.display())
}

fn demand_red(said: &[Effect]) -> Result<(), &'static str> {
    let is_it = |effect: &Effect| {
        matches!(effect, Effect::Warn { level: Level::Red, rule: RuleId::BankDuringShare, .. })
    };
    if said.iter().any(is_it) { Ok(()) } else { Err("no red warning of bank-during-share") }
}
