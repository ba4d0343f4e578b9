//! Randomness that the page has drawn.

use kinguard_seal::random::Randomness;

use crate::fault::Fault;

/// The bytes for one call. None is used twice.
pub(crate) struct Drawn<'a>(&'a [u8]);

impl<'a> Drawn<'a> {
    /// A key takes 32 bytes and an envelope 24. No call needs more than one of each.
    const LENGTH: usize = 64;

    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        if bytes.len() == Self::LENGTH { Ok(Self(bytes)) } else { Err(Fault::NotRandom) }
    }
}

impl Randomness for Drawn<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        let (now, later) = self.0.split_at_checked(bytes.len()).expect("no call draws more than 64 bytes");
        bytes.copy_from_slice(now);
        self.0 = later;
    }
}
