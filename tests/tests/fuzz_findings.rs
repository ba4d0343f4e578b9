//! Repeats every input on which a fuzz target ever failed.

use std::fs;
use std::path::Path;

use kinguard_tests::fuzzing::TARGETS;

#[test]
fn what_once_failed_holds() {
    let findings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/findings");
    for folder in
        fs::read_dir(&findings).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect(&name);
        for input in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            println!("{}", input.display());
            target(&fs::read(&input).unwrap());
        }
    }
}

/// No target may be left out of exploring.
#[test]
fn every_target_has_its_binary() {
    let targets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
    let mut binaries: Vec<String> = fs::read_dir(targets)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    binaries.sort();
    assert_eq!(binaries, TARGETS.map(|(name, _)| name));
}
