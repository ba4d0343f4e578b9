//! Apps that came onto the phone lately and could carry a fraud.

use serde::{Deserialize, Serialize};

use crate::call::{Call, Risk};
use crate::catalog::{self, Category};
use crate::event::InstallSource;
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// How long an installed app is remembered.
pub const REMEMBERED: Span = Span::days(7);
const INSTALLS_HELD: usize = 6;

/// An app that came onto the phone and is able to carry a fraud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Its application id.
    pub package: PackageName,
    /// When it was installed.
    pub at: Moment,
    /// Where it came from.
    pub source: InstallSource,
    /// On whose word, as far as the calls tell.
    pub word: Word,
    /// What it is able to do.
    pub ability: Ability,
    /// Whether its kind or its label names meetings or remote help, which nobody needs from a file.
    pub looks_remote: bool,
}

/// On whose word an app was installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// Nobody's that is known.
    Own,
    /// Somebody's of whom little is known, or a well-known meeting app after a stranger hung up.
    Doubtful,
    /// A stranger's.
    Stranger,
}

/// What an app that was just installed is able to do.
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

/// What the app called `package` is able to do, from its kind, its label and its source.
#[must_use]
pub fn ability(package: &str, label: Option<&str>, source: InstallSource) -> Ability {
    let from_store = source == InstallSource::Store;
    match catalog::lookup(package).map(|app| app.category) {
        Some(Category::RemoteControl) => Ability::Grave,
        Some(Category::Meeting) if from_store => Ability::Meeting,
        Some(
            Category::Meeting
            | Category::Messaging
            | Category::LocalCapture
            | Category::Mirroring
            | Category::NfcTool,
        ) if !from_store => Ability::Grave,
        Some(_) => Ability::None,
        None if label.is_some_and(catalog::label_suggests_remote_session) => Ability::Grave,
        None if from_store => Ability::None,
        None => Ability::Grave,
    }
}

/// Whether its kind, or else its label, says that an app is made for meetings or remote help.
#[must_use]
pub fn looks_remote(package: &str, label: Option<&str>) -> bool {
    match catalog::lookup(package).map(|app| app.category) {
        Some(category) => matches!(category, Category::Meeting | Category::RemoteControl),
        None => label.is_some_and(catalog::label_suggests_remote_session),
    }
}

/// On whose word an app of this ability was installed, `call` being one of those around it.
///
/// `voice_goes_on` says that the caller's voice has moved into an app and is heard there still.
#[must_use]
pub fn word(
    ability: Ability,
    source: InstallSource,
    (call, risk): (&Call, Risk),
    voice_goes_on: bool,
    at: Moment,
) -> Word {
    /// A stranger who is on the line this long while a meeting app is installed is not a courier.
    const LIVE_CALL_MATTERS: Span = Span::seconds(90);
    /// After a domestic stranger hung up, what is installed this long counts as his word.
    const DOMESTIC_ECHOES: Span = Span::minutes(30);
    let live = call.is_live(at) || voice_goes_on;
    let echoes =
        live || call.is_foreign() || call.ended.is_some_and(|ended| at.since(ended) < DOMESTIC_ECHOES);
    match (ability, risk) {
        (Ability::None, _) | (_, Risk::None) => Word::Own,
        (_, Risk::Risky) if !echoes => Word::Own,
        (Ability::Grave, Risk::Risky) => Word::Stranger,
        (Ability::Meeting, Risk::Risky) if live && call.spoken(at) >= LIVE_CALL_MATTERS => Word::Stranger,
        (Ability::Meeting, Risk::Risky) => Word::Doubtful,
        // A hotline that has a file installed is none; a child whose number the phone may not look up uses the store.
        (Ability::Grave, Risk::Slight) if live && source != InstallSource::Store => Word::Stranger,
        (Ability::Grave, Risk::Slight) if echoes => Word::Doubtful,
        (Ability::Meeting | Ability::Grave, Risk::Slight) => Word::Own,
    }
}

/// The installs of the last days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Installs {
    list: Vec<Install>,
}

impl Installs {
    /// Remembers an install; a second one of the same app replaces it, but never makes it look better.
    pub fn add(&mut self, mut install: Install) {
        if let Some(index) = self.list.iter().position(|known| known.package == install.package) {
            install.word = install.word.max(self.list.remove(index).word);
        }
        if self.list.len() >= INSTALLS_HELD {
            // What came on nobody's word goes first.
            let goes = self.list.iter().position(|known| known.word == Word::Own).unwrap_or(0);
            self.list.remove(goes);
        }
        self.list.push(install);
        self.pardon_migration();
    }

    /// Many apps of unknown source within a minute are a new phone that copies the old one, on nobody's word.
    fn pardon_migration(&mut self) {
        const WITHIN: Span = Span::minutes(1);
        const MANY: usize = 4;
        let Some(latest) = self.list.last().map(|install| install.at) else { return };
        let copied =
            |install: &Install| install.source == InstallSource::Unknown && latest.since(install.at) < WITHIN;
        if self.list.iter().filter(|install| copied(install)).count() >= MANY {
            for install in self.list.iter_mut().filter(|install| copied(install)) {
                install.word = Word::Own;
            }
        }
    }

    /// The app is gone.
    pub fn remove(&mut self, package: &str) {
        self.list.retain(|install| !install.package.is(package));
    }

    /// What is remembered of that app, when it had been installed by `at`.
    #[must_use]
    pub fn of(&self, package: &PackageName, at: Moment) -> Option<&Install> {
        self.remembered(at).find(|install| install.package == *package)
    }

    /// The gravest install remembered at that moment; of equals the latest.
    #[must_use]
    pub fn gravest(&self, at: Moment) -> Option<&Install> {
        self.remembered(at).max_by_key(|install| (install.word, install.at))
    }

    fn remembered(&self, at: Moment) -> impl Iterator<Item = &Install> {
        self.list.iter().filter(move |install| install.at <= at && at.since(install.at) < REMEMBERED)
    }

    /// Forgets what is too old.
    pub fn forget(&mut self, now: Moment) {
        self.list.retain(|install| now.since(install.at) < REMEMBERED);
    }
}
