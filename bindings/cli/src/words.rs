//! Every sentence about the guard's answers, in each language. The matches are exhaustive: a rule, a reason,
//! a message or a reading of a number without words does not compile.

mod en;
mod places;
mod zh;

use kinguard_core::caller::{CallerKind, Why};
use kinguard_core::effect::{FamilyMessage, Level, Reason, RuleId};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::rule::Rule;
use kinguard_core::time::Span;

use crate::lang::Lang;
use crate::names::Names;
use crate::window::Window;

/// The words of a language.
pub(crate) fn of(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::Zh => &zh::Chinese,
        Lang::En => &en::English,
    }
}

/// The words of one language.
pub(crate) trait Words: Sync {
    /// The language.
    fn lang(&self) -> Lang;
    /// Fixed words: headings and the like.
    fn labels(&self) -> &'static Labels;
    /// A length of time in its two largest units.
    fn span(&self, span: Span) -> String;
    /// A region's name.
    fn region(&self, region: Region) -> String;
    /// Describes an event in one line.
    fn event(&self, event: &Event, names: &Names) -> String;
    /// A fact behind a warning.
    fn reason(&self, reason: &Reason, names: &Names) -> String;
    /// Describes the situation that a rule warns of, in one sentence.
    fn rule(&self, rule: RuleId) -> &'static str;
    /// Describes what a rule of the table watches for.
    fn meaning(&self, rule: &Rule) -> &'static str;
    /// The ordinary situations in which a rule is known to be wrong.
    fn false_alarms(&self, rule: &Rule) -> &'static str;
    /// A time limit of a rule.
    fn window(&self, window: Window, span: Span) -> String;
    /// The name of a level.
    fn level(&self, level: Level) -> &'static str;
    /// The text of a message to the family.
    fn family(&self, message: FamilyMessage) -> &'static str;
    /// The name of a caller's origin.
    fn caller_kind(&self, kind: CallerKind) -> &'static str;
    /// The reason for the reading of a number.
    fn why(&self, why: Why) -> &'static str;
    /// The lead of the first red warning, such as "red 18 min before the money left".
    fn lead(&self, lead: Span) -> String;
    /// The lead of the first message to the family.
    fn family_lead(&self, lead: Span) -> String;
    /// The remark that an event was reported late.
    fn heard_late(&self, late: Span) -> String;
    /// The remark that some everyday events are not shown.
    fn hidden_events(&self, count: usize) -> String;
    /// The number of warnings and messages in a trace without harm.
    fn quiet_summary(&self, warnings: usize, messages: usize) -> String;
}

/// Fixed words.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) product: &'static str,
    pub(crate) page_title: &'static str,
    pub(crate) page_intro: &'static str,
    pub(crate) contents: &'static str,
    pub(crate) because: &'static str,
    pub(crate) family_told: &'static str,
    pub(crate) all_clear: &'static str,
    pub(crate) harm: &'static str,
    pub(crate) harm_short: &'static str,
    pub(crate) no_red_before_harm: &'static str,
    pub(crate) family_not_told_before_harm: &'static str,
    pub(crate) nothing_said: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
    pub(crate) silence: &'static str,
    pub(crate) time_passes: &'static str,
    pub(crate) source: &'static str,
    pub(crate) sim_region: &'static str,
    pub(crate) length: &'static str,
    pub(crate) drawing: &'static str,
    pub(crate) not_to_scale: &'static str,
    pub(crate) what_happened: &'static str,
    pub(crate) hidden_by_number_note: &'static str,
    pub(crate) lane_guard: &'static str,
    pub(crate) lane_family: &'static str,
    pub(crate) lane_calls: &'static str,
    pub(crate) lane_voice: &'static str,
    pub(crate) lane_apps: &'static str,
    pub(crate) lane_sharing: &'static str,
    pub(crate) lane_money: &'static str,
    pub(crate) tag_answer: &'static str,
    pub(crate) tag_phone: &'static str,
    pub(crate) key_stranger: &'static str,
    pub(crate) key_contact: &'static str,
    pub(crate) key_installed: &'static str,
    pub(crate) key_control: &'static str,
    pub(crate) tells_family: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) level: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) known_false_alarms: &'static str,
    pub(crate) windows: &'static str,
    pub(crate) forged: &'static str,
}
