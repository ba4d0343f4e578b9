//! One parent, as a relative's device knows them.

mod asked;
mod danger;
mod stored;

use std::error::Error;
use std::fmt;

use kinguard_seal::content::Matter;
use kinguard_seal::random::Randomness;
use kinguard_seal::state::{OpenError, SealError, Sealed, State};
use kinguard_seal::text;
use kinguard_seal::time::{Boot, Uptime};
use kinguard_seal::window::{Accepted, Fate, Missing};
use serde::{Deserialize, Serialize};

use crate::alert::{AlertKind, Urgency};
use crate::ask::Ask;
use crate::effect::{Effect, Entry, EntryKind, Turn};
use crate::heard::Heard;
use crate::sentence::Sentence;
use crate::time::{Counter, Incident, WallTime};
use crate::to_family::{Alert, Alive, Body, Outcome, Story, ToFamily};
use crate::to_parent::ToParent;
use crate::view::{Health, Question, Said, View};

use self::asked::Asked;
pub use self::stored::LinkLost;
pub use crate::heard::SILENT_AFTER_MS;

/// How long an answer may count, as in [`kinguard_seal::time::TEN_MINUTES_MS`].
pub const ANSWER_WITHIN_MS: u64 = kinguard_seal::time::TEN_MINUTES_MS;

/// How many questions are kept. A parent's phone has no reason to ask more at once.
const MOST_QUESTIONS: usize = 8;

/// How many answers to one danger are shown.
const MOST_SAID: usize = 16;

/// The keys that are shared with a parent's phone, and what is known of it. Nothing changes in place: each call returns the
/// link after it, to be stored in one transaction with its effects, before those are carried out.
///
/// The caller keeps [`Link::generation`] somewhere else as well, and hands it to [`Link::restore`].
#[derive(Debug, Clone)]
pub struct Link {
    generation: u64,
    seal: State,
    heard: Heard,
    view: View,
    seen: Seen,
    asked: Vec<Asked>,
}

/// Which messages the view shows, so that older ones that come late change nothing.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Seen {
    /// The newest alert about the danger.
    alert: Option<Counter>,
    /// Its newest story.
    story: Option<Counter>,
    /// The danger that ended last, and the message that said so.
    ended: Option<(Incident, Counter)>,
}

/// Why a message changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiveError {
    /// It is not the text of an envelope.
    Text,
    /// It could not be opened.
    Open(OpenError),
    /// The parent's phone has removed this device.
    Removed,
    /// The receipt could not be sealed.
    Seal(SealError),
}

impl fmt::Display for ReceiveError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => formatter.write_str("no text of an envelope"),
            Self::Open(error) => error.fmt(formatter),
            Self::Removed => formatter.write_str("this device was removed"),
            Self::Seal(error) => error.fmt(formatter),
        }
    }
}

impl Error for ReceiveError {}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// Nothing with that number can be answered, or not with this.
    NotAsked,
    /// It is too late.
    TooLate,
    /// [`Ask::Say`] needs a sentence, and nothing else has one.
    Sentence,
    /// It could not be sealed.
    Seal(SealError),
}

impl fmt::Display for AnswerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => formatter.write_str("nobody asked that"),
            Self::TooLate => formatter.write_str("more than ten minutes ago"),
            Self::Sentence => formatter.write_str("a sentence is missing, or has no place"),
            Self::Seal(error) => error.fmt(formatter),
        }
    }
}

impl Error for AnswerError {}

impl Link {
    /// A link to a phone that was paired just now.
    #[must_use]
    pub fn begin(seal: State, now: WallTime) -> Turn {
        let mut heard = Heard::default();
        heard.begin(now);
        let view = View { heard: heard.at(), ..View::default() };
        let link = Self { generation: 1, seal, heard, view, seen: Seen::default(), asked: Vec::new() };
        link.turn(vec![Effect::Record(Entry::new(now, EntryKind::Paired))])
    }

    /// Grows with every change. A stored link with a smaller one than was last heard of has been rolled back.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Where messages come from and go to.
    #[must_use]
    pub fn address(&self) -> &kinguard_seal::address::Address {
        self.seal.address()
    }

    /// What to show.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Takes a text from the topic for alerts.
    ///
    /// # Errors
    ///
    /// [`ReceiveError`] if it changes nothing.
    pub fn receive(
        &self,
        received: &str,
        now: WallTime,
        random: &mut impl Randomness,
    ) -> Result<Turn, ReceiveError> {
        if self.view.removed {
            return Err(ReceiveError::Removed);
        }
        let envelope = text::read(received.trim()).map_err(|_| ReceiveError::Text)?;
        // This side asks no questions, so no clock of its own is needed to open.
        let never = Uptime { boot: Boot(0), ms: 0 };
        let opened = self.seal.open(&envelope, never).map_err(ReceiveError::Open)?;
        let mut link = self.after();
        link.seal = opened.state;
        let mut effects = link.missing(&opened.lost, now);
        let counter = Counter(opened.counter);
        let (challenge, body) = match opened.matter {
            Matter::Note(body) => (None, body),
            Matter::Question(challenge, body) => (Some(challenge), body),
            Matter::Void | Matter::Paired | Matter::Answer(..) => (None, Vec::new()),
        };
        // What cannot be read is from a later version: it is received like any other, and shows nothing.
        if let Ok(message) = ToFamily::parse(&body) {
            effects.extend(link.hear(counter, &message, now));
            let question = Question::of(counter, &message, now);
            if let (Some(challenge), Some(_)) = (challenge, &question) {
                link.asked.push(Asked { counter, challenge });
            }
            effects.extend(link.take(counter, message, question, now));
        }
        if !link.view.removed {
            effects.push(link.acknowledge(random).map_err(ReceiveError::Seal)?);
        }
        Ok(link.turn(effects))
    }

