//! The app in front.

use serde::{Deserialize, Serialize};

use crate::catalog::{self, App};
use crate::package::PackageName;
use crate::time::Moment;

/// The app in front. It changes every few seconds and hardly ever matters. So the id is kept as reported, and
/// looked up only when somebody asks which app it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct Front {
    /// At most [`PackageName::LONGEST`] bytes.
    told: String,
    since: Moment,
}

/// The stored form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    package: PackageName,
    since: Moment,
}

impl From<Row> for Front {
    fn from(Row { package, since }: Row) -> Self {
        Self { told: package.into(), since }
    }
}

impl From<Front> for Row {
    fn from(front: Front) -> Self {
        Self { package: front.package(), since: front.since }
    }
}

impl PartialEq for Front {
    fn eq(&self, other: &Self) -> bool {
        self.since == other.since && self.package() == other.package()
    }
}

impl Eq for Front {}

impl Front {
    /// An app that came to the front.
    #[must_use]
    pub fn new(at: Moment, package: &str) -> Self {
        let mut front = Self { told: String::new(), since: at };
        front.keep(package);
        front
    }

    /// Takes in that another app came to the front. Returns whether that is news: not the same app again, nor
    /// one that was in front before.
    pub fn change(&mut self, at: Moment, package: &str) -> bool {
        if at < self.since || self.is(package) {
            return false;
        }
        self.keep(package);
        self.since = at;
        true
    }

    /// The moment it came to the front.
    #[must_use]
    pub fn since(&self) -> Moment {
        self.since
    }

    /// Its application id.
    #[must_use]
    pub fn package(&self) -> PackageName {
        PackageName::new(&self.told)
    }

    /// Its row of the catalogue.
    #[must_use]
    pub fn app(&self) -> Option<&'static App> {
        catalog::lookup(&self.told)
    }

    fn keep(&mut self, package: &str) {
        self.told.clear();
        if package.len() <= PackageName::LONGEST {
            self.told.push_str(package);
        } else {
            self.told.push_str(PackageName::new(package).as_str());
        }
    }

    fn is(&self, package: &str) -> bool {
        self.told == package
            // A stored and restored id may be a digest of the reported one.
            || PackageName::is_digest(&self.told) != PackageName::is_digest(package)
                && self.package() == PackageName::new(package)
    }
}
