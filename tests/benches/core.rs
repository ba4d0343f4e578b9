//! The speed of the core. Run with `cargo bench -p kinguard-tests`; the column `items` shows events, numbers
//! or look-ups a second.
//!
//! Every stream is one phone's, laid out in memory before the clock starts. An event that is answered by an effect
//! allocates it; dropping that is part of the measure.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use kinguard_core::caller::classify;
use kinguard_core::catalog;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::{Direction, Event, InstallSource};
use kinguard_core::region::Region;
use kinguard_core::replay::{Player, replay};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::Trace;
use kinguard_tests::arbitrary::{self, Callers, Report, Taste};
use std::hint::black_box;

fn main() {
    divan::main();
}

/// Few enough for a sample to end before another process is scheduled. So the `fastest` sample is the code's
/// own time.
const EVENTS: usize = 10_000;
/// The number of events before the clock starts.
const BEFORE: usize = 5_000;

fn engine() -> Engine {
    Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] })
}

fn observe_all(bencher: Bencher<'_, '_>, start: &Engine, told: &[Report]) {
    observe_after(bencher, start, &[], told);
}

/// Measures `told` on an engine that knows what came before.
fn observe_after(bencher: Bencher<'_, '_>, start: &Engine, before: &[Report], told: &[Report]) {
    let mut start = start.clone();
    for told in before {
        start.observe(told.seen, told.at, &told.event);
    }
    bencher.counter(ItemsCount::new(told.len())).with_inputs(|| start.clone()).bench_local_refs(|engine| {
        let mut spoken = 0;
        for told in told {
            spoken += engine.observe(told.seen, told.at, black_box(&told.event)).effects.len();
        }
        spoken
    });
}

/// The engine has nothing to remember: the least an event can cost.
#[divan::bench(sample_count = 400)]
fn observe_1_only_contacts_ring(bencher: Bencher<'_, '_>) {
    let told = arbitrary::weeks(1, BEFORE + EVENTS, Callers::Contacts);
    observe_after(bencher, &engine(), &told[..BEFORE], &told[BEFORE..]);
}

/// The measure that counts: strangers ring every day, so calls of the last 24 hours are always remembered.
#[divan::bench(sample_count = 400)]
fn observe_2_anybody_rings(bencher: Bencher<'_, '_>) {
    let told = arbitrary::weeks(1, BEFORE + EVENTS, Callers::Anybody);
    observe_after(bencher, &engine(), &told[..BEFORE], &told[BEFORE..]);
}

/// The same with every wake delivered in time, as a phone does.
#[divan::bench(sample_count = 400)]
fn observe_3_anybody_rings_and_wakes(bencher: Bencher<'_, '_>) {
    let told = arbitrary::weeks(1, BEFORE + EVENTS, Callers::Anybody);
    bencher.counter(ItemsCount::new(told.len())).with_inputs(|| Player::new(engine())).bench_local_refs(
        |player| {
            let mut spoken = 0;
            for told in &told {
                player.wake_before(told.seen, |_, _| spoken += 1);
                spoken += player.observe(told.seen, told.at, black_box(&told.event)).effects.len();
            }
            spoken
        },
    );
}

/// A million events of one phone, 85 of a hundred an app that is opened and three of those a bank, with 500 frauds.
#[divan::bench(sample_count = 5)]
fn stream_1_of_one_phone(bencher: Bencher<'_, '_>) {
    let told = arbitrary::weeks_with_frauds(1, 1_000_000, 2_000);
    observe_all(bencher, &engine(), &told);
}

/// The same events on 1,000 phones, which take turns.
#[divan::bench(sample_count = 5)]
fn stream_2_of_a_thousand_phones(bencher: Bencher<'_, '_>) {
    const PHONES: usize = 1_000;
    let of_each: Vec<Vec<Report>> =
        (0..PHONES as u64).map(|seed| arbitrary::weeks_with_frauds(seed, 1_000, 970)).collect();
    let told: Vec<(usize, &Report)> = (0..1_000)
        .flat_map(|turn| of_each.iter().enumerate().map(move |(phone, told)| (phone, &told[turn])))
        .collect();
    let engines = vec![engine(); PHONES];
    bencher.counter(ItemsCount::new(told.len())).with_inputs(|| engines.clone()).bench_local_refs(
        |engines| {
            let mut spoken = 0;
            for (phone, told) in &told {
                spoken += engines[*phone].observe(told.seen, told.at, black_box(&told.event)).effects.len();
            }
            spoken
        },
    );
}

