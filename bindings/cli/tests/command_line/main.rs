//! The command line by its contract: exit status, standard output, one clear line on standard error.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod check;
mod classify;
mod documents;
mod eval;
mod place;
mod replay;
mod stream;
