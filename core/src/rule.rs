//! The vocabulary in which rules are written.

use crate::call::Risk;
use crate::catalog::Category;
use crate::effect::{Certainty, FamilyMessage, Level, Origin, RuleId};
use crate::event::{Direction, InstallSource, SettingsScreen};
use crate::installs::{Ability, Install, Instigator};
use crate::package::PackageName;
use crate::situation::{OwnerKind, RuleContext, Situation};
use crate::time::Span;

/// One pattern of danger.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// The trigger: the kind of event on which rules are evaluated.
    pub on: Trigger,
    /// The warning; `None` for a rule that only tells the family.
    pub level: Option<Level>,
    /// The message to the family; `None` for a rule that only cautions the user.
    pub tells: Option<FamilyMessage>,
    /// It holds when every condition of any one of these lines holds.
    pub when: &'static [&'static [Condition]],
    /// The repeat policy.
    pub repeat: Repeat,
    /// The meaning in one sentence.
    pub meaning: &'static str,
    /// In which ordinary situations it is known to be wrong.
    pub false_alarms: &'static str,
}

impl Rule {
    /// The situation in which it holds, if it does: with the weightiest call and the gravest capture for which it does.
    #[must_use]
    pub fn found_in<'context, 'phone>(
        &self,
        context: &'context RuleContext<'phone>,
    ) -> Option<Situation<'context, 'phone>> {
        self.when.iter().find_map(|line| found_in(line, context))
    }

    /// Returns whether every line of it asks for a sharing that goes on.
    #[must_use]
    pub fn concerns_live_sharing(&self) -> bool {
        self.when.iter().all(|line| line.iter().any(|condition| matches!(condition, Condition::Shared(_))))
    }
}

/// Conditions on the call never ask about the capture, nor the other way round: each is looked for on its own.
fn found_in<'context, 'phone>(
    line: &[Condition],
    context: &'context RuleContext<'phone>,
) -> Option<Situation<'context, 'phone>> {
    let bare = Situation { context, call: None, share: None };
    let hold = |subject: Subject, situation: &Situation<'_, '_>| {
        line.iter()
            .filter(|condition| condition.subject() == subject)
            .all(|condition| condition.holds(situation))
    };
    // What rules a line out at the least cost comes first: hardly ever is anything shared.
    let with_share = context.shares.iter().map(|share| Situation { share: Some(share), ..bare });
    let share = with_share.chain([bare]).find(|situation| hold(Subject::Share, situation))?.share;
    if !hold(Subject::Context, &bare) {
        return None;
    }
    let with_call = context.calls.iter().map(|call| Situation { call: Some(call), ..bare });
    let call = with_call.chain([bare]).find(|situation| hold(Subject::Call, situation))?.call;
    Some(Situation { context, call, share })
}

/// The subject of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Call,
    Share,
    Context,
}

/// The trigger: the kind of event on which rules are evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The alarm button.
    Help,
    /// A bank or payment app came to the front, or was there when sharing began.
    MoneyApp,
    /// Text messages came to the front.
    Messages,
    /// A sign of sharing arrived.
    Sharing,
    /// An app that can carry a fraud was installed.
    Install,
    /// A money app was installed.
    MoneyAppInstall,
    /// An app gained control of the phone.
    Control,
    /// Calls are diverted.
    Forwarding,
    /// A call has lasted for long.
    LongCall,
    /// A settings screen came to the front.
    Settings,
    /// Near-field communication was switched on.
    Nfc,
}

/// The policy for repeating a rule's warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Whenever it holds anew and its warning does not stand.
    EachOccasion,
    /// Once per capturing app in a month: a word of caution that is soon known.
    OncePerOwner,
    /// Once per caller in a month: the family knows then who it is.
    OncePerCaller,
}

