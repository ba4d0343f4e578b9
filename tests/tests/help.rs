//! Help that the family gives from afar: only in a red danger, and no call ends that anybody may want.

#![expect(clippy::panic, reason = "a test stops at the first surprise")]

use kinguard_core::effect::{Effect, HelpDecision, IncidentId, Level};
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::{Choice, Direction, Event, Help};
use kinguard_core::incident::{EARLY_ENDS_AFTER, RED_ENDS_AFTER, STOPPED_ENDS_AFTER};
use kinguard_core::region::Region;
use kinguard_core::time::{Moment, Span};
use kinguard_tests::histories::with_delays;
use kinguard_tests::properties::config;
use kinguard_tests::scenario::{
    BANK, CHAT, DAUGHTER, HOTLINE, MINUTE, MOBILE, OVERSEAS, SECOND, Scenario, call,
};
use proptest::prelude::{prop_assert, proptest};

const CONTACT: u32 = 1;

fn asked(help: Help) -> Event {
    Event::FamilyHelp { contact: CONTACT, help, request: 7 }
}

fn decision(scenario: &mut Scenario, help: Help) -> HelpDecision {
    scenario.event(&asked(help));
    match scenario.answer() {
        [Effect::Help { request: 7, contact: CONTACT, help: found, decision, .. }] if *found == help => {
            *decision
        }
        other => panic!("{other:?}"),
    }
}

/// A red danger without any call: she pressed the alarm button.
fn red() -> Scenario {
    let mut scenario = Scenario::new();
    scenario.event(&Event::HelpAsked {});
    assert!(scenario.warns(Level::Red));
    scenario
}

/// A red danger in a stranger's call.
fn red_in_call(number: &str) -> Scenario {
    let mut scenario = Scenario::new();
    scenario.talks(number, 2 * MINUTE).event(&Event::HelpAsked {});
    assert!(scenario.warns(Level::Red));
    scenario
}

const ALL: [Help; 3] = [Help::EndCall, Help::Say, Help::RingNext];

#[test]
fn nothing_is_done_without_a_danger() {
    for help in ALL {
        assert_eq!(decision(&mut Scenario::new(), help), HelpDecision::NoDanger);
        assert_eq!(decision(Scenario::new().talks(MOBILE, MINUTE), help), HelpDecision::NoDanger);
    }
}

#[test]
fn nothing_is_done_while_only_the_family_knows_or_in_an_amber_danger() {
    for help in ALL {
        let mut scenario = Scenario::new();
        scenario.talks(OVERSEAS, 5 * MINUTE).opens(BANK);
        assert!(scenario.warns(Level::Amber) && !scenario.warns(Level::Red));
        assert_eq!(decision(&mut scenario, help), HelpDecision::NoDanger);
    }
}

#[test]
fn each_kind_of_help_is_given_in_a_red_danger() {
    for help in ALL {
        assert_eq!(decision(&mut red_in_call(MOBILE), help), HelpDecision::Give);
    }
}

#[test]
fn an_answer_carries_the_incident() {
    let mut scenario = red();
    let incident = scenario.answer().iter().find_map(|effect| match effect {
        Effect::Warn { incident, .. } => *incident,
        _ => None,
    });
    assert!(incident.is_some());
    scenario.event(&asked(Help::Say));
    assert!(matches!(scenario.answer(), [Effect::Help { incident: found, .. }] if *found == incident));
    let mut calm = Scenario::new();
    calm.event(&asked(Help::Say));
    assert!(matches!(calm.answer(), [Effect::Help { incident: None, .. }]));
}

/// The moment at which the danger is over is no danger any more, even before the engine has been woken to end it.
#[test]
fn help_ends_with_the_danger_to_the_millisecond() {
    for (choice, lasts) in [(None, RED_ENDS_AFTER), (Some(Choice::Stop), STOPPED_ENDS_AFTER)] {
        for (wait, expected) in [
            (lasts - Span::from_ms(1), HelpDecision::Give),
            (lasts, HelpDecision::NoDanger),
            (lasts + Span::from_ms(1), HelpDecision::NoDanger),
        ] {
            let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
            let began = Moment::from_ms(1_000);
            engine.observe(began, began, &Event::HelpAsked {});
            if let Some(choice) = choice {
                engine.observe(began, began, &Event::WarningAnswered { choice });
            }
            let now = began + wait;
            let effects = engine.observe(now, now, &asked(Help::Say)).effects;
            let found = effects.iter().find_map(|effect| match effect {
                Effect::Help { decision, .. } => Some(*decision),
                _ => None,
            });
            assert_eq!(found, Some(expected), "{choice:?} after {wait:?}");
        }
    }
    assert!(EARLY_ENDS_AFTER > RED_ENDS_AFTER);
}

