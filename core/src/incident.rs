//! One danger from its first sign to its end: escalation, repetition, and what the family has been told.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
pub use crate::effect::IncidentId;
use crate::effect::{Effect, FamilyMessage, Level, Reason, RuleId};
use crate::event::{Choice, SettingsScreen};
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// There are at most five contacts. The first hears of the danger itself, the others one after the other.
const NEXT_CONTACTS: u32 = 4;
/// A red danger is over once no sign of it has been seen for this long.
pub const RED_ENDS_AFTER: Span = Span::minutes(10);
/// The same after the user has stopped it.
pub const STOPPED_ENDS_AFTER: Span = Span::minutes(1);
/// This long after the user reports having stopped it, the guard checks, and again after the same time, while
/// any sign of the danger persists,
const STOP_CHECKED_AFTER: Span = Span::seconds(30);
/// for this many checks. After that each wait doubles,
const SOON_CHECKED: u32 = 3;
/// this many times,
const WAITS_GROW: u32 = 4;
/// and after half a day the guard only checks on the next such report, since a display may stay for ever.
const MOST_CHECKED: u32 = 100;
/// An early sign can be followed up for this long.
pub const EARLY_ENDS_AFTER: Span = Span::hours(2);
const SHOWN_HELD: usize = 8;
const SPOKE_HELD: usize = 8;

/// One danger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    opened: Moment,
    /// `None` in a state written before incidents had ids. Then `opened` is the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<IncidentId>,
    /// The highest level that was shown; `None` while only the family knows.
    pub level: Option<Level>,
    /// The rule that last said anything.
    rule: RuleId,
    #[serde(rename = "standing")]
    current: Option<CurrentWarning>,
    shown: Vec<ShownWarning>,
    told_early: bool,
    told_danger: bool,
    told_went_on: bool,
    told_settings: Vec<SettingsScreen>,
    next_contact_at: Option<Moment>,
    next_contacts: u32,
    stopped: bool,
    calm_since: Option<Moment>,
    /// The signals broke off instead of reporting an end.
    lost: bool,
    /// The moment of the next check on whether a danger reported as stopped goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check_stop_at: Option<Moment>,
    /// The number of checks so far.
    #[serde(default, skip_serializing_if = "is_none_yet")]
    stop_checks: u32,
    /// True if the contact told last has gained time by answering.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    answered: bool,
    /// True if a call that anybody may have made has gained time. Such calls do so once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unverified_counted: bool,
    /// The early sign that was reported to the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    early: Option<Sign>,
    /// True if a permission was lost without which the end cannot be seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    blind: bool,
    /// The rules that have said anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    spoke: Vec<RuleId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none_yet(times: &u32) -> bool {
    *times == 0
}

/// The warning on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrentWarning {
    rule: RuleId,
    level: Level,
    /// True if the user went elsewhere without answering. It returns with the next money app.
    left: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShownWarning {
    rule: RuleId,
    occasion: Moment,
}

/// A rule's finding about an app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The rule.
    pub rule: RuleId,
    /// The app, if it is about one.
    pub app: Option<PackageName>,
}

/// A rule that holds, with everything an incident needs to act on it.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'app> {
    /// The rule.
    pub rule: RuleId,
    /// The app it is about.
    pub app: Option<&'app PackageName>,
    /// Its warning, unless it is too late for one.
    pub level: Option<Level>,
    /// Its message to the family.
    pub tells: Option<FamilyMessage>,
    /// The moment that tells one occasion from the next, such as the opening of the app or the start of the
    /// sharing.
    pub occasion: Moment,
    /// The settings screen in front, if it is about one.
    pub screen: Option<SettingsScreen>,
    /// True if a money or messages app is in front.
    pub at_the_money: bool,
    /// The time a contact has to answer before the next one is told.
    pub family_waits: Span,
}

impl Incident {
    /// A danger of which nothing has been said yet.
    #[must_use]
    pub fn new(id: IncidentId, opened: Moment, rule: RuleId) -> Self {
        Self {
            opened,
            id: Some(id),
            level: None,
            rule,
            current: None,
            shown: Vec::new(),
            told_early: false,
            told_danger: false,
            told_went_on: false,
            told_settings: Vec::new(),
            next_contact_at: None,
            next_contacts: 0,
            stopped: false,
            calm_since: None,
            lost: false,
            check_stop_at: None,
            stop_checks: 0,
            answered: false,
            unverified_counted: false,
            early: None,
            blind: false,
            spoke: Vec::new(),
        }
    }

