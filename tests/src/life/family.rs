//! The children: their numbers, and video calls in which the screen is shared.

use super::names::MEETIME;
use super::phone::{Life, MINUTE};

impl Life {
    pub(super) fn a_childs_number(&mut self) -> String {
        let last = self.persona.family.len() as u64 - 1;
        let child = self.dice.within(0, last) as usize;
        self.persona.family[child].clone()
    }

    /// Which child's number it is, from 0.
    pub(super) fn place_in_family(&self, number: &str) -> Option<u32> {
        (0..).zip(&self.persona.family).find(|(_, child)| *child == number).map(|(place, _)| place)
    }

    pub(super) fn is_family(&self, number: &str) -> bool {
        self.place_in_family(number).is_some()
    }

    /// Grandchildren call by video and look at the photos on the screen.
    pub(super) fn share_in_video_call(&mut self) {
        let maker = self.persona.maker;
        let app = if maker.is_huawei() { MEETIME } else { self.persona.market.chat };
        self.open(app);
        self.pause(3, 20);
        self.start_family_voice(app);
        let greeting = self.dice.within(MINUTE, 8 * MINUTE);
        self.wait(greeting);
        self.start_capture(app, true);
        self.pause(2, 10);
        self.open(maker.gallery);
        let showing = self.dice.mostly_short(2 * MINUTE, 20 * MINUTE);
        self.wait(showing);
        self.open(app);
        self.pause(2, 10);
        self.stop_newest_capture();
        let farewell = self.dice.within(MINUTE, 10 * MINUTE);
        self.wait(farewell);
        self.end_voice();
        self.pause(2, 10);
        self.rest();
    }
}
