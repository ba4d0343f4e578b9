//! The answer to a trace, in the three readings that tables use.

use std::collections::BTreeSet;
use std::fmt;

use kinguard_core::effect::{Effect, FamilyMessage, Level};
use kinguard_core::replay::Replay;
use kinguard_core::time::{Moment, Span};

/// The answer to a whole trace: the highest warning, and what the family heard. A message about the
/// protection counts only if nothing warned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The highest warning.
    pub level: Option<Level>,
    /// What the family heard.
    pub family: Option<FamilyNews>,
}

/// A kind of message to the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyNews {
    /// A danger: early or happening.
    Early,
    /// The state of the protection.
    Protection,
}

impl Answer {
    /// The answer to a replayed trace.
    pub fn of(replay: &Replay) -> Self {
        let level = highest(replay.said.iter().map(|said| &said.effect));
        let heard = |wanted: &[FamilyMessage]| {
            replay.said.iter().filter_map(|said| message(&said.effect)).any(|kind| wanted.contains(&kind))
        };
        let family = if level.is_none() && heard(&[FamilyMessage::Protection]) {
            Some(FamilyNews::Protection)
        } else {
            heard(&[FamilyMessage::Early, FamilyMessage::Danger]).then_some(FamilyNews::Early)
        };
        Self { level, family }
    }

    /// Reads `silent`, `protection`, or `amber`, `red` and `early` joined by `+`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut answer = Self::default();
        for part in text.split('+') {
            match part.trim() {
                "silent" if !text.contains('+') => {}
                "protection" if !text.contains('+') => answer.family = Some(FamilyNews::Protection),
                "amber" => answer.level = Some(Level::Amber),
                "red" => answer.level = Some(Level::Red),
                "early" => answer.family = Some(FamilyNews::Early),
                _ => return None,
            }
        }
        Some(answer)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.level.map(level_name);
        let family = self.family.map(|word| match word {
            FamilyNews::Early => "early",
            FamilyNews::Protection => "protection",
        });
        joined(formatter, level.into_iter().chain(family))
    }
}

/// A kind of thing that may be said on an ordinary day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An amber warning.
    Amber,
    /// A first sign, told to the family.
    Early,
    /// A red warning, or a danger told to the family.
    Red,
}

/// The kinds of things that were said about a trace, or that may be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinds(BTreeSet<Kind>);

impl Kinds {
    /// The kinds in a replayed trace.
    pub fn of(replay: &Replay) -> Self {
        let kinds = replay.said.iter().filter_map(|said| match said.effect {
            Effect::Warn { level: Level::Amber, .. } => Some(Kind::Amber),
            Effect::Warn { level: Level::Red, .. }
            | Effect::NotifyFamily { kind: FamilyMessage::Danger, .. } => Some(Kind::Red),
            Effect::NotifyFamily { kind: FamilyMessage::Early, .. } => Some(Kind::Early),
            _ => None,
        });
        Self(kinds.collect())
    }

    /// Reads the most that may be said: `silent`, `early`, `amber`, `amber+early`, or `red`, which allows
    /// everything.
    pub fn parse_most(text: &str) -> Option<Self> {
        let kinds: &[Kind] = match text {
            "silent" => &[],
            "early" => &[Kind::Early],
            "amber" => &[Kind::Amber],
            "amber+early" => &[Kind::Amber, Kind::Early],
            "red" => &[Kind::Amber, Kind::Early, Kind::Red],
            _ => return None,
        };
        Some(Self(kinds.iter().copied().collect()))
    }

    /// Returns whether nothing was said beyond `most`.
    pub fn within(&self, most: &Self) -> bool {
        self.0.is_subset(&most.0)
    }
}

impl fmt::Display for Kinds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(
            formatter,
            self.0.iter().map(|kind| match kind {
                Kind::Amber => "amber",
                Kind::Early => "early",
                Kind::Red => "red",
            }),
        )
    }
}

