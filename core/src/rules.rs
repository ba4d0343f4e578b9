//! The table: one entry per pattern, the worst first.
//!
//! Windows rest on the reported cases and on ordinary days, both of which are kept as traces: in the cases a stranger
//! speaks for more than five minutes before anything is installed, sharing begins within fifteen minutes of the end of
//! the call, and money leaves within hours. Couriers, agents, hotlines and mistaken calls fill ordinary days with
//! strangers, so no rule rests on a stranger alone.

use crate::call::Risk::{Risky, Slight};
use crate::call::{LONG_DOMESTIC_CALL, LONG_FOREIGN_CALL};
use crate::effect::Certainty::{Likely, Possible};
use crate::effect::FamilyMessage::{Danger, Early};
use crate::effect::Level::{Amber, Red};
use crate::effect::RuleId;
use crate::event::Direction::{Incoming, Outgoing};
use crate::installs::Word;
use crate::rule::Condition::{
    Bank, CallLive, CallWithin, Called, Domestic, Extraordinary, Foreign, InIncident, Installed,
    NamelessDisplay, NoContact, Ordinary, OwnerGrave, OwnerInstalled, OwnerSideloaded, OwnerTalks, Shared,
    SharedWithin, SideloadedForRemoteHelp, SomebodyTalks, Spoken, Unusual, VoiceChat, Wallet,
};
use crate::rule::{Rule, Said, Trigger};
use crate::time::Span;

/// A money app opened within this after the sharing stopped belongs to it, where a stranger is in the story.
pub const AFTER_SHARE: Span = Span::minutes(10);
/// The same where only the app is new or somebody's voice goes on.
pub const SOON_AFTER_SHARE: Span = Span::minutes(5);