#[test]
fn no_call_is_ended_where_none_is_live() {
    assert_eq!(decision(&mut red(), Help::EndCall), HelpDecision::NoCall);
    assert_eq!(decision(red().rings(MOBILE, Some(false)), Help::EndCall), HelpDecision::NoCall);
    assert_eq!(decision(red_in_call(MOBILE).hangs_up(), Help::EndCall), HelpDecision::NoCall);
}

#[test]
fn a_voice_inside_an_app_is_no_call() {
    let mut scenario = red();
    scenario.event(&Event::VoiceChatStarted { package: Some(CHAT.to_owned()), family: false });
    assert_eq!(decision(&mut scenario, Help::EndCall), HelpDecision::NoCall);
}

#[test]
fn a_call_with_a_contact_a_hotline_or_an_emergency_number_is_never_ended() {
    let good = |started: Event| {
        let mut scenario = red();
        scenario.event(&started).answers().after(3 * MINUTE);
        scenario
    };
    for direction in [Direction::Incoming, Direction::Outgoing] {
        for (number, contact) in
            [(DAUGHTER, Some(true)), (HOTLINE, Some(false)), ("110", Some(false)), ("12345", None)]
        {
            let mut scenario = good(call(direction, Some(number), contact));
            assert_eq!(decision(&mut scenario, Help::EndCall), HelpDecision::CallIsGood, "{number}");
        }
    }
    // An ordinary number of a bank that the app lists, and the same as long as it is not listed.
    for (hotline, expected) in [(true, HelpDecision::CallIsGood), (false, HelpDecision::Give)] {
        let mut scenario = good(Event::CallStarted {
            direction: Direction::Outgoing,
            number: Some(MOBILE.to_owned()),
            contact: Some(false),
            line: None,
            family: false,
            verified: None,
            hotline,
        });
        assert_eq!(decision(&mut scenario, Help::EndCall), expected);
    }
}

/// The network says that it is not the owner of the number who calls.
#[test]
fn a_call_with_a_forged_number_is_ended_whosever_the_number_is() {
    for (contact, hotline) in [(Some(true), false), (Some(false), true)] {
        let mut scenario = red();
        scenario.event(&Event::CallStarted {
            direction: Direction::Incoming,
            number: Some(DAUGHTER.to_owned()),
            contact,
            line: None,
            family: contact == Some(true),
            verified: Some(false),
            hotline,
        });
        assert_eq!(decision(scenario.answers().after(MINUTE), Help::EndCall), HelpDecision::Give);
    }
}

#[test]
fn a_call_of_whom_nothing_is_known_is_not_ended() {
    let mut scenario = red();
    scenario.event(&call(Direction::Incoming, None, None)).answers().after(MINUTE);
    assert_eq!(decision(&mut scenario, Help::EndCall), HelpDecision::CallIsUnclear);
    // A withheld number is nobody's, which is known.
    let mut scenario = red();
    scenario.event(&call(Direction::Incoming, None, Some(false))).answers().after(MINUTE);
    assert_eq!(decision(&mut scenario, Help::EndCall), HelpDecision::Give);
}

