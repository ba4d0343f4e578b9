//! Apps that came onto the phone lately and could carry a fraud.

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
/// An app that somebody instigated, or that came from a file or a link, is remembered for this long. Some wait for days.
const LONG_REMEMBERED: Span = Span::days(30);
const INSTALLS_HELD: usize = 6;

/// An app that came onto the phone and is able to carry a fraud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Its application id.
    pub package: PackageName,
    /// The moment it was installed.
    pub at: Moment,
    /// Its source.
    pub source: InstallSource,
    /// On whose word, as far as the calls tell.
    #[serde(rename = "word")]
    pub instigator: Instigator,
    /// Its abilities.
    pub ability: Ability,
    /// True if its kind or its label names meetings or remote help, which nobody needs from a file.
    pub looks_remote: bool,
    /// The requests of its manifest, where the phone reported them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declares: Option<Vec<Declaration>>,
    /// True if it was removed since. It stays known: it may come again, or only be hidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

impl Install {
    /// Returns whether it came from a file or a link.
    #[must_use]
    pub fn is_sideloaded(&self) -> bool {
        self.source == InstallSource::Sideload
    }

    /// Returns whether its manifest asks for that; `None` where it was not told.
    #[must_use]
    pub fn asks_for(&self, what: Declaration) -> Option<bool> {
        self.declares.as_ref().map(|declares| declares.contains(&what))
    }

    /// Returns whether it asks for what only a trojan needs together: to operate other apps, and to read codes, cover the screen,
    /// watch it, bring in other apps or resist its removal. An ad skipper and a screen reader ask for the first alone.
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

    /// Returns what matters less goes first; of equals the oldest. `operates` says that it can operate the phone.
    fn weight(&self, operates: bool) -> (Instigator, bool, bool, Ability, bool, bool) {
        let asks =
            self.asks_for_much() == Some(true) || self.asks_for(Declaration::CardEmulation) == Some(true);
        (self.instigator, operates, asks, self.ability, self.is_sideloaded(), self.looks_remote)
    }
}

/// On whose word an app was installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instigator {
    /// Nobody's that is known.
    #[serde(rename = "own")]
    Nobody,
    /// Somebody's of whom little is known, or a well-known meeting app after a stranger hung up.
    #[serde(rename = "doubtful")]
    MaybeStranger,
    /// A stranger's.
    Stranger,
}

/// The threat that a newly installed app poses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ability {
    /// Nothing that matters here.
    None,
    /// A known meeting app from a store: half the country has one.
    Meeting,
    /// Remote control, or anything of unknown origin: nobody needs it by accident.
    Grave,
}

/// Returns what the app called `package` is able to do, from its kind, its label and its source.
///
/// An id can be chosen freely, so what the catalogue says of one counts only for what came with the phone or from a store.
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
        // An installer that does not say where it took a bank from is a new phone's copy far more often than a fraud's.
        Some(category) if category.holds_money() && source == InstallSource::Unknown => Ability::None,
        Some(_) => Ability::Grave,
        None if label.is_some_and(catalog::label_suggests_remote_session) => Ability::Grave,
        None if trusted => Ability::None,
        None => Ability::Grave,
    }
}

/// Each of them once.
pub(crate) fn without_repeats(mut declares: Vec<Declaration>) -> Vec<Declaration> {
    declares.sort();
    declares.dedup();
    declares
}

/// Returns whether its kind, or else its label, says that an app is made for meetings or remote help.
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
    /// Its abilities.
    pub ability: Ability,
    /// Its source.
    pub source: InstallSource,
    /// The moment.
    pub at: Moment,
}

impl Installing<'_> {
    /// On whose word it was installed, as far as one of the calls around it tells.
    ///
    /// `voice_goes_on` says that the caller's voice has moved into an app and is heard there still.
    #[must_use]
    pub fn instigator(&self, call: &Call, risk: Risk, voice_goes_on: bool) -> Instigator {
        /// A stranger who is on the line this long while a meeting app is installed is not a courier.
        const LIVE_CALL_MATTERS: Span = Span::seconds(90);
        /// After a domestic stranger hung up, what is installed this long counts as his word,
        const DOMESTIC_LASTS: Span = Span::minutes(10);
        /// and this long as perhaps his.
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
            // A bank's hotline tells her where to find the bank's app.
            (Ability::Grave, Risk::Slight) if self.is_of_a_bank_that_rings(call) => Instigator::Nobody,
            // A hotline that has a file installed is none; a child whose number the phone may not look up uses the store.
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

/// The installs of the last days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installs {
    list: Vec<Install>,
    /// The gravest of those that went for want of room, with the time of the latest. An app of which nothing is known may
    /// be one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    forgotten: Option<Install>,
}

impl Installs {
    /// Remembers an install; a second one of the same app replaces it, but never makes it look better. `stranger_talks`
    /// says that one is on the line, in whose call nobody moves to a new phone; `operates`, which apps can operate it.
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

    /// Many apps of unknown source within a minute are a new phone that copies the old one, on nobody's word.
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

    /// The app is gone.
    pub fn remove(&mut self, package: &str) {
        for install in self.list.iter_mut().filter(|install| install.package.is(package)) {
            install.gone = true;
        }
    }

    /// Returns what is remembered of that app, when it had been installed by `at`.
    #[must_use]
    pub fn of(&self, package: &PackageName, at: Moment) -> Option<&Install> {
        let known = self.remembered(at).find(|install| install.package == *package);
        let unknown = || package.app().is_none();
        known.or_else(|| self.forgotten_by(at).filter(|_| unknown()))
    }

    /// The gravest install remembered at that moment; of equals the latest.
    #[must_use]
    pub fn gravest(&self, at: Moment) -> Option<&Install> {
        let here = self.remembered(at).filter(|install| !install.gone);
        let list = here.chain(self.forgotten_by(at));
        list.max_by_key(|install| (install.instigator, install.at))
    }

    /// Returns whether anything is remembered of that app.
    pub(crate) fn knows(&self, package: &PackageName) -> bool {
        self.list.iter().any(|install| install.package == *package)
    }

    /// On whose word that app came; nobody's where nothing is remembered of it.
    pub(crate) fn instigator_of(&self, package: &PackageName) -> Instigator {
        self.list
            .iter()
            .find(|install| install.package == *package)
            .map_or(Instigator::Nobody, |install| install.instigator)
    }

    /// Returns whether any app that is remembered is of that kind.
    pub(crate) fn any(&self, at: Moment, is: impl Fn(&Install) -> bool) -> bool {
        self.remembered(at).filter(|install| !install.gone).any(is)
    }

    /// Returns whether any is remembered, however long, that came on somebody's word and is still there.
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

    /// Forgets what is too old.
    pub fn forget(&mut self, now: Moment) {
        let kept = |install: &Install| now.since(install.at) < install.remembered_for();
        self.list.retain(kept);
        self.forgotten = self.forgotten.take().filter(kept);
    }
}
