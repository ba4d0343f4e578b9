//! Checks crates with cargo-deny and the rules in deny.toml.

use std::process::Command;

use crate::needs::answers;
use crate::workspace::{Outcome, cargo, finish, root, target};

/// A later release may judge differently.
const VERSION: &str = "0.20.2";

/// Installs cargo-deny, or prints how to get it.
pub(crate) fn look(install: bool) -> Outcome {
    let tool = tool();
    if answers(&tool, &["--version"]) {
        return Ok(());
    }
    let root = target().join("cargo-deny");
    if !install {
        return Err(format!(
            "missing here: cargo install cargo-deny --version {VERSION} --locked --root {} (or run again with --install)",
            root.display()
        ));
    }
    finish(
        cargo()
            .args(["install", "cargo-deny", "--quiet", "--version", VERSION, "--locked", "--root"])
            .arg(root),
    )
}

/// The workspaces: the project's, and those that are compiled separately.
const WORKSPACES: [&str; 5] = [
    "Cargo.toml",
    "bindings/kotlin/bindgen/Cargo.toml",
    "bindings/web/bindgen/Cargo.toml",
    "bindings/web/browser/Cargo.toml",
    "fuzz/Cargo.toml",
];

/// Known vulnerabilities are looked up if their list is reachable, which it is not from every computer.
pub(crate) fn check() -> Outcome {
    let judged: &[&str] = if fetches() {
        &["advisories", "bans", "licenses", "sources"]
    } else {
        println!("   known vulnerabilities: not checked, the list could not be fetched");
        &["bans", "licenses", "sources"]
    };
    WORKSPACES.iter().try_for_each(|manifest| {
        println!("   {manifest}");
        finish(deny(manifest).args(["check", "--hide-inclusion-graph"]).args(judged))
    })
}

fn fetches() -> bool {
    deny(WORKSPACES[0]).args(["fetch", "db"]).output().is_ok_and(|said| said.status.success())
}

fn deny(manifest: &str) -> Command {
    let mut command = Command::new(tool());
    command.args(["--log-level", "error", "--locked", "--manifest-path"]).arg(root().join(manifest));
    command.arg("--config").arg(root().join("deny.toml"));
    command
}

fn tool() -> String {
    target().join("cargo-deny/bin/cargo-deny").to_string_lossy().into_owned()
}
