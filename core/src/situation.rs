//! The facts as a rule sees them at one moment.

use crate::call::{Call, Risk};
use crate::catalog::{self, Category};
use crate::effect::{Certainty, Reason};
use crate::event::{Declaration, InstallSource, SettingsScreen};
use crate::installs::{Install, Instigator};
use crate::package::PackageName;
use crate::phone::{CALL_REMEMBERED, Phone, SHARING_REMEMBERED, VoiceChat};
use crate::sharing::Session;
use crate::time::{Moment, Span};

/// Somebody who has sat in a meeting this long before sharing was not led there to share.
const SAT_IN: Span = Span::minutes(5);
/// An app of long standing that shares this soon after a stranger's call may do so on his word.
const HALF_AN_HOUR: Span = Span::minutes(30);

/// All that may matter at one moment.
#[derive(Clone, Debug)]
pub struct RuleContext<'phone> {
    /// The moment.
    pub at: Moment,
    /// The calls of the last day that matter, the weightiest first.
    pub calls: Vec<CallFact<'phone>>,
    /// Voice in an app, while it goes on.
    pub voice: Option<&'phone VoiceChat>,
    /// Whether a contact is on the line.
    pub contact_on_line: bool,
    /// The captures that go on or just ended, the gravest first.
    pub shares: Vec<ShareFact<'phone>>,
    /// The gravest install of the last days.
    pub install: Option<&'phone Install>,
    /// The app the question is about: in front, installed, or in control.
    pub app: Option<&'phone PackageName>,
    /// What that app is.
    pub category: Option<Category>,
    /// Whether a red incident is open.
    pub in_red: bool,
    /// The settings screen in front, where the question is about one.
    pub screen: Option<SettingsScreen>,
    phone: &'phone Phone,
}

/// The surroundings with one call and one capture singled out, so that no other can hide them.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'context, 'phone> {
    /// All that may matter.
    pub context: &'context RuleContext<'phone>,
    /// The call in question.
    pub call: Option<&'context CallFact<'phone>>,
    /// The capture in question.
    pub share: Option<&'context ShareFact<'phone>>,
}

/// A call, and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct CallFact<'phone> {
    /// The call.
    pub call: &'phone Call,
    /// How much it matters.
    pub risk: Risk,
    /// Whether it goes on, on the line or in an app.
    pub live: bool,
    /// How long they have spoken, in this and the calls shortly before it.
    pub spoken: Span,
    /// How long ago it ended; zero while it goes on.
    pub ended_ago: Span,
}

/// A capture, and who is behind it.
#[derive(Clone, Copy, Debug)]
pub struct ShareFact<'phone> {
    /// The capture.
    pub session: &'phone Session,
    /// How sure it is, with what is known of the app in front and of voice.
    pub certainty: Certainty,
    /// The app, as far as it can be told.
    pub owner: Option<&'phone PackageName>,
    /// What kind of app that is.
    pub kind: OwnerKind,
    /// When the owner was installed, if that was lately.
    pub install: Option<&'phone Install>,
    /// Whether this phone does it anyway.
    pub habit: bool,
    /// Whether it is a meeting in which the person had sat for a while.
    pub sat_in: bool,
    /// Whether somebody's voice may have led the person to begin it. What this phone does every week is led by a call that
    /// goes on, or by one from overseas; after another it is chance.
    pub led: bool,
    /// Whether it began within half an hour of a stranger's call.
    pub follows_call: bool,
    /// Whether one contact was on the line from its beginning to its end, or is since then.
    pub with_contact: bool,
    /// Whether the app borrows the name of something that comes with a phone.
    pub impostor: bool,
    /// Whether it is a chat app.
    pub chat: bool,
    /// Whether the app can also operate the phone.
    pub operates: bool,
    /// Whether it goes on.
    pub live: bool,
}

