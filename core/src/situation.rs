//! The facts as rules see them at one moment.

use serde::Serialize;

use crate::call::{Call, Risk};
use crate::catalog::{self, Category};
use crate::effect::{Certainty, Reason};
use crate::event::{Declaration, InstallSource, SettingsScreen};
use crate::installs::{Install, Instigator};
use crate::package::PackageName;
use crate::phone::{CALL_REMEMBERED, Phone, SHARING_REMEMBERED, VoiceChat};
use crate::sharing::Session;
use crate::time::{Moment, Span};

/// Somebody who sat in a meeting for this long before sharing was not led there to share.
const SAT_IN: Span = Span::minutes(5);
/// A long-installed app that shares this soon after a stranger's call may do so at their request.
const HALF_AN_HOUR: Span = Span::minutes(30);

/// Everything that rules may ask about at one moment.
#[derive(Clone, Debug)]
pub struct RuleContext<'phone> {
    /// The moment.
    pub at: Moment,
    /// The calls of the last day that matter, weightiest first.
    pub calls: Vec<CallFact<'phone>>,
    /// The voice chat that is going on, if any.
    pub voice: Option<&'phone VoiceChat>,
    /// True if a contact is on the line.
    pub contact_on_line: bool,
    /// The captures that are running or just ended, gravest first.
    pub shares: Vec<ShareFact<'phone>>,
    /// The gravest recent install.
    pub install: Option<&'phone Install>,
    /// The app in question: in front, installed or in control.
    pub app: Option<&'phone PackageName>,
    /// The category of that app.
    pub category: Option<Category>,
    /// True if a red incident is open.
    pub in_red: bool,
    /// The settings screen in front, if the question is about one.
    pub screen: Option<SettingsScreen>,
    phone: &'phone Phone,
}

/// A context with one call and one capture singled out, so that no other can hide them.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'context, 'phone> {
    /// The context.
    pub context: &'context RuleContext<'phone>,
    /// The call in question.
    pub call: Option<&'context CallFact<'phone>>,
    /// The capture in question.
    pub share: Option<&'context ShareFact<'phone>>,
}

/// A call and its state.
#[derive(Clone, Copy, Debug)]
pub struct CallFact<'phone> {
    /// The call.
    pub call: &'phone Call,
    /// Its weight.
    pub risk: Risk,
    /// True while it goes on, on the line or in an app.
    pub live: bool,
    /// The time they have spoken, in this and the calls shortly before it.
    pub spoken: Span,
    /// The time since it ended; zero while it goes on.
    pub ended_ago: Span,
}

/// A capture and the app behind it.
#[derive(Clone, Copy, Debug)]
pub struct ShareFact<'phone> {
    /// The capture.
    pub session: &'phone Session,
    /// Its certainty, including what the app in front and voice chats tell.
    pub certainty: Certainty,
    /// The app, as far as it is known.
    pub owner: Option<&'phone PackageName>,
    /// The kind of that app.
    pub kind: OwnerKind,
    /// The owner's install, if recent.
    pub install: Option<&'phone Install>,
    /// True if it is habitual on this phone.
    pub habit: bool,
    /// True if it is a meeting that the user had been in for a while.
    pub sat_in: bool,
    /// True if somebody's voice may have led the user to begin it. For a habitual capture only a call that is
    /// still going on counts, or one from overseas; after any other call it is chance.
    pub led: bool,
    /// True if it began within half an hour of a stranger's call.
    pub follows_call: bool,
    /// True if one and the same contact was on the line throughout.
    pub with_contact: bool,
    /// True if the app borrows the name of something that ships with a phone.
    pub impostor: bool,
    /// True if it is a chat app.
    pub chat: bool,
    /// True if the app can also operate the phone.
    pub operates: bool,
    /// True while it is running.
    pub live: bool,
}

