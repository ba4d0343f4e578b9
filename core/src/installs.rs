//! Recently installed apps that could serve a fraud.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::call::{Call, Risk};
use crate::catalog::{self, Category};
use crate::effect::Origin;
use crate::event::{Declaration, InstallSource};
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// An app from a store that nobody is known to have asked for is remembered for this long.
const REMEMBERED: Span = Span::days(7);
/// An app that somebody instigated, or that came from a file or a link, is remembered for this long: some lie
/// dormant for days.
const LONG_REMEMBERED: Span = Span::days(30);
const INSTALLS_HELD: usize = 6;

/// A newly installed app that is able to serve a fraud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Its application id.
    pub package: PackageName,
    /// The moment it was installed.
    pub at: Moment,
    /// Its source.
    pub source: InstallSource,
    /// The person who had it installed, as far as the calls tell.
    #[serde(rename = "word")]
    pub instigator: Instigator,
    /// The threat it poses.
    pub ability: Ability,
    /// True if its kind or label suggests meetings or remote help, which nobody needs from a file.
    pub looks_remote: bool,
    /// The requests of its manifest, where the phone reported them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declares: Option<Vec<Declaration>>,
    /// True if it has been removed. It stays known, since it may return or only be hidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl Install {
    /// Returns whether it came from a file or a link.
    #[must_use]
    pub fn is_sideloaded(&self) -> bool {
        self.source == InstallSource::Sideload
    }

    /// Returns whether its manifest asks for `what`, or `None` if the phone did not report it.
    #[must_use]
    pub fn asks_for(&self, what: Declaration) -> Option<bool> {
        self.declares.as_ref().map(|declares| declares.contains(&what))
    }

    /// Returns whether it asks for a combination that only a trojan needs: to operate other apps, and to read
    /// codes, cover or watch the screen, install apps or resist removal. Ad skippers and screen readers ask
    /// for the first alone.
    #[must_use]
    pub fn asks_for_much(&self) -> Option<bool> {
        let declares = self.declares.as_ref()?;
        let operates = declares.contains(&Declaration::Accessibility);
        let codes = declares.contains(&Declaration::Sms);
        Some(if declares.len() >= 3 { operates || codes } else { operates && codes })
    }

    fn remembered_for(&self) -> Span {
        if self.instigator > Instigator::Nobody || self.is_sideloaded() {
            LONG_REMEMBERED
        } else {
            REMEMBERED
        }
    }

    /// The weight by which installs are kept: the lightest goes first, among equals the oldest. `operates`
    /// tells whether the app can operate the phone.
    fn weight(&self, operates: bool) -> (Instigator, bool, bool, Ability, bool, bool) {
        let asks =
            self.asks_for_much() == Some(true) || self.asks_for(Declaration::CardEmulation) == Some(true);
        (self.instigator, operates, asks, self.ability, self.is_sideloaded(), self.looks_remote)
    }
}

/// The person who had an app installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instigator {
    /// Nobody, as far as is known.
    #[serde(rename = "own")]
    Nobody,
    /// Perhaps a stranger: little is known of the caller, or it is a well-known meeting app and the stranger
    /// has hung up.
    #[serde(rename = "doubtful")]
    MaybeStranger,
    /// A stranger.
    Stranger,
}

/// The threat that a newly installed app poses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// None that matters here.
    None,
    /// A known meeting app from a store: half the country has one.
    Meeting,
    /// Remote control, or an app of unknown origin: nobody needs one by accident.
    Grave,
}

/// Returns the threat that an app poses, from its kind, its label and its source.
///
/// Anybody can choose an application id. So the catalogue counts only for apps that shipped with the phone or
/// came from a store.
#[must_use]
pub fn ability(
    package: &str,
    label: Option<&str>,
    source: InstallSource,
    preinstalled: Option<bool>,
) -> Ability {
    let from_store = source == InstallSource::Store;
    let trusted = from_store || preinstalled == Some(true);
    match catalog::lookup(package).map(|app| app.category) {
        Some(Category::RemoteControl) => Ability::Grave,
        Some(Category::Meeting) if trusted => Ability::Meeting,
        Some(_) if trusted => Ability::None,
        // If an installer does not say where it took a bank from, it is far more often a new phone's copy
        // than a fraud.
        Some(category) if category.holds_money() && source == InstallSource::Unknown => Ability::None,
        Some(_) => Ability::Grave,
        None if label.is_some_and(catalog::label_suggests_remote_session) => Ability::Grave,
        None if trusted => Ability::None,
        None => Ability::Grave,
    }
}

