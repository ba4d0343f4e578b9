//! R8: leaves out what nobody calls, and turns the rest into dex.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apk::changed::{Inputs, unless_same};
use crate::apk::package::pack_folder;
use crate::apk::{fetched, resources};
use crate::house::{Outcome, finish, root, target};
use crate::maven;

/// As in the app's manifest.
const OLDEST: &str = "29";

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
        finish(shrinking(&dex()).args(["--min-api", OLDEST]))?;
        finish(shrinking(&class_files()).arg("--classfile"))
    })
}
