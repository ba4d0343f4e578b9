//! Any text is a caller, and the same line reads the same twice. The first two bytes choose the SIM's region.
#![no_main]

use kinguard_core::caller::{CallerKind, classify};
use kinguard_core::region::Region;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (home, number) = match text.get(..2).and_then(|code| code.parse::<Region>().ok()) {
        Some(region) => (region, &text[2..]),
        None => (Region::CN, text),
    };
    let caller = classify(home, Some(number));
    assert_eq!(caller, classify(home, Some(number)));
    assert_eq!(caller.identity.is_none(), caller.kind == CallerKind::Unknown, "{caller:?}");
    assert!(!caller.forged || caller.kind != CallerKind::Domestic, "{caller:?}");
    assert!(!caller.service || caller.kind == CallerKind::Domestic, "{caller:?}");
});
