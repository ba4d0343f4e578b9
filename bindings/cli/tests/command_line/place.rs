//! Runs the built `kinguard` on files of the test's own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A parent presses the alarm button, and later the money leaves.
pub(crate) const HELP: &str = r#"{"format":1,"about":"The alarm button","source":"written by hand","home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"app_opened","package":"com.icbc"},"expect":[]},
 {"at":"00:01:00","event":{"type":"help_asked"},"expect":[{"type":"warn","level":"red","rule":"help-asked"},{"type":"notify_family"}]},
 {"at":"00:31:30","mark":"harm"}
]}"#;

/// The same button, of which silence is expected.
pub(crate) const UNMET: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"app_opened","package":"com.icbc"}},
 {"at":"00:01:00","event":{"type":"help_asked"},"expect":[]}
]}"#;

/// A day on which nothing happens.
pub(crate) const QUIET: &str = r#"{"format":1,"home":"CN","steps":[
 {"at":"00:00:00","event":{"type":"screen_turned","on":true}},
 {"at":"24:00:00","event":{"type":"screen_turned","on":false}}
]}"#;

/// A directory for one test.
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output.into()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kinguard"));
        command.args(arguments).current_dir(&self.0).env_remove("LANG").env_remove("LC_ALL");
        command
    }
}

/// The outcome of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("ended by itself"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Asserts that the run failed with status 2, one line on standard error that holds `parts`, and no panic.
    pub(crate) fn refused(&self, parts: &[&str]) {
        assert_eq!(self.status, 2, "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        for part in parts {
            assert!(self.stderr.contains(part), "no {part:?} in {self:?}");
        }
    }

    /// Every line of standard output as JSON.
    pub(crate) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard output as one JSON value.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }
}

/// The keys of an object, in order of the alphabet.
pub(crate) fn keys(value: &serde_json::Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
