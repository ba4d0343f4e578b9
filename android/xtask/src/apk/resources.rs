//! The app's classes and resources.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apk::changed::{Inputs, unless_same};
use crate::apk::fetched;
use crate::apk::version::Version;
use crate::maven;
use crate::workspace::{Outcome, finish, root, target};

/// Returns Maven's output folder.
pub(crate) fn made() -> PathBuf {
    target().join("android")
}

/// The framework that the app is compiled against.
pub(crate) fn framework() -> PathBuf {
    made().join("tools/framework.jar")
}

/// Android's resource compiler.
pub(crate) fn aapt2() -> PathBuf {
    let inside = if cfg!(target_os = "macos") { "macosx/aapt2" } else { "linux/aapt2" };
    made().join("tools/prebuilt").join(inside)
}

/// The resource table with the manifest, before code is added.
pub(crate) fn table() -> PathBuf {
    target().join("apk/resources/base.apk")
}

/// The same as aapt2 links it, with the names of resources.
fn linked() -> PathBuf {
    target().join("apk/resources/linked.apk")
}

/// The rules that keep what the manifest names.
pub(crate) fn keep_rules() -> PathBuf {
    target().join("apk/resources/manifest.pro")
}

/// Lets Maven compile, as for the tests, and copy what the app needs at run time.
pub(crate) fn compile() -> Outcome {
    let app = root().join("android");
    let inputs = Inputs::new()
        .path(&app.join("src/main"))?
        .path(&app.join("pom.xml"))?
        .path(&root().join("bindings/kotlin/generated"))?;
    let [classes, resources, libraries] =
        ["classes", "resources.zip", "libraries"].map(|name| made().join(name));
    unless_same("compile", inputs, &[&classes, &resources, &libraries, &framework()], || {
        maven::run(&["process-classes"], |_| ())
    })?;
    fetched::pinned(&framework())?;
    fetched::pinned(&aapt2())?;
    libraries_of_app()?.iter().try_for_each(|jar| fetched::pinned(jar))?;
    fetched::pinned(&jna_for_phones())
}

/// The jars that go into the app.
pub(crate) fn libraries_of_app() -> Outcome<Vec<PathBuf>> {
    crate::apk::changed::files_below(&made().join("libraries"))
}

/// JNA's package for Android, which contains its native part for each processor.
pub(crate) fn jna_for_phones() -> PathBuf {
    made().join("tools/jna.aar")
}

/// Links the resources with the version of this package.
pub(crate) fn link(version: &Version) -> Outcome {
    let manifest = root().join("android/src/main/AndroidManifest.xml");
    let compiled = made().join("resources.zip");
    let code = version.code.to_string();
    let inputs = Inputs::new().path(&manifest)?.path(&compiled)?.word(&code).word(&version.name);
    let (linked, table, rules) = (linked(), table(), keep_rules());
    unless_same("link", inputs, &[&linked, &table, &rules], || {
        crate::apk::changed::write(&rules, b"")?;
        finish(&mut linking(&manifest, &compiled, &linked, &rules, &code, &version.name))?;
        // The app finds its resources by number. Their names and paths, and what is said twice, would take 46 KB of the
        // package, because Android wants the table uncompressed.
        let mut optimize = Command::new(aapt2());
        optimize.args(["optimize", "--collapse-resource-names", "--shorten-resource-paths"]);
        optimize.args(["--deduplicate-entry-values", "-o"]);
        finish(optimize.arg(&table).arg(&linked))
    })
}

fn linking(manifest: &Path, compiled: &Path, table: &Path, rules: &Path, code: &str, name: &str) -> Command {
    let mut command = Command::new(aapt2());
    command
        .args(["link", "--version-code", code, "--version-name", name])
        // The level of the framework it is compiled against.
        .args(["--compile-sdk-version-code", "35", "--compile-sdk-version-name", "15"])
        .arg("-I")
        .arg(framework())
        .arg("--manifest")
        .arg(manifest)
        .arg("--proguard")
        .arg(rules)
        .arg("-o")
        .arg(table)
        .arg(compiled);
    command
}
