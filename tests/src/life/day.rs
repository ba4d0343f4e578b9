//! The activities of a day, and their times.

use kinguard_core::event::{Capability, Direction, Event, SettingsScreen};
use kinguard_core::region::Region;

use super::calls::Visit;
use super::phone::{BIG_LETTER_SCREEN, HOUR, Life, MINUTE};
use super::{knobs, names};

/// An activity of the person.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// News, chat, weather.
    Plain,
    Pay,
    Shop,
    Bank,
    ChatCall,
    CallContact,
    CallBack(String),
    CallTradesman,
    CallHotline,
    Cast,
    Game,
    MirrorOn,
    MirrorOff,
    Drive,
    RecordScreen,
    Meet,
    InstallForClass,
    FirstClass,
    RemoteHelp,
    SteerOwnComputer,
    VisitStore,
    NightUpdates,
    InstallFromBrowser,
    Remove(&'static str),
    Migrate,
    ShopSetsUp,
    Reboot,
    Depart,
    Return,
    Fly,
    AirplaneAtNight,
    ProtectionPage,
    PowerPage,
    NfcRide,
    ForwardingOn,
    ForwardingOff,
    AdSkipper,
    ScreenReader,
    Watch,
    DoorCard,
    VideoShare,
    InsurersSale,
    /// The next part of the fraud.
    Fraud(usize),
}

impl Life {
    /// The first morning: a few phones have just been set up.
    pub(super) fn set_up(&mut self) {
        self.now = 6 * HOUR;
        if self.persona.habits.big_letters {
            self.in_control.insert(BIG_LETTER_SCREEN);
        }
        if self.persona.habits.ad_skipper {
            self.in_control.insert(names::AD_SKIPPER);
        }
        self.report_those_in_control();
        if self.dice.chance(0.1) {
            for capability in [
                Capability::CallScreening,
                Capability::PhoneState,
                Capability::Contacts,
                Capability::Sms,
                Capability::Overlay,
                Capability::UsageAccess,
                Capability::Battery,
            ] {
                self.pause(5, 40);
                self.tell(Event::ProtectionChanged { capability, granted: true });
            }
        }
    }

    /// Plans one day.
    pub(super) fn plan_day(&mut self, day: u64, last: bool) {
        let midnight = day * 24 * HOUR;
        self.plan_calls(midnight);
        self.plan_money(midnight);
        self.plan_pastimes(midnight, day);
        self.plan_installs(midnight);
        self.plan_the_unusual(midnight, day);
        if last && self.script.is_some() {
            let at = midnight + self.dice.within(9 * HOUR, 15 * HOUR);
            self.later(at, Act::Fraud(0));
        }
    }

    /// A moment when people are called: mostly 9 to 12 and 14 to 18 o'clock (360 report of 2014), some in the evening.
    fn office_hours(&mut self, midnight: u64) -> u64 {
        let (from, to) = match self.dice.within(1, 10) {
            1..=4 => (9, 12),
            5..=8 => (14, 18),
            9 => (12, 14),
            _ => (18, 21),
        };
        midnight + self.dice.within(from * HOUR, to * HOUR)
    }

    fn waking_hours(&mut self, midnight: u64) -> u64 {
        midnight + self.dice.within(6 * HOUR + 30 * MINUTE, 22 * HOUR)
    }

    fn plan_calls(&mut self, midnight: u64) {
        let habits = self.persona.habits.clone();
        let per_day = [
            (Visit::Courier, knobs::COURIER_CALLS),
            (Visit::Rider, if habits.rides { knobs::RIDER_CALLS } else { 0.1 }),
            (Visit::Sales, knobs::SALES_CALLS),
            (Visit::Unanswered, knobs::UNANSWERED_CALLS),
            (Visit::SmallBusiness, knobs::SMALL_BUSINESS_CALLS),
            (Visit::EstateAgent, if habits.looks_for_flat { 3.0 } else { knobs::TRADE_CALLS / 3.0 }),
            (Visit::Hotline, knobs::HOTLINE_CALLS_WEEK / 14.0),
            (Visit::Contact, knobs::CONTACT_CALLS / 2.0),
            (Visit::OverseasAnswered, knobs::OVERSEAS_ANSWERED_MONTH / 30.0),
            (Visit::OverseasMissed, knobs::OVERSEAS_MISSED_MONTH / 30.0),
            (
                Visit::Relative,
                if habits.unsaved_relative.is_some() { knobs::RELATIVE_CALLS_WEEK / 7.0 } else { 0.0 },
            ),
            (Visit::LocalAbroad, if self.abroad.is_some() { 2.0 } else { 0.0 }),
        ];
        for (visit, mean) in per_day {
            for _ in 0..self.dice.times(mean) {
                let at = self.office_hours(midnight);
                self.expect_call(at, visit);
            }
        }
        let own = [
            (Act::CallContact, knobs::CONTACT_CALLS / 2.0),
            (Act::ChatCall, knobs::CHAT_CALLS),
            (Act::CallTradesman, knobs::TRADE_CALLS),
            (Act::CallHotline, knobs::HOTLINE_CALLS_WEEK / 14.0),
        ];
        self.plan_acts(midnight, &own);
    }

