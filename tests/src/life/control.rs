//! Harmless apps that gain control of the phone or ask for much.

use kinguard_core::event::{Event, InstallSource, SettingsScreen};

use super::day::Act;
use super::names::{AD_SKIPPER, DOOR_CARD, WATCH};
use super::phone::{HOUR, Life, MINUTE};

impl Life {
    /// Returns whether the app came with the phone.
    pub(super) fn came_with_the_phone(&self, package: &str) -> bool {
        self.persona.maker.brings(package)
    }

    /// The enabled accessibility services, as the phone reports them after its start.
    pub(super) fn report_those_in_control(&mut self) {
        for package in self.in_control.clone() {
            self.tell_of_control(package);
        }
    }

    fn tell_of_control(&mut self, package: &'static str) {
        self.tell(Event::RemoteControlEnabled {
            package: package.to_owned(),
            preinstalled: Some(self.came_with_the_phone(package)),
        });
    }

    fn give_control(&mut self, package: &'static str) {
        self.visit_page(SettingsScreen::Accessibility);
        self.tell_of_control(package);
        self.in_control.insert(package);
    }

    fn install_file(&mut self, package: &'static str) {
        self.open(self.persona.maker.browser);
        self.pause(30, 200);
        self.tell(Event::SettingsOpened { what: SettingsScreen::UnknownSources });
        self.pause(3, 20);
        self.open(self.persona.maker.installer);
        self.pause(8, 40);
        self.install(package, None, InstallSource::Sideload);
        self.pause(2, 20);
        self.open(package);
        self.pause(10, 60);
    }

    /// An ad skipper from a page that a grandchild knows, and a payment within the hour.
    pub(super) fn install_ad_skipper(&mut self) {
        if self.in_control.contains(AD_SKIPPER) {
            return;
        }
        self.install_file(AD_SKIPPER);
        self.give_control(AD_SKIPPER);
        self.pause(5, 60);
        self.rest();
        let at = self.now + self.dice.within(2 * MINUTE, HOUR);
        self.later(at, Act::Pay);
    }

    /// The screen reader that came with the phone.
    pub(super) fn switch_screen_reader_on(&mut self) {
        let reader = self.persona.maker.screen_reader();
        self.give_control(reader);
        self.pause(60, 300);
        self.rest();
    }

    /// The companion of a new watch, from the store.
    pub(super) fn set_up_watch(&mut self) {
        self.open(self.persona.maker.store);
        self.pause(20, 120);
        self.install(WATCH, None, InstallSource::Store);
        self.pause(20, 200);
        self.open(WATCH);
        self.pause(60, 300);
        self.give_control(WATCH);
        self.open(WATCH);
        self.pause(30, 120);
        self.rest();
    }

    /// The estate's door card, from the property office's page.
    pub(super) fn install_door_card(&mut self) {
        self.install_file(DOOR_CARD);
        self.visit_page(SettingsScreen::Nfc);
        self.tell(Event::NfcTurned { on: true });
        self.pause(5, 30);
        self.rest();
    }
}
