//! The measurement of many traces.

pub mod answer;
pub mod cases;
pub mod outcome;
pub mod quiet;
pub mod shown;
