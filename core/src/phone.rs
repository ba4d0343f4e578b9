//! The current state of the phone, and what was learned recently.

mod apps;
mod captures;
mod front;
mod voice;

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use self::apps::ReportedInstall;
pub use self::front::Front;
pub(crate) use self::voice::VOICE_LASTS;
pub use self::voice::VoiceChat;
use crate::call::Risk;
use crate::calls::{Calls, StartedCall};
use crate::catalog::Category;
use crate::event::{Capability, Event};
use crate::habit::Habits;
use crate::installs::{Install, Installs, Instigator};
use crate::package::PackageName;
use crate::region::Region;
use crate::sharing::Sharing;
use crate::time::{Moment, Span};

/// A stranger's call counts for this long after its end.
pub(crate) const CALL_REMEMBERED: Span = Span::hours(24);
/// Without a capture or an install, no rule on an app in front looks further back for a call.
const CALL_LEADS_TO_APP: Span = Span::minutes(30);
/// The next contact is told if nobody has answered for this long, unless the family set another time.
pub const FAMILY_WAITS: Span = Span::minutes(3);
/// The times that the family may set: with a shorter one nobody can answer, with a longer one the next contact hears too late.
pub const FAMILY_MAY_WAIT: RangeInclusive<Span> = Span::minutes(1)..=Span::minutes(30);
/// A sharing counts for this long after its end.
pub const SHARING_REMEMBERED: Span = Span::minutes(15);
/// A stranger counts as involved for this long after a call that matters, which keeps a capture from counting
/// as habitual.
const STRANGER_INVOLVED_FOR: Span = Span::hours(2);

/// The settings that the engine needs before the first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The SIM's region. It decides what "overseas" means.
    pub home: Region,
    /// Regions in which the family has friends or relatives. Strangers from there count as domestic.
    pub familiar_regions: Vec<Region>,
}

impl Settings {
    /// The most familiar regions that are kept; the world has some 250.
    pub const FAMILIAR_REGIONS_HELD: usize = 20;
}

/// An app that can act for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its application id.
    pub package: PackageName,
    /// True while it can.
    pub on: bool,
}

/// Everything known about the phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// The SIM's region and the regions the family knows.
    pub settings: Settings,
    /// The telephone calls.
    pub calls: Calls,
    /// The latest voice chat.
    pub voice: Option<VoiceChat>,
    /// The captures of the screen.
    pub sharing: Sharing,
    /// Recent installs.
    pub installs: Installs,
    /// The captures that are ordinary on this phone.
    pub habits: Habits,
    /// The app in front.
    pub front: Option<Front>,
    /// Apps that can, or could, act for the user.
    pub controllers: Vec<Controller>,
    /// True if calls are diverted.
    pub calls_forwarded: bool,
    /// The permissions and roles that are missing.
    pub lost_capabilities: Vec<Capability>,
    /// Apps that claim, by their id, to ship with the phone but do not: a maker's recorder, a part of the
    /// system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impostors: Vec<PackageName>,
    /// The region in which the phone roams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roaming: Option<Region>,
    /// True while the phone shows itself on a car's screen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_car: bool,
    /// The time a contact has to answer before the next one is told.
    #[serde(default = "usual_wait", skip_serializing_if = "is_usual_wait")]
    pub family_waits: Span,
}

const fn usual_wait() -> Span {
    FAMILY_WAITS
}

fn is_usual_wait(waits: &Span) -> bool {
    *waits == FAMILY_WAITS
}

/// A change that rules react to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that rules react to.
    None,
    /// A sharing signal arrived, for the session at this index.
    SharingSign(usize),
    /// An app that is able to serve a fraud was installed.
    Installed(Install),
    /// Another app was installed.
    OtherInstalled(String),
    /// An app gained control for the first time.
    Controlled(PackageName),
    /// Calls are diverted now.
    Forwarded,
    /// A capability was lost or restored.
    Protection(Capability, bool),
}

