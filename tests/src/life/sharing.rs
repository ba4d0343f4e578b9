//! Everything that captures the screen: television, games, laptop, car, recorder, classes, work, a child's
//! help.

use kinguard_core::event::{Direction, Event, InstallSource};

use super::calls::Call;
use super::day::Act;
use super::knobs;
use super::names;
use super::phone::{Capture, Life, MINUTE, SECOND};

impl Life {
    /// An app asks, is allowed, and captures. Android ends an older capture when a new one begins.
    pub(crate) fn start_capture(&mut self, package: &str, asks: bool) {
        while let Some(older) = self.captures.iter().position(|capture| capture.package.is_some()) {
            self.stop_capture(older);
        }
        if asks {
            let front = Some(self.front()).filter(|front| !front.is_empty()).map(str::to_owned);
            self.tell(Event::CaptureConsentOpened { package: front });
            self.pause(2, 8);
        }
        self.tell_of_service(package);
        self.now += self.dice.within(200, 1_500);
        let display = self.new_display();
        self.tell(Event::PrivateDisplayAdded { display });
        self.captures.push(Capture { package: Some(package.to_owned()), display: Some(display) });
    }

    fn tell_of_service(&mut self, package: &str) {
        self.tell(Event::CaptureServiceStarted {
            package: package.to_owned(),
            preinstalled: Some(self.came_with_the_phone(package)),
        });
    }

    /// The system itself shows the screen elsewhere: only a display appears.
    pub(super) fn start_display(&mut self) {
        let display = self.new_display();
        self.tell(Event::PrivateDisplayAdded { display });
        self.captures.push(Capture { package: None, display: Some(display) });
    }

    /// Ends the newest capture or display.
    pub(crate) fn stop_newest_capture(&mut self) {
        if let Some(newest) = self.captures.len().checked_sub(1) {
            self.stop_capture(newest);
        }
    }

    fn stop_capture(&mut self, index: usize) {
        let capture = self.captures.remove(index);
        if let Some(display) = capture.display {
            self.tell(Event::PrivateDisplayRemoved { display });
            self.now += self.dice.within(100, 900);
        }
        if let Some(package) = capture.package {
            self.tell(Event::CaptureServiceStopped { package, ends_capture: false });
        }
    }

    /// An evening with the television.
    pub(super) fn cast(&mut self) {
        let Some(habit) = self.persona.habits.cast.clone() else {
            return;
        };
        let video = self.dice.pick(self.persona.market.videos);
        match habit.app {
            Some(app) => {
                self.open(app);
                self.pause(10, 40);
                // The maker's own casting is part of the system and asks nobody.
                let asks = !matches!(app, "com.xiaomi.mirror" | "com.heytap.cast");
                self.start_capture(app, asks);
            }
            None => {
                self.open("com.android.settings");
                self.pause(10, 30);
                self.start_display();
            }
        }
        let rebooted = self.dice.chance(0.02);
        for _ in 0..self.dice.within(2, 6) {
            self.pause(4, 20);
            self.open(video);
            let slice = self.dice.within(8 * MINUTE, 28 * MINUTE);
            self.wait(slice);
            if self.dice.chance(knobs::WALLET_WHILE_CASTING / 4.0) {
                let wallet = self.wallet();
                self.open(wallet);
                self.pause(10, 60);
            } else if self.dice.chance(knobs::BANK_WHILE_CASTING / 4.0) {
                self.open(self.persona.bank);
                self.pause(20, 90);
            } else if self.dice.chance(0.3) {
                self.open(self.persona.market.chat);
                self.pause(10, 90);
            }
        }
        if rebooted {
            self.reboot();
            return;
        }
        if let Some(app) = habit.app {
            self.open(app);
            self.pause(3, 15);
        }
        self.stop_newest_capture();
        self.rest();
    }

