//! See [`kinguard_tests::fuzzing::trace_text`].
#![no_main]

use kinguard_tests::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| fuzzing::trace_text(bytes));
