//! Checks the store listing in `fastlane/metadata/android` against the limits of Google Play and F-Droid,
//! which cut or refuse longer texts. Also checks the privacy policy, which they require, against the
//! manifest. Only tests run this; nothing is written.

use std::fs;
use std::path::Path;

/// A file in the folder of a language, and the most characters it may have.
const TEXTS: [(&str, usize); 3] =
    [("title.txt", 30), ("short_description.txt", 80), ("full_description.txt", 4_000)];

/// The most characters that the notes of a release may have.
const CHANGES: usize = 500;

/// The fewest and the most screenshots of one language.
const SCREENSHOTS: std::ops::RangeInclusive<usize> = 2..=8;

/// Returns one line for each fault in the folder of a language.
fn faults(folder: &Path) -> Vec<String> {
    let mut faults: Vec<String> =
        TEXTS.iter().filter_map(|(name, most)| text_fault(&folder.join(name), *most)).collect();
    let changes = files(&folder.join("changelogs"));
    if changes.is_empty() {
        faults.push("changelogs: none".into());
    }
    faults.extend(changes.iter().filter_map(|file| text_fault(file, CHANGES)));
    let pictures = files(&folder.join("images/phoneScreenshots"));
    if !SCREENSHOTS.contains(&pictures.len()) {
        faults.push(format!("phoneScreenshots: {} of them", pictures.len()));
    }
    faults.extend(pictures.iter().filter_map(|file| picture_fault(file)));
    faults
}

fn text_fault(file: &Path, most: usize) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    let Ok(text) = fs::read_to_string(file) else { return Some(format!("{name}: not there")) };
    match text.trim_end().chars().count() {
        0 => Some(format!("{name}: empty")),
        count if count > most => Some(format!("{name}: {count} characters, {most} at most")),
        _ => None,
    }
}

/// Play accepts PNGs of 24 bits without transparency, with sides of 320 to 3840 pixels, the longer at most
/// twice the shorter.
fn picture_fault(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    if file.is_symlink() {
        return Some(format!("{name}: a link, which stores do not follow"));
    }
    let bytes = fs::read(file).unwrap_or_default();
    // The signature, the length and name of the first chunk, then width, height, depth and colour type.
    let Some(head) = bytes.get(..26).filter(|head| head.starts_with(b"\x89PNG\r\n\x1a\n")) else {
        return Some(format!("{name}: no PNG"));
    };
    let side = |at: usize| head[at..at + 4].iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    let (width, height) = (side(16), side(20));
    let (shorter, longer) = (width.min(height), width.max(height));
    if shorter < 320 || longer > 3840 || longer > 2 * shorter {
        return Some(format!("{name}: {width} x {height} pixels"));
    }
    if head[24..26] != [8, 2] {
        return Some(format!("{name}: not of 24 bits without transparency"));
    }
    None
}

