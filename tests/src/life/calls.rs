//! Telephone calls and voice chats.

use kinguard_core::event::{Direction, Event, FamilyAnswer, SettingsScreen};

use super::day::Act;
use super::phone::{HOUR, Life, MINUTE, SECOND};
use super::{knobs, names};

/// The callers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Visit {
    /// A parcel is at the door.
    Courier,
    /// Takeaway, or the driver of a booked car.
    Rider,
    Sales,
    /// Missed, stops after one ring, or turned down.
    Unanswered,
    /// Shop, clinic, property office, residents' committee.
    SmallBusiness,
    /// Plumber, fitter; rings again about the same work.
    Tradesman,
    EstateAgent,
    /// Carrier, bank, hospital.
    Hotline,
    Contact,
    /// A wrong or an advertising call from overseas, or hidden, that is answered.
    OverseasAnswered,
    OverseasMissed,
    /// A relative abroad whose number is not saved.
    Relative,
    /// Class or meeting organiser, not saved: a meeting app will be wanted.
    Teacher,
    /// Hotel, guide, driver in the country visited.
    LocalAbroad,
}

/// One call from the first ring to the end.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) direction: Direction,
    pub(crate) number: Option<String>,
    /// True if the other side is saved in the contacts.
    pub(crate) saved: bool,
    /// The length of the talk; `None` if the call is not answered.
    pub(crate) talk_ms: Option<u64>,
}

/// An app or page that is opened in the middle of a call.
#[derive(Clone, Copy, Debug)]
enum Aside {
    App(&'static str),
    Page(SettingsScreen),
}

impl Life {
    /// A call comes in.
    pub(super) fn receive(&mut self, visit: Visit) {
        if !self.in_call {
            self.begin_occasion(visit.occasion());
        }
        let home = self.persona.home;
        match visit {
            Visit::Courier | Visit::Rider => self.courier_rings(),
            Visit::Sales => {
                let number = self.business_number();
                let talk = if self.dice.chance(knobs::SALES_TALK) {
                    self.dice.mostly_short(MINUTE, 30 * MINUTE)
                } else {
                    self.dice.within(3 * SECOND, 50 * SECOND)
                };
                self.stranger_talks(number, talk);
            }
            Visit::Unanswered => {
                let number = self.business_number();
                let call = Call::incoming(Some(number.clone()), None);
                self.take(&call);
                if self.dice.chance(knobs::CALL_BACK) {
                    let at = self.now + self.dice.within(MINUTE, 40 * MINUTE);
                    self.later(at, Act::CallBack(number));
                }
            }
            Visit::SmallBusiness => {
                let number = names::landline(&mut self.dice, home);
                let talk = self.dice.mostly_short(20 * SECOND, 6 * MINUTE);
                self.stranger_talks(number, talk);
                if self.dice.chance(0.3) {
                    let at = self.now + self.dice.within(MINUTE, 3 * HOUR);
                    self.later(at, Act::Pay);
                }
            }
            Visit::Tradesman => {
                let number = names::mobile(&mut self.dice, home);
                let talk = self.dice.mostly_short(15 * SECOND, 8 * MINUTE);
                self.stranger_talks(number, talk);
                let at = self.now + self.dice.within(HOUR, 3 * HOUR);
                self.later(at, Act::Pay);
            }
            Visit::EstateAgent => {
                let number = names::mobile(&mut self.dice, home);
                let talk = self.dice.mostly_short(40 * SECOND, 18 * MINUTE);
                self.stranger_talks(number, talk);
                if self.dice.chance(0.1) {
                    let at = self.now + self.dice.within(2 * HOUR, 6 * HOUR);
                    self.later(at, Act::Bank);
                }
            }
            Visit::Hotline => {
                let number = names::hotline(&mut self.dice, home);
                let talk = self.dice.mostly_short(20 * SECOND, 12 * MINUTE);
                self.take(&Call::incoming(Some(number), Some(talk)));
                if self.dice.chance(0.2) {
                    let at = self.now + self.dice.within(10 * SECOND, 20 * MINUTE);
                    self.later(at, if self.dice.clone().chance(0.5) { Act::Pay } else { Act::Bank });
                }
            }
            Visit::Contact => {
                let talk = self.dice.chance(0.85).then(|| self.dice.mostly_short(30 * SECOND, 35 * MINUTE));
                self.contact_call(Direction::Incoming, talk);
            }
            Visit::OverseasAnswered => {
                let number =
                    if self.dice.chance(0.2) { None } else { Some(names::overseas(&mut self.dice, home)) };
                let talk = self.dice.mostly_short(3 * SECOND, 4 * MINUTE);
                self.take(&Call::incoming(number, Some(talk)));
            }
            Visit::OverseasMissed => {
                let number = names::overseas(&mut self.dice, home);
                self.take(&Call::incoming(Some(number), None));
            }
            Visit::Relative => {
                let number = self.persona.habits.unsaved_relative.clone();
                let talk = self.dice.within(MINUTE, 40 * MINUTE);
                self.take(&Call::incoming(number, Some(talk)));
            }
            Visit::Teacher => {
                let number = names::mobile(&mut self.dice, home);
                let talk = self.dice.within(30 * SECOND, 3 * MINUTE);
                self.stranger_talks(number, talk);
                let at = self.now + self.dice.within(20 * SECOND, 20 * MINUTE);
                self.later(at, Act::InstallForClass);
            }
            Visit::LocalAbroad => {
                let Some(code) = self.abroad.map(|country| country.code) else { return };
                let prefix = self.dice.pick(&["+", "00"]);
                let number = format!("{prefix}{code}{}", self.dice.digits(8));
                let talk = self.dice.mostly_short(10 * SECOND, 6 * MINUTE);
                self.take(&Call::incoming(Some(number), Some(talk)));
            }
        }
    }

