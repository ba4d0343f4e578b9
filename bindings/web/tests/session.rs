//! A session answers as a replay does, and says what is wrong with what it is told.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use kinguard_core::replay::replay;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Trace};
use kinguard_web::Session;
use serde_json::{Value, json};

fn brief() -> Trace {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/warn/parcel-credit-scare.json");
    Trace::parse(&fs::read_to_string(file).unwrap()).unwrap()
}

fn ms(number: u64) -> Moment {
    Moment::from_ms(number)
}

/// Plays a trace step by step. Returns the session and what was said.
fn played(trace: &Trace) -> (Session, Vec<Value>) {
    let mut session = Session::new("CN", "").unwrap();
    let mut said = Vec::new();
    for step in &trace.steps {
        let written = match &step.content {
            Content::Event(event) => {
                session.observe(step.seen, step.at, &serde_json::to_string(event).unwrap()).unwrap()
            }
            Content::Mark(Mark::Wait) => session.wait(step.seen).unwrap(),
            Content::Mark(Mark::Harm) => {
                session.harm(step.seen);
                "[]".to_owned()
            }
        };
        said.extend(serde_json::from_str::<Vec<Value>>(&written).unwrap());
    }
    (session, said)
}

#[test]
fn a_session_says_what_a_replay_says_and_its_trace_replays_to_the_same() {
    let trace = brief();
    let (session, said) = played(&trace);
    let wanted: Vec<Value> =
        replay(&trace).said.iter().map(|said| json!([said.at.ms(), said.effect])).collect();
    let found: Vec<Value> = said.iter().map(|said| json!([said["at_ms"], said["effect"]])).collect();
    assert_eq!(found, wanted);
    let again = Trace::parse(&session.trace("about", "source").to_json()).unwrap();
    assert_eq!(replay(&again).said.len(), wanted.len());
    assert_eq!((again.about.as_str(), again.source.as_str()), ("about", "source"));
}

#[test]
fn effects_carry_the_names_of_the_apps_own_words() {
    let (_, said) = played(&brief());
    let first = &said[0]["warning"];
    assert_eq!(first["headline"], "warning_install_during_call");
    assert_eq!((&first["app"], &first["frame"]), (&json!("com.yhtx.meet"), &json!("warning_quoted")));
    assert_eq!(first["question"]["stops"], "warning_no_hang_up_button");
    assert_eq!(said[1]["message"]["happened"], "family_install_after_call");
    let red = &said[4]["warning"];
    assert_eq!(
        (&red["headline"], &red["app"], &red["frame"]),
        (&json!("warning_bank_during_share"), &json!("com.icbc"), &Value::Null)
    );
    assert_eq!(red["way"], json!(["hang_up_chat", "stop_sharing", "call_family"]));
    let last = said.last().unwrap();
    assert_eq!(last["message"]["title"], "family_title_ended");
}

#[test]
fn a_session_that_is_restored_goes_on_where_it_was() {
    let trace = brief();
    let half = Trace { steps: trace.steps[..18].to_vec(), ..trace.clone() };
    let restored = || {
        let (session, _) = played(&half);
        let again = Session::restore(&session.snapshot(), "CN", session.now()).unwrap();
        (session, again)
    };
    let bank = r#"{"type":"app_opened","package":"com.icbc"}"#;
    let (mut session, mut again) = restored();
    let at = session.now() + Span::minutes(1);
    assert_eq!(session.observe(at, at, bank).unwrap(), again.observe(at, at, bank).unwrap());
    assert_eq!(session.view(), again.view());
    // What is due by itself is not forgotten either.
    let (mut session, mut again) = restored();
    let until = session.now() + Span::minutes(10);
    let said = session.wait(until).unwrap();
    assert!(said.contains("next_contact"), "{said}");
    assert_eq!(again.wait(until).unwrap(), said);
}

#[test]
fn faults_name_their_place() {
    let mut session = Session::new("CN", "HK,SG").unwrap();
    assert!(Session::new("XYZ", "").unwrap_err().contains("\"XYZ\" is no region"));
    assert!(Session::new("CN", "HK,12").unwrap_err().contains("\"12\""));
    let fault = session.observe(ms(5), ms(5), r#"{"type":"app_opened"}"#).unwrap_err();
    assert!(fault.starts_with("event: ") && fault.contains("package"), "{fault}");
    session.wait(ms(2_000)).unwrap();
    for late in [session.wait(ms(1_999)), session.observe(ms(1_999), ms(0), r#"{"type":"help_asked"}"#)] {
        assert!(late.unwrap_err().contains("00:00:01.999 is before 00:00:02"));
    }
    assert!(session.wait(ms(2_000)).is_ok(), "a moment may be waited for twice");
    assert!(Session::restore("{", "CN", ms(0)).unwrap_err().contains("damaged"));
}

#[test]
fn waits_are_one_wait_and_harm_is_never_shown_to_the_engine() {
    let mut session = Session::new("CN", "").unwrap();
    for at in [10, 20, 30] {
        session.wait(ms(at)).unwrap();
    }
    session.harm(ms(40));
    let steps = session.trace("", "").steps;
    assert_eq!(steps.len(), 2);
    assert_eq!((steps[0].seen, &steps[1].content), (ms(30), &Content::Mark(Mark::Harm)));
}
