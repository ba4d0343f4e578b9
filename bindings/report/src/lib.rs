//! What KinGuard says to a trace, in words, pictures and figures. Reads no file and writes none: the command line and
//! the simulator do, each in its own way.

pub mod eval;
pub mod expectation;
pub mod json;
pub mod lang;
pub mod measure;
pub mod names;
pub mod page;
pub mod text;
pub mod timeline;
pub mod verdict;
pub mod window;
pub mod words;