/// The strength of the answer to a fraud when it mattered: in the day before the harm, or before the end of a trace
/// without one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Strength {
    /// The highest level of a warning.
    pub level: Option<Level>,
    /// True if the family was told of a danger or of the protection.
    pub told: bool,
    /// The time before the harm at which the family was told that the danger is over, if that was the last it heard.
    pub ended: Option<Span>,
}

impl Strength {
    /// The time before the harm in which an answer counts.
    const MATTERS: Span = Span::days(1);
    /// "It is over", said this shortly before the harm, is a lie.
    const REASSURES: Span = Span::hours(6);

    /// The strength of the answer to a replayed trace. `harm` is when the money left, `end` when the trace
    /// ended.
    pub fn of(replay: &Replay, harm: Option<Moment>, end: Moment) -> Self {
        let until = harm.unwrap_or(end);
        let in_time = replay.said.iter().filter(|said| harm.is_none_or(|harm| said.at < harm));
        let mut messages = in_time.clone().filter_map(|said| Some((said.at, message(&said.effect)?)));
        let matters = until - Self::MATTERS;
        Self {
            level: highest(in_time.filter(|said| said.at >= matters).map(|said| &said.effect)),
            told: messages.clone().any(|(at, kind)| at >= matters && is_told(kind)),
            ended: messages
                .next_back()
                .filter(|(_, kind)| *kind == FamilyMessage::Ended)
                .map(|(at, _)| until.since(at))
                .filter(|before| *before < Self::REASSURES),
        }
    }

    /// Reads the least that must be said: `none`, `amber` or `red`, and whether the family must be told
    /// (`any`) or not (`none`).
    pub fn parse_least(text: &str) -> Option<Self> {
        let (level, family) = text.split_once('+')?;
        let level = match level {
            "none" => None,
            "amber" => Some(Level::Amber),
            "red" => Some(Level::Red),
            _ => return None,
        };
        let told = match family {
            "any" => true,
            "none" => false,
            _ => return None,
        };
        Some(Self { level, told, ended: None })
    }

    /// Returns whether at least `least` was said, and nothing reassuring.
    pub fn reaches(&self, least: &Self) -> bool {
        self.level >= least.level && (self.told || !least.told) && self.ended.is_none()
    }
}

impl fmt::Display for Strength {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.level.map_or("none", level_name);
        write!(formatter, "{level}+{}", if self.told { "any" } else { "none" })?;
        match self.ended {
            Some(before) => write!(formatter, ", ended told {before} before"),
            None => Ok(()),
        }
    }
}

/// The message that an effect sends to the family.
pub fn message(effect: &Effect) -> Option<FamilyMessage> {
    match effect {
        Effect::NotifyFamily { kind, .. } => Some(*kind),
        _ => None,
    }
}

/// The highest level of the warnings among effects.
pub fn highest<'a>(effects: impl Iterator<Item = &'a Effect>) -> Option<Level> {
    let level = |effect: &Effect| match effect {
        Effect::Warn { level, .. } => Some(*level),
        _ => None,
    };
    effects.filter_map(level).max()
}

/// The level as tables write it.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Amber => "amber",
        Level::Red => "red",
    }
}

fn is_told(message: FamilyMessage) -> bool {
    matches!(
        message,
        FamilyMessage::Early
            | FamilyMessage::Danger
            | FamilyMessage::WentOn
            | FamilyMessage::MoneySent
            | FamilyMessage::Protection
    )
}

fn joined(formatter: &mut fmt::Formatter<'_>, words: impl Iterator<Item = &'static str>) -> fmt::Result {
    let words: Vec<&str> = words.collect();
    if words.is_empty() { formatter.write_str("silent") } else { formatter.write_str(&words.join("+")) }
}

#[cfg(test)]
mod tests {
    use kinguard_core::effect::RuleId;
    use kinguard_core::replay::TimedEffect;

    use super::*;

    const RULE: RuleId = RuleId::HelpAsked;

    fn replayed(said: &[(u64, Effect)]) -> Replay {
        let said = said.iter().map(|(minutes, effect)| TimedEffect {
            at: at(*minutes),
            step: None,
            effect: effect.clone(),
        });
        Replay { said: said.collect(), mismatches: Vec::new() }
    }

