//! Pairs the phone of a parent with the device of a relative, and seals what the two say to each other, so that the server
//! between them can drop and delay but neither read nor write. The protocol, byte by byte, is in `docs/family-protocol.md`.
//!
//! - [`parent::ParentPairing`] and [`family::FamilyPairing`] are the two sides of a pairing. Both end with a
//!   [`state::State`].
//! - [`state::State`] seals and opens. Each call returns the state after it, for the caller to store in the transaction
//!   that stores the message.
//!
//! Time and randomness come in as arguments: the same input gives the same bytes on every machine.

#![forbid(unsafe_code)]

pub mod address;
pub mod challenge;
pub mod code;
pub mod content;
pub mod digits;
pub mod ending;
mod envelope;
pub mod family;
pub mod message;
pub mod parent;
pub mod parse;
pub mod random;
mod schedule;
mod secret;
pub mod state;
pub mod text;
pub mod time;
mod transcript;
pub mod window;

#[cfg(test)]
mod forged;
#[cfg(test)]
mod vectors;
