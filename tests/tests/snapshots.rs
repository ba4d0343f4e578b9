//! The stored state: small, complete, safe against damage, and readable for as long as an example is kept
//! here.
//!
//! `snapshots/v1-*.json` were written in the middle of scenarios; each holds the snapshot as it was, the steps that
//! followed, and what the engine said to them. They stand for the phones that will be updated, so the `snapshot` in a
//! file is never changed once a release has written that version. What may be regenerated, by a switch and to be read in
//! the diff:
//!
//! - `KINGUARD_SNAPSHOTS=answers cargo test -p kinguard-tests --test snapshots` keeps every stored snapshot and writes
//!   anew what the engine says after it: for a deliberate change of a rule.
//! - `KINGUARD_SNAPSHOTS=new …` writes those that are missing: for what the state has learned to hold.
//! - `KINGUARD_SNAPSHOTS=all …` writes the files of the present version anew, snapshots and all: only before the first
//!   release of that version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use kinguard_core::effect::{Effect, Response};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::{Capability, Choice, Direction, Event, InstallSource};
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::snapshot::{SnapshotError, VERSION};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Step, Trace};
use kinguard_tests::arbitrary::{Report, Stream, Taste, stream};
use kinguard_tests::properties::config;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A snapshot is written after every event, into a database row on the flash of an old phone.
const LARGEST: usize = 8_192;

fn new_engine() -> Engine {
    Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] })
}

