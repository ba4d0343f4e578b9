//! The table of rules: one entry per pattern, worst first.
//!
//! The windows rest on reported cases and on ordinary days, both kept as traces. In the cases a stranger
//! speaks for more than five minutes before anything is installed, sharing begins within fifteen minutes of
//! the end of the call, and money leaves within hours. Couriers, agents, hotlines and wrong numbers fill
//! ordinary days with strangers, so no rule rests on a stranger alone.
//!
//! Known gaps, and the reason for each:
//!
//! - A file from a link with nobody on the line, of which nothing more is known: a television app and a trojan look the
//!   same until one of them asks for much, gains control or captures.
//! - A chain of different strangers, each on the line for less than three minutes: on a day with many parcels couriers
//!   do the same. The calls of one number are added up.
//! - Codes read aloud to a domestic caller, with nothing shared: so are the pick-up codes of parcels.
//! - A child who helps over a chat app with the bank open gets a red warning, like the fraud that looks the same, unless
//!   the phone tells that the other side is family.
//! - A wallet opened abroad in a local stranger's call raises at least a caution if the phone does not tell that it
//!   roams.
//! - A relative who opens the wallet by remote control the day after installing the tool raises a warning: some frauds
//!   wait for a night.
//! - A clock that jumps over a reboot ages what is remembered. The phone limits how far one correction may go.

use crate::rule::{Rule, Trigger};
use crate::time::Span;

mod apps;
mod codes;
mod money;
mod phone;
mod sharing;

/// A money app opened within this time after the sharing stopped belongs to it, if a stranger is involved.
pub(crate) const AFTER_SHARE: Span = Span::minutes(10);
/// The same if only the app is new or a voice chat goes on.
pub(crate) const SOON_AFTER_SHARE: Span = Span::minutes(5);

const PARTS: [&[Rule]; 5] = [money::RULES, codes::RULES, sharing::RULES, apps::RULES, phone::RULES];

/// Every rule. Among those with the same trigger the worst comes first, and the first that holds gives the
/// warning.
pub const TABLE: &[Rule] = &join();

/// The rules with that trigger, worst first.
pub(crate) fn on(trigger: Trigger) -> impl Iterator<Item = &'static Rule> {
    let part = match trigger {
        Trigger::MoneyApp => money::RULES,
        Trigger::Messages => codes::RULES,
        Trigger::Sharing => sharing::RULES,
        Trigger::Install | Trigger::MoneyAppInstall | Trigger::Control => apps::RULES,
        Trigger::Help | Trigger::Forwarding | Trigger::LongCall | Trigger::Settings | Trigger::Nfc => {
            phone::RULES
        }
    };
    part.iter().filter(move |rule| rule.on == trigger)
}

const fn count() -> usize {
    let (mut count, mut part) = (0, 0);
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
}

const fn join() -> [Rule; count()] {
    let mut table = [money::RULES[0]; count()];
    let (mut at, mut part) = (0, 0);
    while part < PARTS.len() {
        let mut rule = 0;
        while rule < PARTS[part].len() {
            table[at] = PARTS[part][rule];
            at += 1;
            rule += 1;
        }
        part += 1;
    }
    table
}
