//! The app as a package for phones.

mod drive;

use std::path::PathBuf;

use clap::Args;

use crate::house::Outcome;
use drive::Libraries;

/// What is to be driven.
#[derive(Args)]
pub(crate) struct Asked {
    /// Folder with x86_64/libkinguard.so and aarch64/libkinguard.so
    shipped: PathBuf,
    /// The same, built with feature fault-injection
    faulty: PathBuf,
    /// Class path of the app, for the virtual machine
    class_path: Vec<PathBuf>,
}

/// Records, and plays in every way.
pub(crate) fn run(asked: &Asked) -> Outcome {
    let recording = drive::record()?;
    let both = |file: &str| (asked.shipped.join(file), asked.faulty.join(file));
    let (shipped, faulty) = both("x86_64/libkinguard.so");
    drive::on_this_computer(Libraries { shipped: &shipped, faulty: &faulty }, &recording)?;
    if !asked.class_path.is_empty() {
        drive::in_a_jvm(Libraries { shipped: &shipped, faulty: &faulty }, &recording, &asked.class_path)?;
    }
    let (shipped, faulty) = both("aarch64/libkinguard.so");
    drive::under_qemu(Libraries { shipped: &shipped, faulty: &faulty }, &recording)
}
