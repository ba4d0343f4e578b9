//! Checks that the packaged manifest asks for no more and exposes no more than necessary.

use std::path::Path;
use std::process::Command;

use super::verdict;
use super::xml_tree::Element;
use crate::apk::abi::Abi;
use crate::apk::resources::aapt2;
use crate::apk::version::Version;
use crate::workspace::{Outcome, root};

/// Play Protect blocks a package from outside a store that declares one of the first four, see
/// PERMISSIONS.md. The fifth is a promise: nobody is listened to.
const NEVER: [&str; 5] = [
    "android.permission.RECEIVE_SMS",
    "android.permission.READ_SMS",
    "android.permission.BIND_NOTIFICATION_LISTENER_SERVICE",
    "android.permission.BIND_ACCESSIBILITY_SERVICE",
    "android.permission.RECORD_AUDIO",
];

/// The components that may be started from outside: one by the system alone, the other by the launcher.
const OPEN_TO_SYSTEM: [(&str, &str); 1] =
    [("app.kinguard.signals.ScreeningService", "android.permission.BIND_SCREENING_SERVICE")];

/// Open only while the app itself enables it: to the camera, with the code that it has scanned.
const OPENED_BY_APP: &str = "app.kinguard.relative.screen.ScannedCode";

const COMPONENTS: [&str; 5] = ["activity", "activity-alias", "service", "receiver", "provider"];

/// Reads the package, and the output of Android's tools for it.
pub(super) fn check(apk: &Path, version: &Version, abis: &[Abi]) -> Outcome {
    let manifest = read(apk)?;
    let documented = root().join("android/PERMISSIONS.md");
    let documented =
        std::fs::read_to_string(&documented).map_err(|error| format!("{}: {error}", documented.display()))?;
    let mut faults = faults(&manifest, &documented);
    let badging = dump(apk, &["badging"])?;
    faults.extend(
        wanted(version, abis)
            .into_iter()
            .filter(|line| !badging.contains(line))
            .map(|line| format!("aapt2 dump badging does not say {line}")),
    );
    let components = manifest.all(&COMPONENTS).count();
    verdict(
        &faults,
        &format!(
            "{components} components, open are the launcher's page and {}; no cleartext, no backup, not debuggable",
            OPEN_TO_SYSTEM[0].0
        ),
    )
}

/// The classes that Android will look up by name.
pub(super) fn classes(apk: &Path) -> Outcome<Vec<String>> {
    let manifest = read(apk)?;
    Ok(named_classes(&manifest))
}

fn named_classes(manifest: &Element) -> Vec<String> {
    let named = manifest.all(&COMPONENTS).chain(manifest.all(&["application"]));
    // An alias is only another name for the activity that it leads to.
    let class = |element: &Element| {
        element
            .attribute(if element.tag() == "activity-alias" { "targetActivity" } else { "name" })
            .map(whole)
    };
    named.filter_map(class).collect()
}

/// The full name of a class, for which the manifest may omit the package.
fn whole(name: &str) -> String {
    if name.starts_with('.') { format!("app.kinguard{name}") } else { name.to_owned() }
}

fn read(apk: &Path) -> Outcome<Element> {
    let text = dump(apk, &["xmltree", "--file", "AndroidManifest.xml"])?;
    Element::parse(&text).ok_or_else(|| "aapt2 dump xmltree: of another shape".into())
}