    fn plan_money(&mut self, midnight: u64) {
        let payments = self.persona.habits.payments as f64;
        let banks = self.persona.habits.bank_week as f64 / 7.0;
        self.plan_acts(
            midnight,
            &[(Act::Pay, payments * 0.85), (Act::Shop, payments * 0.15), (Act::Bank, banks)],
        );
    }

    fn plan_pastimes(&mut self, midnight: u64, day: u64) {
        let habits = self.persona.habits.clone();
        let games = habits.game.as_ref().map_or(0.0, |game| game.a_day as f64);
        let help = knobs::REMOTE_HELP_MONTH / 30.0;
        let insurer = if self.persona.home == Region::CN { knobs::INSURER_SALE_MONTH } else { 0.0 };
        self.plan_acts(
            midnight,
            &[
                (Act::Plain, habits.plain_sessions as f64),
                (Act::Game, games),
                (Act::RemoteHelp, help),
                (Act::VideoShare, knobs::VIDEO_SHARES_MONTH / 30.0),
                (Act::InsurersSale, insurer / 30.0),
                (Act::NfcRide, if habits.switches_nfc { knobs::NFC_WEEK / 7.0 } else { 0.0 }),
                (Act::Drive, if habits.car { 1.4 } else { 0.0 }),
                (Act::RecordScreen, if habits.records_screen { 1.0 / 7.0 } else { 0.0 }),
                (Act::SteerOwnComputer, if habits.steers_own_computer { 0.7 } else { 0.0 }),
                (Act::Meet, habits.meetings.as_ref().map_or(0.0, |meetings| meetings.a_week as f64 / 7.0)),
            ],
        );
        if habits.cast.as_ref().is_some_and(|cast| self.dice.within(1, 7) <= cast.evenings_week) {
            let at = midnight + self.dice.within(18 * HOUR + 30 * MINUTE, 20 * HOUR);
            self.later(at, Act::Cast);
        }
        if habits.laptop_mirror && day % 7 < 5 {
            let on = midnight + self.dice.within(8 * HOUR + 30 * MINUTE, 9 * HOUR + 30 * MINUTE);
            let off = midnight + self.dice.within(17 * HOUR, 18 * HOUR);
            self.later(on, Act::MirrorOn);
            self.later(off, Act::MirrorOff);
        }
        if habits.airplane_at_night {
            self.later(midnight + 22 * HOUR + 30 * MINUTE, Act::AirplaneAtNight);
        }
    }

    fn plan_installs(&mut self, midnight: u64) {
        self.plan_acts(
            midnight,
            &[
                (Act::VisitStore, knobs::STORE_WEEK / 7.0),
                (Act::InstallFromBrowser, knobs::SIDELOADS_MONTH / 30.0),
                (Act::Migrate, knobs::MIGRATION_MONTH / 30.0),
                (Act::ShopSetsUp, knobs::SHOP_SETS_UP_MONTH / 30.0),
                (Act::AdSkipper, knobs::AD_SKIPPER_MONTH / 30.0),
                (Act::ScreenReader, knobs::SCREEN_READER_MONTH / 30.0),
                (Act::Watch, knobs::WATCH_MONTH / 30.0),
                (Act::DoorCard, knobs::DOOR_CARD_MONTH / 30.0),
            ],
        );
        // A batch brings seven or eight.
        if self.dice.chance(knobs::UPDATES_NIGHT / 7.5) {
            let at = midnight + self.dice.within(2 * HOUR, 4 * HOUR);
            self.later(at, Act::NightUpdates);
        }
        if self.dice.chance(knobs::NEW_CLASS_MONTH / 30.0) {
            let at = self.office_hours(midnight);
            if self.dice.chance(0.5) {
                self.expect_call(at, Visit::Teacher);
            } else {
                self.later(at, Act::InstallForClass);
            }
        }
    }

