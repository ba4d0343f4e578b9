//! What is known at one moment, and how near each rule is to holding, condition by condition: for those who show the
//! guard to people, and for those who tune it. Nothing here decides anything.

use serde::Serialize;

use crate::call::{Call, CallerRelation, Risk};
use crate::catalog::Category;
use crate::effect::{Certainty, FamilyMessage, IncidentId, Level, Origin, RuleId};
use crate::event::{Direction, InstallSource};
use crate::installs::{Ability, Install, Instigator};
use crate::package::PackageName;
use crate::phone::{Front, Phone};
use crate::region::Region;
use crate::rule::{Condition, Rule, Subject, Trigger};
use crate::rules::TABLE;
use crate::sharing::SharingSign;
use crate::situation::{CallFact, OwnerKind, RuleContext, ShareFact, Situation};
use crate::time::{Moment, Span};

/// Everything known at one moment, as far as rules ask about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// The moment.
    pub at: Moment,
    /// The open danger, if there is one.
    pub incident: Option<IncidentView>,
    /// The app in front.
    pub front: Option<String>,
    /// The calls that are remembered, latest first, those that do not matter included.
    pub calls: Vec<CallView>,
    /// The voice chat that goes on.
    pub voice: Option<VoiceView>,
    /// The captures that are running or just ended, gravest first.
    pub shares: Vec<ShareView>,
    /// The recent installs, latest first.
    pub installs: Vec<InstallView>,
    /// The apps that can act for the user.
    pub controllers: Vec<String>,
    /// True while calls are diverted.
    pub calls_forwarded: bool,
    /// Every rule, in the order of the table.
    pub rules: Vec<RuleView>,
}

/// The open danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct IncidentView {
    /// Its id.
    pub id: IncidentId,
    /// The highest level shown so far; `None` while only the family knows.
    pub level: Option<Level>,
    /// The rule that spoke last.
    pub rule: RuleId,
}

/// A remembered call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CallView {
    /// The moment it began to ring or was dialled.
    pub started: Moment,
    /// True once it has been answered.
    pub answered: bool,
    /// The moment it ended.
    pub ended: Option<Moment>,
    /// Its direction.
    pub direction: Direction,
    /// What the phone knows of the other side.
    pub relation: CallerRelation,
    /// The origin of the number.
    pub origin: Origin,
    /// The region of the number.
    pub region: Option<Region>,
    /// The time they have spoken, in this and the calls shortly before it.
    pub spoken: Span,
    /// Its weight.
    pub risk: Risk,
}

/// A voice chat that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoiceView {
    /// The moment it began.
    pub began: Moment,
    /// The app.
    pub package: Option<String>,
}

/// A capture of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareView {
    /// The moment of its first signal.
    pub began: Moment,
    /// The app behind it, as far as it is known.
    pub owner: Option<String>,
    /// The kind of that app.
    pub kind: OwnerKind,
    /// Its certainty.
    pub certainty: Certainty,
    /// The signals it rests on.
    pub signs: Vec<SharingSign>,
    /// True while it is running.
    pub live: bool,
    /// True if it is habitual on this phone.
    pub habit: bool,
    /// True if somebody's voice may have led the user to begin it.
    pub led: bool,
}

/// A recent install.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InstallView {
    /// The app.
    pub package: String,
    /// The moment of the install.
    pub at: Moment,
    /// Its source.
    pub source: InstallSource,
    /// The person who had it installed, as far as the calls tell.
    pub instigator: Instigator,
    /// The threat it poses.
    pub ability: Ability,
    /// True if it has been removed.
    pub gone: bool,
}

