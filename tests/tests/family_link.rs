//! What a relative's device makes of the messages of a parent's phone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::{Ask, AskResult};
use kinguard_family::effect::{Effect, EntryKind, Turn};
use kinguard_family::link::{ANSWER_WITHIN_MS, AnswerError, Link, ReceiveError, SILENT_AFTER_MS};
use kinguard_family::sentence::Sentence;
use kinguard_family::time::{Counter, Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Alive, Body, GuardState, Outcome, Step, Story, ToFamily};
use kinguard_family::to_parent::ToParent;
use kinguard_seal::content::Matter;
use kinguard_seal::state::{LONGEST_BODY, OpenError, State};
use kinguard_seal::text;
use kinguard_seal::time::{Boot, Uptime};
use kinguard_seal::window::Accepted;
use kinguard_tests::sealing::{Dealt, paired};

/// When the two were paired, by the relative's clock. The parent's is three hours behind.
const NOW: WallTime = WallTime(1_780_000_000_000);
const BEHIND_MS: u64 = 3 * 3_600_000;

/// The parent's phone, which sends whatever a test says, and what the device has stored.
struct Pair {
    parent: State,
    link: Link,
    random: Dealt,
    /// Milliseconds since the pairing.
    passed: u64,
    boot: u64,
}

impl Pair {
    fn new() -> Self {
        let (parent, family) = paired(7);
        let Turn { link, effects, wake_at } = Link::begin(family, NOW);
        assert_eq!(effects.len(), 1, "{effects:?}");
        assert_eq!(wake_at, Some(NOW.plus(SILENT_AFTER_MS)));
        Self { parent, link, random: Dealt::new(8), passed: 0, boot: 3 }
    }

    fn now(&self) -> WallTime {
        NOW.plus(self.passed)
    }

    fn uptime(&self) -> Uptime {
        Uptime { boot: Boot(self.boot), ms: 50_000 + self.passed }
    }

    fn seal(&mut self, body: Body) -> String {
        let message = ToFamily::new(self.now().minus(BEHIND_MS), self.uptime(), body);
        let (bytes, now) = (message.to_bytes(), self.uptime());
        let sealed = if message.asks().is_empty() {
            self.parent.note(&bytes, Accepted(0), &mut self.random)
        } else {
            self.parent.question(&bytes, Accepted(0), now, &mut self.random)
        };
        let sealed = sealed.unwrap();
        self.parent = sealed.state;
        text::write(&sealed.envelope)
    }

    /// Delivers a text. What is stored survives the process.
    fn deliver(&mut self, envelope: &str) -> Result<Vec<Effect>, ReceiveError> {
        let turn = self.link.receive(envelope, self.now(), &mut self.random)?;
        Ok(self.store(turn))
    }

    fn send(&mut self, body: Body) -> Vec<Effect> {
        let envelope = self.seal(body);
        self.deliver(&envelope).unwrap()
    }

    fn answer(&mut self, ask: Ask, sentence: Option<&str>) -> Result<Vec<Effect>, AnswerError> {
        let question = self.link.view().questions.last().map_or(Counter(u64::MAX), |asked| asked.counter);
        let sentence = sentence.map(|sentence| Sentence::parse(sentence).unwrap());
        let turn = self.link.answer(question, ask, sentence, self.now(), &mut self.random)?;
        Ok(self.store(turn))
    }

    fn store(&mut self, turn: Turn) -> Vec<Effect> {
        let before = self.link.generation();
        assert!(turn.link.generation() > before);
        let bytes = turn.link.to_bytes();
        self.link = Link::restore(&bytes, turn.link.generation()).unwrap();
        assert_eq!(self.link.view(), turn.link.view());
        turn.effects
    }

    /// Opens what the device sends, on the parent's phone.
    fn arrive(&mut self, effects: &[Effect]) -> Vec<ToParent> {
        let sent = effects.iter().filter_map(|effect| match effect {
            Effect::Send(text) => Some(text),
            _ => None,
        });
        sent.map(|sent| {
            let opened = self.parent.open(&text::read(sent).unwrap(), self.uptime()).unwrap();
            self.parent = opened.state;
            match opened.matter {
                Matter::Note(body) | Matter::Answer(_, body) => ToParent::parse(&body).unwrap(),
                other => panic!("{other:?}"),
            }
        })
        .collect()
    }
}

