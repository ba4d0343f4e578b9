//! The checks of each fuzz target. The targets in `fuzz/` feed them with the fuzzer's inputs, and a test of
//! this crate with every input that ever failed.

pub mod family;
pub mod seal;

use kinguard_core::caller::{CallerKind, classify};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::replay::replay;
use kinguard_core::time::Moment;
use kinguard_core::trace::Trace;
use serde::Deserialize;

use crate::arbitrary::{Stream, Taste, stream};

/// A target by its name, which is also that of its binary.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 12] = [
    ("classify", number),
    ("engine", engine),
    ("family_answers", family::answers),
    ("family_link", family::link),
    ("family_messages", family::messages),
    ("seal_code", seal::code),
    ("seal_envelope", seal::envelope),
    ("seal_pairing", seal::pairing),
    ("seal_state", seal::state),
    ("snapshot_text", snapshot_text),
    ("stream_line", stream_lines),
    ("trace_text", trace_text),
];

/// Any text is a caller, and reads the same twice. The first two bytes choose the SIM's region.
pub fn number(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let (home, number) = match text.get(..2).and_then(|code| code.parse::<Region>().ok()) {
        Some(region) => (region, &text[2..]),
        None => (Region::CN, text),
    };
    let caller = classify(home, Some(number));
    assert_eq!(caller, classify(home, Some(number)));
    assert_eq!(caller.identity.is_none(), caller.kind == CallerKind::Unknown, "{caller:?}");
    assert!(!caller.forged || caller.kind != CallerKind::Domestic, "{caller:?}");
    assert!(!caller.service || caller.kind == CallerKind::Domestic, "{caller:?}");
}

/// Any events in any order: no panic, a small state, and an engine restored half-way answers like the other.
pub fn engine(bytes: &[u8]) {
    /// Twice the limit of `tests/tests/snapshots.rs`: here it is about unbounded growth.
    const LARGEST: usize = 16_384;
    let (taste, bytes) = match bytes.split_first() {
        Some((first, rest)) if first % 2 == 0 => (Taste::Likely, rest),
        Some((_, rest)) => (Taste::Absurd, rest),
        None => return,
    };
    // Two bytes an event: few enough for the fuzzer to learn what a pair means.
    let numbers: Vec<u64> =
        bytes.chunks_exact(2).map(|pair| u64::from(u16::from_le_bytes([pair[0], pair[1]]))).collect();
    let mut engine = new_engine();
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
}

/// Any text is a snapshot or a one-line error. An engine restored from one can be used.
pub fn snapshot_text(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "phone")]
    _phone: String,
    at_ms: u64,
    event: Event,
}

/// Lines of the stream form go through one engine. Its state stays small and can be restored.
pub fn stream_lines(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut engine = new_engine();
    for line in text.lines() {
        let Ok(line) = serde_json::from_str::<Line>(line) else { continue };
        let at = Moment::from_ms(line.at_ms);
        let _ = engine.observe(at, at, &line.event);
        let text = serde_json::to_string(&line.event).expect("an event is always JSON");
        assert_eq!(serde_json::from_str::<Event>(&text).expect("it was just written"), line.event);
    }
    assert_eq!(Engine::restore(&engine.snapshot()).as_ref(), Ok(&engine));
}

/// Any text is a trace or a one-line error. A trace survives being written, and can be replayed.
pub fn trace_text(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match Trace::parse(text) {
        Ok(trace) => {
            let written = trace.to_json();
            assert_eq!(Trace::parse(&written).as_ref(), Ok(&trace), "{written}");
            let _ = replay(&trace);
        }
        Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
    }
}

fn new_engine() -> Engine {
    Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] })
}
