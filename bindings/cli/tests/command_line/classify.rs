//! `classify` and `rules` by their contract.

use crate::place::{Place, keys};

#[test]
fn one_object_per_number_with_the_keys_of_the_contract() {
    let place = Place::new("classify-json");
    let run = place.run(&["classify", "--json", "0085251234567", "13800138000", "", "-1"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let lines = run.json_lines();
    assert_eq!(lines.len(), 4);
    for line in &lines {
        assert_eq!(keys(line), ["forged", "kind", "number", "region", "why"]);
        assert!(line["why"].as_str().unwrap().ends_with('.'));
    }
    assert_eq!(lines[0]["number"], "0085251234567");
    assert_eq!((&lines[0]["kind"], &lines[0]["region"]), (&"overseas".into(), &"HK".into()));
    assert_eq!((&lines[1]["kind"], &lines[1]["region"]), (&"domestic".into(), &"CN".into()));
    assert_eq!((&lines[2]["kind"], &lines[2]["region"]), (&"unknown".into(), &serde_json::Value::Null));
    assert_eq!(lines[3]["kind"], "unknown");
    assert_eq!(lines[3]["number"], "-1");
}

#[test]
fn home_decides_and_a_dash_may_lead_after_two_dashes() {
    let place = Place::new("classify-home");
    let run = place.run(&["classify", "--home", "HK", "--json", "--", "+8613800138000", "-PRIVATE"]);
    let lines = run.json_lines();
    assert_eq!((&lines[0]["kind"], &lines[0]["region"]), (&"overseas".into(), &"CN".into()));
    assert_eq!(lines[1]["number"], "-PRIVATE");
    let flag_last = place.run(&["classify", "-1", "--json"]);
    assert_eq!(flag_last.json_lines().len(), 1);
}

#[test]
fn people_read_words() {
    let place = Place::new("classify-words");
    assert!(
        place
            .run(&["--lang", "en", "classify", "+639171234567"])
            .stdout
            .contains("overseas · the Philippines")
    );
    assert!(place.run(&["--lang", "zh", "classify", "+639171234567"]).stdout.contains("境外 · 菲律宾"));
    let chinese = place.run(&["--lang", "zh", "classify", "--json", "+639171234567"]);
    assert!(chinese.json_lines()[0]["why"].as_str().unwrap().ends_with('。'));
}

#[test]
fn every_rule_of_the_table_is_shown() {
    let place = Place::new("rules");
    let rules = place.run(&["rules", "--json"]).json();
    let rules = rules.as_array().unwrap();
    assert!(!rules.is_empty());
    for lang in ["zh", "en"] {
        let shown = place.run(&["--lang", lang, "rules"]);
        assert_eq!(shown.status, 0);
        for rule in rules {
            assert_eq!(keys(rule), ["false_alarms", "id", "level", "meaning", "tells", "windows"]);
            assert!(shown.stdout.contains(rule["id"].as_str().unwrap()), "{rule}");
        }
    }
}
