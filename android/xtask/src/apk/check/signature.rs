//! Checks the layout and the signature of the package.

use std::path::Path;
use std::process::Command;

use crate::workspace::{Outcome, finish};

/// Runs Android's own tools.
pub(super) fn check(apk: &Path) -> Outcome {
    finish(Command::new("zipalign").args(["-c", "4"]).arg(apk))?;
    let output = Command::new("apksigner")
        .args(["verify", "--verbose", "--print-certs", "--min-sdk-version", "29"])
        .arg(apk)
        .output()
        .map_err(|error| format!("apksigner: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return Err(format!("apksigner: {}{}", said.trim(), String::from_utf8_lossy(&output.stderr).trim()));
    }
    if !holds(&said) {
        return Err("not signed by scheme 3".into());
    }
    for line in
        said.lines().filter(|line| line.contains("certificate DN") || line.contains("certificate SHA-256"))
    {
        println!("   {line}");
    }
    println!("   ✓ aligned, signed by schemes 2 and 3");
    Ok(())
}

fn holds(said: &str) -> bool {
    let v3 = said.lines().any(|line| line.contains("v3 scheme") && line.ends_with("true"));
    said.starts_with("Verifies") && v3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scheme_3_suffices() {
        let said = |v3: bool| format!("Verifies\nVerified using v3 scheme (APK Signature Scheme v3): {v3}\n");
        assert!(holds(&said(true)));
        assert!(!holds(&said(false)));
        assert!(!holds("DOES NOT VERIFY\n"));
    }
}
