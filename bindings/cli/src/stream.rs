//! `stream`: guards many phones at once, holding one line in memory at a time.

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

/// The longest line that is accepted. An event has a hundred bytes or two.
const LONGEST_LINE: usize = 1 << 20;

/// Events go to the engines in batches of this size, so that engine time can be told from reading time.
const BATCH: usize = 4_096;

/// A line of input: an event, or the settings of a phone before its first.
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

/// The closing line of `--stats`.
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
    let mut guard = Guard::new(plain());
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

/// One phone: its engine with its alarm, and the time it has reached.
struct Phone {
    name: Box<str>,
    player: Player,
    latest: Option<Moment>,
}

/// An event that was read but not yet observed.
struct Waiting {
    phone: usize,
    at: Moment,
    event: Event,
}

/// An effect that is not yet written.
struct PhoneEffect {
    phone: usize,
    at: Moment,
    effect: Effect,
}

struct Guard<W> {
    out: W,
    phones: Vec<Phone>,
    by_name: BTreeMap<Box<str>, usize>,
    waiting: Vec<Waiting>,
    said: Vec<PhoneEffect>,
    events: u64,
    effects: u64,
    engine_time: Duration,
}

impl<W: Write> Guard<W> {
    fn new(out: W) -> Self {
        Self {
            out,
            phones: Vec::new(),
            by_name: BTreeMap::new(),
            waiting: Vec::with_capacity(BATCH),
            said: Vec::new(),
            events: 0,
            effects: 0,
            engine_time: Duration::ZERO,
        }
    }

    fn read(&mut self, name: &str, mut input: impl Source) -> Result<(), Failure> {
        let mut line = Vec::new();
        for number in 1_u64.. {
            let fault = |what: &str| Failure::Input(format!("{name}: line {number}: {what}"));
            if input.would_wait() || self.waiting.len() >= BATCH {
                self.observe_waiting()?;
            }
            line.clear();
            let read = (&mut input).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| fault(&format!("cannot be read: {error}")))? == 0 {
                break;
            }
            if line.len() > LONGEST_LINE {
                return Err(self.stop(fault("longer than 1 MiB: write one event a line")));
            }
            if let Err(what) = self.take(&line) {
                return Err(self.stop(fault(&what)));
            }
        }
        Ok(self.observe_waiting()?)
    }

    /// Delivers what was said before a bad line, and passes the failure on.
    fn stop(&mut self, failure: Failure) -> Failure {
        match self.observe_waiting() {
            Ok(()) => failure,
            Err(error) => error.into(),
        }
    }

    fn take(&mut self, line: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(line).map_err(|_| "not UTF-8: write UTF-8 text")?;
        let line: InputLine<'_> = serde_json::from_str(text).map_err(|error| in_line(&error))?;
        match line {
            InputLine { phone, at_ms: Some(at), event: Some(event), home: None, familiar_regions: None } => {
                self.hold(&phone, Moment::from_ms(at), event)
            }
            InputLine { phone, at_ms: None, event: None, home: Some(home), familiar_regions } => self
                .introduce(
                    &phone,
                    &Settings { home, familiar_regions: familiar_regions.unwrap_or_default() },
                ),
            _ => Err(
                "neither an event (phone, at_ms, event) nor a phone (phone, home, optional familiar_regions)"
                    .to_owned(),
            ),
        }
    }

    fn introduce(&mut self, name: &str, settings: &Settings) -> Result<(), String> {
        if self.by_name.contains_key(name) {
            return Err(format!("phone {name:?} is already known: its home comes once, before its events"));
        }
        self.add(name, settings);
        Ok(())
    }

    fn add(&mut self, name: &str, settings: &Settings) -> usize {
        let index = self.phones.len();
        self.by_name.insert(name.into(), index);
        self.phones.push(Phone {
            name: name.into(),
            player: Player::new(Engine::new(settings)),
            latest: None,
        });
        index
    }

    fn hold(&mut self, name: &str, at: Moment, event: Event) -> Result<(), String> {
        let known = self.by_name.get(name).copied();
        let index = known
            .unwrap_or_else(|| self.add(name, &Settings { home: Region::CN, familiar_regions: Vec::new() }));
        let phone = &mut self.phones[index];
        if let Some(latest) = phone.latest.filter(|latest| at < *latest) {
            let (at, latest) = (at.ms(), latest.ms());
            return Err(format!(
                "at_ms {at} is before {latest} of the same phone {name:?}: order the lines of a phone by time"
            ));
        }
        phone.latest = Some(at);
        self.waiting.push(Waiting { phone: index, at, event });
        Ok(())
    }

    /// Passes the events that were read to their engines and writes the effects.
    fn observe_waiting(&mut self) -> io::Result<()> {
        let begin = Instant::now();
        for Waiting { phone, at, event } in &self.waiting {
            let said = &mut self.said;
            let mut say = |at, effect| said.push(PhoneEffect { phone: *phone, at, effect });
            let player = &mut self.phones[*phone].player;
            player.wake_before(*at, &mut say);
            for effect in player.observe(*at, *at, event).effects {
                say(*at, effect);
            }
        }
        self.engine_time += begin.elapsed();
        self.events += self.waiting.len() as u64;
        self.waiting.clear();
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        self.effects += self.said.len() as u64;
        for PhoneEffect { phone, at, effect } in self.said.drain(..) {
            let line = OutputLine { phone: &self.phones[phone].name, at_ms: at.ms(), effect: &effect };
            serde_json::to_writer(&mut self.out, &line)?;
            self.out.write_all(b"\n")?;
        }
        self.out.flush()
    }

    /// Advances every phone to its last event.
    fn finish(&mut self) -> io::Result<()> {
        let begin = Instant::now();
        for (index, phone) in self.phones.iter_mut().enumerate() {
            let Some(latest) = phone.latest else { continue };
            let said = &mut self.said;
            phone.player.wake_up_to(latest, |at, effect| said.push(PhoneEffect { phone: index, at, effect }));
        }
        self.engine_time += begin.elapsed();
        self.write()
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

/// A JSON error for a single line: only the column matters.
fn in_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    format!("{what} (column {})", error.column())
}

/// The peak memory of this process, if the system reports it.
fn peak_rss_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1_024.0)
}

/// Input that tells whether the next read may block.
trait Source: BufRead {
    fn would_wait(&self) -> bool;
}

impl<R: Read> Source for BufReader<R> {
    fn would_wait(&self) -> bool {
        self.buffer().is_empty()
    }
}
