//! The memory that many phones need: `cargo bench -p kinguard-tests --bench memory -- 1000000` sends a million events
//! through each of 1,000 engines that all live at once; without a number it is 10,000 events.

use std::fs;
use std::time::Instant;

use kinguard_core::engine::{Engine, Settings};
use kinguard_core::region::Region;
use kinguard_core::time::Span;
use kinguard_tests::arbitrary::{self, Callers};

const PHONES: usize = 1_000;
/// One person's life, repeated at later times. Each phone begins at another place in it.
const LIFE: usize = 20_000;
/// A phone gets this many events before the next one's turn.
const TURN: usize = 500;

fn main() {
    let events: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let told = arbitrary::weeks(1, LIFE, Callers::Anybody);
    let length = told[LIFE - 1].seen.since(told[0].seen);
    let before = peak_mb();
    let settings = Settings { home: Region::CN, familiar_regions: vec![Region::HK] };
    let mut engines: Vec<Engine> = (0..PHONES).map(|_| Engine::new(&settings)).collect();
    let began = Instant::now();
    let mut effects = 0;
    for turn in 0..events.div_ceil(TURN) {
        for (phone, engine) in engines.iter_mut().enumerate() {
            let first = phone * 7 + turn * TURN;
            for index in first..first + TURN.min(events - turn * TURN) {
                let told = &told[index % LIFE];
                let shift = Span::from_ms(length.ms() * (index / LIFE) as u64);
                effects += engine.observe(told.seen + shift, told.at + shift, &told.event).effects.len();
            }
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let all = PHONES * events;
    println!(
        "{PHONES} phones, {all} events, {effects} effects: {seconds:.1} s, {:.1} million events a second",
        all as f64 / seconds / 1e6
    );
    let kept: usize = engines.iter().map(|engine| engine.snapshot().len()).sum();
    println!("a snapshot has {} bytes on average", kept / PHONES);
    match (before, peak_mb()) {
        (Some(before), Some(peak)) => {
            println!("peak memory {peak:.1} MB, of which {before:.1} MB before the first engine");
        }
        _ => println!("this system does not tell its peak memory"),
    }
}

/// The peak memory of this process, where `/proc` reports it.
fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1_024.0)
}
