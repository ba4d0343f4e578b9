//! A Python environment below `target/`: Spark and the wheel's builder, at the versions and sums of requirements.txt.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::jdk;
use crate::needs::{Need, answers};
use crate::workspace::{Outcome, finish, root};

/// The releases of Java on which Spark 4.0 runs.
const JAVA: [u32; 2] = [17, 21];

/// What the environment is made with, and what Spark runs on.
pub(super) const NEEDS: &[Need] = &[
    Need {
        packages: &["python3-venv"],
        here: || answers("python3", &["-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"]),
    },
    Need {
        packages: &["openjdk-17-jdk-headless", "openjdk-21-jdk-headless"],
        here: || jdk::release().is_some_and(|release| JAVA.contains(&release)),
    },
];

/// The environment in a folder.
pub(super) struct Environment {
    folder: PathBuf,
}

impl Environment {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Makes the environment if it is missing or older than its list, or says how to.
    pub(super) fn look(&self, install: bool) -> Outcome {
        let list = root().join("examples/fleet/requirements.txt");
        let wanted = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
        let done = self.folder.join("requirements.txt");
        if fs::read_to_string(&done).is_ok_and(|found| found == wanted) {
            return Ok(());
        }
        if !install {
            return Err(format!(
                "missing here: python3 -m venv {0}; {0}/bin/pip install --require-hashes -r {1} (or run again with --install)",
                self.folder.display(),
                list.display()
            ));
        }
        println!("   installing Spark, 430 MB, into {}", self.folder.display());
        let _ = fs::remove_dir_all(&self.folder);
        finish(Command::new("python3").args(["-m", "venv"]).arg(&self.folder))?;
        finish(self.command("pip").args(["install", "--quiet", "--require-hashes", "-r"]).arg(&list))?;
        fs::write(&done, wanted).map_err(|error| format!("{}: {error}", done.display()))
    }

    /// Installs the wheel in place of the one before.
    pub(super) fn take_wheel(&self, wheel: &Path) -> Outcome {
        finish(
            self.command("pip")
                .args(["install", "--quiet", "--force-reinstall", "--no-deps", "--no-index"])
                .arg(wheel),
        )
    }

    /// A program of the environment, told to stay on this computer.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.folder.join("bin").join(program));
        command
            .env("VIRTUAL_ENV", &self.folder)
            .env("PYSPARK_PYTHON", self.folder.join("bin/python"))
            .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
            .env("SPARK_LOCAL_IP", "127.0.0.1")
            .env("PYSPARK_SUBMIT_ARGS", "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell");
        command
    }
}
