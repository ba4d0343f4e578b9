//! Random histories of a phone, as strategies for the properties, and the guard's answers to them.

use kinguard_core::effect::Effect;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::{
    Choice, Declaration, Direction, Event, FamilyAnswer, Help, InstallSource, Power, SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::time::{Moment, Span};
use proptest::prelude::*;
use proptest::sample::select;

use crate::scenario::{
    BANK, CHAT, DAUGHTER, HOME, HOUR, MEETING, MESSAGES, MINUTE, MOBILE, OVERSEAS, REMOTE, SECOND, UNKNOWN,
    WALLET, call, consent, opened, service,
};

/// An event with the moment the engine hears of it and its delay.
#[derive(Clone, Debug)]
pub struct Report {
    /// The moment the engine hears of it.
    pub seen: Moment,
    /// The delay of the report, in milliseconds.
    pub ago: u64,
    /// The event.
    pub event: Event,
}

impl Report {
    /// Returns when it happened.
    #[must_use]
    pub fn happened(&self) -> Moment {
        self.seen - Span::from_ms(self.ago)
    }
}

/// Calls follow one another here: with two at a time nobody says which is answered, which scenarios cover.
fn told(lines: Vec<(u64, u64, Event)>) -> Vec<Report> {
    let mut now = Moment::default();
    let mut line_is_busy = false;
    let mut list = Vec::new();
    for (gap, ago, event) in lines {
        match event {
            Event::CallStarted { .. } if line_is_busy => continue,
            Event::CallStarted { .. } => line_is_busy = true,
            Event::CallEnded {} | Event::DeviceBooted {} => line_is_busy = false,
            _ => {}
        }
        now = now + Span::from_ms(gap);
        list.push(Report { seen: now, ago, event });
    }
    list
}

/// Any report about a few callers, apps and displays, so that events often concern the same ones.
pub fn some_event() -> impl Strategy<Value = Event> {
    let package = |package: &str| package.to_owned();
    let opens = [BANK, WALLET, MESSAGES, HOME, MEETING, UNKNOWN].map(opened).to_vec();
    let calls = [
        call(Direction::Incoming, Some(MOBILE), Some(false)),
        call(Direction::Incoming, Some(OVERSEAS), Some(false)),
        call(Direction::Outgoing, Some(MOBILE), Some(false)),
        call(Direction::Incoming, Some("13800000001"), Some(true)),
        call(Direction::Incoming, None, None),
        Event::CallStarted {
            direction: Direction::Incoming,
            number: Some(package(DAUGHTER)),
            contact: Some(true),
            line: None,
            family: true,
            verified: None,
            hotline: false,
        },
    ];
    let installs = [
        (MEETING, InstallSource::Store),
        (UNKNOWN, InstallSource::Sideload),
        (REMOTE, InstallSource::Store),
        (WALLET, InstallSource::Store),
    ]
    .map(|(id, source)| Event::AppInstalled {
        package: package(id),
        label: None,
        source,
        update: false,
        preinstalled: None,
        declares: None,
    });
    let asking = [
        vec![Declaration::Accessibility],
        vec![Declaration::Accessibility, Declaration::Sms, Declaration::Overlay],
        vec![Declaration::CardEmulation],
    ]
    .map(|declares| Event::AppInstalled {
        package: package(UNKNOWN),
        label: None,
        source: InstallSource::Sideload,
        update: false,
        preinstalled: Some(false),
        declares: Some(declares),
    });
    let voices = [(CHAT, false), (MEETING, false), (CHAT, true)]
        .map(|(id, family)| Event::VoiceChatStarted { package: Some(package(id)), family });
    let choices = [Choice::Stop, Choice::CallFamily, Choice::Continue, Choice::Left, Choice::MoneySent]
        .map(|choice| Event::WarningAnswered { choice });
    let family = [FamilyAnswer::Calling, FamilyAnswer::Fine].map(|answer| Event::FamilyAnswered {
        contact: 0,
        answer,
        unverified: false,
    });
    let help = [Help::EndCall, Help::Say, Help::RingNext].map(|help| Event::FamilyHelp {
        contact: 0,
        help,
        request: 1,
    });
    let rare = vec![
        Event::DeviceBooted {},
        Event::HelpAsked {},
        Event::CallForwardingChanged { on: true },
        Event::CallForwardingChanged { on: false },
        Event::RemoteControlEnabled { package: package(UNKNOWN), preinstalled: None },
        Event::RemoteControlDisabled { package: package(UNKNOWN) },
        Event::RemoteControlEnabled { package: package(MEETING), preinstalled: Some(true) },
        Event::AppRemoved { package: package(UNKNOWN) },
        Event::SettingsOpened { what: SettingsScreen::Uninstall },
        Event::SettingsOpened { what: SettingsScreen::UnknownSources },
        Event::PowerGranted { package: package(UNKNOWN), power: Power::Overlay },
        Event::NfcTurned { on: true },
        Event::CarModeChanged { on: true },
        Event::CarModeChanged { on: false },
        Event::ScreenTurned { on: true },
    ];
    prop_oneof![
        5 => select(opens),
        3 => select(calls.to_vec()),
        4 => Just(Event::CallAnswered {}),
        2 => Just(Event::CallEnded {}),
        2 => select([installs.to_vec(), asking.to_vec()].concat()),
        2 => select(voices.to_vec()),
        1 => Just(Event::VoiceChatEnded {}),
        4 => sharing_sign(),
        2 => sharing_end(),
        3 => select(choices.to_vec()),
        1 => select(family.to_vec()),
        1 => select(help.to_vec()),
        1 => select(rare),
    ]
}

fn sharing_sign() -> impl Strategy<Value = Event> {
    select(vec![
        service(MEETING),
        service(UNKNOWN),
        Event::CaptureServiceStarted {
            package: "com.android.systemui".to_owned(),
            preinstalled: Some(false),
        },
        consent(MEETING),
        consent(UNKNOWN),
        Event::PrivateDisplayAdded { display: 1 },
        Event::PrivateDisplayAdded { display: 2 },
        Event::PublicDisplayAdded { display: 3, name: None },
        Event::PublicDisplayAdded { display: 4, name: Some("WebRTC_ScreenCapture".to_owned()) },
    ])
}

fn sharing_end() -> impl Strategy<Value = Event> {
    let stops = |id: &str| Event::CaptureServiceStopped { package: id.to_owned(), ends_capture: false };
    select(vec![
        stops(MEETING),
        stops(UNKNOWN),
        stops("com.android.systemui"),
        Event::CaptureServiceStopped { package: MEETING.to_owned(), ends_capture: true },
        Event::PrivateDisplayRemoved { display: 1 },
        Event::PrivateDisplayRemoved { display: 2 },
        Event::PublicDisplayRemoved { display: 3 },
        Event::PublicDisplayRemoved { display: 4 },
    ])
}

/// The time between two events, in milliseconds.
pub fn gap() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 1..30 * SECOND,
        4 => 30 * SECOND..5 * MINUTE,
        2 => 5 * MINUTE..40 * MINUTE,
        1 => HOUR..30 * HOUR,
    ]
}

