//! The engine: takes in events, updates what is known, evaluates the rules and returns effects. Nothing else
//! changes the state.

mod answers;
mod ask;
mod danger;
mod help;
mod view;

use serde::{Deserialize, Serialize};

use self::ask::Caution;
use crate::call::CallLength;
use crate::catalog::{App, Category};
use crate::effect::{Effect, FamilyMessage, Reason, Response, RuleId};
use crate::event::{Event, SettingsScreen};
use crate::incident::{Incident, IncidentId, Sign};
use crate::installs::Instigator;
use crate::package::PackageName;
pub use crate::phone::Settings;
use crate::phone::{Change, Phone};
use crate::rule::Trigger;
use crate::time::{Moment, Span};

/// An event reported this long after it happened raises a warning only for what still holds.
const LATE: Span = Span::seconds(30);
/// An event older than this only updates what is known. Nobody is told.
pub(crate) const STALE: Span = Span::hours(24);
/// A display with no other sign is judged this long after it appeared, once the usage record has been read
/// again.
pub const DISPLAY_GRACE: Span = Span::seconds(3);

/// The guard of one phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    pub(crate) state: State,
    /// Computed from `state`, never stored.
    derived: Derived,
}

/// Answers derived from the state, valid while nothing but apps being opened happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Derived {
    /// The moment at which the next timed action is due.
    due: Option<Moment>,
    /// From this moment on, opening an app cannot matter.
    harmless_from: Option<Moment>,
    /// See [`Response::led`].
    led: bool,
    /// See [`Response::heard`].
    heard: bool,
    /// True while any capture is running.
    shared: bool,
    /// See [`Response::screen_seen`].
    screen_seen: bool,
}

/// Everything that outlives the process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct State {
    phone: Phone,
    incident: Option<Incident>,
    /// The id of the latest incident, open or over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    latest_incident: Option<IncidentId>,
    cautions: Vec<Caution>,
    /// The moment at which late events were reported. What still holds has to be checked again.
    #[serde(rename = "settle")]
    recheck_at: Option<Moment>,
    /// Cautions are held back until then,
    fine_until: Option<Moment>,
    /// for these rules (states written before the app was recorded with them),
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fine_with: Vec<RuleId>,
    /// or for this sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fine_sign: Option<Sign>,
    /// The latest moment at which the state was examined. Nothing is done as of an earlier one, even where
    /// late reports make it due earlier.
    #[serde(default, skip_serializing_if = "is_unset")]
    looked_at: Moment,
}

fn is_unset(moment: &Moment) -> bool {
    *moment == Moment::default()
}

/// A question to the rules.
#[derive(Clone, Copy, Debug)]
struct Question<'app> {
    trigger: Trigger,
    app: Option<&'app PackageName>,
    session: Option<usize>,
    occasion: Moment,
    /// Consider only rules about a running capture.
    only_sharing: bool,
    /// Consider only red rules.
    only_red: bool,
    /// The settings screen in front, if the question is about one.
    screen: Option<SettingsScreen>,
}

/// The moment of an event, and the moment the engine heard of it.
#[derive(Clone, Copy, Debug)]
struct Timing {
    at: Moment,
    seen: Moment,
}

