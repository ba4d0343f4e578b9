//! Random events, for the properties, the benches and the fuzz targets.
//!
//! Two kinds. [`Stream`] tells anything at all, one event per number: leave out any number of a failing list and the
//! others still stand for the same events, so that a failure shrinks. [`weeks`] tells of one phone in ordinary use, in
//! which calls are answered before they end, for measuring.

use kinguard_core::catalog;
use kinguard_core::event::{
    Capability, Choice, Declaration, Direction, Event, FamilyAnswer, Help, InstallSource, Power,
    SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};

/// An event as a phone reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The moment the engine hears of it.
    pub seen: Moment,
    /// The moment it happened.
    pub at: Moment,
    /// The event.
    pub event: Event,
}

/// The plausibility of the events in a [`Stream`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Plausible reports, crowded together so that rules hold often.
    Likely,
    /// The same among 10 kB names, control characters, and times from one end of the range to the other.
    Absurd,
}

/// Turns numbers into events.
#[derive(Clone, Debug)]
pub struct Stream {
    now: Moment,
    taste: Taste,
}

impl Stream {
    /// A stream that begins at an ordinary wall-clock time.
    #[must_use]
    pub fn new(taste: Taste) -> Self {
        Self { now: Moment::from_ms(1_760_000_000_000), taste }
    }

    /// The event that `number` stands for, some time after the previous one.
    pub fn tell(&mut self, number: u64) -> Report {
        let mut dice = Dice::new(number);
        let dice = &mut dice;
        let absurd = self.taste == Taste::Absurd && dice.one_in(3);
        if absurd && dice.one_in(6) {
            self.now = extreme_moment(dice);
        } else {
            self.now = self.now + gap(dice);
        }
        let seen = self.now;
        let at = match dice.below(20) {
            0 => seen - Span::minutes(dice.below(600)),
            1 => seen - Span::from_ms(dice.below(60_000)),
            2 if absurd => extreme_moment(dice),
            _ => seen,
        };
        Report { seen, at, event: event(dice, absurd) }
    }
}

/// Every event of `numbers`, in order.
#[must_use]
pub fn stream(taste: Taste, numbers: &[u64]) -> Vec<Report> {
    let mut stream = Stream::new(taste);
    numbers.iter().map(|number| stream.tell(*number)).collect()
}

fn gap(dice: &mut Dice) -> Span {
    match dice.below(20) {
        0..=3 => Span::from_ms(dice.below(1_000)),
        4..=11 => Span::seconds(dice.below(90)),
        12..=16 => Span::seconds(dice.below(900)),
        17..=18 => Span::minutes(dice.below(300)),
        _ => Span::hours(dice.below(60)),
    }
}

fn extreme_moment(dice: &mut Dice) -> Moment {
    let near_end = dice.below(200_000_000);
    Moment::from_ms(match dice.below(6) {
        0 => 0,
        1 => dice.below(10),
        2 => dice.below(100_000_000),
        3 => u64::MAX - near_end,
        4 => u64::MAX,
        _ => dice.next(),
    })
}

/// Most networks say nothing.
fn verified(dice: &mut Dice) -> Option<bool> {
    *dice.pick(&[None, None, Some(true), Some(false)])
}

