//! The owner of the phone: home, age, the phone's signals, and habits, all drawn from one seed.

use kinguard_core::region::Region;

use super::dice::Dice;
use super::knobs;
use super::names::{self, MAINLAND_MAKERS, Maker, Market, WORLD_MAKERS};

/// The person and the phone of one simulated month.
#[derive(Clone, Debug)]
pub struct Persona {
    /// The seed that everything follows from.
    pub seed: u64,
    /// The SIM's region.
    pub home: Region,
    /// Regions that the family named as familiar.
    pub familiar_regions: Vec<Region>,
    /// Years of age.
    pub age: u64,
    pub(crate) maker: &'static Maker,
    pub(crate) market: &'static Market,
    pub(crate) bank: &'static str,
    pub(crate) meeting_app: &'static str,
    /// The numbers of the children, who are told of a danger.
    pub(crate) family: Vec<String>,
    pub(crate) reports: Reports,
    pub(crate) habits: Habits,
}

/// The signals that this phone reports.
#[derive(Clone, Debug)]
pub(crate) struct Reports {
    pub(crate) contacts: bool,
    pub(crate) consent: bool,
    pub(crate) services: bool,
    pub(crate) displays: Displays,
    /// True if the phone can tell which app a voice chat belongs to.
    pub(crate) voice_app: bool,
    /// True if every domestic number shows the country code.
    pub(crate) country_code: bool,
    /// The longest delay of a polled event, in milliseconds.
    pub(crate) poll_ms: u64,
    /// True if the phone reports which apps came with it and what new ones declare.
    pub(crate) app_facts: bool,
    /// True if the phone reports which calls are the family's.
    pub(crate) family: bool,
    /// True if the phone reports in which country it roams.
    pub(crate) roaming: bool,
}

/// The way in which hidden displays are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Displays {
    Both,
    RemovedOnly,
    None,
}

/// The habits of this person.
#[derive(Clone, Debug)]
pub(crate) struct Habits {
    pub(crate) plain_sessions: u64,
    pub(crate) payments: u64,
    pub(crate) bank_week: u64,
    pub(crate) rides: bool,
    pub(crate) cast: Option<Cast>,
    pub(crate) game: Option<Game>,
    pub(crate) laptop_mirror: bool,
    pub(crate) car: bool,
    pub(crate) records_screen: bool,
    pub(crate) meetings: Option<Meetings>,
    pub(crate) unsaved_relative: Option<String>,
    pub(crate) big_letters: bool,
    pub(crate) second_line: Option<Region>,
    pub(crate) looks_for_flat: bool,
    pub(crate) steers_own_computer: bool,
    pub(crate) airplane_at_night: bool,
    /// An ad skipper, which is an accessibility service, from earlier.
    pub(crate) ad_skipper: bool,
    /// Captions of calls by an app that captures.
    pub(crate) captions: bool,
    /// Near-field communication is switched on and off for a transport card.
    pub(crate) switches_nfc: bool,
}

/// Evenings with the television.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    pub(crate) evenings_week: u64,
    /// The casting app with its capture; `None`: the system casts, and only a display shows.
    pub(crate) app: Option<&'static str>,
}

/// Games, with or without the hidden display of a game mode.
#[derive(Clone, Debug)]
pub(crate) struct Game {
    pub(crate) a_day: u64,
    pub(crate) display: bool,
}

/// Weekly classes or work meetings.
#[derive(Clone, Debug)]
pub(crate) struct Meetings {
    pub(crate) a_week: u64,
    pub(crate) at_work: bool,
    pub(crate) share: f64,
    /// The app's capture service starts when joining, whether or not anything is shared.
    pub(crate) service_at_join: bool,
}

impl Persona {
    /// The persona of `seed`.
    #[must_use]
    pub fn draw(seed: u64) -> Self {
        let mut dice = Dice::new(seed, 1);
        let home = match dice.within(1, 100) {
            1..=70 => Region::CN,
            71..=80 => Region::HK,
            81..=88 => Region::TW,
            89..=91 => Region::MO,
            92..=95 => Region::SG,
            _ => Region::MY,
        };
        let market = names::market(home);
        let maker = dice.pick(if home == Region::CN { MAINLAND_MAKERS } else { WORLD_MAKERS });
        let age = dice.within(55, 84);
        let (habits, familiar_regions) = habits(&mut dice, home, age);
        let mut children = Dice::new(seed, 4);
        let family = (0..children.within(1, 2)).map(|_| names::mobile(&mut children, home)).collect();
        Self {
            seed,
            home,
            familiar_regions,
            age,
            maker,
            market,
            bank: dice.pick(market.banks),
            meeting_app: dice.pick(market.meetings),
            family,
            reports: reports(&mut dice, home),
            habits,
        }
    }

