//! What the pages quote is what is printed, and every command has its line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::Place;

const TRACE: &str = "tests/scenarios/warn/parcel-credit-scare.json";
const COMMANDS: &str = "docs/commands.md";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two folders deep")
        .to_owned()
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The lines of a replay that a page shows: those of the blocks that begin with a time.
fn quoted(page: &str) -> Vec<&str> {
    let blocks = page.split("```").skip(1).step_by(2).filter(|block| block.starts_with("\n 0"));
    blocks.flat_map(str::lines).filter(|line| !line.is_empty() && line.trim() != "…").collect()
}

#[test]
fn a_replay_that_a_page_shows_is_what_is_printed() {
    let trace = root().join(TRACE);
    let printed = Place::new("documents").run(&["--lang", "en", "replay", trace.to_str().unwrap()]).stdout;
    for name in ["README.md", COMMANDS] {
        let page = page(name);
        assert!(page.contains(TRACE), "{name}");
        let quoted = quoted(&page);
        assert!(quoted.len() > 5, "{name}: only {quoted:?}");
        // In this order, with others in between.
        let mut rest = printed.lines();
        for line in quoted {
            assert!(rest.any(|printed| printed == line), "{name}: not printed, or not there: {line}");
        }
    }
}

#[test]
fn every_command_has_its_line() {
    let help = Place::new("documents-help").run(&["--help"]).stdout;
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        // What is said of a command may go on in lines that are indented further.
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 4, "{help}");
    let page = page(COMMANDS);
    let described: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `kinguard ")?.split([' ', '`']).next()).collect();
    assert_eq!(described, commands);
}
