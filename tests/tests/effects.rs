//! Properties of all effects, in whatever order a phone's reports arrive.

use kinguard_core::effect::{Certainty, Effect, FamilyMessage, Level, Reason, RuleId};
use kinguard_core::event::{Choice, Declaration, Direction, Event, FamilyAnswer, InstallSource};
use kinguard_core::incident::{EARLY_ENDS_AFTER, IncidentId, RED_ENDS_AFTER, STOPPED_ENDS_AFTER};
use kinguard_core::phone::SHARING_REMEMBERED;
use kinguard_core::sharing::EVIDENCE_LASTS;
use kinguard_core::time::{Moment, Span};
use kinguard_tests::histories::{Report, polled_late, said, with_delays};
use kinguard_tests::properties::config;
use kinguard_tests::scenario::{
    BANK, CHAT, HOUR, MEETING, MINUTE, MOBILE, OVERSEAS, SECOND, Scenario, UNKNOWN, call, consent, service,
};
use proptest::prelude::*;
use proptest::sample::Index;

/// The effects of one danger from the first to the last, and how long it takes to calm down.
#[derive(Default)]
struct Danger {
    highest: Option<Level>,
    told: bool,
    last_raised: Option<Moment>,
}

impl Danger {
    /// The shortest time after the last sign at which it may end. An answer may have shortened it.
    fn calms(&self, answered: bool) -> Span {
        match self.highest {
            Some(Level::Red) if answered => STOPPED_ENDS_AFTER,
            Some(Level::Red) => RED_ENDS_AFTER,
            _ => EARLY_ENDS_AFTER,
        }
    }
}

/// Checks the effects against what a family may rely on.
fn check(told: &[Report], said: &[(Moment, Effect)]) -> Result<(), TestCaseError> {
    let answers = |choice: &Event| {
        told.iter().filter(|told| told.event == *choice).map(|told| told.seen).collect::<Vec<_>>()
    };
    let stops = answers(&Event::WarningAnswered { choice: Choice::Stop });
    let all_fine =
        answers(&Event::FamilyAnswered { contact: 0, answer: FamilyAnswer::Fine, unverified: false });
    let mut danger = Danger::default();
    let mut latest = Moment::default();
    for (at, effect) in said {
        prop_assert!(*at >= latest, "said at {at:?}, after {latest:?}: {effect:?}");
        latest = *at;
        match effect {
            Effect::Warn { level, .. } => {
                danger.highest = danger.highest.max(Some(*level));
                danger.last_raised = Some(*at);
            }
            Effect::NotifyFamily { kind: FamilyMessage::Early | FamilyMessage::Danger, .. } => {
                danger.told = true;
                danger.last_raised = Some(*at);
            }
            Effect::Dismiss { .. } => {
                prop_assert!(danger.highest.is_some(), "nothing stood that could be dismissed at {at:?}");
                let raised = danger.last_raised.expect("what was shown was raised");
                let stopped = stops.iter().any(|stop| raised <= *stop && *stop <= *at);
                let settled = all_fine.contains(at) && danger.highest != Some(Level::Red);
                let calms = danger.calms(stopped);
                prop_assert!(settled || at.since(raised) >= calms, "raised {raised:?}, over {at:?}");
                let told = std::mem::take(&mut danger).told;
                danger.told = told;
            }
            Effect::NotifyFamily { kind: FamilyMessage::Ended, .. } => {
                prop_assert!(
                    danger.told,
                    "the family was told the end of what it had not heard of, at {at:?}"
                );
                danger = Danger::default();
            }
            Effect::NotifyFamily { .. } | Effect::Help { .. } => {}
        }
    }
    Ok(())
}

