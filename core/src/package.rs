//! Application ids as they are kept.

use serde::{Deserialize, Serialize};

use crate::catalog::{self, App};
use crate::fnv::Fnv1a;

/// An application id with its row of the catalogue. It never has more than [`PackageName::LONGEST`] bytes,
/// whatever a phone reports, so that the state stays small.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct PackageName {
    app: Option<&'static App>,
    /// The id if the catalogue does not have it, else empty.
    other: String,
}

impl PackageName {
    /// The longest id that is kept as it is, in bytes. The longest in the catalogue has 66.
    pub const LONGEST: usize = 72;
    const DIGEST: &str = "unreadable-";

    /// Keeps `id`. One that is too long, or contains spaces, quotes or anything beyond ASCII, keeps its
    /// identity but loses its text: it becomes a digest.
    #[must_use]
    pub fn new(id: &str) -> Self {
        let app = catalog::lookup(id);
        let other = match app {
            Some(_) => String::new(),
            None if Self::is_plain(id) => id.to_owned(),
            None => Self::digest(id),
        };
        Self { app, other }
    }

    /// Returns whether this is the app `id`.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        // Only a digest can stand for another text, and hardly any name is one. So `id` is rarely read twice.
        self.as_str() == id
            || (Self::is_digest(&self.other) && !Self::is_plain(id) && self.other == Self::digest(id))
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.app.map_or(&self.other, |app| app.package)
    }

    /// Its row of the catalogue.
    #[must_use]
    pub fn app(&self) -> Option<&'static App> {
        self.app
    }

    /// Returns whether a text has the form of a digest.
    pub(crate) fn is_digest(id: &str) -> bool {
        id.starts_with(Self::DIGEST)
    }

    fn is_plain(id: &str) -> bool {
        let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        id.len() <= Self::LONGEST && id.bytes().all(plain)
    }

    fn digest(id: &str) -> String {
        // Different ids must not be confused by accident. Nobody gains by making them collide.
        let mut hash = Fnv1a::new();
        id.bytes().for_each(|byte| hash.add(byte));
        format!("{}{:016x}", Self::DIGEST, hash.finish())
    }
}

impl PartialEq for PackageName {
    fn eq(&self, other: &Self) -> bool {
        match (self.app, other.app) {
            (Some(one), Some(another)) => std::ptr::eq(one, another),
            (None, None) => self.other == other.other,
            _ => false,
        }
    }
}

impl Eq for PackageName {}

impl From<String> for PackageName {
    fn from(id: String) -> Self {
        Self::new(&id)
    }
}

impl From<PackageName> for String {
    fn from(name: PackageName) -> Self {
        name.app.map_or(name.other, |app| app.package.to_owned())
    }
}
