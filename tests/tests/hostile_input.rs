//! Hostile text input: a one-line error that names the step, never a panic and never a silent skip.

use std::time::{Duration, Instant};

use kinguard_core::event::Event;
use kinguard_core::trace::{Trace, TraceError};

/// A trace of one good step and then `step`.
fn trace_with(step: &str) -> String {
    format!(
        r#"{{"format":1,"about":"a","source":"s","home":"CN","steps":[
            {{"at":"00:00:00","event":{{"type":"call_answered"}}}},
            {step}]}}"#
    )
}

fn trace_with_event(event: &str) -> String {
    trace_with(&format!(r#"{{"at":"00:00:01","event":{event}}}"#))
}

fn refused(text: &str) -> TraceError {
    let error = Trace::parse(text).expect_err("this is no trace");
    let line = error.to_string();
    assert!(!line.is_empty() && !line.contains(['\n', '\r']), "not one line: {line:?}");
    error
}

/// Refuses `step`, names it as the second, and says `why`.
fn refused_step(step: &str, why: &str) {
    let error = refused(&trace_with(step));
    let shown: String = step.chars().take(120).collect();
    assert_eq!(error.step, Some(2), "{shown}: {error}");
    assert!(error.to_string().starts_with("step 2: "), "{error}");
    assert!(error.to_string().contains(why), "{shown}\n says: {error}\n wanted: {why}");
}

fn refused_event(event: &str, why: &str) {
    refused_step(&format!(r#"{{"at":"00:00:01","event":{event}}}"#), why);
}

#[test]
fn the_good_neighbour_of_these_is_accepted() {
    let trace = Trace::parse(&trace_with_event(r#"{"type":"call_ended"}"#)).unwrap();
    assert_eq!(trace.steps.len(), 2);
}

#[test]
fn a_trace_cut_off_anywhere_is_refused() {
    let whole = trace_with_event(
        r#"{"type":"app_installed","package":"a.b","label":"云会通","source":"sideload","update":false}"#,
    );
    assert!(Trace::parse(&whole).is_ok());
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        refused(&whole[..end]);
    }
}

#[test]
fn text_that_is_no_trace_is_refused() {
    for text in
        ["", " ", "\u{feff}{}", "null", "true", "1", "\"\"", "[]", "{}", "{]", "\0", "NaN", "{'format':1}"]
    {
        assert_eq!(refused(text).step, None, "{text:?}");
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_exhaust_the_stack() {
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    let objects = "{\"a\":".repeat(100_000);
    for nested in [&deep, &closed, &objects] {
        refused(nested);
        refused(&trace_with(nested));
        refused(&trace_with_event(nested));
        refused(&trace_with_event(&format!(r#"{{"type":"app_opened","package":{nested}}}"#)));
        assert!(serde_json::from_str::<Event>(nested).is_err());
    }
}

#[test]
fn ten_megabytes_in_one_string_are_read_or_refused_quickly() {
    let huge = "长".repeat(10 * 1024 * 1024 / 3);
    let began = Instant::now();
    let text = trace_with_event(&format!(r#"{{"type":"app_opened","package":"{huge}"}}"#));
    assert_eq!(
        Trace::parse(&text).unwrap().steps.len(),
        2,
        "a long id is no error: the engine keeps a digest"
    );
    refused_event(&format!(r#"{{"type":"{huge}"}}"#), "unknown variant");
    refused_event(&format!(r#"{{"type":"app_opened","package":"a","{huge}":1}}"#), "unknown field");
    refused_step(&format!(r#"{{"at":"{huge}","event":{{"type":"call_ended"}}}}"#), "bad time");
    refused(&trace_with_event(&format!(r#"{{"type":"app_opened","package":"{huge}"#)));
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

/// A message stays readable, whatever was in the file.
#[test]
fn a_message_does_not_repeat_a_huge_text() {
    let huge = "x".repeat(1024 * 1024);
    for step in [
        format!(r#"{{"at":"{huge}","event":{{"type":"call_ended"}}}}"#),
        format!(r#"{{"at":"00:00:01","event":{{"type":"settings_changed","home":"{huge}"}}}}"#),
    ] {
        let line = refused(&trace_with(&step)).to_string();
        assert!(line.len() < 400, "{} bytes", line.len());
    }
}

#[test]
fn names_that_are_none_are_repeated_in_one_short_line() {
    refused_event("{\"type\":\"app_\\nopened\"}", "unknown variant");
    refused_event("{\"type\":\"app_opened\",\"package\":\"a\",\"new\\r\\nfield\":1}", "unknown field");
    refused("{\"for\\nmat\":1}");
    let huge = "x".repeat(1024 * 1024);
    for text in [format!(r#"{{"{huge}":1}}"#), trace_with_event(&format!(r#"{{"type":"{huge}"}}"#))] {
        let line = refused(&text).to_string();
        assert!(line.len() < 2_000, "{} bytes", line.len());
    }
}

#[test]
fn control_characters_do_not_break_the_line() {
    refused_step("{\"at\":\"00:00\\n:01\",\"event\":{\"type\":\"call_ended\"}}", "bad time");
    refused(&trace_with_event("{\"type\":\"app_opened\",\"package\":\"raw\nnewline\"}"));
}

#[test]
fn wrong_types_are_refused() {
    for (event, why) in [
        (r#"7"#, "invalid type"),
        (r#"{}"#, "missing field"),
        (r#"{"type":7}"#, "invalid type"),
        (r#"{"type":null}"#, "invalid type"),
        (r#"{"type":"call_rang"}"#, "unknown variant"),
        (r#"{"type":"CALL_ENDED"}"#, "unknown variant"),
        (r#"{"type":"call_ended","at":1}"#, "unknown field"),
        (r#"{"type":"app_opened"}"#, "missing field"),
        (r#"{"type":"app_opened","package":null}"#, "invalid type"),
        (r#"{"type":"app_opened","package":["a"]}"#, "invalid type"),
        (r#"{"type":"screen_turned","on":"yes"}"#, "invalid type"),
        (r#"{"type":"screen_turned","on":1}"#, "invalid type"),
        (r#"{"type":"call_started","direction":"inward","number":null,"contact":null}"#, "unknown variant"),
        (
            r#"{"type":"call_started","direction":"incoming","number":13912345678,"contact":null}"#,
            "invalid type",
        ),
        (
            r#"{"type":"call_started","direction":"incoming","number":null,"contact":null,"line":"cn"}"#,
            "ISO 3166",
        ),
        (r#"{"type":"settings_changed","home":"C"}"#, "ISO 3166"),
        (r#"{"type":"settings_changed","home":"CN","familiar_regions":"HK"}"#, "invalid type"),
    ] {
        refused_event(event, why);
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    for display in ["2147483648", "-2147483649", "1.5", "1e9", "99999999999999999999999", "-0.0", "1e999"] {
        refused_event(&format!(r#"{{"type":"private_display_added","display":{display}}}"#), "");
    }
    for contact in ["-1", "4294967296", "0.1"] {
        refused_event(&format!(r#"{{"type":"family_answered","contact":{contact},"answer":"fine"}}"#), "");
    }
    for display in [i32::MIN, i32::MAX] {
        let text = trace_with_event(&format!(r#"{{"type":"private_display_added","display":{display}}}"#));
        assert!(Trace::parse(&text).is_ok(), "{display}");
    }
    for format in ["0", "2", "-1", "1.0", "4294967297", "\"1\"", "null"] {
        let text = trace_with_event(r#"{"type":"call_ended"}"#).replacen(
            "\"format\":1",
            &format!("\"format\":{format}"),
            1,
        );
        assert_eq!(refused(&text).step, None, "format {format}");
    }
}

#[test]
fn times_that_are_none_are_refused() {
    for at in [
        "",
        "1",
        "00:00",
        "0:00:01",
        "00:60:00",
        "00:00:60",
        "00:00:01.5",
        "00:00:01.5000",
        "-0:00:01",
        "+0:00:01",
        "00:00:01 ",
        "00:00:01Z",
        "0000000:00:01",
        "99999999999999999999:00:00",
        "87600:00:00",
        "00:00:01.",
        "٠٠:٠٠:٠١",
        "00：00：01",
        "00:00:00:01",
    ] {
        refused_step(&format!(r#"{{"at":"{at}","event":{{"type":"call_ended"}}}}"#), "bad time");
        refused_step(
            &format!(r#"{{"at":"00:00:01","seen":"{at}","event":{{"type":"call_ended"}}}}"#),
            "bad time",
        );
    }
    for at in ["1", "null", "[]", "true"] {
        refused_step(&format!(r#"{{"at":{at},"event":{{"type":"call_ended"}}}}"#), "invalid type");
    }
}

#[test]
fn steps_that_contradict_themselves_are_refused() {
    let ended = r#""event":{"type":"call_ended"}"#;
    refused_step(&format!(r#"{{"at":"00:00:02","seen":"00:00:01",{ended}}}"#), "before at");
    refused_step(&format!(r#"{{"at":"00:00:01",{ended},"mark":"harm"}}"#), "both");
    refused_step(r#"{"at":"00:00:01"}"#, "neither");
    refused_step(r#"{"at":"00:00:01","mark":"ham"}"#, "unknown variant");
    refused_step(r#"{"at":"00:00:01","mark":"harm","expect":[]}"#, "harm mark");
    refused_step(&format!("{{{ended}}}"), "missing field `at`");
    let disorder = trace_with(
        r#"{"at":"00:00:05","event":{"type":"call_ended"}},{"at":"00:00:04","event":{"type":"call_ended"}}"#,
    );
    assert_eq!(refused(&disorder).step, Some(3));
}

#[test]
fn a_key_given_twice_is_refused() {
    refused_step(r#"{"at":"00:00:01","at":"00:00:02","event":{"type":"call_ended"}}"#, "duplicate field");
    refused_step(
        r#"{"at":"00:00:01","event":{"type":"call_ended"},"event":{"type":"call_answered"}}"#,
        "duplicate field",
    );
    refused_event(r#"{"type":"app_opened","package":"a","package":"b"}"#, "duplicate field");
    refused_event(r#"{"type":"app_opened","type":"app_removed","package":"b"}"#, "duplicate field");
    let text = trace_with_event(r#"{"type":"call_ended"}"#);
    assert!(
        refused(&text.replacen("\"format\":1", "\"format\":1,\"format\":1", 1))
            .what
            .contains("duplicate field")
    );
}

#[test]
fn expectations_are_read_as_strictly_as_events() {
    for (expect, why) in [
        (r#"{}"#, "invalid type"),
        (r#"[{"type":"warned"}]"#, "unknown variant"),
        (r#"[{"type":"warn","level":"orange"}]"#, "unknown variant"),
        (r#"[{"type":"warn","levels":"red"}]"#, "unknown field"),
        (r#"[{"type":"notify_family","kind":["early"]}]"#, ""),
        (r#"[{"type":"dismiss","rule":"x"}]"#, "unknown field"),
    ] {
        refused_step(
            &format!(r#"{{"at":"00:00:01","event":{{"type":"call_ended"}},"expect":{expect}}}"#),
            why,
        );
    }
}

#[test]
fn lone_surrogates_and_trailing_text_are_refused() {
    refused(&trace_with_event(r#"{"type":"app_opened","package":"\ud800"}"#));
    refused(&trace_with_event(r#"{"type":"app_opened","package":"\u12"}"#));
    let whole = trace_with_event(r#"{"type":"call_ended"}"#);
    refused(&format!("{whole}{whole}"));
    refused(&format!("{whole},"));
}