/// Ids never go back, and a message that follows up on a danger carries the id of the effects before it.
fn check_incidents(said: &[(Moment, Effect)]) -> Result<(), TestCaseError> {
    let mut latest: Option<IncidentId> = None;
    let mut open: Option<IncidentId> = None;
    for (at, effect) in said {
        let (incident, opens) = match effect {
            Effect::Warn { incident, .. } => (*incident, true),
            Effect::Dismiss { incident } => (*incident, false),
            Effect::Help { incident: None, .. } => continue,
            Effect::Help { incident, .. } => (*incident, false),
            Effect::NotifyFamily { kind, rule, incident } => {
                use FamilyMessage::{
                    Danger, Early, Ended, MoneySent, NextContact, Protection, Restored, WentOn,
                };
                match kind {
                    Early | Danger => (*incident, true),
                    Ended | NextContact | WentOn => (*incident, false),
                    MoneySent if incident.is_none() => continue,
                    MoneySent => (*incident, false),
                    Protection | Restored if *rule == RuleId::ProtectionChanged => {
                        prop_assert!(incident.is_none(), "{effect:?}");
                        continue;
                    }
                    Protection | Restored => (*incident, true),
                }
            }
        };
        prop_assert!(incident.is_some(), "no incident at {at:?}: {effect:?}");
        if opens {
            open = incident;
        }
        prop_assert!(incident == open, "another incident than {open:?} at {at:?}: {effect:?}");
        prop_assert!(incident >= latest, "before {latest:?} at {at:?}: {effect:?}");
        latest = incident;
    }
    Ok(())
}

fn begins(event: &Event) -> bool {
    matches!(event, Event::CaptureServiceStarted { .. } | Event::PrivateDisplayAdded { .. })
}

/// Returns whether there are so few captures that all of them are kept.
fn all_are_held(told: &[Report]) -> bool {
    let count = |counts: fn(&Event) -> bool| told.iter().filter(|told| counts(&told.event)).count();
    let displays =
        count(|event| matches!(event, Event::PrivateDisplayAdded { .. } | Event::PublicDisplayAdded { .. }));
    let others = count(|event| {
        matches!(
            event,
            Event::CaptureConsentOpened { .. }
                | Event::CaptureServiceStarted { .. }
                | Event::PrivateDisplayRemoved { .. }
                | Event::ScreenRecorded { visible: true }
        )
    });
    displays <= 2 && displays + others <= 4
}

fn is_red(effect: &Effect) -> bool {
    matches!(effect, Effect::Warn { level: Level::Red, .. })
}

/// A start of a sharing, reported again while a finished sharing is still remembered, and the place of the
/// repeat.
fn read_again(told: &[Report], which: Index, later: Index) -> Option<(usize, Report)> {
    let beginnings: Vec<usize> = (0..told.len()).filter(|index| begins(&told[*index].event)).collect();
    let first = *beginnings.get(which.index(beginnings.len().max(1)))?;
    let happened = told[first].happened();
    // An end in the same millisecond leaves open which came first. Then the repeat counts as another start.
    if told.iter().filter(|told| told.happened() == happened).count() > 1 {
        return None;
    }
    // A sharing that has nearly run for its longest time may be given up before the repeat.
    let began = told.iter().find(|other| other.event == told[first].event).map_or(happened, Report::happened);
    if happened.since(began) >= EVIDENCE_LASTS - SHARING_REMEMBERED {
        return None;
    }
    let remembered =
        told[first..].iter().take_while(|told| told.seen.since(happened) < SHARING_REMEMBERED).count();
    let at = first + 1 + later.index(remembered.max(1));
    let seen = told[at - 1].seen;
    Some((at, Report { seen, ago: seen.since(happened).ms(), event: told[first].event.clone() }))
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn effects_keep_to_their_order_in_time(told in with_delays()) {
        check(&told, &said(&told))?;
    }

    #[test]
    fn what_follows_up_on_a_danger_carries_its_id(told in with_delays()) {
        check_incidents(&said(&told))?;
    }

    /// Anybody may have made the call: it only holds the next contact back. It is compared with an event
    /// without effect, because any report ages what is known, and older reports may then come too late for
    /// that.
    #[test]
    fn that_a_contact_calls_changes_only_when_the_next_is_told(told in with_delays(), at in any::<Index>(), unverified in any::<bool>()) {
        let at = at.index(told.len() + 1);
        let seen = told[..at].last().map_or_else(Moment::default, |before| before.seen);
        let but_the_next = |event: Event| {
            let mut with = told.clone();
            with.insert(at, Report { seen, ago: 0, event });
            let mut said = said(&with);
            said.retain(|(_, effect)| {
                !matches!(effect, Effect::NotifyFamily { kind: FamilyMessage::NextContact, .. })
            });
            said
        };
        let nothing = Event::AppRemoved { package: "com.example.never".into() };
        let calls = Event::FamilyAnswered { contact: 0, answer: FamilyAnswer::Calling, unverified };
        prop_assert_eq!(but_the_next(nothing), but_the_next(calls));
    }

    /// A service that reads its signals again after a restart reports them with the same times.
    #[test]
    fn the_beginning_of_a_sharing_may_be_read_again_later(told in polled_late(), which in any::<Index>(), later in any::<Index>()) {
        let mut reread = told.clone();
        if let Some((at, again)) = read_again(&told, which, later) {
            reread.insert(at, again);
        }
        let (once, again) = (said(&told), said(&reread));
        if all_are_held(&told) {
            prop_assert_eq!(once, again);
        } else {
            // One of them may have been dropped, along with its end. Then it may be reported anew, but never
            // make anything quieter.
            for (at, _) in once.iter().filter(|(_, effect)| is_red(effect)) {
                prop_assert!(again.iter().any(|(earlier, effect)| earlier <= at && is_red(effect)), "no red by {at:?}");
            }
        }
    }
}

