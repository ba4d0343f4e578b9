//! The alarm button, diverted calls, long calls, settings screens and near-field communication.

use crate::call::Risk::{Risky, Slight};
use crate::call::{LONG_CALL_BACK, LONG_DOMESTIC_CALL, LONG_FOREIGN_CALL};
use crate::effect::FamilyMessage::{Danger, Early, Protection};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::event::Direction::{Incoming, Outgoing};
use crate::installs::Instigator;
use crate::rule::Condition::{
    CallLive, CallWithin, Called, CalledBack, Domestic, Foreign, Installed, NewCardApp, NoContact,
    PowerScreen, ProtectionScreen, RemovalScreen, ServiceNumber, Spoken, StrangerTalks, Withheld,
};
use crate::rule::{Repeat, Rule, Trigger};
use crate::time::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::HelpAsked,
        on: Trigger::Help,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[]],
        repeat: Repeat::EachOccasion,
        meaning: "The user pressed the alarm button: somebody asks to see the screen, or for money.",
        false_alarms: "Pressed by mistake.",
    },
    Rule {
        id: RuleId::CallForwarding,
        on: Trigger::Forwarding,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[CallLive(Slight), Called(Incoming)],
            &[CallWithin(Risky, Span::hours(1))],
            &[StrangerTalks(Span::seconds(20))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "Calls are diverted during or after a stranger's call, so that the bank's call will not arrive.",
        false_alarms: "The carrier's own hotline sets up a diversion that was asked for.",
    },
    Rule {
        id: RuleId::ForwardingSetUp,
        on: Trigger::Forwarding,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Called(Outgoing), ServiceNumber, CallWithin(Slight, Span::minutes(10))]],
        repeat: Repeat::EachOccasion,
        meaning: "Calls are diverted during or just after a call to a hotline that the user dialled.",
        false_alarms: "The carrier's own hotline sets up what was asked for.",
    },
    Rule {
        id: RuleId::LongStrangerCall,
        on: Trigger::LongCall,
        level: None,
        tells: Some(Early),
        when: &[
            &[Called(Incoming), CallLive(Risky), Domestic, Spoken(LONG_DOMESTIC_CALL), NoContact],
            &[CallLive(Risky), CalledBack, Spoken(LONG_CALL_BACK), NoContact],
            &[CallLive(Risky), Foreign, Spoken(LONG_FOREIGN_CALL), NoContact],
            &[CallLive(Slight), Withheld, Spoken(LONG_DOMESTIC_CALL), NoContact],
        ],
        repeat: Repeat::OncePerCaller,
        meaning: "A stranger has been on the line for very long; the phone shows nothing else yet.",
        false_alarms: "An old friend whose number is not saved: only the family hears of it.",
    },
    Rule {
        id: RuleId::SettingsDuringCall,
        on: Trigger::Settings,
        level: Some(Amber),
        tells: Some(Protection),
        when: &[
            &[ProtectionScreen, StrangerTalks(Span::seconds(30)), NoContact],
            &[ProtectionScreen, CallLive(Risky), NoContact],
            &[RemovalScreen, CallWithin(Risky, Span::minutes(30)), NoContact],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A screen that can switch the protection off is opened while a stranger talks, or one that can remove it soon after.",
        false_alarms: "The user looks at the settings unprompted after an agent's call.",
    },
    Rule {
        id: RuleId::PermissionDuringCall,
        on: Trigger::Settings,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[PowerScreen, StrangerTalks(Span::minutes(1)), NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "An app is about to be allowed, or was just allowed, to install others or to draw over them, while a stranger talks.",
        false_alarms: "A technician explains on the phone how to install the manufacturer's app.",
    },
    Rule {
        id: RuleId::NfcWithNewApp,
        on: Trigger::Nfc,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[NewCardApp(Span::days(7))], &[Installed(Instigator::Stranger, Span::days(3))]],
        repeat: Repeat::EachOccasion,
        meaning: "NFC, over which a bank card can be read, is switched on soon after the install of an app from a link that emulates a card, or of one that a stranger asked for.",
        false_alarms: "An app for a door card that was downloaded from a web page.",
    },
];