fn dump(apk: &Path, words: &[&str]) -> Outcome<String> {
    let output = Command::new(aapt2())
        .arg("dump")
        .args(words)
        .arg(apk)
        .output()
        .map_err(|error| format!("aapt2: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("aapt2 dump {}: {}", words[0], String::from_utf8_lossy(&output.stderr).trim()))
    }
}

fn wanted(version: &Version, abis: &[Abi]) -> Vec<String> {
    let native = abis.iter().map(|abi| format!(" '{}'", abi.folder())).collect::<String>();
    vec![
        format!("package: name='app.kinguard' versionCode='{}' versionName='{}'", version.code, version.name),
        "targetSdkVersion:'36'".into(),
        "launchable-activity:".into(),
        // Home screens, recent apps, permission dialogs and settings lists show these.
        "application: label='KinGuard' icon='res/".into(),
        "application-label-zh-CN:'亲守'".into(),
        "application-label-zh-HK:'親守'".into(),
        format!("native-code:{native}"),
    ]
}

fn faults(manifest: &Element, documented: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for permission in manifest
        .all(&["uses-permission", "uses-permission-sdk-23"])
        .filter_map(|asked| asked.attribute("name"))
    {
        let short = permission.rsplit('.').next().unwrap_or(permission);
        if !documented.contains(short) {
            faults.push(format!("{short} is not in android/PERMISSIONS.md"));
        }
        faults.extend(never(permission));
    }
    match manifest.all(&["application"]).next() {
        Some(application) => faults.extend(faults_of_application(application)),
        None => faults.push("no application".into()),
    }
    for component in manifest.all(&COMPONENTS) {
        faults.extend(component.attribute("permission").and_then(never));
        faults.extend(exposure_of(component));
    }
    faults
}

fn never(permission: &str) -> Option<String> {
    NEVER.contains(&permission).then(|| format!("{permission} must not be declared"))
}

fn faults_of_application(application: &Element) -> Vec<String> {
    let wanted = [
        ("debuggable", None, "debuggable"),
        ("testOnly", None, "for tests only"),
        ("usesCleartextTraffic", Some("false"), "cleartext traffic is not refused"),
        ("allowBackup", Some("false"), "backups are not refused"),
    ];
    let mut faults: Vec<_> = wanted
        .iter()
        .filter(|(name, value, _)| application.attribute(name) != *value)
        .map(|(_, _, fault)| (*fault).to_owned())
        .collect();
    // From Android 12 on, transfers to another phone consult these instead of allowBackup.
    for rules in ["dataExtractionRules", "fullBackupContent"] {
        if application.attribute(rules).is_none() {
            faults.push(format!("no {rules}: secrets may be copied to another phone"));
        }
    }
    faults
}

/// Returns whether a component is open to other apps without need.
fn exposure_of(component: &Element) -> Option<String> {
    let name = whole(component.attribute("name").unwrap_or("a component without a name"));
    let Some(exported) = component.attribute("exported") else {
        return Some(format!("{name} does not say whether it is exported"));
    };
    if exported == "false" {
        return None;
    }
    let launcher = component.tag() == "activity"
        && component
            .all(&["category"])
            .any(|category| category.attribute("name") == Some("android.intent.category.LAUNCHER"));
    let bound = OPEN_TO_SYSTEM
        .iter()
        .any(|(open, permission)| *open == name && component.attribute("permission") == Some(permission));
    let opened = name == OPENED_BY_APP && component.attribute("enabled") == Some("false");
    (!launcher && !bound && !opened).then(|| format!("{name} is open to every app"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "N: android=http://schemas.android.com/apk/res/android (line=2)\n  E: manifest (line=2)\n    A: package=\"app.kinguard\" (Raw: \"app.kinguard\")\n";
    const GOOD: &str = "      E: application (line=45)\n        A: http://schemas.android.com/apk/res/android:allowBackup(0x01010280)=false\n        A: http://schemas.android.com/apk/res/android:usesCleartextTraffic(0x010104ec)=false\n        A: http://schemas.android.com/apk/res/android:dataExtractionRules(0x0101063e)=@0x7f110000\n        A: http://schemas.android.com/apk/res/android:fullBackupContent(0x010104eb)=@0x7f110001\n";

    fn found(inside: &str) -> Vec<String> {
        faults(&Element::parse(&format!("{HEAD}{inside}")).unwrap(), "| `INTERNET` |")
    }

    fn named(tag: &str, depth: usize, attributes: &[(&str, &str)]) -> String {
        let pad = " ".repeat(depth);
        let attributes = attributes.iter().map(|(name, value)| {
            format!("{pad}  A: http://schemas.android.com/apk/res/android:{name}(0x01)={value}\n")
        });
        format!("{pad}E: {tag} (line=1)\n{}", attributes.collect::<String>())
    }

    #[test]
    fn an_alias_stands_for_the_class_that_it_leads_to() {
        let alias = named(
            "activity-alias",
            10,
            &[("name", "\"app.kinguard.Scanned\""), ("targetActivity", "\"app.kinguard.Pair\"")],
        );
        let manifest = Element::parse(&format!("{GOOD}{alias}")).unwrap();
        let classes = named_classes(&manifest);
        assert!(classes.contains(&"app.kinguard.Pair".to_owned()), "{classes:?}");
        assert!(!classes.contains(&"app.kinguard.Scanned".to_owned()), "{classes:?}");
    }

    #[test]
    fn what_is_closed_and_documented_passes() {
        let asked = named("uses-permission", 6, &[("name", "\"android.permission.INTERNET\" (Raw: \"x\")")]);
        let service = named("service", 10, &[("name", "\"app.kinguard.A\""), ("exported", "false")]);
        assert_eq!(found(&format!("{asked}{GOOD}{service}")), [""; 0]);
    }

    #[test]
    fn each_exposed_component_is_found() {
        let open = named("service", 10, &[("name", "\"app.kinguard.A\""), ("exported", "true")]);
        assert_eq!(found(&format!("{GOOD}{open}")), ["app.kinguard.A is open to every app"]);
        let unsaid = named("receiver", 10, &[("name", "\"app.kinguard.B\"")]);
        assert!(found(&format!("{GOOD}{unsaid}"))[0].contains("does not say"));
        let screening = "\".signals.ScreeningService\"";
        let bound = [
            ("name", screening),
            ("exported", "true"),
            ("permission", "\"android.permission.BIND_SCREENING_SERVICE\""),
        ];
        assert_eq!(found(&format!("{GOOD}{}", named("service", 10, &bound))), [""; 0]);
        assert_eq!(found(&format!("{GOOD}{}", named("service", 10, &bound[..2]))).len(), 1);
    }

    #[test]
    fn a_page_is_open_only_as_the_launchers() {
        let page = named("activity", 10, &[("name", "\"app.kinguard.Home\""), ("exported", "true")]);
        assert_eq!(found(&format!("{GOOD}{page}")).len(), 1);
        let category = named("category", 16, &[("name", "\"android.intent.category.LAUNCHER\"")]);
        let page = format!("{page}{}{category}", named("intent-filter", 14, &[]));
        assert_eq!(found(&format!("{GOOD}{page}")), [""; 0]);
    }

    #[test]
    fn the_page_for_the_camera_is_open_only_where_the_app_enables_it() {
        let alias = |enabled: &[(&str, &str)]| {
            let open = [("name", "\".relative.screen.ScannedCode\""), ("exported", "true")];
            found(&format!("{GOOD}{}", named("activity-alias", 10, &[&open, enabled].concat())))
        };
        assert_eq!(alias(&[("enabled", "false")]), [""; 0]);
        assert_eq!(alias(&[("enabled", "true")]).len(), 1);
        assert_eq!(alias(&[]).len(), 1);
    }

    #[test]
    fn what_was_promised_never_to_be_asked_for_is_found() {
        let asked = named("uses-permission", 6, &[("name", "\"android.permission.READ_SMS\"")]);
        let listens = [
            ("name", "\"app.kinguard.A\""),
            ("exported", "false"),
            ("permission", "\"android.permission.BIND_NOTIFICATION_LISTENER_SERVICE\""),
        ];
        let found = found(&format!("{asked}{GOOD}{}", named("service", 10, &listens)));
        assert_eq!(
            found.iter().filter(|fault| fault.contains("must not be declared")).count(),
            2,
            "{found:?}"
        );
        assert!(found.iter().any(|fault| fault.contains("not in android/PERMISSIONS.md")));
    }

    #[test]
    fn each_flag_of_the_application_counts() {
        for (from, to) in [
            ("allowBackup(0x01010280)=false", "allowBackup(0x01010280)=true"),
            ("usesCleartextTraffic(0x010104ec)=false", "usesCleartextTraffic(0x010104ec)=true"),
            (":dataExtractionRules", ":other"),
            (":fullBackupContent", ":other"),
        ] {
            assert_eq!(found(&GOOD.replace(from, to)).len(), 1, "{to}");
        }
        let debuggable = format!(
            "{GOOD}        A: http://schemas.android.com/apk/res/android:debuggable(0x0101000f)=true\n"
        );
        assert_eq!(found(&debuggable), ["debuggable"]);
    }
}
