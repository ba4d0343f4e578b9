//! The core for Python: what Kotlin has of it, and what Python needs besides.
//!
//! [`Fleet`] takes the rows of many phones at once, as columns of memory, because a call for each row would cost more
//! than the row. [`advance`] does the same for one phone whose state lies in a store. Nothing is decided here.
#![allow(unsafe_code, reason = "exported symbols, as in bindings/kotlin")]

mod columns;
mod error;
mod fleet;
mod phone;
mod replayed;
mod row;
mod state;

pub use columns::Columns;
pub use error::FleetError;
pub use fleet::{Fleet, FleetSaid};
pub use phone::Said;
pub use replayed::{Replayed, TraceError, replay_trace};
pub use state::{Advanced, PhoneState, advance};

kinguard::uniffi_reexport_scaffolding!();
uniffi::setup_scaffolding!("kinguard_fleet");
