//! What is explained of a rule is what the rule does.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::Path;

use kinguard_core::call::Risk;
use kinguard_core::effect::{Certainty, Effect, RuleId};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::explain::{ConditionView, RuleView, View};
use kinguard_core::installs::Instigator;
use kinguard_core::phone::Phone;
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::rule::Condition;
use kinguard_core::rules::TABLE;
use kinguard_core::sharing::SharingSign;
use kinguard_core::situation::RuleContext;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Trace};
use kinguard_tests::histories;
use kinguard_tests::scenario::{MEETING, MINUTE, MOBILE, OVERSEAS, SECOND, Scenario, WALLET};
use proptest::prelude::*;

fn rule(view: &View, id: RuleId) -> &RuleView {
    view.rules.iter().find(|rule| rule.rule == id).unwrap()
}

fn view(scenario: &Scenario) -> View {
    scenario.engine().view(scenario.now())
}

/// The conditions of a line that do not hold.
fn unmet(line: &[ConditionView]) -> Vec<Condition> {
    line.iter().filter(|view| !view.holds).map(|view| view.condition).collect()
}

fn brief() -> Trace {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/warn/parcel-credit-scare.json");
    Trace::parse(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The brief's engine once everything up to `until` has been reported.
fn brief_until(until: Moment) -> Engine {
    let trace = brief();
    let mut player = Player::new(Engine::new(&Settings { home: Region::CN, familiar_regions: Vec::new() }));
    for step in trace.steps.iter().take_while(|step| step.seen <= until) {
        player.wake_before(step.seen, |_, _| ());
        if let Content::Event(event) = &step.content {
            player.observe(step.seen, step.at, event);
        }
    }
    player.wake_up_to(until, |_, _| ());
    player.engine().clone()
}

proptest! {
    /// The explanation and the engine must never disagree, whatever happened.
    #[test]
    fn a_rule_is_explained_to_hold_exactly_if_it_does(told in histories::within_hours()) {
        let mut phone = Phone::new(&Settings { home: Region::CN, familiar_regions: Vec::new() });
        for report in &told {
            phone.learn(report.happened(), &report.event);
            let front = phone.front.as_ref().map(|front| front.package());
            let context = RuleContext::new(&phone, report.happened(), front.as_ref(), None, false);
            for rule in TABLE {
                let explained = RuleView::of(rule, &context);
                prop_assert_eq!(explained.holds, rule.found_in(&context).is_some(), "{}", rule.id.id());
                prop_assert_eq!(explained.lines.len(), rule.when.len());
            }
        }
    }

    #[test]
    fn looking_changes_nothing(told in histories::within_hours()) {
        let mut engine = histories::new_engine();
        for report in &told {
            engine.observe(report.seen, report.happened(), &report.event);
            let before = engine.clone();
            let _ = engine.view(report.seen);
            prop_assert_eq!(&engine, &before);
        }
    }
}

#[test]
fn what_the_engine_says_of_an_app_in_front_is_explained_at_that_moment() {
    let trace = brief();
    let mut player = Player::new(Engine::new(&Settings { home: Region::CN, familiar_regions: Vec::new() }));
    let mut checked = 0;
    for step in &trace.steps {
        player.wake_before(step.seen, |_, _| ());
        let Content::Event(event) = &step.content else { continue };
        let said = player.observe(step.seen, step.at, event).effects;
        let view = player.engine().view(step.seen);
        for effect in said {
            let Effect::Warn { rule: id, .. } = effect else { continue };
            let explained = rule(&view, id);
            if explained.now {
                assert!(explained.holds, "{} at {:?}", id.id(), step.at);
                checked += 1;
            }
        }
    }
    assert!(checked >= 6, "five apps in front and an install: {checked}");
}

#[test]
fn the_brief_is_explained_before_the_bank_is_opened() {
    let view = brief_until(Moment::from_ms(24 * MINUTE + 50 * SECOND))
        .view(Moment::from_ms(24 * MINUTE + 50 * SECOND));
    let bank = rule(&view, RuleId::BankDuringShare);
    assert!(bank.holds && !bank.now, "it would speak if a bank were opened");
    assert!(rule(&view, RuleId::ShareByInstalledApp).now);
    let [share] = view.shares.as_slice() else { panic!("{:?}", view.shares) };
    assert_eq!(
        (share.owner.as_deref(), share.certainty, share.live),
        (Some("com.yhtx.meet"), Certainty::Certain, true)
    );
    assert_eq!(share.signs, [SharingSign::Dialog, SharingSign::Service, SharingSign::Display]);
    let [install] = view.installs.as_slice() else { panic!("{:?}", view.installs) };
    assert_eq!((install.package.as_str(), install.instigator), ("com.yhtx.meet", Instigator::Stranger));
    // The friend's call and the first, short one are no part of it, or weigh nothing.
    assert_eq!(view.calls.iter().filter(|call| call.risk == Risk::Risky).count(), 2, "{:?}", view.calls);
    assert_eq!(view.incident.unwrap().rule, RuleId::ShareByInstalledApp);
}

#[test]
fn what_is_missing_is_named_condition_by_condition() {
    let mut scenario = Scenario::new();
    scenario.rings(MOBILE, Some(false)).answers().after(2 * MINUTE);
    let long_enough = |scenario: &Scenario| {
        let view = view(scenario);
        let bank = rule(&view, RuleId::BankDuringCall);
        (bank.holds, unmet(&bank.lines[0]), bank.lines[0].iter().filter_map(|view| view.missing).next())
    };
    let spoken = Condition::Spoken(Span::minutes(5));
    let (holds, unmet, missing) = long_enough(&scenario);
    // A domestic stranger does not count before three minutes, so neither does what is asked of their call.
    assert!(
        !holds && unmet.contains(&spoken) && unmet.contains(&Condition::CallLive(Risk::Risky)),
        "{unmet:?}"
    );
    assert_eq!(missing, None);
    scenario.after(2 * MINUTE);
    assert_eq!(long_enough(&scenario), (false, vec![spoken], Some(Span::minutes(1))));
    scenario.after(MINUTE);
    assert_eq!(long_enough(&scenario), (true, vec![], None));
}

#[test]
fn the_rest_of_a_window_is_told_to_the_millisecond() {
    let at = |ms: u64| {
        let mut scenario = Scenario::new();
        scenario.talked(OVERSEAS, 10 * MINUTE).after(ms);
        let view = view(&scenario);
        let rule = rule(&view, RuleId::BankAfterOverseasCall);
        let within = rule.lines[0].iter().find(|view| matches!(view.condition, Condition::CallWithin(..)));
        within.map(|view| (view.holds, view.left))
    };
    assert_eq!(at(30 * MINUTE - 1), Some((true, Some(Span::from_ms(1)))));
    assert_eq!(at(30 * MINUTE), Some((false, None)));
    assert_eq!(at(30 * MINUTE + 1), Some((false, None)));
}

#[test]
fn a_caution_that_is_not_repeated_is_explained_as_said() {
    let mut scenario = Scenario::new();
    scenario.voice(MEETING).after(10 * MINUTE).shares(MEETING).after(MINUTE).opens(WALLET);
    let first = rule(&view(&scenario), RuleId::BankDuringMeeting).clone();
    assert!(first.holds && first.said && first.now, "{first:?}");
}

#[test]
fn conditions_are_written_with_their_bounds() {
    let written = |condition| serde_json::to_value(condition).unwrap();
    assert_eq!(written(Condition::Foreign), serde_json::json!({ "is": "foreign" }));
    assert_eq!(
        written(Condition::CallWithin(Risk::Risky, Span::minutes(30))),
        serde_json::json!({ "is": "call_within", "of": ["risky", 1_800_000] })
    );
}