/// Sorts and removes duplicates.
pub(crate) fn without_repeats(mut declares: Vec<Declaration>) -> Vec<Declaration> {
    declares.sort();
    declares.dedup();
    declares
}

/// Returns whether an app is made for meetings or remote help, by its kind or else by its label.
#[must_use]
pub fn looks_remote(package: &str, label: Option<&str>) -> bool {
    match catalog::lookup(package).map(|app| app.category) {
        Some(category) => matches!(category, Category::Meeting | Category::RemoteControl),
        None => label.is_some_and(catalog::label_suggests_remote_session),
    }
}

/// An install for which the instigator is sought.
#[derive(Clone, Copy, Debug)]
pub struct Installing<'event> {
    /// The app's id.
    pub package: &'event str,
    /// The threat it poses.
    pub ability: Ability,
    /// Its source.
    pub source: InstallSource,
    /// The moment of the install.
    pub at: Moment,
}

impl Installing<'_> {
    /// Returns who had it installed, as far as one of the calls around it tells.
    ///
    /// `voice_goes_on` tells whether the caller's voice has moved into an app and is still heard there.
    #[must_use]
    pub fn instigator(&self, call: &Call, risk: Risk, voice_goes_on: bool) -> Instigator {
        /// A stranger who is on the line this long while a meeting app is installed is no courier.
        const LIVE_CALL_MATTERS: Span = Span::seconds(90);
        /// For this long after a domestic stranger hung up, an install is taken for theirs,
        const DOMESTIC_LASTS: Span = Span::minutes(10);
        /// and for this long as perhaps theirs.
        const DOMESTIC_ECHOES: Span = Span::minutes(30);
        let at = self.at;
        let live = call.is_live(at) || voice_goes_on;
        let within =
            |limit| live || call.is_foreign() || call.ended.is_some_and(|ended| at.since(ended) < limit);
        let echoes = within(DOMESTIC_ECHOES);
        match (self.ability, risk) {
            (Ability::None, _) | (_, Risk::None) => Instigator::Nobody,
            (_, Risk::Risky) if !echoes => Instigator::Nobody,
            (Ability::Grave, Risk::Risky) if within(DOMESTIC_LASTS) => Instigator::Stranger,
            (Ability::Grave, Risk::Risky) => Instigator::MaybeStranger,
            (Ability::Meeting, Risk::Risky) if live && call.spoken(at) >= LIVE_CALL_MATTERS => {
                Instigator::Stranger
            }
            (Ability::Meeting, Risk::Risky) => Instigator::MaybeStranger,
            // A bank's hotline explains where to find the bank's app.
            (Ability::Grave, Risk::Slight) if self.is_of_a_bank_that_rings(call) => Instigator::Nobody,
            // A genuine hotline has no file installed, and a child whose number cannot be looked up uses the
            // store.
            (Ability::Grave, Risk::Slight) if live && self.source != InstallSource::Store => {
                Instigator::Stranger
            }
            (Ability::Grave, Risk::Slight) if echoes => Instigator::MaybeStranger,
            (Ability::Meeting | Ability::Grave, Risk::Slight) => Instigator::Nobody,
        }
    }

    fn is_of_a_bank_that_rings(&self, call: &Call) -> bool {
        call.origin == Origin::Service
            && catalog::lookup(self.package).is_some_and(|app| app.category.holds_money())
    }
}

/// The recent installs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installs {
    list: Vec<Install>,
    /// The gravest install that was dropped for lack of room, with the time of the latest. Any unknown app
    /// may be one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    forgotten: Option<Install>,
}

