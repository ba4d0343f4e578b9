//! Every effect of one danger carries the id of its incident, and no other danger's effect does.

use std::collections::BTreeSet;

use kinguard_core::effect::{Effect, FamilyMessage, IncidentId, Level, RuleId};
use kinguard_core::engine::Engine;
use kinguard_core::event::{Capability, Choice, Event, FamilyAnswer, InstallSource};
use kinguard_core::time::{Moment, Span};
use kinguard_core::trace::ExpectedEffect;
use kinguard_tests::scenario::{BANK, HOUR, MINUTE, MOBILE, OVERSEAS, SECOND, Scenario, UNKNOWN, opened};

fn incident_of(effect: &Effect) -> Option<IncidentId> {
    match effect {
        Effect::Warn { incident, .. }
        | Effect::Dismiss { incident }
        | Effect::Help { incident, .. }
        | Effect::NotifyFamily { incident, .. } => *incident,
    }
}

/// Collects what a scenario's steps say.
#[derive(Default)]
struct Said(Vec<Effect>);

impl Said {
    fn note(&mut self, scenario: &Scenario) {
        self.0.extend_from_slice(scenario.answer());
    }

    fn has(&self, kind: FamilyMessage) -> bool {
        self.0.iter().any(|effect| matches!(effect, Effect::NotifyFamily { kind: said, .. } if *said == kind))
    }

    fn warned(&self, level: Level) -> bool {
        self.0.iter().any(|effect| matches!(effect, Effect::Warn { level: said, .. } if *said == level))
    }

    fn ids(&self) -> BTreeSet<Option<IncidentId>> {
        self.0.iter().map(incident_of).collect()
    }
}

/// A danger from its first sign, an app that a stranger had installed, to its end.
fn live_through_a_danger(scenario: &mut Scenario) -> Said {
    let mut said = Said::default();
    said.note(scenario.talks(MOBILE, 6 * MINUTE).installs(UNKNOWN, InstallSource::Sideload));
    said.note(scenario.hangs_up());
    said.note(scenario.after(MINUTE).shares(UNKNOWN));
    said.note(scenario.after(SECOND).opens(BANK));
    said.note(scenario.after(SECOND).chooses(Choice::Continue));
    said.note(scenario.after(4 * MINUTE));
    said.note(scenario.chooses(Choice::MoneySent));
    said.note(scenario.shares_no_more(UNKNOWN));
    said.note(scenario.event(&Event::AppRemoved { package: UNKNOWN.to_owned() }));
    said.note(scenario.after(3 * HOUR));
    said
}

#[test]
fn all_that_is_said_of_one_danger_carries_one_id() {
    let said = live_through_a_danger(&mut Scenario::new());
    for kind in [
        FamilyMessage::Early,
        FamilyMessage::Danger,
        FamilyMessage::WentOn,
        FamilyMessage::NextContact,
        FamilyMessage::MoneySent,
        FamilyMessage::Ended,
    ] {
        assert!(said.has(kind), "{kind:?} in {:?}", said.0);
    }
    assert!(said.warned(Level::Amber) && said.warned(Level::Red), "{:?}", said.0);
    assert!(said.0.iter().any(|effect| matches!(effect, Effect::Dismiss { .. })), "{:?}", said.0);
    let opened = IncidentId::new(6 * MINUTE);
    assert_eq!(said.ids(), BTreeSet::from([Some(opened)]), "{:?}", said.0);
}

#[test]
fn the_next_danger_has_another_id() {
    let mut scenario = Scenario::new();
    let first = live_through_a_danger(&mut scenario).ids();
    let second = live_through_a_danger(scenario.after(50 * HOUR)).ids();
    assert_eq!((first.len(), second.len()), (1, 1), "{first:?} {second:?}");
    assert!(first < second, "{first:?} {second:?}");
}

#[test]
fn a_danger_is_the_same_after_a_restart() {
    let mut scenario = Scenario::new();
    scenario.talks(MOBILE, 6 * MINUTE).installs(UNKNOWN, InstallSource::Sideload);
    let early = scenario.answer().first().and_then(incident_of);
    let mut restored = Engine::restore(&scenario.engine().snapshot()).expect("it was just written");
    let now = scenario.now() + Span::from_ms(1);
    restored.observe(now, now, &Event::HelpAsked {});
    let again = restored.observe(now, now, &opened(BANK)).effects;
    let said = restored.observe(now, now, &Event::WarningAnswered { choice: Choice::Continue }).effects;
    assert_eq!(early, Some(IncidentId::new(6 * MINUTE)));
    let ids: BTreeSet<_> = again.iter().chain(&said).map(incident_of).collect();
    assert_eq!(ids, BTreeSet::from([early]), "{again:?} {said:?}");
}

