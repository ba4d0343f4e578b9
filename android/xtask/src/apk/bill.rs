//! The bill of materials beside the package, <https://cyclonedx.org/docs/1.6/json/>. Written without a
//! library: the existing ones cover every version of the format and take longer to compile than all the rest
//! of xtask.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::apk::changed::{sha256, write as write_file};
use crate::apk::fetched;
use crate::apk::version::Version;
use crate::shipped::{self, components};
use crate::workspace::{Outcome, root};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bill {
    bom_format: &'static str,
    spec_version: &'static str,
    version: u32,
    metadata: Metadata,
    components: Vec<Component>,
}

#[derive(Serialize)]
struct Metadata {
    component: Component,
    tools: Tools,
}

/// The tools that made the package and are not in it.
#[derive(Serialize)]
struct Tools {
    components: Vec<Component>,
}

#[derive(Serialize)]
struct Component {
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
    version: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hashes: Vec<Hash>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<Licence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<String>,
}

#[derive(Serialize)]
struct Hash {
    alg: &'static str,
    content: String,
}

#[derive(Serialize)]
struct Licence {
    expression: String,
}

/// Writes the bill. It contains no time and no place, so the same package has the same bill.
pub(crate) fn write(package: &Path, version: &Version, to: &Path) -> Outcome {
    let lock = root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let bill = bill(sha256(package)?, version, &components()?, &crate_sums(&lock));
    let text = serde_json::to_string_pretty(&bill).map_err(|error| format!("{}: {error}", to.display()))?;
    write_file(to, format!("{text}\n").as_bytes())
}

fn bill(
    sum: String,
    version: &Version,
    components: &[shipped::Component],
    crate_sums: &HashMap<(String, String), String>,
) -> Bill {
    let package = Component {
        kind: "application",
        name: "kinguard".into(),
        version: version.name.clone(),
        hashes: hashes(Some(sum)),
        licenses: vec![Licence { expression: "Apache-2.0".into() }],
        purl: None,
    };
    let parts = components.iter().map(|part| Component {
        kind: "library",
        name: part.name.clone(),
        version: part.version.clone(),
        hashes: hashes(sum_of(part, crate_sums)),
        licenses: vec![Licence { expression: part.licence.clone() }],
        purl: Some(part.purl.clone()),
    });
    Bill {
        bom_format: "CycloneDX",
        spec_version: "1.6",
        version: 1,
        metadata: Metadata { component: package, tools: Tools { components: tools() } },
        components: parts.collect(),
    }
}

/// Each is checked against its sum before use.
fn tools() -> Vec<Component> {
    [("R8", "of 2024-04", "d8.jar"), ("aapt2", "of apktool-lib 3.0.3", "aapt2")]
        .map(|(name, version, file)| Component {
            kind: "application",
            name: name.into(),
            version: version.into(),
            hashes: hashes(fetched::sum(file).map(str::to_owned)),
            licenses: vec![],
            purl: None,
        })
        .into()
}

fn hashes(sum: Option<String>) -> Vec<Hash> {
    sum.map(|content| Hash { alg: "SHA-256", content }).into_iter().collect()
}

fn sum_of(part: &shipped::Component, crate_sums: &HashMap<(String, String), String>) -> Option<String> {
    let artifact = part.name.rsplit(':').next().unwrap_or_default();
    let file = fetched::sum(&format!("{artifact}-{}.jar", part.version)).map(str::to_owned);
    file.or_else(|| crate_sums.get(&(part.name.clone(), part.version.clone())).cloned())
}

/// By name and version, as Cargo.lock has them, one value a line.
fn crate_sums(lock: &str) -> HashMap<(String, String), String> {
    let value = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.map(|line| line.trim_end_matches('"').to_owned())
    };
    let packages = lock.split("[[package]]").skip(1);
    packages
        .filter_map(|block| {
            Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_version_a_licence_and_a_sum() {
        let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        let version = Version { code: 1, name: "0.1.0-1".into(), clean: true, whole: true };
        let parts = components().unwrap();
        let bill = bill("0".repeat(64), &version, &parts, &crate_sums(&lock));
        assert!(parts.len() > 10, "{}", parts.len());
        let tools = &bill.metadata.tools.components;
        for part in bill.components.iter().chain(tools) {
            assert!(!part.version.is_empty() && part.hashes.len() == 1, "{}", part.name);
        }
        assert!(bill.components.iter().all(|part| part.licenses.len() == 1 && part.purl.is_some()));
    }

    #[test]
    fn it_is_written_as_the_format_wants_it() {
        let version = Version { code: 1, name: "0.1.0-1".into(), clean: true, whole: true };
        let text = serde_json::to_value(bill("0".repeat(64), &version, &[], &HashMap::new())).unwrap();
        assert_eq!(text["bomFormat"], "CycloneDX");
        assert_eq!(text["specVersion"], "1.6");
        assert_eq!(text["metadata"]["component"]["type"], "application");
        assert_eq!(text["metadata"]["component"]["hashes"][0]["alg"], "SHA-256");
        assert!(text["metadata"]["component"].get("purl").is_none());
    }
}
