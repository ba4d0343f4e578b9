//! Mirrors of the core's types for the generator, which cannot read another crate. A mirror that has fallen
//! behind does not compile. The fields are documented in the core.

mod effect;
mod event;
mod family;
mod trace;
mod value;
