//! Short scenarios for tests: a phone's reports in a few words, and the guard's answer to each.
//!
//! Times are in milliseconds. Every method that reports something does so now; [`Scenario::after`] lets time
//! pass and wakes the engine whenever it asked for it.

use kinguard_core::effect::{Effect, FamilyMessage, Level, Reason, RuleId};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::{
    Capability, Choice, Declaration, Direction, Event, FamilyAnswer, InstallSource, SettingsScreen,
};
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::time::{Moment, Span};

/// One second.
pub const SECOND: u64 = 1_000;
/// One minute.
pub const MINUTE: u64 = 60 * SECOND;
/// One hour.
pub const HOUR: u64 = 60 * MINUTE;
/// One day.
pub const DAY: u64 = 24 * HOUR;

/// A mobile number of the mainland.
pub const MOBILE: &str = "13512340001";
/// A number from overseas.
pub const OVERSEAS: &str = "+442079460123";
/// A known meeting app.
pub const MEETING: &str = "com.tencent.wemeet.app";
/// A known remote-control app.
pub const REMOTE: &str = "com.oray.sunlogin";
/// A known chat app.
pub const CHAT: &str = "com.tencent.mm";
/// An unknown app.
pub const UNKNOWN: &str = "com.example.helper";
/// A bank.
pub const BANK: &str = "com.icbc";
/// A wallet.
pub const WALLET: &str = "com.eg.android.AlipayGphone";
/// A bank's hotline.
pub const HOTLINE: &str = "95588";
/// The number of a family member.
pub const DAUGHTER: &str = "13900000001";
/// Text messages.
pub const MESSAGES: &str = "com.android.mms";
/// The home screen.
pub const HOME: &str = "com.huawei.android.launcher";

/// A phone in a scenario, with its guard.
#[derive(Clone, Debug)]
pub struct Scenario {
    player: Player,
    now: Moment,
    /// The effects of the latest report or wait.
    answer: Vec<Effect>,
    /// The highest level shown since it was last asked for.
    highest: Option<Level>,
}

impl Default for Scenario {
    fn default() -> Self {
        Self::new()
    }
}

impl Scenario {
    /// A mainland phone with a new guard.
    #[must_use]
    pub fn new() -> Self {
        Self::at_home_in(Region::CN, &[])
    }

    /// A phone of another region, with familiar regions.
    #[must_use]
    pub fn at_home_in(home: Region, familiar_regions: &[Region]) -> Self {
        let settings = Settings { home, familiar_regions: familiar_regions.to_vec() };
        Self {
            player: Player::new(Engine::new(&settings)),
            now: Moment::default(),
            answer: Vec::new(),
            highest: None,
        }
    }

    /// Returns the effects of the latest report or wait.
    #[must_use]
    pub fn answer(&self) -> &[Effect] {
        &self.answer
    }

