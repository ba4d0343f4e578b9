//! A sign of sharing arrives.

use crate::call::Risk::{Risky, Slight};
use crate::effect::Certainty::{Likely, Possible};
use crate::effect::FamilyMessage::{Danger, Early};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::event::Direction::Incoming;
use crate::installs::Instigator;
use crate::rule::Condition::{
    BeganInChat, CallLive, CallWithin, Called, Domestic, Foreign, Installed, NamelessDisplay, NoContact,
    NoFamilyHelp, NoHabit, NoVoiceChat, OwnerAsksForMuch, OwnerChats, OwnerGrave, OwnerInstalled,
    OwnerOperates, OwnerSideloaded, OwnerTalks, ServiceNumber, Shared, SideloadedForRemoteHelp, Spoken,
    Unusual, VoiceJustBegan,
};
use crate::rule::{Repeat, Rule, Trigger};
use crate::time::Span;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::ShareByInstalledApp,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Possible), OwnerInstalled(Instigator::Stranger, Span::days(30))],
            &[Shared(Possible), NamelessDisplay, Unusual, Installed(Instigator::Stranger, Span::hours(2))],
            &[
                Shared(Likely),
                NoContact,
                OwnerGrave,
                OwnerInstalled(Instigator::MaybeStranger, Span::days(1)),
            ],
            &[
                Shared(Likely),
                NoContact,
                SideloadedForRemoteHelp,
                OwnerInstalled(Instigator::Nobody, Span::hours(1)),
            ],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "An app that was installed while a stranger talked, or that just came from a link, shares the screen or asks to.",
        false_alarms: "A genuine support engineer with an unsaved number has a tool installed.",
    },
    Rule {
        id: RuleId::ShareByControllingApp,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[
                Shared(Likely),
                NoContact,
                OwnerSideloaded,
                OwnerOperates,
                OwnerInstalled(Instigator::Nobody, Span::days(7)),
            ],
            &[
                Shared(Likely),
                NoContact,
                OwnerSideloaded,
                OwnerAsksForMuch,
                OwnerInstalled(Instigator::Nobody, Span::days(7)),
            ],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "An app that came from a link within the week captures the screen, and can operate the phone or asks for powers that a trojan needs.",
        false_alarms: "The user installed a remote-control app from its maker's page.",
    },
    Rule {
        id: RuleId::ShareDuringCall,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[Shared(Likely), Unusual, CallLive(Risky), NoContact]],
        repeat: Repeat::EachOccasion,
        meaning: "Sharing begins while a stranger is on the line, or continues the conversation in an app.",
        false_alarms: "A friend with a new number helps with the phone.",
    },
    Rule {
        id: RuleId::ShareAfterCall,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[
                Shared(Likely),
                Unusual,
                OwnerTalks,
                NoContact,
                Domestic,
                Spoken(Span::minutes(5)),
                CallWithin(Risky, Span::minutes(30)),
            ],
            &[Shared(Likely), Unusual, OwnerTalks, NoContact, Foreign, CallWithin(Risky, Span::hours(1))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "A meeting, chat or remote-control app begins to share soon after a stranger's call.",
        false_alarms: "A first shared lesson within half an hour of an agent's long call.",
    },
    Rule {
        id: RuleId::ShareByFreshApp,
        on: Trigger::Sharing,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Shared(Likely), NoContact, OwnerInstalled(Instigator::Nobody, Span::hours(1))],
            &[Shared(Likely), NoContact, OwnerInstalled(Instigator::MaybeStranger, Span::days(1))],
        ],
        repeat: Repeat::EachOccasion,
        meaning: "An app installed within the hour shares the screen, even with nobody on the line.",
        false_alarms: "The first lesson in a meeting app that was installed for it.",
    },
    Rule {
        id: RuleId::ShareDuringServiceCall,
        on: Trigger::Sharing,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Shared(Likely), Unusual, CallLive(Slight), ServiceNumber, Called(Incoming)]],
        repeat: Repeat::EachOccasion,
        meaning: "Sharing begins while a hotline is on the line: such numbers can be forged.",
        false_alarms: "The phone maker's own hotline helps remotely.",
    },
    Rule {
        id: RuleId::ShareDuringChat,
        on: Trigger::Sharing,
        level: Some(Amber),
        tells: None,
        when: &[
            &[Shared(Likely), Unusual, VoiceJustBegan(Span::minutes(5)), NoFamilyHelp, NoContact],
            &[Shared(Likely), Unusual, CallLive(Slight), NoContact],
            &[Shared(Likely), Unusual, CallLive(Risky)],
        ],
        repeat: Repeat::OncePerOwner,
        meaning: "Sharing begins in a conversation that has just begun, with somebody unknown to the phone.",
        false_alarms: "A grandchild in a video call; said once per app.",
    },
    Rule {
        id: RuleId::ShareInChatApp,
        on: Trigger::Sharing,
        level: None,
        tells: Some(Early),
        when: &[
            &[Shared(Likely), OwnerChats, NoHabit, NoVoiceChat, NoContact],
            &[Shared(Possible), NamelessDisplay, BeganInChat, NoHabit, NoVoiceChat, NoContact],
        ],
        repeat: Repeat::OncePerOwner,
        meaning: "A chat app that does not share every week shows the screen, and no voice is heard.",
        false_alarms: "A grandchild watches without sound: only the family hears of it, once per app.",
    },
];
