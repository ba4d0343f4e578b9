//! The pictures that the app's tests draw, by the parts of their file names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::Outcome;

/// A picture, called `home-failing-zh-CN-tall-x1-notnight.png` or, at its full length, `…-notnight-whole.png`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Picture {
    /// The feature it belongs to: the first word of its name, such as `home`.
    pub(super) page: String,
    /// The state that is drawn, such as `home-failing`.
    pub(super) state: String,
    pub(super) language: String,
    /// `tall`, `small` or `side`, and the font scale.
    pub(super) phone: String,
    pub(super) is_night: bool,
    /// True for a page that is longer than the screen, drawn as a whole.
    pub(super) is_whole: bool,
    pub(super) path: PathBuf,
}

const LANGUAGES: [&str; 3] = ["zh-CN", "zh-HK", "en-GB"];

impl Picture {
    /// Returns `None` for a file that is no such picture.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (name, _) = name.rsplit_once('.').filter(|(_, extension)| ["png", "jpg"].contains(extension))?;
        let (name, is_whole) = name.strip_suffix("-whole").map_or((name, false), |name| (name, true));
        let (name, light) = name.rsplit_once('-')?;
        let language = LANGUAGES.into_iter().find(|language| name.contains(&format!("-{language}-")))?;
        let (state, phone) = name.split_once(&format!("-{language}-"))?;
        Some(Self {
            page: state.split('-').next()?.to_owned(),
            state: state.to_owned(),
            language: language.to_owned(),
            phone: phone.to_owned(),
            is_night: light == "night",
            is_whole,
            path: path.to_owned(),
        })
    }

    /// All pictures in a folder, in the order of their names.
    pub(super) fn all(folder: &Path) -> Outcome<Vec<Self>> {
        let shown = |error| format!("{}: {error}", folder.display());
        let mut pictures = Vec::new();
        for entry in fs::read_dir(folder).map_err(shown)? {
            pictures.extend(Self::of(&entry.map_err(shown)?.path()));
        }
        pictures.sort();
        Ok(pictures)
    }

    /// True for the plain look that is worth seeing side by side: a tall phone by day, in ordinary type.
    pub(super) fn is_plain(&self) -> bool {
        self.phone == "tall-x1" && !self.is_night
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<Picture> {
        Picture::of(&Path::new("folder").join(name))
    }

    #[test]
    fn a_name_is_taken_apart() {
        let picture = of("home-failing-zh-CN-tall-x1-notnight.png").expect("a picture");
        assert_eq!(("home", "home-failing"), (&*picture.page, &*picture.state));
        assert_eq!(("zh-CN", "tall-x1"), (&*picture.language, &*picture.phone));
        assert!(picture.is_plain() && !picture.is_whole);
        let whole = of("red-en-GB-small-x2-night-whole.jpg").expect("a picture");
        assert!(whole.is_whole && whole.is_night && !whole.is_plain());
    }

    #[test]
    fn other_files_are_passed_over() {
        assert_eq!(None, of("icon.png"));
        assert_eq!(None, of("index.html"));
        assert_eq!(None, of("home-zh-CN-tall-x1-notnight.txt"));
    }
}
