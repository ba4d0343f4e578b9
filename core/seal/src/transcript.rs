//! The transcript of a pairing: a hash over everything that both sides have seen so far.

use sha2::{Digest, Sha256};

pub(crate) type Hash = [u8; 32];

/// A hash over parts of fixed lengths. The label keeps hashes for different purposes apart.
fn hash(label: &str, parts: &[&[u8]]) -> Hash {
    let mut digest = Sha256::new();
    digest.update(label.as_bytes());
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().into()
}

/// After the code was shown: over all of it but the secret.
pub(crate) fn of_code(open: &[u8]) -> Hash {
    hash("kinguard 1 code", &[open])
}

/// What the family's side commits to its key with.
pub(crate) fn commitment(code: &Hash, family_key: &[u8; 32]) -> Hash {
    hash("kinguard 1 commitment", &[code, family_key])
}

/// After the claim.
pub(crate) fn of_claim(code: &Hash, commitment: &Hash) -> Hash {
    hash("kinguard 1 claim", &[code, commitment])
}

/// After the parent's nonce.
pub(crate) fn of_nonce(claim: &Hash, nonce: &[u8; 32]) -> Hash {
    hash("kinguard 1 nonce", &[claim, nonce])
}

/// After the family's key: the whole.
pub(crate) fn of_key(nonce: &Hash, family_key: &[u8; 32]) -> Hash {
    hash("kinguard 1 key", &[nonce, family_key])
}
