//! Any text is a snapshot or an error of one line; an engine that came from one can be used.
#![no_main]

use kinguard_core::engine::Engine;
use kinguard_tests::arbitrary::{Stream, Taste};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Engine::restore(text) {
        Ok(mut engine) => {
            let again = Engine::restore(&engine.snapshot()).expect("what was read can be written and read");
            assert_eq!(again, engine);
            let mut stream = Stream::new(Taste::Likely);
            for number in 0..24 {
                let told = stream.tell(number);
                let _ = engine.observe(told.seen, told.at, &told.event);
            }
        }
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
});
