//! The core's types once more, for the generator, which cannot read another crate. A mirror that has fallen behind does
//! not compile. What each field means is written in the core.

mod effect;
mod event;
mod trace;
mod value;
