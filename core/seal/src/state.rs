//! What a pairing leaves behind on either side: seals, opens, and is stored after each.

mod stored;

use std::error::Error;
use std::fmt;

use crate::address::{Address, Direction};
use crate::challenge::{Challenge, Challenges, Standing};
use crate::content::{Content, Matter};
use crate::envelope;
use crate::envelope::{Unopened, Way};
use crate::parse::ParseError;
use crate::random::{Randomness, draw};
use crate::schedule::{Agreed, DirectionKey};
use crate::time::Uptime;
use crate::window::{Accepted, Missing, Refused, Window};

pub use self::stored::Lost;
pub use crate::window::Received;

/// Which side of a pairing this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The parent's phone.
    Parent = 1,
    /// The relative's device.
    Family = 2,
}

impl Role {
    fn sends(self) -> Direction {
        match self {
            Self::Parent => Direction::ToFamily,
            Self::Family => Direction::ToParent,
        }
    }

    fn receives(self) -> Direction {
        match self {
            Self::Parent => Direction::ToParent,
            Self::Family => Direction::ToFamily,
        }
    }
}

/// The keys and counters of one side. Nothing here changes in place: what seals or opens returns the state after it, to be
/// stored in one transaction with the message, before that is sent or acted on.
///
/// The caller keeps [`State::generation`] somewhere else as well, and hands it to [`State::restore`].
#[derive(Clone, PartialEq, Eq)]
pub struct State {
    generation: u64,
    role: Role,
    address: Address,
    to_family: DirectionKey,
    to_parent: DirectionKey,
    next: u64,
    window: Window,
    challenges: Challenges,
}

/// A sealed message. Store both; a retry sends the same bytes.
#[derive(Debug)]
pub struct Sealed {
    /// What to send.
    pub envelope: Vec<u8>,
    /// Its number, by which it can be voided.
    pub counter: u64,
    /// For a question: what its answers quote.
    pub challenge: Option<Challenge>,
    /// The state after it.
    pub state: State,
}

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The body is longer than [`LONGEST_BODY`].
    TooLong,
    /// All counters are used. Pair again.
    Exhausted,
    /// No message has that number yet.
    NotSealedYet,
}

impl fmt::Display for SealError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(formatter, "longer than {LONGEST_BODY} bytes"),
            Self::Exhausted => formatter.write_str("all counters are used"),
            Self::NotSealedYet => formatter.write_str("no message has that number yet"),
        }
    }
}

impl Error for SealError {}

/// The longest body of any message, in bytes.
pub const LONGEST_BODY: usize = envelope::LONGEST - 1 - 8 - 16;

/// A message that was opened. Store the state before acting on it.
#[derive(Debug)]
pub struct Opened {
    /// Its number.
    pub counter: u64,
    /// What it is.
    pub matter: Matter,
    /// For an answer: whether it still counts.
    pub standing: Option<Standing>,
    /// What can no longer arrive because of it.
    pub lost: Vec<Missing>,
    /// The state after it.
    pub state: State,
}

/// Why a message was not opened. The state stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// It is no envelope, or holds no content.
    Parse(ParseError),
    /// It calls for the key of another pairing, or of the other direction.
    OtherKey,
    /// It was not sealed with the key, or was changed on the way.
    Forged,
    /// It has arrived before.
    Replayed,
    /// It is too far behind the newest to know whether it has arrived before.
    TooOld,
    /// It says what its sender cannot say at that point.
    Unexpected,
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parse(error) => write!(formatter, "no sealed message: {error}"),
            Self::OtherKey => formatter.write_str("for another key"),
            Self::Forged => formatter.write_str("forged or changed"),
            Self::Replayed => formatter.write_str("has arrived before"),
            Self::TooOld => formatter.write_str("too far behind the newest"),
            Self::Unexpected => formatter.write_str("not awaited now"),
        }
    }
}

impl Error for OpenError {}

impl From<Unopened> for OpenError {
    fn from(error: Unopened) -> Self {
        match error {
            Unopened::Parse(error) => Self::Parse(error),
            Unopened::OtherKey => Self::OtherKey,
            Unopened::Forged => Self::Forged,
        }
    }
}

impl From<Refused> for OpenError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Replayed => Self::Replayed,
            Refused::TooOld => Self::TooOld,
        }
    }
}

impl State {
    /// The parent's side after the right digits, and its first message.
    pub(crate) fn begin(
        address: Address,
        agreed: &Agreed,
        random: &mut impl Randomness,
    ) -> Result<Sealed, SealError> {
        let content = Content { accepted: Accepted::default(), matter: Matter::Paired };
        Self::new(Role::Parent, address, agreed).seal(&content, random)
    }

    /// The family's side after the parent's first message.
    pub(crate) fn activated(address: Address, agreed: &Agreed, first: &[u8]) -> Result<Self, OpenError> {
        let mut state = Self::new(Role::Family, address, agreed);
        let (counter, content) = state.receives().open(first)?;
        let content = Content::parse(&content).map_err(OpenError::Parse)?;
        if counter != 0 || content.matter != Matter::Paired {
            return Err(OpenError::Unexpected);
        }
        // Nothing can be missing before the first.
        let _ = state.window.accept(counter, content.accepted);
        Ok(state)
    }

    fn new(role: Role, address: Address, agreed: &Agreed) -> Self {
        Self {
            generation: 1,
            role,
            address,
            to_family: agreed.to_family.clone(),
            to_parent: agreed.to_parent.clone(),
            next: 0,
            window: Window::default(),
            challenges: Challenges::default(),
        }
    }

