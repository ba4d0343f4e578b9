//! What a parent's phone and a relative's device say to each other inside the envelopes of [`kinguard_seal`], and what the
//! device makes of it. The messages are described in `docs/family-protocol.md`.
//!
//! - [`to_family::ToFamily`] and [`to_parent::ToParent`] are the two vocabularies.
//! - [`link::Link`] is the device's side: messages in, effects out, with everything that a page shows in
//!   [`view::View`]. The app for Android and the page for browsers both run it, so that they agree.
//!
//! Time and randomness come in as arguments: the same input leads to the same effects on every machine.

#![forbid(unsafe_code)]

pub mod alert;
pub mod ask;
pub mod effect;
mod fit;
mod heard;
pub mod link;
pub mod sentence;
pub mod time;
pub mod to_family;
pub mod to_parent;
pub mod view;
