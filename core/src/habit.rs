//! Captures that are ordinary on this phone.

use serde::{Deserialize, Serialize};

use crate::bounded::push_weighed;
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// Sharing on this many earlier days, without consequences, is a habit.
const HABIT_DAYS: u32 = 3;
/// A habit that is not shown for this long ends.
const HABIT_LASTS: Span = Span::days(30);
const HABITS_HELD: usize = 6;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Habit {
    /// The capturing app; `None` for displays without one.
    owner: Option<PackageName>,
    /// The number of days on which it shared, up to and including `last`.
    days: u32,
    last: Moment,
}

/// The days on which apps shared the screen without consequences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Habits {
    list: Vec<Habit>,
}

impl Habits {
    /// Notes that the screen was shared, or a display appeared, without a stranger involved.
    pub fn shown(&mut self, at: Moment, owner: Option<&PackageName>) {
        if let Some(index) = self.list.iter().position(|habit| habit.owner.as_ref() == owner) {
            let mut habit = self.list.remove(index);
            if habit.last.day() < at.day() {
                habit.days =
                    if at.since(habit.last) < HABIT_LASTS { habit.days.saturating_add(1) } else { 1 };
                habit.last = at;
            }
            self.list.push(habit);
            return;
        }
        self.list.retain(|habit| at.since(habit.last) < HABIT_LASTS);
        // Whatever never became a habit goes first.
        let habit = Habit { owner: owner.cloned(), days: 1, last: at };
        push_weighed(&mut self.list, HABITS_HELD, habit, |habit| (habit.days.min(HABIT_DAYS), habit.last));
    }

    /// Forgets a habit that a danger followed.
    pub fn broken(&mut self, owner: Option<&PackageName>) {
        self.list.retain(|habit| habit.owner.as_ref() != owner);
    }

    /// Returns whether sharing by the app had become a habit before the day of `at`.
    #[must_use]
    pub fn has(&self, at: Moment, owner: Option<&PackageName>) -> bool {
        self.list.iter().any(|habit| {
            let today = u32::from(habit.last.day() >= at.day());
            habit.owner.as_ref() == owner
                && habit.days.saturating_sub(today) >= HABIT_DAYS
                && at.since(habit.last) < HABIT_LASTS
        })
    }
}
