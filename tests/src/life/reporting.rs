//! Decides which events the phone reports to the guard, and how late.

use kinguard_core::event::Event;
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::{Content, Step};

use super::dice::Dice;
use super::knobs;
use super::persona::{Displays, Reports};
use super::phone::{HOUR, MINUTE};

/// Leaves out what this phone does not report, and stamps each step with the moment at which the engine hears of it.
pub(super) fn report(steps: Vec<Step>, reports: &Reports, dice: &mut Dice) -> Vec<Step> {
    let mut told: Vec<Step> = steps.into_iter().filter(|step| is_reported(step, reports)).collect();
    for step in &mut told {
        if let Content::Event(event) = &mut step.content {
            forget_untold(event, reports);
        }
    }
    let deaths = deaths(&told, dice);
    let told = told.into_iter().filter(|step| survives(step, &deaths)).collect();
    stamp(told, reports.poll_ms, &deaths, dice)
}

fn is_reported(step: &Step, reports: &Reports) -> bool {
    let Content::Event(event) = &step.content else {
        return true;
    };
    match event {
        Event::CaptureConsentOpened { .. } => reports.consent,
        Event::CaptureServiceStarted { .. } | Event::CaptureServiceStopped { .. } => reports.services,
        Event::PrivateDisplayAdded { .. } => reports.displays == Displays::Both,
        Event::PrivateDisplayRemoved { .. } => reports.displays != Displays::None,
        Event::SettingsChanged { .. } => reports.roaming,
        _ => true,
    }
}

/// Drops the fields that this phone does not report.
fn forget_untold(event: &mut Event, reports: &Reports) {
    match event {
        Event::CallStarted { family, .. } => *family &= reports.family,
        Event::VoiceChatStarted { package, family } => {
            *family &= reports.family;
            if !reports.voice_app {
                *package = None;
            }
        }
        Event::AppInstalled { preinstalled, declares, .. } if !reports.app_facts => {
            *preinstalled = None;
            *declares = None;
        }
        Event::CaptureServiceStarted { preinstalled, .. }
        | Event::RemoteControlEnabled { preinstalled, .. }
            if !reports.app_facts =>
        {
            *preinstalled = None;
        }
        _ => {}
    }
}

/// A time in which the guard's process was dead.
struct Death {
    from: Moment,
    to: Moment,
}

/// The process dies a few times a month, for half an hour to three hours, and never during a call. A call
/// brings it back, since the system binds the call screening.
fn deaths(steps: &[Step], dice: &mut Dice) -> Vec<Death> {
    let Some(last) = steps.last().map(|step| step.at) else {
        return Vec::new();
    };
    let harm = steps.iter().find(|step| matches!(step.content, Content::Mark(_))).map(|step| step.at);
    let days = last.ms() / (24 * HOUR) + 1;
    let mut deaths: Vec<Death> = Vec::new();
    for _ in 0..dice.times(knobs::PROCESS_DEATHS_MONTH * days as f64 / 30.0) {
        let from = Moment::from_ms(dice.within(6 * HOUR, last.ms().max(6 * HOUR)));
        let to = from + Span::from_ms(dice.within(30 * MINUTE, 3 * HOUR));
        let in_call = calls(steps).any(|(start, end)| start <= from && from <= end);
        let woken = calls(steps).map(|(start, _)| start).find(|start| *start > from).unwrap_or(to);
        let to = to.min(woken);
        let overlaps = deaths.iter().any(|other| from <= other.to && other.from <= to);
        // Whether a fraud is caught while the guard is dead is another question.
        let spoils = harm.is_some_and(|harm| from + Span::hours(30) > harm);
        if !in_call && !overlaps && !spoils {
            deaths.push(Death { from, to });
        }
    }
    deaths
}

/// Returns when each call began and ended.
fn calls(steps: &[Step]) -> impl Iterator<Item = (Moment, Moment)> {
    let mut begun = None;
    steps.iter().filter_map(move |step| match &step.content {
        Content::Event(Event::CallStarted { .. }) => {
            begun.get_or_insert(step.at);
            None
        }
        Content::Event(Event::CallEnded {}) => begun.take().map(|start| (start, step.at)),
        _ => None,
    })
}

fn survives(step: &Step, deaths: &[Death]) -> bool {
    let pushed_and_gone = matches!(
        &step.content,
        Content::Event(
            Event::VoiceChatStarted { .. }
                | Event::VoiceChatEnded {}
                | Event::PrivateDisplayAdded { .. }
                | Event::PrivateDisplayRemoved { .. }
        )
    );
    !(pushed_and_gone && deaths.iter().any(|death| death.from <= step.at && step.at < death.to))
}

/// Polled events are reported at the next poll, or before the next pushed event, whichever comes first.
/// Events during which the process was dead are reported when it is back.
fn stamp(steps: Vec<Step>, poll_ms: u64, deaths: &[Death], dice: &mut Dice) -> Vec<Step> {
    let mut heard = Vec::with_capacity(steps.len());
    let mut unheard: Vec<Step> = Vec::new();
    let mut poll_at = Moment::default();
    for mut step in steps {
        if poll_at <= step.at {
            hear(&mut unheard, poll_at, &mut heard);
        }
        if let Some(death) = deaths.iter().find(|death| death.from <= step.at && step.at < death.to) {
            hear(&mut unheard, step.at, &mut heard);
            step.seen = death.to;
            heard.push(step);
        } else if poll_ms > 0 && is_polled(&step) {
            if unheard.is_empty() {
                poll_at = step.at + Span::from_ms(dice.within(0, poll_ms));
            }
            unheard.push(step);
        } else {
            hear(&mut unheard, step.at, &mut heard);
            heard.push(step);
        }
    }
    hear(&mut unheard, poll_at, &mut heard);
    heard
}

fn hear(unheard: &mut Vec<Step>, at: Moment, heard: &mut Vec<Step>) {
    heard.extend(unheard.drain(..).map(|step| Step { seen: at, ..step }));
}

fn is_polled(step: &Step) -> bool {
    matches!(
        &step.content,
        Content::Event(
            Event::AppOpened { .. }
                | Event::CaptureConsentOpened { .. }
                | Event::CaptureServiceStarted { .. }
                | Event::CaptureServiceStopped { .. }
        )
    )
}
