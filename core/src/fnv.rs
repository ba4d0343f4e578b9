//! FNV-1a with 64 bits, offset basis and prime as published by Fowler, Noll and Vo.
//!
//! For telling things apart that were not made to collide. It keeps no secret and resists no attack.

/// A hash that is being computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv1a(u64);

impl Fnv1a {
    /// The hash of nothing.
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in one byte.
    pub(crate) const fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }

    /// The hash of the bytes so far.
    pub(crate) const fn finish(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Fnv1a;

    fn hash(text: &str) -> u64 {
        let mut hash = Fnv1a::new();
        text.bytes().for_each(|byte| hash.add(byte));
        hash.finish()
    }

    /// From the test vectors that its authors publish.
    #[test]
    fn it_is_the_published_function() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
