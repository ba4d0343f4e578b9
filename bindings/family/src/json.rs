//! What the page is told, as JSON.

use kinguard_family::alert::AlertKind;
use kinguard_family::ask::{Ask, AskResult};
use kinguard_family::effect::{Effect, Entry, EntryKind, Turn};
use kinguard_family::link::Link;
use kinguard_family::sentence::SentenceFault;
use kinguard_family::time::WallTime;
use kinguard_seal::ending::Ending;
use serde::Serialize;

/// Writes a value of this crate, which is always JSON.
pub(crate) fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("these values are always JSON")
}

/// The server and its two topics.
#[derive(Debug, Serialize)]
pub(crate) struct AddressJson {
    pub(crate) server: String,
    pub(crate) alerts: String,
    pub(crate) answers: String,
}

/// What follows from a message of a pairing.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum StepJson {
    Reply {
        text: String,
    },
    Show {
        digits: String,
    },
    Paired {
        #[serde(flatten)]
        turn: TurnJson,
    },
    Ended {
        ending: &'static str,
    },
}

impl StepJson {
    pub(crate) fn ended(ending: Ending) -> Self {
        Self::Ended {
            ending: match ending {
                Ending::SecondClaim => "second_claim",
                Ending::Expired => "expired",
                Ending::WrongDigits => "wrong_digits",
                Ending::Withdrawn => "withdrawn",
                Ending::Complete => "complete",
            },
        }
    }
}

/// A link after something, and what has to be done.
#[derive(Serialize)]
pub(crate) struct TurnJson {
    link: String,
    generation: u64,
    effects: Vec<EffectJson>,
    wake_at_ms: Option<WallTime>,
}

impl TurnJson {
    pub(crate) fn of(turn: Turn) -> Self {
        let effects = turn.effects.into_iter().map(EffectJson::from).collect();
        Self { effects, wake_at_ms: turn.wake_at, ..Self::only(&turn.link) }
    }

    /// A turn in which nothing has to be done.
    pub(crate) fn only(link: &Link) -> Self {
        let text = String::from_utf8(link.to_bytes().to_vec()).expect("a stored link is JSON");
        Self { link: text, generation: link.generation(), effects: Vec::new(), wake_at_ms: None }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum EffectJson {
    Send { text: String },
    Alarm { title: String, text: String },
    AlarmOver,
    Notify { title: String, text: String, loud: bool },
    Silent { since_ms: WallTime },
    HeardAgain,
    Record { entry: EntryJson },
    Removed,
}

impl From<Effect> for EffectJson {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Send(text) => Self::Send { text },
            Effect::Alarm { title, text } => Self::Alarm { title, text },
            Effect::AlarmOver => Self::AlarmOver,
            Effect::Notify { title, text, loud } => Self::Notify { title, text, loud },
            Effect::Silent { since } => Self::Silent { since_ms: since },
            Effect::HeardAgain => Self::HeardAgain,
            Effect::Record(entry) => Self::Record { entry: entry.into() },
            Effect::Removed => Self::Removed,
        }
    }
}

#[derive(Serialize)]
struct EntryJson {
    at_ms: WallTime,
    what: &'static str,
    kind: Option<AlertKind>,
    ask: Option<Ask>,
    result: Option<AskResult>,
    title: String,
    text: String,
}

impl From<Entry> for EntryJson {
    fn from(entry: Entry) -> Self {
        let Entry { at, what, kind, ask, result, title, text } = entry;
        let what = match what {
            EntryKind::Paired => "paired",
            EntryKind::Received => "received",
            EntryKind::Said => "said",
            EntryKind::Outcome => "outcome",
            EntryKind::Silent => "silent",
            EntryKind::HeardAgain => "heard_again",
            EntryKind::DidNotArrive => "did_not_arrive",
            EntryKind::Withheld => "withheld",
            EntryKind::Removed => "removed",
        };
        Self { at_ms: at, what, kind, ask, result, title, text }
    }
}

/// The name of what is wrong with a sentence.
pub(crate) fn sentence_fault(fault: SentenceFault) -> &'static str {
    match fault {
        SentenceFault::Empty => "empty",
        SentenceFault::TooLong => "too_long",
        SentenceFault::Control => "control",
        SentenceFault::Digits => "digits",
        SentenceFault::Link => "link",
        SentenceFault::AccountWord => "account_word",
    }
}
