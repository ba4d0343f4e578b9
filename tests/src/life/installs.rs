//! Installs, updates and removals.

use std::collections::BTreeSet;

use kinguard_core::event::{Event, InstallSource, SettingsScreen};

use super::calls::Call;
use super::day::Act;
use super::phone::{HOUR, Life, MINUTE, SECOND};
use super::{declarations, knobs, names};

impl Life {
    /// An app is installed now.
    pub(crate) fn install(&mut self, package: &str, label: Option<&str>, source: InstallSource) {
        self.tell(Event::AppInstalled {
            package: package.to_owned(),
            label: label.map(str::to_owned),
            source,
            update: false,
            preinstalled: Some(self.came_with_the_phone(package)),
            declares: Some(declarations::of(package, source, self.persona.market)),
        });
    }

    /// Something useful from the store.
    pub(super) fn visit_store(&mut self) {
        let finds = self.persona.market.store_finds;
        let find = self.dice.within(0, finds.len() as u64 - 1) as usize;
        let (package, label) = finds[find];
        self.open(self.persona.maker.store);
        self.pause(20, 150);
        self.install(package, label, InstallSource::Store);
        self.pause(3, 20);
        if self.dice.chance(0.8) {
            self.open(package);
            self.pause(20, 200);
        }
        self.rest();
    }

    /// The store renews some apps while everybody sleeps.
    pub(super) fn night_updates(&mut self) {
        let market = self.persona.market;
        for _ in 0..self.dice.within(1, 14) {
            let package = match self.dice.within(1, 7) {
                1 => self.persona.bank,
                2 => self.dice.pick(market.shops),
                3 => self.dice.pick(market.wallets),
                4 => self.dice.pick(market.pastimes),
                5 if !self.owned.is_empty() => self.persona.meeting_app,
                6 => self.persona.maker.of_the_phone(&mut self.dice),
                _ => self.dice.pick(names::UPDATED),
            };
            self.tell(Event::AppInstalled {
                package: package.to_owned(),
                label: None,
                source: InstallSource::Store,
                update: true,
                preinstalled: Some(self.came_with_the_phone(package)),
                declares: Some(declarations::of(package, InstallSource::Store, market)),
            });
            self.pause(10, 80);
        }
    }

    /// A file from a web page; some are removed again after a few days.
    pub(super) fn install_from_browser(&mut self) {
        let package = self.dice.pick(names::SIDELOADS);
        self.open(self.persona.maker.browser);
        self.pause(30, 240);
        if self.dice.chance(knobs::UNKNOWN_SOURCES_PAGE) {
            self.tell(Event::SettingsOpened { what: SettingsScreen::UnknownSources });
            self.pause(3, 20);
        }
        self.open(self.persona.maker.installer);
        self.pause(8, 40);
        self.install(package, None, InstallSource::Sideload);
        self.pause(2, 10);
        self.open(package);
        let length = self.dice.within(MINUTE, 20 * MINUTE);
        self.wait(length);
        self.rest();
        if self.dice.chance(0.4) {
            let at = self.now + self.dice.within(HOUR, 72 * HOUR);
            self.later(at, Act::Remove(package));
        }
    }

    pub(super) fn remove(&mut self, package: &'static str) {
        self.wake();
        self.pause(2, 10);
        self.tell(Event::AppRemoved { package: package.to_owned() });
        self.pause(2, 10);
        self.rest();
    }

    /// The meeting app that a teacher or a class group asked for, from the store.
    pub(super) fn install_for_class(&mut self) {
        let app = self.persona.meeting_app;
        if self.owned.insert(app.to_owned()) {
            self.open(self.persona.maker.store);
            self.pause(20, 120);
            self.install(app, None, InstallSource::Store);
            self.pause(3, 20);
            self.open(app);
            self.pause(20, 120);
            self.rest();
        }
        let at = self.now + self.dice.within(10 * MINUTE, 30 * HOUR);
        self.later(at, Act::FirstClass);
    }

    /// A new phone copies everything from the old one.
    pub(super) fn migrate(&mut self) {
        self.open("com.android.backup.clone");
        self.pause(120, 600);
        self.copy_everything(InstallSource::Unknown);
        self.try_the_copied();
    }

    /// The shop fills a new phone, partly from its store, while the customer waits. Half of the clerks called
    /// before.
    pub(super) fn shop_sets_up(&mut self) {
        if self.dice.chance(0.5) {
            let number = names::mobile(&mut self.dice, self.persona.home);
            let talk = self.dice.mostly_short(20 * SECOND, 6 * MINUTE);
            self.take(&Call::incoming(Some(number), Some(talk)));
            let way = self.dice.within(10 * MINUTE, 50 * MINUTE);
            self.wait(way);
        }
        self.open(self.persona.maker.store);
        self.pause(30, 120);
        let source = if self.dice.chance(0.5) { InstallSource::Store } else { InstallSource::Unknown };
        self.copy_everything(source);
        self.try_the_copied();
    }

    fn copy_everything(&mut self, source: InstallSource) {
        let market = self.persona.market;
        let everything =
            [market.wallets, market.banks, market.shops, market.pastimes, market.meetings, names::UPDATED];
        let copied: BTreeSet<&str> =
            everything.into_iter().flatten().copied().filter(|&app| app != "com.android.settings").collect();
        for package in copied {
            self.install(package, None, source);
            self.pause(1, 6);
        }
        self.owned.extend(market.meetings.iter().map(|&app| app.to_owned()));
        self.owned.insert("com.oray.sunlogin".to_owned());
        self.pause(60, 300);
    }

    fn try_the_copied(&mut self) {
        let market = self.persona.market;
        for package in [market.chat, market.wallets[0], self.persona.bank] {
            self.open(package);
            self.pause(20, 90);
            self.open(self.persona.maker.texts);
            self.pause(4, 15);
            self.open(package);
            let length = self.dice.within(20 * SECOND, 90 * SECOND);
            self.wait(length);
        }
        self.rest();
    }
}
