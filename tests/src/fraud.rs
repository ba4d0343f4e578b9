//! Frauds in many variants, played to a person in the middle of ordinary life, to see whether habits can hide
//! a real one.
//!
//! The common thread is that of the reported cases: somebody makes contact, an app is installed or already
//! there, the screen is shared, a money app is opened, and the money leaves.

use kinguard_core::event::{Direction, Event, InstallSource};

use crate::life::{
    Act, Call, Cast, Dice, Displays, Game, Life, MINUTE, Meetings, Persona, SECOND, landline, mobile,
    overseas,
};

/// Declares a set of variants together with their names in reports.
macro_rules! variants {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $meaning:literal])* $value:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum $name { $($(#[doc = $meaning])* $value,)+ }

        impl $name {
            fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }

            fn draw(dice: &mut Dice) -> Self {
                *dice.pick(&[$(&Self::$value,)+])
            }
        }
    )+};
}

variants! {
    /// The first contact.
    Contact {
        Mobile = "long call from a mobile",
        Landline = "long call from a landline",
        Overseas = "overseas call",
        Hidden = "hidden call",
        CalledBack = "the person dialled their number",
        /// A minute on the phone, the rest in a chat.
        Short = "short domestic call",
        NoCall = "chat only",
    }
    /// The app that shares the screen, and how it got there.
    App {
        StoreMeeting = "meeting app from the store",
        StoreRemote = "remote-control app from the store",
        Sideload = "unknown app from a link",
        /// The meeting app that this person already has.
        OwnMeeting = "meeting app of the person's own",
        Chat = "sharing of the chat app",
    }
    /// The voice while the screen is shared.
    Voice {
        StillOn = "the call goes on",
        Moved = "voice moved into an app",
        Silent = "nothing is heard",
        SecondCall = "second call",
        SecondCallSaved = "second call, number saved since",
    }
    /// The sharing signals that the phone reports.
    Signals {
        Full = "all signals",
        NoConsent = "no consent seen",
        UsageOnly = "no displays",
        DisplayOnly = "displays only",
    }
    /// The order of sharing and money app, and whether the sharing still runs when the app is opened.
    Order {
        ShareFirst = "share, then money app",
        /// The meeting runs in a small window, and the sharing begins under the bank.
        UnderBank = "share begins while the money app is in front",
        /// The bank is opened before, and again.
        BankAgain = "money app, share, money app again",
        AfterShare = "money app after the share",
    }
    /// The app that is opened.
    Money {
        Bank = "bank",
        Wallet = "wallet",
        Codes = "text messages only",
        Nothing = "nothing seen",
    }
    /// A habit of the user.
    Habit {
        Plain = "no display habits",
        Casts = "casts to TV by app",
        Games = "game displays",
        Classes = "classes with sharing",
    }
    /// The pauses between the steps.
    Pace {
        Seconds = "20 to 60 s between steps",
        Minutes = "1 to 10 min between steps",
        Hours = "hours between steps",
        Days = "one to two days between steps",
    }
}

/// One fraud.
#[derive(Clone, Debug)]
pub struct Script {
    contact: Contact,
    app: App,
    voice: Voice,
    signals: Signals,
    order: Order,
    money: Money,
    habit: Habit,
    pace: Pace,
    /// The app gains control of the phone.
    control: bool,
    /// Milliseconds of waiting after each step but the last.
    gaps: [u64; 3],
    /// The time from the money app, or the sharing, to the harm.
    until_harm: u64,
    number: Option<String>,
}