    /// Answers the question that came as `question`.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] if that cannot be answered so.
    pub fn answer(
        &self,
        question: Counter,
        answer: Ask,
        sentence: Option<Sentence>,
        now: WallTime,
        random: &mut impl Randomness,
    ) -> Result<Turn, AnswerError> {
        let open = self.view.questions.iter().find(|open| open.counter == question);
        let open = open.filter(|open| open.asks.contains(&answer)).ok_or(AnswerError::NotAsked)?;
        let asked = self.asked.iter().find(|asked| asked.counter == question);
        let challenge = asked.map(|asked| asked.challenge).ok_or(AnswerError::NotAsked)?;
        if now > open.until_ms {
            return Err(AnswerError::TooLate);
        }
        if sentence.is_some() != (answer == Ask::Say) {
            return Err(AnswerError::Sentence);
        }
        let title = sentence.as_ref().map(|sentence| sentence.as_str().to_owned()).unwrap_or_default();
        let body = ToParent::Answer { answer, sentence: sentence.clone() }.to_bytes();
        let sealed = self.seal.answer(challenge, &body, Accepted::default(), random);
        let Sealed { envelope, counter, state, .. } = sealed.map_err(AnswerError::Seal)?;
        let mut link = self.after();
        link.seal = state;
        let mut effects = vec![Effect::Send(text::write(&envelope))];
        let said = Said { answer, sentence, at_ms: now, counter: Counter(counter), result: None, text: None };
        effects.extend(link.said(open.incident, said));
        if open.incident.is_none() {
            link.view.questions.retain(|other| other.counter != question);
        }
        effects.push(Effect::Record(Entry { ask: Some(answer), title, ..Entry::new(now, EntryKind::Said) }));
        Ok(link.turn(effects))
    }

    /// Ends the sound of the alarm.
    #[must_use]
    pub fn quiet(&self) -> Turn {
        let mut link = self.after();
        let effects = link.end_alarm();
        link.turn(effects)
    }

    /// Does what is due. Needless calls change nothing that matters.
    #[must_use]
    pub fn wake(&self, now: WallTime) -> Turn {
        let mut link = self.after();
        let mut effects = Vec::new();
        link.view.questions.retain(|question| now <= question.until_ms);
        if let (Some(since), Some(silent_at)) = (link.heard.at(), link.heard.silent_at())
            && now >= silent_at
            && !link.view.silent
            && !link.view.removed
        {
            link.view.silent = true;
            effects.push(Effect::Silent { since });
            effects.push(Effect::Record(Entry::new(now, EntryKind::Silent)));
        }
        link.turn(effects)
    }

    /// To be called before anything is received, when this device has not asked the server for longer than that keeps
    /// messages.
    #[must_use]
    pub fn away(&self) -> Self {
        Self { seal: self.seal.away(), ..self.after() }
    }

    /// To be called when all that the server had is received.
    #[must_use]
    pub fn caught_up(&self) -> Self {
        Self { seal: self.seal.caught_up(), ..self.after() }
    }

    fn hear(&mut self, counter: Counter, message: &ToFamily, now: WallTime) -> Vec<Effect> {
        self.heard.take(counter, message.uptime(), now);
        if let Body::Alive(alive) = &message.body {
            self.heard.promise(counter, alive.next_ms.is_some());
        }
        self.view.heard = self.heard.at();
        let is_silent = self.heard.silent_at().is_some_and(|silent_at| now >= silent_at);
        if !self.view.silent || is_silent {
            return Vec::new();
        }
        self.view.silent = false;
        vec![Effect::HeardAgain, Effect::Record(Entry::new(now, EntryKind::HeardAgain))]
    }

    fn take(
        &mut self,
        counter: Counter,
        message: ToFamily,
        question: Option<Question>,
        now: WallTime,
    ) -> Vec<Effect> {
        let at = message.at_ms;
        let effects = match message.body {
            Body::Alert(alert) => return self.alerted(counter, at, &alert, question, now),
            Body::Story(story) => self.told(counter, at, story, now),
            Body::Alive(alive) => self.lives(alive),
            Body::Outcome(outcome) => self.came_of(outcome, now),
            Body::Removed => self.remove(now),
            Body::Unknown => Vec::new(),
        };
        question.into_iter().for_each(|question| self.ask(question));
        effects
    }

