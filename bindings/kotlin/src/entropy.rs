//! Randomness that Kotlin draws from `SecureRandom` and hands in with each call.

use kinguard_seal::random::Randomness;

/// How many bytes a call takes. None needs more than a key and a secret.
const BYTES: usize = 64;

/// Bytes that are given out once.
pub(crate) struct Entropy(Vec<u8>);

impl Entropy {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        assert!(bytes.len() >= BYTES, "a call takes {BYTES} bytes of randomness");
        Self(bytes)
    }
}

impl Randomness for Entropy {
    /// Stops the call rather than seal with bytes that can be guessed.
    fn fill(&mut self, bytes: &mut [u8]) {
        let left = self.0.len().checked_sub(bytes.len()).expect("64 bytes are enough for every call");
        bytes.copy_from_slice(&self.0.split_off(left));
    }
}
