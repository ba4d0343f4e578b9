//! The table of rules: each rule speaks in one scenario, stays silent in others, and is documented.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kinguard_core::catalog::{self, Category};
use kinguard_core::effect::{Effect, RuleId};
use kinguard_core::event::Event;
use kinguard_core::installs::{self, Ability};
use kinguard_core::replay::{TimedEffect, replay};
use kinguard_core::rule::{Rule, Trigger};
use kinguard_core::rules::TABLE;
use kinguard_core::trace::{Content, Trace};

/// A scenario and the effects that followed.
struct ReplayedScenario {
    name: String,
    trace: Trace,
    said: Vec<TimedEffect>,
}

fn told(folder: &str) -> Vec<ReplayedScenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(folder);
    let mut told: Vec<ReplayedScenario> = fs::read_dir(folder)
        .expect("the folder is in the repository")
        .map(|entry| entry.expect("its files can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a scenario can be read");
            let trace = Trace::parse(&text).expect("a scenario is a trace");
            ReplayedScenario {
                name: path.file_stem().expect("a scenario has a name").to_string_lossy().into_owned(),
                said: replay(&trace).said,
                trace,
            }
        })
        .collect();
    told.sort_by(|one, other| one.name.cmp(&other.name));
    told
}

fn rule_of(effect: &Effect) -> Option<RuleId> {
    match effect {
        Effect::Warn { rule, .. } | Effect::NotifyFamily { rule, .. } => Some(*rule),
        Effect::Dismiss { .. } | Effect::Help { .. } => None,
    }
}

/// Returns whether `event` makes the engine evaluate the rules of that trigger.
fn triggers(event: &Event, trigger: Trigger) -> bool {
    let category = |package: &str| catalog::lookup(package).map(|app| app.category);
    let holds_money = |package: &str| category(package).is_some_and(Category::holds_money);
    match (trigger, event) {
        (Trigger::MoneyApp, Event::AppOpened { package }) => holds_money(package),
        (Trigger::Messages, Event::AppOpened { package }) => category(package) == Some(Category::Messages),
        (
            Trigger::Install | Trigger::MoneyAppInstall,
            Event::AppInstalled { package, label, source, update: false, preinstalled, .. },
        ) => {
            let able = installs::ability(package, label.as_deref(), *source, *preinstalled) != Ability::None;
            if trigger == Trigger::Install { able } else { !able && holds_money(package) }
        }
        (Trigger::Help, Event::HelpAsked {})
        | (Trigger::Control, Event::RemoteControlEnabled { preinstalled: None | Some(false), .. })
        | (Trigger::Forwarding, Event::CallForwardingChanged { on: true })
        | (Trigger::Settings, Event::SettingsOpened { .. } | Event::PowerGranted { .. })
        | (Trigger::Nfc, Event::NfcTurned { on: true })
        // A call lasts from here on.
        | (Trigger::LongCall, Event::CallAnswered {})
        | (
            Trigger::Sharing,
            Event::CaptureConsentOpened { .. }
            | Event::CaptureServiceStarted { .. }
            | Event::PrivateDisplayAdded { .. }
            | Event::ScreenRecorded { visible: true },
        ) => true,
        _ => false,
    }
}

/// Returns whether the rule was triggered somewhere in the scenario and said nothing then.
fn stays_silent(rule: &Rule, told: &ReplayedScenario) -> bool {
    let spoke = |step: Option<usize>| {
        told.said.iter().any(|said| said.step == step && rule_of(&said.effect) == Some(rule.id))
    };
    // What a call grows into is said later, by itself.
    let by_itself = rule.on == Trigger::LongCall && spoke(None);
    told.trace.steps.iter().enumerate().any(|(index, step)| {
        matches!(&step.content, Content::Event(event) if triggers(event, rule.on))
            && !spoke(Some(index))
            && !by_itself
    })
}

