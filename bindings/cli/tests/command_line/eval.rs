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
    assert_eq!(caught["without_sharing"]["of"], 3);
    assert_eq!(caught["without_sharing"]["red_by_case"], 1.0);
    let sets = figures["case_sets"].as_array().unwrap();
    assert_eq!((&sets[0]["set"], &sets[0]["cases"]), (&"cases".into(), &1.into()));
    assert_eq!((&sets[1]["set"], &sets[1]["cases"]), (&"cases/deep".into(), &2.into()));
    assert_eq!(sets[0]["families_told_before_harm"]["without_sharing"]["by_case"], 1.0);
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

#[test]
fn early_notes_of_quiet_time_are_counted() {
    let place = Place::new("eval-early");
    place.write("a.json", LONG_CALL);
    let figures = place.run(&["eval", "--json", "."]).json();
    assert_eq!(
        (&figures["false_alarms"]["early"], &figures["false_alarms"]["family"]),
        (&1.into(), &1.into())
    );
    assert_eq!(figures["false_alarms_per_user_month"]["early"], 30.0);
    assert_eq!(figures["quiet_with_warnings"][0]["early"], 1);
}

/// A stranger from overseas talks for twenty minutes.
const LONG_CALL: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"call_started","direction":"incoming","number":"+85251234567","contact":false}},
 {"at":"00:00:05","event":{"type":"call_answered"}},
 {"at":"00:20:00","event":{"type":"call_ended"}},
 {"at":"24:00:00","event":{"type":"screen_turned","on":false}}]}"#;

/// The money leaves three minutes after the alarm button, while the danger lasts.
const SOON: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:01:00","event":{"type":"help_asked"}},
 {"at":"00:04:00","mark":"harm"}]}"#;

#[test]
fn a_wanted_table_sets_the_least_and_the_most() {
    let place = Place::new("eval-bounds");
    place
        .write("told/fraud.json", SOON)
        .write("told/weak.json", SOON)
        .write("told/ended.json", HELP)
        .write("told/loose.json", HELP)
        .write("told/missed.json", MISSED)
        .write("told/day.json", UNASKED_HELP)
        .write("told/call.json", LONG_CALL)
        .write("told/quiet.json", QUIET)
        .write("told/edge.json", QUIET)
        .write("told/without_row.json", QUIET)
        .write(
            "told/wanted.tsv",
            "file\twanted\tbest\talso_acceptable\twhy\n\
             ended.json\tred+any\t\t\ttold that it is over\n\
             fraud.json\tred+any\t\t\tboth\n\
             weak.json\tnone+any\t\t\tless is wanted\n\
             missed.json\tamber+none\t\t\t\"said \"\"after\"\" the harm\"\n\
             day.json\tamber+early\t\t\ttoo much\n\
             loose.json\tred\t\t\tall is allowed\n\
             call.json\tearly\t\t\ta note\n\
             quiet.json\tsilent\t\t\tnothing\n\
             edge.json\t\tamber\tsilent\teither\n",
        );
    let figures = place.run(&["eval", "--json", "told"]).json();
    let set = &figures["sets"][0];
    assert_eq!((&set["set"], &set["of"], &set["met"]), (&"told".into(), &9.into(), &6.into()));
    let ended = set["not_met"][0]["said"].as_str().unwrap();
    assert!(ended.starts_with("red+any, ended told"), "{ended}");
    let missed = &set["not_met"][1];
    assert_eq!(missed["file"], "told/missed.json");
    assert_eq!(missed["said"], "none+none");
    assert_eq!(missed["wanted"], "at least amber+none");
    assert_eq!(missed["why"], "said \"after\" the harm");
    let day = &set["not_met"][2];
    assert_eq!((&day["said"], &day["wanted"]), (&"red".into(), &"at most amber+early".into()));
    assert_eq!((&figures["judged_traces"], &figures["quiet_traces"]), (&9.into(), &1.into()));
    let shown = place.run(&["eval", "told"]).stdout;
    for part in ["What the tables want", "6/9 = 66.7 %", "told/day.json: red, wanted at most amber+early"] {
        assert!(shown.contains(part), "no {part:?} in\n{shown}");
    }
}

#[test]
fn a_wanted_table_that_cannot_be_read_is_refused_with_its_line() {
    let place = Place::new("eval-bounds-refused");
    place.write("a.json", HELP).write("b.json", HELP);
    for (rows, parts) in [
        ("file\twanted\na.json\tred+any\nb.json\tpurple+any\n", ["line 3", "purple+any"]),
        ("file\twanted\na.json\t\n", ["line 2", "not to be wanted"]),
        ("file\twanted\twhy\na.json\tred\n", ["line 2", "3 columns"]),
        ("file\twanted\na.json\tred\na.json\tred\n", ["line 3", "a.json has a row above"]),
        ("file\twanted\ngone.json\tred\n", ["line 2", "gone.json"]),
        ("file\twhy\n", ["line 1", "file, wanted"]),
        ("", ["line 1", "file, wanted"]),
    ] {
        place.write("wanted.tsv", rows);
        place.run(&["eval", "."]).refused(&[&["wanted.tsv"][..], &parts].concat());
    }
}

/// Help is asked for when the money has left.
const UNHEARD: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:04:00","mark":"harm"},
 {"at":"00:05:00","event":{"type":"help_asked"}}]}"#;

#[test]
fn an_attack_is_compared_with_its_base() {
    let place = Place::new("eval-pairs");
    place
        .write("base.json", SOON)
        .write("same.json", SOON)
        .write("loud.json", SOON.replace("00:01:00", "00:00:59"))
        .write("late.json", SOON.replace("00:01:00", "00:01:01"))
        .write("quiet.json", UNHEARD)
        .write("pairs.tsv", "base\tattack\twhat must hold\nbase\tloud\tno\nbase\tquiet\tit is heard\nquiet\tbase\tno\nbase\tlate\tin time\n");
    let figures = place.run(&["eval", "--json", "."]).json();
    let set = &figures["sets"][0];
    assert_eq!((&set["of"], &set["met"]), (&4.into(), &2.into()));
    let quiet = &set["not_met"][0];
    assert_eq!((&quiet["file"], &quiet["why"]), (&"./quiet.json".into(), &"it is heard".into()));
    assert_eq!(quiet["said"], "no warning, family not told");
    assert_eq!(quiet["wanted"], "as ./base.json: red, family told at 00:01:00");
    assert_eq!(set["not_met"][1]["said"], "red, family told at 00:01:01");
    assert_eq!((&figures["case_traces"], &figures["judged_traces"]), (&1.into(), &4.into()));

    for (rows, parts) in [
        ("base\tattack\nbase\tgone\n", ["line 2", "gone.json"]),
        ("base\tattack\nbase\tsame\n", ["line 2", "the same"]),
        ("base\tother\n", ["line 1", "base, attack"]),
    ] {
        place.write("pairs.tsv", rows);
        place.run(&["eval", "."]).refused(&[&["pairs.tsv"][..], &parts].concat());
    }
}
