//! Lines of the stream form go through one engine; what was kept stays small and can be read again.
#![no_main]

use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::Moment;
use libfuzzer_sys::fuzz_target;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the phone is read and ignored")]
struct Line {
    phone: String,
    at_ms: u64,
    event: Event,
}

fuzz_target!(|text: &str| {
    let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
    for line in text.lines() {
        let Ok(line) = serde_json::from_str::<Line>(line) else { continue };
        let at = Moment::from_ms(line.at_ms);
        let _ = engine.observe(at, at, &line.event);
        let text = serde_json::to_string(&line.event).expect("an event is always JSON");
        assert_eq!(serde_json::from_str::<Event>(&text).expect("it was just written"), line.event);
    }
    assert_eq!(Engine::restore(&engine.snapshot()).as_ref(), Ok(&engine));
});
