//! Any text is a trace or an error of one line; a trace survives being written, and replays.
#![no_main]

use kinguard_core::replay::replay;
use kinguard_core::trace::Trace;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Trace::parse(text) {
        Ok(trace) => {
            let written = trace.to_json();
            assert_eq!(Trace::parse(&written).as_ref(), Ok(&trace), "{written}");
            let _ = replay(&trace);
        }
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
});
