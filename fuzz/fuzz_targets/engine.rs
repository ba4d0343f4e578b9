//! See [`kinguard_tests::fuzzing::engine`].
#![no_main]

use kinguard_tests::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| fuzzing::engine(bytes));
