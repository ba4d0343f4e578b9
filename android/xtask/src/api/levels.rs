//! The API level with which each public class and member of Android came.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::GzDecoder;

use crate::workspace::Outcome;

/// One public class.
#[derive(Debug, Default)]
pub(super) struct PublicClass {
    pub(super) since: u32,
    pub(super) supers: Vec<String>,
    pub(super) members: HashMap<String, u32>,
}

/// The public API. Nested classes are written with a dot.
#[derive(Debug, Default)]
pub(super) struct Levels {
    classes: HashMap<String, PublicClass>,
}

impl Levels {
    /// The tables in `data`.
    pub(super) fn built_in() -> Outcome<Self> {
        let packed: &[u8] = include_bytes!("../../data/android-api.tsv.gz");
        let mut text = String::new();
        GzDecoder::new(packed)
            .read_to_string(&mut text)
            .map_err(|error| format!("android-api.tsv.gz: {error}"))?;
        text.push_str(include_str!("../../data/android-api-more.tsv"));
        Self::parse(&text)
            .ok_or_else(|| "android-api.tsv.gz, android-api-more.tsv: a row of another shape".into())
    }

    /// Rows of class, member or `=` for the class itself, level, and the supertypes of a class.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut levels = Self::default();
        for row in text.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let (class, member, since) = (cells.next()?, cells.next()?, cells.next()?.parse().ok()?);
            let class = levels.classes.entry(class.to_owned()).or_default();
            if member == "=" {
                class.since = since;
                class.supers = cells.next()?.split_whitespace().map(str::to_owned).collect();
            } else {
                class.members.insert(member.to_owned(), since);
            }
        }
        Some(levels)
    }

    /// A class by the name that class files use.
    pub(super) fn class(&self, name: &str) -> Option<&PublicClass> {
        self.classes.get(&name.replace('$', "."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_knows_what_the_reference_says() {
        let levels = Levels::built_in().unwrap();
        assert_eq!(levels.class("android.telephony.TelephonyCallback").unwrap().since, 31);
        let audio = levels.class("android.media.AudioManager").unwrap();
        assert_eq!(audio.members["addOnModeChangedListener"], 31);
        assert!(levels.class("android.app.ActivityThread").is_none(), "hidden");
        assert!(levels.class("android.app.usage.UsageEvents$Event").is_some());
        assert_eq!(levels.class("android.app.job.JobScheduler").unwrap().members["getPendingJob"], 24);
    }
}