fn restored(engine: &Engine) -> Engine {
    let text = engine.snapshot();
    assert!(text.len() < LARGEST, "{} bytes: {text}", text.len());
    let again = Engine::restore(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(again, *engine, "{text}");
    assert_eq!(again.snapshot(), text);
    again
}

fn observe(engine: &mut Engine, told: &Report) -> Response {
    engine.observe(told.seen, told.at, &told.event)
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_snapshot_is_small_and_complete_after_every_event(numbers in vec(any::<u64>(), 1..120)) {
        small_and_complete(Taste::Likely, &numbers);
    }

    #[test]
    fn a_snapshot_is_small_and_complete_after_every_absurd_event(numbers in vec(any::<u64>(), 1..120)) {
        small_and_complete(Taste::Absurd, &numbers);
    }

    #[test]
    fn a_restored_engine_goes_on_as_the_old_one(numbers in vec(any::<u64>(), 1..45)) {
        goes_on_as_before(Taste::Likely, &numbers)?;
    }

    #[test]
    fn a_restored_engine_goes_on_as_the_old_one_among_absurd_events(numbers in vec(any::<u64>(), 1..45)) {
        goes_on_as_before(Taste::Absurd, &numbers)?;
    }

    /// The same when the engine is woken in between, early, in time and late.
    #[test]
    fn a_restored_engine_wakes_as_the_old_one(numbers in vec(any::<u64>(), 1..60), delay in 0_u64..600_000) {
        let mut engine = new_engine();
        for told in stream(Taste::Likely, &numbers) {
            let response = observe(&mut engine, &told);
            if let Some(due) = response.wake_at.filter(|due| *due < told.seen + Span::hours(1)) {
                let now = due.max(told.seen) + Span::from_ms(delay) - Span::minutes(5);
                let mut other = restored(&engine);
                prop_assert_eq!(other.wake(now), engine.wake(now));
                prop_assert_eq!(other.wake(due), engine.wake(due));
            }
            restored(&engine);
        }
    }

    #[test]
    fn a_damaged_snapshot_is_an_error_or_an_engine_that_can_be_used(
        numbers in vec(any::<u64>(), 1..40),
        damage in vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut engine = new_engine();
        for told in stream(Taste::Likely, &numbers) {
            observe(&mut engine, &told);
        }
        let mut bytes = engine.snapshot().into_bytes();
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(text) = String::from_utf8(bytes) {
            use_or_refuse(&text)?;
        }
    }
}

fn small_and_complete(taste: Taste, numbers: &[u64]) {
    let mut engine = new_engine();
    for told in stream(taste, numbers) {
        observe(&mut engine, &told);
        restored(&engine);
    }
}

/// Wherever the process is killed, the next one continues with the same effects.
fn goes_on_as_before(taste: Taste, numbers: &[u64]) -> Result<(), TestCaseError> {
    let told = stream(taste, numbers);
    let mut engine = new_engine();
    let mut restarted: Vec<Engine> = Vec::new();
    for told in &told {
        restarted.push(restored(&engine));
        let response = observe(&mut engine, told);
        for other in &mut restarted {
            prop_assert_eq!(&observe(other, told), &response);
        }
    }
    for other in &restarted {
        prop_assert_eq!(other, &engine);
    }
    Ok(())
}

/// Refuses `text` in one line, or makes an engine of it that survives a hundred further events.
fn use_or_refuse(text: &str) -> Result<(), TestCaseError> {
    match Engine::restore(text) {
        Ok(mut engine) => {
            let mut stream = Stream::new(Taste::Likely);
            for number in 0..100 {
                observe(&mut engine, &stream.tell(number));
            }
            prop_assert!(Engine::restore(&engine.snapshot()).is_ok());
        }
        Err(error) => {
            let line = error.to_string();
            prop_assert!(!line.is_empty() && !line.contains(['\n', '\r']), "{line:?}");
        }
    }
    Ok(())
}

/// So that the properties above are not about engines that never said anything.
#[test]
fn random_streams_meet_most_rules() {
    let mut met = BTreeSet::new();
    for seed in 0..300_u64 {
        let numbers: Vec<u64> = (seed * 1_000..seed * 1_000 + 200).collect();
        let mut engine = new_engine();
        for told in stream(Taste::Likely, &numbers) {
            for effect in observe(&mut engine, &told).effects {
                if let Effect::Warn { rule, .. } | Effect::NotifyFamily { rule, .. } = effect {
                    met.insert(rule.id());
                }
            }
        }
    }
    assert!(met.len() >= 18, "only {met:?}");
}

/// Years of one phone's life: nothing that is kept may grow without bound.
fn largest_of_many(taste: Taste) -> usize {
    let mut engine = new_engine();
    let mut stream = Stream::new(taste);
    let sizes = (0..30_000).map(|number| {
        observe(&mut engine, &stream.tell(number));
        engine.snapshot().len()
    });
    let largest = sizes.max().expect("there are thousands");
    println!("{taste:?}: the largest of 30,000 snapshots has {largest} bytes");
    largest
}

#[test]
fn the_state_does_not_grow() {
    assert!(largest_of_many(Taste::Likely) < LARGEST);
}

#[test]
fn the_state_does_not_grow_in_an_absurd_life() {
    assert!(largest_of_many(Taste::Absurd) < LARGEST);
}

/// Every list filled to its cap with the longest ids that are kept, at present-day times.
#[test]
fn a_state_filled_to_the_brim_is_small() {
    let engine = filled_to_the_brim(Moment::from_ms(1_760_000_000_000));
    println!("filled to the brim: {} bytes", engine.snapshot().len());
    restored(&engine);
}

/// The same with a broken clock, whose every stamp has twenty digits.
#[test]
fn a_state_filled_to_the_brim_is_small_at_the_end_of_time() {
    let engine = filled_to_the_brim(Moment::from_ms(u64::MAX) - Span::days(60));
    println!("filled to the brim at the end of time: {} bytes", engine.snapshot().len());
    restored(&engine);
}

fn filled_to_the_brim(began: Moment) -> Engine {
    let mut engine = new_engine();
    let mut now = began;
    let mut tell = |now: &mut Moment, wait: Span, event: Event| {
        *now = *now + wait;
        engine.observe(*now, *now, &event);
    };
    let id = |kind: char, number: u64| format!("com.{}.{number:02}", kind.to_string().repeat(65));
    let second = Span::seconds(1);
    let familiar_regions =
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| Region::literal(&[a, b]))).collect();
    tell(
        &mut now,
        second,
        Event::SettingsChanged {
            home: Region::CN,
            familiar_regions,
            family_waits_ms: Some(Span::minutes(30)),
            roaming: None,
        },
    );
    for capability in [
        Capability::CallScreening,
        Capability::PhoneState,
        Capability::Contacts,
        Capability::Sms,
        Capability::Notifications,
        Capability::Overlay,
        Capability::UsageAccess,
        Capability::Battery,
        Capability::Autostart,
        Capability::InstalledApps,
        Capability::BackgroundStart,
        Capability::LockScreen,
        Capability::UnusedExemption,
    ] {
        tell(&mut now, second, Event::ProtectionChanged { capability, granted: false });
    }
    for number in 0..12 {
        let package = id('h', number);
        tell(
            &mut now,
            Span::hours(30),
            Event::CaptureServiceStarted { package: package.clone(), preinstalled: None },
        );
        tell(&mut now, Span::minutes(1), Event::CaptureServiceStopped { package, ends_capture: false });
    }
    for number in 0..10 {
        tell(&mut now, second, Event::RemoteControlEnabled { package: id('c', number), preinstalled: None });
    }
    for number in 0..12 {
        // A word of caution for each: somebody talks in the app that shares.
        let package = Some(id('v', number));
        tell(&mut now, Span::hours(20), Event::VoiceChatStarted { package: package.clone(), family: false });
        tell(&mut now, second, Event::CaptureConsentOpened { package });
        tell(&mut now, second, Event::PrivateDisplayAdded { display: i32::MIN + number as i32 });
        tell(&mut now, second, Event::DeviceBooted {});
    }
    for number in 0..46_u64 {
        let digits = format!("139{:08}", number * 7_654_321 % 100_000_000);
        tell(
            &mut now,
            second,
            Event::CallStarted {
                direction: Direction::Incoming,
                number: Some(digits),
                contact: Some(false),
                line: None,
                family: false,
                verified: None,
                hotline: false,
            },
        );
        if number < 40 {
            tell(&mut now, second, Event::CallAnswered {});
            tell(&mut now, Span::minutes(5), Event::CallEnded {});
        }
    }
    tell(&mut now, second, Event::CallAnswered {});
    tell(&mut now, Span::minutes(5), Event::VoiceChatStarted { package: Some(id('v', 99)), family: false });
    for number in 0..12 {
        tell(
            &mut now,
            second,
            Event::AppInstalled {
                package: id('i', number),
                label: Some("云会通".repeat(1_000)),
                source: InstallSource::Sideload,
                update: false,
                preinstalled: None,
                declares: None,
            },
        );
    }
    for number in 0..8_u64 {
        tell(&mut now, Span::minutes(5), Event::AppOpened { package: id('f', number) });
        tell(&mut now, second, Event::PrivateDisplayAdded { display: i32::MIN + number as i32 });
        tell(&mut now, second, Event::CaptureServiceStarted { package: id('s', number), preinstalled: None });
        tell(&mut now, second, Event::CaptureConsentOpened { package: None });
    }
    for _ in 0..16 {
        tell(&mut now, second, Event::WarningAnswered { choice: Choice::CallFamily });
        tell(&mut now, second, Event::AppOpened { package: "com.icbc".to_owned() });
        tell(&mut now, second, Event::AppOpened { package: id('f', 0) });
    }
    tell(&mut now, second, Event::AppOpened { package: "com.icbc".to_owned() });
    engine
}