/// A contact calls the first sign fine, and in the same millisecond the user asks for help.
#[test]
fn two_dangers_of_one_millisecond_have_two_ids() {
    let mut scenario = Scenario::new();
    let mut first = Said::default();
    let mut second = Said::default();
    first.note(scenario.talks(OVERSEAS, 6 * MINUTE).installs(UNKNOWN, InstallSource::Sideload));
    let fine = Event::FamilyAnswered { contact: 0, answer: FamilyAnswer::Fine, unverified: false };
    first.note(scenario.event(&fine));
    second.note(scenario.event(&Event::HelpAsked {}));
    assert_eq!(first.ids(), BTreeSet::from([Some(IncidentId::new(6 * MINUTE))]));
    assert_eq!(second.ids(), BTreeSet::from([Some(IncidentId::new(6 * MINUTE + 1))]));
}

#[test]
fn an_id_is_never_lower_than_the_one_before() {
    let latest = IncidentId::new(1_000);
    let after = |opened: u64| IncidentId::after(Some(latest), Moment::from_ms(opened)).number();
    assert_eq!([999, 1_000, 1_001, 1_002].map(after), [1_001, 1_001, 1_001, 1_002]);
    assert_eq!(IncidentId::after(None, Moment::from_ms(0)).number(), 0);
    assert_eq!(IncidentId::after(Some(IncidentId::new(u64::MAX)), Moment::LAST).number(), u64::MAX);
}

#[test]
fn a_trace_may_expect_an_incident() {
    let expected = |text: &str| serde_json::from_str::<ExpectedEffect>(text).expect("it is well formed");
    let found = |number| Effect::NotifyFamily {
        kind: FamilyMessage::Ended,
        rule: RuleId::HelpAsked,
        incident: Some(IncidentId::new(number)),
    };
    let any = expected(r#"{"type":"notify_family"}"#);
    let fifth = expected(r#"{"type":"notify_family","incident":5}"#);
    assert_eq!([4, 5].map(|number| any.is_met_by(&found(number))), [true, true]);
    assert_eq!([4, 5].map(|number| fifth.is_met_by(&found(number))), [false, true]);
}

#[test]
fn what_belongs_to_no_danger_carries_no_id() {
    let mut scenario = Scenario::new();
    let lost = Event::ProtectionChanged { capability: Capability::Overlay, granted: false };
    let restored = Event::ProtectionChanged { capability: Capability::Overlay, granted: true };
    let mut said = Said::default();
    said.note(scenario.event(&lost));
    said.note(scenario.event(&restored));
    said.note(scenario.chooses(Choice::MoneySent));
    assert!(said.has(FamilyMessage::Protection) && said.has(FamilyMessage::Restored), "{:?}", said.0);
    assert!(said.has(FamilyMessage::MoneySent), "{:?}", said.0);
    assert_eq!(said.ids(), BTreeSet::from([None]), "{:?}", said.0);
}

/// In a state written before incidents had ids, the moment at which the open one began is its id.
#[test]
fn an_old_danger_is_known_by_its_beginning() {
    let mut scenario = Scenario::new();
    scenario.talks(MOBILE, 6 * MINUTE).installs(UNKNOWN, InstallSource::Sideload);
    let now_written = scenario.engine().snapshot();
    let id = 6 * MINUTE;
    let old =
        now_written.replace(&format!("\"id\":{id},"), "").replace(&format!("\"latest_incident\":{id},"), "");
    assert_ne!(old, now_written);
    assert!(!old.contains("latest_incident") && !old.contains("\"id\""), "{old}");
    let mut engine = Engine::restore(&old).expect("an old state is read");
    let now = scenario.now();
    let said = engine.observe(now, now, &Event::HelpAsked {}).effects;
    assert_eq!(
        said.iter().map(incident_of).collect::<BTreeSet<_>>(),
        BTreeSet::from([Some(IncidentId::new(id))])
    );
}
