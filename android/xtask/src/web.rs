//! The pages for browsers, with the core as WebAssembly: the simulator, and the family's page.

mod base64;
mod bundle;
mod family;
mod folder;
mod module;
mod page;
mod strings;

use std::env::consts::OS;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::needs::{self, Need, answers, found};
use crate::workspace::{Outcome, cargo, finish, root, target};

/// The options of `cargo xtask web`.
#[derive(Args)]
pub(crate) struct Asked {
    /// Open the simulator in this computer's browser
    #[arg(long)]
    open: bool,
    /// Also write kinguard.html and family.html, files that open from the disk
    #[arg(long)]
    single_file: bool,
    /// Also test them in Chromium
    #[arg(long)]
    test: bool,
    /// Have apt-get install what is missing, where there is apt-get
    #[arg(long)]
    install: bool,
}

const BROWSER: &[Need] = &[
    Need { packages: &["chromium"], here: || found("chromium") },
    Need { packages: &["chromium-driver"], here: || answers("chromedriver", &["--version"]) },
    // Without them Chromium draws boxes in place of Chinese.
    Need {
        packages: &["fonts-noto-cjk"],
        here: || {
            Command::new("fc-list").arg(":lang=zh-cn").output().is_ok_and(|said| !said.stdout.is_empty())
        },
    },
];

/// Builds the pages, and opens or tests them.
pub(crate) fn run(asked: &Asked) -> Outcome {
    if asked.test {
        needs::look(BROWSER, asked.install)?;
    }
    let simulator = page::write(&module::build(&page::SOURCE)?)?;
    let family = family::write(&module::build(&family::SOURCE)?)?;
    println!("   {}", simulator.join(SIMULATOR_PAGE).display());
    println!("   {}", family.join(family::PAGE).display());
    if asked.single_file || asked.open || asked.test {
        write_single_file(&simulator, SIMULATOR_PAGE, &simulator_file())?;
        write_single_file(&family, family::PAGE, &family_file())?;
    }
    if asked.test {
        finish(
            cargo()
                .args(["test", "--locked", "--manifest-path"])
                .arg(root().join("bindings/web/browser/Cargo.toml"))
                .arg("--target-dir")
                .arg(target().join("web/browser"))
                .args(["--", "--nocapture", "--test-threads=1"])
                .env("KINGUARD_PAGE", &simulator)
                .env("KINGUARD_SINGLE_FILE", simulator_file())
                .env("KINGUARD_FAMILY_PAGE", &family)
                .env("KINGUARD_FAMILY_SINGLE_FILE", family_file())
                .env("KINGUARD_PICTURES", target().join("web/pictures")),
        )?;
    }
    if asked.open {
        finish(Command::new(opener()).arg(simulator_file()))?;
    }
    Ok(())
}

const SIMULATOR_PAGE: &str = "index.html";

fn write_single_file(folder: &Path, page: &str, file: &Path) -> Outcome {
    let page = bundle::write(folder, page)?;
    fs::write(file, &page).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("   {}: {} KB", file.display(), page.len() / 1024);
    Ok(())
}

/// The simulator in one file.
fn simulator_file() -> PathBuf {
    target().join("web/kinguard.html")
}

/// The family's page in one file.
fn family_file() -> PathBuf {
    target().join("web/family.html")
}

fn opener() -> &'static str {
    match OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    }
}
