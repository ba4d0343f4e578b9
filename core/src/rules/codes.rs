//! Text messages, where codes arrive, come to the front.

use crate::call::Risk::{Risky, Slight};
use crate::effect::Certainty::Likely;
use crate::effect::FamilyMessage::{Danger, Early};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::event::Direction::Incoming;
use crate::installs::Instigator;
use crate::rule::Condition::{
    CallLive, CallWithin, Called, Domestic, Foreign, NoContact, NoFamilyHelp, NoHabit, OwnerChats,
    OwnerGrave, OwnerInstalled, OwnerTalks, ServiceNumber, Shared, Unusual, WithoutContact,
};
use crate::rule::{Repeat, Rule, Trigger};
use crate::time::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::CodesDuringShare,
        on: Trigger::Messages,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Likely), Unusual, OwnerTalks, Foreign, CallWithin(Risky, Span::hours(2))],
            &[
                Shared(Likely),
                WithoutContact,
                Unusual,
                OwnerTalks,
                Domestic,
                CallWithin(Risky, Span::minutes(45)),
            ],
            &[Shared(Likely), Unusual, CallLive(Slight), ServiceNumber, Called(Incoming)],
            &[Shared(Likely), NoContact, OwnerInstalled(Instigator::MaybeStranger, Span::days(3))],
            &[Shared(Likely), NoContact, OwnerInstalled(Instigator::Nobody, Span::hours(2))],
            &[Shared(Likely), NoContact, OwnerGrave, OwnerInstalled(Instigator::Nobody, Span::days(1))],
            &[Shared(Likely), NoContact, NoFamilyHelp, OwnerChats, NoHabit],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "Text messages, where codes arrive, are opened while a stranger or a new app can see the screen.",
        false_alarms: "A message is read in the first lesson in a new meeting app.",
    },
    Rule {
        id: RuleId::CodesDuringChatShare,
        on: Trigger::Messages,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Shared(Likely), OwnerChats, NoHabit, NoFamilyHelp],
            &[Shared(Likely), NoContact, NoFamilyHelp, OwnerInstalled(Instigator::Nobody, Span::days(3))],
            &[Shared(Likely), Unusual, OwnerTalks, CallLive(Slight), NoContact],
            &[Shared(Likely), Unusual, OwnerTalks, Domestic, CallWithin(Risky, Span::minutes(45))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "Text messages are in front while a new app, or one that does not do so every week, shows the screen.",
        false_alarms: "A message is read while a child watches in a video call, or in the first lesson in a new meeting app.",
    },
    Rule {
        id: RuleId::CodesDuringCall,
        on: Trigger::Messages,
        level: Some(Amber),
        tells: None,
        when: &[&[Foreign, CallLive(Risky), NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "Text messages, where codes arrive, are opened while somebody from overseas, or without a number, is on the line.",
        false_alarms: "A relative abroad whose number is not saved sends a message during the talk.",
    },
];
