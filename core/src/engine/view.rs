//! Shows what the engine knows, without changing it.

use super::Engine;
use crate::explain::{IncidentView, View};
use crate::time::Moment;

impl Engine {
    /// Everything known at `at`, and how near each rule is to holding. Wakes that are due by then must have been
    /// delivered.
    #[must_use]
    pub fn view(&self, at: Moment) -> View {
        let incident = self.state.incident.as_ref().map(|incident| IncidentView {
            id: incident.id(),
            level: incident.level,
            rule: incident.rule(),
        });
        View::of(&self.state.phone, at, incident, |rule, situation| self.cautioned(rule, situation, at))
    }
}
