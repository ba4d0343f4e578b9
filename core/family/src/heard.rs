//! When the parent's phone was last heard of, even if a server holds its messages back.

use kinguard_seal::time::Uptime;
use serde::{Deserialize, Serialize};

use crate::time::{Counter, WallTime};

/// After so long without a message the phone counts as silent. It sends one every six hours, so two are missing then.
pub const SILENT_AFTER_MS: u64 = 14 * 3_600_000;

/// How many messages tell what an ordinary delay is. At one every six hours that is four days.
const COMPARED: usize = 16;

/// How long messages take, and when the last one left.
///
/// A server that delivered each heartbeat some hours late would hide for as long that the phone is off. So a message counts
/// from the moment at which it was sent. The two clocks may differ: what is compared is the difference between arrival and
/// the phone's time since boot, and the smallest of the last ones is taken for a message that was not held back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Heard {
    boot: Option<u64>,
    newest: Option<Counter>,
    differences: Vec<i64>,
    at: Option<WallTime>,
    /// The newest sign of life, and whether another was to follow it.
    #[serde(default)]
    promised: Option<(Counter, bool)>,
}

impl Heard {
    /// Takes note of a message that was sent at `sent` and arrived at `now`.
    pub(crate) fn take(&mut self, counter: Counter, sent: Uptime, now: WallTime) {
        if self.newest.is_some_and(|newest| counter <= newest) {
            return;
        }
        self.newest = Some(counter);
        if self.boot != Some(sent.boot.0) {
            self.boot = Some(sent.boot.0);
            self.differences.clear();
        }
        let difference = signed(now.0).saturating_sub(signed(sent.ms));
        if self.differences.len() >= COMPARED {
            self.differences.remove(0);
        }
        self.differences.push(difference);
        let least = self.differences.iter().min().copied().unwrap_or(difference);
        let held_back = u64::try_from(difference.saturating_sub(least)).unwrap_or(0);
        self.at = self.at.max(Some(now.minus(held_back)));
    }

    /// Takes note of whether the sign of life `counter` is to be followed by another.
    pub(crate) fn promise(&mut self, counter: Counter, another: bool) {
        if self.promised.is_none_or(|(newest, _)| counter > newest) {
            self.promised = Some((counter, another));
        }
    }

    /// Takes note of the pairing itself.
    pub(crate) fn begin(&mut self, now: WallTime) {
        self.at = Some(now);
    }

    /// When the last message was sent, by this device's clock.
    pub(crate) fn at(&self) -> Option<WallTime> {
        self.at
    }

    /// When the phone will count as silent if nothing more is heard. `None` if it has said that nothing will come.
    pub(crate) fn silent_at(&self) -> Option<WallTime> {
        let is_expected = self.promised.is_none_or(|(_, another)| another);
        self.at.filter(|_| is_expected).map(|at| at.plus(SILENT_AFTER_MS))
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
