//! Runs the libraries for phones on this computer.
//!
//! Another compiler built them, with another standard library and unwinder; so what they answer is compared, byte for
//! byte, with what the tested core answers here: through C on both kinds of processor, and through the app's own
//! classes in a virtual machine. `android/xtask/driver` has the players, and says how they were seen to fail.

mod programs;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::apk::abi::Abi;
use crate::apk::native::{self, Build};
use crate::apk::shrink;
use crate::workspace::{Outcome, cargo, finish, root, target};

/// The trace whose red warning must come out.
const BRIEF: &str = "tests/scenarios/warn/parcel-credit-scare.json";

/// More traces, so that every kind of event and effect crosses the boundary.
const MORE: [&str; 2] = ["tests/scenarios/warn", "tests/scenarios/quiet"];

/// Plays to the built and shrunk package in every way. Its twin with a provokable panic is built for that.
pub(crate) fn check(ndk: bool) -> Outcome {
    native::build(&Abi::ALL, Build::Faulty, ndk)?;
    let recording = record()?;
    let built = |abi| [Build::Shipped, Build::Faulty].map(|build| native::library(abi, build));
    let ([shipped, faulty], [for_arm, faulty_for_arm]) = (built(Abi::X86), built(Abi::Arm64));
    let x86 = Libraries { shipped: &shipped, faulty: &faulty };
    on_this_computer(x86, &recording)?;
    in_a_jvm(x86, &recording, &[shrink::class_files()?])?;
    under_qemu(Libraries { shipped: &for_arm, faulty: &faulty_for_arm }, &recording)
}

/// Libraries for one kind of processor, each named `libkinguard.so`.
#[derive(Clone, Copy)]
pub(crate) struct Libraries<'a> {
    /// As it goes into the package.
    pub(crate) shipped: &'a Path,
    /// The same, built with feature `fault-injection`.
    pub(crate) faulty: &'a Path,
}

/// Records what the core answers on this computer, and returns where.
pub(crate) fn record() -> Outcome<PathBuf> {
    let recording = folder("")?.join("recording.txt");
    let brief = root().join(BRIEF);
    let mut traces = vec![brief.clone()];
    for folder in MORE {
        traces.extend(traces_in(&root().join(folder))?.into_iter().filter(|trace| *trace != brief));
    }
    finish(
        cargo()
            .args(["run", "--quiet", "--package", "kinguard-kotlin", "--features", "fault-injection"])
            .args(["--example", "record", "--"])
            .arg(&recording)
            .args(traces),
    )?;
    Ok(recording)
}

/// Plays a recording to libraries for `x86_64`.
pub(crate) fn on_this_computer(libraries: Libraries<'_>, recording: &Path) -> Outcome {
    let built = build("x86_64", "clang")?;
    report("x86_64, through C", libraries, |library, words| {
        let mut command = Command::new(built.join("player"));
        command.arg(library).arg(recording).args(words).env(SEARCHED, &built);
        command
    })
}

/// Plays a recording to libraries for `aarch64`.
pub(crate) fn under_qemu(libraries: Libraries<'_>, recording: &Path) -> Outcome {
    let built = build("aarch64", "aarch64-linux-gnu-gcc")?;
    report("arm64 under qemu, through C", libraries, |library, words| {
        let mut command = Command::new("qemu-aarch64");
        command.args(["-L", "/usr/aarch64-linux-gnu", "-E"]).arg(joined(&format!("{SEARCHED}="), &built));
        command.arg(built.join("player")).arg(library).arg(recording).args(words);
        command
    })
}

