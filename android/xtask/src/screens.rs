//! `cargo xtask screens`: draws every screen of the app in every state.

use std::fs;
use std::path::{Path, PathBuf};

use crate::test;
use crate::workspace::{Outcome, target};

/// Draws into `folder`, or into cargo's target folder.
pub(crate) fn run(folder: Option<&Path>) -> Outcome {
    let folder = folder.map_or_else(|| target().join("screens"), PathBuf::from);
    let shown = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(shown)?;
    // The tests run in another directory, where a relative path would mislead.
    let folder = fs::canonicalize(&folder).map_err(shown)?;
    test::kotlin_only(vec![
        // The signal of that name draws nothing.
        "-Dtest=*ScreensTest,!FrontScreensTest".to_owned(),
        "-Dreleases=35".to_owned(),
        format!("-Dkinguard.screens={}", folder.display()),
    ])?;
    println!("\nThe pictures: {}", folder.display());
    Ok(())
}