/// An engine that knows something of everything.
fn busy_engine() -> Engine {
    let mut engine = new_engine();
    for told in stream(Taste::Likely, &(5_000..5_400).collect::<Vec<u64>>()) {
        observe(&mut engine, &told);
    }
    engine
}

fn refusal(text: &str) -> SnapshotError {
    let error = Engine::restore(text).expect_err("this is no snapshot");
    let line = error.to_string();
    assert!(!line.is_empty() && !line.contains(['\n', '\r']), "not one line: {line:?}");
    error
}

#[test]
fn a_snapshot_cut_off_anywhere_is_refused() {
    let text = busy_engine().snapshot();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        refusal(&text[..end]);
    }
}

/// A flipped bit may still give a valid state. Then the engine must be usable.
#[test]
fn a_snapshot_with_one_bit_flipped_is_refused_or_can_be_used() {
    let text = busy_engine().snapshot();
    for index in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 1 << bit;
            if let Ok(text) = String::from_utf8(bytes) {
                use_or_refuse(&text).unwrap_or_else(|error| panic!("byte {index}, bit {bit}: {error}"));
            }
        }
    }
}

#[test]
fn what_is_no_snapshot_is_refused() {
    let deep = "[".repeat(100_000);
    let deep_state = format!("{{\"version\":1,\"state\":{deep}");
    let text = busy_engine().snapshot();
    let twice = format!("{text}{text}");
    for text in [
        "",
        " ",
        "\0",
        "null",
        "0",
        "[]",
        "{}",
        "not json",
        "{\"version\":1}",
        "{\"version\":1,\"state\":null}",
        "{\"version\":1,\"state\":{}}",
        "{\"version\":0,\"state\":{}}",
        "{\"version\":-1,\"state\":{}}",
        "{\"version\":1.0,\"state\":{}}",
        "{\"version\":\"1\",\"state\":{}}",
        "{\"version\":4294967296,\"state\":{}}",
        "{\"state\":{}}",
        &deep,
        &deep_state,
        &"{\"state\":".repeat(100_000),
        &twice,
        &text.replacen("{\"version\"", "{\"more\":1,\"version\"", 1),
        &text.replacen("\"phone\":{", "\"phone\":{\"more\":1,", 1),
    ] {
        let error = refusal(text);
        assert!(matches!(error, SnapshotError::Damaged(_)), "{error}");
    }
}

