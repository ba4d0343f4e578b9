//! Counts false alarms in months of simulated ordinary life, or the share of frauds caught in the middle of it.
//!
//! `cargo run --release -p kinguard-tests --example months -- [--months 500] [--days 30] [--seed 0] [--explain]
//! [--amber] [--fraud] [--write DIR]`
//!
//! Reds, ambers and early notes to the family are counted by rule, and by the kind of day on which they came.
//! `--explain` prints the hours around each false red, `--amber` around each amber and early message too. `--fraud`
//! plays a fraud to each person after `--days` days and prints how many are caught before the harm, by kind. `--write`
//! stores every month as a trace.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::replay::{TimedEffect, replay};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Mark, Trace, clock};
use kinguard_tests::fraud::Script;
use kinguard_tests::life::{self, Month, Persona};
use rayon::prelude::*;

struct Options {
    months: u64,
    days: u64,
    seed: u64,
    explain: bool,
    amber: bool,
    fraud: bool,
    write: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = read_options()?;
    if let Some(folder) = &options.write {
        fs::create_dir_all(folder)?;
    }
    if options.fraud { frauds(&options) } else { ordinary(&options) }
}

fn read_options() -> Result<Options, Box<dyn Error>> {
    let mut options =
        Options { months: 500, days: 30, seed: 0, explain: false, amber: false, fraud: false, write: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
        match word.as_str() {
            "--months" => options.months = value()?.parse()?,
            "--days" => options.days = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--write" => options.write = Some(value()?.into()),
            "--explain" => options.explain = true,
            "--amber" => options.amber = true,
            "--fraud" => options.fraud = true,
            other => return Err(format!("{other} is no option").into()),
        }
    }
    Ok(options)
}

fn ordinary(options: &Options) -> Result<(), Box<dyn Error>> {
    let seeds: Vec<u64> = (options.seed..options.seed + options.months).collect();
    let watched: Vec<(Month, Vec<TimedEffect>)> = seeds
        .into_par_iter()
        .map(|seed| {
            let month = life::ordinary(seed, options.days);
            let said = replay(&month.trace).said;
            (month, said)
        })
        .collect();
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut reds_first_week = 0;
    let mut events = 0;
    for (index, (month, said)) in watched.iter().enumerate() {
        events += month.trace.steps.len();
        for one in said {
            *counts.entry(name(&one.effect)).or_default() += 1;
            let red = is_red(&one.effect);
            if red && one.at < Moment::default() + Span::days(7) {
                reds_first_week += 1;
            }
            if (options.explain && red) || (options.amber && !matches!(one.effect, Effect::Dismiss { .. })) {
                println!("\n{}", month.persona.line());
                explain(&month.trace, one);
            }
        }
        store(options, &format!("month-{index:05}"), &month.trace)?;
    }
    let user_months = options.months as f64 * options.days as f64 / 30.0;
    println!("\n{user_months} user-months, {events} steps; per user-month:");
    for (name, count) in &counts {
        println!("{:8.3}  {name}  ({count})", *count as f64 / user_months);
    }
    let kinds = ["red", "amber", "early"];
    let wanted = [is_red, is_amber, is_early];
    for (kind, wanted) in kinds.into_iter().zip(wanted) {
        print_by_kind_of_day(kind, &watched, wanted);
    }
    let totals = wanted.map(|wanted| {
        let said = watched.iter().flat_map(|(_, said)| said).filter(|one| wanted(&one.effect));
        said.count() as f64 / user_months
    });
    let [red, amber, early] = totals;
    println!(
        "\nper user-month: red {red:.3}, amber {amber:.3}, early to the family {early:.3}; \
         {reds_first_week} of the reds in a first week"
    );
    Ok(())
}