#[test]
fn every_rule_speaks_in_a_warning_scenario() {
    let spoken: BTreeSet<RuleId> =
        told("warn").iter().flat_map(|told| &told.said).filter_map(|said| rule_of(&said.effect)).collect();
    let silent: Vec<RuleId> = RuleId::ALL.iter().copied().filter(|id| !spoken.contains(id)).collect();
    assert_eq!(silent, []);
}

#[test]
fn every_rule_that_raises_a_screen_raises_it_in_a_warning_scenario() {
    let shown: BTreeSet<_> = told("warn")
        .iter()
        .flat_map(|told| &told.said)
        .filter_map(|said| match said.effect {
            Effect::Warn { level, rule, .. } => Some((rule, level)),
            _ => None,
        })
        .collect();
    for rule in TABLE {
        if let Some(level) = rule.level {
            assert!(shown.contains(&(rule.id, level)), "{} is never shown", rule.id.id());
        }
    }
}

#[test]
fn every_rule_stays_silent_in_two_scenarios_that_ask_for_it() {
    let all: Vec<ReplayedScenario> = ["warn", "quiet"].into_iter().flat_map(told).collect();
    for rule in TABLE {
        let silent: Vec<&str> =
            all.iter().filter(|told| stays_silent(rule, told)).map(|told| told.name.as_str()).collect();
        assert!(silent.len() >= 2, "{} stays silent only in {silent:?}", rule.id.id());
    }
}

#[test]
fn every_rule_says_what_it_means_and_where_it_errs() {
    for rule in TABLE {
        for text in [rule.meaning, rule.false_alarms] {
            assert!(
                text.len() > 10 && text.ends_with('.') && text.starts_with(char::is_uppercase),
                "{}: {text:?}",
                rule.id.id()
            );
        }
    }
}

#[test]
fn every_rule_shows_or_tells_something() {
    for rule in TABLE {
        assert!(rule.level.is_some() || rule.tells.is_some(), "{} does nothing", rule.id.id());
        assert!(!rule.when.is_empty(), "{} never holds", rule.id.id());
    }
}

#[test]
fn rule_ids_are_unique_and_all_of_the_table_is_among_them() {
    let ids: BTreeSet<&str> = RuleId::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(ids.len(), RuleId::ALL.len());
    let of_table: BTreeSet<RuleId> = TABLE.iter().map(|rule| rule.id).collect();
    assert_eq!(of_table.len(), TABLE.len(), "a rule stands twice in the table");
    assert!(of_table.iter().all(|id| RuleId::ALL.contains(id)));
    // Two ids belong to no rule: their messages report what happened.
    let others: Vec<RuleId> = RuleId::ALL.iter().copied().filter(|id| !of_table.contains(id)).collect();
    assert_eq!(others, [RuleId::SettingsDuringIncident, RuleId::ProtectionChanged]);
}

#[test]
fn red_always_tells_the_family() {
    use kinguard_core::effect::{FamilyMessage, Level};
    for rule in TABLE.iter().filter(|rule| rule.level == Some(Level::Red)) {
        assert_eq!(rule.tells, Some(FamilyMessage::Danger), "{}", rule.id.id());
    }
}

/// The engine evaluates no rule while nothing is known that any of these conditions needs.
#[test]
fn every_rule_on_an_app_in_front_asks_for_a_call_a_capture_a_controller_or_a_doubtful_install() {
    use kinguard_core::installs::Instigator;
    use kinguard_core::rule::{Condition, Trigger};

    let on_apps = |rule: &&Rule| matches!(rule.on, Trigger::MoneyApp | Trigger::Messages);
    for rule in TABLE.iter().filter(on_apps) {
        for line in rule.when {
            let needs = line.iter().any(|condition| match condition {
                Condition::CallLive(_) | Condition::CallWithin(..) => true,
                Condition::Shared(_) | Condition::SharedWithin(_) => true,
                Condition::Installed(word, _) => *word > Instigator::Nobody,
                Condition::OperatedFromLink(_) | Condition::OperatedByTrojan(_) => true,
                _ => false,
            });
            assert!(needs, "{}: {line:?}", rule.id.id());
        }
    }
}
