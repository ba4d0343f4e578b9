//! Flights and journeys abroad.

use kinguard_core::event::{Event, SettingsScreen};
use kinguard_core::region::Region;

use super::phone::{HOUR, Life, MINUTE};

/// A country to visit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Country {
    /// The calling code.
    pub(super) code: &'static str,
    region: Region,
}

const DESTINATIONS: &[&Country] = &[
    &Country { code: "66", region: Region::literal(b"TH") },
    &Country { code: "81", region: Region::literal(b"JP") },
    &Country { code: "84", region: Region::literal(b"VN") },
    &Country { code: "61", region: Region::literal(b"AU") },
    &Country { code: "82", region: Region::literal(b"KR") },
];

impl Life {
    /// Aeroplane mode, a flight, and a foreign network.
    pub(super) fn depart(&mut self) {
        let country = *self.dice.pick(DESTINATIONS);
        self.fly();
        self.reboot();
        self.abroad = Some(country);
        self.pause(20, 90);
        self.report_network(Some(country.region));
    }

    pub(super) fn come_home(&mut self) {
        self.fly();
        self.reboot();
        self.abroad = None;
        self.pause(20, 90);
        self.report_network(None);
    }

    /// Aeroplane mode is switched on before boarding and off after landing.
    pub(super) fn fly(&mut self) {
        self.visit_settings(SettingsScreen::Airplane);
        let flight = self.dice.within(90 * MINUTE, 5 * HOUR);
        self.be_out_of_reach(flight);
        self.visit_settings(SettingsScreen::Airplane);
    }

    fn report_network(&mut self, roaming: Option<Region>) {
        self.tell(Event::SettingsChanged {
            home: self.persona.home,
            familiar_regions: self.persona.familiar_regions.clone(),
            family_waits_ms: None,
            roaming,
        });
    }
}