/// Plays a recording to libraries for `x86_64` through the app's classes, which `class_path` holds together with
/// kotlin-stdlib and JNA (of that also its native part for this computer).
pub(crate) fn in_a_jvm(libraries: Libraries<'_>, recording: &Path, class_path: &[PathBuf]) -> Outcome {
    let built = build("x86_64", "clang")?;
    let classes = folder("java")?;
    let all = [&classes].into_iter().chain(class_path);
    let class_path = env::join_paths(all).map_err(|error| error.to_string())?;
    let mut javac = Command::new("javac");
    javac.args(["--release", "17", "-d"]).arg(&classes).arg("-cp").arg(&class_path);
    programs::run(javac.arg(driver("Player.java")))?;
    report("x86_64 in a JVM, through the app's classes", libraries, |library, words| {
        let place = library.parent().unwrap_or(Path::new(""));
        let mut command = Command::new("java");
        // A short life: quick to start matters more than quick code.
        command.args([
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:-CreateCoredumpOnCrash",
        ]);
        command.arg(joined("-XX:ErrorFile=", &built.join("java-crash.log")));
        command.arg(joined("-Djava.library.path=", place)).arg(joined("-Djna.library.path=", place));
        command.arg("-cp").arg(&class_path).arg("Player").arg(recording).args(words).env(SEARCHED, &built);
        command
    })
}

/// Set only for a player, in place of cargo's own value. It does not affect programs of this computer: those
/// ask for `libc.so.6`, while `libc.so` is Android's name.
const SEARCHED: &str = "LD_LIBRARY_PATH";

/// Plays to both libraries and prints one line.
fn report(way: &str, libraries: Libraries<'_>, player: impl Fn(&Path, &[&str]) -> Command) -> Outcome {
    let began = Instant::now();
    let play = |name: &str, library: &Path, words: &[&str]| {
        let fault = |error: String| format!("{way}, the {name} library: {error}");
        let found = library.canonicalize();
        let library = found.map_err(|error| fault(format!("{}: {error}", library.display())))?;
        if library.file_name() != Some(OsStr::new("libkinguard.so")) {
            return Err(fault(format!("{}: is not named libkinguard.so", library.display())));
        }
        // The place of a provoked panic is enough; a stack trace would hide it.
        programs::play(player(&library, words).env("RUST_BACKTRACE", "0")).map_err(fault)
    };
    let shipped = play("shipped", libraries.shipped, &[])?;
    let faulty = play("faulty", libraries.faulty, &["faulty"])?;
    let seconds = began.elapsed().as_secs_f32();
    println!("   {way}: {shipped} checks on the shipped library, {faulty} on the faulty one, {seconds:.1} s");
    Ok(())
}

/// Builds the player in C, and the functions of Android that this computer lacks, for one processor.
fn build(processor: &str, compiler: &str) -> Outcome<PathBuf> {
    let built = folder(processor)?;
    // The player's symbols are exported, so that the unwinder among them comes before a library's.
    let mut player = Command::new(compiler);
    player.args(["-O1", "-Wall", "-Wextra", "-Wl,-E", "-pthread", "-o"]).arg(built.join("player"));
    programs::run(player.arg(driver("player.c")).arg("-ldl"))?;
    for name in ["libc", "liblog", "libm", "libdl"] {
        let mut shim = Command::new(compiler);
        shim.args(["-Wall", "-Wextra", "-shared", "-fPIC"]).arg(format!("-Wl,-soname,{name}.so")).arg("-o");
        shim.arg(built.join(format!("{name}.so"))).arg(driver("shim").join(format!("{name}.c")));
        programs::run(&mut shim)?;
    }
    Ok(built)
}

fn driver(file: &str) -> PathBuf {
    root().join("android/xtask/driver").join(file)
}

fn folder(name: &str) -> Outcome<PathBuf> {
    let folder = target().join("apk/drive").join(name);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn traces_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        files.push(entry.map_err(fault)?.path());
    }
    files.retain(|file| file.extension() == Some(OsStr::new("json")));
    files.sort();
    Ok(files)
}

/// An option and its path joined into one word.
fn joined(option: &str, path: &Path) -> OsString {
    let mut word = OsString::from(option);
    word.push(path);
    word
}