/// Everything is reported as it happens.
pub fn without_delays() -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec((gap(), Just(0), some_event()), 1..40).prop_map(told)
}

/// The same within so few hours that no capture is given up: whoever is woken late learns late that one was.
pub fn within_hours() -> impl Strategy<Value = Vec<Report>> {
    prop::collection::vec((1..10 * MINUTE, Just(0), some_event()), 1..40).prop_map(|lines| {
        let mut told = told(lines);
        told.retain(|told| !matches!(told.event, Event::CaptureConsentOpened { .. }));
        told
    })
}

/// Some events are reported late.
pub fn with_delays() -> impl Strategy<Value = Vec<Report>> {
    let ago = prop_oneof![6 => Just(0), 1 => 0..MINUTE, 1 => 0..3 * HOUR];
    prop::collection::vec((gap(), ago, some_event()), 1..40).prop_map(told)
}

/// Polled events are reported late but in order, the others as they happen.
pub fn polled_late() -> impl Strategy<Value = Vec<Report>> {
    with_delays().prop_map(|mut told| {
        let mut latest_polled = Moment::default();
        for told in &mut told {
            if is_polled(&told.event) {
                latest_polled = latest_polled.max(told.happened());
                told.ago = told.seen.since(latest_polled).ms();
            } else {
                told.ago = 0;
            }
        }
        told
    })
}

/// Returns whether a phone reports it as a usage event, which is polled.
fn is_polled(event: &Event) -> bool {
    matches!(
        event,
        Event::AppOpened { .. }
            | Event::CaptureConsentOpened { .. }
            | Event::CaptureServiceStarted { .. }
            | Event::CaptureServiceStopped { .. }
            | Event::SettingsOpened { .. }
    )
}

/// The engine of a mainland phone that has seen nothing yet.
#[must_use]
pub fn new_engine() -> Engine {
    Engine::new(&Settings { home: Region::CN, familiar_regions: Vec::new() })
}

/// The time for which a history is observed after its last event.
pub const AFTERWARDS: Span = Span::hours(3);

/// Returns the guard's effects with their times, woken exactly when it asked for it.
#[must_use]
pub fn said(told: &[Report]) -> Vec<(Moment, Effect)> {
    let mut player = Player::new(new_engine());
    let mut said = Vec::new();
    let mut end = Moment::default();
    for Report { seen, ago, event } in told {
        player.wake_before(*seen, |at, effect| said.push((at, effect)));
        let response = player.observe(*seen, *seen - Span::from_ms(*ago), event);
        said.extend(response.effects.into_iter().map(|effect| (*seen, effect)));
        end = *seen + AFTERWARDS;
    }
    player.wake_up_to(end, |at, effect| said.push((at, effect)));
    said
}
