//! Captures and their likely owners.

use super::{Change, Front, Phone, VoiceChat};
use crate::call::{Call, Risk};
use crate::catalog::{self, Category};
use crate::event::Declaration;
use crate::installs::Instigator;
use crate::package::PackageName;
use crate::sharing::{NewDisplay, Session, is_together};
use crate::time::{Moment, Span};

/// A capture that begins this soon after a stranger's call may be led by them.
const VOICE_LEADS: Span = Span::minutes(10);
/// A nameless display is attributed to a conversation only if that has not been going on for longer.
const CONVERSATION_EXPLAINS: Span = Span::hours(2);

impl Phone {
    /// The likely app behind a capture: the one whose service said so, or an app made for it that is in front
    /// or in a conversation.
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
            let category = package.app().map(|app| app.category);
            let in_talk = asked || stranger_talks || voice == Some(package);
            self.installs.of(package, at).is_some()
                || match category {
                    Some(Category::Meeting | Category::RemoteControl) => in_talk || led,
                    Some(Category::Messaging) => in_talk || led,
                    Some(Category::LocalCapture | Category::Mirroring | Category::Captions) => asked,
                    _ => false,
                }
        };
        // An ad skipper is always there and captures nothing.
        let may_capture = |package: &PackageName| {
            let made_for_it = package.app().is_some();
            let install = self.installs.of(package, at);
            made_for_it
                || install.is_some_and(|install| {
                    install.instigator > Instigator::Nobody
                        || install.asks_for(Declaration::Capture) == Some(true)
                })
        };
        let on = self.controllers.iter().filter(|controller| controller.on);
        let controller = on.map(|controller| &controller.package).find(|package| may_capture(package));
        [session.front.as_ref(), voice, controller].into_iter().flatten().find(|package| explains(package))
    }

    /// Returns whether a stranger's voice may have led the user to begin this capture: they talked as it
    /// began, or shortly before.
    #[must_use]
    pub fn may_be_led(&self, session: &Session) -> bool {
        let starts = session.starts();
        let call_led = self.calls.risk(starts, VOICE_LEADS) == Risk::Risky;
        let voice_led =
            self.voice.as_ref().is_some_and(|voice| voice.carries_on.is_some() && voice.is_live(starts));
        call_led || voice_led
    }

    /// The same for a habitual capture, which needs more: a caller from overseas who talks as it begins or
    /// has just talked, or any stranger who is talking, if the app is made for talking (`talks`).
    #[must_use]
    pub fn must_be_led(&self, session: &Session, talks: bool) -> bool {
        let starts = session.starts();
        let mut calls = self.calls.that_matter(starts, VOICE_LEADS).into_iter();
        let voice_led =
            self.voice.as_ref().is_some_and(|voice| voice.carries_on.is_some() && voice.is_live(starts));
        let leads = |call: &Call| call.is_foreign() || talks && call.is_live(starts);
        voice_led || calls.any(|(call, risk, _)| risk == Risk::Risky && leads(call))
    }

    /// Returns whether it began within an hour of a call from overseas or without a number.
    #[must_use]
    pub fn follows_foreign_call(&self, session: &Session) -> bool {
        let mut calls = self.calls.that_matter(session.starts(), Span::hours(1)).into_iter();
        calls.any(|(call, risk, _)| risk == Risk::Risky && call.is_foreign())
    }

    pub(super) fn display_added(&mut self, at: Moment, display: i32, name: Option<&str>) -> Change {
        let front = self.front.as_ref();
        let package = front.map(Front::package);
        let comes_with_app = front.is_some_and(|front| is_together(at, front.since()));
        let shows_pages = |package: &PackageName| comes_with_app && self.shows_pages(package, at);
        let came = NewDisplay {
            display,
            front: package.as_ref(),
            named: name.is_some_and(catalog::names_screen_capture),
            explained: self.in_car || package.as_ref().is_some_and(shows_pages),
        };
        let installs = &self.installs;
        let is_instigated = |package: &PackageName| installs.instigator_of(package) > Instigator::Nobody;
        self.sharing.display_added(at, came, &is_instigated).map_or(Change::None, Change::SharingSign)
    }

    /// Returns whether an app may well create displays for its own pages, and none to show the screen to
    /// others.
    pub(super) fn shows_pages(&self, package: &PackageName, at: Moment) -> bool {
        let talks = package.app().is_some_and(|app| app.category.shows_screen());
        // Whoever shares goes to the home screen next.
        !talks && !catalog::names_home_screen(package.as_str()) && self.installs.of(package, at).is_none()
    }
}
