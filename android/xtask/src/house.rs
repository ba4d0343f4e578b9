//! Where things are, and how another program is run.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One line that says what went wrong.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate lies two folders deep in the repository")
}

/// Cargo's target folder, which holds all that is built or downloaded here.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command) -> Outcome {
    let shown = show(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{shown}: failed")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// A command as one would type it, as far as the eye needs it.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args().take(3));
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Builds the host's library of the binding and returns where it lies.
///
/// With a fault to provoke in it, which the generator does not see: one build serves the generator and the tests. It is
/// copied to a folder of its own, because cargo's own copy is overwritten by the next build without the fault.
pub(crate) fn host_library() -> Outcome<PathBuf> {
    finish(cargo().args(["build", "--package", "kinguard-kotlin", "--features", "fault-injection"]))?;
    let name = format!("{}kinguard{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    let folder = target().join("host");
    let library = folder.join(&name);
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::copy(target().join("debug").join(name), &library))
        .map_err(|error| format!("{}: {error}", library.display()))?;
    Ok(library)
}
