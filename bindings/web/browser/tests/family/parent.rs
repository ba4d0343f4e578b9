//! The parent's phone, as the app plays it.

use std::fs::File;
use std::io::Read;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kinguard_browser::Ntfy;
use kinguard_family::alert::{AlertKind, Urgency};
use kinguard_family::ask::{Ask, AskResult};
use kinguard_family::time::{Counter, Incident, MessageId, WallTime};
use kinguard_family::to_family::{Alert, Alive, Body, GuardState, Outcome, Step, Story, ToFamily};
use kinguard_family::to_parent::ToParent;
use kinguard_seal::address::{Address, Server, Topic};
use kinguard_seal::challenge::Standing;
use kinguard_seal::content::Matter;
use kinguard_seal::parent::{ParentPairing, ParentStep, Typed};
use kinguard_seal::random::Randomness;
use kinguard_seal::state::State;
use kinguard_seal::text;
use kinguard_seal::time::{Boot, Uptime};
use kinguard_seal::window::Accepted;

/// A phone that is paired with the page, or about to be.
pub struct Parent {
    pairing: ParentPairing,
    state: Option<State>,
    began: Instant,
    /// The boot's time before this test.
    pub uptime_before_ms: u64,
    /// The topic for alerts.
    pub alerts: String,
    /// The topic for answers.
    pub answers: String,
    read: usize,
}

/// An answer of the relative.
#[derive(Debug)]
pub struct Answered {
    pub counter: Counter,
    pub answer: Ask,
    pub sentence: Option<String>,
    pub in_time: bool,
}

struct Urandom(File);

impl Randomness for Urandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.read_exact(bytes).expect("randomness never ends");
    }
}

fn random() -> Urandom {
    Urandom(File::open("/dev/urandom").expect("there is randomness"))
}

impl Parent {
    /// A phone that shows a code. `name` tells its topics from those of others.
    pub fn new(server: &Ntfy, name: &str) -> Self {
        let (alerts, answers) = (format!("{name}-alerts"), format!("{name}-answers"));
        let address = Address::new(
            Server::new(server.address()).expect("an address"),
            Topic::new(&alerts).expect("a topic"),
            Topic::new(&answers).expect("a topic"),
        );
        let uptime = Uptime { boot: Boot(7), ms: 1_000_000 };
        let pairing = ParentPairing::begin(address.expect("two topics"), uptime, &mut random());
        let began = Instant::now();
        Self { pairing, state: None, began, uptime_before_ms: 1_000_000, alerts, answers, read: 0 }
    }

    pub fn code(&self) -> String {
        self.pairing.code().text().to_string()
    }

    fn now(&self) -> Uptime {
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Uptime { boot: Boot(7), ms: self.uptime_before_ms + since }
    }

    fn news(&mut self, server: &Ntfy) -> Vec<String> {
        let all = server.received(&self.answers);
        let new = all[self.read..].to_vec();
        self.read = all.len();
        new
    }