/// Minimal failures that the properties above once found.
mod found {
    use super::*;

    /// The quiet period of the early sign counted for the red one: it was over before it was raised, and was
    /// then raised again.
    #[test]
    fn red_in_a_calm_early_danger_lasts_as_long_as_any_other() {
        let mut scenario = Scenario::new();
        scenario.talked(MOBILE, 3 * MINUTE).after(1).installs(UNKNOWN, InstallSource::Sideload);
        assert!(scenario.tells(FamilyMessage::Early));
        assert!(scenario.after(10 * MINUTE + 1).display(1).warns(Level::Red));
        assert_eq!(scenario.display(1).answer(), [], "told twice");
        // A display that came with a danger keeps it open.
        assert!(!scenario.after(30 * MINUTE).dismisses());
        scenario.display_goes(1);
        assert!(!scenario.after(10 * MINUTE - 1).dismisses());
        assert!(scenario.after(1).dismisses());
    }

    #[test]
    fn the_alarm_button_in_a_calm_early_danger_lasts_as_long_as_any_other() {
        let mut scenario = Scenario::new();
        scenario.talked(MOBILE, 4 * MINUTE).after(1).installs(MEETING, InstallSource::Store);
        assert!(scenario.tells(FamilyMessage::Early));
        assert!(scenario.after(HOUR).help().warns(Level::Red));
        assert!(!scenario.after(10 * MINUTE - 1).dismisses());
        assert!(scenario.after(1).dismisses());
    }

    #[test]
    fn stopping_what_has_long_been_calm_ends_it_a_minute_later() {
        let mut scenario = Scenario::new();
        scenario.help().after(5 * MINUTE).chooses(Choice::Stop);
        assert!(!scenario.after(MINUTE - 1).dismisses());
        assert!(scenario.after(1).dismisses());
    }

    #[test]
    fn a_length_that_was_reached_before_it_was_heard_of_is_acted_on_when_it_is() {
        let told = |seen, ago, event| Report { seen: Moment::from_ms(seen), ago, event };
        let history = [
            told(40 * MINUTE, 40 * MINUTE - 1, call(Direction::Incoming, Some(MOBILE), Some(false))),
            told(40 * MINUTE, 40 * MINUTE - 2, Event::CallAnswered {}),
        ];
        let said = said(&history);
        assert_eq!(said.first().map(|(at, _)| at.ms()), Some(40 * MINUTE), "{said:?}");
    }

