//! Any events in any order: no panic, a small state, and an engine restored half-way answers as the other.
#![no_main]

use kinguard_core::engine::{Engine, Settings};
use kinguard_core::region::Region;
use kinguard_tests::arbitrary::{Taste, stream};
use libfuzzer_sys::fuzz_target;

/// Twice what `tests/tests/snapshots.rs` holds a state to: here it is about growth without end.
const LARGEST: usize = 16_384;

fuzz_target!(|bytes: &[u8]| {
    let (taste, bytes) = match bytes.split_first() {
        Some((first, rest)) if first % 2 == 0 => (Taste::Likely, rest),
        Some((_, rest)) => (Taste::Absurd, rest),
        None => return,
    };
    // Two bytes an event: few enough that the fuzzer can learn what a pair means.
    let numbers: Vec<u64> =
        bytes.chunks_exact(2).map(|pair| u64::from(u16::from_le_bytes([pair[0], pair[1]]))).collect();
    let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
    let mut twin: Option<Engine> = None;
    for (index, told) in stream(taste, &numbers).iter().enumerate() {
        if index == numbers.len() / 2 {
            let text = engine.snapshot();
            assert!(text.len() < LARGEST, "{} bytes", text.len());
            twin = Some(Engine::restore(&text).expect("it was just written"));
        }
        let response = engine.observe(told.seen, told.at, &told.event);
        if let Some(twin) = &mut twin {
            assert_eq!(twin.observe(told.seen, told.at, &told.event), response);
        }
    }
    assert!(engine.snapshot().len() < LARGEST);
});