    /// Answers what arrives until the digits are awaited, or the pairing is over. Returns whether they are.
    pub fn meet(&mut self, server: &Ntfy) -> bool {
        for _ in 0..400 {
            for text in self.news(server) {
                let now = self.now();
                match self.pairing.receive(&text::read(&text).expect("a text"), now, &mut random()) {
                    Ok(ParentStep::Reply(reply)) => server.publish(&self.alerts, &text::write(&reply)),
                    Ok(ParentStep::Ended(_, notice)) => {
                        server.publish(&self.alerts, &text::write(&notice));
                        return false;
                    }
                    Err(_) => {}
                }
            }
            if self.pairing.awaits_digits() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the page never claimed the code");
    }

    /// Types the digits that the page shows. Returns whether they were right.
    pub fn type_digits(&mut self, server: &Ntfy, digits: &str) -> bool {
        let now = self.now();
        match self.pairing.typed(digits, now, &mut random()).expect("digits are awaited") {
            Typed::Paired(state, envelope) => {
                self.state = Some(*state);
                server.publish(&self.alerts, &text::write(&envelope));
                true
            }
            Typed::Wrong(_) => false,
            Typed::Ended(_, notice) => {
                server.publish(&self.alerts, &text::write(&notice));
                false
            }
        }
    }

    /// Closes the page with the code.
    pub fn withdraw(&mut self, server: &Ntfy) {
        let notice = self.pairing.withdraw().expect("a pairing that goes on");
        server.publish(&self.alerts, &text::write(&notice));
    }

    /// Claims the own code as a second device would, and tells the page what follows from it.
    pub fn claimed_by_another(&mut self, server: &Ntfy) {
        let code = self.pairing.code().clone();
        let (_, claim) = kinguard_seal::family::FamilyPairing::begin(code, &mut random());
        let now = self.now();
        let Ok(ParentStep::Ended(_, notice)) = self.pairing.receive(&claim, now, &mut random()) else {
            panic!("a second claim ends the pairing");
        };
        server.publish(&self.alerts, &text::write(&notice));
    }

    /// Seals a message without sending it.
    pub fn seal(&mut self, body: Body) -> String {
        let at = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
        let now = self.now();
        let message = ToFamily::new(WallTime(u64::try_from(at).unwrap_or(0)), now, body);
        let state = self.state.take().expect("paired");
        let (bytes, accepted) = (message.to_bytes(), Accepted(u64::MAX));
        let sealed = if message.asks().is_empty() {
            state.note(&bytes, accepted, &mut random())
        } else {
            state.question(&bytes, accepted, now, &mut random())
        };
        let sealed = sealed.expect("it is short enough");
        self.state = Some(sealed.state);
        text::write(&sealed.envelope)
    }

    pub fn send(&mut self, server: &Ntfy, body: Body) -> String {
        let envelope = self.seal(body);
        server.publish(&self.alerts, &envelope);
        envelope
    }

    /// Opens what arrived since the last time: the answers, without the receipts.
    pub fn answers(&mut self, server: &Ntfy) -> Vec<Answered> {
        let mut answers = Vec::new();
        for text in self.news(server) {
            let state = self.state.take().expect("paired");
            match state.open(&text::read(&text).expect("a text"), self.now()) {
                Ok(opened) => {
                    if let Matter::Answer(_, body) | Matter::Note(body) = &opened.matter
                        && let Ok(ToParent::Answer { answer, sentence }) = ToParent::parse(body)
                    {
                        answers.push(Answered {
                            counter: Counter(opened.counter),
                            answer,
                            sentence: sentence.map(String::from),
                            in_time: matches!(opened.standing, Some(Standing::InTime(_))),
                        });
                    }
                    self.state = Some(opened.state);
                }
                // A retry.
                Err(_) => self.state = Some(state),
            }
        }
        answers
    }

    /// Waits for one answer.
    pub fn await_answer(&mut self, server: &Ntfy) -> Answered {
        for _ in 0..400 {
            if let Some(answer) = self.answers(server).into_iter().next() {
                return answer;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("no answer arrived");
    }
}

pub const ALL_ASKS: [Ask; 5] = [Ask::Calling, Ask::Fine, Ask::EndCall, Ask::Say, Ask::RingNext];

pub fn danger(title: &str, text: &str, asks: &[Ask]) -> Body {
    Body::Alert(Alert {
        message: MessageId(1),
        kind: AlertKind::Danger,
        urgency: Urgency::Alarm,
        incident: Some(Incident(3)),
        title: title.to_owned(),
        text: text.to_owned(),
        region: Some("CN".to_owned()),
        asks: asks.to_vec(),
    })
}

pub fn ended(title: &str) -> Body {
    Body::Alert(Alert {
        message: MessageId(2),
        kind: AlertKind::Ended,
        urgency: Urgency::Loud,
        incident: Some(Incident(3)),
        title: title.to_owned(),
        text: String::new(),
        region: None,
        asks: Vec::new(),
    })
}

pub fn question(kind: AlertKind, title: &str, asks: &[Ask]) -> Body {
    Body::Alert(Alert {
        message: MessageId(4),
        kind,
        urgency: Urgency::Loud,
        incident: None,
        title: title.to_owned(),
        text: String::new(),
        region: None,
        asks: asks.to_vec(),
    })
}

pub fn story(steps: &[&str], asks: &[Ask]) -> Body {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
    let at_ms = WallTime(u64::try_from(at).unwrap_or(0));
    let steps = steps.iter().map(|text| Step { at_ms, text: (*text).to_owned() }).collect();
    Body::Story(Story { incident: Incident(3), red: true, steps, asks: asks.to_vec() })
}

pub fn alive(state: GuardState, faults: &[&str]) -> Body {
    let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
    Body::Alive(Alive { next_ms: Some(6 * 3_600_000), state, faults, region: Some("CN".to_owned()) })
}

pub fn outcome(of: &Answered, result: AskResult, text: Option<&str>) -> Body {
    Body::Outcome(Outcome { answers: of.counter, answer: of.answer, result, text: text.map(str::to_owned) })
}