/// A condition on the situation. A window is half-open: what lies exactly at its limit is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A call of at least this risk goes on, on the line or, moved, in an app.
    CallLive(Risk),
    /// A call of at least this risk goes on, or ended less than this ago.
    CallWithin(Risk, Span),
    /// That call is from overseas, or from nobody that could be told.
    Foreign,
    /// That call is from home.
    Domestic,
    /// The direction of the call.
    Called(Direction),
    /// They have spoken at least this long, in this and the calls shortly before it.
    Spoken(Span),
    /// The person called back who had rung or written before.
    CalledBack,
    /// The number is that of a hotline. Such numbers can be forged.
    ServiceNumber,
    /// The number was withheld, or could not be told.
    Withheld,
    /// Voice in an app goes on.
    VoiceChat,
    /// Voice in an app is heard, and had begun less than this before the sharing.
    VoiceJustBegan(Span),
    /// No voice in an app is heard.
    NoVoiceChat,
    /// No contact is on the line.
    NoContact,
    /// A stranger has been on the line for that long, however little it is.
    StrangerTalks(Span),
    /// One of the family helps, and no stranger is in the story.
    FamilyHelps,
    /// Not so.
    NoFamilyHelp,
    /// Somebody far away may see the screen now, at least this surely.
    Shared(Certainty),
    /// A display of unknown purpose is there, and nothing more; one that a car or an app's own pages explain only where some
    /// app came on somebody's word.
    NamelessDisplay,
    /// Sharing ended less than this ago.
    SharedWithin(Span),
    /// The sharing app is a meeting, chat or remote-control app, came lately, or could not be told.
    OwnerTalks,
    /// The sharing app, or the one that gained control, was installed less than this ago, on at least this word.
    OwnerInstalled(Instigator, Span),
    /// That app is a remote-control app or of unknown origin, not a known meeting app from a store.
    OwnerGrave,
    /// That app did not come from a store.
    OwnerSideloaded,
    /// The sharing app is a meeting, chat or remote-control app.
    OwnerIsForTalking,
    /// The sharing app is a chat app.
    OwnerChats,
    /// A chat app was in front as the display came.
    BeganInChat,
    /// The sharing app can also operate the phone, and asks for more than an ad skipper does.
    OwnerOperates,
    /// That app came from a file or a link, and asks for what only a trojan needs together.
    OwnerAsksForMuch,
    /// This phone does not share in that way every week anyway.
    NoHabit,
    /// Somebody's voice may have led the person to begin the sharing.
    Led,
    /// No contact was on the line from the sharing's beginning to its end, or is since then.
    WithoutContact,
    /// The app in question came from a file or a link and names meetings or remote help.
    SideloadedForRemoteHelp,
    /// Some app was installed less than this ago, on at least this word.
    Installed(Instigator, Span),
    /// A stranger's voice may have led to the sharing; or else this phone does not do it every week anyway, and it is no
    /// meeting in which the person had sat for a while.
    Unusual,
    /// Not one of the ordinary ways to capture the screen, see [`Situation::share_is_ordinary`].
    Extraordinary,
    /// One of them.
    Ordinary,
    /// The app in question keeps savings: a bank, a lender, a broker.
    Bank,
    /// The app in question is a wallet.
    Wallet,
    /// An app from a link that came less than this ago can operate the phone, and may ask for more than an ad skipper does.
    OperatedFromLink(Span),
    /// An app from a link that came less than this ago can operate the phone, and asks for what only a trojan needs.
    OperatedByTrojan(Span),
    /// An app from a link that came less than this ago plays the part of a bank card.
    NewCardApp(Span),
    /// A red incident is open.
    InRed,
    /// The screen in front could switch the protection off.
    ProtectionScreen,
    /// The screen in front removes this app, stops it, or takes its most important sense.
    RemovalScreen,
    /// The screen in front gives powers to other apps.
    PowerScreen,
}

impl Condition {
    fn subject(self) -> Subject {
        match self {
            Self::CallLive(_)
            | Self::CallWithin(..)
            | Self::Foreign
            | Self::Domestic
            | Self::Called(_)
            | Self::Spoken(_)
            | Self::CalledBack
            | Self::ServiceNumber
            | Self::Withheld => Subject::Call,
            Self::Shared(_)
            | Self::NamelessDisplay
            | Self::SharedWithin(_)
            | Self::OwnerTalks
            | Self::OwnerInstalled(..)
            | Self::OwnerGrave
            | Self::OwnerSideloaded
            | Self::OwnerIsForTalking
            | Self::OwnerChats
            | Self::VoiceJustBegan(_)
            | Self::BeganInChat
            | Self::OwnerOperates
            | Self::OwnerAsksForMuch
            | Self::NoHabit
            | Self::Led
            | Self::WithoutContact
            | Self::SideloadedForRemoteHelp
            | Self::Unusual
            | Self::Extraordinary
            | Self::Ordinary => Subject::Share,
            Self::VoiceChat
            | Self::NoVoiceChat
            | Self::NoContact
            | Self::StrangerTalks(_)
            | Self::FamilyHelps
            | Self::NoFamilyHelp
            | Self::Installed(..)
            | Self::Bank
            | Self::Wallet
            | Self::OperatedFromLink(_)
            | Self::OperatedByTrojan(_)
            | Self::NewCardApp(_)
            | Self::InRed
            | Self::ProtectionScreen
            | Self::RemovalScreen
            | Self::PowerScreen => Subject::Context,
        }
    }

