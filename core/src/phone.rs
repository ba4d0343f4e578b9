//! What is true on the phone now, and what was learned lately.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::call::{Call, Risk};
use crate::calls::{Calls, StartedCall};
use crate::catalog::{self, Category};
use crate::event::{Capability, Declaration, Event, InstallSource};
use crate::habit::Habits;
use crate::installs::{self, Ability, Install, Installing, Installs, Word};
use crate::package::PackageName;
use crate::region::Region;
use crate::sharing::{Session, Sharing};
use crate::time::{Moment, Span};

/// How long an ended call of a stranger is looked back upon.
pub const CALL_REMEMBERED: Span = Span::hours(24);
/// A stranger's voice that moves into a chat or meeting app does so within this of the call's end.
const VOICE_MOVES: Span = Span::minutes(3);
/// What is shared this soon after a stranger's call may be shared on his word.
const VOICE_LEADS: Span = Span::minutes(10);
/// A display without a name is taken for that of a conversation only when this has not gone on for longer.
const CONVERSATION_EXPLAINS: Span = Span::hours(2);
/// A stranger's call in which a file is installed matters from this long on.
const BRIEF_TALK: Span = Span::seconds(45);
/// A conversation in an app falls silent within this of the telephone call that interrupts it.
const INTERRUPTED: Span = Span::seconds(10);
/// The next contact is told when nobody has answered for this long, unless the family set another time.
pub const FAMILY_WAITS: Span = Span::minutes(3);
/// What the family may set: a shorter time lets nobody answer, a longer one tells the next contact too late.
pub const FAMILY_MAY_WAIT: RangeInclusive<Span> = Span::minutes(1)..=Span::minutes(30);
/// Voice whose end was never told is given up after this: on some phones the audio mode stays as it was.
pub const VOICE_LASTS: Span = Span::hours(12);
/// How long an ended sharing is looked back upon.
pub const SHARING_REMEMBERED: Span = Span::minutes(15);
/// A risky call within this keeps a day's sharing from counting as a habit.
const STORY: Span = Span::hours(2);
const CONTROLLERS_HELD: usize = 4;
const IMPOSTORS_HELD: usize = 4;

/// What the engine must know of the phone before the first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The SIM's region. It decides what "overseas" means.
    pub home: Region,
    /// Where the family has friends or relatives: a stranger from there counts as a domestic one.
    pub familiar_regions: Vec<Region>,
}

impl Settings {
    /// How many familiar regions are kept; the world has some 250.
    pub const FAMILIAR_REGIONS_HELD: usize = 20;
}

/// Voice in a chat or meeting app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceChat {
    /// The app, where it is known.
    pub package: Option<PackageName>,
    /// When it began.
    pub began: Moment,
    /// When it ended; kept until the next one begins.
    pub ended: Option<Moment>,
    /// When the risky call was answered that moved into it.
    pub carries_on: Option<Moment>,
    /// Whether the other side is family.
    #[serde(default, skip_serializing_if = "is_false")]
    pub family: bool,
}

impl VoiceChat {
    /// Whether it was going on at that moment.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.began <= at && at.since(self.began) < VOICE_LASTS && self.ended.is_none_or(|ended| at < ended)
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

/// The app in front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Its application id.
    pub package: PackageName,
    /// Since when.
    pub since: Moment,
}

/// An app that can act for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its application id.
    pub package: PackageName,
    /// Whether it can at present.
    pub on: bool,
}

