//! Runs compilers and players silently, and puts the essence of their output in one line.

use std::process::{Command, Output};

use crate::workspace::Outcome;

/// Runs a compiler to completion.
pub(super) fn run(command: &mut Command) -> Outcome {
    finished(command).map(drop)
}

/// Runs a player to completion and returns how many checks it passed.
pub(super) fn play(command: &mut Command) -> Outcome<usize> {
    checks(&String::from_utf8_lossy(&finished(command)?.stdout))
}

fn finished(command: &mut Command) -> Outcome<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(failure(&out, &errors, &output.status.to_string()))
}

/// The checks that a player passed. One that ended early, for whatever reason, has not printed `done`.
fn checks(out: &str) -> Outcome<usize> {
    let passed = out.lines().filter(|line| line.starts_with("ok: ")).count();
    if out.lines().last() == Some("done") && passed > 0 {
        Ok(passed)
    } else {
        Err(format!("the player ended by itself after {passed} checks"))
    }
}

/// Returns what went wrong: the crash of a virtual machine, or else the last line of output.
fn failure(out: &str, errors: &str, status: &str) -> String {
    let said = errors.lines().rfind(|line| !line.trim().is_empty()).map(str::to_owned);
    match crash(out).or(said) {
        Some(what) => format!("{what} ({status})"),
        None => status.to_owned(),
    }
}

/// The signal and the place from the box of `#` lines that a crashing Java machine prints.
fn crash(out: &str) -> Option<String> {
    let mut lines = out.lines().filter_map(|line| line.strip_prefix('#')).map(str::trim);
    let signal = lines.find(|line| line.starts_with("SIG"))?.split(" at ").next()?;
    let place = lines.skip_while(|line| !line.starts_with("Problematic frame")).nth(1)?;
    Some(format!("the virtual machine crashed: {signal} in {place}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_that_did_not_come_to_its_end_has_passed_nothing() {
        assert_eq!(checks("ok: loaded\nandroid log\nok: 9 calls\ndone\n"), Ok(2));
        assert!(checks("ok: loaded\nok: 9 calls\n").unwrap_err().contains("after 2 checks"));
        assert!(checks("done\n").is_err());
        assert!(checks("").is_err());
    }

    #[test]
    fn a_difference_is_told_by_the_last_line() {
        let errors = "thread panicked at fault.rs\n\nline 7 (a): observe answers differently\n";
        assert_eq!(
            failure("ok: loaded\n", errors, "exit status: 1"),
            "line 7 (a): observe answers differently (exit status: 1)"
        );
        assert_eq!(failure("", "", "signal: 11 (SIGSEGV)"), "signal: 11 (SIGSEGV)");
    }

    #[test]
    fn a_crash_of_the_virtual_machine_is_told_by_its_place() {
        let out = "ok: loaded\n#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n\
            #  SIGSEGV (0xb) at pc=0x00007f2c5c0d5490, pid=29938, tid=29939\n#\n\
            # JRE version: OpenJDK Runtime Environment (17.0.15)\n# Problematic frame:\n\
            # C  [libkinguard.so+0xd5490]  rust_eh_personality+0x10\n#\n";
        assert_eq!(
            failure(out, "something else", "signal: 6 (SIGABRT)"),
            "the virtual machine crashed: SIGSEGV (0xb) in C  [libkinguard.so+0xd5490]  rust_eh_personality+0x10 \
             (signal: 6 (SIGABRT))"
        );
    }
}
