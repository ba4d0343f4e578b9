//! Every Markdown page: its links lead somewhere, the code that it names is there, its lines are short, and a reader who
//! starts at the README finds it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop at the first surprise too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// As in `.editorconfig`. Only code, tables and the addresses of links may be longer: none of them can be wrapped.
const LONGEST_LINE: usize = 100;

/// `MessageTableTest` writes this one.
const GENERATED: [&str; 1] = ["docs/family-messages.md"];

/// GitHub shows what lies here by itself.
const TEMPLATES: &str = ".github/";

const START: &str = "README.md";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the workspace").to_owned()
}

/// The text of every page by its path from the root, parted by `/`.
type Pages = BTreeMap<String, String>;

fn pages() -> Pages {
    let pages = files().into_iter().filter(|path| path.ends_with(".md"));
    pages.map(|path| (path.clone(), fs::read_to_string(root().join(path)).unwrap())).collect()
}

/// The path of every file from the root, without what is built and what tools hide.
fn files() -> Vec<String> {
    let mut files = Vec::new();
    gather(&root(), "", &mut files);
    files
}

fn gather(folder: &Path, path: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let inside = format!("{path}{name}");
        let hidden = name.starts_with('.') && !TEMPLATES.starts_with(&name);
        if !entry.file_type().unwrap().is_dir() {
            files.push(inside);
        } else if !hidden && name != "target" {
            gather(&entry.path(), &format!("{inside}/"), files);
        }
    }
}

/// The lines of a page that are not code, each with its number. A fence ends only with one of its own kind.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fence: Option<&str> = None;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, None) => Some((index + 1, line)),
            (None, Some(_)) => {
                fence = mark;
                None
            }
            (Some(open), _) => {
                if mark == Some(open) {
                    fence = None;
                }
                None
            }
        }
    })
}

/// A line without its inline code, which may hold whatever looks like a link.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

/// Where the links of a line lead: `[text](address)`, `![text](address)`, `[name]: address`, `src="address"` and
/// `href="address"`.
fn addresses(line: &str) -> Vec<String> {
    let line = without_code(line);
    let between = |open: &'static str, close: char| {
        line.match_indices(open)
            .filter_map(|(at, _)| line[at + open.len()..].split_once(close))
            .map(|(address, _)| address)
            .collect::<Vec<_>>()
    };
    let defined = line.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: "));
    between("](", ')')
        .into_iter()
        .chain(between("src=\"", '"'))
        .chain(between("href=\"", '"'))
        .chain(defined.map(|(_, address)| address))
        .filter_map(|address| address.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn leaves_the_repository(address: &str) -> bool {
    address.contains("://") || address.starts_with("mailto:")
}

/// The path from the root, and the anchor, to which an address on `page` leads; `None` where it leads out of the root.
fn target(page: &str, address: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (address, None),
    };
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some((parts.join("/"), anchor))
}

/// The anchors that GitHub gives to a page's headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let headings = lines(text).filter_map(|(_, line)| {
        let title = line.trim_start_matches('#');
        (title.len() < line.len()).then(|| title.strip_prefix(' ')).flatten()
    });
    headings
        .map(|title| {
            let anchor: String = title
                .trim()
                .to_lowercase()
                .chars()
                .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
                .map(|letter| if letter == ' ' { '-' } else { letter })
                .collect();
            let count = seen.entry(anchor.clone()).or_insert(0);
            *count += 1;
            if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
        })
        .collect()
}

/// Links to a file, a folder or a heading that is not there.
fn broken_links(pages: &Pages, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for (page, text) in pages {
        for (number, line) in lines(text) {
            for address in addresses(line).into_iter().filter(|address| !leaves_the_repository(address)) {
                let sound =
                    target(page, &address).is_some_and(|(path, anchor)| match (pages.get(&path), anchor) {
                        (Some(text), Some(anchor)) => anchors(text).contains(&anchor),
                        (Some(_), None) => true,
                        (None, anchor) => anchor.is_none() && exists(&path),
                    });
                if !sound {
                    faults.push(format!("{page}:{number}: {address}"));
                }
            }
        }
    }
    faults
}

/// The files of code that a line names: `lock/Lock.kt` and `rules.rs` as they are, `LockTest` as the class of a test.
fn named_files(line: &str) -> Vec<String> {
    let code = line.split('`').skip(1).step_by(2).filter(|code| !code.contains(char::is_whitespace));
    code.filter_map(|code| {
        let is_class = code.starts_with(char::is_uppercase) && code.chars().all(char::is_alphanumeric);
        let is_file =
            Path::new(code).extension().is_some_and(|extension| extension == "kt" || extension == "rs");
        match code {
            _ if is_file => Some(code.to_owned()),
            _ if is_class && code.ends_with("Test") => Some(format!("{code}.kt")),
            _ => None,
        }
    })
    .collect()
}

/// Names of code that is not there, or not any more.
fn lost_names(pages: &Pages, files: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for (page, text) in pages {
        for (number, line) in lines(text) {
            let lost = named_files(line).into_iter().filter(|name| {
                let inside = format!("/{name}");
                !files.iter().any(|file| file == name || file.ends_with(&inside))
            });
            faults.extend(lost.map(|name| format!("{page}:{number}: {name}")));
        }
    }
    faults
}

/// How many characters a line has that could be wrapped. Tables and headings have none, an address of a link counts for
/// nothing.
fn breadth(line: &str) -> usize {
    if line.trim_start().starts_with(['|', '#']) {
        return 0;
    }
    let addresses: usize = addresses(line).iter().map(|address| address.chars().count()).sum();
    line.chars().count().saturating_sub(addresses)
}