impl Phone {
    /// A phone of which nothing is known yet.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self {
            settings: settings.clone(),
            calls: Calls::default(),
            voice: None,
            sharing: Sharing::default(),
            installs: Installs::default(),
            habits: Habits::default(),
            front: None,
            controllers: Vec::new(),
            calls_forwarded: false,
            lost_capabilities: Vec::new(),
            impostors: Vec::new(),
            roaming: None,
            in_car: false,
            family_waits: FAMILY_WAITS,
        }
    }

    /// Takes in one event that happened `at`.
    pub fn learn(&mut self, at: Moment, event: &Event) -> Change {
        let installs = &self.installs;
        let is_instigated = |package: &PackageName| installs.instigator_of(package) > Instigator::Nobody;
        match event {
            Event::AppOpened { package } => {
                self.open(at, package);
            }
            Event::CallStarted { direction, number, contact, line, family, verified, hotline } => {
                let front = self.front.as_ref().and_then(Front::app);
                let call = StartedCall {
                    direction: *direction,
                    number: number.as_deref(),
                    contact: *contact,
                    family: *family,
                    forged: *verified == Some(false),
                    hotline: *hotline,
                    from_messages: front.is_some_and(|app| app.category == Category::Messages),
                    home: line.unwrap_or(self.settings.home),
                };
                let is_familiar =
                    |region| self.roaming == Some(region) || self.settings.familiar_regions.contains(&region);
                self.calls.start(at, call, is_familiar);
            }
            Event::CallAnswered {} => self.calls.answer(at),
            Event::CallEnded {} => self.calls.end(at),
            Event::VoiceChatStarted { package, family } => self.begin_voice(at, package.as_deref(), *family),
            Event::VoiceChatEnded {} => self.end_voice(at),
            Event::AppInstalled { package, label, source, update, preinstalled, declares } => {
                let came = ReportedInstall {
                    package,
                    label: label.as_deref(),
                    source: *source,
                    update: *update,
                    preinstalled: *preinstalled,
                    declares: declares.as_deref(),
                };
                return self.install(at, came);
            }
            Event::AppRemoved { package } => self.remove(at, package),
            Event::CaptureConsentOpened { package } => {
                let session = self.sharing.consent_opened(at, package.as_deref(), &is_instigated);
                return session.map_or(Change::None, Change::SharingSign);
            }
            Event::CaptureServiceStarted { package, preinstalled } => {
                apps::note_impostor(&mut self.impostors, &self.sharing, package, *preinstalled);
                return self
                    .sharing
                    .service_started(at, package, &is_instigated)
                    .map_or(Change::None, Change::SharingSign);
            }
            Event::CaptureServiceStopped { package, ends_capture } => {
                self.sharing.service_stopped(at, package, *ends_capture);
            }
            Event::PrivateDisplayAdded { display } => return self.display_added(at, *display, None),
            Event::PublicDisplayAdded { display, name } => {
                return self.display_added(at, *display, name.as_deref());
            }
            Event::PrivateDisplayRemoved { display } | Event::PublicDisplayRemoved { display } => {
                self.sharing.display_removed(at, *display);
            }
            Event::CarModeChanged { on } => self.in_car = *on,
            Event::ScreenRecorded { visible } => {
                return self.sharing.recorded(at, *visible).map_or(Change::None, Change::SharingSign);
            }
            Event::RemoteControlEnabled { package, preinstalled } => {
                return self.enable_controller(package, *preinstalled);
            }
            Event::RemoteControlDisabled { package } => self.disable_controller(package),
            Event::CallForwardingChanged { on } => {
                let newly = *on && !self.calls_forwarded;
                self.calls_forwarded = *on;
                return if newly { Change::Forwarded } else { Change::None };
            }
            Event::DeviceBooted {} => self.reboot(at),
            Event::ProtectionChanged { capability, granted } => {
                return self.protect(at, *capability, *granted);
            }
            Event::SettingsChanged { home, familiar_regions, family_waits_ms, roaming } => {
                self.roaming = *roaming;
                let waits = family_waits_ms.unwrap_or(self.family_waits);
                self.family_waits = waits.clamp(*FAMILY_MAY_WAIT.start(), *FAMILY_MAY_WAIT.end());
                self.settings.home = *home;
                self.settings.familiar_regions.clone_from(familiar_regions);
                self.settings.familiar_regions.truncate(Settings::FAMILIAR_REGIONS_HELD);
            }
            Event::ScreenTurned { .. }
            | Event::WarningAnswered { .. }
            | Event::FamilyAnswered { .. }
            | Event::FamilyHelp { .. }
            | Event::HelpAsked {}
            | Event::SettingsOpened { .. }
            | Event::PowerGranted { .. }
            | Event::NfcTurned { .. } => {}
        }
        Change::None
    }

    /// Returns from when on opening an app cannot matter if nothing else happens. Every rule on an app in
    /// front needs a call that matters, a capture, or an app that somebody instigated or that operates the
    /// phone. Returns `None` while there is one of these.
    #[must_use]
    pub fn harmless_from(&self) -> Option<Moment> {
        let operated = |controller: &Controller| controller.on && self.installs.knows(&controller.package);
        let quiet = self.sharing.is_quiet()
            && !self.controllers.iter().any(operated)
            && !self.installs.any_instigated()
            && !self.calls.stranger_is_heard();
        quiet.then(|| {
            self.calls.last_that_mattered_ended().map_or(Moment::default(), |ended| ended + CALL_LEADS_TO_APP)
        })
    }

    /// Returns whether a voice chat is going on.
    #[must_use]
    pub fn voice_goes_on(&self) -> bool {
        self.voice.as_ref().is_some_and(|voice| voice.ended.is_none())
    }

    /// Returns whether a stranger may be involved in what is going on: by a recent call, or by an app they
    /// had installed.
    #[must_use]
    pub fn stranger_involved(&self, at: Moment) -> bool {
        self.calls.risk(at, STRANGER_INVOLVED_FOR) > Risk::None
            || self.installs.gravest(at).is_some_and(|install| {
                install.instigator > Instigator::Nobody && at.since(install.at) < CALL_REMEMBERED
            })
    }

    /// Learns from finished captures what is ordinary on this phone. Captures during an incident, or with a
    /// stranger involved, teach nothing.
    pub fn learn_habits(&mut self, in_incident: bool) {
        while let Some(session) = self.sharing.take_uncounted() {
            if !in_incident && session.was_seen() && !self.may_be_led(&session) {
                let owner = self.likely_owner(&session, session.starts()).cloned();
                self.habits.shown(session.starts(), owner.as_ref());
            }
        }
    }

    /// Returns when the next call or voice chat is given up because its end was never reported.
    #[must_use]
    pub fn next_given_up(&self) -> Option<Moment> {
        let voice =
            self.voice.as_ref().filter(|voice| voice.ended.is_none()).map(|voice| voice.began + VOICE_LASTS);
        Moment::first(&[self.calls.next_given_up(), voice])
    }

    /// Forgets what is too old to matter.
    pub fn forget(&mut self, now: Moment) {
        self.calls.forget(now, CALL_REMEMBERED);
        self.sharing.forget(now, SHARING_REMEMBERED);
        self.installs.forget(now);
        let over = |voice: &VoiceChat| match voice.ended {
            Some(ended) => now.since(ended) >= STRANGER_INVOLVED_FOR,
            None => now.since(voice.began) >= VOICE_LASTS,
        };
        self.voice = self.voice.take().filter(|voice| !over(voice));
    }

    /// Takes in that an app came to the front. Returns whether that is news: not the same app again, nor one
    /// that was in front before what is known already.
    pub fn open(&mut self, at: Moment, package: &str) -> bool {
        let changed = match &mut self.front {
            Some(front) => front.change(at, package),
            None => {
                self.front = Some(Front::new(at, package));
                true
            }
        };
        let shows_pages = |front: &Front| self.shows_pages(&front.package(), at);
        if changed && self.sharing.has_display_of(at) && self.front.as_ref().is_some_and(shows_pages) {
            self.sharing.explain_displays(at);
        }
        changed
    }

    fn reboot(&mut self, at: Moment) {
        self.in_car = false;
        self.calls.end(at);
        self.end_voice(at);
        self.sharing.reboot(at);
        self.front = None;
    }

    fn protect(&mut self, at: Moment, capability: Capability, granted: bool) -> Change {
        let known = self.lost_capabilities.iter().position(|lost| *lost == capability);
        match (granted, known) {
            (true, Some(index)) => {
                self.lost_capabilities.remove(index);
            }
            (false, None) => {
                self.lost_capabilities.push(capability);
                if capability == Capability::PhoneState {
                    // The ends of calls that are going on will not be reported any more.
                    self.calls.end(at);
                }
            }
            _ => return Change::None,
        }
        Change::Protection(capability, granted)
    }
}