fn event(dice: &mut Dice, absurd: bool) -> Event {
    match dice.below(100) {
        0..=13 => Event::CallStarted {
            direction: *dice.pick(&[Direction::Incoming, Direction::Incoming, Direction::Outgoing]),
            number: number(dice, absurd),
            contact: *dice.pick(&[Some(false), Some(false), Some(false), Some(true), None]),
            line: dice.one_in(8).then(|| region(dice)),
            family: dice.one_in(6),
            verified: verified(dice),
            hotline: dice.one_in(10),
        },
        14..=22 => Event::CallAnswered {},
        23..=27 => Event::CallEnded {},
        28..=31 => Event::VoiceChatStarted { package: maybe_package(dice, absurd), family: dice.one_in(6) },
        32..=33 => Event::VoiceChatEnded {},
        34..=39 => Event::AppInstalled {
            package: package(dice, absurd),
            label: label(dice, absurd),
            source: *dice.pick(&[InstallSource::Store, InstallSource::Sideload, InstallSource::Unknown]),
            update: dice.one_in(6),
            preinstalled: preinstalled(dice),
            declares: declares(dice, absurd),
        },
        40 => Event::AppRemoved { package: package(dice, absurd) },
        41..=60 => Event::AppOpened { package: package(dice, absurd) },
        61..=65 => Event::CaptureConsentOpened { package: maybe_package(dice, absurd) },
        66..=69 => {
            Event::CaptureServiceStarted { package: package(dice, absurd), preinstalled: preinstalled(dice) }
        }
        70..=71 => {
            Event::CaptureServiceStopped { package: package(dice, absurd), ends_capture: dice.one_in(2) }
        }
        72..=74 => Event::PrivateDisplayAdded { display: display(dice, absurd) },
        75..=76 => {
            Event::PublicDisplayAdded { display: display(dice, absurd), name: display_name(dice, absurd) }
        }
        77..=78 => Event::PrivateDisplayRemoved { display: display(dice, absurd) },
        79 => Event::PublicDisplayRemoved { display: display(dice, absurd) },
        80 if dice.one_in(3) => Event::CarModeChanged { on: dice.one_in(2) },
        80 => Event::ScreenRecorded { visible: dice.one_in(2) },
        81..=82 => {
            Event::RemoteControlEnabled { package: package(dice, absurd), preinstalled: preinstalled(dice) }
        }
        83 if dice.one_in(2) => Event::PowerGranted {
            package: package(dice, absurd),
            power: *dice.pick(&[Power::Overlay, Power::InstallsApps]),
        },
        83 => Event::RemoteControlDisabled { package: package(dice, absurd) },
        84 => Event::CallForwardingChanged { on: dice.one_in(2) },
        85 => Event::ScreenTurned { on: dice.one_in(2) },
        86 => Event::DeviceBooted {},
        87..=88 => {
            Event::ProtectionChanged { capability: *dice.pick(&CAPABILITIES), granted: dice.one_in(2) }
        }
        89..=92 => Event::WarningAnswered {
            choice: *dice.pick(&[
                Choice::Stop,
                Choice::CallFamily,
                Choice::Continue,
                Choice::Left,
                Choice::MoneySent,
            ]),
        },
        93 => Event::FamilyHelp {
            contact: if absurd { u32::MAX } else { dice.small(5) },
            help: *dice.pick(&[Help::EndCall, Help::Say, Help::RingNext]),
            request: if absurd { u64::MAX } else { dice.below(100) },
        },
        94 => Event::FamilyAnswered {
            contact: if absurd { u32::MAX } else { dice.small(5) },
            answer: *dice.pick(&[FamilyAnswer::Calling, FamilyAnswer::Fine]),
            unverified: dice.one_in(2),
        },
        95 => Event::HelpAsked {},
        96 => Event::SettingsChanged {
            home: region(dice),
            familiar_regions: (0..if absurd { 400 } else { dice.below(3) }).map(|_| region(dice)).collect(),
            roaming: dice.one_in(6).then(|| region(dice)),
            family_waits_ms: (dice.below(2) == 0).then(|| Span::seconds(dice.below(4_000))),
        },
        97 => Event::NfcTurned { on: !dice.one_in(3) },
        _ => Event::SettingsOpened { what: *dice.pick(&SCREENS) },
    }
}

/// Most phones do not report it.
fn preinstalled(dice: &mut Dice) -> Option<bool> {
    *dice.pick(&[None, None, Some(false), Some(true)])
}

/// Half of the phones do not report it, and some report a thing twice.
fn declares(dice: &mut Dice, absurd: bool) -> Option<Vec<Declaration>> {
    let count = if absurd { 400 } else { dice.below(6) };
    dice.one_in(2).then(|| (0..count).map(|_| *dice.pick(&DECLARATIONS)).collect())
}