fn alert(kind: AlertKind, urgency: Urgency, incident: u64, asks: &[Ask]) -> Body {
    Body::Alert(Alert {
        message: MessageId(1),
        kind,
        urgency,
        incident: Some(Incident(incident)),
        title: format!("{kind:?}"),
        text: "她的屏幕被人看着".to_owned(),
        region: Some("CN".to_owned()),
        asks: asks.to_vec(),
    })
}

fn danger(incident: u64) -> Body {
    alert(AlertKind::Danger, Urgency::Alarm, incident, &[Ask::Calling, Ask::EndCall, Ask::Say])
}

fn ended(incident: u64) -> Body {
    alert(AlertKind::Ended, Urgency::Quiet, incident, &[])
}

fn alive() -> Body {
    Body::Alive(Alive {
        next_ms: Some(6 * 3_600_000),
        state: GuardState::Guarding,
        faults: Vec::new(),
        region: Some("CN".to_owned()),
    })
}

fn last_alive() -> Body {
    Body::Alive(Alive { next_ms: None, state: GuardState::Off, faults: Vec::new(), region: None })
}

fn alarms(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Alarm { .. })).count()
}

fn records(effects: &[Effect]) -> Vec<EntryKind> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Record(entry) => Some(entry.what),
            _ => None,
        })
        .collect()
}

#[test]
fn a_danger_rings_until_it_is_answered_and_the_answer_is_followed() {
    let mut pair = Pair::new();
    let effects = pair.send(danger(5));
    assert_eq!(alarms(&effects), 1);
    assert_eq!(records(&effects), [EntryKind::Received]);
    let receipt = pair.arrive(&effects);
    assert!(receipt.iter().any(|said| said.acknowledges(Counter(1))), "{receipt:?}");
    assert!(!receipt.iter().any(|said| said.acknowledges(Counter(2))));
    let shown = pair.link.view().danger.clone().unwrap();
    assert!(shown.alarm && shown.red && shown.incident == Incident(5));
    assert_eq!(shown.received_ms.since(shown.at_ms), BEHIND_MS);

    let effects = pair.answer(Ask::Say, Some("妈，是我，快挂掉")).unwrap();
    assert!(effects.contains(&Effect::AlarmOver));
    let said = pair.arrive(&effects);
    let sentence = Sentence::parse("妈，是我，快挂掉").unwrap();
    assert_eq!(said, [ToParent::Answer { answer: Ask::Say, sentence: Some(sentence) }]);
    let counter = pair.link.view().danger.as_ref().unwrap().said[0].counter;

    let outcome = Outcome { answers: counter, answer: Ask::Say, result: AskResult::Done, text: None };
    let effects = pair.send(Body::Outcome(outcome));
    assert_eq!(records(&effects), [EntryKind::Outcome]);
    let view = pair.link.view().danger.clone().unwrap();
    assert_eq!(view.said[0].result, Some(AskResult::Done));
    assert!(!view.alarm);

    // The question still stands: whoever spoke may also call.
    assert!(pair.answer(Ask::Calling, None).is_ok());
    let effects = pair.send(ended(5));
    assert_eq!(alarms(&effects), 0);
    assert_eq!(pair.link.view().danger, None);
    assert_eq!(pair.answer(Ask::Calling, None), Err(AnswerError::NotAsked));
}

#[test]
fn whose_police_to_ring_is_known_from_the_first_alert_on() {
    let mut pair = Pair::new();
    pair.send(danger(5));
    assert_eq!(pair.link.view().region.as_deref(), Some("CN"));
    assert_eq!(pair.link.view().health, None);
    pair.send(Body::Alive(Alive {
        next_ms: Some(1),
        state: GuardState::Off,
        faults: Vec::new(),
        region: None,
    }));
    assert_eq!(pair.link.view().region.as_deref(), Some("CN"), "a message without one takes nothing back");
}