#[test]
fn of_two_calls_none_is_ended_unless_both_are_strangers() {
    // A second stranger knocks.
    let mut scenario = red_in_call(MOBILE);
    assert_eq!(decision(scenario.rings(OVERSEAS, Some(false)), Help::EndCall), HelpDecision::Give);
    // A contact knocks: nobody says whose call was taken.
    let mut scenario = red_in_call(MOBILE);
    assert_eq!(decision(scenario.rings(DAUGHTER, Some(true)), Help::EndCall), HelpDecision::CallIsUnclear);
    assert_eq!(decision(scenario.after(10 * SECOND), Help::EndCall), HelpDecision::CallIsUnclear);
    // A stranger knocks while she talks with a contact.
    let mut scenario = red();
    scenario.rings(DAUGHTER, Some(true)).answers().after(MINUTE);
    assert_eq!(decision(scenario.rings(MOBILE, Some(false)), Help::EndCall), HelpDecision::CallIsGood);
    // Afterwards, alone again.
    scenario.hangs_up().rings(MOBILE, Some(false)).answers().after(SECOND);
    assert_eq!(decision(&mut scenario, Help::EndCall), HelpDecision::Give);
}

#[test]
fn nobody_is_rung_while_she_talks_with_the_family() {
    let mut scenario = red();
    scenario.family_rings();
    assert_eq!(decision(&mut scenario, Help::RingNext), HelpDecision::Give, "it only rings");
    assert_eq!(decision(scenario.answers().after(SECOND), Help::RingNext), HelpDecision::CallIsGood);
    assert_eq!(decision(scenario.hangs_up(), Help::RingNext), HelpDecision::Give);
    // A contact who is not told of dangers is no reason.
    scenario.rings("13800000001", Some(true)).answers().after(SECOND);
    assert_eq!(decision(&mut scenario, Help::RingNext), HelpDecision::Give);
    scenario.hangs_up().event(&Event::VoiceChatStarted { package: Some(CHAT.to_owned()), family: true });
    assert_eq!(decision(&mut scenario, Help::RingNext), HelpDecision::CallIsGood);
    assert_eq!(decision(&mut scenario, Help::Say), HelpDecision::Give, "a sentence disturbs nobody");
}

#[test]
fn a_request_changes_nothing() {
    let mut scenario = red_in_call(MOBILE);
    let before = scenario.engine().snapshot();
    for help in ALL {
        decision(&mut scenario, help);
    }
    assert_eq!(scenario.engine().snapshot(), before);
}

#[test]
fn a_hotline_survives_a_restart() {
    let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
    let at = |ms: u64| Moment::from_ms(1_000 + ms);
    let started = Event::CallStarted {
        direction: Direction::Outgoing,
        number: Some(MOBILE.to_owned()),
        contact: Some(false),
        line: None,
        family: false,
        verified: None,
        hotline: true,
    };
    engine.observe(at(0), at(0), &started);
    engine.observe(at(1), at(1), &Event::CallAnswered {});
    engine.observe(at(2), at(2), &Event::HelpAsked {});
    let mut again = Engine::restore(&engine.snapshot()).expect("just written");
    let said = again.observe(at(3), at(3), &asked(Help::EndCall)).effects;
    assert!(matches!(said[..], [Effect::Help { decision: HelpDecision::CallIsGood, .. }]), "{said:?}");
}

proptest! {
    #![proptest_config(config(200))]

    /// Whatever happened, each request is answered once, help is given only in a red danger that was shown and not
    /// dismissed, and the engine is the same afterwards.
    #[test]
    fn help_is_given_only_in_a_red_danger(told in with_delays()) {
        let mut engine = Engine::new(&Settings { home: Region::CN, familiar_regions: vec![] });
        let mut red: Option<IncidentId> = None;
        for report in &told {
            for effect in engine.observe(report.seen, report.happened(), &report.event).effects {
                match effect {
                    Effect::Warn { level: Level::Red, incident, .. } => red = incident,
                    Effect::Dismiss { .. } => red = None,
                    _ => {}
                }
            }
            let mut other = engine.clone();
            let said = other.observe(report.seen, report.seen, &asked(Help::Say)).effects;
            let answers = said.iter().filter(|effect| matches!(effect, Effect::Help { .. })).count();
            prop_assert!(answers == 1, "{said:?}");
            let mut red = red;
            for effect in &said {
                match effect {
                    Effect::Warn { level: Level::Red, incident, .. } => red = *incident,
                    Effect::Dismiss { .. } => red = None,
                    Effect::Help { decision: HelpDecision::Give, incident, .. } => {
                        prop_assert!(red.is_some() && *incident == red, "{red:?} {effect:?}");
                    }
                    _ => {}
                }
            }
        }
    }
}
