//! Changes to a trace that must make no difference, whatever the trace.

use kinguard_core::effect::{Effect, Level, RuleId};
use kinguard_core::engine::Engine;
use kinguard_core::event::{Choice, Event, InstallSource};
use kinguard_core::time::{Moment, Span};
use kinguard_tests::histories::{
    AFTERWARDS, Report, gap, new_engine, said, some_event, with_delays, within_hours, without_delays,
};
use kinguard_tests::properties::config;
use kinguard_tests::scenario::{BANK, HOUR, MESSAGES, MINUTE, MOBILE, Scenario, WALLET, opened};
use proptest::prelude::*;

/// The same with needless wakes in between. `needless` are thousandths of the time between two events.
fn said_with_needless_wakes(told: &[Report], needless: &[u64]) -> Vec<(Moment, Effect)> {
    let mut engine = new_engine();
    let mut said = Vec::new();
    let mut due: Option<Moment> = None;
    let mut now = Moment::default();
    let listen_until = |engine: &mut Engine, due: &mut Option<Moment>, from: Moment, until: Moment| {
        let between = until.since(from).ms();
        let mut alarms: Vec<Moment> = needless
            .iter()
            .map(|part| from + Span::from_ms(between / 1_000 * part))
            .filter(|alarm| *alarm > from && *alarm < until)
            .collect();
        alarms.sort();
        let mut alarms = alarms.into_iter().peekable();
        let mut heard = Vec::new();
        loop {
            let asked = due.filter(|due| *due < until);
            let next = match (asked, alarms.peek().copied()) {
                (Some(asked), Some(alarm)) => asked.min(alarm),
                (Some(next), None) | (None, Some(next)) => next,
                (None, None) => break,
            };
            alarms.next_if_eq(&next);
            let response = engine.wake(next);
            *due = response.wake_at.map(|due| due.max(next + Span::from_ms(1)));
            heard.extend(response.effects.into_iter().map(|effect| (next, effect)));
        }
        heard
    };
    for Report { seen, ago, event } in told {
        said.extend(listen_until(&mut engine, &mut due, now, *seen));
        now = *seen;
        let response = engine.observe(now, now - Span::from_ms(*ago), event);
        due = response.wake_at;
        said.extend(response.effects.into_iter().map(|effect| (now, effect)));
    }
    let end = now + AFTERWARDS + Span::from_ms(1);
    said.extend(listen_until(&mut engine, &mut due, now, end));
    said
}

/// Returns the effects when the guard is never woken and has to catch up at the next event.
fn said_without_wakes(told: &[Report]) -> Vec<Effect> {
    let mut engine = new_engine();
    let mut said = Vec::new();
    let mut end = Moment::default();
    for Report { seen, ago, event } in told {
        said.extend(engine.observe(*seen, *seen - Span::from_ms(*ago), event).effects);
        end = *seen + AFTERWARDS;
    }
    said.extend(engine.wake(end).effects);
    said
}

/// Returns the effects without their details: a delayed message names the rule that last said anything.
fn outline(said: &[Effect]) -> Vec<String> {
    said.iter()
        .map(|effect| match effect {
            Effect::Warn { level, rule, .. } => format!("{level:?} {}", rule.id()),
            Effect::Dismiss { .. } => "dismiss".to_owned(),
            Effect::Help { help, decision, .. } => format!("{help:?} {decision:?}"),
            Effect::NotifyFamily { kind, .. } => format!("{kind:?}"),
        })
        .collect()
}

/// The same events, with marked events of that kind reported twice.
fn repeated(told: &[Report], marks: &[bool], kind: impl Fn(&Event) -> bool) -> Vec<Report> {
    told.iter()
        .zip(marks)
        .flat_map(|(told, twice)| vec![told.clone(); if *twice && kind(&told.event) { 2 } else { 1 }])
        .collect()
}

fn is_opening_or_end(event: &Event) -> bool {
    matches!(
        event,
        Event::AppOpened { .. } | Event::CaptureServiceStopped { .. } | Event::PrivateDisplayRemoved { .. }
    )
}

fn is_sign(event: &Event) -> bool {
    matches!(
        event,
        Event::CaptureServiceStarted { .. }
            | Event::CaptureConsentOpened { .. }
            | Event::PrivateDisplayAdded { .. }
    )
}

