//! `eval` by its contract.

use crate::place::{HELP, Place, QUIET};

const MISSED: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"capture_consent_opened","package":null}},
 {"at":"00:00:01","mark":"harm"},
 {"at":"00:00:02","event":{"type":"help_asked"}}]}"#;

#[test]
fn cases_weigh_the_same_and_quiet_time_is_measured() {
    let place = Place::new("eval-figures");
    place
        .write("cases/001-a.json", HELP)
        .write("cases/001-b.json", MISSED)
        .write("cases/deep/002-a.json", HELP)
        .write("cases/deep/other.json", HELP)
        .write("quiet/a.json", QUIET)
        .write("quiet/b.json", UNASKED_HELP)
        .write("quiet/notes.txt", "not a trace");
    let run = place.run(&["eval", "--json", "cases", "quiet"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let figures = run.json();
    assert_eq!(figures["traces"], 6);
    assert_eq!(figures["cases"], 3);
    let caught = &figures["cases_caught_before_harm"];
    assert_eq!(caught["all"]["of"], 4);
    assert_eq!(caught["all"]["red"], 3);
    assert_eq!(caught["all"]["any_level"], 3);
    assert_eq!(caught["all"]["red_share"], 0.75);
    assert!((caught["all"]["red_by_case"].as_f64().unwrap() - 2.5 / 3.0).abs() < 1e-9);
    assert_eq!(caught["with_sharing"]["of"], 1);
    assert_eq!(caught["with_sharing"]["red"], 0);
    assert_eq!(figures["lead_time"]["all"]["median_ms"], 1_830_000);
    assert_eq!(figures["lead_time"]["all"]["worst_ms"], 1_830_000);
    assert_eq!(figures["families_told_before_harm"]["all"]["told"], 3);
    assert_eq!(figures["false_alarms"]["red"], 1);
    assert_eq!(figures["false_alarms"]["amber"], 0);
    assert_eq!(figures["quiet_span"]["ms"], 24 * 3_600_000 + 6 * 24 * 3_600_000_u64);
    let rate = figures["false_alarms_per_user_month"]["red"].as_f64().unwrap();
    assert!((rate - 30.0 / 7.0).abs() < 1e-9);
    assert_eq!(figures["per_case"][0]["case"], "001");
    assert_eq!(figures["missed"][0]["file"], "cases/001-b.json");
    assert_eq!(figures["quiet_with_warnings"][0]["file"], "quiet/b.json");
    let rules = figures["per_rule"].as_array().unwrap();
    let help = rules.iter().find(|rule| rule["rule"] == "help-asked").unwrap();
    assert_eq!((&help["first_warnings"], &help["false_alarms"]), (&4.into(), &1.into()));
}

const UNASKED_HELP: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"help_asked"}},
 {"at":"144:00:00","event":{"type":"screen_turned","on":false}}]}"#;

#[test]
fn the_tables_name_what_was_missed() {
    let place = Place::new("eval-tables");
    place.write("001-b.json", MISSED).write("002.json", HELP).write("quiet.json", UNASKED_HELP);
    let run = place.run(&["eval", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    for part in
        ["Before the harm", "1/2 = 50.0 %", "Cases, worst first", "user-months", "001-b.json", "quiet.json"]
    {
        assert!(run.stdout.contains(part), "no {part:?} in\n{}", run.stdout);
    }
}

#[test]
fn a_trace_that_cannot_be_read_leaves_no_figures() {
    let place = Place::new("eval-unreadable");
    place.write("a.json", HELP).write("b.json", "{").write("c.json", b"\xff");
    let run = place.run(&["eval", "--json", "."]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("b.json") && run.stderr.contains("c.json"), "{run:?}");
    place.run(&["eval", "nowhere"]).refused(&["nowhere"]);
    std::fs::create_dir(place.path("empty")).unwrap();
    place.run(&["eval", "empty"]).refused(&["empty", "no trace"]);
}

#[test]
fn a_wanted_table_judges_its_traces() {
    let place = Place::new("eval-wanted");
    place
        .write("edge/one.json", UNASKED_HELP)
        .write("edge/two.json", UNASKED_HELP)
        .write("edge/three.json", QUIET)
        .write(
            "edge/wanted.tsv",
            "file\tbest\talso_acceptable\twhy\none.json\tred+early\t\tclear\ntwo.json\tsilent\tearly, red+early\t\"a \"\"word\"\"\"\nthree.json\tamber\tred\tno\n",
        );
    let figures = place.run(&["eval", "--json", "edge"]).json();
    let wanted = &figures["wanted"];
    assert_eq!((&wanted["best"], &wanted["acceptable"], &wanted["not"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(wanted["files"][0]["verdict"], "not");
    assert_eq!(figures["quiet_traces"], 0);
    assert_eq!(figures["false_alarms_per_user_month"], serde_json::Value::Null);

    place.write("edge/wanted.tsv", "file\tbest\talso_acceptable\none.json\tpurple\t\n");
    place.run(&["eval", "edge"]).refused(&["wanted.tsv", "line 2", "purple"]);
    place.write("edge/wanted.tsv", "file\tbest\talso_acceptable\ngone.json\tred\t\n");
    place.run(&["eval", "edge"]).refused(&["wanted.tsv", "line 2", "gone.json"]);
}
