//! Every sentence about the guard's answers, in each language. The matches are exhaustive: a rule, a reason,
//! a message or a reading of a number without words does not compile.

mod chinese;
mod en;
mod hk;
mod places;
mod zh;

use kinguard_core::caller::{CallerKind, Why};
use kinguard_core::effect::{FamilyMessage, HelpDecision, Level, Reason, RuleId};
use kinguard_core::event::{Event, Help};
use kinguard_core::region::Region;
use kinguard_core::rule::Rule;
use kinguard_core::time::Span;

use crate::lang::Lang;
use crate::names::Names;
use crate::window::Window;

/// The words of a language.
pub fn of(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::Zh => &zh::Chinese,
        Lang::Hk => &hk::HongKong,
        Lang::En => &en::English,
    }
}

/// The words of one language.
pub trait Words: Sync {
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
    /// The answer to a request for help from afar.
    fn help(&self, help: Help, decision: HelpDecision) -> &'static str;
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
pub struct Labels {
    /// As in “KinGuard”.
    pub product: &'static str,
    /// As in “What happened on the phone”.
    pub page_title: &'static str,
    /// As in “This page shows, minute by minute, what happened on the …”.
    pub page_intro: &'static str,
    /// As in “Contents”.
    pub contents: &'static str,
    /// As in “because”.
    pub because: &'static str,
    /// As in “To the family”.
    pub family_told: &'static str,
    /// As in “The warning is taken away: the danger is over”.
    pub all_clear: &'static str,
    /// As in “The money leaves (or would have left)”.
    pub harm: &'static str,
    /// As in “Money gone”.
    pub harm_short: &'static str,
    /// As in “No red warning before the money left”.
    pub no_red_before_harm: &'static str,
    /// As in “Family not told before the money left”.
    pub family_not_told_before_harm: &'static str,
    /// As in “KinGuard said nothing”.
    pub nothing_said: &'static str,
    /// As in “expected”.
    pub expected: &'static str,
    /// As in “found”.
    pub found: &'static str,
    /// As in “silence”.
    pub silence: &'static str,
    /// As in “A while later”.
    pub time_passes: &'static str,
    /// As in “Source”.
    pub source: &'static str,
    /// As in “SIM from”.
    pub sim_region: &'static str,
    /// As in “Length”.
    pub length: &'static str,
    /// As in “Drawn time line”.
    pub drawing: &'static str,
    /// As in “Quiet stretches are shortened; the times below are exact”.
    pub not_to_scale: &'static str,
    /// As in “What happened”.
    pub what_happened: &'static str,
    /// As in “Times count from the first event. The last four digits of …”.
    pub hidden_by_number_note: &'static str,
    /// As in “KinGuard”.
    pub lane_guard: &'static str,
    /// As in “Family”.
    pub lane_family: &'static str,
    /// As in “Calls”.
    pub lane_calls: &'static str,
    /// As in “Voice chat”.
    pub lane_voice: &'static str,
    /// As in “Apps”.
    pub lane_apps: &'static str,
    /// As in “Sharing”.
    pub lane_sharing: &'static str,
    /// As in “Money”.
    pub lane_money: &'static str,
    /// As in “Answer”.
    pub tag_answer: &'static str,
    /// As in “Phone”.
    pub tag_phone: &'static str,
    /// As in “stranger”.
    pub key_stranger: &'static str,
    /// As in “contact”.
    pub key_contact: &'static str,
    /// As in “app installed”.
    pub key_installed: &'static str,
    /// As in “remote control”.
    pub key_control: &'static str,
    /// As in “+ family”.
    pub tells_family: &'static str,
    /// As in “Rule”.
    pub rule: &'static str,
    /// As in “Level”.
    pub level: &'static str,
    /// As in “What it means”.
    pub meaning: &'static str,
    /// As in “Known false alarms”.
    pub known_false_alarms: &'static str,
    /// As in “Times”.
    pub windows: &'static str,
    /// As in “forged”.
    pub forged: &'static str,
}
