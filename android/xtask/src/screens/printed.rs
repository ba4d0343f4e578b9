//! The pages that the app makes for paper, drawn by Chromium: the app's tests can only write them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use image::imageops;
use image::{Rgb, RgbImage};

use super::picture::Picture;
use crate::needs::found;
use crate::workspace::Outcome;

const CHROMIUM: &str = "chromium";

/// A sheet of A4 at the 96 dots per inch of a browser, and room for a long story.
const SHEET: (u32, u32) = (794, 4_000);

/// The ground that is left below what is written.
const MARGIN: u32 = 24;
const PAPER: Rgb<u8> = Rgb([255; 3]);

/// Draws each page of `folder` beside it. Without Chromium it only says so: all else is drawn without it.
pub(super) fn draw(folder: &Path) -> Outcome {
    let pages = pages(folder)?;
    if pages.is_empty() {
        return Ok(());
    }
    if !found(CHROMIUM) {
        println!(
            "   not drawn, for want of Chromium (cargo xtask web --test --install): {} printed pages",
            pages.len()
        );
        return Ok(());
    }
    for page in &pages {
        let picture = page.with_extension("png");
        browse(page, &picture)?;
        let shown = |error| format!("{}: {error}", picture.display());
        let drawn = image::open(&picture).map_err(shown)?.into_rgb8();
        cut(&drawn).save(&picture).map_err(shown)?;
    }
    println!("   {} printed pages", pages.len());
    Ok(())
}

/// The pages in `folder`, whose names are those of pictures.
fn pages(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let shown = |error| format!("{}: {error}", folder.display());
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).map_err(shown)? {
        let path = entry.map_err(shown)?.path();
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        if is_page && Picture::of(&path.with_extension("png")).is_some() {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(pages)
}

fn browse(page: &Path, picture: &Path) -> Outcome {
    let (width, height) = SHEET;
    let drawn = Command::new(CHROMIUM)
        .args(["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        .args(["--hide-scrollbars", "--blink-settings=preferredColorScheme=1"])
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|error| format!("{CHROMIUM}: {error}"))?;
    if drawn.success() && picture.exists() {
        Ok(())
    } else {
        Err(format!("{CHROMIUM} could not draw {}", page.display()))
    }
}

/// What is written, without the empty paper below it.
fn cut(sheet: &RgbImage) -> RgbImage {
    let (width, height) = sheet.dimensions();
    let is_written = |row: &u32| (0..width).any(|column| *sheet.get_pixel(column, *row) != PAPER);
    let last = (0..height).rev().find(is_written).unwrap_or(0);
    imageops::crop_imm(sheet, 0, 0, width, (last + 1 + MARGIN).min(height)).to_image()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::target;

    #[test]
    fn the_empty_paper_below_is_cut_off_but_for_a_margin() {
        let mut sheet = RgbImage::from_pixel(10, 500, PAPER);
        sheet.put_pixel(3, 99, Rgb([0; 3]));
        assert_eq!(cut(&sheet).dimensions(), (10, 100 + MARGIN));
        sheet.put_pixel(0, 490, Rgb([1; 3]));
        assert_eq!(cut(&sheet).dimensions(), (10, 500), "no more than there is");
    }

    #[test]
    fn the_page_to_look_through_the_pictures_is_no_printed_page() {
        let folder = target().join("test-printed-pages");
        fs::create_dir_all(&folder).unwrap();
        for name in
            ["index.html", "history-printed-zh-CN-tall-x1-notnight.html", "home-a-zh-CN-tall-x1-night.png"]
        {
            fs::write(folder.join(name), "").unwrap();
        }
        let found = pages(&folder).unwrap();
        assert_eq!(found, [folder.join("history-printed-zh-CN-tall-x1-notnight.html")]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
