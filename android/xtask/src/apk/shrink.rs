//! R8: drops unused code and turns the rest into dex.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apk::archive::pack_folder;
use crate::apk::changed::{Inputs, unless_same, write};
use crate::apk::{fetched, resources};
use crate::jdk;
use crate::workspace::{Outcome, root, target};

/// As in the app's manifest.
const OLDEST: &str = "29";

/// The most lines of R8's output that are shown.
const SHOWN: usize = 5;

/// Returns the path of the dex that is packaged.
pub(crate) fn dex() -> PathBuf {
    folder().join("dex.zip")
}

/// Returns the path of the list that turns a stack trace of the package into lines of the sources.
pub(crate) fn mapping() -> PathBuf {
    folder().join("mapping.txt")
}

fn folder() -> PathBuf {
    target().join("apk/shrunk")
}

/// Makes the dex: the same classes make the same one.
pub(crate) fn run() -> Outcome {
    let mapping = mapping();
    let lines = mapping.to_str().ok_or_else(|| format!("{}: not UTF-8", mapping.display()))?;
    let options = ["--min-api", OLDEST, "--thread-count", "1", "--pg-map-output", lines];
    shrink("dex", &[&dex(), &mapping], &options, None)
}

/// The same choice of classes as class files, for this computer's virtual machine, and what else the player there calls.
pub(crate) fn class_files() -> Outcome<PathBuf> {
    let made = folder().join("classes.jar");
    let player = root().join("android/xtask/driver/player.pro");
    shrink("class-files", &[&made], &["--classfile", "--thread-count", "1"], Some(player))?;
    Ok(made)
}

/// Makes every object answer the same to `Object.hashCode`, which otherwise differs from run to run. R8 goes through
/// tables that are sorted by it, for example to choose in which order the fields of an object are read. This takes it
/// twice as long: such a table becomes a list.
const SAME_HASHES: [&str; 2] = ["-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"];

/// Runs R8 with the rules of the app and of its resources. The first of `outputs` is the code.
fn shrink(stage: &str, outputs: &[&Path], options: &[&str], more_rules: Option<PathBuf>) -> Outcome {
    let [code, ..] = outputs else { return Err(format!("{stage}: no output")) };
    let r8 = fetched::r8()?;
    let app = folder().join("app.jar");
    pack_folder(&resources::made().join("classes"), &app)?;
    let rules: Vec<_> =
        [root().join("android/keep.pro"), resources::keep_rules()].into_iter().chain(more_rules).collect();
    let libraries = resources::libraries_of_app()?;
    let mut inputs = Inputs::new().path(&app)?.path(&r8)?;
    for input in rules.iter().chain(&libraries) {
        inputs = inputs.path(input)?;
    }
    let inputs = SAME_HASHES.iter().chain(options).fold(inputs, |inputs, option| inputs.word(option));
    // The framework comes without Java's own classes.
    let outside = [resources::framework(), jdk::home()?];
    unless_same(stage, inputs, outputs, || {
        let mut command = Command::new("java");
        command
            .args(SAME_HASHES)
            .arg("-cp")
            .arg(&r8)
            .args(["com.android.tools.r8.R8", "--release", "--output"])
            .arg(code);
        for rules in &rules {
            command.arg("--pg-conf").arg(rules);
        }
        for library in &outside {
            command.arg("--lib").arg(library);
        }
        run_r8(command.args(options).arg(&app).args(&libraries))
    })
}

/// R8 complains about every class that this Kotlin is newer than it is, which is harmless. Its whole output
/// goes to a file, and its errors are shown.
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
