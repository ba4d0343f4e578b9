//! Settings pages, near-field communication and call forwarding.

use kinguard_core::event::{Direction, Event, SettingsScreen};
use kinguard_core::region::Region;

use super::calls::Call;
use super::day::Act;
use super::knobs;
use super::phone::{HOUR, Life, MINUTE, SECOND};

impl Life {
    /// A settings page comes to the front for some seconds.
    pub(super) fn visit_page(&mut self, what: SettingsScreen) {
        self.open("com.android.settings");
        self.pause(2, 15);
        self.tell(Event::SettingsOpened { what });
        self.pause(3, 30);
    }

    /// The same from an idle phone, which is put down again.
    pub(super) fn visit_settings(&mut self, what: SettingsScreen) {
        self.visit_page(what);
        self.rest();
    }

    /// Mostly bigger letters; a visiting child looks at the guard's own pages.
    pub(super) fn visit_protection_page(&mut self) {
        let what = match self.dice.within(1, 10) {
            1..=6 => SettingsScreen::Accessibility,
            7..=8 => SettingsScreen::AppInfo,
            _ => SettingsScreen::UsageAccess,
        };
        self.visit_settings(what);
    }

    /// A ride with the transport card, which is topped up now and then.
    pub(super) fn ride_by_nfc(&mut self) {
        self.wake();
        if self.dice.chance(0.3) {
            self.visit_page(SettingsScreen::Nfc);
        }
        self.tell(Event::NfcTurned { on: true });
        self.pause(5, 40);
        if self.dice.chance(0.2) {
            let wallet = self.wallet();
            self.open(wallet);
            self.pause(15, 60);
        }
        let ride = self.dice.within(10 * SECOND, 40 * MINUTE);
        self.wait(ride);
        self.tell(Event::NfcTurned { on: false });
        self.rest();
    }

    /// Calls are forwarded for some days: by a dialled code, or while the carrier talks.
    pub(super) fn divert_calls(&mut self) {
        if !self.in_call && self.dice.chance(knobs::FORWARDING_BY_CARRIER) {
            let carrier = Call {
                direction: Direction::Outgoing,
                number: Some(carrier(self.persona.home).to_owned()),
                saved: false,
                talk_ms: None,
            };
            self.begin(&carrier);
            self.answer(&carrier);
            let asking = self.dice.within(MINUTE, 6 * MINUTE);
            self.wait(asking);
            self.tell(Event::CallForwardingChanged { on: true });
            self.pause(20, 120);
            self.hang_up();
        } else {
            self.open(self.persona.maker.dialer);
            self.pause(10, 60);
            self.tell(Event::CallForwardingChanged { on: true });
        }
        self.pause(2, 10);
        self.rest();
        let at = self.now + self.dice.within(5 * HOUR, 100 * HOUR);
        self.later(at, Act::ForwardingOff);
    }
}

/// The carrier's own hotline.
fn carrier(home: Region) -> &'static str {
    match home {
        Region::HK => "18222",
        Region::MO => "1000",
        Region::TW => "123",
        Region::SG => "1688",
        Region::MY => "1300111000",
        _ => "10086",
    }
}