    fn alerted(
        &mut self,
        counter: Counter,
        at: WallTime,
        alert: &Alert,
        question: Option<Question>,
        now: WallTime,
    ) -> Vec<Effect> {
        let record = Effect::Record(Entry {
            kind: Some(alert.kind),
            title: alert.title.clone(),
            text: alert.text.clone(),
            ..Entry::new(now, EntryKind::Received)
        });
        let (title, text) = (alert.title.clone(), alert.text.clone());
        self.locate(alert.region.as_ref());
        let mut effects = vec![record];
        let is_news = match alert.incident {
            Some(incident) if alert.kind == AlertKind::Ended => {
                effects.extend(self.ended(incident, counter));
                true
            }
            Some(incident) if alert.kind.is_danger() => {
                let is_news = self.danger(incident, counter, at, alert, now);
                if is_news {
                    question.into_iter().for_each(|question| self.ask(question));
                }
                is_news
            }
            _ => {
                question.into_iter().for_each(|question| self.ask(question));
                true
            }
        };
        let loudness = if is_news { alert.urgency } else { Urgency::Quiet };
        effects.push(match loudness {
            Urgency::Alarm => {
                if let Some(danger) = &mut self.view.danger {
                    danger.alarm = true;
                }
                Effect::Alarm { title, text }
            }
            Urgency::Loud => Effect::Notify { title, text, loud: true },
            Urgency::Quiet => Effect::Notify { title, text, loud: false },
        });
        effects
    }

    fn told(&mut self, counter: Counter, at: WallTime, story: Story, now: WallTime) -> Vec<Effect> {
        if self.is_over(story.incident, counter) {
            return Vec::new();
        }
        self.story(counter, at, story, now);
        Vec::new()
    }

    fn lives(&mut self, alive: Alive) -> Vec<Effect> {
        self.locate(alive.region.as_ref());
        self.view.health = Some(Health { state: alive.state, faults: alive.faults });
        Vec::new()
    }

    fn locate(&mut self, region: Option<&String>) {
        if region.is_some() {
            self.view.region = region.cloned();
        }
    }

    fn came_of(&mut self, outcome: Outcome, now: WallTime) -> Vec<Effect> {
        let said = self.view.danger.iter_mut().flat_map(|danger| &mut danger.said);
        if let Some(said) = said.into_iter().find(|said| said.counter == outcome.answers) {
            said.result = Some(outcome.result);
            said.text.clone_from(&outcome.text);
        }
        vec![Effect::Record(Entry {
            ask: Some(outcome.answer),
            result: Some(outcome.result),
            text: outcome.text.unwrap_or_default(),
            ..Entry::new(now, EntryKind::Outcome)
        })]
    }

    fn remove(&mut self, now: WallTime) -> Vec<Effect> {
        let mut effects = self.end_alarm();
        self.view.danger = None;
        self.view.questions.clear();
        self.view.removed = true;
        effects.push(Effect::Record(Entry::new(now, EntryKind::Removed)));
        effects.push(Effect::Removed);
        effects
    }

    /// Keeps a question, if it is about no danger or about the one that goes on, where it takes the place of an older one.
    fn ask(&mut self, question: Question) {
        if let Some(incident) = question.incident {
            let current = self.view.danger.as_mut().filter(|danger| danger.incident == incident);
            let Some(danger) = current.filter(|danger| danger.question < Some(question.counter)) else {
                return;
            };
            danger.question = Some(question.counter);
            self.view.questions.retain(|other| other.incident != question.incident);
        }
        if self.view.questions.len() >= MOST_QUESTIONS {
            self.view.questions.remove(0);
        }
        self.view.questions.push(question);
    }

    fn missing(&mut self, lost: &[Missing], now: WallTime) -> Vec<Effect> {
        let mut effects = Vec::new();
        for missing in lost {
            let count = (missing.last - missing.first).saturating_add(1);
            let (total, what) = match missing.fate {
                Fate::DidNotArrive => (&mut self.view.did_not_arrive, EntryKind::DidNotArrive),
                Fate::Withheld => (&mut self.view.withheld, EntryKind::Withheld),
            };
            *total = total.saturating_add(count);
            effects.push(Effect::Record(Entry { title: count.to_string(), ..Entry::new(now, what) }));
        }
        effects
    }

    fn acknowledge(&mut self, random: &mut impl Randomness) -> Result<Effect, SealError> {
        let receipt = ToParent::receipt(self.seal.received()).to_bytes();
        let sealed = self.seal.note(&receipt, Accepted::default(), random)?;
        self.seal = sealed.state;
        Ok(Effect::Send(text::write(&sealed.envelope)))
    }

    fn after(&self) -> Self {
        Self { generation: self.generation.saturating_add(1), ..self.clone() }
    }

    fn turn(mut self, effects: Vec<Effect>) -> Turn {
        let questions = &self.view.questions;
        self.asked.retain(|asked| questions.iter().any(|open| open.counter == asked.counter));
        let wake_at = if self.view.silent || self.view.removed { None } else { self.heard.silent_at() };
        Turn { link: self, effects, wake_at }
    }
}
