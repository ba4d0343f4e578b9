//! `stream`: many phones at once, one line in memory at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use kinguard_core::effect::Effect;
use kinguard_core::engine::{Engine, Settings};
use kinguard_core::event::Event;
use kinguard_core::region::Region;
use kinguard_core::replay::Player;
use kinguard_core::time::Moment;
use serde::{Deserialize, Serialize};

use crate::arguments;
use crate::failure::{Failure, Status};
use crate::output::plain;

/// The longest line that is believed. An event is a hundred bytes or two.
const LONGEST_LINE: usize = 1 << 20;

/// A line of input: an event, or what must be known of a phone before its first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InputLine<'a> {
    #[serde(borrow)]
    phone: Cow<'a, str>,
    at_ms: Option<u64>,
    event: Option<Event>,
    home: Option<Region>,
    familiar_regions: Option<Vec<Region>>,
}

/// A line of output.
#[derive(Serialize)]
struct OutputLine<'a> {
    phone: &'a str,
    at_ms: u64,
    effect: &'a Effect,
}

/// What `--stats` says at the end.
#[derive(Serialize)]
struct Stats {
    events: u64,
    phones: usize,
    effects: u64,
    seconds: f64,
    events_per_second: Option<f64>,
    peak_rss_mb: Option<f64>,
}

/// Guards every phone of the input.
pub(crate) fn run(asked: &arguments::Stream) -> Result<Status, Failure> {
    let mut guard =
        Guard { out: plain(), phones: BTreeMap::new(), events: 0, effects: 0, engine_time: Duration::ZERO };
    if asked.file == Path::new("-") {
        guard.read("standard input", BufReader::new(io::stdin().lock()))?;
    } else {
        let unreadable = |error| Failure::of_file(&asked.file, format!("cannot be read: {error}"));
        let file = File::open(&asked.file).map_err(unreadable)?;
        guard.read(&asked.file.display().to_string(), BufReader::with_capacity(1 << 16, file))?;
    }
    guard.finish()?;
    if asked.stats {
        let stats = serde_json::to_string(&guard.stats()).map_err(io::Error::from)?;
        let _ = writeln!(io::stderr(), "{stats}");
    }
    Ok(Status::Fine)
}

/// One phone: its engine with its alarm clock, and the time it has come to.
struct Phone {
    player: Player,
    latest: Option<Moment>,
}

struct Guard<W> {
    out: W,
    phones: BTreeMap<Box<str>, Phone>,
    events: u64,
    effects: u64,
    engine_time: Duration,
}

