//! `check` by its contract.

use crate::place::{Place, keys};

/// Writes a report and returns where.
fn file(place: &Place, name: &str, text: &str) -> String {
    place.write(name, text).path(name).to_string_lossy().into_owned()
}

/// As the app writes it; `CheckReportTest` holds the same words.
fn report(maker: &str, android: &str, display: &str) -> String {
    format!(
        "\
KinGuard: check of a phone
maker: {maker}
model: P60
Android: {android}
security patch: 2024-01-01
KinGuard: 0.1.0

step: outcome
call: seen
install: left out
share: not reached

sign: times seen, shortest delay, sources
rang: 2, 40 ms, call_screening
display_added: {display}
consent: never

trace, format 1:
{{
  \"format\": 1,
  \"about\": \"Check this phone: {maker} P60, Android {android}\",
  \"source\": \"recorded by KinGuard 0.1.0; numbers are zeroed\",
  \"home\": \"CN\",
  \"steps\": [
    {{\"at\": \"00:00:00.000\", \"event\": {{\"type\": \"call_started\", \"direction\": \"incoming\", \"number\": \"+85210000000\", \"contact\": false}}}},
    {{\"at\": \"00:00:05.000\", \"event\": {{\"type\": \"call_answered\"}}}},
    {{\"at\": \"00:03:00.000\", \"seen\": \"00:03:01.000\", \"event\": {{\"type\": \"app_opened\", \"package\": \"com.icbc\"}}}}
  ]
}}
"
    )
}

#[test]
fn phones_of_one_maker_and_release_are_added_up() {
    let place = Place::new("check-groups");
    let files = [
        file(&place, "a.txt", &report("Huawei", "12 (31)", "1, 300 ms, displays")),
        file(&place, "b.txt", &report("HUAWEI", "12 (31)", "3, 90 ms, usage_events displays")),
        file(&place, "c.txt", &report("Huawei", "15 (35)", "never")),
    ];
    let mut words = vec!["check", "--json"];
    words.extend(files.iter().map(String::as_str));
    let run = place.run(&words);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let all = run.json();
    assert_eq!(keys(&all), ["groups", "phones"]);
    assert_eq!(all["phones"][0]["warned"], "amber", "what the trace in it leads to");
    let groups = all["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 2);
    assert_eq!((&groups[0]["phones"], &groups[1]["phones"]), (&2.into(), &1.into()));
    assert_eq!(keys(&groups[0]["signs"][1]), ["came_on", "fastest_ms", "sign", "slowest_ms", "sources"]);
    assert_eq!(
        groups[0]["signs"][1],
        serde_json::json!({
            "sign": "display_added", "came_on": 2, "fastest_ms": 90, "slowest_ms": 300,
            "sources": ["displays", "usage_events"],
        })
    );
    assert_eq!(groups[1]["signs"][1]["came_on"], 0);
    assert_eq!(groups[0]["steps"][0], serde_json::json!({ "step": "call", "seen": 2, "tried": 2 }));
    assert_eq!(groups[0]["steps"][2], serde_json::json!({ "step": "share", "seen": 0, "tried": 0 }));

    words.remove(1);
    let shown = place.run(&words).stdout;
    for cell in ["2 of 2", "90 to 300 ms", "displays usage_events", "0 of 1", "install share"] {
        assert!(shown.contains(cell), "{cell} in\n{shown}");
    }
}

#[test]
fn a_report_that_cannot_be_read_is_named_by_its_line_and_the_others_are_shown() {
    let place = Place::new("check-faults");
    let whole = report("vivo", "13 (33)", "never");
    let good = file(&place, "good.txt", &whole);
    let faults = [
        ("title.txt", whole.replace("check of a phone", "a diary"), "line 1: "),
        ("model.txt", whole.replace("model: P60\n", ""), "line 3: `model: …` expected here"),
        ("step.txt", whole.replace("call: seen", "call: maybe"), "line 9: is not a row of this table"),
        ("delay.txt", whole.replace("40 ms", "soon"), "line 14: is not a row of this table"),
        ("cut.txt", whole.split("call:").next().unwrap().to_owned(), "ends where "),
        ("trace.txt", whole.replace("call_answered", "call_taken"), "the trace after line 18: "),
        ("empty.txt", String::new(), "ends where \"KinGuard: check of a phone\" should follow"),
    ];
    for (name, text, wanted) in faults {
        let bad = file(&place, name, &text);
        let run = place.run(&["check", &bad, &good]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains(name) && run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
        assert!(run.stdout.contains("vivo"), "{run:?}");
    }
}
