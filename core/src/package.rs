//! Application ids that are kept.

use serde::{Deserialize, Serialize};

/// An application id as the engine remembers it: never longer than [`PackageName::LONGEST`] bytes, whatever a phone
/// reports, so that the state stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PackageName(String);

impl PackageName {
    /// The longest id that is kept as it is, in bytes. The longest of the catalogue has 66.
    pub const LONGEST: usize = 72;
    const DIGEST: &str = "unreadable-";

    /// Keeps `id`. One that is too long or holds spaces, quotes or anything beyond ASCII keeps its identity but loses
    /// its text: it becomes a digest.
    #[must_use]
    pub fn new(id: &str) -> Self {
        if Self::is_plain(id) { Self(id.to_owned()) } else { Self(Self::digest(id)) }
    }

    /// Replaces the id without allocating where the space suffices.
    pub fn set(&mut self, id: &str) {
        if Self::is_plain(id) {
            self.0.clear();
            self.0.push_str(id);
        } else {
            self.0 = Self::digest(id);
        }
    }

    /// Whether this is the app called `id`.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        // Only a digest can stand for another text, and hardly any name is one: no need to read `id` twice.
        self.0 == id
            || (self.0.starts_with(Self::DIGEST) && !Self::is_plain(id) && self.0 == Self::digest(id))
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_plain(id: &str) -> bool {
        // Eight bytes at a time and without an early end, so that they are compared at once: nearly every id is plain.
        let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        let all_plain = |bytes: &[u8; 8]| bytes.iter().fold(true, |all, byte| all & plain(*byte));
        let bytes = id.as_bytes();
        let (words, _) = bytes.as_chunks::<8>();
        bytes.len() <= Self::LONGEST
            && words.iter().all(all_plain)
            && bytes.last_chunk().map_or_else(|| bytes.iter().all(|byte| plain(*byte)), all_plain)
    }

    fn digest(id: &str) -> String {
        // FNV-1a: two ids that differ must not be taken for one by accident; nobody gains by making them collide.
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{}{hash:016x}", Self::DIGEST)
    }
}