/// The kind of app that captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerKind {
    /// The maker's recorder, casting to the user's own screen, or the bank itself: nobody far away is
    /// watching.
    Local,
    /// A meeting app.
    Meeting,
    /// A chat or remote-control app.
    Talking,
    /// An unknown app.
    Other,
    /// A display without a name.
    Nameless,
}

impl<'phone> RuleContext<'phone> {
    /// Builds the context of `phone` at `at`, with `app` in question. `session` is the capture in question;
    /// without one, all captures that are running or just ended are taken.
    #[must_use]
    pub fn new(
        phone: &'phone Phone,
        at: Moment,
        app: Option<&'phone PackageName>,
        session: Option<&'phone Session>,
        in_red: bool,
    ) -> Self {
        let voice = phone.voice.as_ref().filter(|voice| voice.is_live(at));
        let carried = voice.and_then(|voice| voice.carries_on);
        let calls = phone.calls.that_matter(at, CALL_REMEMBERED).into_iter();
        let fact = |session, live| ShareFact::new(phone, session, voice, live, at);
        let mut shares: Vec<_> = match session {
            Some(session) => vec![fact(session, true)],
            None => {
                let ended = phone.sharing.just_ended(at, SHARING_REMEMBERED);
                ShareFact::live(phone, at).chain(ended.map(|session| fact(session, false))).collect()
            }
        };
        shares.sort_by_key(|share| std::cmp::Reverse(share.gravity()));
        Self {
            at,
            calls: calls.map(|found| CallFact::new(found, carried, at)).collect(),
            voice,
            contact_on_line: phone.calls.contact_on_line(at),
            shares,
            install: phone.installs.gravest(at),
            app,
            category: app.and_then(PackageName::app).map(|app| app.category),
            in_red,
            screen: None,
            phone,
        }
    }

    /// Returns whether a stranger has been on the line for at least `length`, which may be very short.
    #[must_use]
    pub fn stranger_has_talked(&self, length: Span) -> bool {
        self.phone.calls.stranger_has_talked(self.at, length)
    }

    /// Returns whether a family member talks, on the line or in an app, or has just hung up, and no stranger
    /// is involved. A mere contact does not count: callers can have themselves saved.
    #[must_use]
    pub fn family_helps(&self) -> bool {
        /// A relative who helped on the phone a moment ago may finish without a call.
        const JUST: Span = Span::minutes(10);
        let in_chat = self.voice.is_some_and(|voice| voice.family);
        (in_chat || self.phone.calls.family_talks(self.at, JUST)) && !self.stranger_involved()
    }

    /// Returns whether an app from a link, installed less than `within` ago, can operate the phone. `holds`
    /// decides on whether it is known to ask for much.
    #[must_use]
    pub fn operated_from_link(&self, within: Span, holds: impl Fn(Option<bool>) -> bool) -> bool {
        self.phone.controllers.iter().filter(|controller| controller.on).any(|controller| {
            self.phone.installs.of(&controller.package, self.at).is_some_and(|install| {
                install.is_sideloaded()
                    && self.at.since(install.at) < within
                    && holds(install.asks_for_much())
            })
        })
    }

    /// Returns whether an app that emulates a bank card was installed from a link less than `within` ago.
    #[must_use]
    pub fn has_new_card_app(&self, within: Span) -> bool {
        self.phone.installs.any(self.at, |install| {
            self.at.since(install.at) < within
                && install.source != InstallSource::Store
                && install.asks_for(Declaration::CardEmulation) == Some(true)
        })
    }

    /// Returns whether a stranger may be involved in what is going on.
    fn stranger_involved(&self) -> bool {
        self.phone.stranger_involved(self.at)
    }

    /// Returns whether a stranger spoke at length within the last day, or had an app installed.
    fn stranger_involved_at_length(&self) -> bool {
        /// A shorter call from a domestic stranger is forgotten by the evening.
        const LENGTH: Span = Span::minutes(5);
        let at_length = |call: &CallFact<'_>| call.is_foreign() || call.spoken >= LENGTH;
        self.stranger_involved() || self.calls.iter().any(|call| call.risk == Risk::Risky && at_length(call))
    }
}

