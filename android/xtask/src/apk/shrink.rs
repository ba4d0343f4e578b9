//! R8: leaves out what nobody calls, and turns the rest into dex.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apk::changed::{Inputs, unless_same, write};
use crate::apk::package::pack_folder;
use crate::apk::{fetched, resources};
use crate::house::{Outcome, root, target};
use crate::maven;

/// As in the app's manifest.
const OLDEST: &str = "29";

/// So many lines of what R8 says are worth a look.
const SHOWN: usize = 5;

/// What goes into the package.
pub(crate) fn dex() -> PathBuf {
    folder().join("dex.zip")
}

/// The same choice of classes once more as class files, for this computer's virtual machine.
pub(crate) fn class_files() -> PathBuf {
    folder().join("classes.jar")
}

fn folder() -> PathBuf {
    target().join("apk/shrunk")
}

/// Runs it twice, with the same rules.
pub(crate) fn run() -> Outcome {
    let r8 = fetched::r8()?;
    let app = folder().join("app.jar");
    pack_folder(&resources::made().join("classes"), &app)?;
    let rules = root().join("android/keep.pro");
    let libraries = resources::libraries_of_app()?;
    let java = maven::java_home()?;
    let mut inputs = Inputs::new().path(&app)?.path(&rules)?.path(&resources::keep_rules())?.path(&r8)?;
    for library in &libraries {
        inputs = inputs.path(library)?;
    }
    unless_same("shrink", inputs, &[&dex(), &class_files()], || {
        let shrinking = |output: &Path| {
            let mut command = Command::new("java");
            command
                .arg("-cp")
                .arg(&r8)
                .args(["com.android.tools.r8.R8", "--release", "--output"])
                .arg(output);
            for rules in [&rules, &resources::keep_rules()] {
                command.arg("--pg-conf").arg(rules);
            }
            // The framework comes without Java's own classes.
            command.arg("--lib").arg(resources::framework()).arg("--lib").arg(&java);
            command.arg(&app).args(&libraries);
            command
        };
        // With more threads it is chance which of two outlines of a newer call comes first.
        run_r8(shrinking(&dex()).args(["--min-api", OLDEST, "--thread-count", "1"]))?;
        run_r8(shrinking(&class_files()).arg("--classfile"))
    })
}

/// R8 says of every class that this Kotlin is newer than it is, which harms nothing: nobody reads what it cannot rewrite.
/// All it says goes to a file, and its errors are shown.
fn run_r8(command: &mut Command) -> Outcome {
    let output = command.output().map_err(|error| format!("java: {error}"))?;
    let log = folder().join("r8.log");
    let said = [output.stdout, output.stderr].concat();
    write(&log, &said)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&said);
    let telling = said.lines().filter(|line| line.starts_with("Error") || line.contains("Missing class"));
    let shown: Vec<_> = telling.take(SHOWN).collect();
    Err(format!("R8: see {}\n{}", log.display(), shown.join("\n")))
}
