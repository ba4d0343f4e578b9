//! The simulator says of each rule what the app says of it: its sets and its matches are read from the app's sources.

use std::collections::{BTreeMap, BTreeSet};

use kinguard_core::effect::{Certainty, Origin, Reason, RuleId};

use super::*;

/// A source of the app.
macro_rules! app {
    ($path:literal) => {
        include_str!(concat!("../../../../android/src/main/kotlin/app/kinguard/", $path))
    };
}

const EXIT_STEP: &str = app!("warning/ExitStep.kt");
const WARNING_WORDS: &str = app!("warning/WarningWords.kt");
const DESCRIPTION: &str = app!("words/WarningDescription.kt");
const MESSAGES: &str = app!("family/words/MessageTemplate.kt");

/// The name that Kotlin gives to a rule, as in `HELP_ASKED`.
fn kotlin(rule: RuleId) -> String {
    let name = format!("{rule:?}");
    let mut kotlin = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kotlin.is_empty() {
            kotlin.push('_');
        }
        kotlin.push(letter.to_ascii_uppercase());
    }
    kotlin
}

/// The rules that a source names, in order.
fn rules(source: &str) -> Vec<String> {
    let name = |part: &str| {
        part.chars().take_while(|letter| letter.is_ascii_uppercase() || *letter == '_').collect()
    };
    source.split("RuleId.").skip(1).map(name).collect()
}

/// The texts that a source names.
fn texts(source: &str) -> BTreeSet<String> {
    let name = |part: &str| {
        part.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
    };
    source.split("R.string.").skip(1).map(name).collect()
}

/// The set `name` of a source.
fn set(source: &str, name: &str) -> BTreeSet<String> {
    let from = source.find(&format!("val {name} =")).unwrap();
    let set = &source[from..];
    rules(&set[..set.find(')').unwrap()]).into_iter().collect()
}

/// What the `when` behind `start` does for each rule, and for `else`.
fn matches<'a>(source: &'a str, start: &str) -> BTreeMap<String, &'a str> {
    let begin = source.find(start).unwrap() + start.len();
    let indent = source[..begin].rsplit('\n').next().unwrap();
    let indent = &indent[..indent.len() - indent.trim_start().len()];
    let end = source[begin..].find(&format!("\n{indent}}}\n")).unwrap();
    let body = &source[begin..begin + end];
    let mut arms = BTreeMap::new();
    let mut rest = body;
    while let Some(arrow) = rest.find("->") {
        let head = &rest[..arrow];
        let after = &rest[arrow + 2..];
        let next = next_arm(after);
        let names = rules(head);
        let names = if names.is_empty() { vec!["else".to_owned()] } else { names };
        arms.extend(names.into_iter().map(|name| (name, &after[..next])));
        rest = &after[next..];
    }
    arms
}

/// Where the next arm of a `when` begins: at a line that starts with a rule or with `else ->`.
fn next_arm(source: &str) -> usize {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = line.trim_start();
        if at > 0 && (start.starts_with("RuleId.") || start.starts_with("else ->")) {
            return at;
        }
        at += line.len();
    }
    source.len()
}

/// Facts that choose between the sentences of one rule.
fn variants() -> Vec<Vec<Reason>> {
    let call = |origin, live| Reason::StrangerCall {
        direction: kinguard_core::event::Direction::Incoming,
        origin,
        region: None,
        live,
        spoken_ms: kinguard_core::time::Span::default(),
    };
    let shared = |certainty| Reason::ScreenShared { package: None, certainty, live: true };
    vec![
        Vec::new(),
        vec![call(Origin::Hidden, false)],
        vec![call(Origin::Overseas, true)],
        vec![shared(Certainty::Possible)],
        vec![shared(Certainty::Certain)],
    ]
}

#[test]
fn the_sets_of_rules_are_the_apps() {
    for (source, name, ours) in [
        (EXIT_STEP, "OPERATED", OPERATED),
        (EXIT_STEP, "SEEN", SEEN),
        (WARNING_WORDS, "ABOUT_CONTROL", ABOUT_CONTROL),
        (WARNING_WORDS, "ABOUT_SEEING", ABOUT_SEEING),
        (WARNING_WORDS, "BY_SOMEBODY_WHO_LOOKS", BY_SOMEBODY_WHO_LOOKS),
        (WARNING_WORDS, "ON_SOMEBODYS_WORD", ON_SOMEBODYS_WORD),
    ] {
        let ours: BTreeSet<String> = ours.iter().copied().map(kotlin).collect();
        assert!(!ours.is_empty());
        assert_eq!(set(source, name), ours, "{name}");
    }
}

#[test]
fn each_rule_has_the_sentences_that_it_has_in_the_app() {
    let app = matches(DESCRIPTION, "return when (rule) {");
    for rule in RuleId::ALL {
        let arm = app[&kotlin(*rule)];
        let ours: BTreeSet<String> =
            variants().iter().map(|reasons| headline(*rule, reasons).to_owned()).collect();
        let theirs: BTreeSet<String> =
            texts(arm).into_iter().filter(|name| name.starts_with("warning_")).collect();
        assert_eq!(theirs, ours, "{rule:?}");
        assert_eq!(arm.contains("installed("), ABOUT_AN_APP.contains(rule), "{rule:?}: {arm}");
    }
}

#[test]
fn the_family_is_told_of_each_rule_what_the_app_tells_it() {
    let one = |arms: &BTreeMap<String, &str>, rule: RuleId| {
        let arm = arms.get(&kotlin(rule)).unwrap_or_else(|| &arms["else"]);
        texts(arm).into_iter().next()
    };
    let first = matches(MESSAGES, "fun MessageFacts.early(): Int = when (rule) {");
    let dangers = matches(MESSAGES, "fun dangerOf(rule: RuleId?): Int? = when (rule) {");
    let rescues = matches(MESSAGES, "fun MessageFacts.rescue(): Int = when (rule) {");
    for rule in RuleId::ALL {
        assert_eq!(one(&first, *rule).as_deref(), Some(early(*rule)), "{rule:?}");
        assert_eq!(one(&dangers, *rule).as_deref(), danger(*rule), "{rule:?}");
        assert_eq!(one(&rescues, *rule).as_deref(), Some(rescue(*rule)), "{rule:?}");
    }
}
