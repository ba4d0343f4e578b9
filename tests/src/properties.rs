//! Runs the properties of this workspace on the same cases for everybody, unless somebody explores.
//!
//! A test command that deals new cases every time is red for one person and green for the next. So the cases are fixed
//! here, and `cargo xtask explore` deals new ones by setting the variables that proptest itself reads: `PROPTEST_CASES`
//! and `PROPTEST_RNG_SEED`. What fails is written beside the test, to be committed, and runs first from then on.

use std::env;

use proptest::test_runner::{Config, FileFailurePersistence, RngSeed};

/// The seed of the fixed cases.
const SEED: u64 = 1_717;

/// `cases` fixed cases, or as many as the environment asks for, from its seed.
#[must_use]
pub fn config(cases: u32) -> Config {
    // The default has already read both variables from the environment.
    let asked = Config::default();
    Config {
        cases: if env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases },
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(SEED),
            seed @ RngSeed::Fixed(_) => seed,
        },
        failure_persistence: Some(Box::new(FileFailurePersistence::WithSource("regressions"))),
        ..asked
    }
}
