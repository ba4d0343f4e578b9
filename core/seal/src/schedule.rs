//! Every key, and what it is made from.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use x25519_dalek::SharedSecret;
use zeroize::Zeroize;

use crate::digits::Digits;
use crate::ending::Ending;
use crate::secret::Secret;
use crate::transcript::Hash;

/// Proof of a key over what was said.
pub(crate) type Tag = [u8; 32];

/// HMAC-SHA256.
pub(crate) fn tag(key: &Secret<32>, parts: &[&[u8]]) -> Tag {
    // HMAC itself pads a key to a block with zeros; doing so first leaves no error to handle.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key.bytes());
    let mut mac = Hmac::<Sha256>::new(&block.into());
    block.zeroize();
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// Whether `found` is the tag, in a time that does not tell how much of it is.
pub(crate) fn proves(found: &Tag, expected: &Tag) -> bool {
    found.ct_eq(expected).into()
}

fn expand<const N: usize>(keys: &Hkdf<Sha256>, label: &str, transcript: &[u8]) -> Secret<N> {
    const { assert!(N <= 255 * 32, "HKDF expands to no more") };
    let mut bytes = [0; N];
    if keys.expand_multi_info(&[label.as_bytes(), transcript], &mut bytes).is_err() {
        unreachable!("its only error is a length that was refused above");
    }
    let secret = Secret::new(bytes);
    bytes.zeroize();
    secret
}

/// The keys of who has seen the code.
#[derive(Clone)]
pub(crate) struct CodeKeys {
    pub(crate) claim: Secret<32>,
    pub(crate) nonce: Secret<32>,
    pub(crate) ended: Secret<32>,
}

impl CodeKeys {
    pub(crate) fn of(secret: &Secret<16>, code: &Hash) -> Self {
        let keys = Hkdf::<Sha256>::new(Some(code), secret.bytes());
        Self {
            claim: expand(&keys, "kinguard 1 claim tag", &[]),
            nonce: expand(&keys, "kinguard 1 nonce tag", &[]),
            ended: expand(&keys, "kinguard 1 ended tag", &[]),
        }
    }

    /// With this the parent's phone says that the pairing is over. Whoever has seen the code can say so.
    pub(crate) fn ended_tag(&self, code: &Hash, ending: Ending) -> Tag {
        tag(&self.ended, &[code, &[ending as u8]])
    }
}

/// The key of one direction, and the name under which envelopes call for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DirectionKey {
    pub(crate) id: [u8; 8],
    pub(crate) key: Secret<32>,
}

/// What the two sides of a pairing, and nobody else, have in common.
#[derive(Clone)]
pub(crate) struct Agreed {
    pub(crate) family_proof: Secret<32>,
    pub(crate) parent_proof: Secret<32>,
    pub(crate) to_family: DirectionKey,
    pub(crate) to_parent: DirectionKey,
    pub(crate) digits: Digits,
}

impl Agreed {
    /// From the secret of the code and the shared secret of both key pairs, over the whole transcript.
    pub(crate) fn of(secret: &Secret<16>, shared: &SharedSecret, whole: &Hash) -> Self {
        let keys = Hkdf::<Sha256>::new(Some(secret.bytes()), shared.as_bytes());
        let direction = |id: &str, key: &str| DirectionKey {
            id: *expand(&keys, id, whole).bytes(),
            key: expand(&keys, key, whole),
        };
        Self {
            family_proof: expand(&keys, "kinguard 1 family proof", whole),
            parent_proof: expand(&keys, "kinguard 1 parent proof", whole),
            to_family: direction("kinguard 1 to family id", "kinguard 1 to family key"),
            to_parent: direction("kinguard 1 to parent id", "kinguard 1 to parent key"),
            digits: Digits::of(u64::from_be_bytes(*expand(&keys, "kinguard 1 digits", whole).bytes())),
        }
    }
}