    /// Returns the current time of the scenario.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The guard in its present state.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.player.engine()
    }

    /// Returns whether the latest answer contains a warning or message of that rule.
    #[must_use]
    pub fn fires(&self, rule: RuleId) -> bool {
        self.answer.iter().any(|effect| match effect {
            Effect::Warn { rule: found, .. } | Effect::NotifyFamily { rule: found, .. } => *found == rule,
            Effect::Dismiss { .. } | Effect::Help { .. } => false,
        })
    }

    /// Returns whether the latest answer contains a warning of that level.
    #[must_use]
    pub fn warns(&self, level: Level) -> bool {
        self.answer
            .iter()
            .any(|effect| matches!(effect, Effect::Warn { level: found, .. } if *found == level))
    }

    /// Returns whether the latest answer contains that message to the family.
    #[must_use]
    pub fn tells(&self, kind: FamilyMessage) -> bool {
        self.answer
            .iter()
            .any(|effect| matches!(effect, Effect::NotifyFamily { kind: found, .. } if *found == kind))
    }

    /// Returns whether the latest answer takes the warning away.
    #[must_use]
    pub fn dismisses(&self) -> bool {
        self.answer.iter().any(|effect| matches!(effect, Effect::Dismiss { .. }))
    }

    /// Returns whether the latest answer contains a warning with such a reason.
    #[must_use]
    pub fn rests_on(&self, fact: impl Fn(&Reason) -> bool) -> bool {
        self.answer
            .iter()
            .any(|effect| matches!(effect, Effect::Warn { reasons, .. } if reasons.iter().any(&fact)))
    }

    /// Lets time pass.
    pub fn after(&mut self, ms: u64) -> &mut Self {
        self.now = self.now + Span::from_ms(ms);
        let answer = &mut self.answer;
        answer.clear();
        self.player.wake_up_to(self.now, |_, effect| answer.push(effect));
        self.note_level();
        self
    }

    /// Reports an event as it happens.
    pub fn event(&mut self, event: &Event) -> &mut Self {
        self.late(0, event)
    }

    /// Reports an event that happened `ago` milliseconds before.
    pub fn late(&mut self, ago: u64, event: &Event) -> &mut Self {
        self.answer = self.player.observe(self.now, self.now - Span::from_ms(ago), event).effects;
        self.note_level();
        self
    }

    fn note_level(&mut self) {
        let shown = self.answer.iter().filter_map(|effect| match effect {
            Effect::Warn { level, .. } => Some(*level),
            _ => None,
        });
        self.highest = self.highest.max(shown.max());
    }

    /// Returns the highest level shown since this was last called.
    pub fn take_highest(&mut self) -> Option<Level> {
        self.highest.take()
    }

    /// A call comes in.
    pub fn rings(&mut self, number: &str, contact: Option<bool>) -> &mut Self {
        self.event(&call(Direction::Incoming, Some(number), contact))
    }

    /// A number is dialled.
    pub fn dials(&mut self, number: &str, contact: Option<bool>) -> &mut Self {
        self.event(&call(Direction::Outgoing, Some(number), contact))
    }

    /// A family member calls.
    pub fn family_rings(&mut self) -> &mut Self {
        self.event(&Event::CallStarted {
            direction: Direction::Incoming,
            number: Some(DAUGHTER.to_owned()),
            contact: Some(true),
            line: None,
            family: true,
            verified: None,
            hotline: false,
        })
    }

    /// The call is answered.
    pub fn answers(&mut self) -> &mut Self {
        self.event(&Event::CallAnswered {})
    }

    /// The line is idle again.
    pub fn hangs_up(&mut self) -> &mut Self {
        self.event(&Event::CallEnded {})
    }

    /// A stranger calls, and the call has lasted `ms` so far.
    pub fn talks(&mut self, number: &str, ms: u64) -> &mut Self {
        self.rings(number, Some(false)).answers().after(ms)
    }

    /// A stranger rang, talked for `ms` and hung up.
    pub fn talked(&mut self, number: &str, ms: u64) -> &mut Self {
        self.talks(number, ms).hangs_up()
    }

    /// A voice chat begins in an app.
    pub fn voice(&mut self, package: &str) -> &mut Self {
        self.event(&Event::VoiceChatStarted { package: Some(package.to_owned()), family: false })
    }

    /// A voice chat with a family member begins in an app.
    pub fn family_voice(&mut self, package: &str) -> &mut Self {
        self.event(&Event::VoiceChatStarted { package: Some(package.to_owned()), family: true })
    }

    /// The voice chat ends.
    pub fn voice_ends(&mut self) -> &mut Self {
        self.event(&Event::VoiceChatEnded {})
    }

    /// An app without a telling name is installed.
    pub fn installs(&mut self, package: &str, source: InstallSource) -> &mut Self {
        self.event(&Event::AppInstalled {
            package: package.to_owned(),
            label: None,
            source,
            update: false,
            preinstalled: None,
            declares: None,
        })
    }

    /// An app without a telling name is installed from a file or a link, and the phone reports what it asks
    /// for.
    pub fn installs_asking(&mut self, package: &str, declares: &[Declaration]) -> &mut Self {
        self.event(&Event::AppInstalled {
            package: package.to_owned(),
            label: None,
            source: InstallSource::Sideload,
            update: false,
            preinstalled: None,
            declares: Some(declares.to_vec()),
        })
    }

    /// An app with that label is installed from a file or a link.
    pub fn installs_named(&mut self, package: &str, label: &str) -> &mut Self {
        self.event(&Event::AppInstalled {
            package: package.to_owned(),
            label: Some(label.to_owned()),
            source: InstallSource::Sideload,
            update: false,
            preinstalled: None,
            declares: None,
        })
    }

    /// An app is updated.
    pub fn renews(&mut self, package: &str, source: InstallSource) -> &mut Self {
        self.event(&Event::AppInstalled {
            package: package.to_owned(),
            label: None,
            source,
            update: true,
            preinstalled: None,
            declares: None,
        })
    }

    /// An app is removed.
    pub fn removes(&mut self, package: &str) -> &mut Self {
        self.event(&Event::AppRemoved { package: package.to_owned() })
    }

    /// An app comes to the front.
    pub fn opens(&mut self, package: &str) -> &mut Self {
        self.event(&opened(package))
    }

    /// The system asks whether that app may capture the screen.
    pub fn consent(&mut self, package: &str) -> &mut Self {
        self.event(&consent(package))
    }

    /// A service starts that may capture the screen.
    pub fn service(&mut self, package: &str) -> &mut Self {
        self.event(&service(package))
    }

    /// The service stops.
    pub fn service_stops(&mut self, package: &str) -> &mut Self {
        self.event(&Event::CaptureServiceStopped { package: package.to_owned(), ends_capture: false })
    }

    /// A display appears whose content other apps may not read.
    pub fn display(&mut self, display: i32) -> &mut Self {
        self.event(&Event::PrivateDisplayAdded { display })
    }

    /// The display goes away.
    pub fn display_goes(&mut self, display: i32) -> &mut Self {
        self.event(&Event::PrivateDisplayRemoved { display })
    }

    /// An app shares the screen, seen by its service and a display. The answer is that to both.
    pub fn shares(&mut self, package: &str) -> &mut Self {
        let first = std::mem::take(&mut self.service(package).answer);
        self.display(100);
        self.answer.splice(0..0, first);
        self
    }

    /// The app stops sharing.
    pub fn shares_no_more(&mut self, package: &str) -> &mut Self {
        self.service_stops(package).display_goes(100)
    }

    /// An app gains control of the phone.
    pub fn controls(&mut self, package: &str) -> &mut Self {
        self.event(&Event::RemoteControlEnabled { package: package.to_owned(), preinstalled: None })
    }

    /// The app loses control.
    pub fn controls_no_more(&mut self, package: &str) -> &mut Self {
        self.event(&Event::RemoteControlDisabled { package: package.to_owned() })
    }

    /// A settings screen comes to the front.
    pub fn settings(&mut self, what: SettingsScreen) -> &mut Self {
        self.event(&Event::SettingsOpened { what })
    }

    /// NFC is switched on.
    pub fn nfc(&mut self) -> &mut Self {
        self.event(&Event::NfcTurned { on: true })
    }

    /// The guard loses a permission or role.
    pub fn loses(&mut self, capability: Capability) -> &mut Self {
        self.event(&Event::ProtectionChanged { capability, granted: false })
    }

    /// The phone restarts.
    pub fn reboots(&mut self) -> &mut Self {
        self.event(&Event::DeviceBooted {})
    }

    /// Calls are forwarded.
    pub fn forwards(&mut self) -> &mut Self {
        self.event(&Event::CallForwardingChanged { on: true })
    }

    /// The alarm button is pressed.
    pub fn help(&mut self) -> &mut Self {
        self.event(&Event::HelpAsked {})
    }

    /// The user answers the warning.
    pub fn chooses(&mut self, choice: Choice) -> &mut Self {
        self.event(&Event::WarningAnswered { choice })
    }

    /// The first contact answers.
    pub fn family(&mut self, answer: FamilyAnswer) -> &mut Self {
        self.event(&Event::FamilyAnswered { contact: 0, answer, unverified: false })
    }
}

/// An event: a call starts.
#[must_use]
pub fn call(direction: Direction, number: Option<&str>, contact: Option<bool>) -> Event {
    Event::CallStarted {
        direction,
        number: number.map(str::to_owned),
        contact,
        line: None,
        family: false,
        verified: None,
        hotline: false,
    }
}

/// An event: an app comes to the front.
#[must_use]
pub fn opened(package: &str) -> Event {
    Event::AppOpened { package: package.to_owned() }
}

/// An event: the system asks whether an app may capture the screen.
#[must_use]
pub fn consent(package: &str) -> Event {
    Event::CaptureConsentOpened { package: Some(package.to_owned()) }
}

/// An event: a service starts that may capture the screen.
#[must_use]
pub fn service(package: &str) -> Event {
    Event::CaptureServiceStarted { package: package.to_owned(), preinstalled: None }
}
