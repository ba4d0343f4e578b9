//! Shared parts of the tests.

pub mod arbitrary;
pub mod fraud;
pub mod fuzzing;
pub mod histories;
pub mod life;
pub mod properties;
pub mod scenario;
pub mod sealing;