#[test]
fn what_was_not_asked_cannot_be_answered() {
    let mut pair = Pair::new();
    pair.send(danger(5));
    assert_eq!(pair.answer(Ask::Fine, None), Err(AnswerError::NotAsked));
    assert_eq!(pair.answer(Ask::Say, None), Err(AnswerError::Sentence));
    assert_eq!(pair.answer(Ask::Calling, Some("好")), Err(AnswerError::Sentence));
}

#[test]
fn a_danger_that_comes_after_its_end_rings_no_more() {
    let mut pair = Pair::new();
    let late = pair.seal(danger(5));
    let end = pair.seal(ended(5));
    assert_eq!(alarms(&pair.deliver(&end).unwrap()), 0);
    let effects = pair.deliver(&late).unwrap();
    assert_eq!(alarms(&effects), 0, "{effects:?}");
    assert_eq!(records(&effects), [EntryKind::Received], "it is kept all the same");
    assert_eq!(pair.link.view().danger, None);
    assert_eq!(pair.link.view().questions, []);
    // The next danger is another.
    assert_eq!(alarms(&pair.send(danger(6))), 1);
}

#[test]
fn a_late_message_replaces_nothing_newer() {
    let mut pair = Pair::new();
    let early = pair.seal(alert(AlertKind::Early, Urgency::Loud, 5, &[Ask::Calling, Ask::Fine]));
    let step = |text: &str| Step { at_ms: WallTime(1), text: text.to_owned() };
    let story = |steps: &[&str], asks: &[Ask]| {
        let steps = steps.iter().map(|text| step(text)).collect();
        Body::Story(Story { incident: Incident(5), red: false, steps, asks: asks.to_vec() })
    };
    let first = pair.seal(story(&["a call"], &[]));
    let red = pair.seal(danger(5));
    let second = pair.seal(story(&["a call", "an app"], &[Ask::Calling]));
    for envelope in [&second, &red, &first, &early] {
        pair.deliver(envelope).unwrap();
    }
    let view = pair.link.view();
    let shown = view.danger.as_ref().unwrap();
    assert_eq!(shown.title, "Danger");
    assert!(shown.red && shown.alarm);
    assert_eq!(shown.steps, [step("a call"), step("an app")]);
    assert_eq!(shown.question, Some(Counter(4)));
    assert_eq!(view.questions.len(), 1);
}

#[test]
fn a_danger_of_the_past_does_not_hide_the_one_that_goes_on() {
    let mut pair = Pair::new();
    let old = pair.seal(danger(5));
    let new = pair.seal(danger(6));
    pair.deliver(&new).unwrap();
    assert_eq!(alarms(&pair.deliver(&old).unwrap()), 0);
    assert_eq!(pair.link.view().danger.as_ref().unwrap().incident, Incident(6));
}

#[test]
fn nothing_is_heard_for_fourteen_hours() {
    for (passed, is_silent) in
        [(SILENT_AFTER_MS - 1, false), (SILENT_AFTER_MS, true), (SILENT_AFTER_MS + 1, true)]
    {
        let mut pair = Pair::new();
        pair.passed = passed;
        let turn = pair.link.wake(pair.now());
        let effects = pair.store(turn);
        assert_eq!(effects.contains(&Effect::Silent { since: NOW }), is_silent, "{passed}");
        assert_eq!(pair.link.view().silent, is_silent);
        // It is said once.
        let turn = pair.link.wake(pair.now().plus(2));
        assert_eq!(turn.effects.contains(&Effect::Silent { since: NOW }), passed + 1 == SILENT_AFTER_MS);
    }
}

#[test]
fn a_heartbeat_ends_the_silence() {
    let mut pair = Pair::new();
    pair.passed = SILENT_AFTER_MS + 60_000;
    let turn = pair.link.wake(pair.now());
    pair.store(turn);
    let effects = pair.send(alive());
    assert!(effects.contains(&Effect::HeardAgain), "{effects:?}");
    assert_eq!(records(&effects), [EntryKind::HeardAgain]);
    assert_eq!(pair.link.wake(pair.now()).wake_at, Some(pair.now().plus(SILENT_AFTER_MS)));
}

