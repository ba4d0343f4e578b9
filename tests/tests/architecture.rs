//! Which module may use which, checked by reading the source.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may stop at the first surprise too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each module of the core and the modules that it may use. Nothing else may be used, and a new module has to
/// be entered. Modules only use modules above them in the list.
const CORE: &[(&str, &[&str])] = &[
    // Leaves.
    ("time", &[]),
    ("text", &[]),
    ("region", &[]),
    ("bounded", &[]),
    ("fnv", &[]),
    ("catalog", &[]),
    ("package", &["catalog", "fnv"]),
    ("caller", &["fnv", "region"]),
    ("event", &["region", "time"]),
    ("effect", &["event", "region", "time"]),
    // Knowledge.
    ("call", &["caller", "effect", "event", "region", "time"]),
    ("calls", &["bounded", "call", "caller", "effect", "event", "region", "time"]),
    ("sharing", &["effect", "package", "time"]),
    ("installs", &["bounded", "call", "catalog", "effect", "event", "package", "time"]),
    ("habit", &["bounded", "package", "time"]),
    (
        "phone",
        &[
            "bounded", "call", "calls", "catalog", "event", "habit", "installs", "package", "region",
            "sharing", "time",
        ],
    ),
    // Evaluation.
    ("situation", &["call", "catalog", "effect", "event", "installs", "package", "phone", "sharing", "time"]),
    ("rule", &["call", "catalog", "effect", "event", "installs", "package", "situation", "time"]),
    ("rules", &["call", "effect", "event", "installs", "rule", "time"]),
    (
        "explain",
        &[
            "call",
            "catalog",
            "effect",
            "event",
            "installs",
            "package",
            "phone",
            "region",
            "rule",
            "rules",
            "sharing",
            "situation",
            "time",
        ],
    ),
    ("incident", &["package", "bounded", "effect", "event", "time"]),
    // Uses everything, and is used by nothing but the three below.
    (
        "engine",
        &[
            "bounded",
            "call",
            "caller",
            "catalog",
            "effect",
            "event",
            "explain",
            "incident",
            "installs",
            "package",
            "phone",
            "rule",
            "rules",
            "situation",
            "time",
        ],
    ),
    ("snapshot", &["engine", "text"]),
    ("trace", &["effect", "event", "region", "text", "time"]),
    ("replay", &["effect", "engine", "event", "time", "trace"]),
];

/// So that a file can be read at one sitting.
const LONGEST_FILE: usize = 450;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the workspace").to_owned()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file, without comments and without the content of strings and characters.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let in_name = code.ends_with(|before: char| before.is_alphanumeric() || before == '_');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            end_of(rest, 2, "*/")
        } else if let Some(hashes) = raw_string_hashes(rest).filter(|_| !in_name || code.ends_with('b')) {
            end_of(rest, hashes + 2, &format!("\"{}", "#".repeat(hashes)))
        } else if letter == '"' {
            string_length(rest)
        } else if letter == '\'' {
            character_length(rest)
        } else {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        code.push(' ');
        rest = &rest[skipped..];
    }
    code
}

/// Returns the end of what begins at the start of `text`: the position behind the first `end` after `from`.
fn end_of(text: &str, from: usize, end: &str) -> usize {
    text[from..].find(end).map_or(text.len(), |at| from + at + end.len())
}

fn raw_string_hashes(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('r')?.trim_start_matches('#');
    inner.starts_with('"').then(|| text.len() - 1 - inner.len())
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        if letter == '"' && !escaped {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    text.len()
}

/// A character such as `'"'` or `'\\n'`, or only the quote of a lifetime.
fn character_length(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), _) => end_of(text, 3, "'"),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The first name after each `crate::` in the code, in a `use` or in an expression. `use crate::{a, b}` is
/// refused elsewhere, so that every dependency can be found like this.
fn named_modules(code: &str) -> BTreeSet<String> {
    code.match_indices("crate::")
        .filter(|(at, _)| {
            !code[..*at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$')
        })
        .map(|(at, found)| {
            let rest = &code[at + found.len()..];
            rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
        })
        .collect()
}

/// The module a file of the core belongs to: `caller/reading.rs` is part of `caller`.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("core/src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_of_the_core_name_only_what_they_may() {
    let mut faults = BTreeSet::new();
    for file in rust_files(&root().join("core/src")) {
        let module = module_of(&file);
        if module == "lib" {
            continue;
        }
        let Some((_, allowed)) = CORE.iter().find(|(name, _)| *name == module) else {
            panic!("{module} has no place in the table of arrows: enter it");
        };
        let code = code_of(&fs::read_to_string(&file).unwrap());
        for named in named_modules(&code) {
            assert!(!named.is_empty(), "{}: write one `use crate::module::…` a line", file.display());
            if named != module && !allowed.contains(&named.as_str()) {
                faults.insert((module.clone(), named));
            }
        }
    }
    assert!(faults.is_empty(), "arrows that the table does not allow: {faults:?}");
}