impl Installs {
    /// Remembers an install. A second install of the same app replaces the first but never makes it look
    /// better. `stranger_talks` tells whether a stranger is on the line, during whose call nobody migrates to
    /// a new phone; `operates` tells which apps can operate the phone.
    pub fn add(
        &mut self,
        mut install: Install,
        stranger_talks: bool,
        operates: impl Fn(&PackageName) -> bool,
    ) {
        if let Some(index) = self.list.iter().position(|known| known.package == install.package) {
            let known = self.list.remove(index);
            install.instigator = install.instigator.max(known.instigator);
            install.declares = install.declares.or(known.declares);
        }
        let latest = install.at;
        let weight = |known: &Install| known.weight(operates(&known.package));
        let gone = push_weighed(&mut self.list, INSTALLS_HELD, install, weight);
        if let Some(gone) = gone.filter(|gone| gone.instigator > Instigator::Nobody) {
            let graver = self.forgotten.take().filter(|known| known.weight(false) > gone.weight(false));
            self.forgotten = Some(Install { at: latest, ..graver.unwrap_or(gone) });
        }
        if !stranger_talks {
            self.pardon_migration(latest);
        }
    }

    /// Many apps of unknown source within a minute are a new phone copying the old one, which nobody
    /// instigated.
    fn pardon_migration(&mut self, latest: Moment) {
        const WITHIN: Span = Span::minutes(1);
        const MANY: usize = 4;
        let copied =
            |install: &Install| install.source == InstallSource::Unknown && latest.since(install.at) < WITHIN;
        if self.list.iter().filter(|install| copied(install)).count() >= MANY {
            for install in self.list.iter_mut().filter(|install| copied(install)) {
                install.instigator = Instigator::Nobody;
            }
        }
    }

    /// Notes that the app was removed.
    pub fn remove(&mut self, package: &str) {
        for install in self.list.iter_mut().filter(|install| install.package.is(package)) {
            install.gone = true;
        }
    }

    /// Returns what is remembered of the app, if it had been installed by `at`.
    #[must_use]
    pub fn of(&self, package: &PackageName, at: Moment) -> Option<&Install> {
        let known = self.remembered(at).find(|install| install.package == *package);
        let unknown = || package.app().is_none();
        known.or_else(|| self.forgotten_by(at).filter(|_| unknown()))
    }

    /// The gravest install remembered at `at`; among equals the latest.
    #[must_use]
    pub fn gravest(&self, at: Moment) -> Option<&Install> {
        let here = self.remembered(at).filter(|install| !install.gone);
        let list = here.chain(self.forgotten_by(at));
        list.max_by_key(|install| (install.instigator, install.at))
    }

    /// Iterates over every app remembered at `at`, those that were removed included.
    pub fn all(&self, at: Moment) -> impl Iterator<Item = &Install> {
        self.remembered(at)
    }

    /// Returns whether anything is remembered of the app.
    pub(crate) fn knows(&self, package: &PackageName) -> bool {
        self.list.iter().any(|install| install.package == *package)
    }

    /// Returns who had the app installed; nobody if nothing is remembered of it.
    pub(crate) fn instigator_of(&self, package: &PackageName) -> Instigator {
        self.list
            .iter()
            .find(|install| install.package == *package)
            .map_or(Instigator::Nobody, |install| install.instigator)
    }

    /// Returns whether any remembered app satisfies `is`.
    pub(crate) fn any(&self, at: Moment, is: impl Fn(&Install) -> bool) -> bool {
        self.remembered(at).filter(|install| !install.gone).any(is)
    }

    /// Returns whether any installed app, however long ago it came, was instigated by somebody.
    pub(crate) fn any_instigated(&self) -> bool {
        self.list
            .iter()
            .filter(|install| !install.gone)
            .chain(&self.forgotten)
            .any(|install| install.instigator > Instigator::Nobody)
    }

    fn forgotten_by(&self, at: Moment) -> Option<&Install> {
        self.forgotten
            .as_ref()
            .filter(|install| install.at <= at && at.since(install.at) < install.remembered_for())
    }

    fn remembered(&self, at: Moment) -> impl Iterator<Item = &Install> {
        self.list
            .iter()
            .filter(move |install| install.at <= at && at.since(install.at) < install.remembered_for())
    }

    /// Forgets what is too old to matter.
    pub fn forget(&mut self, now: Moment) {
        let kept = |install: &Install| now.since(install.at) < install.remembered_for();
        self.list.retain(kept);
        self.forgotten = self.forgotten.take().filter(kept);
    }
}
