//! A thousand random histories of a parent's phone and a relative's device, with a server between them that does whatever
//! it likes, and both sides dying at any step.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use std::collections::{BTreeMap, BTreeSet};

use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::Ask;
use kinguard_family::effect::{Effect, EntryKind};
use kinguard_family::link::Link;
use kinguard_family::time::{Counter, Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Body, ToFamily};
use kinguard_family::to_parent::ToParent;
use kinguard_seal::challenge::Standing;
use kinguard_seal::content::Matter;
use kinguard_seal::state::State;
use kinguard_seal::text;
use kinguard_seal::window::Accepted;
use kinguard_tests::properties::config;
use kinguard_tests::sealing::{Dealt, at, paired};
use proptest::prelude::*;
use proptest::sample::Index;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Step {
    /// The parent's phone sends an alert about one of four dangers.
    Alert {
        incident: u64,
        ends: bool,
    },
    /// It sends the same bytes once more.
    Retry(Index),
    /// It says that a message will never come.
    Void(Index),
    /// The relative answers what is asked last.
    Answer,
    /// The server delivers something that was sent, however old, to the device or to the phone.
    ToFamily(Index),
    ToParent(Index),
    /// It delivers something with one bit changed.
    Flipped(Index, Index),
    /// It delivers to the one what was meant for the other.
    Crossed(Index),
    /// A side dies after it has opened a message and before it has stored that. The server still has the message.
    FamilyDies(Index),
    ParentDies(Index),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let index = any::<Index>;
    let step = prop_oneof![
        4 => (0..4_u64, prop::bool::weighted(0.2)).prop_map(|(incident, ends)| Step::Alert { incident, ends }),
        1 => index().prop_map(Step::Retry),
        1 => index().prop_map(Step::Void),
        2 => Just(Step::Answer),
        8 => index().prop_map(Step::ToFamily),
        4 => index().prop_map(Step::ToParent),
        2 => (index(), index()).prop_map(|(which, bit)| Step::Flipped(which, bit)),
        1 => index().prop_map(Step::Crossed),
        1 => index().prop_map(Step::FamilyDies),
        1 => index().prop_map(Step::ParentDies),
    ];
    prop::collection::vec(step, 1..90)
}

/// Everything that was sent, stored and shown.
struct History {
    parent: State,
    link: Link,
    random: Dealt,
    now: u64,
    /// What the server has of each side, in the order in which it was sent.
    alerts: Vec<String>,
    answers: Vec<String>,
    /// What each alert said, by its counter, and whether the device has shown it.
    said: BTreeMap<u64, String>,
    shown: BTreeMap<u64, u32>,
    voided: BTreeSet<u64>,
    /// What the relative answered, by its counter, and what the phone has taken.
    answered: BTreeMap<u64, Ask>,
    taken: BTreeMap<u64, u32>,
    acknowledged: BTreeSet<u64>,
}

impl History {
    fn new(seed: u64) -> Self {
        let (parent, family) = paired(seed);
        Self {
            parent,
            link: Link::begin(family, WallTime(1_000)).link,
            random: Dealt::new(seed + 1),
            now: 2_000,
            alerts: Vec::new(),
            answers: Vec::new(),
            said: BTreeMap::new(),
            shown: BTreeMap::new(),
            voided: BTreeSet::new(),
            answered: BTreeMap::new(),
            taken: BTreeMap::new(),
            acknowledged: BTreeSet::new(),
        }
    }

    fn step(&mut self, step: &Step) {
        self.now += 1_000;
        match step {
            Step::Alert { incident, ends } => self.alert(*incident, *ends),
            Step::Retry(which) => {
                if let Some(sent) = chosen(&self.alerts, which) {
                    self.alerts.push(sent);
                }
            }
            Step::Void(which) => self.void(which),
            Step::Answer => self.answer(),
            Step::ToFamily(which) => {
                let received = chosen(&self.alerts, which);
                received.into_iter().for_each(|text| self.device_hears(&text, true));
            }
            Step::FamilyDies(which) => {
                let received = chosen(&self.alerts, which);
                received.into_iter().for_each(|text| self.device_hears(&text, false));
            }
            Step::ToParent(which) => {
                let received = chosen(&self.answers, which);
                received.into_iter().for_each(|text| self.phone_hears(&text, true));
            }
            Step::ParentDies(which) => {
                let received = chosen(&self.answers, which);
                received.into_iter().for_each(|text| self.phone_hears(&text, false));
            }
            Step::Flipped(which, bit) => self.flipped(which, bit),
            Step::Crossed(which) => {
                let (to_parent, to_family) = (chosen(&self.alerts, which), chosen(&self.answers, which));
                to_parent.into_iter().for_each(|text| self.phone_hears(&text, true));
                to_family.into_iter().for_each(|text| self.device_hears(&text, true));
            }
        }
    }

    fn alert(&mut self, incident: u64, ends: bool) {
        let title = format!("alert {}", self.said.len());
        let (kind, urgency, asks) = if ends {
            (AlertKind::Ended, Urgency::Quiet, Vec::new())
        } else {
            (AlertKind::Danger, Urgency::Alarm, vec![Ask::Calling])
        };
        let body = Body::Alert(Alert {
            message: MessageId(self.said.len() as u64),
            kind,
            urgency,
            incident: Some(Incident(incident)),
            title: title.clone(),
            text: String::new(),
            region: None,
            asks,
        });
        let message = ToFamily::new(WallTime(self.now), at(self.now), body);
        let sealed = if message.asks().is_empty() {
            self.parent.note(&message.to_bytes(), Accepted(0), &mut self.random)
        } else {
            self.parent.question(&message.to_bytes(), Accepted(0), at(self.now), &mut self.random)
        }
        .unwrap();
        assert!(self.said.insert(sealed.counter, title).is_none(), "a counter is used twice");
        self.parent = stored(&sealed.state);
        self.alerts.push(text::write(&sealed.envelope));
    }