/// How near one rule is to holding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// The rule.
    pub rule: RuleId,
    /// Its trigger.
    pub on: Trigger,
    /// True if the trigger is the case at this moment. Otherwise the rule is judged as if it came now; the money app
    /// that would come is taken for a bank.
    pub now: bool,
    /// Its warning.
    pub level: Option<Level>,
    /// Its message to the family.
    pub tells: Option<FamilyMessage>,
    /// True if all conditions of one line hold.
    pub holds: bool,
    /// True if it holds but has said so lately and does not repeat itself.
    pub said: bool,
    /// Each line, judged in the situation in which most of its conditions hold.
    pub lines: Vec<Vec<ConditionView>>,
}

/// A condition and whether it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionView {
    /// The condition.
    pub condition: Condition,
    /// True if it holds.
    pub holds: bool,
    /// The time after which it no longer holds, where only time passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<Span>,
    /// The time after which it holds, where only time passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Span>,
}

impl View {
    /// Views `phone` at `at`, with `incident` open. `said` tells whether a rule has spoken lately of a situation and
    /// does not repeat itself.
    pub(crate) fn of(
        phone: &Phone,
        at: Moment,
        incident: Option<IncidentView>,
        said: impl Fn(&Rule, &Situation<'_, '_>) -> bool,
    ) -> Self {
        let in_red = incident.is_some_and(|incident| incident.level == Some(Level::Red));
        let plain = RuleContext::new(phone, at, None, None, in_red);
        let mut calls: Vec<CallView> = phone.calls.all().map(|call| CallView::new(call, at)).collect();
        calls.sort_by_key(|call| std::cmp::Reverse(call.started));
        let mut installs: Vec<InstallView> = phone.installs.all(at).map(InstallView::new).collect();
        installs.sort_by_key(|install| std::cmp::Reverse(install.at));
        Self {
            at,
            incident,
            front: phone.front.as_ref().map(|front| front.package().as_str().to_owned()),
            calls,
            voice: plain.voice.map(|voice| VoiceView {
                began: voice.began,
                package: voice.package.as_ref().map(|package| package.as_str().to_owned()),
            }),
            shares: plain.shares.iter().map(ShareView::new).collect(),
            installs,
            controllers: phone
                .controllers
                .iter()
                .filter(|controller| controller.on)
                .map(|controller| controller.package.as_str().to_owned())
                .collect(),
            calls_forwarded: phone.calls_forwarded,
            rules: TABLE
                .iter()
                .map(|rule| {
                    let occasion = Occasion::of(rule.on, phone, &plain);
                    let mut context = RuleContext::new(phone, at, occasion.app.as_ref(), None, in_red);
                    context.category = context.category.or(occasion.category);
                    let said = rule.found_in(&context).is_some_and(|situation| said(rule, &situation));
                    RuleView { now: occasion.now, said, ..RuleView::of(rule, &context) }
                })
                .collect(),
        }
    }
}

/// What sets a rule off: the case at this moment, or assumed.
struct Occasion {
    now: bool,
    app: Option<PackageName>,
    category: Option<Category>,
}

impl Occasion {
    fn of(trigger: Trigger, phone: &Phone, context: &RuleContext<'_>) -> Self {
        let in_front = |is: fn(Category) -> bool| {
            let front = phone.front.as_ref().filter(|front| front.app().is_some_and(|app| is(app.category)));
            front.map(Front::package)
        };
        let (now, app, category) = match trigger {
            Trigger::MoneyApp => {
                let front = in_front(Category::holds_money);
                (front.is_some(), front, Some(Category::Bank))
            }
            Trigger::Messages => {
                let front = in_front(|category| category == Category::Messages);
                (front.is_some(), front, Some(Category::Messages))
            }
            Trigger::Sharing => (context.shares.iter().any(|share| share.live), None, None),
            Trigger::Install | Trigger::Control => {
                let came_now = trigger == Trigger::Install
                    && context.install.is_some_and(|install| install.at == context.at);
                (came_now, context.install.map(|install| install.package.clone()), None)
            }
            Trigger::MoneyAppInstall
            | Trigger::Help
            | Trigger::Forwarding
            | Trigger::LongCall
            | Trigger::Settings
            | Trigger::Nfc => (false, None, None),
        };
        Self { now, app, category }
    }
}