#[test]
fn the_table_of_arrows_has_no_circle() {
    for (index, (module, allowed)) in CORE.iter().enumerate() {
        for named in *allowed {
            let place = CORE.iter().position(|(name, _)| name == named);
            assert!(place.is_some_and(|place| place < index), "{module} -> {named} points down the list");
        }
    }
}

#[test]
fn nothing_sees_the_engine_but_those_that_wrap_it() {
    let seers: Vec<&str> =
        CORE.iter().filter(|(_, allowed)| allowed.contains(&"engine")).map(|(module, _)| *module).collect();
    assert_eq!(seers, ["snapshot", "replay"]);
}

/// The sources of each crate.
const CRATES: &[&str] = &[
    "core/src",
    "core/seal/src",
    "bindings/cli/src",
    "bindings/family/src",
    "bindings/kotlin/src",
    "bindings/python/src",
    "bindings/report/src",
    "bindings/web/src",
    "bindings/kotlin/examples/record",
    "android/xtask/src",
];

/// The files of a crate by their module paths. The root has none.
fn modules(folder: &Path) -> BTreeSet<Vec<String>> {
    let path = |file: &Path| {
        let inside = file.strip_prefix(folder).unwrap().with_extension("");
        let parts = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect::<Vec<_>>();
        if parts == ["main"] || parts == ["lib"] { Vec::new() } else { parts }
    };
    rust_files(folder).iter().map(|file| path(file)).collect()
}

/// Every path that begins with `crate`, `super` or `self`, with the groups of a `use` expanded.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let joined = |before: char| before.is_alphanumeric() || "_$:".contains(before);
            if !code[..at].ends_with(joined) {
                read_paths(&code[at..], &mut Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads one path, or one entry of a group, and returns what follows it.
fn read_paths<'code>(code: &'code str, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> &'code str {
    let length = path.len();
    let mut rest = code.trim_start();
    loop {
        if let Some(mut group) = rest.strip_prefix('{') {
            while !group.trim_start().starts_with('}') && !group.trim_start().is_empty() {
                group = read_paths(group, path, found).trim_start().trim_start_matches(',');
            }
            rest = group.trim_start().strip_prefix('}').unwrap_or_default();
            break;
        }
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        path.push(rest[..end].to_owned());
        rest = &rest[end..];
        let Some(next) = rest.strip_prefix("::") else {
            found.push(path.clone());
            // The rest of an entry: ` as name`, `*`.
            rest = &rest[rest.find([',', '}', ';']).unwrap_or(rest.len())..];
            break;
        };
        rest = next.trim_start();
    }
    path.truncate(length);
    rest
}

/// The file that a path in the file `from` leads to: the longest prefix that is a module.
fn file_of(path: &[String], from: &[String], modules: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let mut module = if path[0] == "crate" { Vec::new() } else { from.to_vec() };
    for part in path {
        match part.as_str() {
            "crate" | "self" => {}
            "super" => drop(module.pop()?),
            name => module.push(name.to_owned()),
        }
    }
    while !modules.contains(&module) {
        module.pop()?;
    }
    Some(module)
}

/// The files of a crate that each file depends on: those it names, and the submodules it declares. A
/// submodule is a part of the modules around it, so naming one of those is no dependency.
fn arrows(folder: &Path) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let modules = modules(folder);
    let file = |module: &[String]| {
        let beside = folder.join(module.join("/")).with_extension("rs");
        let root = ["main.rs", "lib.rs"].map(|name| folder.join(name)).into_iter().find(|root| root.exists());
        if module.is_empty() { root.unwrap() } else { beside }
    };
    let mut arrows = BTreeMap::new();
    for from in &modules {
        let text = fs::read_to_string(file(from)).unwrap();
        let named = paths(&code_of(&text)).into_iter().filter_map(|path| file_of(&path, from, &modules));
        let children = modules
            .iter()
            .filter(|module| module.split_last().is_some_and(|(_, around)| around == from.as_slice()));
        let to = named.filter(|to| !from.starts_with(to)).chain(children.cloned()).collect();
        arrows.insert(from.clone(), to);
    }
    arrows
}