    /// A game, with the hidden display that some game modes make.
    pub(super) fn play_game(&mut self) {
        let Some(habit) = self.persona.habits.game.clone() else {
            return;
        };
        let game = self.dice.pick(self.persona.market.games);
        self.open(game);
        self.pause(1, 3);
        if habit.display {
            self.start_display();
        }
        let length = self.dice.within(4 * MINUTE, 40 * MINUTE);
        self.wait(length / 2);
        if self.dice.chance(knobs::WALLET_IN_GAME) {
            let wallet = self.wallet();
            self.bring_to_front(wallet);
            self.pause(8, 30);
            self.bring_to_front(game);
        }
        self.wait(length / 2);
        if habit.display {
            self.stop_newest_capture();
        }
        self.rest();
    }

    /// The phone's screen on the laptop for a working day, by the maker's own tool.
    pub(super) fn mirror_to_laptop(&mut self) {
        let mirror = self.persona.maker.mirror;
        self.open(mirror);
        self.pause(5, 20);
        let display = self.new_display();
        self.tell(Event::PrivateDisplayAdded { display });
        self.pause(1, 3);
        self.tell_of_service(mirror);
        self.captures.push(Capture { package: Some(mirror.to_owned()), display: Some(display) });
        self.pause(5, 20);
        self.rest();
    }

    pub(super) fn end_laptop_mirror(&mut self) {
        let mirror = self.persona.maker.mirror;
        if let Some(index) =
            self.captures.iter().position(|capture| capture.package.as_deref() == Some(mirror))
        {
            self.stop_capture(index);
        }
    }

    /// A drive with the map on the car's screen.
    pub(super) fn drive(&mut self) {
        self.wake();
        self.start_display();
        self.pause(2, 10);
        self.open("com.autonavi.minimap");
        let length = self.dice.within(10 * MINUTE, 50 * MINUTE);
        self.wait(length);
        if self.dice.chance(knobs::PAY_WHILE_DRIVING) {
            let wallet = self.wallet();
            self.open(wallet);
            self.pause(10, 40);
            self.open("com.autonavi.minimap");
            self.pause(20, 300);
        }
        self.stop_newest_capture();
        self.rest();
    }

    /// A video recorded off the screen with the maker's recorder.
    pub(super) fn record_screen(&mut self) {
        let recorder = self.persona.maker.recorder;
        let video = self.dice.pick(self.persona.market.pastimes);
        self.open(video);
        self.pause(10, 60);
        let asks = self.dice.chance(0.4);
        self.start_capture(recorder, asks);
        let length = self.dice.within(MINUTE, 6 * MINUTE);
        self.wait(length);
        self.stop_newest_capture();
        self.pause(3, 10);
        self.open(self.persona.maker.gallery);
        self.pause(10, 60);
        self.open(self.persona.market.chat);
        self.pause(10, 60);
        self.rest();
    }

    /// Captions for a call: an app captures what is heard.
    pub(super) fn start_captions(&mut self) {
        self.pause(5, 30);
        self.open(names::CAPTIONS);
        self.pause(2, 8);
        self.start_capture(names::CAPTIONS, true);
    }

    /// A policy is sold, and the insurer's own app records screen and face, at the table or while the agent talks.
    pub(super) fn insurers_sale(&mut self) {
        let insurer = names::INSURER;
        if self.owned.insert(insurer.to_owned()) {
            self.open(self.persona.maker.store);
            self.pause(20, 120);
            self.install(insurer, None, InstallSource::Store);
            self.pause(20, 120);
        }
        let by_telephone = !self.in_call && self.dice.chance(knobs::SALE_BY_TELEPHONE);
        if by_telephone {
            let agent = Call::incoming(Some(names::mobile(&mut self.dice, self.persona.home)), None);
            self.begin(&agent);
            self.answer(&agent);
            self.pause(60, 300);
        }
        self.open(insurer);
        self.pause(60, 300);
        self.start_capture(insurer, true);
        let reading = self.dice.within(6 * MINUTE, 20 * MINUTE);
        self.wait(reading);
        self.stop_newest_capture();
        self.pause(20, 120);
        self.open(self.persona.maker.texts);
        self.pause(5, 20);
        self.open(insurer);
        self.pause(30, 120);
        if by_telephone {
            self.hang_up();
        }
        self.rest();
    }