    /// Describes the person in one line, for readers of a false alarm.
    #[must_use]
    pub fn line(&self) -> String {
        let habits = &self.habits;
        let mut words = vec![format!("seed {}, {} aged {}", self.seed, self.home, self.age)];
        let mut note = |yes: bool, word: &str| {
            if yes {
                words.push(word.to_owned());
            }
        };
        note(!self.familiar_regions.is_empty(), "relative's region is familiar");
        note(habits.cast.as_ref().is_some_and(|cast| cast.app.is_some()), "casts by app");
        note(habits.cast.as_ref().is_some_and(|cast| cast.app.is_none()), "casts by system");
        note(habits.game.as_ref().is_some_and(|game| game.display), "game displays");
        note(habits.laptop_mirror, "mirrors to laptop");
        note(habits.car, "car display");
        note(habits.records_screen, "records screen");
        note(habits.meetings.as_ref().is_some_and(|meetings| meetings.at_work), "work meetings");
        note(habits.meetings.as_ref().is_some_and(|meetings| !meetings.at_work), "classes");
        note(habits.unsaved_relative.is_some(), "unsaved relative abroad");
        note(habits.big_letters, "big letters");
        note(habits.ad_skipper, "ad skipper");
        note(habits.captions, "captions");
        note(habits.switches_nfc, "switches NFC");
        note(habits.second_line.is_some(), "two SIMs");
        note(habits.looks_for_flat, "looks for a flat");
        note(!self.reports.contacts, "contacts unknown");
        note(!self.reports.app_facts, "no facts of apps");
        note(!self.reports.family, "family unknown");
        note(!self.reports.roaming, "roaming unknown");
        note(!self.reports.consent, "no consent events");
        note(!self.reports.services, "no service events");
        note(self.reports.displays == Displays::RemovedOnly, "displays only removed");
        note(self.reports.displays == Displays::None, "no displays");
        words.join(", ")
    }
}

fn habits(dice: &mut Dice, home: Region, age: u64) -> (Habits, Vec<Region>) {
    let cast = dice.chance(knobs::CASTERS).then(|| Cast {
        evenings_week: dice.within(knobs::CAST_EVENINGS_WEEK.0, knobs::CAST_EVENINGS_WEEK.1),
        app: dice.chance(0.55).then(|| dice.pick(names::CAST_APPS)),
    });
    let game = dice
        .chance(knobs::GAMERS)
        .then(|| Game { a_day: dice.within(knobs::GAMES.0, knobs::GAMES.1), display: dice.chance(0.7) });
    let at_work = age < 66 && dice.chance(knobs::PRESENTERS * 3.0);
    let meetings = (at_work || dice.chance(knobs::PUPILS)).then(|| Meetings {
        a_week: dice.within(knobs::CLASSES_WEEK.0, knobs::CLASSES_WEEK.1 + u64::from(at_work)),
        at_work,
        share: if at_work { 0.6 } else { knobs::SHARE_IN_CLASS },
        service_at_join: dice.chance(0.15),
    });
    let unsaved_relative = dice.chance(knobs::UNSAVED_RELATIVE).then(|| names::relative_abroad(dice, home));
    let familiar = match &unsaved_relative {
        Some((_, region)) if dice.chance(0.5) => vec![*region],
        _ => Vec::new(),
    };
    let habits = Habits {
        plain_sessions: dice.within(knobs::PLAIN_SESSIONS.0, knobs::PLAIN_SESSIONS.1),
        payments: dice.within(knobs::PAYMENTS.0, knobs::PAYMENTS.1),
        bank_week: dice.within(knobs::BANK_WEEK.0, knobs::BANK_WEEK.1),
        rides: dice.chance(0.4),
        cast,
        game,
        laptop_mirror: at_work && dice.chance(knobs::LAPTOP_MIRRORS * 4.0),
        car: age < 72 && dice.chance(knobs::CAR_DISPLAYS * 1.6),
        records_screen: dice.chance(knobs::RECORDERS),
        meetings,
        unsaved_relative: unsaved_relative.map(|(number, _)| number),
        big_letters: dice.chance(knobs::BIG_LETTERS),
        second_line: (home == Region::CN && dice.chance(0.03))
            .then_some(Region::HK)
            .or_else(|| (home == Region::HK && dice.chance(0.2)).then_some(Region::CN)),
        looks_for_flat: dice.chance(0.05),
        steers_own_computer: at_work && dice.chance(0.2),
        airplane_at_night: dice.chance(0.04),
        ad_skipper: dice.chance(knobs::AD_SKIPPERS),
        captions: dice.chance(knobs::CAPTION_READERS),
        switches_nfc: dice.chance(knobs::NFC_SWITCHERS),
    };
    (habits, familiar)
}

fn reports(dice: &mut Dice, home: Region) -> Reports {
    let displays = match dice.within(1, 100) {
        1..=75 => Displays::Both,
        76..=85 => Displays::RemovedOnly,
        _ => Displays::None,
    };
    Reports {
        contacts: !dice.chance(knobs::CONTACTS_UNKNOWN),
        consent: dice.chance(0.75),
        services: dice.chance(0.75),
        displays,
        voice_app: dice.chance(0.8),
        country_code: dice.chance(if home == Region::CN { 0.15 } else { 0.3 }),
        poll_ms: dice.pick(&[&0, &1_000, &3_000]).to_owned(),
        app_facts: dice.chance(knobs::TELLS_APP_FACTS),
        family: dice.chance(knobs::TELLS_FAMILY),
        roaming: dice.chance(knobs::TELLS_ROAMING),
    }
}
