//! As much of an ntfy server as the family's page asks for, over TLS, for this computer alone. It can be told to misbehave.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

/// The server, until the process ends.
pub struct Ntfy {
    address: String,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    lines: Vec<Line>,
    /// What was sent by HTTP, whether it was accepted or not.
    received: Vec<(String, String)>,
    asked: Vec<String>,
    /// Streams of an earlier round are cut.
    round: u64,
    refuses: bool,
    forgets: bool,
}

#[derive(Clone)]
struct Line {
    topic: String,
    id: String,
    data: String,
}

impl Ntfy {
    /// Listens on a free port.
    ///
    /// # Errors
    ///
    /// Fails if there is none.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("https://{}", listener.local_addr()?);
        let shared = Arc::new(Shared::default());
        let (config, state) = (Arc::new(signed_by_itself()?), Arc::clone(&shared));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, state) = (Arc::clone(&config), Arc::clone(&state));
                thread::spawn(move || answer(stream, config, &state));
            }
        });
        Ok(Self { address, shared })
    }

    /// Its address, as a code names it.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Adds a message to a topic.
    pub fn publish(&self, topic: &str, text: &str) {
        self.shared.state().add(topic, text);
        self.shared.changed.notify_all();
    }

    /// Adds a line that no ntfy server would send.
    pub fn publish_raw(&self, topic: &str, data: &str) {
        let mut state = self.shared.state();
        let id = format!("m{}", state.lines.len());
        state.lines.push(Line { topic: topic.to_owned(), id, data: data.to_owned() });
        drop(state);
        self.shared.changed.notify_all();
    }

    /// The texts that were sent to a topic by HTTP, accepted or not.
    #[must_use]
    pub fn received(&self, topic: &str) -> Vec<String> {
        let state = self.shared.state();
        state.received.iter().filter(|(to, _)| to == topic).map(|(_, text)| text.clone()).collect()
    }

    /// The first lines of all requests so far.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.shared.state().asked.clone()
    }

    /// Cuts every stream.
    pub fn cut(&self) {
        self.shared.state().round += 1;
        self.shared.changed.notify_all();
    }

    /// Answers everything with an error from now on, and cuts every stream; or no longer.
    pub fn refuse(&self, refuses: bool) {
        self.shared.state().refuses = refuses;
        self.cut();
    }

    /// Accepts what is sent by HTTP and throws it away; or no longer.
    pub fn forget(&self, forgets: bool) {
        self.shared.state().forgets = forgets;
    }

    /// Waits until so many texts were sent to a topic.
    ///
    /// # Panics
    ///
    /// Panics if they do not come.
    #[must_use]
    pub fn await_received(&self, topic: &str, count: usize) -> Vec<String> {
        for _ in 0..600 {
            let received = self.received(topic);
            if received.len() >= count {
                return received;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("{} of {count} texts arrived", self.received(topic).len());
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn add(&mut self, topic: &str, text: &str) {
        let id = format!("m{}", self.lines.len());
        let data =
            json!({ "id": id, "time": 1, "event": "message", "topic": topic, "message": text }).to_string();
        self.lines.push(Line { topic: topic.to_owned(), id, data });
    }

    /// What a topic has after a line. An id that is not known stands for the beginning, as with ntfy.
    fn since(&self, topic: &str, since: &str) -> Vec<Line> {
        let after = self.lines.iter().position(|line| line.id == since).map_or(0, |at| at + 1);
        self.lines[after..].iter().filter(|line| line.topic == topic).cloned().collect()
    }
}

fn signed_by_itself() -> io::Result<ServerConfig> {
    let certified = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).map_err(io::Error::other)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .map_err(io::Error::other)
}

type Tls = StreamOwned<ServerConnection, TcpStream>;

fn answer(stream: TcpStream, config: Arc<ServerConfig>, shared: &Shared) -> Option<()> {
    let connection = ServerConnection::new(config).ok()?;
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let tls = reader.into_inner();
    let mut words = first.split(' ');
    let (method, target) = (words.next()?, words.next()?.to_owned());
    shared.state().asked.push(format!("{method} {target}"));
    if method == "POST" { take(tls, &body, shared) } else { tell(tls, &target, shared) }
}

fn take(mut tls: Tls, body: &[u8], shared: &Shared) -> Option<()> {
    let said: Value = serde_json::from_slice(body).ok()?;
    let (topic, text) = (said["topic"].as_str()?, said["message"].as_str()?);
    let mut state = shared.state();
    state.received.push((topic.to_owned(), text.to_owned()));
    let refuses = state.refuses;
    if !refuses && !state.forgets {
        state.add(topic, text);
    }
    drop(state);
    shared.changed.notify_all();
    respond(&mut tls, if refuses { "503 Service Unavailable" } else { "200 OK" }, "application/json", "{}")
}

fn tell(mut tls: Tls, target: &str, shared: &Shared) -> Option<()> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut parts = path.trim_start_matches('/').split('/');
    let (topic, form) = (parts.next()?, parts.next().unwrap_or_default());
    let since = query.split('&').find_map(|part| part.strip_prefix("since=")).unwrap_or("all");
    let state = shared.state();
    let (lines, round, refuses) = (state.since(topic, since), state.round, state.refuses);
    drop(state);
    if refuses {
        return respond(&mut tls, "503 Service Unavailable", "text/plain", "");
    }
    if form == "json" {
        let told: String = lines.into_iter().map(|line| line.data + "\n").collect();
        return respond(&mut tls, "200 OK", "application/x-ndjson", &told);
    }
    tls.write_all(format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{COMMON}\r\n").as_bytes())
        .ok()?;
    tls.write_all(b"event: open\ndata: {\"event\":\"open\"}\n\n").ok()?;
    tls.flush().ok()?;
    let mut since = since.to_owned();
    loop {
        let state = shared.state();
        let (state, _) = shared
            .changed
            .wait_timeout_while(state, Duration::from_secs(15), |state| {
                state.round == round && state.since(topic, &since).is_empty()
            })
            .unwrap_or_else(PoisonError::into_inner);
        if state.round != round {
            return None;
        }
        let lines = state.since(topic, &since);
        drop(state);
        for line in &lines {
            tls.write_all(format!("data: {}\n\n", line.data).as_bytes()).ok()?;
        }
        match lines.last() {
            Some(last) => last.id.clone_into(&mut since),
            None => tls.write_all(b"event: keepalive\ndata: {\"event\":\"keepalive\"}\n\n").ok()?,
        }
        tls.flush().ok()?;
    }
}

const COMMON: &str = "Access-Control-Allow-Origin: *\r\nCache-Control: no-store\r\nConnection: close\r\n";

fn respond(tls: &mut Tls, status: &str, kind: &str, body: &str) -> Option<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{COMMON}\r\n",
        body.len()
    );
    tls.write_all(head.as_bytes()).ok()?;
    tls.write_all(body.as_bytes()).ok()?;
    tls.conn.send_close_notify();
    tls.flush().ok()
}