    /// A class or a work meeting, in which the person sometimes shares the screen.
    pub(super) fn meet(&mut self) {
        let Some(habit) = self.persona.habits.meetings.clone() else {
            return;
        };
        let app = self.persona.meeting_app;
        let shares = self.dice.chance(habit.share);
        self.attend(app, shares, habit.service_at_join);
    }

    /// The first class with an app that was installed for it.
    pub(super) fn first_class(&mut self) {
        let app = self.persona.meeting_app;
        let shares = self.dice.chance(knobs::SHARE_IN_CLASS / 2.0);
        self.attend(app, shares, false);
    }

    fn attend(&mut self, app: &str, shares: bool, service_at_join: bool) {
        self.open(app);
        self.pause(8, 40);
        self.start_voice(app);
        if service_at_join {
            self.pause(1, 5);
            self.tell_of_service(app);
        }
        let listening = self.dice.within(5 * MINUTE, 35 * MINUTE);
        self.wait(listening);
        if shares {
            self.open(app);
            self.start_capture(app, true);
            self.pause(2, 10);
            let shown = self.dice.pick(&["cn.wps.moffice_eng", self.persona.maker.gallery]);
            self.open(shown);
            let showing = self.dice.mostly_short(90 * SECOND, 25 * MINUTE);
            self.wait(showing / 2);
            if self.dice.chance(knobs::TEXTS_WHILE_SHOWING) {
                self.open(self.persona.maker.texts);
                self.pause(4, 15);
                self.open(shown);
            }
            self.wait(showing / 2);
            self.open(app);
            self.pause(2, 10);
            self.stop_newest_capture();
        }
        let rest = self.dice.within(5 * MINUTE, 35 * MINUTE);
        self.wait(rest);
        self.end_voice();
        if service_at_join && !shares {
            self.pause(1, 3);
            self.tell(Event::CaptureServiceStopped { package: app.to_owned(), ends_capture: false });
        }
        self.pause(2, 10);
        self.rest();
    }

    /// A child watches the screen remotely and repairs something.
    pub(super) fn remote_help(&mut self) {
        let by_chat = self.dice.chance(0.5);
        let chat = self.persona.market.chat;
        let call = Call {
            direction: Direction::Incoming,
            number: Some(self.a_childs_number()),
            saved: true,
            talk_ms: None,
        };
        if by_chat {
            self.open(chat);
            self.pause(3, 20);
            self.start_family_voice(chat);
        } else {
            self.begin(&call);
            self.answer(&call);
        }
        self.pause(30, 180);
        let tool = match self.dice.within(1, 4) {
            1 | 2 if by_chat => chat,
            1 | 2 => self.persona.meeting_app,
            3 => "youqu.android.todesk",
            _ => "com.teamviewer.quicksupport.market",
        };
        if tool != chat && !self.owned.contains(tool) && self.dice.chance(knobs::TOOL_IS_THERE) {
            self.owned.insert(tool.to_owned());
        }
        if tool != chat && !self.owned.contains(tool) {
            self.open(self.persona.maker.store);
            self.pause(20, 120);
            self.install(tool, None, InstallSource::Store);
            self.owned.insert(tool.to_owned());
            self.pause(5, 30);
        }
        self.open(tool);
        self.pause(5, 60);
        self.start_capture(tool, true);
        self.pause(5, 20);
        self.open("com.android.settings");
        let repairing = self.dice.within(2 * MINUTE, 20 * MINUTE);
        self.wait(repairing);
        if self.dice.chance(knobs::TEXTS_IN_HELP) {
            self.open(self.persona.maker.texts);
            self.pause(10, 60);
        } else if self.dice.chance(knobs::BANK_IN_HELP) {
            self.open(self.persona.bank);
            self.pause(30, 120);
        }
        self.open(tool);
        self.pause(3, 15);
        self.stop_newest_capture();
        self.pause(10, 120);
        if by_chat {
            self.end_voice();
        } else {
            self.hang_up();
        }
        self.pause(2, 10);
        self.rest();
        if self.dice.chance(knobs::MONEY_AFTER_HELP) {
            let at = self.now + self.dice.within(30 * SECOND, 40 * MINUTE);
            let act = if self.dice.chance(0.6) { Act::Pay } else { Act::Bank };
            self.later(at, act);
        }
    }
}
