//! Other people's work inside the package, with its licences.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::workspace::{Outcome, cargo, root};

/// The crate that becomes the library for phones.
const LIBRARY: &str = "kinguard-kotlin";

/// The target of the smallest phones. The others take the same crates.
const PLATFORM: &str = "aarch64-linux-android";

/// One such work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Component {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The SPDX expression, as its authors wrote it.
    pub(crate) licence: String,
    /// The package URL by which vulnerability databases know it, <https://github.com/package-url/purl-spec>.
    pub(crate) purl: String,
    /// The folder of its sources; `None` where it comes as class files.
    pub(crate) sources: Option<PathBuf>,
    /// Its public repository.
    pub(crate) repository: Option<String>,
}

/// Every such work: crates first, then what Maven brings.
pub(crate) fn components() -> Outcome<Vec<Component>> {
    let mut all = crates()?;
    all.extend(class_files()?);
    Ok(all)
}

/// The property in pom.xml that holds the version, and the known facts of the artifact.
const CLASS_FILES: [(&str, &str, &str, &str); 3] = [
    ("kotlin.version", "org.jetbrains.kotlin", "kotlin-stdlib", "Apache-2.0"),
    // Its native part contains libffi.
    ("jna.version", "net.java.dev.jna", "jna", "Apache-2.0 OR LGPL-2.1-or-later"),
    ("qrcodegen.version", "io.nayuki", "qrcodegen", "MIT"),
];

fn class_files() -> Outcome<Vec<Component>> {
    let path = root().join("android/pom.xml");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let pom = roxmltree::Document::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let version = |property: &str| {
        let found = pom.descendants().find(|node| node.tag_name().name() == property);
        found.and_then(|node| node.text()).ok_or_else(|| format!("{}: no {property}", path.display()))
    };
    CLASS_FILES
        .iter()
        .map(|(property, group, name, licence)| {
            let version = version(property)?;
            Ok(Component {
                name: format!("{group}:{name}"),
                version: version.to_owned(),
                licence: (*licence).to_owned(),
                purl: format!("pkg:maven/{group}/{name}@{version}"),
                sources: None,
                repository: None,
            })
        })
        .collect()
}

/// The part of `cargo metadata` that is used here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    /// `None` for our own.
    source: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for what is linked, else "build" or "dev".
    kind: Option<String>,
}

/// The crates whose code is linked into the library.
fn crates() -> Outcome<Vec<Component>> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM])
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    linked(&metadata, LIBRARY)
}

/// The crates that `from` links, without itself and our other crates. Macros run in the compiler and are left
/// out.
fn linked(metadata: &Metadata, from: &str) -> Outcome<Vec<Component>> {
    let packages: HashMap<&str, &Package> =
        metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: HashMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let start = metadata.packages.iter().find(|package| package.name == from);
    let mut ahead = vec![start.ok_or_else(|| format!("cargo metadata: no {from}"))?.id.as_str()];
    let mut seen = BTreeSet::new();
    let mut found = BTreeMap::new();
    while let Some(id) = ahead.pop() {
        let (Some(package), Some(node)) = (packages.get(id), nodes.get(id)) else { continue };
        if !seen.insert(id)
            || package.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
        {
            continue;
        }
        let linked = node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        ahead.extend(linked.map(|dep| dep.pkg.as_str()));
        if package.source.is_some() {
            found.insert((package.name.clone(), package.version.clone()), component(package)?);
        }
    }
    Ok(found.into_values().collect())
}

fn component(package: &Package) -> Outcome<Component> {
    let licence = package.license.as_ref().ok_or_else(|| format!("{}: no licence is named", package.name))?;
    Ok(Component {
        name: package.name.clone(),
        version: package.version.clone(),
        // An old notation for a choice.
        licence: licence.replace(" / ", "/").replace('/', " OR "),
        purl: format!("pkg:cargo/{}@{}", package.name, package.version),
        sources: package.manifest_path.parent().map(Path::to_owned),
        repository: package.repository.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_is_found_and_what_only_the_compiler_runs_is_not() {
        let text = r#"{
            "packages": [
                {"id": "a", "name": "a", "version": "1", "license": null, "manifest_path": "/a/Cargo.toml", "source": null, "targets": [{"kind": ["cdylib"]}]},
                {"id": "b", "name": "b", "version": "2", "license": "MIT/Apache-2.0", "manifest_path": "/b/Cargo.toml", "source": "r", "targets": [{"kind": ["lib"]}]},
                {"id": "c", "name": "c", "version": "3", "license": "MIT", "manifest_path": "/c/Cargo.toml", "source": "r", "targets": [{"kind": ["proc-macro"]}]},
                {"id": "d", "name": "d", "version": "4", "license": "MIT", "manifest_path": "/d/Cargo.toml", "source": "r", "targets": [{"kind": ["lib"]}]},
                {"id": "e", "name": "e", "version": "5", "license": "MIT", "manifest_path": "/e/Cargo.toml", "source": "r", "targets": [{"kind": ["lib"]}]}
            ],
            "resolve": {"nodes": [
                {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}, {"pkg": "c", "dep_kinds": [{"kind": null}]}, {"pkg": "d", "dep_kinds": [{"kind": "build"}]}]},
                {"id": "b", "deps": []}, {"id": "c", "deps": [{"pkg": "e", "dep_kinds": [{"kind": null}]}]}, {"id": "d", "deps": []}, {"id": "e", "deps": []}
            ]}
        }"#;
        let metadata: Metadata = serde_json::from_str(text).unwrap();
        let found = linked(&metadata, "a").unwrap();
        assert_eq!(
            found.iter().map(|component| component.purl.as_str()).collect::<Vec<_>>(),
            ["pkg:cargo/b@2"]
        );
        assert_eq!(found[0].licence, "MIT OR Apache-2.0");
        assert!(linked(&metadata, "nobody").unwrap_err().contains("nobody"));
    }

    #[test]
    fn the_versions_of_class_files_are_those_of_the_build() {
        let names: Vec<_> = class_files().unwrap().into_iter().map(|component| component.name).collect();
        assert_eq!(
            names,
            ["org.jetbrains.kotlin:kotlin-stdlib", "net.java.dev.jna:jna", "io.nayuki:qrcodegen"]
        );
    }
}
