//! The signature, by which a phone knows that an update comes from the author of the version before.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{Outcome, finish};

/// The variable that holds the password of a real key, to keep it out of process lists and shell histories.
const PASSWORD: &str = "KINGUARD_KEYSTORE_PASSWORD";

/// The key that Android's own tools use for tests, with the well-known password.
const DEBUG_ALIAS: &str = "androiddebugkey";
const DEBUG_PASSWORD: &str = "android";

/// Signs with the given key, or with this computer's debug key.
pub(crate) fn run(unsigned: &Path, signed: &Path, keystore: Option<&Path>, alias: Option<&str>) -> Outcome {
    let mut command = Command::new("apksigner");
    command.args([
        "sign",
        "--v1-signing-enabled",
        "false",
        "--v2-signing-enabled",
        "true",
        "--v3-signing-enabled",
        "true",
    ]);
    command.arg("--ks");
    match keystore {
        Some(keystore) => {
            command.arg(keystore);
            if let Some(alias) = alias {
                command.args(["--ks-key-alias", alias]);
            }
            // Without it apksigner asks.
            if env::var_os(PASSWORD).is_some() {
                command.args(["--ks-pass", &format!("env:{PASSWORD}")]);
            }
        }
        None => {
            command.arg(debug_key()?).args([
                "--ks-key-alias",
                DEBUG_ALIAS,
                "--ks-pass",
                &format!("pass:{DEBUG_PASSWORD}"),
            ]);
        }
    }
    command.arg("--in").arg(unsigned).arg("--out").arg(signed);
    finish(&mut command)
}

/// Created on first use where Android's tools look for it, so that another clone can update what this one
/// installed.
fn debug_key() -> Outcome<PathBuf> {
    let home =
        env::var_os("HOME").map(PathBuf::from).ok_or("HOME is not set: where does the debug key go?")?;
    let keystore = home.join(".android/debug.keystore");
    if keystore.exists() {
        return Ok(keystore);
    }
    println!("   making a debug key: {}", keystore.display());
    if let Some(folder) = keystore.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    finish(
        Command::new("keytool")
            .args([
                "-genkeypair",
                "-alias",
                DEBUG_ALIAS,
                "-storepass",
                DEBUG_PASSWORD,
                "-keypass",
                DEBUG_PASSWORD,
            ])
            .args([
                "-dname",
                "CN=Android Debug,O=Android,C=US",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "10950",
            ])
            .arg("-keystore")
            .arg(&keystore),
    )?;
    Ok(keystore)
}
