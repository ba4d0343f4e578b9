//! The tools that the package needs on this computer, beyond those of the tests.

use std::path::Path;

use crate::needs::{self, Need, answers, found};
use crate::workspace::Outcome;

/// The compiler that can build Rust's own library for a phone, and its sources. Debian's packages contain
/// both and leave a rustup toolchain alone.
pub(crate) const RUSTC: &str = "/usr/bin/rustc";
pub(crate) const CARGO: &str = "/usr/bin/cargo";
pub(crate) const RUST_SOURCES: &str = "/usr/lib/rustlib/src/rust";

const PACKING: &[Need] = &[
    Need { packages: &["python3-pip"], here: || answers("python3", &["-m", "pip", "--version"]) },
    Need { packages: &["apksigner"], here: || answers("apksigner", &["--version"]) },
    Need { packages: &["zipalign"], here: || found("zipalign") },
    Need { packages: &["dexdump"], here: || found("dexdump") },
];

const COMPILING: &[Need] = &[
    Need { packages: &["rustc-web"], here: || Path::new(RUSTC).exists() },
    Need { packages: &["cargo-web"], here: || Path::new(CARGO).exists() },
    Need { packages: &["rust-web-src"], here: || Path::new(RUST_SOURCES).join("library").exists() },
    Need { packages: &["lld"], here: || answers("ld.lld", &["--version"]) },
];

const DRIVING: &[Need] = &[
    Need { packages: &["clang"], here: || answers("clang", &["--version"]) },
    Need { packages: &["qemu-user"], here: || answers("qemu-aarch64", &["--version"]) },
    Need { packages: &["gcc-aarch64-linux-gnu"], here: || answers("aarch64-linux-gnu-gcc", &["--version"]) },
    Need {
        packages: &["libc6-dev-arm64-cross"],
        here: || Path::new("/usr/aarch64-linux-gnu/lib/libc.so.6").exists(),
    },
];

/// Prints in one line what is missing and how to get it, or installs it.
pub(crate) fn look(ndk: bool, install: bool) -> Outcome {
    let compiling = if ndk { &[] } else { COMPILING };
    needs::look(needs::KOTLIN.iter().chain(PACKING).chain(compiling).chain(DRIVING), install)?;
    if ndk && !answers("cargo", &["ndk", "--version"]) {
        return Err("no cargo-ndk here: cargo install cargo-ndk; rustup target add aarch64-linux-android x86_64-linux-android".into());
    }
    Ok(())
}