#[test]
fn a_phone_that_has_taken_leave_is_not_silent() {
    let mut pair = Pair::new();
    pair.send(alive());
    let held_back = pair.seal(alive());
    pair.send(last_alive());
    pair.send(alert(AlertKind::Change, Urgency::Loud, 1, &[]));
    pair.deliver(&held_back).unwrap();
    pair.passed = 10 * SILENT_AFTER_MS;
    let turn = pair.link.wake(pair.now());
    assert_eq!((turn.effects, turn.wake_at), (Vec::new(), None));
    // From the next sign of life on another is expected.
    let again = pair.now();
    pair.send(alive());
    assert_eq!(pair.link.wake(again).wake_at, Some(again.plus(SILENT_AFTER_MS)));
    pair.passed += SILENT_AFTER_MS;
    assert!(pair.link.wake(pair.now()).effects.contains(&Effect::Silent { since: again }));
}

#[test]
fn taking_leave_ends_the_silence_also_when_it_comes_late() {
    let mut pair = Pair::new();
    pair.send(alive());
    let leave = pair.seal(last_alive());
    pair.passed = SILENT_AFTER_MS;
    let turn = pair.link.wake(pair.now());
    assert!(pair.store(turn).contains(&Effect::Silent { since: NOW }));
    pair.passed *= 3;
    assert!(pair.deliver(&leave).unwrap().contains(&Effect::HeardAgain));
    assert!(!pair.link.view().silent);
}

#[test]
fn heartbeats_that_are_held_back_do_not_hide_that_the_phone_is_off() {
    let mut pair = Pair::new();
    pair.passed = 60_000;
    pair.send(alive());
    let sent_at = pair.now();
    pair.passed += 3_600_000;
    let kept = pair.seal(alive());
    // The phone is off now. The server lets go of what it kept thirteen hours later.
    pair.passed += 13 * 3_600_000;
    pair.deliver(&kept).unwrap();
    assert_eq!(pair.link.view().heard, Some(sent_at.plus(3_600_000)));
    pair.passed = 60_000 + 3_600_000 + SILENT_AFTER_MS - 1;
    assert!(!pair.link.wake(pair.now()).link.view().silent);
    pair.passed += 1;
    assert!(pair.link.wake(pair.now()).link.view().silent);
}

#[test]
fn a_restart_of_the_phone_is_no_delay() {
    let mut pair = Pair::new();
    pair.send(alive());
    pair.passed = 3_600_000;
    pair.boot += 1;
    pair.send(alive());
    assert_eq!(pair.link.view().heard, Some(pair.now()));
}

#[test]
fn an_answer_counts_for_ten_minutes() {
    for (passed, counts) in
        [(ANSWER_WITHIN_MS - 1, true), (ANSWER_WITHIN_MS, true), (ANSWER_WITHIN_MS + 1, false)]
    {
        let mut pair = Pair::new();
        pair.send(danger(5));
        pair.passed = passed;
        assert_eq!(pair.answer(Ask::Calling, None).is_ok(), counts, "{passed}");
    }
}

#[test]
fn a_removed_device_hears_nothing_more() {
    let mut pair = Pair::new();
    pair.send(danger(5));
    let effects = pair.send(Body::Removed);
    assert!(effects.contains(&Effect::AlarmOver) && effects.contains(&Effect::Removed), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Send(_))));
    let next = pair.seal(danger(6));
    assert_eq!(pair.deliver(&next).map(drop), Err(ReceiveError::Removed));
    pair.passed = 2 * SILENT_AFTER_MS;
    let turn = pair.link.wake(pair.now());
    assert_eq!((turn.effects.len(), turn.wake_at), (0, None));
}

#[test]
fn a_copy_changes_nothing() {
    let mut pair = Pair::new();
    let envelope = pair.seal(danger(5));
    pair.deliver(&envelope).unwrap();
    let before = pair.link.to_bytes();
    assert_eq!(pair.deliver(&envelope).map(drop), Err(ReceiveError::Open(OpenError::Replayed)));
    assert_eq!(pair.deliver("no text!").map(drop), Err(ReceiveError::Text));
    assert_eq!(*pair.link.to_bytes(), *before);
}