const CAPABILITIES: [Capability; 13] = [
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
];

const SCREENS: [SettingsScreen; 8] = [
    SettingsScreen::Uninstall,
    SettingsScreen::AppInfo,
    SettingsScreen::Accessibility,
    SettingsScreen::UsageAccess,
    SettingsScreen::Airplane,
    SettingsScreen::UnknownSources,
    SettingsScreen::Overlay,
    SettingsScreen::Nfc,
];

const DECLARATIONS: [Declaration; 7] = [
    Declaration::Accessibility,
    Declaration::Sms,
    Declaration::Overlay,
    Declaration::Capture,
    Declaration::CardEmulation,
    Declaration::InstallsApps,
    Declaration::DeviceAdmin,
];

/// Few apps of each kind, so that events often concern the same app.
const FAMILIAR_PACKAGES: [&str; 16] = [
    "com.icbc",
    "com.chinamworld.main",
    "com.eg.android.AlipayGphone",
    "com.android.mms",
    "com.tencent.mm",
    "com.tencent.wemeet.app",
    "us.zoom.videomeetings",
    "com.ss.android.lark",
    "com.microsoft.teams",
    "com.teamviewer.quicksupport.market",
    "youqu.android.todesk",
    "com.oray.sunlogin",
    "com.yhtx.meet",
    "com.kfzx.anquan.bao",
    "com.miui.screenrecorder",
    "com.huawei.android.launcher",
];

fn package(dice: &mut Dice, absurd: bool) -> String {
    if absurd && dice.one_in(2) {
        return absurd_text(dice);
    }
    match dice.below(10) {
        0..=6 => (*dice.pick(&FAMILIAR_PACKAGES)).to_owned(),
        7 => dice.pick(catalog::rows()).package.to_owned(),
        _ => long_id(dice),
    }
}

fn maybe_package(dice: &mut Dice, absurd: bool) -> Option<String> {
    (!dice.one_in(4)).then(|| package(dice, absurd))
}

/// An unknown id, up to the longest that is kept as it is.
fn long_id(dice: &mut Dice) -> String {
    let length = if dice.one_in(2) { 80 } else { 8 + dice.below(70) };
    let mut id = format!("com.made.up{}.", dice.below(1_000));
    while (id.len() as u64) < length {
        id.push(char::from(b'a' + dice.small_u8(26)));
    }
    id
}

fn absurd_text(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => "x".repeat(10_000),
        1 => "云会通\"\\".repeat(700),
        2 => "\u{0}\u{1}\u{1b}[31m\r\n\t".to_owned(),
        3 => "\"}],\"state\":null,{".to_owned(),
        4 => "👵🏽📞".repeat(40),
        5 => String::new(),
        6 => "\u{202e}\u{feff}\u{e000}\u{10ffff}".to_owned(),
        7 => "unreadable-0000000000000000".to_owned(),
        8 => "a".repeat(80),
        9 => "a".repeat(81),
        10 => "İ".repeat(50),
        _ => format!("..{}", dice.next()),
    }
}

fn label(dice: &mut Dice, absurd: bool) -> Option<String> {
    match dice.below(6) {
        0 => None,
        1 => Some("云会通".to_owned()),
        2 => Some("Remote Support".to_owned()),
        3 if absurd => Some(absurd_text(dice)),
        _ => Some("天气".to_owned()),
    }
}

fn display_name(dice: &mut Dice, absurd: bool) -> Option<String> {
    match dice.below(3) {
        0 => None,
        1 if absurd => Some(absurd_text(dice)),
        _ => Some("WebRTC_ScreenCapture".to_owned()),
    }
}

fn number(dice: &mut Dice, absurd: bool) -> Option<String> {
    if absurd && dice.one_in(2) {
        return Some(absurd_text(dice));
    }
    match dice.below(8) {
        0 => None,
        1 => Some("+85251234567".to_owned()),
        2 => Some("0085251234567".to_owned()),
        3 => Some("95588".to_owned()),
        4 => Some("13912345678".to_owned()),
        5 => Some(format!("+{}", 10_000_000_000 + dice.below(989_999_999_999))),
        _ => Some(format!("13{:09}", dice.below(1_000_000_000))),
    }
}