    /// A display that was dropped for four surer captures is reported again, and may not push one of them
    /// out.
    #[test]
    fn what_made_room_and_is_read_again_pushes_out_nothing_later() {
        let service = |package: &str| Event::CaptureServiceStarted {
            package: package.to_owned(),
            preinstalled: Some(false),
        };
        let display = Event::PrivateDisplayAdded { display: 1 };
        let told = |seen, ago, event| Report { seen: Moment::from_ms(seen), ago, event };
        let opens = |package: &str| Event::AppOpened { package: package.to_owned() };
        let history = |again: bool| {
            let mut history = vec![
                told(1, 0, service("com.example.helper")),
                told(2, 0, Event::PublicDisplayAdded { display: 3, name: None }),
                told(3, 0, opens(BANK)),
                told(4, 0, display.clone()),
                told(30 * SECOND, 0, service("com.android.systemui")),
                told(30 * SECOND + 1, 0, opens(BANK)),
                told(30 * SECOND + 2, 0, service(MEETING)),
                told(MINUTE, 0, consent(MEETING)),
                told(13 * MINUTE, 0, service(MEETING)),
                told(15 * MINUTE, 0, display.clone()),
            ];
            if again {
                history.insert(8, told(MINUTE, MINUTE - 4, display.clone()));
            }
            history
        };
        let [once, twice] = [false, true].map(|again| said(&history(again)));
        assert_eq!(once, twice);
        assert!(once.iter().any(|(_, effect)| matches!(effect, Effect::Warn { level: Level::Red, .. })));
    }

    #[test]
    fn a_dialog_told_twice_is_one_dialog() {
        let certainty = |times: usize| {
            let mut scenario = Scenario::new();
            scenario.installs(MEETING, InstallSource::Store).after(30 * SECOND).service(MEETING).after(1);
            for _ in 0..times {
                scenario.late(12 * SECOND, &consent(MEETING));
            }
            scenario.after(2 * SECOND).display(1).opens(BANK);
            scenario
                .rests_on(|fact| matches!(fact, Reason::ScreenShared { certainty: Certainty::Certain, .. }))
        };
        assert_eq!([1, 2].map(certainty), [true, true]);
    }

    #[test]
    fn a_call_that_rang_for_longer_than_calls_ring_cannot_be_taken() {
        let talks = |ms: u64| {
            let mut scenario = Scenario::new();
            scenario.rings(OVERSEAS, Some(false)).after(ms).answers().after(2 * MINUTE).opens(BANK);
            scenario.fires(RuleId::BankDuringOverseasCall)
        };
        assert_eq!([2 * MINUTE - 1, 2 * MINUTE].map(talks), [true, false]);
    }

    /// A ringing call counts as answered in time by the moment it was answered, not by what happened before that was reported.
    #[test]
    fn an_answer_in_time_that_is_told_late_counts_whatever_was_looked_at_meanwhile() {
        let talks = |looked: bool| {
            let mut scenario = Scenario::new();
            scenario.rings(OVERSEAS, Some(false)).after(2 * MINUTE + 1);
            if looked {
                scenario.event(&Event::AppRemoved { package: "com.example.never".to_owned() });
            }
            scenario.late(MINUTE, &Event::CallAnswered {});
            scenario.after(2 * MINUTE).opens(BANK).fires(RuleId::BankDuringOverseasCall)
        };
        assert_eq!([false, true].map(talks), [true, true]);
    }

    #[test]
    fn a_stop_from_before_the_display_leaves_the_display() {
        let mut scenario = Scenario::new();
        scenario.talks(MOBILE, 6 * MINUTE).service(MEETING).after(10 * SECOND).display(1).after(SECOND);
        scenario.late(
            5 * SECOND,
            &Event::CaptureServiceStopped { package: MEETING.to_owned(), ends_capture: false },
        );
        assert!(scenario.after(SECOND).opens(BANK).fires(RuleId::BankDuringShare));
    }

