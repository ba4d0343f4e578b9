//! Reactions to answers of the user and the family, and to settings that are opened meanwhile.

use super::{Engine, Question, Timing};
use crate::effect::{Effect, FamilyMessage, Level, Reason, RuleId};
use crate::event::{Choice, Event, FamilyAnswer};
use crate::incident::Incident;
use crate::rule::Trigger;
use crate::time::{Moment, Span};

/// After a contact has said "all fine", the sign that this was about raises no caution for this long. Red or
/// new signs do, and the family is told as ever, since anybody may have answered.
const FINE_LASTS: Span = Span::minutes(20);
/// Within this time of a stranger's call the guard may be removed at their request.
const REMOVED_WITHIN: Span = Span::minutes(30);

impl Engine {
    pub(super) fn consider_answer(&mut self, timing: Timing, event: &Event, effects: &mut Vec<Effect>) {
        match event {
            Event::HelpAsked {} => {
                let question = Question::of(Trigger::Help, timing.at);
                self.ask_because(timing, question, Some(Reason::HelpAsked {}), effects);
            }
            Event::WarningAnswered { choice } => {
                if *choice == Choice::MoneySent {
                    let incident = self.state.incident.as_ref();
                    let rule = incident.map_or(RuleId::HelpAsked, Incident::rule);
                    let incident = incident.map(Incident::id);
                    effects.push(Effect::NotifyFamily { kind: FamilyMessage::MoneySent, rule, incident });
                }
                if let Some(incident) = &mut self.state.incident {
                    incident.answer(timing.seen, *choice, effects);
                }
            }
            Event::FamilyAnswered { answer: FamilyAnswer::Calling, unverified, .. } => {
                if let Some(incident) = &mut self.state.incident {
                    incident.family_calls(timing.seen, *unverified, self.state.phone.family_waits);
                }
            }
            Event::FamilyAnswered { answer: FamilyAnswer::Fine, .. } => self.all_fine(timing.seen, effects),
            Event::FamilyHelp { contact, help, request } => {
                effects.push(self.help(timing.seen, *request, *contact, *help));
            }
            Event::SettingsOpened { what } => {
                self.ask(timing, Question::on_screen(*what, timing.at), effects);
                if let Some(incident) = self.state.incident.as_mut().filter(|_| what.threatens_protection()) {
                    let rule = RuleId::SettingsDuringIncident;
                    incident.settings_opened(timing.at, *what, rule, effects);
                }
            }
            // The same seen from the other side, even where the settings page is unknown or was not seen.
            Event::PowerGranted { power, .. } => {
                self.ask(timing, Question::on_screen(power.screen(), timing.at), effects);
            }
            Event::NfcTurned { on: true } => {
                self.ask(timing, Question::of(Trigger::Nfc, timing.at), effects);
            }
            _ => {}
        }
    }

    fn all_fine(&mut self, seen: Moment, effects: &mut Vec<Effect>) {
        if let Some(incident) = self.state.incident.take_if(|incident| incident.may_be_settled()) {
            incident.close(effects);
            self.state.fine_until = Some(seen + FINE_LASTS);
            self.state.fine_with = Vec::new();
            self.state.fine_sign = incident.into_early();
        }
    }

    /// Returns whether somebody may be about to have the guard removed.
    pub(super) fn removal_feared(&self, timing: Timing, event: &Event) -> bool {
        let Event::SettingsOpened { what } = event else { return false };
        let somebody_leads = || {
            let phone = &self.state.phone;
            self.derived.led || phone.calls.stranger_called(timing.at, REMOVED_WITHIN)
        };
        what.ends_protection() && !timing.is_late() && somebody_leads()
    }

    /// Checks whether the danger that the user called stopped really is. If a red rule about a running
    /// capture still holds, or a red rule about the money app in front while somebody talks, the warning
    /// returns and the family hears that it goes on.
    pub(super) fn check_stop(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let timing = Timing { at: now, seen: now };
        let before = effects.len();
        let only_sharing = !self.somebody_talks(now);
        let lives = !only_sharing || self.sharing_lives(now);
        if let Some(incident) = &mut self.state.incident {
            incident.checks_stop(now, lives);
        }
        let at_the_money = self.front_to_ask_about().is_some_and(|(app, _, trigger)| {
            let question = Question::about(trigger, &app, now);
            self.ask(timing, Question { only_sharing, only_red: true, ..question }, effects)
        });
        if !at_the_money {
            for index in self.state.phone.sharing.seen_live_indices(now) {
                let question = Question::of(Trigger::Sharing, now);
                let question = Question { session: Some(index), only_red: true, ..question };
                self.ask(timing, question, effects);
            }
        }
        let again =
            effects[before..].iter().any(|effect| matches!(effect, Effect::Warn { level: Level::Red, .. }));
        if let Some(incident) = self.state.incident.as_mut().filter(|_| again) {
            incident.goes_on(effects);
        }
    }
}