fn display(dice: &mut Dice, absurd: bool) -> i32 {
    if absurd { *dice.pick(&[i32::MIN, -1, 0, i32::MAX]) } else { *dice.pick(&[2, 3, 4, 5]) }
}

fn region(dice: &mut Dice) -> Region {
    *dice.pick(&[
        Region::CN,
        Region::HK,
        Region::MO,
        Region::TW,
        Region::SG,
        Region::MY,
        Region::literal(b"US"),
    ])
}

/// The callers on a phone of [`weeks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Callers {
    /// Only contacts ring, so that the engine never has anything to remember.
    Contacts,
    /// Couriers, sales calls and wrong numbers ring every day, now and then from overseas, as on every phone.
    Anybody,
}

/// `count` events of one phone in ordinary use: of a hundred, 85 open an app, ten turn the screen, and the rest are
/// calls, installs, updates, voice in apps, casting and settings, in their proper order. The same seed gives the same
/// events. A thousand of them are about a day.
#[must_use]
pub fn weeks(seed: u64, count: usize, callers: Callers) -> Vec<Report> {
    let mut dice = Dice::new(seed);
    let mut now = Moment::from_ms(1_760_000_000_000);
    let mut screen = true;
    let mut waiting: std::collections::VecDeque<Event> = std::collections::VecDeque::new();
    let mut told = Vec::with_capacity(count);
    while told.len() < count {
        now = now + Span::from_ms(dice.below(170_000));
        let event = match dice.below(100) {
            0..=84 => Event::AppOpened { package: opened(&mut dice) },
            85..=94 => {
                screen = !screen;
                Event::ScreenTurned { on: screen }
            }
            _ => {
                if waiting.is_empty() {
                    waiting.extend(episode(&mut dice, callers));
                }
                let Some(event) = waiting.pop_front() else { continue };
                event
            }
        };
        let late = if dice.one_in(50) { Span::seconds(dice.below(5)) } else { Span::default() };
        told.push(Report { seen: now, at: now - late, event });
    }
    told
}

/// [`weeks`] of a phone that anybody rings, with a fraud after every `ordinary` events: a call from overseas,
/// an app from a link, a shared screen, the bank, and the end of it all half an hour later.
#[must_use]
pub fn weeks_with_frauds(seed: u64, count: usize, ordinary: usize) -> Vec<Report> {
    let mut told = Vec::with_capacity(count);
    let mut later = Span::default();
    let moved = |told: &Report, later: Span| Report {
        seen: told.seen + later,
        at: told.at + later,
        event: told.event.clone(),
    };
    for part in weeks(seed, count, Callers::Anybody).chunks(ordinary) {
        told.extend(part.iter().map(|told| moved(told, later)));
        let Some(latest) = told.last().map(|told| told.seen) else { break };
        told.extend(fraud().into_iter().map(|(after, event)| {
            let now = latest + after;
            Report { seen: now, at: now, event }
        }));
        later = later + Span::hours(1);
    }
    told.truncate(count);
    told
}