impl<'phone> Situation<'_, 'phone> {
    /// The recent install in question: of the app asked about, or else of the one that captures.
    #[must_use]
    pub fn owner_install(&self) -> Option<&'phone Install> {
        let context = self.context;
        let asked_about = context.app.and_then(|app| context.phone.installs.of(app, context.at));
        asked_about.or_else(|| self.share.filter(|share| share.is_remote()).and_then(|share| share.install))
    }

    /// Returns whether the capture is an ordinary one: habitual or by a long-installed app, with nobody's
    /// voice leading to it, or a meeting in which the user merely pays and no stranger is involved.
    #[must_use]
    pub fn share_is_ordinary(&self) -> bool {
        let Some(share) = self.share else { return false };
        let context = self.context;
        if share.talks() {
            let merely_pays = context.category == Some(Category::Payment);
            let quiet = if merely_pays {
                !context.stranger_involved()
            } else {
                share.habit && !context.stranger_involved_at_length()
            };
            return (share.habit || share.sat_in) && quiet;
        }
        let doubtful_install = context.install.is_some_and(|install| {
            install.instigator > Instigator::Nobody && context.at.since(install.at) < CALL_REMEMBERED
        });
        let of_long_standing = match share.kind {
            OwnerKind::Other => share.install.is_none() && !share.impostor,
            // A bank that records a sale asks for it itself. On a phone without service events nobody else is
            // named.
            OwnerKind::Nameless => {
                !share.session.is_bare_display() && !context.stranger_involved() && context.voice.is_none()
            }
            _ => false,
        };
        (share.habit || of_long_standing && !share.follows_call) && !share.led && !doubtful_install
    }

    /// The facts behind a warning, most telling first.
    #[must_use]
    pub fn reasons(&self) -> Vec<Reason> {
        let context = self.context;
        let mut reasons = Vec::new();
        let app = context.app.map(|app| app.as_str().to_owned());
        if let Some(what) = context.screen {
            reasons.push(Reason::Settings { what });
        }
        match (context.category, app) {
            (Some(category), Some(package)) if category.holds_money() => {
                reasons.push(Reason::MoneyApp { package });
            }
            (Some(Category::Messages), Some(package)) => reasons.push(Reason::Messages { package }),
            _ => {}
        }
        if let Some(share) = self.share {
            reasons.push(Reason::ScreenShared {
                package: share.owner.map(|owner| owner.as_str().to_owned()),
                certainty: share.certainty,
                live: share.live,
            });
        }
        if let Some(install) = self.share.and_then(|share| share.install).or(context.install) {
            reasons.push(Reason::Installed {
                package: install.package.as_str().to_owned(),
                source: install.source,
                ago_ms: context.at.since(install.at),
            });
        }
        if let Some(fact) = self.call {
            reasons.push(Reason::StrangerCall {
                direction: fact.call.direction,
                origin: fact.call.origin,
                region: fact.call.region,
                live: fact.call.is_live(context.at),
                spoken_ms: fact.spoken,
            });
        }
        if let Some(voice) = context.voice {
            reasons.push(Reason::VoiceChat {
                package: voice.package.as_ref().map(|package| package.as_str().to_owned()),
            });
        }
        reasons
    }
}

impl<'phone> CallFact<'phone> {
    fn new((call, risk, spoken): (&'phone Call, Risk, Span), carried: Option<Moment>, at: Moment) -> Self {
        let live = call.is_live(at) || carried.is_some() && carried == call.answered;
        let ended = call.ended.filter(|_| !live);
        let ended_ago = ended.map_or(Span::default(), |ended| at.since(ended));
        Self { call, risk, live, spoken, ended_ago }
    }

    /// Returns whether it comes from somewhere a stranger has no business calling from.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.call.is_foreign()
    }
}