    /// Raises whatever `finding` asks for that has not been said before. `reasons` is called only if a
    /// warning is shown.
    pub fn raise(
        &mut self,
        now: Moment,
        finding: Finding<'_>,
        reasons: impl FnOnce() -> Vec<Reason>,
        effects: &mut Vec<Effect>,
    ) {
        let rule = finding.rule;
        let before = effects.len();
        if let Some(level) = finding.level.filter(|level| self.may_show(*level, &finding)) {
            // The oldest goes first. At worst its warning is shown once more.
            push_weighed(
                &mut self.shown,
                SHOWN_HELD,
                ShownWarning { rule, occasion: finding.occasion },
                |_| (),
            );
            self.current = Some(CurrentWarning { rule, level, left: false });
            self.level = self.level.max(Some(level));
            self.stopped = false;
            self.check_stop_at = None;
            effects.push(Effect::Warn { level, rule, reasons: reasons(), incident: Some(self.id()) });
        }
        match finding.tells {
            Some(FamilyMessage::Danger) if !self.told_danger => {
                self.told_danger = true;
                self.next_contact_at = Some(now + finding.family_waits);
                effects.push(self.message(FamilyMessage::Danger, rule));
            }
            Some(FamilyMessage::Early) if !self.told_early && !self.told_danger => {
                self.told_early = true;
                self.early = Some(Sign { rule, app: finding.app.cloned() });
                effects.push(self.message(FamilyMessage::Early, rule));
            }
            // Each settings screen is reported once, here or when it is opened later in the danger.
            Some(FamilyMessage::Protection) => {
                if let Some(what) = finding.screen {
                    self.settings_opened(now, what, rule, effects);
                }
            }
            _ => {}
        }
        if effects.len() > before {
            self.rule = rule;
            self.calm_from(now);
            if !self.spoke.contains(&rule) {
                push_weighed(&mut self.spoke, SPOKE_HELD, rule, |_| ());
            }
        }
    }

    /// Takes in the user's answer to the warning.
    pub fn answer(&mut self, now: Moment, choice: Choice, effects: &mut Vec<Effect>) {
        match choice {
            Choice::Left => {
                if let Some(warning) = &mut self.current {
                    warning.left = true;
                }
            }
            Choice::Stop => {
                self.stopped = true;
                self.current = None;
                if self.level == Some(Level::Red) && self.check_stop_at.is_none() {
                    self.check_stop_at = Some(now + self.until_stop_check());
                }
                self.calm_from(now);
            }
            Choice::CallFamily | Choice::MoneySent => self.current = None,
            Choice::Continue => {
                let red = self.current.take().filter(|warning| warning.level == Level::Red);
                if let Some(warning) = red.filter(|_| !self.told_went_on) {
                    self.told_went_on = true;
                    effects.push(self.message(FamilyMessage::WentOn, warning.rule));
                }
            }
        }
    }

    /// A contact is calling. That gains one waiting time, since the call may be a mistake, go unanswered or
    /// be forged. A call that no network vouches for gains it only once.
    pub fn family_calls(&mut self, now: Moment, unverified: bool, family_waits: Span) {
        if self.answered || unverified && self.unverified_counted {
            return;
        }
        self.answered = true;
        if let Some(next) = &mut self.next_contact_at {
            *next = now + family_waits;
            self.unverified_counted |= unverified;
        }
    }

    /// Returns whether "all fine" from a contact may take the warning away. It never does once the danger was
    /// red or the family was told of it.
    #[must_use]
    pub fn may_be_settled(&self) -> bool {
        self.level != Some(Level::Red) && !self.told_danger
    }

    /// Returns the sign that a contact means who says that all is fine.
    #[must_use]
    pub fn into_early(self) -> Option<Sign> {
        self.early
    }

    /// Returns whether a danger reported as stopped is due for a check.
    #[must_use]
    pub fn stop_check_is_due(&self, now: Moment) -> bool {
        self.check_stop_at.is_some_and(|at| at <= now)
    }

    /// Notes that the danger is being checked. `lives` tells whether another check may find something.
    pub fn checks_stop(&mut self, now: Moment, lives: bool) {
        self.stop_checks = self.stop_checks.saturating_add(1);
        let again = lives && self.stop_checks < MOST_CHECKED;
        // There is no next check at the end of time.
        self.check_stop_at = Some(now + self.until_stop_check()).filter(|next| again && *next > now);
    }

    fn until_stop_check(&self) -> Span {
        let doubled = self.stop_checks.saturating_add(1).saturating_sub(SOON_CHECKED).min(WAITS_GROW);
        Span::from_ms(STOP_CHECKED_AFTER.ms() << doubled)
    }

