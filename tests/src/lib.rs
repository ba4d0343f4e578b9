//! What the tests of this crate share.

pub mod fraud;
pub mod life;
pub mod story;
