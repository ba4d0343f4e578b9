//! Where randomness comes from: always from the caller.

/// A source of bytes that nobody can predict, such as `SecureRandom` or `crypto.getRandomValues`.
///
/// It is for the source to stop everything if it has nothing to give: bytes that can be guessed open every message.
pub trait Randomness {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Draws `N` bytes.
pub(crate) fn draw<const N: usize>(random: &mut impl Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}