/// Every rule, the worst first. Of those with the same trigger the first that holds gives the warning.
pub const TABLE: &[Rule] = &[
    Rule {
        id: RuleId::HelpAsked,
        on: Trigger::Help,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[]],
        said: Said::Anew,
        meaning: "The parent pressed the alarm button: somebody asks to see the screen or for money.",
        false_alarms: "Pressed by mistake.",
    },
    Rule {
        id: RuleId::BankDuringShare,
        on: Trigger::MoneyApp,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Likely), Extraordinary],
            &[Shared(Possible), NamelessDisplay, Unusual, CallLive(Risky)],
            &[Shared(Possible), NamelessDisplay, Unusual, Installed(Word::Stranger, Span::days(3))],
            &[Shared(Possible), OwnerInstalled(Word::Doubtful, Span::days(3))],
        ],
        said: Said::Anew,
        meaning: "A bank or payment app is in front while somebody far away can see the screen.",
        false_alarms: "A grandchild who looks on in a video call while a bill is paid.",
    },
    Rule {
        id: RuleId::BankAfterShare,
        on: Trigger::MoneyApp,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[SharedWithin(AFTER_SHARE), Unusual, OwnerTalks, CallWithin(Risky, Span::hours(2))],
            &[SharedWithin(AFTER_SHARE), OwnerInstalled(Word::Doubtful, Span::days(3))],
            &[
                Bank,
                SharedWithin(SOON_AFTER_SHARE),
                NoContact,
                OwnerTalks,
                OwnerInstalled(Word::Own, Span::days(1)),
            ],
            &[Bank, SharedWithin(SOON_AFTER_SHARE), NoContact, Unusual, OwnerTalks, VoiceChat],
        ],
        said: Said::Anew,
        meaning: "A money app is opened soon after the sharing stopped, with a stranger, a new app or a voice in the story.",
        false_alarms: "A child helps over a chat app, and the bank is looked at before they hang up.",
    },
    Rule {
        id: RuleId::CodesDuringShare,
        on: Trigger::Messages,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Likely), Unusual, OwnerTalks, CallWithin(Risky, Span::hours(2))],
            &[Shared(Likely), NoContact, OwnerInstalled(Word::Own, Span::days(1))],
        ],
        said: Said::Anew,
        meaning: "Text messages, where codes arrive, are opened while a stranger, or a new app, can see the screen.",
        false_alarms: "The first lesson in a new meeting app, and a message is read meanwhile.",
    },
    Rule {
        id: RuleId::ShareByInstalledApp,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[Shared(Possible), OwnerInstalled(Word::Stranger, Span::days(3))],
            &[Shared(Possible), NamelessDisplay, Unusual, Installed(Word::Stranger, Span::hours(2))],
            &[Shared(Likely), NoContact, OwnerGrave, OwnerInstalled(Word::Doubtful, Span::days(1))],
            &[
                Shared(Likely),
                NoContact,
                OwnerGrave,
                OwnerSideloaded,
                OwnerInstalled(Word::Own, Span::hours(1)),
            ],
        ],
        said: Said::Anew,
        meaning: "An app shares the screen, or asks to, that was installed while a stranger talked or just came from a link.",
        false_alarms: "A real support engineer with an unsaved number who has his tool installed.",
    },
    Rule {
        id: RuleId::ShareDuringCall,
        on: Trigger::Sharing,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[Shared(Likely), Unusual, CallLive(Risky)]],
        said: Said::Anew,
        meaning: "Sharing begins while a stranger is on the line, or while his voice goes on in an app.",
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
        said: Said::Anew,
        meaning: "A meeting, chat or remote-control app begins to share soon after a stranger's call.",
        false_alarms: "A first shared lesson within half an hour of an agent's long call.",
    },
    Rule {
        id: RuleId::RemoteControl,
        on: Trigger::Control,
        level: Some(Red),
        tells: Some(Danger),
        when: &[
            &[OwnerInstalled(Word::Doubtful, Span::days(3))],
            &[CallWithin(Risky, Span::minutes(30))],
            &[Foreign, CallWithin(Risky, Span::hours(2))],
        ],
        said: Said::Anew,
        meaning: "An app gains control of the phone during or after a stranger's call.",
        false_alarms: "An accessibility aid first switched on within half an hour of an agent's call.",
    },
    Rule {
        id: RuleId::CallForwarding,
        on: Trigger::Forwarding,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[CallLive(Slight)], &[CallWithin(Risky, Span::hours(1))]],
        said: Said::Anew,
        meaning: "Calls are diverted during or after a stranger's call, so that the bank's call will not arrive.",
        false_alarms: "The carrier's own hotline sets up a diversion that was asked for.",
    },
    Rule {
        id: RuleId::PaymentAppInIncident,
        on: Trigger::MoneyAppInstall,
        level: Some(Red),
        tells: Some(Danger),
        when: &[&[InIncident]],
        said: Said::Anew,
        meaning: "A bank, credit or payment app is installed while a danger is open: another way out for the money.",
        false_alarms: "None known.",
    },
    Rule {
        id: RuleId::BankDuringMeeting,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: None,
        when: &[&[Shared(Likely), Ordinary]],
        said: Said::OncePerOwner,
        meaning: "A money app is opened in an ordinary meeting or habitual cast that shows the screen.",
        false_alarms: "Lunch is paid in a long meeting of colleagues; said once per app.",
    },
    Rule {
        id: RuleId::InstallAfterCall,
        on: Trigger::Install,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[OwnerInstalled(Word::Doubtful, Span::minutes(1))]],
        said: Said::Anew,
        meaning: "A meeting, remote-control or unknown app is installed during or after a stranger's call.",
        false_alarms: "A teacher with an unsaved number explains at length how the lesson works.",
    },
    Rule {
        id: RuleId::InstallDuringChat,
        on: Trigger::Install,
        level: None,
        tells: Some(Early),
        when: &[&[VoiceChat, NoContact]],
        said: Said::Anew,
        meaning: "Such an app is installed while somebody talks in a chat app, whose name the phone does not tell.",
        false_alarms: "A child helps over WeChat: only the family hears of it, and knows.",
    },
    Rule {
        id: RuleId::SideloadedMeetingApp,
        on: Trigger::Install,
        level: None,
        tells: Some(Early),
        when: &[&[SideloadedForRemoteHelp, NoContact]],
        said: Said::Anew,
        meaning: "An app for meetings or remote help came from a file or a link, even with nobody on the line.",
        false_alarms: "A company hands out its meeting app as a file: only the family hears of it.",
    },
    Rule {
        id: RuleId::ShareByFreshApp,
        on: Trigger::Sharing,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Shared(Likely), NoContact, OwnerInstalled(Word::Own, Span::hours(1))],
            &[Shared(Likely), NoContact, OwnerInstalled(Word::Doubtful, Span::days(1))],
        ],
        said: Said::Anew,
        meaning: "An app installed within the hour shares the screen, even with nobody on the line.",
        false_alarms: "The first lesson in a meeting app that was installed for it.",
    },
    Rule {
        id: RuleId::ShareDuringChat,
        on: Trigger::Sharing,
        level: Some(Amber),
        tells: None,
        when: &[&[Shared(Likely), Unusual, SomebodyTalks, NoContact]],
        said: Said::OncePerOwner,
        meaning: "Sharing begins in a conversation that has just begun, with somebody of whom the phone knows nothing.",
        false_alarms: "A grandchild in a video call; said once per app.",
    },
    Rule {
        id: RuleId::BankDuringOverseasCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Foreign, CallLive(Risky)]],
        said: Said::Anew,
        meaning: "A money app is opened while somebody from overseas, or without a number, is on the line.",
        false_alarms: "A relative abroad whose number is not saved.",
    },
    Rule {
        id: RuleId::BankAfterInstall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[
            &[Bank, Installed(Word::Stranger, Span::days(1))],
            &[Wallet, Installed(Word::Stranger, Span::hours(2))],
            &[Bank, Installed(Word::Doubtful, Span::hours(2))],
        ],
        said: Said::Anew,
        meaning: "A money app is opened after an app was installed on a stranger's word.",
        false_alarms: "The same as for the install itself.",
    },
    Rule {
        id: RuleId::BankAfterOverseasCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: Some(Early),
        when: &[&[Bank, Foreign, CallWithin(Risky, Span::minutes(30)), Spoken(Span::minutes(3))]],
        said: Said::Anew,
        meaning: "A bank is opened soon after a real talk with somebody from overseas or without a number.",
        false_alarms: "A child abroad with a new number who asks for money, which the family can settle with one call.",
    },
    Rule {
        id: RuleId::BankDuringCall,
        on: Trigger::MoneyApp,
        level: Some(Amber),
        tells: None,
        when: &[
            &[Bank, Domestic, CallLive(Risky), Spoken(Span::minutes(5))],
            &[Wallet, Domestic, CallLive(Risky), Spoken(Span::minutes(10))],
        ],
        said: Said::Anew,
        meaning: "A money app is opened while a stranger has long been on the line.",
        false_alarms: "A seller stays on the line until he is paid.",
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
        said: Said::Anew,
        meaning: "A bank is opened soon after a stranger's long call.",
        false_alarms: "The bank's own branch rings from a landline about a deposit.",
    },
    Rule {
        id: RuleId::LongStrangerCall,
        on: Trigger::LongCall,
        level: None,
        tells: Some(Early),
        when: &[
            &[Called(Incoming), CallLive(Risky), Domestic, Spoken(LONG_DOMESTIC_CALL)],
            &[CallLive(Risky), Foreign, Spoken(LONG_FOREIGN_CALL)],
        ],
        said: Said::Anew,
        meaning: "A stranger holds the line for very long; the phone shows nothing else yet.",
        false_alarms: "An old friend whose number is not saved: only the family hears of it.",
    },
];