    fn courier_rings(&mut self) {
        let number = names::mobile(&mut self.dice, self.persona.home);
        let answered = self.dice.chance(0.85);
        let talk = self.dice.mostly_short(3 * SECOND, 60 * SECOND);
        let number = self.as_shown(number);
        let call = Call::incoming(Some(number.clone()), answered.then_some(talk));
        if answered && self.dice.chance(knobs::PICK_UP_CODE) {
            self.talk(&call, talk.max(20 * SECOND), Some(Aside::App(self.persona.maker.texts)));
        } else {
            self.take(&call);
        }
        if !answered && self.dice.chance(0.5) {
            let at = self.now + self.dice.within(10 * SECOND, 10 * MINUTE);
            self.later(at, Act::CallBack(number));
        } else if self.dice.chance(knobs::PAY_AFTER_COURIER) {
            let at = self.now + self.dice.within(5 * SECOND, 10 * MINUTE);
            self.later(at, Act::Pay);
        }
    }

    /// A domestic stranger is answered and talks.
    fn stranger_talks(&mut self, number: String, talk_ms: u64) {
        let number = self.as_shown(number);
        self.take(&Call::incoming(Some(number), Some(talk_ms)));
    }

    /// A sales number: mobile, landline or a service number.
    fn business_number(&mut self) -> String {
        let home = self.persona.home;
        let number = match self.dice.within(1, 10) {
            1..=4 => names::mobile(&mut self.dice, home),
            5..=8 => names::landline(&mut self.dice, home),
            _ if home == kinguard_core::region::Region::CN => format!("95013{}", self.dice.digits(6)),
            _ => names::landline(&mut self.dice, home),
        };
        self.as_shown(number)
    }

    fn as_shown(&self, number: String) -> String {
        if self.persona.reports.country_code && !number.starts_with('+') && number.len() > 7 {
            names::with_country_code(&number, self.persona.home)
        } else {
            number
        }
    }

    /// A call with family or a friend, who may live abroad and is saved.
    pub(super) fn contact_call(&mut self, direction: Direction, talk_ms: Option<u64>) {
        let home = self.persona.home;
        let number = if self.dice.chance(knobs::FAMILY_CALLS) {
            self.a_childs_number()
        } else if self.dice.chance(0.06) {
            names::relative_abroad(&mut self.dice, home).0
        } else {
            names::mobile(&mut self.dice, home)
        };
        let number = if self.is_family(&number) { number } else { self.as_shown(number) };
        self.take(&Call { direction, number: Some(number), saved: true, talk_ms });
    }