    /// Grows with every change. A stored state with a smaller one than was last heard of has been rolled back.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Which side this is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Where the two leave their messages.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Seals something that awaits no answer.
    ///
    /// # Errors
    ///
    /// [`SealError::TooLong`] and [`SealError::Exhausted`].
    pub fn note(
        &self,
        body: &[u8],
        accepted: Accepted,
        random: &mut impl Randomness,
    ) -> Result<Sealed, SealError> {
        self.seal(&Content { accepted, matter: Matter::Note(body.to_vec()) }, random)
    }

    /// Seals something that awaits an answer within ten minutes of `now`.
    ///
    /// # Errors
    ///
    /// As [`State::note`].
    pub fn question(
        &self,
        body: &[u8],
        accepted: Accepted,
        now: Uptime,
        random: &mut impl Randomness,
    ) -> Result<Sealed, SealError> {
        let challenge = Challenge(draw(random));
        let mut sealed =
            self.seal(&Content { accepted, matter: Matter::Question(challenge, body.to_vec()) }, random)?;
        sealed.state.challenges.ask(challenge, now);
        sealed.challenge = Some(challenge);
        Ok(sealed)
    }

    /// Seals an answer to the question with that challenge.
    ///
    /// # Errors
    ///
    /// As [`State::note`].
    pub fn answer(
        &self,
        challenge: Challenge,
        body: &[u8],
        accepted: Accepted,
        random: &mut impl Randomness,
    ) -> Result<Sealed, SealError> {
        self.seal(&Content { accepted, matter: Matter::Answer(challenge, body.to_vec()) }, random)
    }

    /// Seals the void that takes the place of a message that will never be sent: under that message's own number, so that
    /// it leaves no gap, and of the two only the first to arrive is opened. Nothing changes in the state.
    ///
    /// # Errors
    ///
    /// [`SealError::NotSealedYet`].
    pub fn void(&self, counter: u64, random: &mut impl Randomness) -> Result<Vec<u8>, SealError> {
        if counter >= self.next {
            return Err(SealError::NotSealedYet);
        }
        let content = Content { accepted: Accepted::default(), matter: Matter::Void };
        self.sends().seal(counter, &content.to_bytes(), random).ok_or(SealError::TooLong)
    }

    fn seal(&self, content: &Content, random: &mut impl Randomness) -> Result<Sealed, SealError> {
        let counter = self.next;
        let next = counter.checked_add(1).ok_or(SealError::Exhausted)?;
        let body = match &content.matter {
            Matter::Note(body) | Matter::Question(_, body) | Matter::Answer(_, body) => body.len(),
            Matter::Paired | Matter::Void => 0,
        };
        if body > LONGEST_BODY {
            return Err(SealError::TooLong);
        }
        let envelope = self.sends().seal(counter, &content.to_bytes(), random).ok_or(SealError::TooLong)?;
        let state = Self { next, ..self.after() };
        Ok(Sealed { envelope, counter, challenge: None, state })
    }

    /// Opens what arrived on the topic of the other side.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if it is not the other side's, or is not new.
    pub fn open(&self, envelope: &[u8], now: Uptime) -> Result<Opened, OpenError> {
        let (counter, content) = self.receives().open(envelope)?;
        self.window.check(counter)?;
        let content = Content::parse(&content).map_err(OpenError::Parse)?;
        if content.matter == Matter::Paired {
            return Err(OpenError::Unexpected);
        }
        let standing = match &content.matter {
            Matter::Answer(challenge, _) => Some(self.challenges.standing(*challenge, now)),
            _ => None,
        };
        let mut state = self.after();
        let lost = state.window.accept(counter, content.accepted);
        Ok(Opened { counter, matter: content.matter, standing, lost, state })
    }

    /// What has arrived, for a receipt.
    #[must_use]
    pub fn received(&self) -> Received {
        self.window.received()
    }

    /// What has not arrived and still may.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        self.window.missing()
    }

    /// To be called before anything is opened, when this side has not asked the server for longer than that keeps
    /// messages: what is missing then is no longer the server's doing.
    #[must_use]
    pub fn away(&self) -> Self {
        let mut state = self.after();
        state.window.away();
        state
    }

    /// To be called when all that the server had is opened.
    #[must_use]
    pub fn caught_up(&self) -> Self {
        let mut state = self.after();
        state.window.caught_up();
        state
    }

    #[cfg(test)]
    pub(crate) fn advance_to(&mut self, next: u64) {
        self.next = next;
    }

    fn after(&self) -> Self {
        // At a thousand changes a second it would take 500 million years to get there.
        Self { generation: self.generation.saturating_add(1), ..self.clone() }
    }

    pub(crate) fn sends(&self) -> Way<'_> {
        self.way(self.role.sends())
    }

    pub(crate) fn receives(&self) -> Way<'_> {
        self.way(self.role.receives())
    }

    fn way(&self, direction: Direction) -> Way<'_> {
        let key = match direction {
            Direction::ToFamily => &self.to_family,
            Direction::ToParent => &self.to_parent,
        };
        Way { direction, topic: self.address.topic(direction), key }
    }
}

impl fmt::Debug for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("State")
            .field("role", &self.role)
            .field("generation", &self.generation)
            .field("next", &self.next)
            .field("window", &self.window)
            .finish_non_exhaustive()
    }
}
