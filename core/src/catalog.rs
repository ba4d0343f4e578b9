//! The catalogue of known apps. The rows and their sources are in `core/data`.

use std::hash::{BuildHasherDefault, Hasher};

use once_cell::sync::Lazy;
use serde::{Deserialize, Serialize};

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
    /// The app's role here, which is not its store category.
    pub category: Category,
    /// ISO 3166 code of the home market, or `INTL`.
    pub region: &'static str,
    /// The confidence in the row.
    pub confidence: Confidence,
    /// True if it is a chat app with a wallet of its own.
    #[serde(default)]
    pub also_pays: bool,
}

/// The role of an app in this project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Banks, with their card, merchant and one-time-password apps.
    Bank,
    /// Lenders, card issuers, pay-later.
    Credit,
    /// Brokers, funds, crypto.
    Securities,
    /// Insurers and pension funds: premiums go in, policy loans and refunds come out.
    Insurance,
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
    /// The maker's own screen recorder.
    LocalCapture,
    /// Shows captions of what is said, for people who are hard of hearing.
    Captions,
    /// Casting or mirroring the screen to a television, car or computer.
    Mirroring,
    /// Reads or emulates cards over NFC. Holds no money itself, but a relayed card does.
    NfcTool,
    /// App stores and package installers.
    Store,
    /// Dialers and in-call screens.
    Dialer,
    /// System UI and its parts.
    SystemUi,
}

impl Category {
    /// Returns whether money can leave through such an app.
    #[must_use]
    pub const fn holds_money(self) -> bool {
        matches!(self, Self::Bank | Self::Credit | Self::Securities | Self::Insurance | Self::Payment)
    }

    /// Returns whether such an app is made to show the screen elsewhere, or captures it.
    #[must_use]
    pub const fn shows_screen(self) -> bool {
        matches!(
            self,
            Self::Meeting
                | Self::RemoteControl
                | Self::Messaging
                | Self::LocalCapture
                | Self::Captions
                | Self::Mirroring
                | Self::SystemUi
        )
    }
}

/// The confidence in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two independent sources agree, or one cites the store page. Only such names are shown to people.
    Confirmed,
    /// One source.
    Single,
}

static ROWS: Lazy<Vec<App>> = Lazy::new(|| {
    serde_json::from_str(include_str!("../data/apps.json"))
        .expect("the file is part of this crate and a test reads every row of it")
});

#[expect(clippy::disallowed_types, reason = "only looked up, never iterated")]
type Index = std::collections::HashMap<&'static str, &'static App, BuildHasherDefault<FoldHasher>>;

static INDEX: Lazy<Index> = Lazy::new(|| ROWS.iter().map(|app| (app.package, app)).collect());

/// Returns the row of `package`, or `None` for an unknown app, which is normal. Does not allocate.
#[must_use]
pub fn lookup(package: &str) -> Option<&'static App> {
    INDEX.get(package).copied()
}

/// Returns whether an id is that of a system component, or of the kind that phone makers give their screen
/// recorder. Anybody can choose an id, so this does not count for apps that were installed later.
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

/// Returns whether an id is of the kind that home screens have, such as `com.huawei.android.launcher` and
/// `com.miui.home`.
#[must_use]
pub fn names_home_screen(package: &str) -> bool {
    package.contains("launcher") || package.ends_with(".home")
}

/// Every row, in the order of the file.
#[must_use]
pub fn rows() -> &'static [App] {
    &ROWS
}

/// Returns whether a display's name says that the screen is captured into it. Only public displays show their names: those of
/// libwebrtc ("WebRTC_ScreenCapture", also in Telegram, TikTok and Instagram), RongCloud ("RongRTC_ScreenCapture") and apps that
/// call theirs ScreenCapture, ScreenSharing or ScreenCast as the samples do.
#[must_use]
pub fn names_screen_capture(display: &str) -> bool {
    let name: String = display.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    name.contains("webrtc")
        || ["capture", "shar", "cast", "project"]
            .iter()
            .any(|word| name.split_once("screen").is_some_and(|(_, after)| after.starts_with(word)))
}

/// Returns whether a label suggests a remote session. A fraud's meeting app has a made-up id, but its name
/// must still persuade: reported cases use 会议, 视频会议, 客服, 银联, 共享, 云会通 and the like.
#[must_use]
pub fn label_suggests_remote_session(label: &str) -> bool {
    const WORDS: [&str; 25] = [
        "会议",
        "會議",
        "客服",
        "银联",
        "銀聯",
        "共享",
        "屏幕",
        "螢幕",
        "熒幕",
        "远程",
        "遠程",
        "遠端",
        "协助",
        "協助",
        "视频通",
        "視頻通",
        "视通",
        "視通",
        "速议",
        "速議",
        "云聊",
        "雲聊",
        "meeting",
        "remote",
        "support",
    ];
    // Names under which such apps were distributed. None is a term of the trade, so only the whole name
    // counts.
    const NAMES: [&str; 6] = ["符号", "符號", "海鸥", "海鷗", "信源密信", "枝聊"];
    let label = label.trim().to_lowercase();
    NAMES.contains(&label.as_str())
        || WORDS.iter().any(|word| label.contains(word))
        || names_a_link_through_the_cloud(&label)
}

/// 云会通, 云协通 and the like: a cloud, a word for talking, looking or helping, and 通, "link". With any other word
/// in the middle it is a hospital's or a utility's app (云医通, 云缴通). Reports also print the name with its
/// middle starred out.
fn names_a_link_through_the_cloud(label: &str) -> bool {
    const TALK: [char; 13] = ['会', '會', '视', '視', '议', '議', '聊', '话', '話', '屏', '客', '协', '協'];
    label.split(['云', '雲']).skip(1).any(|after| {
        let mut after = after.chars();
        match after.next() {
            Some('*' | '＊') => true,
            Some(middle) => TALK.contains(&middle) && after.next() == Some('通'),
            None => false,
        }
    })
}

/// A hash function that multiplies and rotates eight bytes at a time. Made for short keys and a table that
/// nobody else can fill.
#[derive(Clone, Default)]
struct FoldHasher(u64);

impl FoldHasher {
    fn fold(&mut self, word: u64) {
        // 2^64 divided by the golden ratio, made odd: spreads neighbouring keys (Knuth, TAOCP 6.4).
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for FoldHasher {
    fn finish(&self) -> u64 {
        // The table takes its place from the low bits, and the product mixes upwards.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        // The last eight bytes, some of them twice, which saves a copy.
        let last = bytes.last_chunk().map_or_else(
            || rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
            |last| u64::from_le_bytes(*last),
        );
        self.fold(last);
    }

    fn write_u8(&mut self, byte: u8) {
        self.fold(u64::from(byte));
    }
}
