//! The simulator: the core as WebAssembly, in a page.

mod base64;
mod bundle;
mod module;
mod page;
mod strings;

use std::env::consts::OS;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use clap::Args;

use crate::needs::{self, Need, answers, found};
use crate::workspace::{Outcome, cargo, finish, root, target};

/// The options of `cargo xtask web`.
#[derive(Args)]
pub(crate) struct Asked {
    /// Open it in this computer's browser
    #[arg(long)]
    open: bool,
    /// Also write kinguard.html, one file that opens from the disk
    #[arg(long)]
    single_file: bool,
    /// Also test it in Chromium
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

/// Builds the page, and opens or tests it.
pub(crate) fn run(asked: &Asked) -> Outcome {
    if asked.test {
        needs::look(BROWSER, asked.install)?;
    }
    let folder = page::write(&module::build()?)?;
    println!("   {}", folder.join("index.html").display());
    if asked.single_file || asked.open || asked.test {
        let file = single_file();
        let page = bundle::write(&folder)?;
        fs::write(&file, &page).map_err(|error| format!("{}: {error}", file.display()))?;
        println!("   {}: {} KB", file.display(), page.len() / 1024);
    }
    if asked.test {
        finish(
            cargo()
                .args(["test", "--locked", "--manifest-path"])
                .arg(root().join("bindings/web/browser/Cargo.toml"))
                .arg("--target-dir")
                .arg(target().join("web/browser"))
                .args(["--", "--nocapture", "--test-threads=1"])
                .env("KINGUARD_PAGE", &folder)
                .env("KINGUARD_SINGLE_FILE", single_file())
                .env("KINGUARD_PICTURES", target().join("web/pictures")),
        )?;
    }
    if asked.open {
        finish(Command::new(opener()).arg(single_file()))?;
    }
    Ok(())
}

/// The page in one file.
fn single_file() -> PathBuf {
    target().join("web/kinguard.html")
}

fn opener() -> &'static str {
    match OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    }
}
