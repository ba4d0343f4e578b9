//! What the tests of this crate share.

pub mod arbitrary;
pub mod fraud;
pub mod life;
pub mod story;