    fn void(&mut self, which: &Index) {
        let counters: Vec<u64> = self.said.keys().copied().collect();
        let Some(counter) = counters.get(which.index(counters.len().max(1))) else { return };
        let void = self.parent.void(*counter, &mut self.random).unwrap();
        self.voided.insert(*counter);
        self.alerts.push(text::write(&void));
    }

    fn answer(&mut self) {
        let question = self.link.view().questions.last().map(|question| question.counter);
        let Some(question) = question else { return };
        let answer = self.link.answer(question, Ask::Calling, None, WallTime(self.now), &mut self.random);
        let Ok(turn) = answer else { return };
        let sent = sent(&turn.effects);
        self.link = turn.link;
        let counter = self.link.view().danger.as_ref().and_then(|danger| danger.said.last());
        let counter = counter.map_or_else(|| panic!("an answer is shown"), |said| said.counter.0);
        assert!(self.answered.insert(counter, Ask::Calling).is_none(), "a counter is used twice");
        self.answers.extend(sent);
    }

    fn device_hears(&mut self, received: &str, lives: bool) {
        let before = self.link.view().clone();
        let Ok(turn) = self.link.receive(received, WallTime(self.now), &mut self.random) else {
            assert_eq!(*self.link.view(), before);
            return;
        };
        if !lives {
            return;
        }
        let bytes = turn.link.to_bytes();
        self.link = Link::restore(&bytes, turn.link.generation()).unwrap();
        for effect in &turn.effects {
            let Effect::Record(entry) = effect else { continue };
            if entry.what == EntryKind::Received {
                let counter = self.said.iter().find(|(_, title)| **title == entry.title);
                let counter = counter.map_or_else(|| panic!("forged: {entry:?}"), |(counter, _)| *counter);
                *self.shown.entry(counter).or_default() += 1;
            }
        }
        self.answers.extend(sent(&turn.effects));
    }

    fn phone_hears(&mut self, received: &str, lives: bool) {
        let Ok(opened) = self.parent.open(&text::read(received).unwrap(), at(self.now)) else { return };
        if !lives {
            return;
        }
        self.parent = stored(&opened.state);
        match opened.matter {
            Matter::Note(body) => {
                let receipt = ToParent::parse(&body).unwrap();
                for counter in self.said.keys().filter(|counter| receipt.acknowledges(Counter(**counter))) {
                    self.acknowledged.insert(*counter);
                }
            }
            Matter::Answer(_, body) => {
                let ToParent::Answer { answer, .. } = ToParent::parse(&body).unwrap() else { panic!() };
                assert_eq!(self.answered.get(&opened.counter), Some(&answer), "forged");
                assert!(matches!(opened.standing, Some(Standing::InTime(_))), "{:?}", opened.standing);
                *self.taken.entry(opened.counter).or_default() += 1;
            }
            other => panic!("{other:?}"),
        }
    }

    fn flipped(&mut self, which: &Index, bit: &Index) {
        for to_family in [true, false] {
            let Some(sent) = chosen(if to_family { &self.alerts } else { &self.answers }, which) else {
                continue;
            };
            let mut bytes = text::read(&sent).unwrap();
            let bit = bit.index(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            let text = text::write(&bytes);
            if to_family {
                assert!(self.link.receive(&text, WallTime(self.now), &mut self.random).is_err());
            } else {
                assert!(self.parent.open(&bytes, at(self.now)).is_err());
            }
        }
    }

    /// Nothing is lost, forged or said twice.
    fn judge(&self) {
        for (counter, times) in &self.shown {
            assert_eq!(*times, 1, "{counter} was shown {times} times");
        }
        for (counter, times) in &self.taken {
            assert_eq!(*times, 1, "answer {counter} was taken {times} times");
        }
        for counter in &self.acknowledged {
            assert!(
                self.shown.contains_key(counter) || self.voided.contains(counter),
                "{counter} never arrived"
            );
        }
    }

    /// Whatever the server did: if it lets go of everything in the end, all that is within reach arrives.
    fn let_go(&mut self) {
        for text in self.alerts.clone() {
            self.device_hears(&text, true);
        }
        for text in self.answers.clone() {
            self.phone_hears(&text, true);
        }
        let reach = self.said.len() as u64;
        for counter in
            self.said.keys().filter(|counter| **counter + 64 > reach && !self.voided.contains(counter))
        {
            assert!(self.shown.contains_key(counter), "{counter} is lost");
        }
        let newest = self.answers.len() as u64;
        for counter in self.answered.keys().filter(|counter| **counter + 64 > newest) {
            assert!(self.taken.contains_key(counter), "answer {counter} is lost");
        }
        self.judge();
    }
}

fn chosen(from: &[String], which: &Index) -> Option<String> {
    if from.is_empty() { None } else { Some(which.get(from).clone()) }
}

fn sent(effects: &[Effect]) -> Vec<String> {
    let sent = effects.iter().filter_map(|effect| match effect {
        Effect::Send(text) => Some(text.clone()),
        _ => None,
    });
    sent.collect()
}

fn stored(state: &State) -> State {
    State::restore(&state.to_bytes(), state.generation()).unwrap()
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn nothing_is_lost_forged_or_said_twice(seed in 0..1_000_u64, steps in steps()) {
        let mut history = History::new(seed);
        for step in &steps {
            history.step(step);
            history.judge();
        }
        history.let_go();
    }
}
