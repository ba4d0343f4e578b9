//! Where the two sides leave messages for each other.

use crate::parse::{ParseError, Reader};

/// The longest address of a server, in bytes.
pub const LONGEST_SERVER: usize = 200;

/// The longest name of a topic, as on ntfy servers.
pub const LONGEST_TOPIC: usize = 64;

/// The address of a server, `https` and printable ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server(String);

impl Server {
    /// Checks an address.
    ///
    /// # Errors
    ///
    /// [`ParseError::Value`] if it does not begin with `https://`, holds anything but printable ASCII, or is too long.
    pub fn new(address: &str) -> Result<Self, ParseError> {
        let host = address.strip_prefix("https://").ok_or(ParseError::Value)?;
        let printable = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic());
        if printable && address.len() <= LONGEST_SERVER {
            Ok(Self(address.to_owned()))
        } else {
            Err(ParseError::Value)
        }
    }

    /// The address as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a topic: letters and digits of ASCII, `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    /// Checks a name.
    ///
    /// # Errors
    ///
    /// [`ParseError::Value`] if it is empty, too long or holds any other character.
    pub fn new(name: &str) -> Result<Self, ParseError> {
        let named = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if named && (1..=LONGEST_TOPIC).contains(&name.len()) {
            Ok(Self(name.to_owned()))
        } else {
            Err(ParseError::Value)
        }
    }

    /// The name as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which way a message goes. The number is part of what is authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the parent's phone to the relative's device.
    ToFamily = 1,
    /// From the relative's device to the parent's phone.
    ToParent = 2,
}

/// A server and a topic for each direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    server: Server,
    alerts: Topic,
    answers: Topic,
}

impl Address {
    /// Messages to the family go to `alerts`, those to the parent's phone to `answers`.
    ///
    /// # Errors
    ///
    /// [`ParseError::Value`] if both are the same topic.
    pub fn new(server: Server, alerts: Topic, answers: Topic) -> Result<Self, ParseError> {
        if alerts == answers { Err(ParseError::Value) } else { Ok(Self { server, alerts, answers }) }
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The topic of one direction.
    #[must_use]
    pub fn topic(&self, direction: Direction) -> &Topic {
        match direction {
            Direction::ToFamily => &self.alerts,
            Direction::ToParent => &self.answers,
        }
    }

    pub(crate) fn write(&self, to: &mut Vec<u8>) {
        for part in [&self.server.0, &self.alerts.0, &self.answers.0] {
            // No part is longer than 200 bytes.
            to.push(u8::try_from(part.len()).unwrap_or(u8::MAX));
            to.extend_from_slice(part.as_bytes());
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        let mut part = || {
            let length = reader.byte()?;
            str::from_utf8(reader.bytes(usize::from(length))?).map_err(|_| ParseError::Value)
        };
        Self::new(Server::new(part()?)?, Topic::new(part()?)?, Topic::new(part()?)?)
    }
}
