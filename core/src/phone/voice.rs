//! Voice chats: voice that is not a telephone call.

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::call::{Call, Risk};
use crate::package::PackageName;
use crate::time::{Moment, Span};

/// A stranger's voice that moves into an app does so within this time of the call's end.
const VOICE_MOVES: Span = Span::minutes(3);
/// A voice chat falls silent within this time of the telephone call that interrupts it.
const INTERRUPTED: Span = Span::seconds(10);
/// A voice chat whose end is never reported is given up after this: on some phones the audio mode stays set.
pub(crate) const VOICE_LASTS: Span = Span::hours(12);

/// A voice chat in a chat or meeting app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceChat {
    /// The app, if known.
    pub package: Option<PackageName>,
    /// The moment it began.
    pub began: Moment,
    /// The moment it ended; kept until the next one begins.
    pub ended: Option<Moment>,
    /// The moment at which the risky call that moved into it was answered.
    pub carries_on: Option<Moment>,
    /// True if the other side is family.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub family: bool,
}

impl VoiceChat {
    /// Returns whether it was going on at that moment.
    #[must_use]
    pub fn is_live(&self, at: Moment) -> bool {
        self.began <= at && at.since(self.began) < VOICE_LASTS && self.ended.is_none_or(|ended| at < ended)
    }
}

impl Phone {
    pub(super) fn begin_voice(&mut self, at: Moment, package: Option<&str>, family: bool) {
        let package = package.map(PackageName::new);
        let began = self.interrupted_since(package.as_ref()).unwrap_or(at);
        // A weekly class that follows a domestic call is chance.
        let usual = self.habits.has(at, package.as_ref());
        let moved = || {
            let mut calls = self.calls.that_matter(at, VOICE_MOVES).into_iter();
            let moves = |call: &Call| !usual || call.is_live(at) || call.is_foreign();
            let found = calls.find(|(call, risk, _)| *risk == Risk::Risky && moves(call));
            found.and_then(|(call, ..)| call.answered)
        };
        let moved_on = || {
            let earlier = self
                .voice
                .as_ref()
                .filter(|earlier| earlier.ended.is_none_or(|ended| at.since(ended) < VOICE_MOVES));
            earlier.and_then(|earlier| earlier.carries_on)
        };
        // Only the family talks there. The stranger's voice has not moved.
        let carries_on = if began == at && !family { moved().or_else(moved_on) } else { None };
        self.voice = Some(VoiceChat { package, began, ended: None, carries_on, family });
    }

    /// Returns when a conversation in this app began that a telephone call interrupted. It continues, and
    /// nobody has moved into it.
    fn interrupted_since(&self, package: Option<&PackageName>) -> Option<Moment> {
        let earlier = self.voice.as_ref().filter(|earlier| earlier.package.as_ref() == package)?;
        let ended = earlier.ended?;
        let answered = self.calls.last_answered()?;
        let by_call = ended.since(answered) < INTERRUPTED && answered.since(ended) < INTERRUPTED;
        (by_call && earlier.carries_on.is_none()).then_some(earlier.began)
    }

    pub(super) fn end_voice(&mut self, at: Moment) {
        let had_begun = |voice: &&mut VoiceChat| voice.ended.is_none() && voice.began <= at;
        if let Some(voice) = self.voice.as_mut().filter(had_begun) {
            voice.ended = Some(at);
        }
    }
}
