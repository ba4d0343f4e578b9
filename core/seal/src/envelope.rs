//! The sealed form of a content: XChaCha20-Poly1305 under the key of its direction.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::address::{Direction, Topic};
use crate::parse::{ParseError, Reader, VERSION, kind};
use crate::random::{Randomness, draw};
use crate::schedule::DirectionKey;

/// What is sealed is filled up to a multiple of this, so that its size says little.
const BLOCK: usize = 512;

/// The longest content: five blocks without the two bytes of its length. As base64url such an envelope has 3,491
/// characters, and servers of ntfy pass 4,096.
pub(crate) const LONGEST: usize = 5 * BLOCK - 2;

/// One direction of one pairing.
pub(crate) struct Way<'keys> {
    pub(crate) direction: Direction,
    pub(crate) topic: &'keys Topic,
    pub(crate) key: &'keys DirectionKey,
}

/// Why an envelope does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unopened {
    Parse(ParseError),
    OtherKey,
    Forged,
}

impl From<ParseError> for Unopened {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

impl Way<'_> {
    /// `None` if the content is longer than [`LONGEST`].
    pub(crate) fn seal(&self, counter: u64, content: &[u8], random: &mut impl Randomness) -> Option<Vec<u8>> {
        self.seal_padded(counter, &padded(content)?, random)
    }

    pub(crate) fn seal_padded(
        &self,
        counter: u64,
        plain: &[u8],
        random: &mut impl Randomness,
    ) -> Option<Vec<u8>> {
        let head = self.head(counter);
        let nonce: [u8; 24] = draw(random);
        let additional = self.additional(&head);
        let payload = Payload { msg: plain, aad: &additional };
        let sealed = self.cipher().encrypt(&nonce.into(), payload).ok()?;
        Some([&head[..], &nonce, &sealed].concat())
    }

    pub(crate) fn open(&self, bytes: &[u8]) -> Result<(u64, Zeroizing<Vec<u8>>), Unopened> {
        let mut reader = Reader::of_kind(bytes, kind::ENVELOPE)?;
        let key_id: [u8; 8] = reader.array()?;
        let counter = reader.number()?;
        // After the last counter there is none to follow, so nobody seals under it.
        if counter == u64::MAX {
            return Err(ParseError::Value.into());
        }
        let nonce: [u8; 24] = reader.array()?;
        let sealed = reader.rest();
        if key_id != self.key.id {
            return Err(Unopened::OtherKey);
        }
        let blocks = sealed.len().checked_sub(16).ok_or(ParseError::Length)?;
        if blocks % BLOCK != 0 || !(BLOCK..=LONGEST + 2).contains(&blocks) {
            return Err(ParseError::Length.into());
        }
        let additional = self.additional(&self.head(counter));
        let payload = Payload { msg: sealed, aad: &additional };
        let plain = self.cipher().decrypt(&nonce.into(), payload).map_err(|_| Unopened::Forged)?;
        Ok((counter, Zeroizing::new(unpadded(&Zeroizing::new(plain))?)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.key.bytes().into())
    }

    fn head(&self, counter: u64) -> [u8; 18] {
        let mut head = [0; 18];
        head[0] = VERSION;
        head[1] = kind::ENVELOPE;
        head[2..10].copy_from_slice(&self.key.id);
        head[10..].copy_from_slice(&counter.to_be_bytes());
        head
    }

    /// What is authenticated beside the content: the head, the direction and the topic.
    pub(crate) fn additional(&self, head: &[u8]) -> Vec<u8> {
        [head, &[self.direction as u8], self.topic.as_str().as_bytes()].concat()
    }
}

/// Two bytes of length, the content, and zeros.
pub(crate) fn padded(content: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if content.len() > LONGEST {
        return None;
    }
    let size = (content.len() + 2).next_multiple_of(BLOCK);
    let mut plain = Zeroizing::new(Vec::with_capacity(size));
    plain.extend_from_slice(&u16::try_from(content.len()).ok()?.to_be_bytes());
    plain.extend_from_slice(content);
    plain.resize(size, 0);
    Some(plain)
}

fn unpadded(plain: &[u8]) -> Result<Vec<u8>, ParseError> {
    let mut reader = Reader::new(plain);
    let length = u16::from_be_bytes(reader.array()?);
    let content = reader.bytes(usize::from(length))?;
    let shortest = (content.len() + 2).next_multiple_of(BLOCK) == plain.len();
    if shortest && reader.rest().iter().all(|byte| *byte == 0) {
        Ok(content.to_vec())
    } else {
        Err(ParseError::Value)
    }
}
