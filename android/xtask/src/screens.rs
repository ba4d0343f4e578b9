//! `cargo xtask screens`: draws every screen of the app in every state.

mod index;
mod picture;
mod printed;
mod sheet;

use std::fs;
use std::path::PathBuf;

use clap::Args;
use picture::Picture;

use crate::test;
use crate::workspace::{Outcome, target};

/// Options of `screens`.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo xtask screens --sheet              draw everything (a good twenty minutes), then the sheets
  cargo xtask screens --only Home --sheet  draw the home screen alone
  cargo xtask screens --sheet --drawn /tmp/pictures   sheets of what was drawn before

The printed page is drawn by Chromium, where there is one.")]
pub(crate) struct Asked {
    /// Output folder [default: target/screens]
    folder: Option<PathBuf>,
    /// Also write contact sheets by page and language, and index.html to look through all pictures
    #[arg(long)]
    sheet: bool,
    /// Draw only the pages of one test, such as Home, Setup or Warning
    #[arg(long, value_name = "PAGE")]
    only: Option<String>,
    /// Draw nothing: the pictures are there already
    #[arg(long, requires = "sheet", conflicts_with = "only")]
    drawn: bool,
}

pub(crate) fn run(asked: &Asked) -> Outcome {
    let folder = asked.folder.clone().unwrap_or_else(|| target().join("screens"));
    let shown = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(shown)?;
    // The tests run in another directory, where a relative path would mislead.
    let folder = fs::canonicalize(&folder).map_err(shown)?;
    if !asked.drawn {
        test::kotlin_only(vec![
            match &asked.only {
                Some(page) => format!("-Dtest={page}ScreensTest"),
                // The signal of that name draws nothing.
                None => "-Dtest=*ScreensTest,!FrontScreensTest".to_owned(),
            },
            "-Dreleases=35".to_owned(),
            format!("-Dkinguard.screens={}", folder.display()),
        ])?;
    }
    printed::draw(&folder)?;
    if asked.sheet {
        let pictures = Picture::all(&folder)?;
        if pictures.is_empty() {
            return Err(format!(
                "{}: holds no pictures of screens; leave --drawn out to draw them",
                folder.display()
            ));
        }
        let sheets = sheet::write(&pictures, &folder)?;
        let index = index::write(&pictures, &folder)?;
        println!("{} sheets, and all {} pictures in {}", sheets.len(), pictures.len(), index.display());
    }
    println!("\nThe pictures: {}", folder.display());
    Ok(())
}