    /// The person calls a stranger back.
    pub(super) fn call_back(&mut self, number: String) {
        let talk = self.dice.chance(0.8).then(|| self.dice.mostly_short(5 * SECOND, 90 * SECOND));
        self.take(&Call {
            direction: Direction::Outgoing,
            number: Some(number),
            saved: false,
            talk_ms: talk,
        });
    }

    /// The person calls a tradesman, shop or clinic found on the web.
    pub(super) fn call_tradesman(&mut self) {
        self.open(self.persona.maker.browser);
        self.pause(20, 120);
        let number = names::mobile(&mut self.dice, self.persona.home);
        let talk = self.dice.mostly_short(40 * SECOND, 8 * MINUTE);
        self.take(&Call {
            direction: Direction::Outgoing,
            number: Some(number.clone()),
            saved: false,
            talk_ms: Some(talk),
        });
        if self.dice.chance(0.5) {
            let at = self.now + self.dice.within(20 * MINUTE, 2 * HOUR);
            self.expect_call(at, Visit::Tradesman);
        }
    }

    /// The person calls a hotline.
    pub(super) fn call_hotline(&mut self) {
        let number = names::hotline(&mut self.dice, self.persona.home);
        let talk = self.dice.mostly_short(MINUTE, 35 * MINUTE);
        let call =
            Call { direction: Direction::Outgoing, number: Some(number), saved: false, talk_ms: Some(talk) };
        let aside = if self.dice.chance(knobs::TEXTS_IN_HOTLINE) {
            Some(Aside::App(self.persona.maker.texts))
        } else if self.dice.chance(knobs::BANK_IN_HOTLINE) {
            Some(Aside::App(self.persona.bank))
        } else if self.dice.chance(knobs::PAGE_IN_HOTLINE) {
            Some(Aside::Page(SettingsScreen::Accessibility))
        } else {
            None
        };
        self.talk(&call, talk, aside);
    }

    /// A voice or video chat with the family.
    pub(super) fn chat_call(&mut self) {
        let chat = self.persona.market.chat;
        self.open(chat);
        self.pause(3, 30);
        self.start_family_voice(chat);
        let length = self.dice.mostly_short(40 * SECOND, 40 * MINUTE);
        if self.dice.chance(0.05) {
            self.wait(length / 2);
            let money = if self.dice.chance(0.7) { self.wallet() } else { self.persona.bank };
            self.open(money);
            self.pause(15, 60);
            self.open(chat);
        }
        self.wait(length);
        self.end_voice();
        self.pause(3, 15);
        self.rest();
    }

    pub(crate) fn start_voice(&mut self, package: &str) {
        self.join_voice(package, false);
    }

    /// A voice chat with the family, which the phone may know.
    pub(super) fn start_family_voice(&mut self, package: &str) {
        let known = self.dice.chance(knobs::FAMILY_CHAT_KNOWN);
        self.join_voice(package, known);
    }

    fn join_voice(&mut self, package: &str, family: bool) {
        self.voice = Some(package.to_owned());
        self.voice_is_family = family;
        self.tell(Event::VoiceChatStarted { package: Some(package.to_owned()), family });
    }

    pub(crate) fn end_voice(&mut self) {
        if self.voice.take().is_some() {
            self.tell(Event::VoiceChatEnded {});
        }
    }

    /// A call from ring to end. During another call it only knocks.
    pub(crate) fn take(&mut self, call: &Call) {
        if self.in_call {
            return self.knock(call);
        }
        let Some(talk_ms) = call.talk_ms else {
            let before = self.before_the_call();
            self.begin(call);
            self.pause(1, 30);
            self.hang_up();
            self.after_call(before);
            return;
        };
        let aside = (self.dice.chance(knobs::PAY_IN_CALL) && talk_ms > MINUTE).then(|| {
            Aside::App(if self.dice.chance(0.5) {
                self.wallet()
            } else {
                self.dice.pick(self.persona.market.shops)
            })
        });
        self.talk(call, talk_ms, aside);
    }

