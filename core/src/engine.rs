//! The only door that changes anything.

use serde::{Deserialize, Serialize};

use crate::effect::Response;
use crate::event::Event;
use crate::region::Region;
use crate::time::Moment;

/// What the engine must know of the phone before the first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The SIM's region. It decides what "overseas" means.
    pub home: Region,
    /// Where the family has friends or relatives: a stranger from there counts as a domestic one.
    pub familiar_regions: Vec<Region>,
}

/// One phone's guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    settings: Settings,
}

impl Engine {
    /// An engine that has seen nothing yet.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { settings: settings.clone() }
    }

    /// Takes in one event that happened `at` and that the engine hears of now, at `seen`.
    pub fn observe(&mut self, seen: Moment, at: Moment, event: &Event) -> Response {
        let _ = (&self.settings, seen, at, event);
        Response::default()
    }

    /// Does what is due by `now`. Called at [`Response::wake_at`]; a late or needless call is harmless.
    pub fn wake(&mut self, now: Moment) -> Response {
        let _ = now;
        Response::default()
    }

    /// The whole state as JSON, see [`crate::snapshot`].
    #[must_use]
    pub fn snapshot(&self) -> String {
        String::new()
    }
}
