//! Evaluates the rules and raises the first that holds.

use serde::{Deserialize, Serialize};

use super::{Engine, Question, STALE, Timing};
use crate::bounded::push_weighed;
use crate::caller::NumberIdentity;
use crate::effect::{Effect, Level, Reason, RuleId};
use crate::incident::{Finding, Incident, IncidentId, Sign};
use crate::package::PackageName;
use crate::rule::{Repeat, Rule, Trigger};
use crate::rules;
use crate::situation::{RuleContext, Situation};
use crate::time::{Moment, Span};

/// A caution about one app is not repeated within this time.
const CAUTION_LASTS: Span = Span::days(30);
const CAUTIONS_HELD: usize = 6;

/// A caution that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Caution {
    rule: RuleId,
    owner: Option<PackageName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caller: Option<NumberIdentity>,
    at: Moment,
}

impl Engine {
    pub(super) fn ask(&mut self, timing: Timing, question: Question<'_>, effects: &mut Vec<Effect>) -> bool {
        self.ask_because(timing, question, None, effects)
    }

    /// Finds the first rule that holds, lets the incident raise it, and returns whether there was one.
    /// `because` is the event itself, where the situation does not show it.
    pub(super) fn ask_because(
        &mut self,
        timing: Timing,
        question: Question<'_>,
        because: Option<Reason>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Timing { at, seen } = timing;
        if timing.age() >= STALE {
            return false;
        }
        let phone = &self.state.phone;
        let session = question.session.and_then(|index| phone.sharing.session(index));
        let mut context = RuleContext::new(phone, at, question.app, session, self.is_red());
        context.screen = question.screen;
        let asked = |rule: &&Rule| {
            (!question.only_sharing || rule.concerns_live_sharing())
                && (!question.only_red || rule.level == Some(Level::Red))
        };
        let found = rules::on(question.trigger).filter(asked).find_map(|rule| {
            let situation = rule.found_in(&context)?;
            (!self.cautioned(rule, &situation, at)).then_some((rule, situation))
        });
        let Some((rule, situation)) = found else {
            return false;
        };
        let app = question.app.or(situation.share.and_then(|share| share.owner));
        let fine = rule.level != Some(Level::Red) && self.is_fine(rule.id, app, seen);
        let late = timing.is_late();
        let finding = Finding {
            rule: rule.id,
            app,
            level: rule.level.filter(|_| !late && !fine),
            tells: rule.tells,
            occasion: question.occasion,
            screen: question.screen,
            at_the_money: matches!(question.trigger, Trigger::MoneyApp | Trigger::Messages),
            family_waits: self.state.phone.family_waits,
        };
        if late && rule.level.is_some() {
            self.state.recheck_at = Some(seen);
        }
        if finding.level.is_none() && finding.tells.is_none() {
            return true;
        }
        log::debug!("{} holds: {:?}, family {:?}", rule.id.id(), finding.level, finding.tells);
        let latest = &mut self.state.latest_incident;
        let incident = self.state.incident.get_or_insert_with(|| {
            let id = IncidentId::after(*latest, at);
            *latest = Some(id);
            Incident::new(id, at, rule.id)
        });
        incident.raise(seen, finding, || because.into_iter().chain(situation.reasons()).collect(), effects);
        let owner = situation.share.and_then(|share| share.owner).cloned();
        let caller = situation.call.and_then(|call| call.call.identity);
        if rule.level == Some(Level::Red) {
            self.state.phone.habits.broken(owner.as_ref());
        }
        let caution = match rule.repeat {
            _ if fine => return true,
            Repeat::EachOccasion => return true,
            Repeat::OncePerOwner => Caution { rule: rule.id, owner, caller: None, at },
            Repeat::OncePerCaller => Caution { rule: rule.id, owner: None, caller, at },
        };
        // The oldest goes first. Repeating its caution is harmless.
        push_weighed(&mut self.state.cautions, CAUTIONS_HELD, caution, |caution| caution.at);
        true
    }

    /// Returns whether a contact recently called this very sign fine.
    fn is_fine(&self, rule: RuleId, app: Option<&PackageName>, seen: Moment) -> bool {
        let of_sign = |sign: &Sign| sign.rule == rule && sign.app.as_ref() == app;
        self.state.fine_until.is_some_and(|until| seen < until)
            && (self.state.fine_with.contains(&rule) || self.state.fine_sign.as_ref().is_some_and(of_sign))
    }

    fn is_red(&self) -> bool {
        self.state.incident.as_ref().is_some_and(|incident| incident.level == Some(Level::Red))
    }

    /// Returns whether the rule has recently cautioned about that app or caller.
    pub(super) fn cautioned(&self, rule: &Rule, situation: &Situation<'_, '_>, at: Moment) -> bool {
        let owner = situation.share.and_then(|share| share.owner);
        let caller = situation.call.and_then(|call| call.call.identity);
        self.state.cautions.iter().any(|caution| {
            let same = match rule.repeat {
                Repeat::EachOccasion => false,
                Repeat::OncePerOwner => caution.owner.as_ref() == owner,
                // A withheld number does not tell who called.
                Repeat::OncePerCaller => caution.caller.is_some() && caution.caller == caller,
            };
            same && caution.rule == rule.id && at.since(caution.at) < CAUTION_LASTS
        })
    }
}