#[test]
fn a_snapshot_of_a_later_version_says_so() {
    let text = busy_engine().snapshot();
    for later in [VERSION + 1, u32::MAX] {
        let from_later = text.replacen(&format!("\"version\":{VERSION}"), &format!("\"version\":{later}"), 1);
        assert_eq!(refusal(&from_later), SnapshotError::TooNew { version: later });
        // Its state may be of any shape by then.
        let unknown = format!("{{\"version\":{later},\"state\":[\"anything\"]}}");
        assert_eq!(refusal(&unknown), SnapshotError::TooNew { version: later });
    }
}

fn scenarios() -> Vec<(String, Trace)> {
    let mut found = Vec::new();
    for folder in ["warn", "quiet"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(folder);
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.file_stem().unwrap().to_str().unwrap();
                let trace = Trace::parse(&fs::read_to_string(&path).unwrap());
                found.push((
                    format!("{folder}/{name}"),
                    trace.unwrap_or_else(|error| panic!("{}: {error}", path.display())),
                ));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// The process dies after every single step of every scenario, and nobody can tell.
#[test]
fn every_scenario_is_answered_the_same_by_an_engine_restored_after_each_step() {
    let scenarios = scenarios();
    assert!(!scenarios.is_empty());
    for (name, trace) in scenarios {
        let settings = Settings { home: trace.home, familiar_regions: trace.familiar_regions.clone() };
        let mut player = Player::new(Engine::new(&settings));
        let mut engine = Engine::new(&settings);
        let mut wake_at: Option<Moment> = None;
        for (index, step) in trace.steps.iter().enumerate() {
            let until = step.seen;
            let mut said = Vec::new();
            player.wake_before(until, |at, effect| said.push((at, effect)));
            let mut said_by_restored = Vec::new();
            while let Some(at) = wake_at.filter(|at| *at < until) {
                engine = restored(&engine);
                let response = engine.wake(at);
                wake_at = response.wake_at.map(|next| next.max(at + Span::from_ms(1)));
                said_by_restored.extend(response.effects.into_iter().map(|effect| (at, effect)));
            }
            assert_eq!(said, said_by_restored, "{name}, before step {}", index + 1);
            if let Content::Event(event) = &step.content {
                engine = restored(&engine);
                let response = engine.observe(step.seen, step.at, event);
                wake_at = response.wake_at;
                assert_eq!(player.observe(step.seen, step.at, event), response, "{name}, step {}", index + 1);
            }
        }
    }
}

/// A file of `snapshots/`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    /// The scenario, and after how many of its steps the snapshot was taken.
    taken_from: String,
    after_steps: usize,
    /// The snapshot as it was written, byte for byte.
    snapshot: Box<RawValue>,
    /// The steps that followed.
    then: Vec<StoredStep>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredStep {
    seen: Moment,
    at: Moment,
    event: Event,
    /// The effects since the step before, of wakes and of the event.
    says: Vec<Effect>,
    wake_at: Option<Moment>,
    attention: bool,
}

/// The points of the stored snapshots: before, in the middle and late in a danger, and on a day without one.
const TAKEN: &[(&str, &[usize])] = &[
    ("warn/parcel-credit-scare", &[5, 11, 16, 20]),
    ("quiet/restart-in-the-middle-of-a-class", &[6]),
    ("quiet/television-five-evenings-with-wallet", &[24]),
    // What an app declares, and control by one that did not come with the phone.
    ("warn/trojan-asks-for-everything", &[6]),
    ("warn/recorder-that-did-not-come-with-the-phone", &[5]),
    // One install that was dropped for lack of room.
    ("warn/the-first-of-seven-files", &[10]),
    // A family member in an app, and one who just hung up; an app that was removed.
    ("warn/daughter-helps-over-wechat-and-the-guard-knows-her", &[5]),
    ("warn/son-on-the-line-steers-to-the-bank", &[13]),
    ("warn/removed-and-captures-all-the-same", &[5]),
    // Reported as stopped, called fine, and a lost permission.
    ("warn/says-stopped-and-goes-on", &[9]),
    ("warn/family-says-fine", &[5]),
    ("warn/usage-access-lost-in-the-danger", &[7]),
    ("warn/abroad-a-third-country-rings", &[4]),
    // An open incident with its id.
    ("warn/parcel-credit-scare", &[12]),
];
/// The most steps that are stored after a snapshot.
const STEPS_STORED: usize = 12;

fn stored_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

/// Plays `then` to an engine restored from `snapshot` and notes what it says.
fn answers(snapshot: &RawValue, then: &[(Moment, Moment, Event)]) -> Result<Vec<StoredStep>, SnapshotError> {
    let mut player = Player::new(Engine::restore(snapshot.get())?);
    // What a phone does when it starts: it asks at once when to come back.
    let mut answers = Vec::new();
    for (seen, at, event) in then {
        let mut says = Vec::new();
        player.wake_before(*seen, |_, effect| says.push(effect));
        let Response { effects, wake_at, attention, .. } = player.observe(*seen, *at, event);
        says.extend(effects);
        answers.push(StoredStep { seen: *seen, at: *at, event: event.clone(), says, wake_at, attention });
    }
    Ok(answers)
}

fn taken(name: &str, trace: &Trace, after: usize) -> Stored {
    let events = |steps: &[Step]| -> Vec<(Moment, Moment, Event)> {
        steps
            .iter()
            .filter_map(|step| match &step.content {
                Content::Event(event) => Some((step.seen, step.at, event.clone())),
                Content::Mark(_) => None,
            })
            .collect()
    };
    let settings = Settings { home: trace.home, familiar_regions: trace.familiar_regions.clone() };
    let mut player = Player::new(Engine::new(&settings));
    for (seen, at, event) in events(&trace.steps[..after]) {
        player.wake_before(seen, |_, _| {});
        player.observe(seen, at, &event);
    }
    let then = events(&trace.steps[after..]);
    let snapshot = RawValue::from_string(player.engine().snapshot()).unwrap();
    Stored {
        taken_from: name.to_owned(),
        after_steps: after,
        then: answers(&snapshot, &then[..then.len().min(STEPS_STORED)]).unwrap(),
        snapshot,
    }
}

/// One step a line, so that a change of an answer shows as that line.
fn write(path: &Path, stored: &Stored) {
    let steps: Vec<String> =
        stored.then.iter().map(|step| format!("    {}", serde_json::to_string(step).unwrap())).collect();
    let text = format!(
        "{{\n  \"taken_from\": {:?},\n  \"after_steps\": {},\n  \"snapshot\": {},\n  \"then\": [\n{}\n  ]\n}}\n",
        stored.taken_from,
        stored.after_steps,
        stored.snapshot.get(),
        steps.join(",\n")
    );
    fs::write(path, text).unwrap();
}

fn stored_paths() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(stored_folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths
}

/// See the top of this file for the switch that writes the files anew.
#[test]
fn stored_snapshots_are_read_and_answered_as_before() {
    let switch = env::var("KINGUARD_SNAPSHOTS").unwrap_or_default();
    if ["all", "new"].contains(&switch.as_str()) {
        let scenarios = scenarios();
        for (name, points) in TAKEN {
            let (_, trace) = scenarios.iter().find(|(found, _)| found == name).unwrap();
            for after in *points {
                let file = format!("v{VERSION}-{}-{after}.json", name.replace('/', "-"));
                let path = stored_folder().join(file);
                if switch == "all" || !path.exists() {
                    write(&path, &taken(name, trace, *after));
                }
            }
        }
    }
    let mut versions = BTreeSet::new();
    for path in stored_paths() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut stored: Stored = serde_json::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let version = name.strip_prefix('v').and_then(|rest| rest.split('-').next()).unwrap().to_owned();
        assert!(stored.snapshot.get().starts_with(&format!("{{\"version\":{version},")), "{name}");
        versions.insert(version);
        assert!(stored.snapshot.get().len() < LARGEST, "{name}");
        assert!(!stored.then.is_empty(), "{name} tests nothing");
        let then: Vec<_> = stored.then.iter().map(|step| (step.seen, step.at, step.event.clone())).collect();
        let found = answers(&stored.snapshot, &then).unwrap_or_else(|error| panic!("{name}: {error}"));
        if switch == "answers" {
            stored.then = found;
            write(&path, &stored);
            continue;
        }
        for (index, (expected, found)) in stored.then.iter().zip(&found).enumerate() {
            let expected = (&expected.says, expected.wake_at, expected.attention);
            assert_eq!(expected, (&found.says, found.wake_at, found.attention), "{name}, step {}", index + 1);
        }
    }
    let all: BTreeSet<String> = (1..=VERSION).map(|version| version.to_string()).collect();
    assert_eq!(versions, all, "every version that was ever written has a stored snapshot");
}
