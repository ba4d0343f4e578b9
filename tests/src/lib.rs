//! What the tests of this crate share.

pub mod arbitrary;
pub mod fraud;
pub mod fuzzing;
pub mod histories;
pub mod life;
pub mod properties;
pub mod scenario;
