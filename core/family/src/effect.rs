//! What a device has to do.

use crate::alert::AlertKind;
use crate::ask::{Ask, AskResult};
use crate::link::Link;
use crate::time::WallTime;

/// What follows from something: store the link together with the effects, then carry them out in order.
#[derive(Debug)]
pub struct Turn {
    /// The link after it.
    pub link: Link,
    /// What has to be done.
    pub effects: Vec<Effect>,
    /// When to call [`Link::wake`], by this device's clock.
    pub wake_at: Option<WallTime>,
}

/// One thing that a device has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Publish this to the topic for answers. A retry sends the same text.
    Send(String),
    /// Begin the alarm, or begin it anew: full screen, with sound.
    Alarm {
        /// One line.
        title: String,
        /// The rest.
        text: String,
    },
    /// End the alarm.
    AlarmOver,
    /// Show a notification.
    Notify {
        /// One line.
        title: String,
        /// The rest.
        text: String,
        /// Whether it makes a sound.
        loud: bool,
    },
    /// Say that nothing was heard of the parent's phone since then.
    Silent {
        /// When its last message was sent.
        since: WallTime,
    },
    /// Take that back.
    HeardAgain,
    /// Add a line to the history.
    Record(Entry),
    /// The parent's phone has removed this device.
    Removed,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it happened here.
    pub at: WallTime,
    /// What happened.
    pub what: EntryKind,
    /// What the alert was about.
    pub kind: Option<AlertKind>,
    /// The answer.
    pub ask: Option<Ask>,
    /// What became of the answer.
    pub result: Option<AskResult>,
    /// One line of the message, or the sentence that was said.
    pub title: String,
    /// The rest of the message, or the reason.
    pub text: String,
}

/// What a line of the history is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// The two devices were paired.
    Paired,
    /// An alert arrived.
    Received,
    /// An answer was given.
    Said,
    /// The parent's phone said what became of it.
    Outcome,
    /// The phone fell silent.
    Silent,
    /// It was heard again.
    HeardAgain,
    /// Messages did not arrive.
    DidNotArrive,
    /// The server held messages back.
    Withheld,
    /// The device was removed.
    Removed,
}

impl Entry {
    pub(crate) fn new(at: WallTime, what: EntryKind) -> Self {
        Self { at, what, kind: None, ask: None, result: None, title: String::new(), text: String::new() }
    }
}