fn without_money(mut told: Vec<Report>) -> Vec<Report> {
    told.retain(|told| ![BANK, WALLET, MESSAGES].map(opened).contains(&told.event));
    told
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn needless_wakes_change_nothing(told in with_delays(), needless in prop::collection::vec(0_u64..1_000, 0..6)) {
        prop_assert_eq!(said(&told), said_with_needless_wakes(&told, &needless));
    }

    #[test]
    fn without_wakes_all_is_said_with_the_next_event(told in within_hours()) {
        let woken: Vec<Effect> = said(&told).into_iter().map(|(_, effect)| effect).collect();
        prop_assert_eq!(outline(&woken), outline(&said_without_wakes(&told)));
    }

    #[test]
    fn openings_and_ends_of_sharing_may_be_told_twice(told in with_delays(), twice in prop::collection::vec(any::<bool>(), 40)) {
        let repeated = repeated(&told, &twice, is_opening_or_end);
        prop_assert_eq!(said(&told), said(&repeated));
    }

    #[test]
    fn signs_of_sharing_may_be_told_twice(told in with_delays(), twice in prop::collection::vec(any::<bool>(), 40)) {
        let told = without_money(told);
        let repeated = repeated(&told, &twice, is_sign);
        prop_assert_eq!(said(&told), said(&repeated));
    }

    #[test]
    fn equal_traces_are_answered_equally(told in with_delays()) {
        prop_assert_eq!(said(&told), said(&told));
    }

    #[test]
    fn what_is_said_to_come_is_taken_as_now(told in without_delays(), ahead in prop::collection::vec(1..HOUR, 40)) {
        let mut now = new_engine();
        let mut early = now.clone();
        for (Report { seen, event, .. }, ahead) in told.iter().zip(ahead) {
            let expected = now.observe(*seen, *seen, event);
            prop_assert_eq!(early.observe(*seen, *seen + Span::from_ms(ahead), event), expected);
        }
        prop_assert_eq!(now, early);
    }

    #[test]
    fn the_state_stays_small(told in prop::collection::vec((gap(), 0..HOUR, some_event(), "[a-z.]{1,200}"), 1..120)) {
        let mut engine = new_engine();
        let mut now = Moment::default();
        for (gap, ago, event, name) in told {
            now = now + Span::from_ms(gap);
            engine.observe(now, now - Span::from_ms(ago), &renamed(event, &name));
        }
        prop_assert!(engine.snapshot().len() < 8 * 1024);
    }
}

/// The same event of another app.
fn renamed(mut event: Event, name: &str) -> Event {
    match &mut event {
        Event::AppOpened { package }
        | Event::AppInstalled { package, .. }
        | Event::CaptureServiceStarted { package, .. }
        | Event::CaptureServiceStopped { package, .. }
        | Event::RemoteControlEnabled { package, .. }
        | Event::RemoteControlDisabled { package }
        | Event::CaptureConsentOpened { package: Some(package) }
        | Event::VoiceChatStarted { package: Some(package), .. } => name.clone_into(package),
        _ => {}
    }
    event
}

#[test]
fn an_app_may_have_a_name_of_ten_kilobytes() {
    let long = "云".repeat(3_400);
    let mut scenario = Scenario::new();
    scenario.talks(MOBILE, 6 * MINUTE).installs(&long, InstallSource::Sideload);
    assert!(scenario.fires(RuleId::InstallAfterCall), "its name does not hide an app");
    assert!(scenario.hangs_up().after(MINUTE).consent(&long).warns(Level::Red));
    assert!(scenario.service(&long).answer().is_empty(), "it is the same app");
    scenario.chooses(Choice::Continue);
    assert!(scenario.after(MINUTE).opens(BANK).fires(RuleId::BankDuringShare));
    assert!(scenario.engine().snapshot().len() < 4 * 1024);
}

#[test]
fn two_long_names_are_two_apps() {
    let one = "x".repeat(10_000);
    let other = format!("{one}y");
    let mut scenario = Scenario::new();
    scenario.talks(MOBILE, 6 * MINUTE).installs(&one, InstallSource::Sideload);
    scenario.hangs_up().after(HOUR).consent(&other);
    assert!(scenario.answer().is_empty(), "the other app was not installed by anybody's word");
}

#[test]
fn a_state_of_the_fullest_stays_below_eight_kilobytes() {
    let mut scenario = Scenario::new();
    let name = |index: u32| format!("{index:03}.{}", "n".repeat(76));
    for index in 0..60 {
        scenario.talked(&format!("136{index:08}"), 10 * MINUTE);
        scenario.installs(&name(index), InstallSource::Sideload);
        scenario.controls(&name(index)).voice(&name(index)).shares(&name(index));
        scenario.opens(BANK).chooses(Choice::Continue).opens(&name(index));
        scenario.shares_no_more(&name(index));
    }
    for index in 60..80 {
        scenario.after(HOUR * 30).shares(&name(index)).shares_no_more(&name(index));
    }
    let size = scenario.engine().snapshot().len();
    assert!(size < 8 * 1024, "{size} bytes");
}