impl Script {
    /// The fraud of `seed`.
    #[must_use]
    pub fn draw(seed: u64, persona: &Persona) -> Self {
        let mut dice = Dice::new(seed, 4);
        let dice = &mut dice;
        let (contact, app, pace) = (Contact::draw(dice), App::draw(dice), Pace::draw(dice));
        let long = matches!(pace, Pace::Hours | Pace::Days);
        let voice = match (contact, Voice::draw(dice)) {
            // A running call leaves no hours in between, and nobody can ring again who never rang.
            (Contact::NoCall | Contact::Short, Voice::StillOn) => Voice::Moved,
            (_, Voice::StillOn) if long => Voice::SecondCall,
            (Contact::NoCall, _) => Voice::Moved,
            // Nobody can save a number that was not shown.
            (Contact::Hidden, Voice::SecondCallSaved) => Voice::SecondCall,
            (_, voice) => voice,
        };
        let control = matches!(app, App::StoreRemote | App::Sideload) && dice.chance(0.4);
        let order = Order::draw(dice);
        let money = match Money::draw(dice) {
            // Without a money app nothing can come first.
            Money::Codes | Money::Nothing if order != Order::ShareFirst => Money::Bank,
            money => money,
        };
        let number = match contact {
            Contact::Mobile | Contact::CalledBack | Contact::Short => Some(mobile(dice, persona.home)),
            Contact::Landline => Some(landline(dice, persona.home)),
            Contact::Overseas => Some(overseas(dice, persona.home)),
            Contact::Hidden | Contact::NoCall => None,
        };
        let gap = |dice: &mut Dice, pace| match pace {
            Pace::Seconds => dice.within(20 * SECOND, MINUTE),
            Pace::Minutes => dice.within(MINUTE, 10 * MINUTE),
            Pace::Hours => dice.within(2 * 60 * MINUTE, 8 * 60 * MINUTE),
            Pace::Days => dice.within(20 * 60 * MINUTE, 48 * 60 * MINUTE),
        };
        // One of the first two waits is long. While the screen is shared nobody waits for hours.
        let quick = |dice: &mut Dice| {
            if dice.chance(0.5) { Pace::Seconds } else { Pace::Minutes }
        };
        let (first, second) = if dice.chance(0.5) { (pace, quick(dice)) } else { (quick(dice), pace) };
        let third = quick(dice);
        let gaps = [gap(dice, first), gap(dice, second), gap(dice, third)];
        Self {
            contact,
            app,
            voice,
            signals: Signals::draw(dice),
            order,
            money,
            habit: Habit::draw(dice),
            pace,
            control,
            gaps,
            until_harm: dice.within(2 * MINUTE, 12 * MINUTE),
            number,
        }
    }

    /// The same fraud, first for a person without habits, then for one with each of them.
    #[must_use]
    pub fn under_each_habit(&self) -> Vec<Self> {
        let habits = [Habit::Plain, Habit::Casts, Habit::Games, Habit::Classes];
        habits.map(|habit| Self { habit, ..self.clone() }).to_vec()
    }

    /// Returns the kind of this fraud as pairs of aspect and variant.
    #[must_use]
    pub fn kinds(&self) -> Vec<(&'static str, String)> {
        let words = [
            ("contact", self.contact.word()),
            ("app", self.app.word()),
            ("voice", self.voice.word()),
            ("signals", self.signals.word()),
            ("order", self.order.word()),
            ("money", self.money.word()),
            ("habit", self.habit.word()),
            ("pace", self.pace.word()),
            ("control", if self.control { "remote control enabled" } else { "no remote control" }),
        ];
        words.map(|(what, how)| (what, how.to_owned())).to_vec()
    }

    /// Returns the phone's signals together with the person's habits: a habit may hide a fraud only if the
    /// phone reports next to nothing.
    #[must_use]
    pub fn habit_and_signals(&self) -> String {
        format!("{}, {}", self.habit.word(), self.signals.word())
    }

    /// The whole fraud in one line.
    #[must_use]
    pub fn line(&self) -> String {
        self.kinds().into_iter().map(|(_, how)| how).collect::<Vec<_>>().join("; ")
    }

    /// Gives the person the habits and the phone of this variant.
    pub(crate) fn prepare(&self, persona: &mut Persona) {
        persona.reports.consent = matches!(self.signals, Signals::Full | Signals::UsageOnly);
        persona.reports.services = self.signals != Signals::DisplayOnly;
        persona.reports.displays =
            if self.signals == Signals::UsageOnly { Displays::None } else { Displays::Both };
        let habits = &mut persona.habits;
        habits.cast = (self.habit == Habit::Casts)
            .then_some(Cast { evenings_week: 5, app: Some("com.hpplay.happycast") });
        habits.game = (self.habit == Habit::Games).then_some(Game { a_day: 6, display: true });
        habits.meetings = (self.habit == Habit::Classes).then_some(Meetings {
            a_week: 3,
            at_work: false,
            share: 0.7,
            service_at_join: false,
        });
        habits.laptop_mirror = false;
        habits.car = false;
        habits.records_screen = false;
    }

    /// Plays from `step` on until a long wait or the end.
    pub(crate) fn play(&self, step: usize, life: &mut Life) {
        for step in step..=3 {
            self.take_step(step, life);
            match self.gaps.get(step) {
                Some(&gap) if gap > 30 * MINUTE => {
                    life.rest();
                    life.later(life.now + gap, Act::Fraud(step + 1));
                    return;
                }
                Some(&gap) => life.wait(gap),
                None => {}
            }
        }
        life.wait(self.until_harm);
        life.harm();
        life.pause(5, 60);
        if self.order != Order::AfterShare {
            life.stop_newest_capture();
        }
        life.end_voice();
        if life.in_call {
            life.hang_up();
        }
        life.rest();
    }