/// A stranger on the line, their app installed and sharing, and the user going from app to app: every rule is
/// evaluated.
#[divan::bench(sample_count = 400)]
fn observe_4_in_an_incident(bencher: Bencher<'_, '_>) {
    let package = || "com.yhtx.meet".to_owned();
    let began = Moment::from_ms(1_760_000_000_000);
    let mut engine = engine();
    let before = [
        Event::CallStarted {
            direction: Direction::Incoming,
            number: Some("+85251234567".to_owned()),
            contact: Some(false),
            line: None,
            family: false,
            verified: None,
            hotline: false,
        },
        Event::CallAnswered {},
        Event::AppInstalled {
            package: package(),
            label: Some("云会通".to_owned()),
            source: InstallSource::Sideload,
            update: false,
            preinstalled: None,
            declares: None,
        },
        Event::CaptureConsentOpened { package: Some(package()) },
        Event::CaptureServiceStarted { package: package(), preinstalled: None },
        Event::PrivateDisplayAdded { display: 2 },
    ];
    for (minute, event) in (0..).zip(&before) {
        let now = began + Span::minutes(minute);
        engine.observe(now, now, event);
    }
    let apps =
        ["com.huawei.android.launcher", "com.icbc", "com.tencent.mm", "com.unknown.shop", "com.yhtx.meet"];
    let told: Vec<Report> = (0..10_000)
        .map(|index| {
            let now = began + Span::minutes(10) + Span::from_ms(index * 700);
            let package = apps[usize::try_from(index).expect("small") % apps.len()].to_owned();
            Report { seen: now, at: now, event: Event::AppOpened { package } }
        })
        .collect();
    observe_all(bencher, &engine, &told);
}

/// Arbitrary events on one phone.
#[divan::bench(sample_count = 400)]
fn observe_5_anything_at_all(bencher: Bencher<'_, '_>) {
    let numbers: Vec<u64> = (0..10_000).collect();
    observe_all(bencher, &engine(), &arbitrary::stream(Taste::Likely, &numbers));
}

const NUMBERS: [&str; 8] = [
    "13912345678",
    "+85251234567",
    "0085251234567",
    "057163720110",
    "95588",
    "+86 139 1234 5678",
    "00601312345678",
    "12593 0085251234567",
];

#[divan::bench]
fn classify_number(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(NUMBERS.len())).bench_local(|| {
        for number in NUMBERS {
            black_box(classify(black_box(Region::CN), Some(black_box(number))));
        }
    });
}

#[divan::bench]
fn catalog_lookup(bencher: Bencher<'_, '_>) {
    let packages =
        ["com.icbc", "com.huawei.android.launcher", "com.tencent.mm", "com.unknown.shop.of.some.length"];
    bencher.counter(ItemsCount::new(packages.len())).bench_local(|| {
        for package in packages {
            black_box(catalog::lookup(black_box(package)));
        }
    });
}

fn busy_engine() -> Engine {
    let mut engine = engine();
    for told in arbitrary::stream(Taste::Likely, &(0..3_000).collect::<Vec<u64>>()) {
        engine.observe(told.seen, told.at, &told.event);
    }
    engine
}

#[divan::bench]
fn snapshot(bencher: Bencher<'_, '_>) {
    let engine = busy_engine();
    bencher.counter(BytesCount::new(engine.snapshot().len())).bench_local(|| black_box(&engine).snapshot());
}

#[divan::bench]
fn snapshot_and_restore(bencher: Bencher<'_, '_>) {
    let engine = busy_engine();
    bencher.bench_local(|| Engine::restore(&black_box(&engine).snapshot()));
}

const BRIEF: &str = include_str!("../scenarios/warn/parcel-credit-scare.json");

#[divan::bench]
fn trace_parse(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(BRIEF.len())).bench_local(|| Trace::parse(black_box(BRIEF)));
}

#[divan::bench]
fn replay_of_the_brief(bencher: Bencher<'_, '_>) {
    let trace = Trace::parse(BRIEF).expect("a scenario is a trace");
    bencher.bench_local(|| replay(black_box(&trace)));
}
