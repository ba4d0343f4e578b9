//! A phone that is guarded, and everything that has happened to it.

use kinguard_core::effect::Effect;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::time::Moment;
use kinguard_core::trace::{Content, Mark, Step, Trace, clock};
use serde::Serialize;

use crate::json::text;
use crate::wording::{Message, Warning};

/// The engine with its clock, and the trace of what it was told.
#[derive(Debug)]
pub struct Session {
    player: Player,
    home: Region,
    familiar_regions: Vec<Region>,
    steps: Vec<Step>,
    now: Moment,
}

/// An effect with the words it is shown in.
#[derive(Serialize)]
struct Said<'a> {
    at_ms: u64,
    effect: &'a Effect,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<Warning>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

impl Session {
    /// A phone of which nothing is known yet.
    ///
    /// # Errors
    ///
    /// Fails if `home`, or one of the codes in `familiar`, is no region.
    pub fn new(home: &str, familiar: &str) -> Result<Self, String> {
        let home = region(home)?;
        let familiar_regions: Vec<Region> =
            familiar.split(',').filter(|code| !code.is_empty()).map(region).collect::<Result<_, _>>()?;
        let settings = Settings { home, familiar_regions: familiar_regions.clone() };
        Ok(Self {
            player: Player::new(Engine::new(&settings)),
            home,
            familiar_regions,
            steps: Vec::new(),
            now: Moment::default(),
        })
    }

    /// A phone in the state that [`Self::snapshot`] wrote.
    ///
    /// # Errors
    ///
    /// Fails if `snapshot` is none, or `home` no region.
    pub fn restore(snapshot: &str, home: &str, now: Moment) -> Result<Self, String> {
        let engine = Engine::restore(snapshot).map_err(|error| error.to_string())?;
        Ok(Self { player: Player::resumed(engine, now), now, ..Self::new(home, "")? })
    }

    /// The state of the engine.
    #[must_use]
    pub fn snapshot(&self) -> String {
        self.player.engine().snapshot()
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Reports an event, after whatever was due before.
    ///
    /// # Errors
    ///
    /// Fails if the text is no event, or `seen` lies in the past.
    pub fn observe(&mut self, seen: Moment, at: Moment, event: &str) -> Result<String, String> {
        let event: Event = serde_json::from_str(event).map_err(|error| format!("event: {error}"))?;
        self.may_pass_to(seen)?;
        let mut said = Vec::new();
        self.player.wake_before(seen, |at, effect| said.push((at, effect)));
        let response = self.player.observe(seen, at, &event);
        said.extend(response.effects.into_iter().map(|effect| (seen, effect)));
        self.now = seen;
        self.steps.push(Step { at: at.min(seen), seen, content: Content::Event(event), expect: None });
        Ok(written(&said))
    }

    /// Lets time pass.
    ///
    /// # Errors
    ///
    /// Fails if `until` lies in the past.
    pub fn wait(&mut self, until: Moment) -> Result<String, String> {
        self.may_pass_to(until)?;
        let mut said = Vec::new();
        self.player.wake_up_to(until, |at, effect| said.push((at, effect)));
        self.now = until;
        let wait = Content::Mark(Mark::Wait);
        // Waits that follow one another are one wait.
        if self.steps.last().is_some_and(|step| step.content == wait) {
            self.steps.pop();
        }
        self.steps.push(Step { at: until, seen: until, content: wait, expect: None });
        Ok(written(&said))
    }

    /// Marks the moment at which the money leaves.
    pub fn harm(&mut self, at: Moment) {
        let at = at.max(self.now);
        self.now = at;
        self.steps.push(Step { at, seen: at, content: Content::Mark(Mark::Harm), expect: None });
    }

    /// What the guard knows.
    #[must_use]
    pub fn view(&self) -> String {
        text(&self.player.engine().view(self.now))
    }

    /// Everything that has happened.
    #[must_use]
    pub fn trace(&self, about: &str, source: &str) -> Trace {
        Trace {
            about: about.to_owned(),
            source: source.to_owned(),
            home: self.home,
            familiar_regions: self.familiar_regions.clone(),
            steps: self.steps.clone(),
        }
    }

    fn may_pass_to(&self, moment: Moment) -> Result<(), String> {
        if moment < self.now {
            return Err(format!("{} is before {}: time only passes", clock(moment), clock(self.now)));
        }
        Ok(())
    }
}

fn region(code: &str) -> Result<Region, String> {
    code.parse().map_err(|_| format!("{code:?} is no region: write an ISO 3166 code such as CN"))
}

fn written(said: &[(Moment, Effect)]) -> String {
    let said: Vec<Said<'_>> = said
        .iter()
        .map(|(at, effect)| Said {
            at_ms: at.ms(),
            effect,
            warning: Warning::of(effect),
            message: Message::of(effect),
        })
        .collect();
    text(&said)
}