    fn take_step(&self, step: usize, life: &mut Life) {
        match (step, self.order) {
            (0, _) => self.make_contact(life),
            (1, _) => self.bring_app(life),
            (2, Order::UnderBank) => {
                self.join_voice(life);
                self.open_money(life);
            }
            (2, Order::BankAgain) => {
                self.open_money(life);
                life.pause(20, 120);
                self.join_voice(life);
                self.share(life);
            }
            (2, _) => {
                self.join_voice(life);
                self.share(life);
            }
            (_, Order::UnderBank) => life.start_capture(self.package(life), true),
            (_, Order::AfterShare) => {
                life.stop_newest_capture();
                life.pause(10, 200);
                self.open_money(life);
            }
            (_, Order::ShareFirst | Order::BankAgain) => self.open_money(life),
        }
    }

    fn call(&self, direction: Direction, saved: bool) -> Call {
        Call { direction, number: self.number.clone(), saved, talk_ms: None }
    }

    fn make_contact(&self, life: &mut Life) {
        life.begin_fraud();
        let direction =
            if self.contact == Contact::CalledBack { Direction::Outgoing } else { Direction::Incoming };
        let talk = match self.contact {
            Contact::NoCall => {
                let chat = life.persona.market.chat;
                life.open(chat);
                life.pause(120, 900);
                return;
            }
            Contact::Short => life.dice.within(30 * SECOND, 110 * SECOND),
            Contact::Overseas | Contact::Hidden => life.dice.within(MINUTE, 25 * MINUTE),
            _ => life.dice.within(7 * MINUTE, 40 * MINUTE),
        };
        let call = self.call(direction, false);
        life.begin(&call);
        life.answer(&call);
        life.wait(talk);
        if self.voice != Voice::StillOn {
            life.hang_up();
            life.pause(2, 20);
        }
    }

    fn package(&self, life: &Life) -> &'static str {
        let (market, own) = (life.persona.market, life.persona.meeting_app);
        match self.app {
            App::OwnMeeting => own,
            // An app that is already on the phone need not be installed.
            App::StoreMeeting => market.meetings.iter().copied().find(|&app| app != own).unwrap_or(own),
            App::StoreRemote => "youqu.android.todesk",
            App::Sideload => "com.kfzx.anquan.bao",
            App::Chat => market.chat,
        }
    }

    fn bring_app(&self, life: &mut Life) {
        let package = self.package(life);
        match self.app {
            App::StoreMeeting | App::StoreRemote => {
                life.open(life.persona.maker.store);
                life.pause(20, 120);
                life.install(package, None, InstallSource::Store);
            }
            App::Sideload => {
                life.open(life.persona.maker.browser);
                life.pause(20, 120);
                life.open(life.persona.maker.installer);
                life.pause(5, 30);
                life.install(package, None, InstallSource::Sideload);
            }
            App::OwnMeeting | App::Chat => {}
        }
        life.pause(3, 20);
        life.open(package);
        if self.control {
            life.pause(10, 90);
            life.open("com.android.settings");
            life.pause(5, 40);
            life.tell(Event::RemoteControlEnabled { package: package.to_owned(), preinstalled: None });
            life.pause(2, 10);
            life.open(package);
        }
    }

    /// Whoever talks meanwhile begins to.
    fn join_voice(&self, life: &mut Life) {
        let package = self.package(life);
        match self.voice {
            Voice::SecondCall | Voice::SecondCallSaved => {
                let call = self.call(Direction::Incoming, self.voice == Voice::SecondCallSaved);
                life.begin(&call);
                life.answer(&call);
                life.pause(20, 200);
            }
            Voice::Moved => {
                let chat = life.persona.market.chat;
                let talks = if matches!(self.app, App::Sideload | App::StoreRemote) { chat } else { package };
                life.open(talks);
                life.pause(3, 30);
                life.start_voice(talks);
                life.pause(10, 120);
            }
            Voice::StillOn | Voice::Silent => {}
        }
    }

    fn share(&self, life: &mut Life) {
        let package = self.package(life);
        life.open(package);
        life.pause(3, 30);
        life.start_capture(package, true);
    }

    fn open_money(&self, life: &mut Life) {
        let package = match self.money {
            Money::Bank => life.persona.bank,
            Money::Wallet => life.persona.market.wallets[0],
            Money::Codes => life.persona.maker.texts,
            Money::Nothing => return,
        };
        life.open(package);
    }
}
