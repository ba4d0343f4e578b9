//! Months of simulated ordinary life: alarms stay rare, and the months themselves are valid traces.

use kinguard_core::effect::{Effect, FamilyMessage, Level, RuleId};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::replay::replay;
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, Mark, Trace, clock};
use kinguard_tests::fraud::Script;
use kinguard_tests::life::{self, Month, Persona};
use rayon::prelude::*;

/// The number of frauds, each played on four phones.
const FRAUDS: u64 = 50;
const DAYS_BEFORE_FRAUD: u64 = 8;

/// Share of frauds with a red warning before the harm. The variants are harsher than the reported cases: many show no
/// money app, or share and stop again before it. A first bound, to be tightened when the rules have settled.
const FRAUDS_CAUGHT: f64 = 0.8;

/// Share of frauds that a habit may hide.
const HIDDEN_BY_HABIT: f64 = 0.1;

const MONTHS: u64 = 120;
const DAYS: u64 = 30;

/// Red warnings that a person without any fraudster may see in a month: about one in three years.
const RED_A_MONTH: f64 = 0.03;

/// Amber warnings likewise.
const AMBER_A_MONTH: f64 = 0.4;

/// Early notes that the family of such a person may get in a month: one in four months, or they stop reading them.
const EARLY_A_MONTH: f64 = 0.25;

fn months(count: u64) -> Vec<Month> {
    (0..count).into_par_iter().map(|seed| life::ordinary(seed, DAYS)).collect()
}

#[test]
fn alarms_are_rare_in_ordinary_months() {
    let said: Vec<(u64, Effect)> = months(MONTHS)
        .into_par_iter()
        .flat_map_iter(|month| {
            replay(&month.trace).said.into_iter().map(move |one| (month.persona.seed, one.effect))
        })
        .collect();
    let counted = |wanted: fn(&Effect) -> Option<RuleId>| {
        let found: Vec<String> = said
            .iter()
            .filter_map(|(seed, effect)| wanted(effect).map(|rule| format!("seed {seed}: {}", rule.id())))
            .collect();
        (found.len() as f64 / MONTHS as f64, found)
    };
    let (red, reds) = counted(|effect| match effect {
        Effect::Warn { level: Level::Red, rule, .. } => Some(*rule),
        _ => None,
    });
    let (amber, ambers) = counted(|effect| match effect {
        Effect::Warn { level: Level::Amber, rule, .. } => Some(*rule),
        _ => None,
    });
    let (early, notes) = counted(|effect| match effect {
        Effect::NotifyFamily { kind: FamilyMessage::Early, rule, .. } => Some(*rule),
        _ => None,
    });
    assert!(red <= RED_A_MONTH, "{red} red a month: {reds:#?}");
    assert!(amber <= AMBER_A_MONTH, "{amber} amber a month: {ambers:#?}");
    assert!(early <= EARLY_A_MONTH, "{early} early notes a month: {notes:#?}");
}

#[test]
fn habit_hides_no_fraud() {
    let caught: Vec<[bool; 4]> = (0..FRAUDS)
        .into_par_iter()
        .map(|seed| {
            let script = Script::draw(seed, &Persona::draw(seed));
            let mut caught = [false; 4];
            for (caught, script) in caught.iter_mut().zip(script.under_each_habit()) {
                *caught = is_caught(&life::with_fraud(seed, DAYS_BEFORE_FRAUD, &script));
            }
            caught
        })
        .collect();
    let share = |habit: usize| caught.iter().filter(|caught| caught[habit]).count() as f64 / FRAUDS as f64;
    let [plain, casts, games, classes] = [0, 1, 2, 3].map(share);
    assert!(plain >= FRAUDS_CAUGHT, "{plain} of the frauds are caught");
    for (habit, share) in [("casting", casts), ("games", games), ("classes", classes)] {
        assert!(share >= plain - HIDDEN_BY_HABIT, "{habit}: {share} caught, without habits {plain}");
    }
}

/// Returns whether a red warning came between the first contact and the harm.
fn is_caught(month: &Month) -> bool {
    let steps = &month.trace.steps;
    let began = month.fraud_began.expect("a fraud has a beginning");
    let harm = steps.iter().find(|step| step.content == Content::Mark(Mark::Harm)).expect("and an end").at;
    let red = |effect: &Effect| matches!(effect, Effect::Warn { level: Level::Red, .. });
    replay(&month.trace).said.iter().any(|said| began <= said.at && said.at <= harm && red(&said.effect))
}

#[test]
fn a_seed_always_gives_the_same_month() {
    assert_eq!(life::ordinary(7, 5).trace, life::ordinary(7, 5).trace);
    assert_ne!(life::ordinary(7, 5).trace, life::ordinary(8, 5).trace);
}

#[test]
fn months_are_valid_traces() {
    for seed in 0..10 {
        let trace = life::ordinary(seed, 10).trace;
        assert_eq!(Trace::parse(&trace.to_json()).as_ref(), Ok(&trace), "seed {seed}");
    }
}

#[test]
fn months_look_like_life() {
    const SOME: u64 = 30;
    let months = months(SOME);
    let count = |wanted: fn(&Event) -> bool| {
        months
            .iter()
            .flat_map(|month| &month.trace.steps)
            .filter(|step| matches!(&step.content, Content::Event(event) if wanted(event)))
            .count() as f64
            / SOME as f64
    };
    let opened = count(|event| matches!(event, Event::AppOpened { .. }));
    let all = count(|_| true);
    let answered = count(|event| matches!(event, Event::CallAnswered {}));
    let family = count(|event| matches!(event, Event::CallStarted { family: true, .. }));
    let installed = count(|event| matches!(event, Event::AppInstalled { update: false, .. }));
    assert!((1_500.0..9_000.0).contains(&opened), "{opened} apps opened a month");
    // The screen, which goes on and off with each visit, is most of the rest.
    assert!(opened / all > 0.55, "{opened} of {all} events are apps opened");
    assert!((60.0..300.0).contains(&answered), "{answered} calls answered a month");
    assert!((5.0..30.0).contains(&family), "{family} calls of the family a month");
    assert!((3.0..12.0).contains(&installed), "{installed} apps installed a month");
}

#[test]
fn a_wake_never_asks_for_a_moment_that_has_passed() {
    let ordinary = (0..30).map(|seed| life::ordinary(seed, 10));
    let frauds = (180..260).map(|seed| {
        let script = Script::draw(seed, &Persona::draw(seed));
        life::with_fraud(seed, 2, &script)
    });
    let months: Vec<Month> = ordinary.chain(frauds).collect();
    months.par_iter().for_each(|month| {
        let trace = &month.trace;
        let settings = Settings { home: trace.home, familiar_regions: trace.familiar_regions.clone() };
        let mut engine = Engine::new(&settings);
        let mut wake_at: Option<Moment> = None;
        for step in &trace.steps {
            let Content::Event(event) = &step.content else { continue };
            while let Some(at) = wake_at.filter(|at| *at < step.seen) {
                wake_at = engine.wake(at).wake_at;
                assert!(
                    wake_at.is_none_or(|next| next > at),
                    "{}: woken at {} for ever",
                    trace.about,
                    clock(at)
                );
            }
            wake_at = engine.observe(step.seen, step.at, event).wake_at;
        }
    });
}