impl RuleView {
    /// Judges a rule condition by condition.
    #[must_use]
    pub fn of(rule: &Rule, context: &RuleContext<'_>) -> Self {
        let lines: Vec<Vec<ConditionView>> = rule
            .when
            .iter()
            .map(|line| {
                let situation = nearest(line, context);
                line.iter().map(|condition| ConditionView::of(*condition, &situation)).collect()
            })
            .collect();
        let holds = lines.iter().any(|line| line.iter().all(|condition| condition.holds));
        Self {
            rule: rule.id,
            on: rule.on,
            now: true,
            level: rule.level,
            tells: rule.tells,
            holds,
            said: false,
            lines,
        }
    }
}

/// The situation in which most conditions of a line hold; among equals the one that the rule itself would take.
fn nearest<'context, 'phone>(
    line: &[Condition],
    context: &'context RuleContext<'phone>,
) -> Situation<'context, 'phone> {
    let bare = Situation { context, call: None, share: None };
    let met = |subject: Subject, situation: &Situation<'_, '_>| {
        line.iter().filter(|condition| condition.subject() == subject && condition.holds(situation)).count()
    };
    // Of several maxima `max_by_key` returns the last.
    let with_share = context.shares.iter().map(|share| Situation { share: Some(share), ..bare });
    let share = [bare].into_iter().chain(with_share.rev()).max_by_key(|one| met(Subject::Share, one));
    let with_call = context.calls.iter().map(|call| Situation { call: Some(call), ..bare });
    let call = [bare].into_iter().chain(with_call.rev()).max_by_key(|one| met(Subject::Call, one));
    Situation {
        context,
        call: call.and_then(|situation| situation.call),
        share: share.and_then(|situation| situation.share),
    }
}

impl ConditionView {
    fn of(condition: Condition, situation: &Situation<'_, '_>) -> Self {
        let holds = condition.holds(situation);
        let at = situation.context.at;
        let rest = |window: Span, since: Moment| holds.then(|| window - at.since(since));
        let left = match condition {
            Condition::CallWithin(_, window) => situation
                .call
                .filter(|call| holds && !call.live)
                .map(|call: &CallFact<'_>| window - call.ended_ago),
            Condition::Installed(_, window) => {
                situation.context.install.and_then(|install| rest(window, install.at))
            }
            Condition::OwnerInstalled(_, window) => {
                situation.owner_install().and_then(|install| rest(window, install.at))
            }
            Condition::SharedWithin(window) => {
                situation.share.and_then(|share| share.session.ended).and_then(|ended| rest(window, ended))
            }
            _ => None,
        };
        let missing = match condition {
            Condition::Spoken(length) if !holds => {
                situation.call.filter(|call| call.live).map(|call| length - call.spoken)
            }
            _ => None,
        };
        Self { condition, holds, left, missing }
    }
}

impl CallView {
    fn new(call: &Call, at: Moment) -> Self {
        let spoken = call.spoken_in_all(at);
        Self {
            started: call.started,
            answered: call.answered.is_some(),
            ended: call.ended,
            direction: call.direction,
            relation: call.relation,
            origin: call.origin,
            region: call.region,
            spoken,
            risk: call.risk(spoken),
        }
    }
}

impl ShareView {
    fn new(share: &ShareFact<'_>) -> Self {
        Self {
            began: share.session.began,
            owner: share.owner.map(|owner| owner.as_str().to_owned()),
            kind: share.kind,
            certainty: share.certainty,
            signs: share.session.signs(),
            live: share.live,
            habit: share.habit,
            led: share.led,
        }
    }
}

impl InstallView {
    fn new(install: &Install) -> Self {
        Self {
            package: install.package.as_str().to_owned(),
            at: install.at,
            source: install.source,
            instigator: install.instigator,
            ability: install.ability,
            gone: install.gone,
        }
    }
}