fn long_lines(pages: &Pages) -> Vec<String> {
    let mut faults = Vec::new();
    for (page, text) in pages.iter().filter(|(page, _)| !GENERATED.contains(&page.as_str())) {
        for (number, line) in lines(text) {
            let breadth = breadth(line);
            if breadth > LONGEST_LINE {
                faults.push(format!("{page}:{number}: {breadth} characters"));
            }
        }
    }
    faults
}

/// Pages that no chain of links leads to from the README.
fn lost_pages(pages: &Pages) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open = vec![START.to_owned()];
    while let Some(page) = open.pop() {
        let Some(text) = pages.get(&page) else { continue };
        if found.insert(page.clone()) {
            open.extend(
                lines(text)
                    .flat_map(|(_, line)| addresses(line))
                    .filter(|address| !leaves_the_repository(address))
                    .filter_map(|address| Some(target(&page, &address)?.0)),
            );
        }
    }
    pages
        .keys()
        .filter(|page| !page.starts_with(TEMPLATES) && !found.contains(*page))
        .map(String::as_str)
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    assert!(pages.len() > 20, "only {} pages", pages.len());
    let root = root();
    let faults = broken_links(&pages, |path| root.join(path).exists());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn code_that_is_named_is_there() {
    let faults = lost_names(&pages(), &files());
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn lines_are_short() {
    let faults = long_lines(&pages());
    assert!(faults.is_empty(), "over {LONGEST_LINE}: {faults:#?}");
}

#[test]
fn every_page_can_be_reached_from_the_readme() {
    let pages = pages();
    let lost = lost_pages(&pages);
    assert!(lost.is_empty(), "{lost:#?}");
}

fn book(pages: &[(&str, &str)]) -> Pages {
    pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn each_kind_of_broken_link_is_found() {
    let pages = book(&[
        (
            "README.md",
            "[a](docs/a.md) [b](docs/b.md)\n![c](c.png)\n<img src=\"d.png\">\n[e](docs/a.md#no-such)\n\
             [f](#here)\n# Here\n[g]: g.md\n[h](../h.md)\n[i](docs/a.md#a-title-of-a)\n[j](there.rs#L1)\n\
             [k](https://example.com/k.md#l)\n`[code](no.md)`\n```\n[code](no.md)\n```\n[m](docs)\n",
        ),
        ("docs/a.md", "# A `title`, of *A*\n[back](../README.md#here) [b](b.md) [a](#a-title-of-a-1)\n"),
    ]);
    let faults = broken_links(&pages, |path| ["docs", "there.rs"].contains(&path));
    let faults: Vec<&str> = faults.iter().map(String::as_str).collect();
    assert_eq!(
        faults,
        [
            "README.md:1: docs/b.md",
            "README.md:2: c.png",
            "README.md:3: d.png",
            "README.md:4: docs/a.md#no-such",
            "README.md:7: g.md",
            "README.md:8: ../h.md",
            "README.md:10: there.rs#L1",
            "docs/a.md:2: b.md",
            "docs/a.md:2: #a-title-of-a-1",
        ]
    );
}

#[test]
fn code_that_has_gone_is_found() {
    let pages = book(&[(
        "README.md",
        "`lock/Lock.kt` `ock.kt` `guard/Lock.kt` `LockTest`: a test\n| `GoneTest` | `windows.rs`: `a_test` | `gone.rs` |\n\
         ```\n`no.kt`\n```\n`cargo test Some.kt` Plain.kt `JobInfo` `BuildConfig.DEBUG`",
    )]);
    let files = ["src/lock/Lock.kt", "src/LockTest.kt", "tests/windows.rs"].map(str::to_owned);
    assert_eq!(
        lost_names(&pages, &files),
        [
            "README.md:1: ock.kt",
            "README.md:1: guard/Lock.kt",
            "README.md:2: GoneTest.kt",
            "README.md:2: gone.rs"
        ]
    );
}

#[test]
fn anchors_are_those_of_github() {
    let anchors = anchors(
        "# Übung 1\n## 简体中文\n## What `a_b` is, in short\n## Twice\n### Twice\n#hashtag\n```\n# code\n```\n",
    );
    let wanted = ["übung-1", "简体中文", "what-a_b-is-in-short", "twice", "twice-1"];
    assert_eq!(anchors, wanted.iter().map(|anchor| (*anchor).to_owned()).collect());
}

#[test]
fn a_line_is_too_long_from_the_first_character_on_that_could_be_wrapped() {
    let line = |count: usize| "亲".repeat(count);
    let text = format!(
        "{}\n{}\n| {} |\n```\n{}\n```\n[{}](https://example.com/{})\n",
        line(100),
        line(101),
        line(200),
        line(200),
        line(96),
        line(200)
    );
    let pages = book(&[("README.md", &text), (GENERATED[0], &line(200))]);
    assert_eq!(long_lines(&pages), ["README.md:2: 101 characters"]);
}

#[test]
fn a_page_that_nothing_leads_to_is_found() {
    let pages = book(&[
        ("README.md", "[a](docs/a.md#x)"),
        ("docs/a.md", "[b](b.md) [`c.md`]"),
        ("docs/b.md", "[home](../README.md)"),
        ("docs/c.md", "[d](d.md)"),
        ("docs/d.md", "[c](c.md)"),
        (".github/form.md", ""),
    ]);
    assert_eq!(lost_pages(&pages), BTreeSet::from(["docs/c.md", "docs/d.md"]));
}
