//! Which messages of one direction have arrived, and which are missing.

use crate::parse::{ParseError, Reader};

/// How far behind the newest message one may arrive.
pub const WINDOW: u64 = 64;

/// What became of a message that did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody can say why.
    DidNotArrive,
    /// The server accepted it and had to keep it, and this side has asked it ever since: the server held it back.
    Withheld,
}

/// Counters in a row that have not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// The first of them.
    pub first: u64,
    /// The last of them.
    pub last: u64,
    /// What became of them.
    pub fate: Fate,
}

/// Why a counter is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It has arrived before.
    Replayed,
    /// It is more than [`WINDOW`] behind, so that nobody knows whether it has.
    TooOld,
}

/// What the sender states about the messages before one: bit 0 is the message just before it, bit 63 the 64th before. A
/// bit is set if the server has accepted that message and its cache must still hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accepted(pub u64);

impl Accepted {
    fn states(self, of: u64, counter: u64) -> bool {
        let back = of.checked_sub(counter).and_then(|distance| distance.checked_sub(1));
        back.is_some_and(|back| back < WINDOW && self.0 >> back & 1 == 1)
    }
}

/// What one side has received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The counter after the newest that arrived.
    pub next: u64,
    /// Which of the 64 before that arrived. Bit 0 is the newest.
    pub seen: u64,
}

/// The last 64 counters. Bit 0 of a set is the newest, the one before `next`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Window {
    next: u64,
    seen: u64,
    accepted: u64,
    /// Below this nothing counts as withheld.
    excused: u64,
    away: bool,
}

impl Window {
    pub(crate) fn check(&self, counter: u64) -> Result<(), Refused> {
        match self.back(counter) {
            None => Ok(()),
            Some(back) if back >= WINDOW => Err(Refused::TooOld),
            Some(back) if self.seen >> back & 1 == 1 => Err(Refused::Replayed),
            Some(_) => Ok(()),
        }
    }

    /// Takes a counter that was checked, and its sender's statement. Returns what leaves the window without having arrived.
    #[must_use]
    pub(crate) fn accept(&mut self, counter: u64, accepted: Accepted) -> Vec<Missing> {
        let mut lost = Vec::new();
        if counter >= self.next {
            let next = counter.saturating_add(1);
            let (from, to) = (first_within(self.next), first_within(next));
            for leaving in from..to.min(self.next) {
                self.add_missing(&mut lost, leaving, accepted.states(counter, leaving));
            }
            if to > self.next {
                add(&mut lost, Missing { first: self.next, last: to - 1, fate: Fate::DidNotArrive });
            }
            let shift = u32::try_from(next - self.next).unwrap_or(u32::MAX);
            self.seen = self.seen.checked_shl(shift).unwrap_or(0);
            self.accepted = self.accepted.checked_shl(shift).unwrap_or(0);
            self.next = next;
        }
        if let Some(back) = self.back(counter).filter(|back| *back < WINDOW) {
            self.seen |= 1 << back;
            // The statement begins one before its own message.
            let shift = u32::try_from(back + 1).unwrap_or(u32::MAX);
            self.accepted |= accepted.0.checked_shl(shift).unwrap_or(0) & within(self.next);
        }
        lost
    }

    pub(crate) fn received(&self) -> Received {
        Received { next: self.next, seen: self.seen }
    }

    /// This side will not have heard all that the server had: it was away for longer than the server keeps messages.
    pub(crate) fn away(&mut self) {
        self.away = true;
    }

    /// This side has asked for all that the server has. What is missing now was lost while it was away.
    pub(crate) fn caught_up(&mut self) {
        if self.away {
            self.excused = self.next;
            self.away = false;
        }
    }

    /// What has not arrived and still may.
    pub(crate) fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        for counter in first_within(self.next)..self.next {
            self.add_missing(&mut missing, counter, false);
        }
        missing
    }

    fn add_missing(&self, to: &mut Vec<Missing>, counter: u64, stated: bool) {
        let Some(back) = self.back(counter).filter(|back| *back < WINDOW && self.seen >> back & 1 == 0)
        else {
            return;
        };
        let accepted = stated || self.accepted >> back & 1 == 1;
        let withheld = accepted && !self.away && counter >= self.excused;
        let fate = if withheld { Fate::Withheld } else { Fate::DidNotArrive };
        add(to, Missing { first: counter, last: counter, fate });
    }

    /// How many places before the newest; `None` if it is newer.
    fn back(&self, counter: u64) -> Option<u64> {
        self.next.checked_sub(counter)?.checked_sub(1)
    }

    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        for number in [self.next, self.seen, self.accepted, self.excused] {
            to.extend_from_slice(&number.to_be_bytes());
        }
        to.push(u8::from(self.away));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let (next, seen, accepted) = (reader.number()?, reader.number()?, reader.number()?);
        let excused = reader.number()?;
        let away = match reader.byte()? {
            0 => false,
            1 => true,
            _ => return Err(ParseError::Value),
        };
        if (seen | accepted) & !within(next) != 0 || excused > next {
            return Err(ParseError::Value);
        }
        Ok(Self { next, seen, accepted, excused, away })
    }
}

/// The oldest counter in the window before `next`.
fn first_within(next: u64) -> u64 {
    next.saturating_sub(WINDOW)
}

/// A bit for each counter in the window before `next`.
fn within(next: u64) -> u64 {
    if next >= WINDOW { u64::MAX } else { (1 << next) - 1 }
}

/// Adds to the last row where it goes on.
fn add(to: &mut Vec<Missing>, more: Missing) {
    match to.last_mut() {
        Some(row) if row.fate == more.fate && row.last.checked_add(1) == Some(more.first) => {
            row.last = more.last;
        }
        _ => to.push(more),
    }
}