/// The files on a cycle, or between cycles, if there is one. Files that depend on nothing that is left, or
/// that nothing left depends on, are removed until no more can be.
fn circle(mut arrows: BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> BTreeSet<Vec<String>> {
    loop {
        let free: BTreeSet<_> =
            arrows.iter().filter(|(_, to)| to.is_empty()).map(|(from, _)| from.clone()).collect();
        let named: BTreeSet<_> = arrows.values().flatten().cloned().collect();
        let unnamed: BTreeSet<_> = arrows.keys().filter(|from| !named.contains(*from)).cloned().collect();
        let gone: BTreeSet<_> = free.union(&unnamed).cloned().collect();
        if gone.is_empty() {
            return arrows.into_keys().collect();
        }
        arrows.retain(|from, _| !gone.contains(from));
        arrows.values_mut().for_each(|to| to.retain(|file| !gone.contains(file)));
    }
}

#[test]
fn files_of_a_crate_depend_on_each_other_in_one_direction() {
    let mut found = Vec::new();
    for name in CRATES {
        let arrows = arrows(&root().join(name));
        assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 2, "{name}: {arrows:?}");
        let circle: Vec<String> = circle(arrows).iter().map(|module| module.join("::")).collect();
        if !circle.is_empty() {
            found.push(format!("{name}: {}", circle.join(", ")));
        }
    }
    assert!(found.is_empty(), "files that depend on each other: {found:#?}");
}

#[test]
fn a_circle_of_files_is_found() {
    let module = |name: &str| name.split("::").map(str::to_owned).collect::<Vec<_>>();
    let arrows = |list: &[(&str, &[&str])]| {
        list.iter().map(|(from, to)| (module(from), to.iter().map(|to| module(to)).collect())).collect()
    };
    let straight = arrows(&[("a", &["b", "c"]), ("b", &["c"]), ("c", &[])]);
    assert_eq!(circle(straight), BTreeSet::new());
    let round =
        arrows(&[("top", &["a"]), ("a", &["b::x"]), ("b::x", &["c"]), ("c", &["a", "d"]), ("d", &[])]);
    assert_eq!(circle(round), ["a", "b::x", "c"].map(module).into());
}

#[test]
fn paths_lead_to_files() {
    let module = |name: &str| name.split("::").map(str::to_owned).collect::<Vec<_>>();
    let modules: BTreeSet<_> =
        ["a", "b", "b::x", "b::y"].map(module).into_iter().chain([Vec::new()]).collect();
    let found = |code: &str| -> BTreeSet<String> {
        let files = paths(code).into_iter().filter_map(|path| file_of(&path, &module("b::x"), &modules));
        files.map(|file| file.join("::")).collect()
    };
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(found("use crate::a::{self, Thing as Other, inner::{One, Two}};"), set(&["a"]));
    assert_eq!(found("use crate::{a, b::y::{Deep}};"), set(&["a", "b::y"]));
    assert_eq!(found("use super::y; let z = super::super::a::f();"), set(&["a", "b::y"]));
    assert_eq!(found("use super::{y::Thing, Item}; fn f(x: crate::b::y::T) {}"), set(&["b", "b::y"]));
    assert_eq!(found("use super::*; use self::Own; use std::crate_name::a;"), set(&["b", "b::x"]));
}

