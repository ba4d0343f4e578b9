//! The module: compiled by rustup's compiler where it has WebAssembly's library, or else by Debian's, which builds that
//! library itself.
//!
//! `wasm-opt` is left out: the module that Debian's release of it writes is smaller, but larger once compressed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::apk::needs::{CARGO, RUST_SOURCES, RUSTC};
use crate::workspace::{Outcome, cargo, finish, root, target};

const TARGET: &str = "wasm32-unknown-unknown";

/// The module for the page.
pub(crate) struct Module {
    /// Compressed with gzip.
    pub(crate) packed: Vec<u8>,
    /// Its JavaScript side.
    pub(crate) script: String,
    /// The name that the page imports that by.
    pub(crate) file: String,
}

/// A crate that becomes a module.
pub(crate) struct Source {
    /// The package.
    pub(crate) package: &'static str,
    /// The most that the compressed module may have: on a slow line it must arrive in a few seconds.
    pub(crate) most_bytes: usize,
}

/// Compiles a crate, and writes its JavaScript side.
pub(crate) fn build(source: &Source) -> Outcome<Module> {
    let folder = target().join("web/cargo");
    let ready = has_library()?;
    let mut command = if ready { cargo() } else { debians_cargo()? };
    command.args(["build", "--locked", "--profile", "web", "--package", source.package, "--lib"]).args([
        "--target",
        TARGET,
        "--target-dir",
    ]);
    if !ready {
        command.arg("-Zbuild-std=std,panic_abort");
    }
    finish(command.arg(&folder))?;
    let out = target().join("web/module");
    let name = source.package.replace('-', "_");
    finish(
        cargo()
            .args(["run", "--quiet", "--locked", "--manifest-path"])
            .arg(root().join("bindings/web/bindgen/Cargo.toml"))
            .arg("--target-dir")
            .arg(target().join("web/tools"))
            .arg("--")
            .arg(folder.join(TARGET).join(format!("web/{name}.wasm")))
            .arg(&out),
    )?;
    let module = read(&out.join(format!("{name}_bg.wasm")))?;
    let packed = packed(&module)?;
    println!("   {}: {} KB, {} KB compressed", source.package, module.len() / 1024, packed.len() / 1024);
    if packed.len() > source.most_bytes {
        return Err(format!(
            "{}: {} bytes compressed, of at most {}",
            source.package,
            packed.len(),
            source.most_bytes
        ));
    }
    let script =
        String::from_utf8(read(&out.join(format!("{name}.js")))?).map_err(|error| error.to_string())?;
    Ok(Module { packed, script, file: format!("{name}.js") })
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn packed(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(module).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}

/// Returns whether this compiler has WebAssembly's library, after asking rustup for it.
fn has_library() -> Outcome<bool> {
    let library = sysroot()?.join("lib/rustlib").join(TARGET).join("lib");
    if !library.exists() {
        let _ = Command::new("rustup").args(["target", "add", TARGET]).current_dir(root()).status();
    }
    Ok(library.exists())
}

fn sysroot() -> Outcome<PathBuf> {
    let said = Command::new("rustc")
        .args(["--print", "sysroot"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("rustc: {error}"))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&said.stdout).trim()))
}

/// Debian's cargo, which builds Rust's own library from its sources. It has no linker for WebAssembly; rustup has.
fn debians_cargo() -> Outcome<Command> {
    for needed in [Path::new(RUSTC), Path::new(CARGO), &Path::new(RUST_SOURCES).join("library")] {
        if !needed.exists() {
            return Err(format!(
                "no library for {TARGET} here: rustup target add {TARGET}, or Debian's rustc-web, cargo-web and rust-web-src ({} is missing)",
                needed.display()
            ));
        }
    }
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let linker = sysroot()?.join("lib/rustlib").join(host).join("bin/rust-lld");
    let mut command = Command::new(CARGO);
    command
        .current_dir(root())
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", RUSTC)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    // The variables of the rustup cargo that runs this would be taken for this cargo's own.
    for inherited in
        ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER"]
    {
        command.env_remove(inherited);
    }
    Ok(command)
}