/// What kind of app captures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerKind {
    /// The maker's recorder, casting to one's own screen, or the bank itself: nobody far away looks.
    Local,
    /// A meeting.
    Meeting,
    /// Chat or remote control.
    Talking,
    /// An app of which nothing is known.
    Other,
    /// A display came without a name.
    Nameless,
}

impl<'phone> RuleContext<'phone> {
    /// The surroundings of `phone` at `at`, asked about `app`. `session` is the capture in question; without one those
    /// that go on are taken, and those that just ended.
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

    /// Whether a stranger has been on the line for that long, however little that is.
    #[must_use]
    pub fn stranger_has_talked(&self, length: Span) -> bool {
        self.phone.calls.stranger_has_talked(self.at, length)
    }

    /// Whether one of the family talks, on the line or in an app, or has just hung up, and no stranger is in the story. A
    /// mere contact will not do: a caller can have himself saved.
    #[must_use]
    pub fn family_helps(&self) -> bool {
        /// Who helped on the telephone a moment ago may do the rest without.
        const JUST: Span = Span::minutes(10);
        let in_chat = self.voice.is_some_and(|voice| voice.family);
        (in_chat || self.phone.calls.family_talks(self.at, JUST)) && !self.stranger_involved()
    }

    /// Whether an app from a link that came less than `within` ago can operate the phone, of which `holds` what is known of
    /// whether it asks for much.
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

    /// Whether an app that came less than `within` ago plays the part of a bank card, and came from a link.
    #[must_use]
    pub fn has_new_card_app(&self, within: Span) -> bool {
        self.phone.installs.any(self.at, |install| {
            self.at.since(install.at) < within
                && install.source != InstallSource::Store
                && install.asks_for(Declaration::CardEmulation) == Some(true)
        })
    }

    /// Whether a stranger may have a part in what goes on.
    fn stranger_involved(&self) -> bool {
        self.phone.stranger_involved(self.at)
    }

    /// Whether a stranger spoke at length within the last day, or had an app installed.
    fn stranger_involved_at_length(&self) -> bool {
        /// A shorter call of a domestic stranger is forgotten by the evening.
        const LENGTH: Span = Span::minutes(5);
        let at_length = |call: &CallFact<'_>| call.is_foreign() || call.spoken >= LENGTH;
        self.stranger_involved() || self.calls.iter().any(|call| call.risk == Risk::Risky && at_length(call))
    }
}

impl<'phone> Situation<'_, 'phone> {
    /// The lately installed app in question: the one asked about, or else the one that captures.
    #[must_use]
    pub fn owner_install(&self) -> Option<&'phone Install> {
        let context = self.context;
        let asked_about = context.app.and_then(|app| context.phone.installs.of(app, context.at));
        asked_about.or_else(|| self.share.filter(|share| share.is_remote()).and_then(|share| share.install))
    }

    /// Whether the capture is of the ordinary kind: a habit, or an app of long standing, that nobody's voice led to; or
    /// a meeting in which somebody merely pays, with no stranger in the story.
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
            // A bank that records a sale asks for it itself; on a phone without service events nobody else is named.
            OwnerKind::Nameless => {
                !share.session.is_bare_display() && !context.stranger_involved() && context.voice.is_none()
            }
            _ => false,
        };
        (share.habit || of_long_standing && !share.follows_call) && !share.led && !doubtful_install
    }

    /// The facts behind a warning, the most telling first.
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

    /// Whether it comes from where a stranger has no business.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.call.is_foreign()
    }
}

impl<'phone> ShareFact<'phone> {
    /// Every capture that goes on at that moment.
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
        // A mirror shows the screen to whoever holds the other end: at home it is hers, on a stranger's word it is his.
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

    /// Whether it is an app with which people talk.
    #[must_use]
    pub fn talks(&self) -> bool {
        matches!(self.kind, OwnerKind::Meeting | OwnerKind::Talking)
    }

    /// Whether somebody far away may be looking.
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