/// The facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// The SIM's region and the regions the family knows.
    pub settings: Settings,
    /// The telephone.
    pub calls: Calls,
    /// The latest voice in an app.
    pub voice: Option<VoiceChat>,
    /// Who may see the screen.
    pub sharing: Sharing,
    /// Apps that came lately.
    pub installs: Installs,
    /// What this phone does anyway.
    pub habits: Habits,
    /// The app in front.
    pub front: Option<Front>,
    /// Apps that can, or could, act for the user.
    pub controllers: Vec<Controller>,
    /// Whether calls are diverted.
    pub calls_forwarded: bool,
    /// What the protection lacks at present.
    pub lost_capabilities: Vec<Capability>,
    /// Apps that did not come with the phone though their ids say so: a recorder of the maker's, a part of the system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impostors: Vec<PackageName>,
    /// Where the phone is abroad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roaming: Option<Region>,
    /// How long a contact has to answer before the next one is told.
    #[serde(default = "usual_wait", skip_serializing_if = "is_usual_wait")]
    pub family_waits: Span,
}

const fn usual_wait() -> Span {
    FAMILY_WAITS
}

fn is_usual_wait(waits: &Span) -> bool {
    *waits == FAMILY_WAITS
}

/// An app that came onto the phone, as the phone tells it.
#[derive(Clone, Copy, Debug)]
struct Came<'event> {
    package: &'event str,
    label: Option<&'event str>,
    source: InstallSource,
    update: bool,
    preinstalled: Option<bool>,
    declares: Option<&'event [Declaration]>,
}

