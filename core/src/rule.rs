//! The vocabulary in which rules are written.

use serde::Serialize;

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
    /// Its id.
    pub id: RuleId,
    /// The trigger: the kind of event on which rules are evaluated.
    pub on: Trigger,
    /// The warning; `None` for a rule that only tells the family.
    pub level: Option<Level>,
    /// The message to the family; `None` for a rule that only cautions the user.
    pub tells: Option<FamilyMessage>,
    /// The rule holds if all conditions of any one line hold.
    pub when: &'static [&'static [Condition]],
    /// The repeat policy.
    pub repeat: Repeat,
    /// The meaning in one sentence.
    pub meaning: &'static str,
    /// The ordinary situations in which it is known to be wrong.
    pub false_alarms: &'static str,
}

impl Rule {
    /// Returns the situation in which the rule holds, if it does: with the weightiest call and the gravest
    /// capture for which it holds.
    #[must_use]
    pub fn found_in<'context, 'phone>(
        &self,
        context: &'context RuleContext<'phone>,
    ) -> Option<Situation<'context, 'phone>> {
        self.when.iter().find_map(|line| found_in(line, context))
    }

    /// Returns whether every line needs a running capture.
    #[must_use]
    pub fn concerns_live_sharing(&self) -> bool {
        self.when.iter().all(|line| line.iter().any(|condition| matches!(condition, Condition::Shared(_))))
    }
}

/// Conditions on the call never ask about the capture, and the reverse. So each is looked for on its own.
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
    // The cheapest way to rule a line out comes first: hardly ever is anything shared.
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
pub(crate) enum Subject {
    Call,
    Share,
    Context,
}

/// The trigger: the kind of event on which rules are evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// The alarm button was pressed.
    Help,
    /// A bank or payment app came to the front, or was there when sharing began.
    MoneyApp,
    /// Text messages came to the front.
    Messages,
    /// A sharing signal arrived.
    Sharing,
    /// An app that is able to serve a fraud was installed.
    Install,
    /// A money app was installed.
    MoneyAppInstall,
    /// An app gained control of the phone.
    Control,
    /// Calls were diverted.
    Forwarding,
    /// A call has lasted for a long time.
    LongCall,
    /// A settings screen came to the front.
    Settings,
    /// Near-field communication was switched on.
    Nfc,
}

/// The policy for repeating a rule's warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// On every new occasion, unless its warning is still on screen.
    EachOccasion,
    /// Once per capturing app and month, for a caution that is soon known.
    OncePerOwner,
    /// Once per caller and month, since the family then knows who it is.
    OncePerCaller,
}

/// A condition on the situation. Windows are half-open: exactly at the limit is outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of", rename_all = "snake_case")]
pub enum Condition {
    /// A call of at least this risk is going on, on the line or moved into an app.
    CallLive(Risk),
    /// A call of at least this risk is going on, or ended less than this ago.
    CallWithin(Risk, Span),
    /// The call is from overseas, or from a stranger without a number.
    Foreign,
    /// The call is from home.
    Domestic,
    /// The call has this direction.
    Called(Direction),
    /// They have spoken for at least this long, including the calls shortly before.
    Spoken(Span),
    /// The user called back somebody who had rung or written before.
    CalledBack,
    /// The number is a hotline's. Such numbers can be forged.
    ServiceNumber,
    /// The number was withheld or unreadable.
    Withheld,
    /// A voice chat is going on.
    VoiceChat,
    /// A voice chat is going on that had begun less than this before the sharing.
    VoiceJustBegan(Span),
    /// No voice chat is going on.
    NoVoiceChat,
    /// No contact is on the line.
    NoContact,
    /// A stranger has been on the line for at least this long.
    StrangerTalks(Span),
    /// A family member helps, and no stranger is involved.
    FamilyHelps,
    /// The opposite of [`Self::FamilyHelps`].
    NoFamilyHelp,
    /// Somebody far away may see the screen now, with at least this certainty.
    Shared(Certainty),
    /// There is only a display of unknown purpose. A display that a car or an app's own pages explain counts
    /// only if somebody had some app installed.
    NamelessDisplay,
    /// Sharing ended less than this ago.
    SharedWithin(Span),
    /// The sharing app is a meeting, chat or remote-control app, was installed recently, or is unknown.
    OwnerTalks,
    /// The sharing app, or the one that gained control, was installed less than this ago, at this person's
    /// instigation or a graver one's.
    OwnerInstalled(Instigator, Span),
    /// That app is a remote-control app or of unknown origin, not a known meeting app from a store.
    OwnerGrave,
    /// That app did not come from a store.
    OwnerSideloaded,
    /// The sharing app is a meeting, chat or remote-control app.
    OwnerIsForTalking,
    /// The sharing app is a chat app.
    OwnerChats,
    /// A chat app was in front when the display appeared.
    BeganInChat,
    /// The sharing app can also operate the phone, and asks for more than an ad skipper does.
    OwnerOperates,
    /// That app came from a file or a link, and asks for a combination that only a trojan needs.
    OwnerAsksForMuch,
    /// The sharing is not habitual on this phone.
    NoHabit,
    /// Somebody's voice may have led the user to begin the sharing.
    Led,
    /// No contact was on the line throughout the sharing.
    WithoutContact,
    /// The app in question came from a file or a link and suggests meetings or remote help.
    SideloadedForRemoteHelp,
    /// Some app was installed less than this ago, at this person's instigation or a graver one's.
    Installed(Instigator, Span),
    /// A stranger's voice may have led to the sharing; or it is neither habitual nor a meeting that the user
    /// had been in for a while.
    Unusual,
    /// The capture is not an ordinary one, see [`Situation::share_is_ordinary`].
    Extraordinary,
    /// The capture is an ordinary one.
    Ordinary,
    /// The app in question keeps savings: a bank, a lender, a broker.
    Bank,
    /// The app in question is a wallet.
    Wallet,
    /// An app from a link, installed less than this ago, can operate the phone and may ask for more than an
    /// ad skipper does.
    OperatedFromLink(Span),
    /// An app from a link, installed less than this ago, can operate the phone and asks for a combination
    /// that only a trojan needs.
    OperatedByTrojan(Span),
    /// An app that emulates a bank card was installed from a link less than this ago.
    NewCardApp(Span),
    /// A red incident is open.
    InRed,
    /// The settings screen in front could switch the protection off.
    ProtectionScreen,
    /// The settings screen in front removes this app, stops it, or takes away its most important permission.
    RemovalScreen,
    /// The settings screen in front gives powers to other apps.
    PowerScreen,
}

impl Condition {
    pub(crate) fn subject(self) -> Subject {
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

    /// Returns whether the condition holds.
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
