//! Where two devices meet, and when, as Kotlin has it.

use kinguard_seal::address::{Address, Direction, Server, Topic};
use kinguard_seal::parse::ParseError;
use kinguard_seal::time::{Boot, Uptime};

/// A server and a topic for each direction.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SealedAddress {
    /// `https://` and a host.
    pub server: String,
    /// The topic to which the parent's phone writes.
    pub alerts: String,
    /// The topic to which the relative's device writes.
    pub answers: String,
}

impl From<&Address> for SealedAddress {
    fn from(address: &Address) -> Self {
        Self {
            server: address.server().as_str().to_owned(),
            alerts: address.topic(Direction::ToFamily).as_str().to_owned(),
            answers: address.topic(Direction::ToParent).as_str().to_owned(),
        }
    }
}

impl TryFrom<SealedAddress> for Address {
    type Error = ParseError;

    fn try_from(address: SealedAddress) -> Result<Self, ParseError> {
        Self::new(Server::new(&address.server)?, Topic::new(&address.alerts)?, Topic::new(&address.answers)?)
    }
}

/// A moment by the clock that nobody can set: the number of the boot, and the milliseconds since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BootTime {
    /// The number of the boot.
    pub boot: u64,
    /// Milliseconds since then, sleep included.
    pub ms: u64,
}

impl From<BootTime> for Uptime {
    fn from(time: BootTime) -> Self {
        Self { boot: Boot(time.boot), ms: time.ms }
    }
}