#[test]
fn what_a_later_version_says_is_received_and_shows_nothing() {
    let mut pair = Pair::new();
    let (at, boot) = (NOW.0, pair.boot);
    let head = format!(r#""at_ms":{at},"boot":{boot},"uptime_ms":60000"#);
    for (body, is_shown) in [
        (format!(r#"{{{head},"type":"song","notes":[1]}}"#), false),
        (
            format!(
                r#"{{{head},"type":"removed","because":"x","deep":{}1{}}}"#,
                "[".repeat(500),
                "]".repeat(500)
            ),
            false,
        ),
        (
            format!(
                r#"{{{head},"type":"alert","message":1,"kind":"sung","urgency":"whisper","title":"t","text":"","asks":["sing","calling"],"more":1}}"#
            ),
            true,
        ),
        ("{".to_owned(), false),
        (String::new(), false),
    ] {
        let sealed =
            pair.parent.question(body.as_bytes(), Accepted(0), pair.uptime(), &mut pair.random).unwrap();
        pair.parent = sealed.state;
        let effects = pair.deliver(&text::write(&sealed.envelope)).unwrap();
        assert_eq!(records(&effects) == [EntryKind::Received], is_shown, "{body} {effects:?}");
        let receipt = pair.arrive(&effects);
        assert!(receipt[0].acknowledges(Counter(sealed.counter)));
    }
    assert!(!pair.link.view().removed);
    let question = pair.link.view().questions.last().unwrap().clone();
    assert_eq!((question.kind, question.asks), (AlertKind::Other, vec![Ask::Calling]));
}

#[test]
fn an_older_link_is_lost() {
    let mut pair = Pair::new();
    let older = pair.link.to_bytes();
    pair.send(alive());
    let generation = pair.link.generation();
    assert!(Link::restore(&older, generation).is_err());
    assert!(Link::restore(&older, generation - 1).is_ok());
    assert!(Link::restore(&pair.link.to_bytes(), generation + 1).is_err());
    let mut damaged = pair.link.to_bytes().to_vec();
    let key = damaged.windows(7).position(|part| part == b"\"seal\":").unwrap() + 60;
    damaged[key] = if damaged[key] == b'A' { b'B' } else { b'A' };
    assert!(Link::restore(&damaged, generation).is_err());
}

#[test]
fn what_is_too_long_is_cut_where_it_matters_least() {
    let long = "险".repeat(2_000);
    let body = Body::Alert(Alert {
        message: MessageId(1),
        kind: AlertKind::Danger,
        urgency: Urgency::Alarm,
        incident: Some(Incident(1)),
        title: "马上打给妈妈".to_owned(),
        text: long.clone(),
        region: None,
        asks: vec![Ask::Calling],
    });
    let (bytes, read) = round_trip(body);
    assert!(bytes <= LONGEST_BODY && bytes > LONGEST_BODY - 8, "{bytes}");
    let Body::Alert(alert) = read else { panic!() };
    assert!(alert.title == "马上打给妈妈" && alert.text.ends_with('…') && alert.asks == [Ask::Calling]);

    let steps = (0..40).map(|at| Step { at_ms: WallTime(at), text: format!("{at}{long}") }).collect();
    let (bytes, read) =
        round_trip(Body::Story(Story { incident: Incident(1), red: true, steps, asks: vec![] }));
    let Body::Story(story) = read else { panic!() };
    assert!(bytes <= LONGEST_BODY && story.steps.len() > 5, "{} {bytes}", story.steps.len());
    assert_eq!(story.steps.last().map(|step| step.at_ms), Some(WallTime(39)), "the newest stays");

    let faults = vec!["\u{1}".repeat(900); 90];
    let alive = Alive { next_ms: Some(1), state: GuardState::Limited, faults, region: None };
    assert!(round_trip(Body::Alive(alive)).0 <= LONGEST_BODY);
}

fn round_trip(body: Body) -> (usize, Body) {
    let bytes = ToFamily::new(NOW, Uptime { boot: Boot(1), ms: 1 }, body).to_bytes();
    (bytes.len(), ToFamily::parse(&bytes).unwrap().body)
}