    /// A call that is answered, during which something else may be opened.
    fn talk(&mut self, call: &Call, talk_ms: u64, aside: Option<Aside>) {
        if self.in_call {
            return self.knock(call);
        }
        let before = self.before_the_call();
        self.begin(call);
        self.answer(call);
        let captioned = self.persona.habits.captions
            && talk_ms > MINUTE
            && self.captures.is_empty()
            && self.dice.chance(knobs::CAPTIONED);
        if captioned {
            self.start_captions();
        }
        self.wait(talk_ms / 2);
        if let Some(aside) = aside {
            self.look_at(aside);
            self.bring_to_front(self.persona.maker.in_call);
        }
        self.wait(talk_ms - talk_ms / 2);
        self.hang_up();
        if captioned {
            self.pause(2, 10);
            self.stop_newest_capture();
        }
        self.after_call(before);
    }

    /// Another call goes on, and this one is not answered. A contact may try again at once.
    fn knock(&mut self, call: &Call) {
        self.announce(call);
        if call.saved && self.dice.chance(knobs::KNOCKS_AGAIN) {
            for _ in 0..2 {
                self.pause(15, 40);
                self.announce(call);
            }
        }
    }

    fn look_at(&mut self, aside: Aside) {
        match aside {
            Aside::App(package) => {
                self.open(package);
                self.pause(10, 60);
            }
            Aside::Page(what) => self.visit_page(what),
        }
    }

    fn before_the_call(&self) -> Option<String> {
        self.screen_is_on().then(|| self.front().to_owned()).filter(|front| !front.is_empty())
    }

    fn announce(&mut self, call: &Call) {
        // The guard knows the family's own numbers even if it may not read the contacts.
        let family = call.number.as_deref().is_some_and(|number| self.is_family(number));
        let saved = if family { Some(true) } else { self.persona.reports.contacts.then_some(call.saved) };
        let line = self.persona.habits.second_line.filter(|_| self.dice.chance(0.15));
        let number = match line {
            Some(region) if !call.saved && call.direction == Direction::Incoming && call.number.is_some() => {
                Some(names::mobile(&mut self.dice, region))
            }
            _ => call.number.clone(),
        };
        self.tell(Event::CallStarted {
            direction: call.direction,
            number,
            contact: saved,
            line,
            family,
            verified: None,
            hotline: false,
        });
    }

    /// It rings, or is dialled.
    pub(crate) fn begin(&mut self, call: &Call) {
        if call.direction == Direction::Outgoing {
            self.open(self.persona.maker.dialer);
            self.pause(3, 12);
        }
        self.announce(call);
        self.in_call = true;
        self.now += self.dice.within(300, SECOND);
        let heads_up = self.screen_is_on() && self.dice.chance(0.4);
        self.light_up();
        if !heads_up {
            self.bring_to_front(self.persona.maker.in_call);
        }
    }

    /// Somebody answers.
    pub(crate) fn answer(&mut self, call: &Call) {
        self.pause(2, 14);
        self.tell(Event::CallAnswered {});
        if self.voice.is_some() {
            self.voice_on_hold = true;
            self.tell(Event::VoiceChatEnded {});
        }
        if let Some(contact) = call.number.as_deref().and_then(|number| self.place_in_family(number)) {
            self.tell(Event::FamilyAnswered { contact, answer: FamilyAnswer::Calling, unverified: true });
        }
    }

    /// The line is idle again.
    pub(crate) fn hang_up(&mut self) {
        self.in_call = false;
        self.tell(Event::CallEnded {});
        if self.voice_on_hold {
            self.voice_on_hold = false;
            self.pause(1, 2);
            self.tell(Event::VoiceChatStarted { package: self.voice.clone(), family: self.voice_is_family });
        }
    }

    fn after_call(&mut self, before: Option<String>) {
        self.pause(1, 4);
        match before {
            Some(front) => self.bring_to_front(&front),
            None if self.dice.chance(0.6) => self.screen_off(),
            None => self.rest(),
        }
    }
}

impl Call {
    /// A stranger rings.
    pub(crate) fn incoming(number: Option<String>, talk_ms: Option<u64>) -> Self {
        Self { direction: Direction::Incoming, number, saved: false, talk_ms }
    }
}
