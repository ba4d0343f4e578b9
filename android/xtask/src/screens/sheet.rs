//! Contact sheets: all states of one page in one language, side by side.

use std::path::{Path, PathBuf};

use image::imageops::{self, FilterType};
use image::{Rgb, RgbImage};

use super::picture::Picture;
use crate::progress::Progress;
use crate::workspace::Outcome;

/// The width of one picture on a sheet, in pixels: enough to read the words.
const WIDTH: u32 = 270;
const GAP: u32 = 12;
const COLUMNS: u32 = 6;
const GROUND: Rgb<u8> = Rgb([0x60, 0x66, 0x6b]);

/// Writes one sheet for each page and language, `sheet-home-zh-CN.jpg`, and returns their paths.
pub(super) fn write(pictures: &[Picture], folder: &Path) -> Outcome<Vec<PathBuf>> {
    let plain: Vec<_> = pictures.iter().filter(|picture| picture.is_plain() && !picture.is_whole).collect();
    let mut kinds: Vec<_> = plain.iter().map(|picture| (&picture.page, &picture.language)).collect();
    kinds.sort();
    kinds.dedup();
    let progress = Progress::new();
    let worker = progress.worker("Sheets");
    let mut sheets = Vec::new();
    for (page, language) in kinds {
        let mine: Vec<_> =
            plain.iter().filter(|picture| (&picture.page, &picture.language) == (page, language)).collect();
        let path = folder.join(format!("sheet-{page}-{language}.jpg"));
        sheet(&mine.iter().map(|picture| picture.path.as_path()).collect::<Vec<_>>())?
            .save(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        worker.does(format!("{page}, {language}"));
        sheets.push(path);
    }
    Ok(sheets)
}

fn sheet(pictures: &[&Path]) -> Outcome<RgbImage> {
    let small: Vec<RgbImage> = pictures.iter().map(|path| small(path)).collect::<Outcome<_>>()?;
    let columns = COLUMNS.min(u32::try_from(small.len()).unwrap_or(COLUMNS)).max(1);
    let rows: Vec<_> = small.chunks(columns as usize).collect();
    let heights: Vec<u32> =
        rows.iter().map(|row| row.iter().map(RgbImage::height).max().unwrap_or(0)).collect();
    let width = columns * (WIDTH + GAP) + GAP;
    let height = heights.iter().map(|height| height + GAP).sum::<u32>() + GAP;
    let mut sheet = RgbImage::from_pixel(width, height, GROUND);
    let mut top = GAP;
    for (row, height) in rows.iter().zip(heights) {
        for (left, picture) in (0..).map(|at| GAP + at * (WIDTH + GAP)).zip(*row) {
            imageops::replace(&mut sheet, picture, i64::from(left), i64::from(top));
        }
        top += height + GAP;
    }
    Ok(sheet)
}

fn small(path: &Path) -> Outcome<RgbImage> {
    let picture = image::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let height = (picture.height() * WIDTH / picture.width().max(1)).max(1);
    // Not the generic function, which would be compiled here, and without optimisation take twenty times as long.
    Ok(picture.resize_exact(WIDTH, height, FilterType::Triangle).into_rgb8())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::workspace::target;

    #[test]
    fn each_page_has_a_sheet_in_each_language_that_holds_its_states() {
        let folder = target().join("tmp/sheets");
        fs::create_dir_all(&folder).expect("a folder");
        let red = Rgb([200, 0, 0]);
        for (name, height) in [("home-a", 200), ("home-b", 300), ("lock-a", 200)] {
            let path = folder.join(format!("{name}-zh-CN-tall-x1-notnight.png"));
            RgbImage::from_pixel(100, height, red).save(path).expect("a picture");
        }
        let sheets = write(&Picture::all(&folder).expect("pictures"), &folder).expect("sheets");
        assert_eq!(vec![folder.join("sheet-home-zh-CN.jpg"), folder.join("sheet-lock-zh-CN.jpg")], sheets);
        let home = image::open(&sheets[0]).expect("a sheet").into_rgb8();
        assert_eq!((2 * (WIDTH + GAP) + GAP, 810 + 2 * GAP), home.dimensions());
        let reddish = |x: u32, y: u32| home.get_pixel(x, y).0[0] > 150;
        assert!(reddish(GAP + 20, GAP + 20) && reddish(WIDTH + 2 * GAP + 20, GAP + 800));
        assert!(!reddish(GAP + 20, GAP + 600), "the ground, below the shorter picture");
        fs::remove_dir_all(&folder).expect("the folder");
    }
}
