//! The core's library for phones.
//!
//! Without an NDK: Rust's own library is built from its sources, clang and lld link, and empty libraries that have only
//! the names of Android's stand in for them. With one, `--ndk` leaves the linking to cargo-ndk.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apk::abi::Abi;
use crate::apk::needs::{CARGO, RUST_SOURCES, RUSTC};
use crate::workspace::{Outcome, cargo, finish, root, target};

/// The oldest supported release, as in the app's manifest.
const OLDEST: u32 = 29;

/// The libraries that a phone's loader binds ours to. Only Rust's own library asks for `unwind`, and ours answers it.
const PHONES_LIBRARIES: [&str; 5] = ["c", "m", "dl", "log", "unwind"];

/// The variant of the library: the shipped one, or its twin in which a test can provoke a panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    Shipped,
    Faulty,
}

/// Returns the path of a library.
pub(crate) fn library(abi: Abi, build: Build) -> PathBuf {
    let folder = match build {
        Build::Shipped => "native",
        Build::Faulty => "native-faulty",
    };
    target().join("apk").join(folder).join(abi.folder()).join("libkinguard.so")
}

/// Builds the library for each of `abis`. Cargo knows what changed.
pub(crate) fn build(abis: &[Abi], build: Build, ndk: bool) -> Outcome {
    let folder = target().join("apk/cargo");
    let mut command = if ndk { with_ndk(abis) } else { without_ndk(abis)? };
    command
        .args(["--profile", "phone", "--locked", "--package", "kinguard-kotlin", "--lib", "--target-dir"])
        .arg(&folder);
    if build == Build::Faulty {
        command.args(["--features", "fault-injection"]);
    }
    finish(&mut command)?;
    for &abi in abis {
        let built = folder.join(abi.target()).join("phone/libkinguard.so");
        let library = library(abi, build);
        let shown = |error| format!("{}: {error}", library.display());
        fs::create_dir_all(library.parent().unwrap_or(&folder)).map_err(shown)?;
        fs::copy(&built, &library).map_err(shown)?;
    }
    Ok(())
}

fn without_ndk(abis: &[Abi]) -> Outcome<Command> {
    let mut command = Command::new(CARGO);
    command
        .current_dir(root())
        // Only then may a stable compiler build Rust's own library.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        // Without the code that turns addresses into names: a stripped library has none.
        .args(["build", "-Zbuild-std=std,panic_unwind", "-Zbuild-std-features=panic-unwind"]);
    // The variables of the rustup cargo that runs this would be taken for this cargo's own.
    for inherited in
        ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER"]
    {
        command.env_remove(inherited);
    }
    for &abi in abis {
        let variable = format!("CARGO_TARGET_{}_RUSTFLAGS", abi.target().to_uppercase().replace('-', "_"));
        command.env(variable, flags(abi, &stand_ins(abi)?)).args(["--target", &abi.target()]);
    }
    Ok(command)
}

fn with_ndk(abis: &[Abi]) -> Command {
    let mut command = cargo();
    command.args(["ndk", "--platform", &OLDEST.to_string()]);
    for &abi in abis {
        let variable = format!("CARGO_TARGET_{}_RUSTFLAGS", abi.target().to_uppercase().replace('-', "_"));
        let linked =
            format!("{} -Clink-arg=-Wl,-z,max-page-size=16384 -Clink-arg=-Wl,-Bsymbolic", same_paths());
        command.env(variable, linked).args(["--target", abi.folder()]);
    }
    command.arg("build");
    command
}

fn flags(abi: Abi, stand_ins: &Path) -> String {
    let link = [
        format!("--target={}{OLDEST}", abi.target()),
        "-fuse-ld=lld".into(),
        "-nostdlib".into(),
        "-nostartfiles".into(),
        format!("-L{}", stand_ins.display()),
        // Phones with 16 KB pages load nothing with a smaller alignment.
        "-Wl,-z,max-page-size=16384".into(),
        "-Wl,--icf=all".into(),
        // At the end, or the linker finds none of them needed.
        "-Wl,--no-as-needed".into(),
        "-lc".into(),
        "-lm".into(),
        "-ldl".into(),
        "-llog".into(),
        // Another library in the process may export the same `_Unwind_*`. Bound to those, a panic would end
        // the process.
        "-Wl,-Bsymbolic".into(),
    ];
    let link = link.map(|argument| format!("-Clink-arg={argument}")).join(" ");
    // A panic on a phone is told by what failed, never by a line.
    format!("-Clinker=clang -Zlocation-detail=none {link} {}", same_paths())
}

/// Panics contain paths. The same paths everywhere make the same library everywhere.
fn same_paths() -> String {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let mut renamed =
        vec![(root().to_owned(), "kinguard"), (PathBuf::from(RUST_SOURCES), "rust"), (target(), "target")];
    renamed.extend(home.map(|home| (home, "cargo")));
    let renamed =
        renamed.into_iter().map(|(path, name)| format!("--remap-path-prefix={}=/{name}", path.display()));
    renamed.collect::<Vec<_>>().join(" ")
}

/// Empty libraries with nothing but the names under which a phone's loader finds its own.
fn stand_ins(abi: Abi) -> Outcome<PathBuf> {
    let folder = target().join("apk/stand-ins").join(abi.folder());
    let source = folder.join("nothing.c");
    crate::apk::changed::write(&source, b"")?;
    for name in PHONES_LIBRARIES {
        let library = folder.join(format!("lib{name}.so"));
        if library.exists() {
            continue;
        }
        finish(
            Command::new("clang")
                .arg(format!("--target={}{OLDEST}", abi.target()))
                .args(["-fuse-ld=lld", "-shared", "-nostdlib", &format!("-Wl,-soname,lib{name}.so"), "-o"])
                .arg(&library)
                .arg(&source),
        )?;
    }
    Ok(folder)
}
