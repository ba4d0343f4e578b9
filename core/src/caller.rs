//! What a number is.
