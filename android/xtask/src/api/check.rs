//! Decides which uses may be unknown to a phone.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::class_file::{ClassFile, Method, Use};
use super::levels::Levels;

/// One line per faulty use, in a stable order.
pub(super) fn findings(classes: &[ClassFile], levels: &Levels, oldest: u32) -> Vec<String> {
    let app = App { classes: classes.iter().map(|class| (class.name.as_str(), class)).collect(), levels };
    let mut found = BTreeSet::new();
    for class in classes {
        let around = oldest.max(app.level_around(class));
        for parent in &class.supers {
            let used = Use { owner: parent.clone(), member: None };
            found.extend(
                app.fault(&used, around).map(|fault| format!("{} is a {parent}: {fault}", class.name)),
            );
        }
        for method in &class.methods {
            let allowed = around.max(app.level_of(class, method));
            for used in &method.uses {
                if let Some(fault) = app.fault(used, allowed) {
                    let member = used.member.iter().map(|member| format!(".{member}")).collect::<String>();
                    found.insert(format!(
                        "{}.{} uses {}{member}: {fault}",
                        class.name, method.name, used.owner
                    ));
                }
            }
        }
    }
    found.into_iter().collect()
}

/// The app's own classes on top of the public API.
struct App<'a> {
    classes: BTreeMap<&'a str, &'a ClassFile>,
    levels: &'a Levels,
}

impl App<'_> {
    /// The highest mark of the class and those it is written in.
    fn level_around(&self, class: &ClassFile) -> u32 {
        let mut level = class.level;
        for (at, _) in class.name.match_indices('$') {
            if let Some(outer) = self.classes.get(&class.name[..at]) {
                let inner = class.name[at + 1..].split('$').next().unwrap_or_default();
                // an object or lambda class inside a method is named after the method
                level = level.max(outer.level).max(mark_named(outer, inner));
            }
        }
        level
    }

    /// The mark of a method; the body of a lambda is a method of its own, named after the one it is written in.
    fn level_of(&self, class: &ClassFile, method: &Method) -> u32 {
        let inherited =
            method.name.split_once('$').map_or(0, |(written_in, _)| mark_named(class, written_in));
        method.level.max(inherited)
    }

    fn fault(&self, used: &Use, allowed: u32) -> Option<String> {
        let since = match &used.member {
            None if used.owner.starts_with("android.") => {
                self.levels.class(&used.owner).map(|class| class.since)
            }
            None => return None,
            Some(member) => match self.member(&used.owner, member, &mut HashSet::new()) {
                Found::Elsewhere => return None,
                Found::Since(level) => Some(level),
                Found::Nowhere if used.owner.starts_with("android.") => None,
                Found::Nowhere => return None,
            },
        };
        match since {
            None => Some("not public API".into()),
            Some(level) if level > allowed => {
                Some(format!("only from API {level} on; mark it @TargetApi({level})"))
            }
            Some(_) => None,
        }
    }

    /// Looks a member up in a class and then in its supertypes.
    fn member<'b>(&'b self, owner: &'b str, member: &str, seen: &mut HashSet<&'b str>) -> Found {
        if !seen.insert(owner) {
            return Found::Nowhere;
        }
        let supers = if let Some(class) = self.classes.get(owner) {
            let own = class.methods.iter().map(|method| &method.name).chain(&class.fields);
            if own.into_iter().any(|name| name == member) {
                return Found::Elsewhere;
            }
            &class.supers
        } else if owner.starts_with("android.") {
            let Some(class) = self.levels.class(owner) else {
                return Found::Nowhere;
            };
            if let Some(since) = class.members.get(member) {
                return Found::Since(class.since.max(*since));
            }
            if member == "<init>" {
                return Found::Since(class.since);
            }
            &class.supers
        } else {
            return if owner == "java.lang.Object" && !OBJECT.contains(&member) {
                Found::Nowhere
            } else {
                Found::Elsewhere
            };
        };
        let object = "java.lang.Object";
        let above = supers.iter().map(String::as_str).chain([object]);
        above.map(|parent| self.member(parent, member, seen)).min().unwrap_or(Found::Nowhere)
    }
}

