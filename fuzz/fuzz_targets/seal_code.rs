//! See [`kinguard_tests::fuzzing::seal::code`].
#![no_main]

use kinguard_tests::fuzzing::seal;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| seal::code(bytes));
