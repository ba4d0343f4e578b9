//! Months of simulated ordinary life: alarms stay rare, and the months themselves are what the format allows.

use kinguard_core::effect::{Effect, Level};
use kinguard_core::event::Event;
use kinguard_core::replay::replay;
use kinguard_core::trace::{Content, Trace};
use kinguard_tests::life::{self, Month};
use rayon::prelude::*;

const MONTHS: u64 = 200;
const DAYS: u64 = 30;

/// Red warnings that a person without any fraudster may see in a month. A tenth means one in ten months.
const RED_A_MONTH: f64 = 0.1;

/// Amber warnings likewise. A first bound, to be tightened when the rules have settled.
const AMBER_A_MONTH: f64 = 3.0;

fn months(count: u64) -> Vec<Month> {
    (0..count)
        .into_par_iter()
        .map(|seed| life::ordinary(seed, DAYS))
        .collect()
}

#[test]
fn alarms_are_rare_in_ordinary_months() {
    let said: Vec<(u64, Effect)> = months(MONTHS)
        .into_par_iter()
        .flat_map_iter(|month| {
            replay(&month.trace)
                .said
                .into_iter()
                .map(move |one| (month.persona.seed, one.effect))
        })
        .collect();
    let warned = |wanted: Level| {
        let found: Vec<String> = said
            .iter()
            .filter_map(|(seed, effect)| match effect {
                Effect::Warn { level, rule, .. } if *level == wanted => {
                    Some(format!("seed {seed}: {}", rule.id()))
                }
                _ => None,
            })
            .collect();
        (found.len() as f64 / MONTHS as f64, found)
    };
    let (red, reds) = warned(Level::Red);
    assert!(red <= RED_A_MONTH, "{red} red a month: {reds:#?}");
    let (amber, ambers) = warned(Level::Amber);
    assert!(amber <= AMBER_A_MONTH, "{amber} amber a month: {ambers:#?}");
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
    let installed = count(|event| matches!(event, Event::AppInstalled { update: false, .. }));
    assert!(
        (1_500.0..9_000.0).contains(&opened),
        "{opened} apps opened a month"
    );
    assert!(opened / all > 0.6, "{opened} of {all} events are apps opened");
    assert!(
        (60.0..300.0).contains(&answered),
        "{answered} calls answered a month"
    );
    assert!(
        (3.0..12.0).contains(&installed),
        "{installed} apps installed a month"
    );
}
