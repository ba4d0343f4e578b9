//! What the page is told, as the page reads it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::Ask;
use kinguard_family::time::{Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Body, ToFamily};
use kinguard_family::to_parent::ToParent;
use kinguard_family_web::{
    FamilyPairing, link_answer, link_away, link_caught_up, link_quiet, link_receive, link_view, link_wake,
    sentence_fault,
};
use kinguard_seal::address::{Address, Server, Topic};
use kinguard_seal::content::Matter;
use kinguard_seal::parent::{ParentPairing, ParentStep, Typed};
use kinguard_seal::random::Randomness;
use kinguard_seal::state::State;
use kinguard_seal::text;
use kinguard_seal::time::{Boot, Uptime};
use kinguard_seal::window::Accepted;
use serde_json::Value;

struct Counting(u8);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(1);
            *byte = self.0;
        }
    }
}

const NOW: Uptime = Uptime { boot: Boot(1), ms: 5000 };

fn drawn(seed: u8) -> Vec<u8> {
    let mut bytes = vec![0; 64];
    Counting(seed).fill(&mut bytes);
    bytes
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A parent's phone and what the page was told when the pairing was done.
fn paired() -> (State, Value) {
    let address = Address::new(
        Server::new("https://ntfy.example").unwrap(),
        Topic::new("alerts").unwrap(),
        Topic::new("answers").unwrap(),
    )
    .unwrap();
    let mut parent = ParentPairing::begin(address, NOW, &mut Counting(1));
    let mut family = FamilyPairing::new(&parent.code().text(), &drawn(2)).ok().unwrap();
    let at = json(&family.address());
    assert_eq!([&at["server"], &at["alerts"], &at["answers"]], ["https://ntfy.example", "alerts", "answers"]);
    assert_eq!(family.receive("AAAA", 1.0), None, "whatever else is written there");
    let mut claim = family.claim();
    let digits = loop {
        let bytes = text::read(&claim).unwrap();
        let ParentStep::Reply(reply) = parent.receive(&bytes, NOW, &mut Counting(3)).unwrap() else {
            panic!("it goes on");
        };
        let step = json(&family.receive(&text::write(&reply), 1.0).unwrap());
        match step["type"].as_str().unwrap() {
            "reply" => claim = step["text"].as_str().unwrap().to_owned(),
            "show" => break step["digits"].as_str().unwrap().to_owned(),
            other => panic!("{other}"),
        }
    };
    let Typed::Paired(state, envelope) = parent.typed(&digits, NOW, &mut Counting(4)).unwrap() else {
        panic!("they are right");
    };
    let step = json(&family.receive(&text::write(&envelope), 1_000.0).unwrap());
    assert_eq!(step["type"], "paired");
    assert_eq!(step["effects"][0]["entry"]["what"], "paired");
    (*state, step)
}

fn alert(state: &State) -> (State, String) {
    let body = Body::Alert(Alert {
        message: MessageId(1),
        kind: AlertKind::Danger,
        urgency: Urgency::Alarm,
        incident: Some(Incident(1)),
        title: "title".into(),
        text: "text".into(),
        region: None,
        asks: vec![Ask::Calling, Ask::Say],
    });
    let bytes = ToFamily::new(WallTime(7), NOW, body).to_bytes();
    let sealed = state.question(&bytes, Accepted::default(), NOW, &mut Counting(5)).unwrap();
    (sealed.state, text::write(&sealed.envelope))
}

/// The link and its generation, as the page hands them back.
fn held(turn: &Value) -> (&str, f64) {
    (turn["link"].as_str().unwrap(), turn["generation"].as_f64().unwrap())
}

#[test]
fn an_alert_is_shown_answered_and_made_quiet() {
    let (state, paired) = paired();
    let (state, envelope) = alert(&state);
    let (link, generation) = held(&paired);
    let turn = json(&link_receive(link, generation, &envelope, 2_000.0, &drawn(6)).ok().unwrap());
    let kinds: Vec<&str> =
        turn["effects"].as_array().unwrap().iter().map(|effect| effect["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["record", "alarm", "send"]);
    assert!(turn["wake_at_ms"].as_f64().unwrap() > 2_000.0);
    let (link, generation) = held(&turn);
    let view = json(&link_view(link, generation).ok().unwrap());
    assert_eq!(view["danger"]["alarm"], true);
    let question = view["danger"]["question"].as_f64().unwrap();
    let sentence = Some("hang up".to_owned());
    let answered =
        json(&link_answer(link, generation, question, "say", sentence, 3_000.0, &drawn(7)).ok().unwrap());
    let said =
        answered["effects"].as_array().unwrap().iter().find(|effect| effect["type"] == "send").unwrap();
    let opened = state.open(&text::read(said["text"].as_str().unwrap()).unwrap(), NOW).unwrap();
    let Matter::Answer(_, body) = opened.matter else { panic!("it is an answer") };
    let ToParent::Answer { answer, sentence } = ToParent::parse(&body).unwrap() else {
        panic!("it is an answer");
    };
    assert_eq!((answer, sentence.unwrap().as_str()), (Ask::Say, "hang up"));
    let quiet = json(&link_quiet(link, generation).ok().unwrap());
    assert_eq!(quiet["effects"][0]["type"], "alarm_over");
}

#[test]
fn silence_is_due_when_it_was_said_to_be() {
    let (_, paired) = paired();
    let (link, generation) = held(&paired);
    let due = paired["wake_at_ms"].as_f64().unwrap();
    for (at, effects) in [(due - 1.0, 0), (due, 2), (due + 1.0, 2)] {
        let turn = json(&link_wake(link, generation, at).ok().unwrap());
        assert_eq!(turn["effects"].as_array().unwrap().len(), effects, "{at}");
    }
    let away = json(&link_away(link, generation).ok().unwrap());
    let (link, generation) = held(&away);
    assert!(link_caught_up(link, generation).is_ok());
}

#[test]
fn a_sentence_has_one_name_for_each_fault() {
    let faults = ["", &"a".repeat(61), "a\nb", "1", "a@b", "the password"].map(sentence_fault);
    let names = ["empty", "too_long", "control", "digits", "link", "account_word"];
    assert_eq!(faults, names.map(|name| Some(name.to_owned())));
    assert_eq!(sentence_fault("hang up"), None);
}
