//! What this computer must have beside Rust, a JDK and Maven.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::house::{Outcome, finish};

/// A program or folder, and the Debian package that brings it.
struct Need {
    package: &'static str,
    here: fn() -> bool,
}

/// The compiler that can build Rust's own library for a phone, and where its sources lie. Debian's packages bring both
/// and leave the rustup toolchain, if there is one, as it is.
pub(crate) const RUSTC: &str = "/usr/bin/rustc";
pub(crate) const CARGO: &str = "/usr/bin/cargo";
pub(crate) const RUST_SOURCES: &str = "/usr/lib/rustlib/src/rust";

const PACKING: &[Need] = &[
    Need { package: "python3-pip", here: || answers("python3", &["-m", "pip", "--version"]) },
    Need { package: "apksigner", here: || answers("apksigner", &["--version"]) },
    Need { package: "zipalign", here: || found("zipalign") },
    Need { package: "dexdump", here: || found("dexdump") },
];

const COMPILING: &[Need] = &[
    Need { package: "rustc-web", here: || Path::new(RUSTC).exists() },
    Need { package: "cargo-web", here: || Path::new(CARGO).exists() },
    Need { package: "rust-web-src", here: || Path::new(RUST_SOURCES).join("library").exists() },
    Need { package: "lld", here: || answers("ld.lld", &["--version"]) },
];

const DRIVING: &[Need] = &[
    Need { package: "clang", here: || answers("clang", &["--version"]) },
    Need { package: "qemu-user", here: || answers("qemu-aarch64", &["--version"]) },
    Need { package: "gcc-aarch64-linux-gnu", here: || answers("aarch64-linux-gnu-gcc", &["--version"]) },
    Need {
        package: "libc6-dev-arm64-cross",
        here: || Path::new("/usr/aarch64-linux-gnu/lib/libc.so.6").exists(),
    },
];

/// Says in one line what is missing and how to get it, or gets it.
pub(crate) fn look(ndk: bool, install: bool) -> Outcome {
    let mut missing = missing(ndk);
    if install && !missing.is_empty() {
        println!("   installing {}", missing.join(" "));
        finish(privileged("apt-get").args(["update", "-q"]))?;
        finish(
            privileged("apt-get").args(["install", "-y", "-q", "--no-install-recommends"]).args(&missing),
        )?;
        missing = self::missing(ndk);
    }
    if !missing.is_empty() {
        let install = format!("sudo apt-get install --no-install-recommends {}", missing.join(" "));
        return Err(format!("missing here: {install} (or run again with --install)"));
    }
    if ndk && !answers("cargo", &["ndk", "--version"]) {
        return Err("no cargo-ndk here: cargo install cargo-ndk; rustup target add aarch64-linux-android x86_64-linux-android".into());
    }
    Ok(())
}

fn missing(ndk: bool) -> Vec<&'static str> {
    let compiling = if ndk { &[] } else { COMPILING };
    let needs = PACKING.iter().chain(compiling).chain(DRIVING);
    needs.filter(|need| !(need.here)()).map(|need| need.package).collect()
}

fn privileged(program: &str) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if root { program } else { "sudo" });
    if !root {
        command.arg(program);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn answers(program: &str, words: &[&str]) -> bool {
    let quiet = Command::new(program).args(words).stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// For those that fail when asked for their version.
fn found(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
