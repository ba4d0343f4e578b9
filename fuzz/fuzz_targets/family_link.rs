//! See [`kinguard_tests::fuzzing::family::link`].
#![no_main]

use kinguard_tests::fuzzing::family;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| family::link(bytes));