impl<W: Write> Guard<W> {
    fn read(&mut self, name: &str, mut input: impl Source) -> Result<(), Failure> {
        let mut line = Vec::new();
        for number in 1_u64.. {
            let fault = |what: &str| Failure::Input(format!("{name}: line {number}: {what}"));
            if input.would_wait() {
                self.out.flush()?;
            }
            line.clear();
            let read = (&mut input).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| fault(&format!("cannot be read: {error}")))? == 0 {
                break;
            }
            if line.len() > LONGEST_LINE {
                return Err(self.stop(fault("longer than 1 MiB: write one event a line")));
            }
            match self.take(&line) {
                Ok(()) => {}
                Err(Refused::Line(what)) => return Err(self.stop(fault(&what))),
                Err(Refused::Output(error)) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// What was said before a bad line is still delivered.
    fn stop(&mut self, failure: Failure) -> Failure {
        match self.out.flush() {
            Ok(()) => failure,
            Err(error) => error.into(),
        }
    }

    fn take(&mut self, line: &[u8]) -> Result<(), Refused> {
        let text = std::str::from_utf8(line).map_err(|_| refuse("not UTF-8: write UTF-8 text"))?;
        let line: InputLine<'_> =
            serde_json::from_str(text).map_err(|error| Refused::Line(in_line(&error)))?;
        match line {
            InputLine { phone, at_ms: Some(at), event: Some(event), home: None, familiar_regions: None } => {
                self.observe(&phone, Moment::from_ms(at), &event)
            }
            InputLine { phone, at_ms: None, event: None, home: Some(home), familiar_regions } => self
                .introduce(
                    &phone,
                    &Settings { home, familiar_regions: familiar_regions.unwrap_or_default() },
                ),
            _ => Err(refuse(
                "neither an event (phone, at_ms, event) nor a phone (phone, home, optional familiar_regions)",
            )),
        }
    }

    fn introduce(&mut self, phone: &str, settings: &Settings) -> Result<(), Refused> {
        if self.phones.contains_key(phone) {
            return Err(Refused::Line(format!(
                "phone {phone:?} is already known: its home comes once, before its events"
            )));
        }
        self.phones.insert(phone.into(), Phone::new(settings));
        Ok(())
    }

    fn observe(&mut self, name: &str, at: Moment, event: &Event) -> Result<(), Refused> {
        if !self.phones.contains_key(name) {
            self.phones.insert(
                name.into(),
                Phone::new(&Settings { home: Region::CN, familiar_regions: Vec::new() }),
            );
        }
        let Some(phone) = self.phones.get_mut(name) else {
            return Ok(());
        };
        if let Some(latest) = phone.latest.filter(|latest| at < *latest) {
            let (at, latest) = (at.ms(), latest.ms());
            return Err(Refused::Line(format!(
                "at_ms {at} is before {latest} of the same phone {name:?}: order the lines of a phone by time"
            )));
        }
        phone.latest = Some(at);
        let mut said = Vec::new();
        let begin = Instant::now();
        phone.player.wake_before(at, |at, effect| said.push((at, effect)));
        let response = phone.player.observe(at, at, event);
        self.engine_time += begin.elapsed();
        self.events += 1;
        said.extend(response.effects.into_iter().map(|effect| (at, effect)));
        self.effects += said.len() as u64;
        say(&mut self.out, name, &said).map_err(Refused::Output)
    }

    /// Lets every phone's time run to its last event.
    fn finish(&mut self) -> io::Result<()> {
        for (name, phone) in &mut self.phones {
            let Some(latest) = phone.latest else { continue };
            let mut said = Vec::new();
            let begin = Instant::now();
            phone.player.wake_up_to(latest, |at, effect| said.push((at, effect)));
            self.engine_time += begin.elapsed();
            self.effects += said.len() as u64;
            say(&mut self.out, name, &said)?;
        }
        self.out.flush()
    }

    fn stats(&self) -> Stats {
        let seconds = self.engine_time.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 52 bits")]
        let events_per_second = (seconds > 0.0).then(|| self.events as f64 / seconds);
        Stats {
            events: self.events,
            phones: self.phones.len(),
            effects: self.effects,
            seconds,
            events_per_second,
            peak_rss_mb: peak_rss_mb(),
        }
    }
}

impl Phone {
    fn new(settings: &Settings) -> Self {
        Self { player: Player::new(Engine::new(settings)), latest: None }
    }
}

/// Why a line was not taken.
enum Refused {
    Line(String),
    Output(io::Error),
}

fn refuse(what: &str) -> Refused {
    Refused::Line(what.to_owned())
}

/// The error of a text of one line: the column tells where.
fn in_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    format!("{what} (column {})", error.column())
}

fn say(out: &mut impl Write, phone: &str, said: &[(Moment, Effect)]) -> io::Result<()> {
    for (at, effect) in said {
        serde_json::to_writer(&mut *out, &OutputLine { phone, at_ms: at.ms(), effect })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The most memory this process has held, where the system tells.
fn peak_rss_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1_024.0)
}

/// Input that tells when the next read may have to wait for somebody.
trait Source: BufRead {
    fn would_wait(&self) -> bool;
}

impl<R: Read> Source for BufReader<R> {
    fn would_wait(&self) -> bool {
        self.buffer().is_empty()
    }
}
