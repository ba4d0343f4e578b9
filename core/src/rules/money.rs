//! A money app comes to the front, or is there as sharing begins.

use crate::call::Risk::Risky;
use crate::effect::Certainty::{Likely, Possible};
use crate::effect::FamilyMessage::{Danger, Early};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::event::Direction::{Incoming, Outgoing};
use crate::installs::Instigator;
use crate::rule::Condition::{
    Bank, BeganInChat, CallLive, CallWithin, Called, Domestic, Extraordinary, FamilyHelps, Foreign,
    Installed, Led, NamelessDisplay, NoContact, NoFamilyHelp, NoHabit, OperatedByTrojan, OperatedFromLink,
    Ordinary, OwnerInstalled, OwnerIsForTalking, OwnerTalks, Shared, SharedWithin, Spoken, Unusual,
    VoiceChat, Wallet, WithoutContact,
};
use crate::rule::{Repeat, Rule, Trigger};
use crate::time::Span;

use super::{AFTER_SHARE, SOON_AFTER_SHARE};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::BankDuringShare,
        on: Trigger::MoneyApp,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Likely), Extraordinary, NoFamilyHelp],
            &[Shared(Possible), NamelessDisplay, Led, CallLive(Risky)],
            &[Bank, Shared(Possible), NamelessDisplay, BeganInChat, NoHabit, NoContact, NoFamilyHelp],
            &[Shared(Possible), NamelessDisplay, Unusual, Installed(Instigator::Stranger, Span::days(3))],
            &[Shared(Possible), OwnerInstalled(Instigator::MaybeStranger, Span::days(3))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A bank or payment app is in front while somebody far away can see the screen.",
        false_alarms: "A grandchild watches in a video call while a bill is paid.",
    },
    Rule {
        id: RuleId::BankUnderControl,
        on: Trigger::MoneyApp,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[OperatedFromLink(Span::hours(1))], &[OperatedByTrojan(Span::days(7))]],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is in front while an app can operate the phone that came from a link within the hour or asks for powers that only a trojan needs.",
        false_alarms: "An ad skipper is installed on a phone that does not report what apps ask for, and a bill is paid within the hour.",
    },
    Rule {
        id: RuleId::BankDuringFamilyHelp,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Shared(Likely), Extraordinary, FamilyHelps]],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is in front while the screen is shared and a family member is on the line, with no stranger involved.",
        false_alarms: "A child helps with a payment: a caution, and a note to the family, who know about it.",
    },
    Rule {
        id: RuleId::BankAfterShare,
        on: Trigger::MoneyApp,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[SharedWithin(AFTER_SHARE), Unusual, OwnerTalks, Foreign, CallWithin(Risky, Span::hours(2))],
            &[
                SharedWithin(AFTER_SHARE),
                WithoutContact,
                Unusual,
                OwnerTalks,
                Domestic,
                CallWithin(Risky, Span::minutes(45)),
            ],
            &[SharedWithin(AFTER_SHARE), OwnerInstalled(Instigator::MaybeStranger, Span::days(3))],
            &[
                Bank,
                SharedWithin(SOON_AFTER_SHARE),
                WithoutContact,
                NoContact,
                OwnerTalks,
                OwnerInstalled(Instigator::Nobody, Span::days(1)),
            ],
            &[
                Bank,
                SharedWithin(SOON_AFTER_SHARE),
                WithoutContact,
                NoContact,
                Unusual,
                OwnerTalks,
                VoiceChat,
            ],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is opened soon after the sharing stopped, with a stranger, a new app or a voice chat involved.",
        false_alarms: "A child helps over a chat app, and the bank is opened before they hang up.",
    },
    Rule {
        id: RuleId::BankDuringHabitualShare,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Bank, Shared(Likely), Ordinary, OwnerIsForTalking]],
        repeat: Repeat::EachOccasion,
        meaning: "A bank is opened in an ordinary meeting or habitual cast: a habit can be trained.",
        false_alarms: "A bank is opened in a long meeting.",
    },
    Rule {
        id: RuleId::BankDuringMeeting,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: None,
        when: &[
            &[Bank, Shared(Likely), Ordinary],
            &[Wallet, Shared(Likely), Ordinary, OwnerTalks],
            &[Wallet, Shared(Likely), Ordinary, NoHabit],
        ],
        repeat: Repeat::OncePerOwner,
        meaning: "A money app is opened in an ordinary meeting or habitual cast that shows the screen.",
        false_alarms: "Lunch is paid for in a long meeting of colleagues; said once per app.",
    },
    Rule {
        id: RuleId::BankDuringOverseasCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Bank, Foreign, CallLive(Risky), NoContact],
            &[Wallet, Foreign, CallLive(Risky), Spoken(Span::minutes(3)), NoContact],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is opened while somebody from overseas, or without a number, is on the line.",
        false_alarms: "A relative abroad whose number is not saved.",
    },
    Rule {
        id: RuleId::BankAfterInstall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Bank, Installed(Instigator::Stranger, Span::days(1))],
            &[Wallet, Installed(Instigator::Stranger, Span::hours(2))],
            &[Bank, Installed(Instigator::MaybeStranger, Span::hours(2))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is opened after an app was installed on a stranger's word.",
        false_alarms: "The same as for the install itself.",
    },
    Rule {
        id: RuleId::BankAfterOverseasCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Bank, Foreign, CallWithin(Risky, Span::minutes(30)), Spoken(Span::minutes(3))]],
        repeat: Repeat::EachOccasion,
        meaning: "A bank is opened soon after a real conversation with somebody from overseas or without a number.",
        false_alarms: "A child abroad with a new number asks for money, which the family can settle with one call.",
    },
    Rule {
        id: RuleId::BankDuringDialledCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Bank, Called(Outgoing), CallLive(Risky), NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "A bank or lender is opened while a stranger whom the user dialled is on the line.",
        false_alarms: "A seller is called, and paid from the bank during the call.",
    },
    Rule {
        id: RuleId::BankDuringCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: None,
        when: &[
            &[Bank, Domestic, CallLive(Risky), Spoken(Span::minutes(5)), NoContact],
            &[Wallet, Domestic, CallLive(Risky), Spoken(Span::minutes(10)), NoContact],
            &[Wallet, Foreign, CallLive(Risky), NoContact],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A money app is opened while a stranger has been on the line for long.",
        false_alarms: "A seller stays on the line until they are paid.",
    },
    Rule {
        id: RuleId::BankAfterCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: None,
        when: &[
            &[
                Bank,
                Domestic,
                Called(Outgoing),
                Spoken(Span::minutes(5)),
                CallWithin(Risky, Span::minutes(30)),
            ],
            &[
                Bank,
                Domestic,
                Called(Incoming),
                Spoken(Span::minutes(15)),
                CallWithin(Risky, Span::minutes(30)),
            ],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A bank is opened soon after a stranger's long call.",
        false_alarms: "The bank's own branch rings from a landline about a deposit.",
    },
];