impl<'phone> ShareFact<'phone> {
    /// Iterates over every capture that is running at `at`.
    pub fn live(phone: &'phone Phone, at: Moment) -> impl Iterator<Item = Self> {
        let voice = phone.voice.as_ref().filter(move |voice| voice.is_live(at));
        phone.sharing.live(at).map(move |session| Self::new(phone, session, voice, true, at))
    }

    fn new(
        phone: &'phone Phone,
        session: &'phone Session,
        voice: Option<&'phone VoiceChat>,
        live: bool,
        at: Moment,
    ) -> Self {
        let owner = phone.likely_owner(session, at);
        let install = owner.and_then(|owner| phone.installs.of(owner, at));
        let borrowed = owner.is_some_and(|owner| phone.impostors.contains(owner));
        let kind = OwnerKind::of(owner, install.is_some() || borrowed);
        let seen = session.certainty();
        let certainty =
            if session.is_bare_display() && owner.is_some() { seen.max(Certainty::Likely) } else { seen };
        let in_its_meeting = |voice: &VoiceChat| {
            voice.package.as_ref().is_none_or(|package| Some(package) == owner)
                && session.starts().since(voice.began) >= SAT_IN
        };
        let talked_before = voice.is_some_and(|voice| voice.began < session.starts());
        let habit = install.is_none() && phone.habits.has(at, owner);
        let talks = matches!(kind, OwnerKind::Meeting | OwnerKind::Talking);
        let led = if habit { phone.must_be_led(session, talks) } else { phone.may_be_led(session) };
        let category = owner.and_then(PackageName::app).map(|app| app.category);
        let is_owner = |package: &PackageName| Some(package) == owner;
        // Mirroring shows the screen to whoever holds the other end: at home the user, at a stranger's
        // request the stranger.
        let kind =
            if category == Some(Category::Mirroring) && led && !habit { OwnerKind::Other } else { kind };
        Self {
            session,
            certainty,
            owner,
            kind,
            install,
            habit,
            sat_in: kind == OwnerKind::Meeting
                && install.is_none()
                && !phone.follows_foreign_call(session)
                && voice.is_some_and(in_its_meeting),
            led: led || kind == OwnerKind::Other && talked_before,
            follows_call: phone.calls.risk(session.starts(), HALF_AN_HOUR) == Risk::Risky,
            with_contact: phone
                .calls
                .contact_talked_through(session.starts(), session.ended.map_or(at, |ended| ended.min(at))),
            impostor: phone.impostors.iter().any(is_owner),
            chat: category == Some(Category::Messaging),
            operates: phone
                .controllers
                .iter()
                .any(|controller| controller.on && is_owner(&controller.package)),
            live,
        }
    }

    /// Returns whether the app is made for talking.
    #[must_use]
    pub fn talks(&self) -> bool {
        matches!(self.kind, OwnerKind::Meeting | OwnerKind::Talking)
    }

    /// Returns whether somebody far away may be watching.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        self.kind != OwnerKind::Local
    }

    fn gravity(&self) -> (bool, bool, bool, Certainty) {
        (self.live, self.is_remote(), self.install.is_some(), self.certainty)
    }
}

impl OwnerKind {
    fn of(owner: Option<&PackageName>, installed_lately: bool) -> Self {
        let Some(owner) = owner else { return Self::Nameless };
        match owner.app().map(|app| app.category) {
            Some(Category::Meeting) => Self::Meeting,
            Some(Category::Messaging | Category::RemoteControl) => Self::Talking,
            Some(Category::LocalCapture | Category::Captions | Category::Mirroring | Category::SystemUi)
                if !installed_lately =>
            {
                Self::Local
            }
            Some(category) if category.holds_money() && !installed_lately => Self::Local,
            None if !installed_lately && catalog::names_part_of_phone(owner.as_str()) => Self::Local,
            _ => Self::Other,
        }
    }
}