    /// Tells the family, once, that a danger reported as stopped goes on.
    pub fn goes_on(&mut self, effects: &mut Vec<Effect>) {
        if !self.told_went_on {
            self.told_went_on = true;
            effects.push(self.message(FamilyMessage::WentOn, self.rule));
        }
    }

    /// The rules that have said anything in this incident.
    #[must_use]
    pub fn spoke(&self) -> &[RuleId] {
        &self.spoke
    }

    /// Identifies this incident in every effect that belongs to it.
    #[must_use]
    pub fn id(&self) -> IncidentId {
        self.id.unwrap_or_else(|| IncidentId::after(None, self.opened))
    }

    /// A message to the family about this incident.
    #[must_use]
    pub fn message(&self, kind: FamilyMessage, rule: RuleId) -> Effect {
        Effect::NotifyFamily { kind, rule, incident: Some(self.id()) }
    }

    /// Returns when its first sign was seen.
    #[must_use]
    pub fn opened(&self) -> Moment {
        self.opened
    }

    /// A settings screen was opened that could switch the protection off.
    pub fn settings_opened(
        &mut self,
        at: Moment,
        what: SettingsScreen,
        rule: RuleId,
        effects: &mut Vec<Effect>,
    ) {
        if at >= self.opened && !self.told_settings.contains(&what) {
            self.told_settings.push(what);
            effects.push(self.message(FamilyMessage::Protection, rule));
        }
    }

    /// Notes whether any sign of the danger persists. `lost` tells whether the signals broke off.
    pub fn note(&mut self, now: Moment, lives: bool, lost: bool) {
        if lives {
            self.calm_since = None;
            self.lost = false;
        } else if self.calm_since.is_none() {
            self.calm_since = Some(now);
            self.lost = lost;
        }
    }

    /// Restarts the quiet period, if there is one: something was said or stopped, and the required length may
    /// have changed.
    fn calm_from(&mut self, now: Moment) {
        self.calm_since = self.calm_since.map(|since| since.max(now));
    }

    /// Returns when the incident wants to be looked at again.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        Moment::first(&[self.next_contact_at, self.ends_at(), self.check_stop_at])
    }

    /// A detecting permission was lost or restored. If one is lost during a danger, the danger ends like any
    /// other, but nobody is told that all is well.
    pub fn note_detection(&mut self, granted: bool) {
        self.blind = !granted;
    }

    /// Does everything due by `limit`. Returns whether the danger is over.
    pub fn advance(&mut self, limit: Moment, family_waits: Span, effects: &mut Vec<Effect>) -> bool {
        while let Some(due) = self.next_contact_at.filter(|due| *due <= limit) {
            if self.ends_at().is_some_and(|end| end <= due) {
                break;
            }
            effects.push(self.message(FamilyMessage::NextContact, self.rule));
            self.next_contacts = self.next_contacts.saturating_add(1);
            self.answered = false;
            self.next_contact_at = (self.next_contacts < NEXT_CONTACTS).then_some(due + family_waits);
        }
        let over = self.ends_at().is_some_and(|end| end <= limit);
        if over {
            self.close(effects);
            if (self.told_early || self.told_danger) && !self.lost && !self.blind {
                effects.push(self.message(FamilyMessage::Ended, self.rule));
            }
        }
        over
    }

    /// Returns whether it has been red, and is not over at `now`.
    #[must_use]
    pub fn is_red_at(&self, now: Moment) -> bool {
        self.level == Some(Level::Red) && self.ends_at().is_none_or(|end| now < end)
    }

    /// Takes the warning away, if there was one.
    pub fn close(&self, effects: &mut Vec<Effect>) {
        if self.level.is_some() {
            effects.push(Effect::Dismiss { incident: Some(self.id()) });
        }
    }

    /// The rule that last said anything.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        self.rule
    }

    fn ends_at(&self) -> Option<Moment> {
        let calms = match self.level {
            Some(Level::Red) if self.stopped => STOPPED_ENDS_AFTER,
            Some(Level::Red) => RED_ENDS_AFTER,
            _ => EARLY_ENDS_AFTER,
        };
        self.calm_since.map(|since| since + calms)
    }

    fn may_show(&self, level: Level, finding: &Finding<'_>) -> bool {
        let this = ShownWarning { rule: finding.rule, occasion: finding.occasion };
        if self.shown.contains(&this) {
            return false;
        }
        match &self.current {
            None => true,
            Some(warning) if warning.level != level => level > warning.level,
            Some(warning) if warning.left => finding.at_the_money,
            Some(_) => self.shown.iter().all(|shown| shown.rule != finding.rule),
        }
    }
}
