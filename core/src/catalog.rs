//! Which app a package id is. The rows and their sources are in `core/data`.

use std::hash::{BuildHasherDefault, Hasher};

use once_cell::sync::Lazy;
use serde::Deserialize;

/// One row of the catalogue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Application id.
    pub package: &'static str,
    /// Name in its home market.
    pub name: &'static str,
    /// English or Latin name.
    pub name_en: &'static str,
    /// What the app is for this project, not its store category.
    pub category: Category,
    /// ISO 3166 code of the home market, or `INTL`.
    pub region: &'static str,
    /// How well the row is known.
    pub confidence: Confidence,
    /// Whether a chat app carries a wallet of its own.
    #[serde(default)]
    pub also_pays: bool,
}

/// What an app is for this project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Banks, with their card, merchant and one-time-password apps.
    Bank,
    /// Lenders, card issuers, pay-later.
    Credit,
    /// Brokers, funds, crypto.
    Securities,
    /// Wallets and shops with their own pay.
    Payment,
    /// Meetings, work chat with screen sharing, classes.
    Meeting,
    /// Lets someone else see or steer this phone.
    RemoteControl,
    /// Chat and social apps.
    Messaging,
    /// Text messages, where one-time codes arrive.
    Messages,
    /// The maker's recorder, or casting to one's own television or computer.
    LocalCapture,
    /// App stores and package installers.
    Store,
    /// Dialers and in-call screens.
    Dialer,
    /// System UI and its parts.
    SystemUi,
}

impl Category {
    /// Whether money can leave through such an app.
    #[must_use]
    pub const fn holds_money(self) -> bool {
        matches!(self, Self::Bank | Self::Credit | Self::Securities | Self::Payment)
    }
}

/// How well a row is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two independent sources agree, or one cites the store page. Only such a name is shown to a person.
    Confirmed,
    /// One source.
    Single,
}

static ROWS: Lazy<Vec<App>> = Lazy::new(|| {
    serde_json::from_str(include_str!("../data/apps.json"))
        .expect("the file is part of this crate and a test reads every row of it")
});

#[expect(clippy::disallowed_types, reason = "only looked up, never iterated")]
type Index = std::collections::HashMap<&'static str, &'static App, BuildHasherDefault<Folding>>;

static INDEX: Lazy<Index> = Lazy::new(|| ROWS.iter().map(|app| (app.package, app)).collect());

/// The row of `package`, or `None` for an unknown app, which is normal. Does not allocate.
#[must_use]
pub fn lookup(package: &str) -> Option<&'static App> {
    INDEX.get(package).copied()
}

/// Whether an id is that of a part of the system, or of the form under which phone makers ship their screen recorder. An
/// id can be chosen freely, so this is not believed of an app that came later.
#[must_use]
pub fn names_part_of_phone(package: &str) -> bool {
    match lookup(package).map(|app| app.category) {
        Some(category) => matches!(category, Category::SystemUi | Category::LocalCapture),
        None => {
            package.contains("screenrecord")
                || package.contains("smartmirroring")
                || package.ends_with(".mirror")
                || package.ends_with(".cast")
        }
    }
}

/// Every row, in the order of the file.
#[must_use]
pub fn rows() -> &'static [App] {
    &ROWS
}

/// Whether a label names what a remote session needs. A fraud's meeting app has a made-up id, but its name must still
/// persuade: reported cases name 会议, 视频会议, 客服, 银联, 共享 and 云…通.
#[must_use]
pub fn label_suggests_remote_session(label: &str) -> bool {
    const WORDS: [&str; 17] = [
        "会议",
        "會議",
        "客服",
        "银联",
        "銀聯",
        "共享",
        "屏幕",
        "远程",
        "遠端",
        "协助",
        "協助",
        "视频通",
        "视通",
        "速议",
        "meeting",
        "remote",
        "support",
    ];
    let lower = label.to_lowercase();
    let cloud_link =
        lower.split_once('云').is_some_and(|(_, after)| after.contains('通') || after.starts_with('*'));
    cloud_link || WORDS.iter().any(|word| lower.contains(word))
}

/// Multiplies and rotates eight bytes at a time: made for short keys and a table whose content nobody else chooses.
#[derive(Clone, Default)]
struct Folding(u64);

impl Folding {
    fn fold(&mut self, word: u64) {
        // 2^64 divided by the golden ratio, made odd: spreads neighbouring keys (Knuth, TAOCP 6.4).
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Folding {
    fn finish(&self) -> u64 {
        // The table takes the low bits for the place; the product mixes upwards.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.fold(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.fold(u64::from(byte));
    }
}
