//! `stream` by its contract.

use crate::place::{Place, keys};

const HELP: &str = r#"{"phone":"p1","at_ms":1760000000000,"event":{"type":"help_asked"}}"#;

fn later(phone: &str, at_ms: u64) -> String {
    format!(r#"{{"phone":"{phone}","at_ms":{at_ms},"event":{{"type":"call_ended"}}}}"#)
}

#[test]
fn effects_come_per_phone_with_the_wakes_before_its_next_event() {
    let place = Place::new("stream-effects");
    let input = [
        r#"{"phone":"p2","home":"HK","familiar_regions":["CN"]}"#,
        HELP,
        &later("p2", 1_760_000_000_500),
        &later("p1", 1_760_000_900_000),
    ]
    .join("\n");
    place.write("in.jsonl", &input);
    let run = place.run(&["stream", "in.jsonl"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let lines = run.json_lines();
    assert!(lines.len() > 2, "nobody answers, so the next contact is told by a wake: {run:?}");
    for line in &lines {
        assert_eq!(keys(line), ["at_ms", "effect", "phone"]);
        assert_eq!(line["phone"], "p1");
    }
    let times: Vec<u64> = lines.iter().map(|line| line["at_ms"].as_u64().unwrap()).collect();
    assert_eq!(times[0], 1_760_000_000_000);
    assert!(times.is_sorted());
    assert!(times.iter().all(|at| *at <= 1_760_000_900_000));
    assert_eq!(place.run_with_input(&["stream", "-"], input.as_bytes()).stdout, run.stdout);
}

#[test]
fn stats_are_one_line_on_standard_error() {
    let place = Place::new("stream-stats");
    let run =
        place.run_with_input(&["stream", "--stats", "-"], format!("{HELP}\n{}\n", later("p2", 5)).as_bytes());
    assert_eq!(run.status, 0);
    assert_eq!(run.stderr.lines().count(), 1);
    let stats: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
    assert_eq!(keys(&stats), ["effects", "events", "events_per_second", "peak_rss_mb", "phones", "seconds"]);
    assert_eq!((&stats["events"], &stats["phones"]), (&2.into(), &2.into()));
    assert_eq!(stats["effects"], run.stdout.lines().count());
    if cfg!(target_os = "linux") {
        assert!(stats["peak_rss_mb"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn a_bad_line_stops_the_run_with_its_number() {
    let place = Place::new("stream-bad");
    let nested = "[".repeat(100_000);
    let long = format!("{}\"", "\"".repeat((1 << 20) + 1));
    for (bad, parts) in [
        (&b"{"[..], &[][..]),
        (b"", &[]),
        (b"\xff\xfe", &["UTF-8"]),
        (nested.as_bytes(), &[]),
        (long.as_bytes(), &["1 MiB"]),
        (br#"{"phone":"p1","at_ms":1}"#, &["neither"]),
        (br#"{"phone":"p1","at_ms":-1,"event":{"type":"call_ended"}}"#, &[]),
        (br#"{"phone":"p1","at_ms":1,"event":{"type":"moonrise"}}"#, &["moonrise"]),
        (br#"{"phone":"p1","at_ms":1,"event":{"type":"call_ended"},"x":1}"#, &["x"]),
        (br#"{"phone":"p1","at_ms":1,"event":{"type":"call_ended"}}"#, &["before", "p1"]),
        (br#"{"phone":"p1","home":"HK"}"#, &["p1", "already known"]),
        (br#"{"phone":"p3","home":"Hong Kong"}"#, &["ISO 3166"]),
    ] {
        let input = [HELP.as_bytes(), bad, later("p4", 1).as_bytes()].join(&b'\n');
        place.write("in.jsonl", &input);
        for run in [place.run(&["stream", "in.jsonl"]), place.run_with_input(&["stream", "-"], &input)] {
            run.refused(&["line 2"]);
            run.refused(parts);
            assert!(!run.json_lines().is_empty(), "what was said before is delivered");
        }
    }
    place.run(&["stream", "gone.jsonl"]).refused(&["gone.jsonl"]);
    place.run(&["stream", "."]).refused(&["."]);
}

#[test]
fn events_of_one_moment_are_in_order() {
    let place = Place::new("stream-equal");
    let run = place.run_with_input(&["stream", "-"], [later("a", 7), later("a", 7)].join("\n").as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run:?}");
}
