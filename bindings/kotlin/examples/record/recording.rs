//! The text of a recording, and the calls that depend on no trace.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use kinguard::{Guard, GuardError, numbering_plans, time_limits};
use kinguard_core::effect::Response;
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::Moment;

use crate::Outcome;
use crate::bytes::{answered, failed, lowered, number, refused_region};

/// The committed Kotlin file: the app's demands on the library when it loads it.
const KOTLIN: &str = include_str!("../../generated/app/kinguard/core/kinguard.kt");

/// The text so far.
pub(crate) struct Recording {
    text: String,
    /// The functions that the library exports, taken from its checksums.
    exported: BTreeSet<&'static str>,
    called: BTreeSet<&'static str>,
}

impl Recording {
    pub(crate) fn begin() -> Outcome<Self> {
        let contract =
            KOTLIN.lines().find_map(|line| line.trim().strip_prefix("val bindings_contract_version = "));
        let mut text =
            format!("kinguard-recording 1\ncontract {}\n", contract.ok_or("no contract in the Kotlin file")?);
        let mut exported = BTreeSet::new();
        for (name, sum) in KOTLIN.lines().filter_map(checksum) {
            writeln!(text, "checksum {name} {sum}")?;
            exported.insert(name);
        }
        Ok(Self { text, exported, called: BTreeSet::new() })
    }

    pub(crate) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(crate) fn call(&mut self, name: &'static str, arguments: &[String], answer: &str) {
        self.called.insert(name);
        let words = [name].into_iter().chain(arguments.iter().map(String::as_str)).chain([answer]);
        let line = words.collect::<Vec<_>>().join(" ");
        self.line(&line);
    }

    /// Records the tables, which depend on nothing.
    pub(crate) fn tables(&mut self) -> Outcome {
        self.call("func_numbering_plans", &[], &answered(numbering_plans())?);
        self.call("func_time_limits", &[], &answered(time_limits())?);
        Ok(())
    }

    /// Records the calls that must be refused.
    pub(crate) fn errors(&mut self) -> Outcome {
        let arguments = [lowered("cn".to_owned()), lowered(Vec::<Region>::new())];
        self.call("constructor_guard_new", &arguments, &failed(refused_region("cn")?)?);
        for damaged in ["{", "", r#"{"version":4000000,"state":{}}"#] {
            let error = Guard::restore(damaged)
                .err()
                .ok_or_else(|| format!("{damaged:?} is taken for a snapshot"))?;
            self.call("constructor_guard_restore", &[lowered(damaged.to_owned())], &failed(error)?);
        }
        Ok(())
    }

    /// Records a panic that is caught, changes nothing, and after which the guard goes on.
    pub(crate) fn panic(&mut self, snapshot: &str) -> Outcome {
        let guard = self.restored(snapshot)?;
        let now = Moment::LAST;
        let event = Event::AppOpened { package: "com.icbc".into() };
        self.snapshot(&guard)?;
        self.line("provoke");
        self.observed(now, now, &event, Err(GuardError::Internal))?;
        self.snapshot(&guard)?;
        self.observed(now, now, &event, guard.observe(now, now, &event))?;
        self.snapshot(&guard).map(drop)
    }

    pub(crate) fn restored(&mut self, snapshot: &str) -> Outcome<Arc<Guard>> {
        self.call("constructor_guard_restore", &[lowered(snapshot.to_owned())], "ok -");
        Ok(Guard::restore(snapshot)?)
    }

    pub(crate) fn snapshot(&mut self, guard: &Guard) -> Outcome<String> {
        let snapshot = guard.snapshot()?;
        self.call("method_guard_snapshot", &[], &answered(snapshot.clone())?);
        Ok(snapshot)
    }

    pub(crate) fn observed(
        &mut self,
        seen: Moment,
        at: Moment,
        event: &Event,
        answer: Result<Response, GuardError>,
    ) -> Outcome {
        let arguments = [number(seen), number(at), lowered(event.clone())];
        self.call("method_guard_observe", &arguments, &answered(answer)?);
        Ok(())
    }

    /// The whole text, unless an exported function was never called.
    pub(crate) fn end(self) -> Outcome<String> {
        if self.exported == self.called {
            return Ok(self.text);
        }
        let unlike: Vec<_> = self.exported.symmetric_difference(&self.called).collect();
        Err(format!("exported but not recorded, or the reverse: {unlike:?}").into())
    }
}

/// Reads `if ((lib.uniffi_kinguard_checksum_func_app_name() and 0xFFFF) != 13403) {`.
fn checksum(line: &'static str) -> Option<(&'static str, &'static str)> {
    let rest = line.trim().strip_prefix("if ((lib.uniffi_kinguard_checksum_")?;
    rest.strip_suffix(") {")?.split_once("() and 0xFFFF) != ")
}