/// The reports of a fraud, each with its delay.
fn fraud() -> Vec<(Span, Event)> {
    let app = || "com.yhtx.meet".to_owned();
    let opened = |package: &str| Event::AppOpened { package: package.to_owned() };
    let call = Event::CallStarted {
        direction: Direction::Incoming,
        number: Some("+85251234567".to_owned()),
        contact: Some(false),
        line: None,
        family: false,
        verified: None,
        hotline: false,
    };
    let installed = Event::AppInstalled {
        package: app(),
        label: Some("云会通".to_owned()),
        source: InstallSource::Sideload,
        update: false,
        preinstalled: Some(false),
        declares: None,
    };
    let events = [
        (0, call),
        (1, Event::CallAnswered {}),
        (12, installed),
        (13, Event::CaptureConsentOpened { package: Some(app()) }),
        (13, Event::CaptureServiceStarted { package: app(), preinstalled: None }),
        (13, Event::PrivateDisplayAdded { display: 9 }),
        (15, opened("com.icbc")),
        (16, Event::WarningAnswered { choice: Choice::Continue }),
        (18, opened("com.android.mms")),
        (28, Event::PrivateDisplayRemoved { display: 9 }),
        (28, Event::CaptureServiceStopped { package: app(), ends_capture: false }),
        (29, Event::CallEnded {}),
        (40, Event::AppRemoved { package: app() }),
    ];
    events.into_iter().map(|(minutes, event)| (Span::minutes(minutes), event)).collect()
}

/// A launcher, chats, video, news: half of them unknown to the catalogue, and a money app once in thirty
/// times.
fn opened(dice: &mut Dice) -> String {
    const DAILY: [&str; 12] = [
        "com.huawei.android.launcher",
        "com.huawei.android.launcher",
        "com.tencent.mm",
        "com.tencent.mm",
        "com.ss.android.ugc.aweme",
        "com.kuaishou.nebula",
        "com.ss.android.article.news",
        "com.autonavi.minimap",
        "com.huawei.photos",
        "com.android.contacts",
        "com.android.deskclock",
        "tv.danmaku.bili",
    ];
    const MONEY: [&str; 4] =
        ["com.eg.android.AlipayGphone", "com.icbc", "com.taobao.taobao", "com.android.bankabc"];
    if dice.one_in(30) { (*dice.pick(&MONEY)).to_owned() } else { (*dice.pick(&DAILY)).to_owned() }
}

fn episode(dice: &mut Dice, callers: Callers) -> Vec<Event> {
    let tencent = || "com.tencent.mm".to_owned();
    match dice.below(20) {
        0..=12 => {
            let contact = callers == Callers::Contacts || dice.one_in(2);
            let number = match dice.below(40) {
                _ if contact => "13800138000".to_owned(),
                0 => "+85251234567".to_owned(),
                1 => "0044207946018".to_owned(),
                _ => format!("13{:09}", dice.below(1_000_000_000)),
            };
            let started = Event::CallStarted {
                direction: if dice.one_in(4) { Direction::Outgoing } else { Direction::Incoming },
                number: Some(number),
                contact: Some(contact),
                line: None,
                family: false,
                verified: None,
                hotline: false,
            };
            if dice.one_in(4) {
                vec![started, Event::CallEnded {}]
            } else {
                vec![started, Event::CallAnswered {}, Event::CallEnded {}]
            }
        }
        13..=15 => vec![
            Event::VoiceChatStarted { package: Some(tencent()), family: false },
            Event::VoiceChatEnded {},
        ],
        16..=17 => vec![Event::AppInstalled {
            package: opened(dice),
            label: None,
            source: InstallSource::Store,
            update: !dice.one_in(8),
            preinstalled: None,
            declares: None,
        }],
        18 if dice.one_in(3) => {
            vec![Event::PrivateDisplayAdded { display: 7 }, Event::PrivateDisplayRemoved { display: 7 }]
        }
        18 => vec![Event::SettingsOpened { what: SettingsScreen::Accessibility }],
        _ => vec![Event::ProtectionChanged { capability: Capability::Battery, granted: dice.one_in(2) }],
    }
}

/// `SplitMix64`, whose constants are published: small, and the same on every machine for ever.
#[derive(Clone, Debug)]
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn small(&mut self, limit: u32) -> u32 {
        u32::try_from(self.below(u64::from(limit))).expect("it is below a 32-bit limit")
    }

    fn small_u8(&mut self, limit: u8) -> u8 {
        u8::try_from(self.below(u64::from(limit))).expect("it is below an 8-bit limit")
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn pick<'list, T>(&mut self, list: &'list [T]) -> &'list T {
        let index = self.next() as usize % list.len();
        &list[index]
    }
}