/// What an event changed, as far as rules ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that a rule asks for.
    None,
    /// Another app came to the front.
    FrontChanged,
    /// A sign of sharing arrived; the session is at this index.
    SharingSign(usize),
    /// An app that is able to carry a fraud was installed.
    Installed(Install),
    /// Another app was installed.
    OtherInstalled(String),
    /// An app gained control that never had it before.
    Controlled(PackageName),
    /// Calls are diverted now.
    Forwarded,
    /// A capability was lost or came back.
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
            family_waits: FAMILY_WAITS,
        }
    }

    /// Takes in one event that happened `at`.
    pub fn learn(&mut self, at: Moment, event: &Event) -> Change {
        match event {
            Event::AppOpened { package } => return self.open(at, package),
            Event::CallStarted { direction, number, contact, line, family } => {
                let front = self.front.as_ref().and_then(|front| catalog::lookup(front.package.as_str()));
                let call = StartedCall {
                    direction: *direction,
                    number: number.as_deref(),
                    contact: *contact,
                    family: *family,
                    from_messages: front.is_some_and(|app| app.category == Category::Messages),
                    home: line.unwrap_or(self.settings.home),
                };
                let familiar: Vec<Region> =
                    self.settings.familiar_regions.iter().copied().chain(self.roaming).collect();
                self.calls.start(at, call, &familiar);
            }
            Event::CallAnswered {} => self.calls.answer(at),
            Event::CallEnded {} => self.calls.end(at),
            Event::VoiceChatStarted { package, family } => self.begin_voice(at, package.as_deref(), *family),
            Event::VoiceChatEnded {} => self.end_voice(at),
            Event::AppInstalled { package, label, source, update, preinstalled, declares } => {
                let came = Came {
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
                let session = self.sharing.consent_opened(at, package.as_deref());
                return session.map_or(Change::None, Change::SharingSign);
            }
            Event::CaptureServiceStarted { package, preinstalled } => {
                self.note_impostor(package, *preinstalled);
                return self.sharing.service_started(at, package).map_or(Change::None, Change::SharingSign);
            }
            Event::CaptureServiceStopped { package } => self.sharing.service_stopped(at, package),
            Event::PrivateDisplayAdded { display } => {
                let front = self.front.as_ref().map(|front| &front.package);
                let session = self.sharing.display_added(at, *display, front);
                return session.map_or(Change::None, Change::SharingSign);
            }
            Event::PrivateDisplayRemoved { display } => self.sharing.display_removed(at, *display),
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
            | Event::HelpAsked {}
            | Event::SettingsOpened { .. }
            | Event::NfcTurned { .. } => {}
        }
        Change::None
    }

    /// Whether nothing is known that could make opening an app matter: every rule on an app in front asks for a call that
    /// matters, a capture, or an install on somebody's word.
    #[must_use]
    pub fn is_harmless(&self, at: Moment) -> bool {
        let operated = |controller: &Controller| controller.on && self.installs.knows(&controller.package);
        self.sharing.is_quiet()
            && !self.controllers.iter().any(operated)
            && self.installs.gravest(at).is_none_or(|install| install.word == Word::Own)
            && self.calls.risk(at, CALL_REMEMBERED) == Risk::None
    }

    /// Whether something goes on that may become a danger within seconds: voice in an app, or a capture.
    #[must_use]
    pub fn wants_attention(&self) -> bool {
        self.voice.as_ref().is_some_and(|voice| voice.ended.is_none()) || self.sharing.goes_on()
    }

    /// The capture's app as far as it can be told: the one whose service said so, or the one in front or in conversation
    /// that is made for it.
    #[must_use]
    pub fn likely_owner<'phone>(
        &'phone self,
        session: &'phone Session,
        at: Moment,
    ) -> Option<&'phone PackageName> {
        if session.owner.is_some() {
            return session.owner.as_ref();
        }
        let explains = |voice: &&VoiceChat| {
            voice.is_live(session.starts()) && session.starts().since(voice.began) < CONVERSATION_EXPLAINS
        };
        let voice = self.voice.as_ref().filter(explains).and_then(|voice| voice.package.as_ref());
        let stranger_talks = self.calls.risk(at, Span::default()) == Risk::Risky;
        let asked = !session.is_bare_display();
        let led = self.may_be_led(session);
        let explains = |package: &PackageName| {
            let category = catalog::lookup(package.as_str()).map(|app| app.category);
            let in_talk = asked || stranger_talks || voice == Some(package);
            self.installs.of(package, at).is_some()
                || match category {
                    Some(Category::Meeting | Category::RemoteControl) => in_talk || led,
                    Some(Category::Messaging) => in_talk || led,
                    Some(Category::LocalCapture | Category::Mirroring) => asked,
                    _ => false,
                }
        };
        // An ad skipper is always there, and captures nothing.
        let may_capture = |package: &PackageName| {
            let made_for_it = catalog::lookup(package.as_str()).is_some();
            let install = self.installs.of(package, at);
            made_for_it
                || install.is_some_and(|install| {
                    install.word > Word::Own || install.asks_for(Declaration::Capture) == Some(true)
                })
        };
        let on = self.controllers.iter().filter(|controller| controller.on);
        let controller = on.map(|controller| &controller.package).find(|package| may_capture(package));
        [session.front.as_ref(), voice, controller].into_iter().flatten().find(|package| explains(package))
    }

    /// Whether a stranger's voice may have led the person to begin this capture: he talked as it began, or shortly
    /// before.
    #[must_use]
    pub fn may_be_led(&self, session: &Session) -> bool {
        let starts = session.starts();
        let call_led = self.calls.risk(starts, VOICE_LEADS) == Risk::Risky;
        let voice_led =
            self.voice.as_ref().is_some_and(|voice| voice.carries_on.is_some() && voice.is_live(starts));
        call_led || voice_led
    }

    /// The same for what this phone does every week: one from overseas talks as it begins, or has just talked; or any
    /// stranger talks, where the app is made for talking (`talks`).
    #[must_use]
    pub fn must_be_led(&self, session: &Session, talks: bool) -> bool {
        let starts = session.starts();
        let mut calls = self.calls.that_matter(starts, VOICE_LEADS).into_iter();
        let voice_led =
            self.voice.as_ref().is_some_and(|voice| voice.carries_on.is_some() && voice.is_live(starts));
        let leads = |call: &Call| call.is_foreign() || talks && call.is_live(starts);
        voice_led || calls.any(|(call, risk, _)| risk == Risk::Risky && leads(call))
    }

    /// Whether it began within an hour of a call from overseas or without a number.
    #[must_use]
    pub fn follows_foreign_call(&self, session: &Session) -> bool {
        let mut calls = self.calls.that_matter(session.starts(), Span::hours(1)).into_iter();
        calls.any(|(call, risk, _)| risk == Risk::Risky && call.is_foreign())
    }

    /// Whether somebody beyond the family may have a part in what goes on: a stranger's call lately, or an app
    /// installed on one's word.
    #[must_use]
    pub fn has_story(&self, at: Moment) -> bool {
        self.calls.risk(at, STORY) > Risk::None
            || self
                .installs
                .gravest(at)
                .is_some_and(|install| install.word > Word::Own && at.since(install.at) < CALL_REMEMBERED)
    }

    /// Learns from captures that are over what this phone does anyway. Those in the company of a stranger teach
    /// nothing, nor do those of an incident.
    pub fn learn_habits(&mut self, in_incident: bool) {
        while let Some(session) = self.sharing.take_uncounted() {
            if !in_incident && session.was_seen() && !self.may_be_led(&session) {
                let owner = self.likely_owner(&session, session.starts()).cloned();
                self.habits.shown(session.starts(), owner.as_ref());
            }
        }
    }

    /// Forgets what is too old to matter.
    pub fn forget(&mut self, now: Moment) {
        self.calls.forget(now, CALL_REMEMBERED);
        self.sharing.forget(now, SHARING_REMEMBERED);
        self.installs.forget(now);
        if self.voice.as_ref().and_then(|voice| voice.ended).is_some_and(|ended| now.since(ended) >= STORY) {
            self.voice = None;
        }
    }

    fn open(&mut self, at: Moment, package: &str) -> Change {
        match &mut self.front {
            // The same app, or one that was in front before what is known already: no change.
            Some(front) if front.package.is(package) || at < front.since => return Change::None,
            Some(front) => {
                front.package.set(package);
                front.since = at;
            }
            None => {
                self.front = Some(Front { package: PackageName::new(package), since: at });
            }
        }
        Change::FrontChanged
    }

    fn begin_voice(&mut self, at: Moment, package: Option<&str>, family: bool) {
        let package = package.map(PackageName::new);
        let began = self.interrupted_since(package.as_ref()).unwrap_or(at);
        // A weekly class that follows a domestic call is chance.
        let usual = self.habits.has(at, package.as_ref());
        let moved = || {
            let mut calls = self.calls.that_matter(at, VOICE_MOVES).into_iter();
            let moves = |call: &Call| !usual || call.is_live(at) || call.is_foreign();
            let found = calls.find(|(call, risk, _)| *risk == Risk::Risky && moves(call));
            found.and_then(|(call, ..)| call.answered)
        };
        let moved_on = || {
            let earlier = self
                .voice
                .as_ref()
                .filter(|earlier| earlier.ended.is_none_or(|ended| at.since(ended) < VOICE_MOVES));
            earlier.and_then(|earlier| earlier.carries_on)
        };
        let carries_on = if began == at { moved().or_else(moved_on) } else { None };
        self.voice = Some(VoiceChat { package, began, ended: None, carries_on, family });
    }

    /// When a conversation in this app began that a telephone call interrupted: it goes on where it stopped, and nobody
    /// has moved into it.
    fn interrupted_since(&self, package: Option<&PackageName>) -> Option<Moment> {
        let earlier = self.voice.as_ref().filter(|earlier| earlier.package.as_ref() == package)?;
        let ended = earlier.ended?;
        let answered = self.calls.last_answered()?;
        let by_call = ended.since(answered) < INTERRUPTED && answered.since(ended) < INTERRUPTED;
        (by_call && earlier.carries_on.is_none()).then_some(earlier.began)
    }

    fn end_voice(&mut self, at: Moment) {
        let had_begun = |voice: &&mut VoiceChat| voice.ended.is_none() && voice.began <= at;
        if let Some(voice) = self.voice.as_mut().filter(had_begun) {
            voice.ended = Some(at);
        }
    }

    fn install(&mut self, at: Moment, came: Came<'_>) -> Change {
        let Came { package, label, source, .. } = came;
        if came.preinstalled != Some(true) && !came.update && catalog::lookup(package).is_none() {
            self.note_impostor(package, Some(false));
        }
        let ability = installs::ability(package, label, source, came.preinstalled);
        // Apps renew themselves every night; what came from a file, and is known to nobody, may have slept until now.
        let renews_itself = source != InstallSource::Sideload || catalog::lookup(package).is_some();
        if came.update && (renews_itself || came.preinstalled == Some(true)) {
            return Change::None;
        }
        if ability == Ability::None {
            return Change::OtherInstalled(package.to_owned());
        }
        let word = self.word(at, package, ability, source);
        let install = Install {
            package: PackageName::new(package),
            at,
            source,
            word,
            ability,
            looks_remote: installs::looks_remote(package, label),
            declares: came.declares.map(<[Declaration]>::to_vec).map(installs::without_repeats),
            gone: false,
        };
        self.installs.add(install.clone(), self.calls.stranger_talks());
        if came.update && word == Word::Own { Change::None } else { Change::Installed(install) }
    }

    /// On whose word an app is installed, as far as the calls tell.
    fn word(&self, at: Moment, package: &str, ability: Ability, source: InstallSource) -> Word {
        // A contact who is on the line, and nobody else, is the one who asks for it.
        if self.calls.contact_on_line(at) && self.calls.risk(at, Span::default()) == Risk::None {
            return Word::Own;
        }
        let carried =
            self.voice.as_ref().filter(|voice| voice.is_live(at)).and_then(|voice| voice.carries_on);
        let installing = Installing { package, ability, source, at };
        let calls = self.calls.that_matter(at, STORY).into_iter();
        let words = calls.map(|(call, risk, _)| {
            let voice_goes_on = carried.is_some() && carried == call.answered;
            installing.word(call, risk, voice_goes_on)
        });
        // Nobody takes a file from a courier, however short the call is so far.
        let from_talker = ability == Ability::Grave
            && source != InstallSource::Store
            && self.calls.stranger_has_talked(at, BRIEF_TALK);
        let at_least = if from_talker { Word::Doubtful } else { Word::Own };
        words.max().unwrap_or(Word::Own).max(at_least)
    }

    /// Remembers an app that borrows the name of something that comes with a phone.
    fn note_impostor(&mut self, package: &str, preinstalled: Option<bool>) {
        let known = self.impostors.iter().any(|known| known.is(package));
        if preinstalled == Some(false) && !known && catalog::names_part_of_phone(package) {
            // One that goes is believed again, unless it captures anew.
            push_weighed(&mut self.impostors, IMPOSTORS_HELD, PackageName::new(package), |_| ());
        }
    }

    fn remove(&mut self, at: Moment, package: &str) {
        self.installs.remove(package);
        self.sharing.app_removed(at, package);
        self.controllers.retain(|controller| !controller.package.is(package));
        self.impostors.retain(|impostor| !impostor.is(package));
    }

    fn enable_controller(&mut self, package: &str, preinstalled: Option<bool>) -> Change {
        if let Some(known) = self.controllers.iter_mut().find(|known| known.package.is(package)) {
            known.on = true;
            return Change::None;
        }
        let package = PackageName::new(package);
        let controller = Controller { package: package.clone(), on: true };
        let installs = &self.installs;
        // Those that are off go first, then those that nobody asked for.
        push_weighed(&mut self.controllers, CONTROLLERS_HELD, controller, |controller| {
            (controller.on, installs.word_of(&controller.package))
        });
        if preinstalled == Some(true) { Change::None } else { Change::Controlled(package) }
    }

    fn disable_controller(&mut self, package: &str) {
        for known in self.controllers.iter_mut().filter(|known| known.package.is(package)) {
            known.on = false;
        }
    }

    fn reboot(&mut self, at: Moment) {
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
                    // Nothing more will be heard of the calls that go on.
                    self.calls.end(at);
                }
            }
            _ => return Change::None,
        }
        Change::Protection(capability, granted)
    }
}