/// Sorted by name.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    const ANDROID: &str = "http://schemas.android.com/apk/res/android";

    #[test]
    fn stores_take_what_is_there_in_each_language_of_the_app() {
        let root = crate::workspace::root();
        let languages = fs::read_to_string(root.join("android/src/main/res/xml/languages.xml")).unwrap();
        let languages = roxmltree::Document::parse(&languages).unwrap();
        let mut wanted: Vec<String> = languages
            .descendants()
            .filter(|node| node.has_tag_name("locale"))
            .filter_map(|node| node.attribute((ANDROID, "name")))
            // The stores have no English without a country.
            .map(|name| if name == "en" { "en-US".to_owned() } else { name.to_owned() })
            .collect();
        wanted.sort();
        let folder = root.join("fastlane/metadata/android");
        let found: Vec<String> = files(&folder)
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        assert_eq!(found, wanted);
        for language in wanted {
            assert_eq!(faults(&folder.join(&language)), Vec::<String>::new(), "{language}");
        }
    }

    #[test]
    fn the_privacy_policy_gives_a_reason_for_every_permission_in_each_language_and_for_no_other() {
        let root = crate::workspace::root();
        let manifest = fs::read_to_string(root.join("android/src/main/AndroidManifest.xml")).unwrap();
        let manifest = roxmltree::Document::parse(&manifest).unwrap();
        let declared: BTreeSet<&str> = manifest
            .descendants()
            .filter(|node| node.has_tag_name("uses-permission"))
            .filter_map(|node| node.attribute((ANDROID, "name"))?.rsplit('.').next())
            .collect();
        let policy = fs::read_to_string(root.join("docs/privacy.md")).unwrap();
        let languages: Vec<&str> = policy.split("\n## ").skip(1).collect();
        assert_eq!(languages.len(), 3);
        for language in languages {
            // The first cell of a row, with one name between each pair of marks.
            let explained: Vec<&str> = language
                .lines()
                .filter_map(|line| line.strip_prefix("| `")?.split(" |").next())
                .flat_map(|cell| cell.split('`').step_by(2))
                .collect();
            assert_eq!(explained.iter().copied().collect::<BTreeSet<_>>(), declared);
            assert_eq!(explained.len(), declared.len(), "one is explained twice: {explained:?}");
        }
    }

    /// A folder without faults.
    fn listing(name: &str) -> PathBuf {
        let folder = crate::workspace::target().join("self-test-listing").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("changelogs")).unwrap();
        fs::create_dir_all(folder.join("images/phoneScreenshots")).unwrap();
        for (text, most) in TEXTS {
            fs::write(folder.join(text), format!("{}\n", "亲".repeat(most))).unwrap();
        }
        fs::write(folder.join("changelogs/default.txt"), "守".repeat(CHANGES)).unwrap();
        for name in ["1.png", "2.png"] {
            picture(&folder, name, 320, 640, [8, 2]);
        }
        folder
    }

    /// As much of a PNG as is checked.
    fn picture(folder: &Path, name: &str, width: u32, height: u32, colour: [u8; 2]) {
        let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        head.extend(width.to_be_bytes());
        head.extend(height.to_be_bytes());
        head.extend(colour);
        fs::write(folder.join("images/phoneScreenshots").join(name), head).unwrap();
    }

    #[test]
    fn characters_count_not_bytes_and_one_too_many_is_named() {
        let folder = listing("characters");
        assert_eq!(faults(&folder), Vec::<String>::new());
        fs::write(folder.join("title.txt"), "亲".repeat(31)).unwrap();
        fs::write(folder.join("changelogs/default.txt"), "守".repeat(501)).unwrap();
        assert_eq!(
            faults(&folder),
            ["title.txt: 31 characters, 30 at most", "default.txt: 501 characters, 500 at most"]
        );
    }

    #[test]
    fn what_is_missing_or_empty_is_named() {
        let folder = listing("missing");
        fs::remove_file(folder.join("title.txt")).unwrap();
        fs::write(folder.join("short_description.txt"), "\n").unwrap();
        fs::remove_dir_all(folder.join("changelogs")).unwrap();
        fs::remove_file(folder.join("images/phoneScreenshots/1.png")).unwrap();
        assert_eq!(
            faults(&folder),
            [
                "title.txt: not there",
                "short_description.txt: empty",
                "changelogs: none",
                "phoneScreenshots: 1 of them"
            ]
        );
    }

    #[test]
    fn pictures_that_play_refuses_are_named() {
        let folder = listing("pictures");
        picture(&folder, "1.png", 320, 641, [8, 2]);
        picture(&folder, "2.png", 319, 320, [8, 2]);
        picture(&folder, "3.png", 320, 320, [8, 6]);
        picture(&folder, "4.png", 2000, 3840, [8, 2]);
        picture(&folder, "5.png", 2000, 3841, [8, 2]);
        fs::write(folder.join("images/phoneScreenshots/6.png"), "GIF89a").unwrap();
        assert_eq!(
            faults(&folder),
            [
                "1.png: 320 x 641 pixels",
                "2.png: 319 x 320 pixels",
                "3.png: not of 24 bits without transparency",
                "5.png: 2000 x 3841 pixels",
                "6.png: no PNG"
            ]
        );
    }
}
