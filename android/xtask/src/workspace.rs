//! Paths of the workspace, and running other programs.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// The result of a command; the error is one line.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate lies two folders deep in the repository")
}

/// Cargo's target folder, which holds everything that is built or downloaded here.
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

/// Runs a command to completion.
pub(crate) fn finish(command: &mut Command) -> Outcome {
    let shown = show(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{shown}: failed")),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// Runs a command to completion. Its output goes into the log, and each line is also passed to `told`.
pub(crate) fn logged(command: &mut Command, log: &Path, mut told: impl FnMut(&str)) -> Outcome {
    let shown = show(command);
    let mut run = || -> io::Result<ExitStatus> {
        let mut log = File::create(log)?;
        let (reader, writer) = io::pipe()?;
        let mut child = command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer).spawn()?;
        // The command would keep the pipe open after the child has ended.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        for line in BufReader::new(reader).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            writeln!(log, "{line}")?;
            told(&line);
        }
        child.wait()
    };
    match run() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{shown}: {status}, see {}", log.display())),
        Err(error) => Err(format!("{shown}: {error}")),
    }
}

/// Returns the path of a stage's log.
pub(crate) fn log_file(name: &str) -> Outcome<PathBuf> {
    let folder = target().join("xtask");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder.join(format!("{name}.log")))
}

/// Minutes and seconds, as on a clock.
pub(crate) fn clock(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

/// A command roughly as one would type it.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args().take(3));
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Returns the command that builds the binding's library for this computer.
///
/// With a provokable panic, which the generator does not see. So one build serves the generator and the
/// tests.
pub(crate) fn building_host_library() -> Command {
    let mut command = cargo();
    command.args(["build", "--package", "kinguard-kotlin", "--features", "fault-injection"]);
    command
}

/// Returns the path of cargo's library for this computer, until the next build without the panic replaces it.
pub(crate) fn built_host_library() -> PathBuf {
    let name = format!("{}kinguard{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    target().join("debug").join(name)
}

/// Copies the built library to a folder of its own, where the next build leaves it alone. Returns its path.
pub(crate) fn keep_host_library() -> Outcome<PathBuf> {
    let built = built_host_library();
    let library = target().join("host").join(built.file_name().unwrap_or_default());
    replace(&built, &library).map_err(|error| format!("{}: {error}", library.display()))?;
    Ok(library)
}

/// Copies a file so that whoever has the old one open, or runs code from it, keeps the old one. Overwriting a
/// library in place crashes the machine that runs it.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = to.with_extension("new");
    fs::copy(from, &fresh)?;
    fs::rename(&fresh, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_command_says_is_kept_and_told_line_by_line() {
        let log = log_file("self-test").unwrap();
        let mut told = Vec::new();
        let says = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        logged(&mut says("echo one; echo two >&2"), &log, |line| told.push(line.to_owned())).unwrap();
        assert_eq!(told, ["one", "two"]);
        assert_eq!(fs::read_to_string(&log).unwrap(), "one\ntwo\n");
        assert!(logged(&mut says("exit 3"), &log, |_| ()).unwrap_err().contains("self-test.log"));
    }

    /// The Java machine once died when the library it ran was overwritten.
    #[test]
    fn who_has_a_replaced_file_open_keeps_the_old_one() {
        let folder = target().join("self-test-replace");
        fs::create_dir_all(&folder).unwrap();
        let [old, new, used] = ["old", "new", "used"].map(|name| folder.join(name));
        fs::write(&old, "old").unwrap();
        fs::write(&new, "new").unwrap();
        replace(&old, &used).unwrap();
        let mut open = File::open(&used).unwrap();
        replace(&new, &used).unwrap();
        let mut seen = String::new();
        io::Read::read_to_string(&mut open, &mut seen).unwrap();
        assert_eq!((seen.as_str(), fs::read_to_string(&used).unwrap().as_str()), ("old", "new"));
    }

    #[test]
    fn a_minute_has_sixty_seconds() {
        assert_eq!(clock(Duration::from_secs(59)), "0:59");
        assert_eq!(clock(Duration::from_secs(601)), "10:01");
    }
}
