//! The core as Kotlin sees it: mirrors of its types, one object, one error.
//!
//! Nothing is decided here. What is added is what a language boundary needs: a lock, because Kotlin has threads; and a
//! wall against panics, because one that crosses the boundary ends the guard.
#![allow(unsafe_code, reason = "exported symbols; this is the only crate that has them")]

#[cfg(target_os = "android")]
mod android;
mod error;
mod facts;
#[cfg(feature = "fault-injection")]
mod fault;
mod guard;
mod mirror;

pub use error::GuardError;
pub use facts::{AppName, CallerFacts, app_name, classify, rule_id, shows_screen};
pub use guard::Guard;

uniffi::setup_scaffolding!("kinguard");
