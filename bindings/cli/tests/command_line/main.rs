//! The command line by its contract: exit status, standard output, one clear line on standard error.

mod classify;
mod eval;
mod place;
mod replay;
mod stream;