#[test]
fn files_of_the_core_stay_short() {
    let folders = ["core/src", "core/seal/src"].map(|folder| rust_files(&root().join(folder)));
    let long: Vec<String> = folders
        .into_iter()
        .flatten()
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .map(|(lines, file)| format!("{} has {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "over {LONGEST_FILE} lines: {long:?}");
}

#[test]
fn unsafe_code_stands_only_at_the_border_to_kotlin() {
    let root = root();
    let folders = ["core", "bindings", "tests", "android/xtask"].map(|folder| root.join(folder));
    for file in folders.iter().filter(|folder| folder.exists()).flat_map(|folder| rust_files(folder)) {
        let inside = file.strip_prefix(&root).unwrap();
        if inside.starts_with("bindings/kotlin")
            || inside.components().any(|part| part.as_os_str() == "target")
        {
            continue;
        }
        let code = code_of(&fs::read_to_string(&file).unwrap());
        let words = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let mut found = words.filter(|word| *word == concat!("un", "safe"));
        assert_eq!(found.next(), None, "{}", inside.display());
    }
}

/// The names of a package's dependencies in the output of `cargo metadata`, without those of its tests.
fn needs(package: &serde_json::Value) -> BTreeSet<&str> {
    package["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|needed| needed["kind"] != "dev")
        .map(|needed| needed["name"].as_str().unwrap())
        .collect()
}

#[test]
fn crates_need_only_what_they_may() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = |name: &str| name.starts_with("kinguard") || name == "xtask";
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let needs = needs(package);
        let needed_of_ours: Vec<&str> = needs.iter().copied().filter(|needed| ours(needed)).collect();
        match name {
            "kinguard-core" => {
                assert_eq!(needs, BTreeSet::from(["log", "once_cell", "serde", "serde_json"]));
            }
            // Nothing but cryptography that others look after, and nothing of ours.
            "kinguard-seal" => {
                let known = [
                    "base64ct",
                    "chacha20poly1305",
                    "hkdf",
                    "hmac",
                    "sha2",
                    "subtle",
                    "x25519-dalek",
                    "zeroize",
                ];
                assert_eq!(needs, BTreeSet::from(known));
            }
            // The family's own vocabulary, and its side for browsers: neither knows the engine.
            "kinguard-family" => assert_eq!(needed_of_ours, ["kinguard-seal"], "{name}"),
            "kinguard-family-web" => {
                assert_eq!(needed_of_ours, ["kinguard-family", "kinguard-seal"], "{name}");
            }
            // They hold everything against what it promises.
            "kinguard-tests" => {
                assert_eq!(needed_of_ours, ["kinguard-core", "kinguard-family", "kinguard-seal"], "{name}");
            }
            // It builds and packs. To it the others are commands.
            "xtask" => assert_eq!(needed_of_ours, [""; 0], "{name}"),
            // They show the same words, drawings and figures.
            "kinguard" | "kinguard-web" => {
                assert_eq!(needed_of_ours, ["kinguard-core", "kinguard-report"], "{name}");
            }
            // The app is both sides: the guard, and a phone of the family.
            "kinguard-kotlin" => {
                assert_eq!(needed_of_ours, ["kinguard-core", "kinguard-family", "kinguard-seal"], "{name}");
            }
            // The same mirrors serve Python, and a notebook shows the same lanes.
            "kinguard-python" => {
                assert_eq!(needed_of_ours, ["kinguard-core", "kinguard-kotlin", "kinguard-report"], "{name}");
            }
            // The other bindings stand on the core, side by side.
            _ => assert!(
                needed_of_ours.iter().all(|needed| *needed == "kinguard-core"),
                "{name}: {needed_of_ours:?}"
            ),
        }
    }
    assert!(packages.iter().any(|package| package["name"] == "kinguard-core"));
}

/// Every committed text file, as git lists it, or `None` if this is no git checkout.
fn committed_texts() -> Option<Vec<(String, String)>> {
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let names = String::from_utf8(output.stdout).unwrap();
    let texts = names.split('\0').filter(|name| !name.is_empty()).filter_map(|name| {
        let text = fs::read_to_string(root().join(name)).ok()?;
        Some((name.to_owned(), text))
    });
    Some(texts.collect())
}

/// The path of a machine or the name of a registry helps nobody else.
#[test]
fn no_committed_text_names_a_machine() {
    // Each in two parts, so that this file does not contain them either.
    let names = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("C:\\", "Users"),
        concat!("/tmp/", "target"),
        concat!("/wo", "rk/"),
        concat!("artif", "actory"),
        concat!("local", "host:"),
    ];
    let Some(texts) = committed_texts() else { return };
    assert!(texts.len() > 20, "only {} files", texts.len());
    let mut faults = Vec::new();
    for (file, text) in &texts {
        for (number, line) in text.lines().enumerate() {
            if let Some(name) = names.iter().find(|name| line.contains(**name)) {
                faults.push(format!("{file}:{}: {name}", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The lock file says where each crate comes from: crates.io, by its public name.
#[test]
fn every_crate_comes_from_the_public_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let others: Vec<&str> =
        lock.lines().filter(|line| line.starts_with("source = ") && *line != public).collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn the_reader_of_code_is_not_fooled() {
    let code = code_of(
        "use crate::a::B; // crate::b\nlet x = \"crate::c \\\" \\\n crate::c\"; crate::d::f('\"', '\\''); $crate::e!();\n/// crate::g\n\
         let y: &'static str = r#\"crate::h \" crate::h\"#; /* crate::i */ let z = crate::j(b'\"');\n",
    );
    assert_eq!(named_modules(&code), BTreeSet::from(["a", "d", "j"].map(str::to_owned)), "{code}");
}