    fn plan_the_unusual(&mut self, midnight: u64, day: u64) {
        self.plan_acts(
            midnight,
            &[
                (Act::Reboot, knobs::REBOOTS_MONTH / 30.0),
                (Act::ProtectionPage, knobs::PROTECTION_PAGES_MONTH / 30.0),
                (Act::PowerPage, knobs::POWER_PAGES_MONTH / 30.0),
                (Act::ForwardingOn, knobs::FORWARDING_MONTH / 30.0),
                (Act::Fly, knobs::FLIGHTS_MONTH / 30.0),
            ],
        );
        // A month with a journey has it from the eleventh day on, if it lasts that long.
        if day == 10 && self.dice.chance(knobs::JOURNEY_MONTH) {
            let days = self.dice.within(3, 6);
            self.later(midnight + 8 * HOUR, Act::Depart);
            self.later(midnight + days * 24 * HOUR + 20 * HOUR, Act::Return);
        }
    }

    fn plan_acts(&mut self, midnight: u64, acts: &[(Act, f64)]) {
        for (act, mean) in acts {
            for _ in 0..self.dice.times(*mean) {
                let at = self.waking_hours(midnight);
                self.later(at, act.clone());
            }
        }
    }

    /// Performs the activity.
    pub(super) fn perform(&mut self, act: Act) {
        self.begin_occasion(act.occasion());
        match act {
            Act::Plain => self.plain_session(),
            Act::Pay => self.pay(),
            Act::Shop => self.shop(),
            Act::Bank => self.visit_bank(),
            Act::ChatCall => self.chat_call(),
            Act::CallContact => {
                let talk = self.dice.chance(0.8).then(|| self.dice.mostly_short(30_000, 40 * MINUTE));
                self.contact_call(Direction::Outgoing, talk);
            }
            Act::CallBack(number) => self.call_back(number),
            Act::CallTradesman => self.call_tradesman(),
            Act::CallHotline => self.call_hotline(),
            Act::Cast => self.cast(),
            Act::Game => self.play_game(),
            Act::MirrorOn => self.mirror_to_laptop(),
            Act::MirrorOff => self.end_laptop_mirror(),
            Act::Drive => self.drive(),
            Act::RecordScreen => self.record_screen(),
            Act::Meet => self.meet(),
            Act::InstallForClass => self.install_for_class(),
            Act::FirstClass => self.first_class(),
            Act::RemoteHelp => self.remote_help(),
            Act::SteerOwnComputer => {
                self.open("com.oray.sunlogin");
                let length = self.dice.within(MINUTE, 25 * MINUTE);
                self.wait(length);
                self.rest();
            }
            Act::VisitStore => self.visit_store(),
            Act::NightUpdates => self.night_updates(),
            Act::InstallFromBrowser => self.install_from_browser(),
            Act::Remove(package) => self.remove(package),
            Act::Migrate => self.migrate(),
            Act::Reboot => self.reboot(),
            Act::ShopSetsUp => self.shop_sets_up(),
            Act::Depart => self.depart(),
            Act::Return => self.come_home(),
            Act::Fly => self.fly(),
            Act::AirplaneAtNight => self.visit_settings(SettingsScreen::Airplane),
            Act::ProtectionPage => self.visit_protection_page(),
            Act::PowerPage => self.visit_settings(SettingsScreen::Overlay),
            Act::NfcRide => self.ride_by_nfc(),
            Act::ForwardingOn => self.divert_calls(),
            Act::ForwardingOff => self.tell(Event::CallForwardingChanged { on: false }),
            Act::AdSkipper => self.install_ad_skipper(),
            Act::ScreenReader => self.switch_screen_reader_on(),
            Act::Watch => self.set_up_watch(),
            Act::DoorCard => self.install_door_card(),
            Act::VideoShare => self.share_in_video_call(),
            Act::InsurersSale => self.insurers_sale(),
            Act::Fraud(stage) => {
                if let Some(script) = self.script.clone() {
                    script.play(stage, self);
                }
            }
        }
    }

    /// A look at the phone: chat, news, a video.
    fn plain_session(&mut self) {
        for _ in 0..self.dice.within(1, 5) {
            let market = self.persona.market;
            let app = match self.dice.within(1, 10) {
                1..=4 => market.chat,
                5 => self.persona.maker.texts,
                6 => self.persona.maker.browser,
                7 => self.dice.pick(market.shops),
                _ => self.dice.pick(market.pastimes),
            };
            self.open(app);
            let length = self.dice.mostly_short(5_000, 15 * MINUTE);
            self.wait(length);
        }
        self.rest();
    }
}
