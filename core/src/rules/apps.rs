//! An app comes onto the phone, or gains control of it.

use crate::call::Risk::Risky;
use crate::effect::FamilyMessage::{Danger, Early};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::installs::Instigator;
use crate::rule::Condition::{
    CallWithin, Foreign, InRed, NoContact, OwnerAsksForMuch, OwnerInstalled, OwnerSideloaded,
    SideloadedForRemoteHelp, VoiceChat,
};
use crate::rule::{Repeat, Rule, Trigger};
use crate::time::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::RemoteControl,
        on: Trigger::Control,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[OwnerInstalled(Instigator::Stranger, Span::days(30))],
            &[Foreign, CallWithin(Risky, Span::hours(2))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "An app that a stranger had installed gains control of the phone, or any app does during or after a call from overseas.",
        false_alarms: "An accessibility aid that is first enabled within half an hour of an agent's call.",
    },
    Rule {
        id: RuleId::ControlAfterCall,
        on: Trigger::Control,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[CallWithin(Risky, Span::minutes(30))],
            &[OwnerInstalled(Instigator::MaybeStranger, Span::days(3))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A long-installed app, or one from a store, gains control of the phone during or soon after a stranger's call.",
        false_alarms: "A shop assistant explains a watch's app on the phone.",
    },
    Rule {
        id: RuleId::SideloadedAppInControl,
        on: Trigger::Control,
        level: None,
        tells: Some(Early),
        when: &[&[OwnerSideloaded, OwnerInstalled(Instigator::Nobody, Span::days(30))]],
        repeat: Repeat::EachOccasion,
        meaning: "An app from a file or a link gains control of the phone, even with nobody on the line.",
        false_alarms: "An ad skipper: only the family hears of it, once.",
    },
    Rule {
        id: RuleId::PaymentAppInIncident,
        on: Trigger::MoneyAppInstall,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[InRed]],
        repeat: Repeat::EachOccasion,
        meaning: "A bank, credit or payment app is installed while a red danger is open: another way out for the money.",
        false_alarms: "None known.",
    },
    Rule {
        id: RuleId::MoneyAppAfterCall,
        on: Trigger::MoneyAppInstall,
        level: None,
        tells: Some(Early),
        when: &[&[CallWithin(Risky, Span::minutes(30)), NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "A bank, lender, broker, crypto or payment app is installed during or soon after a stranger's call.",
        false_alarms: "A shop sets up a phone, or the bank's own clerk helps: only the family hears of it, once.",
    },
    Rule {
        id: RuleId::InstallAfterCall,
        on: Trigger::Install,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[OwnerInstalled(Instigator::MaybeStranger, Span::minutes(1))]],
        repeat: Repeat::EachOccasion,
        meaning: "A meeting, remote-control or unknown app is installed during or after a stranger's call.",
        false_alarms: "A teacher with an unsaved number explains at length how the lesson works.",
    },
    Rule {
        id: RuleId::InstallDuringChat,
        on: Trigger::Install,
        level: None,
        tells: Some(Early),
        when: &[&[VoiceChat, NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "Such an app is installed during a voice chat with somebody the phone cannot name.",
        false_alarms: "A child helps over WeChat: only the family hears of it, and knows.",
    },
    Rule {
        id: RuleId::SideloadedMeetingApp,
        on: Trigger::Install,
        level: None,
        tells: Some(Early),
        when: &[&[SideloadedForRemoteHelp, NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "An app for meetings or remote help came from a file or a link, even with nobody on the line.",
        false_alarms: "A company hands out its meeting app as a file: only the family hears of it.",
    },
    Rule {
        id: RuleId::PowerfulAppInstalled,
        on: Trigger::Install,
        level: None,
        tells: Some(Early),
        when: &[&[OwnerSideloaded, OwnerAsksForMuch, NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "An app that came from a file or a link asks for a combination of powers that only a trojan needs.",
        false_alarms: "A company hands out the app that manages its phones: only the family hears of it.",
    },
];
