//! The engine behind a lock and a panic boundary.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kinguard_core::effect::Response;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::time::Moment;

use crate::error::{GuardError, contained};

/// The guard of one phone. Any thread may call it; calls take turns.
#[derive(Debug, uniffi::Object)]
pub struct Guard {
    engine: Mutex<Engine>,
}

#[uniffi::export]
impl Guard {
    /// Creates a guard that has seen nothing yet, on a phone with a SIM of region `home`. Strangers who call
    /// from a familiar region count as domestic.
    ///
    /// # Errors
    /// [`GuardError::BadRegion`].
    #[uniffi::constructor]
    pub fn new(home: Region, familiar_regions: Vec<Region>) -> Result<Arc<Self>, GuardError> {
        contained(|| Self::around(Engine::new(&Settings { home, familiar_regions })))
    }

    /// Restores the guard that wrote a snapshot.
    ///
    /// # Errors
    /// [`GuardError::SnapshotDamaged`] or [`GuardError::SnapshotTooNew`].
    #[uniffi::constructor]
    pub fn restore(snapshot: &str) -> Result<Arc<Self>, GuardError> {
        Ok(Self::around(contained(|| Engine::restore(snapshot))??))
    }

    /// Takes in one event that happened `at` and is reported now, at `seen`.
    ///
    /// # Errors
    /// [`GuardError::BadRegion`], or [`GuardError::Internal`]; the event was not taken in then.
    pub fn observe(&self, seen: Moment, at: Moment, event: &Event) -> Result<Response, GuardError> {
        self.change(|engine| {
            let response = engine.observe(seen, at, event);
            #[cfg(feature = "fault-injection")]
            crate::fault::panic_if_provoked();
            response
        })
    }

    /// Does everything due by `now`. To be called at `wakeAt` of the latest response; late or needless calls
    /// are harmless.
    ///
    /// # Errors
    /// [`GuardError::Internal`]; nothing was done then.
    pub fn wake(&self, now: Moment) -> Result<Response, GuardError> {
        self.change(|engine| engine.wake(now))
    }

    /// The whole state as text, under 8 KB.
    ///
    /// # Errors
    /// [`GuardError::Internal`].
    pub fn snapshot(&self) -> Result<String, GuardError> {
        contained(|| self.engine().snapshot())
    }
}

impl Guard {
    fn around(engine: Engine) -> Arc<Self> {
        Arc::new(Self { engine: Mutex::new(engine) })
    }

    /// Changes a copy, which replaces the engine only if nothing panicked. So a panic leaves no half-changed
    /// state behind, and nothing that was learned is lost. The copy costs less than crossing the boundary.
    fn change(&self, act: impl FnOnce(&mut Engine) -> Response) -> Result<Response, GuardError> {
        let mut engine = self.engine();
        let mut next = engine.clone();
        let response = contained(|| act(&mut next))?;
        *engine = next;
        Ok(response)
    }

    /// A lock poisoned by a panic still guards a whole engine, see [`Guard::change`].
    fn engine(&self) -> MutexGuard<'_, Engine> {
        self.engine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(package: &str) -> Event {
        Event::AppOpened { package: package.into() }
    }

    #[test]
    fn a_panic_changes_nothing_and_the_guard_goes_on() {
        let guard = Guard::new(Region::CN, vec![]).unwrap();
        let now = Moment::from_ms(1_000);
        guard.observe(now, now, &opened("com.tencent.mm")).unwrap();
        let before = guard.snapshot().unwrap();

        let outcome = guard.change(|engine| {
            engine.observe(now, now, &opened("com.icbc"));
            panic!("provoked")
        });

        assert_eq!(outcome, Err(GuardError::Internal));
        assert_eq!(guard.snapshot().unwrap(), before);
        guard.observe(now, now, &opened("com.icbc")).unwrap();
        assert_ne!(guard.snapshot().unwrap(), before);
    }

    #[test]
    fn a_snapshot_brings_the_guard_back() {
        let guard = Guard::new(Region::HK, vec![Region::CN]).unwrap();
        let now = Moment::from_ms(5);
        guard.observe(now, now, &Event::CallForwardingChanged { on: true }).unwrap();
        let text = guard.snapshot().unwrap();
        assert_eq!(Guard::restore(&text).unwrap().snapshot().unwrap(), text);
    }

    #[test]
    fn unreadable_snapshots_are_told_apart() {
        let error = |text: &str| Guard::restore(text).map(drop).unwrap_err();
        assert_eq!(error("{"), GuardError::SnapshotDamaged);
        assert_eq!(error(r#"{"version":4000000,"state":{}}"#), GuardError::SnapshotTooNew);
    }
}