    /// Returns whether it holds.
    #[must_use]
    pub fn holds(self, situation: &Situation<'_, '_>) -> bool {
        let context = situation.context;
        let call = situation.call;
        let share = situation.share.filter(|share| share.is_remote());
        match self {
            Self::CallLive(risk) => call.is_some_and(|call| call.live && call.risk >= risk),
            Self::CallWithin(risk, window) => {
                call.is_some_and(|call| call.risk >= risk && (call.live || call.ended_ago < window))
            }
            Self::Foreign => call.is_some_and(|call| call.is_foreign()),
            Self::Domestic => call.is_some_and(|call| !call.is_foreign()),
            Self::Called(direction) => call.is_some_and(|call| call.call.direction == direction),
            Self::Spoken(length) => call.is_some_and(|call| call.spoken >= length),
            Self::CalledBack => call.is_some_and(|call| call.call.called_back),
            Self::ServiceNumber => call.is_some_and(|call| call.call.origin == Origin::Service),
            Self::Withheld => call.is_some_and(|call| call.call.origin == Origin::Hidden),
            Self::VoiceChat => context.voice.is_some(),
            Self::NoVoiceChat => context.voice.is_none(),
            Self::StrangerTalks(length) => context.stranger_has_talked(length),
            Self::FamilyHelps => context.family_helps(),
            Self::NoFamilyHelp => !context.family_helps(),
            Self::VoiceJustBegan(length) => share.is_some_and(|share| {
                context.voice.is_some_and(|voice| share.session.starts().since(voice.began) < length)
            }),
            Self::NoContact => !context.contact_on_line,
            Self::Shared(certainty) => share.is_some_and(|share| share.live && share.certainty >= certainty),
            Self::NamelessDisplay => share.is_some_and(|share| {
                let doubtful =
                    || context.install.is_some_and(|install| install.instigator > Instigator::Nobody);
                share.kind == OwnerKind::Nameless
                    && share.session.is_bare_display()
                    && (!share.session.is_explained_display() || doubtful())
            }),
            Self::SharedWithin(window) => share.is_some_and(|share| {
                let ended =
                    share.session.ended.filter(|_| !share.live && share.certainty >= Certainty::Likely);
                ended.is_some_and(|ended| context.at.since(ended) < window)
            }),
            Self::OwnerTalks => share.is_some_and(|share| {
                share.talks() || share.kind == OwnerKind::Nameless || share.install.is_some()
            }),
            Self::OwnerInstalled(instigator, window) => {
                let install = situation.owner_install();
                install.is_some_and(|install| {
                    install.instigator >= instigator && context.at.since(install.at) < window
                })
            }
            Self::OwnerGrave => {
                situation.owner_install().is_some_and(|install| install.ability == Ability::Grave)
            }
            Self::OwnerSideloaded => {
                situation.owner_install().is_some_and(|install| install.source != InstallSource::Store)
            }
            Self::OwnerIsForTalking => share.is_some_and(|share| share.talks()),
            Self::OwnerChats => share.is_some_and(|share| share.chat),
            Self::BeganInChat => share.is_some_and(|share| {
                let front = share.session.front.as_ref().and_then(PackageName::app);
                front.is_some_and(|app| app.category == Category::Messaging)
            }),
            Self::OwnerOperates => share.is_some_and(|share| {
                share.operates && share.install.is_some_and(|install| install.asks_for_much() != Some(false))
            }),
            Self::OwnerAsksForMuch => {
                let much =
                    |install: &Install| install.is_sideloaded() && install.asks_for_much() == Some(true);
                situation.owner_install().is_some_and(much)
            }
            Self::NoHabit => share.is_none_or(|share| !share.habit),
            Self::Led => share.is_some_and(|share| share.led),
            Self::WithoutContact => share.is_none_or(|share| !share.with_contact),
            Self::SideloadedForRemoteHelp => situation
                .owner_install()
                .is_some_and(|install| install.looks_remote && install.source == InstallSource::Sideload),
            Self::Installed(instigator, window) => context.install.is_some_and(|install| {
                install.instigator >= instigator && context.at.since(install.at) < window
            }),
            Self::Unusual => share.is_none_or(|share| share.led || !share.habit && !share.sat_in),
            Self::Extraordinary => !situation.share_is_ordinary(),
            Self::Ordinary => situation.share_is_ordinary(),
            Self::Bank => context
                .category
                .is_some_and(|category| category.holds_money() && category != Category::Payment),
            Self::Wallet => context.category == Some(Category::Payment),
            Self::OperatedFromLink(window) => context.operated_from_link(window, |much| much != Some(false)),
            Self::OperatedByTrojan(window) => context.operated_from_link(window, |much| much == Some(true)),
            Self::NewCardApp(window) => context.has_new_card_app(window),
            Self::InRed => context.in_red,
            Self::ProtectionScreen => context.screen.is_some_and(SettingsScreen::threatens_protection),
            Self::RemovalScreen => matches!(
                context.screen,
                Some(SettingsScreen::Uninstall | SettingsScreen::AppInfo | SettingsScreen::UsageAccess)
            ),
            Self::PowerScreen => context.screen.is_some_and(|screen| !screen.threatens_protection()),
        }
    }
}
