//! The core for Kotlin: mirrors of its types, one object and one error.
//!
//! Nothing is decided here. This crate adds what a language boundary needs: a lock, because Kotlin has
//! threads, and a panic boundary, because a panic that reached Kotlin would end the guard.
#![allow(unsafe_code, reason = "exported symbols; this is the only crate that has them")]

mod address;
#[cfg(target_os = "android")]
mod android;
mod entropy;
mod error;
mod facts;
#[cfg(feature = "fault-injection")]
mod fault;
mod guard;
mod link;
mod mirror;
mod pairing;
mod seal;
mod stored;
mod text;
mod trace;

pub use address::{BootTime, SealedAddress};
pub use error::{FamilyError, GuardError};
pub use facts::{
    AppName, CallerFacts, NumberingPlan, TimeLimits, app_name, classify, holds_money, international_number,
    is_mobile, numbering_plans, rule_id, same_line, shows_screen, time_limits,
};
pub use guard::Guard;
pub use link::{
    LinkTurn, link_address, link_answer, link_away, link_caught_up, link_quiet, link_receive, link_view,
    link_wake, sentence_fault,
};
pub use pairing::{FamilyPairing, FamilyStep, ParentPairing, ParentStep, TypedDigits};
pub use seal::{
    AnswerStanding, FromFamily, MissingMessages, OpenedMessage, SealedMessage, is_acknowledged, open_message,
    seal_message, seal_void,
};
pub use text::{
    effect_from_json, effect_to_json, event_from_json, event_to_json, reason_from_json, reason_to_json,
};
pub use trace::{RecordedStep, RecordedTrace, StepContent, trace_from_json, trace_to_json};

uniffi::setup_scaffolding!("kinguard");