    /// An end that is reported late, and is older than the start, belongs to something else.
    #[test]
    fn an_end_from_before_the_beginning_ends_nothing() {
        for end in [
            Event::CallEnded {},
            Event::VoiceChatEnded {},
            Event::PrivateDisplayRemoved { display: 1 },
            Event::CaptureServiceStopped { package: MEETING.to_owned(), ends_capture: false },
            Event::DeviceBooted {},
        ] {
            let mut scenario = Scenario::new();
            scenario.after(MINUTE).voice(MEETING).service(MEETING).display(1);
            scenario.rings(OVERSEAS, Some(false)).answers().after(2 * MINUTE);
            assert_eq!(scenario.late(3 * MINUTE, &end).answer(), [], "{end:?}");
            assert!(scenario.opens(BANK).warns(Level::Red), "{end:?}");
        }
    }

    #[test]
    fn what_was_over_before_a_reboot_does_not_begin_when_it_is_read_again() {
        let mut scenario = Scenario::new();
        scenario
            .voice(CHAT)
            .after(1)
            .display(1)
            .service(MEETING)
            .after(SECOND)
            .event(&Event::DeviceBooted {});
        scenario.after(SECOND);
        scenario.late(2 * SECOND, &Event::PrivateDisplayAdded { display: 1 });
        scenario.late(2 * SECOND, &service(MEETING));
        assert_eq!(scenario.opens(BANK).answer(), []);
    }

    /// The same for one that was dropped for others since.
    #[test]
    fn what_was_forgotten_since_a_reboot_does_not_begin_when_it_is_read_again() {
        let mut scenario = Scenario::new();
        for app in [UNKNOWN, MEETING, CHAT, "com.example.other"] {
            scenario.after(SECOND).service(app);
        }
        scenario.after(SECOND).event(&Event::DeviceBooted {});
        for display in 1..=2 {
            scenario.after(20 * SECOND).display(display).after(MINUTE).consent(MEETING);
        }
        scenario.after(1).display_goes(1).display_goes(2);
        scenario.after(11 * MINUTE).installs_asking(UNKNOWN, &[Declaration::Accessibility, Declaration::Sms]);
        assert!(scenario.tells(FamilyMessage::Early));
        scenario.late(164 * SECOND + 11 * MINUTE + 1, &service(UNKNOWN));
        assert!(scenario.after(2 * HOUR + 1).tells(FamilyMessage::Ended));
    }

    /// Of several bare displays the first and the last are kept. One in between is dropped again when it is
    /// reported again.
    #[test]
    fn a_display_that_made_room_for_another_makes_room_again() {
        let said = |read_again: bool| {
            let mut scenario = Scenario::new();
            scenario.after(1).display(1).after(1).voice(CHAT).after(1).display(2).after(1).display(3);
            if read_again {
                scenario.late(1, &Event::PrivateDisplayAdded { display: 2 });
            }
            scenario.after(2_999).answer().to_vec()
        };
        assert_eq!(said(false), said(true));
    }

    /// The display continues without its service. A repeated report of the service's start is not another
    /// start.
    #[test]
    fn a_service_that_stopped_before_its_display_does_not_begin_again_when_it_is_read_again() {
        let red_at_the_next_start = |read_again: bool| {
            let mut scenario = Scenario::new();
            scenario.after(SECOND).service(UNKNOWN).after(1).display(1).after(1).service_stops(UNKNOWN);
            scenario.after(1).opens(BANK).after(14 * MINUTE).installs(UNKNOWN, InstallSource::Sideload);
            if read_again {
                scenario.late(14 * MINUTE + 3, &service(UNKNOWN));
            }
            scenario.after(20 * SECOND).service(UNKNOWN).warns(Level::Red)
        };
        assert_eq!([false, true].map(red_at_the_next_start), [true, true]);
    }

    /// The same for one that had started twice.
    #[test]
    fn a_second_beginning_of_a_service_that_stopped_is_known_when_it_is_read_again() {
        let mut scenario = Scenario::new();
        scenario
            .after(SECOND)
            .service(UNKNOWN)
            .after(1)
            .display(1)
            .after(1)
            .voice(CHAT)
            .after(1)
            .service(UNKNOWN);
        scenario.after(1).service_stops(UNKNOWN).after(1);
        assert_eq!(scenario.late(2, &service(UNKNOWN)).answer(), []);
    }
}
