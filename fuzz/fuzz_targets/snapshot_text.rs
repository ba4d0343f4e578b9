//! See [`kinguard_tests::fuzzing::snapshot_text`].
#![no_main]

use kinguard_tests::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| fuzzing::snapshot_text(bytes));