/// The methods of every class. Without them no failed look-up would ever be noticed.
const OBJECT: [&str; 10] = [
    "<init>",
    "clone",
    "equals",
    "finalize",
    "getClass",
    "hashCode",
    "notify",
    "notifyAll",
    "toString",
    "wait",
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    /// In the app, or in a library that comes with it.
    Elsewhere,
    /// In Android, from this level on.
    Since(u32),
    /// Nowhere in public.
    Nowhere,
}

fn mark_named(class: &ClassFile, method: &str) -> u32 {
    class.methods.iter().filter(|other| other.name == method).map(|other| other.level).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: &str = "android.View\t=\t0\tjava.lang.Object\n\
        android.View\tnewer\t31\t\n\
        android.View\told\t0\t\n\
        android.Button\t=\t0\tandroid.View\n\
        android.Callback\t=\t31\tjava.lang.Object\n";

    fn class(name: &str, parent: &str, level: u32, methods: Vec<Method>) -> ClassFile {
        ClassFile { name: name.into(), supers: vec![parent.into()], level, fields: vec![], methods }
    }

    fn method(name: &str, level: u32, uses: &[(&str, Option<&str>)]) -> Method {
        let used = |(owner, member): &(&str, Option<&str>)| Use {
            owner: (*owner).into(),
            member: member.map(str::to_owned),
        };
        Method { name: name.into(), level, uses: uses.iter().map(used).collect() }
    }

    fn check(classes: &[ClassFile]) -> Vec<String> {
        findings(classes, &Levels::parse(API).unwrap(), 29)
    }

    #[test]
    fn public_and_old_enough_is_fine() {
        let uses = [
            ("android.Button", Some("old")),
            ("android.Button", Some("toString")),
            ("kotlin.Unit", Some("x")),
        ];
        assert_eq!(check(&[class("app.A", "android.Button", 0, vec![method("go", 0, &uses)])]), [""; 0]);
    }

    #[test]
    fn hidden_and_too_new_are_found_through_supertypes_too() {
        let uses =
            [("android.Button", Some("newer")), ("app.A", Some("newer")), ("android.View", Some("hidden"))];
        let found = check(&[class("app.A", "android.Button", 0, vec![method("go", 0, &uses)])]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().any(|line| line.contains("android.View.hidden: not public API")));
        assert!(found.iter().any(|line| line.contains("app.A.newer: only from API 31")));
    }

    #[test]
    fn a_mark_covers_the_method_its_lambdas_and_its_objects() {
        let newer: [(&str, Option<&str>); 1] = [("android.View", Some("newer"))];
        let marked = vec![method("go", 31, &newer), method("go$lambda$0", 0, &newer)];
        let object = class("app.A$go$1", "android.Callback", 0, vec![method("onIt", 0, &newer)]);
        assert_eq!(check(&[class("app.A", "java.lang.Object", 0, marked), object]), [""; 0]);
    }

    #[test]
    fn a_mark_too_low_or_on_another_method_covers_nothing() {
        let newer: [(&str, Option<&str>); 1] = [("android.View", Some("newer"))];
        let methods =
            vec![method("low", 30, &newer), method("other$lambda$0", 0, &newer), method("go", 31, &[])];
        assert_eq!(check(&[class("app.A", "java.lang.Object", 0, methods)]).len(), 2);
    }

    #[test]
    fn a_supertype_counts_as_a_use() {
        assert_eq!(check(&[class("app.A", "android.Callback", 0, vec![])]).len(), 1);
        assert_eq!(check(&[class("app.A", "android.Callback", 31, vec![])]), [""; 0]);
    }
}