    fn at(minutes: u64) -> Moment {
        Moment::default() + Span::minutes(minutes)
    }

    fn warns(level: Level) -> Effect {
        Effect::Warn { level, rule: RULE, reasons: Vec::new(), incident: None }
    }

    fn tells(kind: FamilyMessage) -> Effect {
        Effect::NotifyFamily { kind, rule: RULE, incident: None }
    }

    #[test]
    fn answers_read_as_they_are_written() {
        for text in ["silent", "protection", "early", "amber", "amber+early", "red", "red+early"] {
            assert_eq!(Answer::parse(text).map(|answer| answer.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Answer::parse("silent+red"), None);
        assert_eq!(Answer::parse("amber+protection"), None);
        assert_eq!(Answer::parse(""), None);
    }

    #[test]
    fn the_most_and_the_least_read_as_they_are_written() {
        for text in ["silent", "early", "amber", "amber+early"] {
            assert_eq!(Kinds::parse_most(text).map(|kinds| kinds.to_string()).as_deref(), Some(text));
        }
        for text in ["none+none", "none+any", "amber+none", "red+any"] {
            assert_eq!(Strength::parse_least(text).map(|least| least.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Kinds::parse_most("red+early"), None);
        assert_eq!(Strength::parse_least("amber+early"), None);
        assert_eq!(Strength::parse_least("red"), None);
    }

    #[test]
    fn a_most_of_red_allows_all_and_a_most_of_amber_no_word_to_the_family() {
        let kinds = |text| Kinds::parse_most(text).unwrap();
        assert!(kinds("amber+early").within(&kinds("red")));
        assert!(!kinds("amber+early").within(&kinds("amber")));
        assert!(!kinds("amber").within(&kinds("early")));
        assert!(kinds("silent").within(&kinds("silent")));
    }

    #[test]
    fn only_the_day_before_the_harm_counts() {
        let said = replayed(&[
            (0, warns(Level::Red)),
            (0, tells(FamilyMessage::Danger)),
            (60, warns(Level::Amber)),
            (61, tells(FamilyMessage::NextContact)),
            (24 * 60 + 1, warns(Level::Red)),
        ]);
        let strength = |harm: u64| Strength::of(&said, Some(at(harm)), at(3_000)).to_string();
        assert_eq!(strength(24 * 60), "red+any");
        assert_eq!(strength(24 * 60 + 1), "amber+none", "what is said as the money leaves comes too late");
        assert_eq!(Strength::of(&said, None, at(24 * 60 + 1)).to_string(), "red+none", "the end is in time");
    }

    #[test]
    fn that_it_is_over_must_not_be_the_last_message_before_the_harm() {
        let least = Strength::parse_least("amber+any").unwrap();
        let ended =
            [(0, warns(Level::Amber)), (0, tells(FamilyMessage::Early)), (10, tells(FamilyMessage::Ended))];
        let reaches = |said: &[(u64, Effect)], harm| {
            Strength::of(&replayed(said), Some(at(harm)), at(harm)).reaches(&least)
        };
        assert!(!reaches(&ended, 9 + 6 * 60));
        assert!(reaches(&ended, 10 + 6 * 60));
        assert!(reaches(&ended, 10), "not said yet");
        let told_again = [&ended[..], &[(20, tells(FamilyMessage::Early))]].concat();
        assert!(reaches(&told_again, 30));
    }

    #[test]
    fn a_message_about_the_protection_is_an_answer_if_nothing_warns() {
        let protection = tells(FamilyMessage::Protection);
        let answer = |said: &[(u64, Effect)]| Answer::of(&replayed(said)).to_string();
        assert_eq!(answer(&[(0, protection.clone())]), "protection");
        assert_eq!(answer(&[(0, protection), (1, warns(Level::Amber))]), "amber");
        assert_eq!(answer(&[(0, tells(FamilyMessage::Ended))]), "silent");
    }
}