/// The rules behind the effects, by kind of day, most frequent first.
fn print_by_kind_of_day(kind: &str, watched: &[(Month, Vec<TimedEffect>)], wanted: fn(&Effect) -> bool) {
    let mut counts: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (month, said) in watched {
        for one in said.iter().filter(|one| wanted(&one.effect)) {
            *counts.entry((month.kind_of_day(one.at), rule(&one.effect))).or_default() += 1;
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    println!("\n{kind}, by kind of day:");
    for ((day, rule), count) in rows {
        println!("{count:8}  {day}: {rule}");
    }
}

fn frauds(options: &Options) -> Result<(), Box<dyn Error>> {
    let seeds: Vec<u64> = (options.seed..options.seed + options.months).collect();
    let watched: Vec<(Script, Month, Caught)> = seeds
        .into_par_iter()
        .map(|seed| {
            let script = Script::draw(seed, &Persona::draw(seed));
            let month = life::with_fraud(seed, options.days, &script);
            let caught = Caught::read(&month);
            (script, month, caught)
        })
        .collect();
    let mut shares: BTreeMap<(&str, String), [u64; 4]> = BTreeMap::new();
    for (index, (script, month, caught)) in watched.iter().enumerate() {
        let more = [("habit and signals", script.habit_and_signals()), ("all", String::new())];
        for kind in script.kinds().into_iter().chain(more) {
            let share = shares.entry(kind).or_default();
            share[0] += 1;
            share[1] += u64::from(caught.red);
            share[2] += u64::from(caught.any);
            share[3] += u64::from(caught.family);
        }
        if options.explain && !caught.red {
            println!("\n{}\n  {}", month.persona.line(), script.line());
            tell_fraud(month);
        }
        store(options, &format!("fraud-{index:05}"), &month.trace)?;
    }
    println!("{:>6} {:>6} {:>6} {:>6}", "frauds", "red", "any", "family");
    for ((what, how), [all, red, any, family]) in shares {
        let percent = |count: u64| 100.0 * count as f64 / all as f64;
        println!(
            "{all:6} {:5.1}% {:5.1}% {:5.1}%  {what}: {how}",
            percent(red),
            percent(any),
            percent(family)
        );
    }
    Ok(())
}

/// The guard's answer from the first contact to the harm.
struct Caught {
    red: bool,
    any: bool,
    family: bool,
}

impl Caught {
    fn read(month: &Month) -> Self {
        let harm = harm_at(&month.trace).expect("a fraud ends with harm");
        let began = month.fraud_began.expect("a fraud has a beginning");
        let said: Vec<Effect> = replay(&month.trace)
            .said
            .into_iter()
            .filter(|one| began <= one.at && one.at <= harm)
            .map(|one| one.effect)
            .collect();
        Self {
            red: said.iter().any(is_red),
            any: said.iter().any(|effect| matches!(effect, Effect::Warn { .. })),
            family: said.iter().any(|effect| matches!(effect, Effect::NotifyFamily { .. })),
        }
    }
}

fn harm_at(trace: &Trace) -> Option<Moment> {
    trace.steps.iter().find(|step| step.content == Content::Mark(Mark::Harm)).map(|step| step.at)
}

fn is_red(effect: &Effect) -> bool {
    matches!(effect, Effect::Warn { level: Level::Red, .. })
}

fn is_amber(effect: &Effect) -> bool {
    matches!(effect, Effect::Warn { level: Level::Amber, .. })
}

fn is_early(effect: &Effect) -> bool {
    matches!(effect, Effect::NotifyFamily { kind: FamilyMessage::Early, .. })
}

fn rule(effect: &Effect) -> &'static str {
    match effect {
        Effect::Warn { rule, .. } | Effect::NotifyFamily { rule, .. } => rule.id(),
        Effect::Dismiss { .. } | Effect::Help { .. } => "",
    }
}

fn name(effect: &Effect) -> String {
    match effect {
        Effect::Warn { level, rule, .. } => format!("{level:?} {}", rule.id()),
        Effect::Dismiss { .. } => "dismiss".to_owned(),
        Effect::Help { help, decision, .. } => format!("help {help:?} {decision:?}"),
        Effect::NotifyFamily { kind, rule, .. } => format!("family {kind:?} {}", rule.id()),
    }
}

/// The steps from 100 minutes before an effect to 20 minutes after.
fn explain(trace: &Trace, said: &TimedEffect) {
    let (from, to) = (said.at - Span::minutes(100), said.at + Span::minutes(20));
    let mut shown = false;
    for step in trace.steps.iter().filter(|step| from <= step.seen && step.seen <= to) {
        if !shown && step.seen > said.at {
            println!("  >>> {} {:?}", clock(said.at), said.effect);
            shown = true;
        }
        print_step(step);
    }
    if !shown {
        println!("  >>> {} {:?}", clock(said.at), said.effect);
    }
}

/// A whole fraud with the effects that followed.
fn tell_fraud(month: &Month) {
    let began = month.fraud_began.unwrap_or_default();
    let mut said = replay(&month.trace).said.into_iter().filter(|one| began <= one.at).peekable();
    for step in month.trace.steps.iter().filter(|step| step.seen >= began) {
        while let Some(one) = said.next_if(|one| one.at < step.seen) {
            println!("  >>> {} {:?}", clock(one.at), one.effect);
        }
        print_step(step);
    }
}

fn print_step(step: &kinguard_core::trace::Step) {
    let late = if step.seen == step.at { String::new() } else { format!(" (seen {})", clock(step.seen)) };
    match &step.content {
        Content::Event(event) => println!("  {}{late} {event:?}", clock(step.at)),
        Content::Mark(mark) => println!("  {}{late} {mark:?}", clock(step.at)),
    }
}

fn store(options: &Options, name: &str, trace: &Trace) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = &options.write {
        fs::write(folder.join(format!("{name}.json")), trace.to_json())?;
    }
    Ok(())
}