impl Engine {
    /// Creates an engine that has seen nothing yet.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let mut settings = settings.clone();
        settings.familiar_regions.truncate(Settings::FAMILIAR_REGIONS_HELD);
        Self::from_state(State {
            phone: Phone::new(&settings),
            incident: None,
            latest_incident: None,
            cautions: Vec::new(),
            recheck_at: None,
            fine_until: None,
            fine_with: Vec::new(),
            fine_sign: None,
            looked_at: Moment::default(),
        })
    }

    pub(crate) fn from_state(state: State) -> Self {
        let mut engine = Self { state, derived: Derived::default() };
        // A state written before incidents had ids may hold an open one.
        let open = engine.state.incident.as_ref().map(Incident::id);
        engine.state.latest_incident = engine.state.latest_incident.max(open);
        engine.state.phone.calls.add_up_earlier();
        engine.refresh_derived();
        engine
    }

    /// Takes in one event that happened `at` and is reported now, at `seen`. An `at` after `seen` counts as
    /// `seen`, since nothing is known of the future.
    pub fn observe(&mut self, seen: Moment, at: Moment, event: &Event) -> Response {
        let seen = seen.min(Moment::LAST);
        let mut effects = Vec::new();
        let timing = Timing { at: at.min(seen), seen };
        self.take_in(timing, event, &mut effects);
        Response { removal_feared: self.removal_feared(timing, event), ..self.response(effects) }
    }

    fn take_in(&mut self, timing: Timing, event: &Event, effects: &mut Vec<Effect>) {
        // Whatever was due before comes first, unless the event is older: it may show that there was nothing
        // to do.
        if !timing.is_late() {
            self.advance(timing.seen - Span::from_ms(1), effects);
        }
        match event {
            Event::ScreenTurned { .. } => return,
            Event::AppOpened { package } => {
                let harmless = self.derived.harmless_from.is_some_and(|from| from <= timing.at);
                if self.state.phone.open(timing.at, package) && !harmless {
                    self.front_changed(timing, effects);
                }
                // Opening an app makes nothing due earlier, unless the engine said something or has to look
                // again.
                if effects.is_empty() && self.state.recheck_at.is_none() {
                    if self.derived.shared {
                        // The app may explain a display.
                        self.refresh_derived();
                    }
                    return;
                }
            }
            _ => {
                let change = self.state.phone.learn(timing.at, event);
                self.consider_change(timing, change, effects);
                self.consider_answer(timing, event, effects);
                self.state.phone.learn_habits(self.state.incident.is_some());
                self.state.phone.forget(timing.at);
            }
        }
        self.follow_up(timing.seen, matches!(event, Event::DeviceBooted {}));
    }

    /// Does everything due by `now`. To be called at [`Response::wake_at`]; late or needless calls are
    /// harmless.
    pub fn wake(&mut self, now: Moment) -> Response {
        let mut effects = Vec::new();
        self.advance(now.min(Moment::LAST), &mut effects);
        self.response(effects)
    }

    fn response(&self, effects: Vec<Effect>) -> Response {
        let Derived { due, led, heard, shared, screen_seen, .. } = self.derived;
        let attention = led || shared;
        Response { effects, wake_at: due, attention, led, heard, screen_seen, removal_feared: false }
    }

    fn consider_change(&mut self, timing: Timing, change: Change, effects: &mut Vec<Effect>) {
        match change {
            Change::None => {}
            Change::SharingSign(index) => self.sharing_sign(timing, index, effects),
            Change::Installed(install) => {
                let question = Question::about(Trigger::Install, &install.package, timing.at);
                if !self.ask(timing, question, effects) {
                    self.money_app_installed(timing, &install.package, effects);
                }
            }
            Change::OtherInstalled(package) => {
                self.money_app_installed(timing, &PackageName::new(&package), effects);
            }
            Change::Controlled(package) => {
                let question = Question::about(Trigger::Control, &package, timing.at);
                let reason = Reason::RemoteControl { package: package.as_str().to_owned() };
                self.ask_because(timing, question, Some(reason), effects);
            }
            Change::Forwarded => {
                let question = Question::of(Trigger::Forwarding, timing.at);
                self.ask_because(timing, question, Some(Reason::CallsForwarded {}), effects);
            }
            Change::Protection(capability, granted) => {
                if capability.detects_danger()
                    && let Some(incident) = &mut self.state.incident
                {
                    incident.note_detection(granted);
                }
                let kind = if granted { FamilyMessage::Restored } else { FamilyMessage::Protection };
                effects.push(Effect::NotifyFamily { kind, rule: RuleId::ProtectionChanged, incident: None });
            }
        }
    }

    fn money_app_installed(&mut self, timing: Timing, package: &PackageName, effects: &mut Vec<Effect>) {
        if package.app().is_some_and(|app| app.category.holds_money()) {
            let question = Question::about(Trigger::MoneyAppInstall, package, timing.at);
            let reason = Reason::PaymentAppInstalled { package: package.as_str().to_owned() };
            self.ask_because(timing, question, Some(reason), effects);
        }
    }

    fn front_changed(&mut self, timing: Timing, effects: &mut Vec<Effect>) {
        let Some((app, since, trigger)) = self.front_to_ask_about() else { return };
        self.ask(timing, Question::about(trigger, &app, since), effects);
    }

    /// The money or messages app in front, the moment it came there, and the trigger it sets off.
    fn front_to_ask_about(&self) -> Option<(PackageName, Moment, Trigger)> {
        let front = self.state.phone.front.as_ref()?;
        let trigger = trigger_of(front.app()?)?;
        Some((front.package(), front.since(), trigger))
    }

    fn sharing_sign(&mut self, timing: Timing, index: usize, effects: &mut Vec<Effect>) {
        let Some(session) = self.state.phone.sharing.session(index) else {
            return;
        };
        let occasion = session.began;
        let nothing_doubtful = || {
            let gravest = self.state.phone.installs.gravest(timing.at);
            gravest.is_none_or(|install| install.instigator == Instigator::Nobody)
        };
        let just_came = timing.seen.since(occasion) < DISPLAY_GRACE;
        if session.is_bare_display() && just_came && nothing_doubtful() {
            // Its explanation may be reported a little later.
            let grace_ends = occasion + DISPLAY_GRACE;
            self.state.recheck_at = Some(self.state.recheck_at.map_or(grace_ends, |at| at.min(grace_ends)));
            return;
        }
        let in_front = self.front_to_ask_about().filter(|(_, since, _)| *since <= timing.at);
        let found = in_front.is_some_and(|(app, since, trigger)| {
            let question = Question::about(trigger, &app, since);
            self.ask(timing, Question { session: Some(index), only_sharing: true, ..question }, effects)
        });
        if !found {
            self.ask(
                timing,
                Question { session: Some(index), ..Question::of(Trigger::Sharing, occasion) },
                effects,
            );
        }
    }

    /// Does everything due up to and including `limit`, each at its own moment, so that a late wake changes
    /// nothing.
    fn advance(&mut self, limit: Moment, effects: &mut Vec<Effect>) {
        while let Some(now) = self.derived.due.filter(|due| *due <= limit) {
            self.do_due(now, effects);
        }
    }

    fn do_due(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        if self.state.recheck_at.take_if(|at| *at <= now).is_some() {
            self.recheck(now, effects);
        }
        match self.state.phone.calls.notice_lengths(now) {
            Some((CallLength::Long, _)) => {
                self.ask(Timing { at: now, seen: now }, Question::of(Trigger::LongCall, now), effects);
            }
            Some((CallLength::Notable, since)) => self.look_at_sharing(now, since, effects),
            _ => {}
        }
        let broke_off = self.state.phone.sharing.breaks_off(now);
        self.state.phone.forget(now);
        if self.state.incident.as_ref().is_some_and(|incident| incident.stop_check_is_due(now)) {
            self.check_stop(now, effects);
        }
        let family_waits = self.state.phone.family_waits;
        if let Some(incident) = &mut self.state.incident
            && incident.advance(now, family_waits, effects)
        {
            self.state.incident = None;
        }
        self.follow_up(now, broke_off);
    }

    /// Checks what still holds after late events.
    fn recheck(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.front_changed(Timing { at: now, seen: now }, effects);
        self.look_at_sharing(now, Moment::default(), effects);
    }

    /// Looks again at the captures that began at `since` or later.
    fn look_at_sharing(&mut self, now: Moment, since: Moment, effects: &mut Vec<Effect>) {
        for index in self.state.phone.sharing.live_indices(now, since) {
            self.sharing_sign(Timing { at: now, seen: now }, index, effects);
        }
    }

    /// Notes whether the danger of the incident persists, and when to look again.
    fn follow_up(&mut self, now: Moment, signals_broke_off: bool) {
        let lives = self.danger_lives(now);
        if let Some(incident) = &mut self.state.incident {
            incident.note(now, lives, signals_broke_off);
        }
        self.state.looked_at = now;
        self.refresh_derived();
    }

    fn refresh_derived(&mut self) {
        let phone = &self.state.phone;
        let heard = phone.calls.stranger_on_line(self.state.looked_at) || phone.voice_goes_on();
        self.derived = Derived {
            due: self.next_due(),
            harmless_from: phone.harmless_from(),
            led: self.state.incident.is_some() || heard,
            heard,
            shared: phone.sharing.goes_on(),
            screen_seen: phone.sharing.goes_on() && self.screen_may_be_seen(),
        };
    }

    fn next_due(&self) -> Option<Moment> {
        let incident = self.state.incident.as_ref();
        let expiry = incident.and_then(|_| self.state.phone.sharing.next_expiry());
        let length = self.state.phone.calls.next_length();
        let given_up = incident.and_then(|_| self.state.phone.next_given_up());
        let due = Moment::first(&[
            self.state.recheck_at,
            incident.and_then(Incident::due),
            expiry,
            length,
            given_up,
        ]);
        due.map(|due| due.max(self.state.looked_at))
    }
}

impl Timing {
    fn age(self) -> Span {
        self.seen.since(self.at)
    }

    fn is_late(self) -> bool {
        self.age() >= LATE
    }
}

impl<'app> Question<'app> {
    fn of(trigger: Trigger, occasion: Moment) -> Self {
        let (only_sharing, only_red) = (false, false);
        Self { trigger, app: None, session: None, occasion, only_sharing, only_red, screen: None }
    }

    fn on_screen(screen: SettingsScreen, occasion: Moment) -> Self {
        Self { screen: Some(screen), ..Self::of(Trigger::Settings, occasion) }
    }

    fn about(trigger: Trigger, app: &'app PackageName, occasion: Moment) -> Self {
        Self { app: Some(app), ..Self::of(trigger, occasion) }
    }
}

/// Returns the trigger that an app in front sets off.
fn trigger_of(app: &App) -> Option<Trigger> {
    match app.category {
        Category::Messages => Some(Trigger::Messages),
        category if category.holds_money() => Some(Trigger::MoneyApp),
        _ => None,
    }
}
