//! The family's page in a real browser, with the parent's phone played by the core. `cargo xtask web --test` runs this.

mod parent;

use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::wd::WindowHandle;
use kinguard_browser::{Browser, Ntfy, Server};
use kinguard_family::alert::AlertKind;
use kinguard_family::ask::{Ask, AskResult};
use kinguard_family::to_family::{Body, GuardState};
use serde_json::{Value, json};

use parent::{ALL_ASKS, Parent, alive, danger, ended, outcome, question, story};

const HOUR_MS: u64 = 3_600_000;

fn given(name: &str) -> PathBuf {
    PathBuf::from(
        env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: run cargo xtask web --test")),
    )
}

/// The page, its host, and the server that it speaks to.
struct Setting {
    host: Server,
    ntfy: Ntfy,
    browser: Browser,
}

/// A clock that can be set, and a record of what sounds.
const BEFORE: &str = "
    const time = Date.now.bind(Date);
    Date.now = () => time() + (window.later ?? 0);
    window.sounds = 0;
    const start = AudioBufferSourceNode.prototype.start;
    const stop = AudioBufferSourceNode.prototype.stop;
    AudioBufferSourceNode.prototype.start = function (...given) { window.sounds += 1; return start.apply(this, given); };
    AudioBufferSourceNode.prototype.stop = function (...given) { window.sounds -= 1; return stop.apply(this, given); };
";

impl Setting {
    async fn new() -> Self {
        let host = Server::of(&given("KINGUARD_FAMILY_PAGE")).expect("a port is free");
        let ntfy = Ntfy::start().expect("a port is free");
        let browser = Browser::open().await;
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": BEFORE })).await;
        browser.size(400, 850, 1.0).await;
        let setting = Self { host, ntfy, browser };
        setting.open("").await;
        setting
    }

    fn address(&self, fragment: &str) -> String {
        format!("{}family.html{fragment}", self.host.address())
    }

    async fn open(&self, fragment: &str) {
        self.browser.go(&self.address(fragment)).await;
    }

    /// Claims a phone's code and waits for the digits.
    async fn claim(&self, parent: &mut Parent, name: &str) -> String {
        self.browser.click("[data-act=pair]").await;
        self.fill("#code", &parent.code()).await;
        self.fill("#name", name).await;
        self.fill("#number", "+86 138-0013 8000").await;
        self.browser.click("[data-act=begin]").await;
        assert!(parent.meet(&self.ntfy));
        self.browser.text(".digits").await.chars().filter(char::is_ascii_digit).collect()
    }

    async fn pair(&self, topic: &str, name: &str) -> Parent {
        let mut parent = Parent::new(&self.ntfy, topic);
        let digits = self.claim(&mut parent, name).await;
        assert!(parent.type_digits(&self.ntfy, &digits), "the page shows the digits that the phone awaits");
        self.browser.find("section.card").await;
        parent.send(&self.ntfy, alive(GuardState::Guarding, &[]));
        self.sees("section.card.done", "").await;
        parent
    }

    async fn fill(&self, selector: &str, text: &str) {
        let field = self.browser.find(selector).await;
        field.clear().await.expect("a field");
        field.send_keys(text).await.expect("keys arrive");
    }

    /// Waits until an element has a text.
    async fn sees(&self, selector: &str, text: &str) {
        let script = "const [selector, text] = given; const began = performance.now();
            const look = () => {
                const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text));
                if (found) done(null);
                else if (performance.now() - began > 20000) done(document.body.innerText);
                else setTimeout(look, 30);
            };
            look();";
        let missed = self.browser.script(script, vec![json!(selector), json!(text)]).await;
        assert!(missed.is_null(), "{selector} never says {text}: {missed}");
    }

    async fn has(&self, selector: &str) -> bool {
        let found =
            self.browser.script("done(document.querySelector(given[0]) !== null)", vec![json!(selector)]);
        found.await == true
    }

    async fn all_text(&self) -> String {
        self.browser.text("#page").await
    }

    /// Lets the page come back into sight, so many milliseconds later by its clock.
    async fn later(&self, ms: u64) {
        let script = "window.later = given[0]; document.dispatchEvent(new Event('visibilitychange')); done()";
        self.browser.script(script, vec![json!(ms)]).await;
    }

    async fn evaluates(&self, script: &str) -> Value {
        self.browser.script(&format!("Promise.resolve({script}).then(done)"), vec![]).await
    }

    async fn expect_silent_console(&self) {
        let said = self.browser.console().await;
        // A server that refuses or is cut is told of by the browser itself.
        let ours: Vec<&String> = said.iter().filter(|line| !line.contains(self.ntfy.address())).collect();
        assert!(ours.is_empty(), "{ours:#?}");
    }

    async fn close(self) {
        self.expect_silent_console().await;
        self.browser.close().await;
    }
}

async fn pause(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pairing_shows_digits_and_leads_to_a_parent_who_can_be_called() {
    let setting = Setting::new().await;
    let mut parent = Parent::new(&setting.ntfy, "mum");
    let digits = setting.claim(&mut parent, "Mum").await;
    assert_eq!(digits.len(), 6);
    assert!(!setting.has("section.card").await, "nothing is paired before the digits are typed");
    let wrong = if digits == "000000" { "000001" } else { "000000" };
    assert!(!parent.type_digits(&setting.ntfy, wrong));
    assert!(parent.type_digits(&setting.ntfy, &digits));
    setting.sees("section.card", "Mum").await;
    setting.sees("[data-key=notice]", "Paired").await;
    let call = setting.browser.find("section.card a").await.attr("href").await.expect("a link");
    assert_eq!(call.as_deref(), Some("tel:+8613800138000"));
    parent.send(&setting.ntfy, alive(GuardState::Guarding, &[]));
    setting.sees("section.card.done", "Guarded").await;
    parent.send(&setting.ntfy, alive(GuardState::Guarding, &["No text messages"]));
    setting.sees("section.card.open", "Guarded in part").await;
    setting.browser.click(".open-card").await;
    setting.sees(".list li", "No text messages").await;
    // All of it is there again after the page was closed.
    setting.open("").await;
    setting.sees("section.card.open", "Guarded in part").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_with_a_code_only_fills_it_in() {
    let setting = Setting::new().await;
    let mut parent = Parent::new(&setting.ntfy, "mum");
    setting.open(&format!("#code={}", parent.code())).await;
    let filled = setting.browser.find("#code").await.prop("value").await.expect("a field");
    assert_eq!(filled.unwrap_or_default(), parent.code());
    assert_eq!(setting.evaluates("location.href").await, setting.address(""), "it is gone from the address");
    assert!(setting.ntfy.asked().is_empty(), "nothing is claimed without a tap");
    setting.browser.click("[data-act=begin]").await;
    assert!(parent.meet(&setting.ntfy));
    let digits: String = setting.browser.text(".digits").await.chars().filter(char::is_ascii_digit).collect();
    assert!(parent.type_digits(&setting.ntfy, &digits));
    setting.sees("section.card", "your parent").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pairing_that_ends_says_why() {
    let setting = Setting::new().await;
    setting.browser.click("[data-act=pair]").await;
    setting.fill("#code", "kinguard1:AAAA").await;
    setting.browser.click("[data-act=begin]").await;
    setting.sees("[role=alert]", "no pairing code").await;
    setting.browser.click("[data-act=go]").await;
    let mut wrong = Parent::new(&setting.ntfy, "wrong");
    let digits = setting.claim(&mut wrong, "Mum").await;
    let other = if digits == "000000" { "000001" } else { "000000" };
    for _ in 0..3 {
        assert!(!wrong.type_digits(&setting.ntfy, other));
    }
    setting.sees("[role=alert]", "wrong three times").await;
    let mut withdrawn = Parent::new(&setting.ntfy, "withdrawn");
    setting.claim(&mut withdrawn, "Mum").await;
    withdrawn.withdraw(&setting.ntfy);
    setting.sees("[role=alert]", "has closed the code").await;
    let mut seen = Parent::new(&setting.ntfy, "seen");
    setting.claim(&mut seen, "Mum").await;
    seen.claimed_by_another(&setting.ntfy);
    setting.sees("[role=alert]", "Two devices").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_claim_after_the_digits_undoes_the_pairing() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    parent.claimed_by_another(&setting.ntfy);
    setting.sees("[role=alert]", "two devices have read the same code").await;
    assert!(!setting.has("section.card").await);
    let kept = setting.evaluates("JSON.stringify(Object.keys(localStorage))").await;
    assert!(!kept.as_str().unwrap_or_default().contains("kinguard-family:"), "{kept}");
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn danger_sounds_is_answered_and_ends() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    setting.browser.click("[data-act=go][data-value=settings]").await;
    assert_eq!(setting.evaluates("window.sounds").await, 0);
    parent.send(
        &setting.ntfy,
        danger("Mum is in danger", "The bank is open while the screen is shared.", &ALL_ASKS),
    );
    setting.sees("main.alarm.red h1", "Mum is in danger").await;
    assert_eq!(setting.evaluates("window.sounds").await, 1, "it sounds, whatever page was open");
    let call = setting.browser.find("main.alarm a.main").await;
    assert_eq!(call.attr("href").await.expect("a link").as_deref(), Some("tel:+8613800138000"));
    assert_eq!(call.text().await.expect("a text"), "Call Mum now");
    setting.sees("main.alarm a", "Police 110").await;
    let title = setting.browser.client.title().await.expect("a title");
    assert!(title.contains("Mum is in danger"), "{title}");
    parent.send(
        &setting.ntfy,
        story(&["10:02 A stranger is calling", "10:09 The screen is shared"], &ALL_ASKS),
    );
    setting.sees(".story li:last-child", "The screen is shared").await;
    setting.browser.click("[data-value$=' calling']").await;
    let answer = parent.await_answer(&setting.ntfy);
    assert!(answer.answer == Ask::Calling && answer.in_time, "{answer:?}");
    setting.sees(".said li.waiting", "I am calling").await;
    assert_eq!(setting.evaluates("window.sounds").await, 0, "whoever answers has heard it");
    parent.send(&setting.ntfy, outcome(&answer, AskResult::Done, None));
    setting.sees(".said li.done", "Done").await;
    // Another alert about the same danger sounds anew, until it is made to stop.
    parent.send(&setting.ntfy, danger("Mum went on", "", &ALL_ASKS));
    setting.sees("main.alarm h1", "Mum went on").await;
    assert_eq!(setting.evaluates("window.sounds").await, 1);
    setting.browser.click("[data-act=quiet]").await;
    setting.sees("main.alarm [data-act=go]", "Back to the overview").await;
    assert_eq!(setting.evaluates("window.sounds").await, 0);
    parent.send(&setting.ntfy, ended("No danger is seen any more"));
    setting.sees("main .card.done .state", "Guarded").await;
    setting.browser.click("[data-value=history]").await;
    for line in [
        "No danger is seen any more",
        "Mum went on",
        "You: I am calling",
        "I am calling: Done",
        "Mum is in danger",
        "Paired",
    ] {
        setting.sees(".history li", line).await;
    }
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_from_afar_is_sealed_checked_and_says_what_came_of_it() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    parent.send(&setting.ntfy, danger("Mum is in danger", "", &ALL_ASKS));
    setting.sees("main.alarm", "A call inside an app cannot be ended").await;
    for (text, fault) in [
        ("call 110", "No numbers"),
        ("look at a.example", "No addresses"),
        ("tell him the password", "Nothing about accounts"),
        (&"long ".repeat(13), "60 characters"),
    ] {
        setting.fill("#sentence", text).await;
        setting.sees("#sentence-fault", fault).await;
        setting.browser.click("[data-act=say]").await;
    }
    pause(300).await;
    assert!(parent.answers(&setting.ntfy).is_empty(), "none of them left");
    setting.fill("#sentence", "Mum, hang up").await;
    // A message that arrives meanwhile leaves the half-written sentence alone.
    parent.send(&setting.ntfy, story(&["The screen is shared"], &ALL_ASKS));
    setting.sees(".story li", "The screen is shared").await;
    setting.browser.click("[data-act=say]").await;
    let said = parent.await_answer(&setting.ntfy);
    assert_eq!((said.answer, said.sentence.as_deref()), (Ask::Say, Some("Mum, hang up")));
    parent.send(&setting.ntfy, outcome(&said, AskResult::Done, None));
    setting.sees(".said li.done", "Mum, hang up").await;
    setting.browser.click("[data-value$=' end_call']").await;
    let end = parent.await_answer(&setting.ntfy);
    assert!(end.answer == Ask::EndCall && end.in_time);
    parent.send(&setting.ntfy, outcome(&end, AskResult::Refused, Some("The caller is family.")));
    setting.sees(".said li.refused", "Not done The caller is family.").await;
    setting.browser.click("[data-act=say_chip]").await;
    assert_eq!(parent.await_answer(&setting.ntfy).sentence.as_deref(), Some("It’s me. Hang up now"));
    setting.browser.click("[data-value$=' ring_next']").await;
    let ring = parent.await_answer(&setting.ntfy);
    parent.send(&setting.ntfy, outcome(&ring, AskResult::Late, None));
    setting.sees(".said li.late", "Too late").await;
    // After ten minutes the page offers nothing that would not count.
    setting.later(HOUR_MS / 6 + 1000).await;
    setting.browser.click("[data-act=go]").await;
    setting.browser.click(".open-card").await;
    setting.sees("main.alarm", "More than ten minutes").await;
    assert!(!setting.has("[data-act=say]").await);
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_without_danger_are_answered() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    parent.send(&setting.ntfy, question(AlertKind::Test, "A test: did it arrive?", &[Ask::Arrived]));
    setting.sees("section.card", "Waiting for your answer").await;
    setting.browser.click(".open-card").await;
    setting.browser.click("[data-value$=' arrived']").await;
    assert_eq!(parent.await_answer(&setting.ntfy).answer, Ask::Arrived);
    parent.send(
        &setting.ntfy,
        question(AlertKind::Change, "The PIN will be cleared", &[Ask::Object, Ask::ResetPin]),
    );
    setting.browser.click("[data-value$=' object']").await;
    assert_eq!(parent.await_answer(&setting.ntfy).answer, Ask::Object);
    parent.send(&setting.ntfy, Body::Removed);
    setting.sees(".card.fault .state", "Removed by that phone").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_said_after_fourteen_hours_and_taken_back() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    setting.later(14 * HOUR_MS - 60_000).await;
    pause(500).await;
    assert!(setting.has("section.card.done").await, "not yet");
    setting.later(14 * HOUR_MS + 60_000).await;
    setting.sees("section.card.fault", "Not heard of").await;
    parent.uptime_before_ms += 14 * HOUR_MS + 60_000;
    parent.send(&setting.ntfy, alive(GuardState::Guarding, &[]));
    setting.sees("section.card.done", "Guarded").await;
    setting.browser.click(".open-card").await;
    setting.browser.click("[data-value=history]").await;
    setting.sees(".history li", "No longer heard of").await;
    setting.sees(".history li", "Heard of again").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_server_can_only_drop_and_is_found_out() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    // The claim, the key, and the first receipt.
    let receipts = setting.ntfy.await_received(&parent.answers, 3).len();
    // Forged, of another topic, not JSON, too long, not a text, not a message, markup.
    let envelope = parent.seal(danger("Mum is in danger", "", &[]));
    let mut forged = envelope.clone().into_bytes();
    let place = forged.len() / 2;
    forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).expect("letters");
    setting.ntfy.publish(&parent.alerts, &forged);
    setting.ntfy.publish(&parent.alerts, "<img src=x onerror=alert(1)>");
    setting.ntfy.publish(&parent.alerts, &"A".repeat(7000));
    for data in ["{", "null", "7", "[]", "{\"event\":\"message\"}", &"x".repeat(100_000)] {
        setting.ntfy.publish_raw(&parent.alerts, data);
    }
    let other = json!({ "id": "m1", "event": "message", "topic": "other", "message": envelope }).to_string();
    setting.ntfy.publish_raw(&parent.alerts, &other);
    let no_text =
        json!({ "id": "m1", "event": "message", "topic": parent.alerts, "message": { "a": 1 } }).to_string();
    setting.ntfy.publish_raw(&parent.alerts, &no_text);
    pause(500).await;
    assert!(setting.has("section.card.done").await, "{}", setting.all_text().await);
    assert_eq!(setting.ntfy.received(&parent.answers).len(), receipts, "nothing is acknowledged");
    // In the wrong order and twice, each is taken once.
    let second = parent.seal(alive(GuardState::Paused, &[]));
    setting.ntfy.publish(&parent.alerts, &second);
    setting.sees("section.card.open", "Paused").await;
    setting.ntfy.publish(&parent.alerts, &second);
    setting.ntfy.publish(&parent.alerts, &envelope);
    setting.sees("main.alarm h1", "Mum is in danger").await;
    setting.ntfy.publish(&parent.alerts, &envelope);
    pause(500).await;
    assert_eq!(setting.ntfy.received(&parent.answers).len(), receipts + 2, "one receipt for each");
    setting.browser.click("[data-act=quiet]").await;
    // One that the server accepted and never delivered is missed once 64 newer have come.
    let _held_back = parent.seal(alive(GuardState::Off, &[]));
    for _ in 0..65 {
        parent.send(&setting.ntfy, alive(GuardState::Guarding, &[]));
    }
    setting.sees("main.alarm", "held back 1 message").await;
    // A flood only costs the stream.
    for _ in 0..300 {
        setting.ntfy.publish(&parent.alerts, "AAAA");
    }
    parent.send(&setting.ntfy, ended("It is over"));
    setting.sees("main .card", "Guarded").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_cut_off_is_said_and_made_up_for() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    setting.ntfy.refuse(true);
    setting.sees("section.card", "Messages may not arrive").await;
    setting.ntfy.publish(&parent.alerts, "AAAA");
    parent.send(&setting.ntfy, danger("Mum is in danger", "", &ALL_ASKS));
    pause(300).await;
    assert!(!setting.has("main.alarm").await);
    setting.ntfy.refuse(false);
    setting.later(1).await;
    setting.sees("main.alarm h1", "Mum is in danger").await;
    for _ in 0..3 {
        setting.ntfy.cut();
    }
    setting.later(2).await;
    parent.send(&setting.ntfy, story(&["It goes on"], &ALL_ASKS));
    setting.sees(".story", "It goes on").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_stored_before_it_leaves_and_a_retry_has_the_same_bytes() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    parent.send(&setting.ntfy, danger("Mum is in danger", "", &ALL_ASKS));
    setting.sees("main.alarm h1", "Mum is in danger").await;
    let receipts = setting.ntfy.await_received(&parent.answers, 4).len();
    setting.ntfy.refuse(true);
    setting.browser.click("[data-value$=' calling']").await;
    setting.sees(".said li.waiting", "I am calling").await;
    let refused = setting.ntfy.await_received(&parent.answers, receipts + 1).remove(receipts);
    setting.sees("main.alarm", "Trying again").await;
    // The browser is closed at that point.
    setting.browser.client.goto("about:blank").await.expect("a blank page");
    setting.ntfy.refuse(false);
    setting.open("").await;
    setting.browser.click(".open-card").await;
    setting.sees(".said li.waiting", "I am calling").await;
    let again = setting.ntfy.await_received(&parent.answers, receipts + 2);
    assert!(again[receipts + 1..].iter().all(|text| *text == refused), "the same bytes");
    let answers = parent.answers(&setting.ntfy);
    assert_eq!(answers.len(), 1, "{answers:?}");
    // A server that says 200 to all of it: the page says only that it was sent.
    setting.ntfy.forget(true);
    setting.browser.click("[data-value$=' end_call']").await;
    setting.sees(".said li.waiting", "End the call").await;
    pause(300).await;
    assert!(!setting.has(".said li.done").await);
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_keys_and_old_ones_are_found_and_shown() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    let records = "const database = await new Promise((done) => { const opening = indexedDB.open('kinguard-family'); opening.onsuccess = () => done(opening.result); });
        const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
        const parents = database.transaction('parents', 'readwrite').objectStore('parents');
        const [id] = await asked(parents.getAllKeys());";
    let read = format!(
        "(async () => {{ {records} window.kept = await asked(parents.get(id)); const text = new TextDecoder().decode(window.kept.sealed); database.close(); return text; }})()"
    );
    let sealed = setting.evaluates(&read).await;
    assert!(!sealed.as_str().unwrap_or_default().contains("kinguard"), "nothing is stored in clear");
    let key = setting.evaluates("(async () => { const database = await new Promise((done) => { const opening = indexedDB.open('kinguard-family'); opening.onsuccess = () => done(opening.result); }); const key = await new Promise((done) => { const request = database.transaction('keys').objectStore('keys').get('wrap'); request.onsuccess = () => done(request.result); }); database.close(); return [key.extractable, await crypto.subtle.exportKey('raw', key).then(() => 'out', () => 'refused')]; })()").await;
    assert_eq!(key, json!([false, "refused"]));
    // An old record is put back.
    parent.send(&setting.ntfy, alive(GuardState::Paused, &[]));
    setting.sees("section.card.open", "Paused").await;
    let put_back = format!(
        "(async () => {{ {records} await asked(parents.put(window.kept, id)); database.close(); }})()"
    );
    setting.evaluates(&put_back).await;
    setting.open("").await;
    setting.sees("section.card.fault", "Mum").await;
    setting.sees("section.card.fault", "Keys lost").await;
    // The browser has deleted it.
    let delete =
        format!("(async () => {{ {records} await asked(parents.delete(id)); database.close(); }})()");
    setting.evaluates(&delete).await;
    setting.open("").await;
    setting.sees("section.card.fault", "Keys lost").await;
    let call = setting.browser.find("section.card a").await.attr("href").await.expect("a link");
    assert_eq!(call.as_deref(), Some("tel:+8613800138000"), "there is still somebody to call");
    // An alert for those keys says whose they were.
    let envelope = parent.seal(danger("Mum is in danger", "", &[]));
    setting.open(&format!("#{envelope}")).await;
    setting.sees("main .card.fault", "Keys lost").await;
    setting.sees("main", "pair again").await;
    setting.browser.click("details[data-key=remove] summary").await;
    setting.browser.click("[data-act=remove]").await;
    setting.sees("main", "First install KinGuard").await;
    // Nothing at all is left, as after seven days in Safari.
    setting.open(&format!("#{envelope}")).await;
    setting.sees("[role=alert]", "the keys for it are gone").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_envelope_in_the_address_is_opened_like_one_that_arrived() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    setting.browser.client.goto("about:blank").await.expect("a blank page");
    setting.ntfy.refuse(true);
    let envelope = parent.seal(danger("Mum is in danger", "The screen is shared.", &ALL_ASKS));
    setting.open(&format!("#{envelope}")).await;
    setting.sees("main.alarm.red h1", "Mum is in danger").await;
    assert_eq!(setting.evaluates("location.href").await, setting.address(""));
    // The same by the server afterwards is a replay, and the same address again nothing to complain about.
    setting.ntfy.refuse(false);
    setting.ntfy.publish(&parent.alerts, &envelope);
    setting.open(&format!("#{envelope}")).await;
    setting.sees("main.alarm.red h1", "Mum is in danger").await;
    assert!(!setting.has("[data-key=notice]").await);
    // While the page is open, too.
    parent.send(&setting.ntfy, ended("It is over"));
    setting.sees("main .card", "Guarded").await;
    let second = parent.seal(danger("Again in danger", "", &ALL_ASKS));
    setting.browser.script("location.hash = given[0]; done()", vec![json!(second)]).await;
    setting.sees("main.alarm.red h1", "Again in danger").await;
    assert_eq!(setting.evaluates("location.href").await, setting.address(""));
    setting.browser.click("[data-act=quiet]").await;
    for hostile in ["AAAA", "%E0%A4%A", "code=", "<script>", "pair;"] {
        setting.browser.script("location.hash = given[0]; done()", vec![json!(hostile)]).await;
        pause(100).await;
        assert_eq!(setting.evaluates("location.hash").await, "");
    }
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tab_at_a_time() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    let client = &setting.browser.client;
    let first = client.window().await.expect("a window");
    let second: WindowHandle = client.new_window(true).await.expect("a second tab").handle;
    client.switch_to_window(second.clone()).await.expect("it can be used");
    setting.open("").await;
    setting.sees("h1", "open in another tab").await;
    setting.browser.click("[data-act=use_here]").await;
    setting.sees("section.card", "Mum").await;
    client.switch_to_window(first.clone()).await.expect("it is still there");
    setting.sees("h1", "goes on in another tab").await;
    // Only the new one takes what arrives: each message has one receipt.
    let before = setting.ntfy.received(&parent.answers).len();
    parent.send(&setting.ntfy, alive(GuardState::Paused, &[]));
    client.switch_to_window(second.clone()).await.expect("it is still there");
    setting.sees("section.card.open", "Paused").await;
    pause(300).await;
    assert_eq!(setting.ntfy.received(&parent.answers).len(), before + 1);
    // When it is closed, the first goes on.
    client.close_window().await.expect("it closes");
    client.switch_to_window(first.clone()).await.expect("it is still there");
    setting.sees("section.card.open", "Paused").await;
    // An alert that is tapped comes first, wherever it opens.
    let third: WindowHandle = client.new_window(true).await.expect("a third tab").handle;
    client.switch_to_window(third).await.expect("it can be used");
    let envelope = parent.seal(danger("Mum is in danger", "", &ALL_ASKS));
    setting.open(&format!("#{envelope}")).await;
    setting.sees("main.alarm h1", "Mum is in danger").await;
    client.switch_to_window(first).await.expect("it is still there");
    setting.sees("h1", "goes on in another tab").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_parents_are_kept_apart() {
    let setting = Setting::new().await;
    let mut mum = setting.pair("mum", "Mum").await;
    let mut dad = Parent::new(&setting.ntfy, "dad");
    let digits = setting.claim(&mut dad, "Dad").await;
    assert!(dad.type_digits(&setting.ntfy, &digits));
    setting.sees("section.card", "Dad").await;
    let wrong_way = mum.seal(danger("Mum is in danger", "", &[]));
    setting.ntfy.publish(&dad.alerts, &wrong_way);
    dad.send(&setting.ntfy, alive(GuardState::Paused, &[]));
    setting.sees("section.card.open", "Paused").await;
    assert!(!setting.has("main.alarm").await);
    dad.send(&setting.ntfy, danger("Dad is in danger", "", &ALL_ASKS));
    setting.sees("main.alarm h1", "Dad is in danger").await;
    setting.browser.click("[data-act=quiet]").await;
    setting.browser.click("[data-value=home]").await;
    setting.sees("section.card.danger", "Dad").await;
    setting.sees("section.card.done", "Mum").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_leaves_but_to_the_server_of_a_pairing() {
    let setting = Setting::new().await;
    setting.browser.requests().await;
    let refused = setting
        .browser
        .script("fetch('https://127.0.0.1:1/').then(() => done('sent'), () => done('refused'))", vec![])
        .await;
    assert_eq!(refused, "refused");
    let said = setting.browser.console().await;
    assert!(
        said.iter().any(|line| line.contains("Content Security Policy")),
        "before any pairing nothing is allowed: {said:?}"
    );
    let mut parent = setting.pair("mum", "Mum").await;
    parent.send(
        &setting.ntfy,
        danger("Mum is in danger", "https://example.org/ <img src=https://example.org/x>", &ALL_ASKS),
    );
    setting.sees("main.alarm .text", "example.org").await;
    setting.browser.click("[data-value$=' calling']").await;
    parent.await_answer(&setting.ntfy);
    setting.open("").await;
    setting.sees("section.card", "Mum").await;
    let other = Ntfy::start().expect("a port is free");
    let foreign = [
        format!("{}/x", other.address()),
        "https://example.org/".to_owned(),
        format!("{}x", setting.host.address()),
    ];
    setting.expect_silent_console().await;
    let before = setting.browser.requests().await;
    for address in &before {
        let known = address.starts_with(setting.host.address())
            || address.starts_with(setting.ntfy.address())
            || address.starts_with("about:")
            || address.starts_with("data:,");
        assert!(known || address == "https://127.0.0.1:1/", "{address}");
    }
    assert!(before.iter().any(|address| address.contains("/sse?since=")), "{before:?}");
    for address in foreign {
        let refused = setting
            .browser
            .script("fetch(given[0]).then(() => done('sent'), () => done('refused'))", vec![json!(address)])
            .await;
        assert_eq!(refused, "refused", "{address}");
    }
    assert!(other.asked().is_empty());
    setting.browser.console().await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_message_stays_text() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    let hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
    parent.send(&setting.ntfy, danger(hostile, hostile, &ALL_ASKS));
    parent.send(&setting.ntfy, story(&[hostile], &ALL_ASKS));
    parent.send(&setting.ntfy, alive(GuardState::Limited, &[hostile]));
    setting.sees(".story li", "<img src=x").await;
    assert_eq!(setting.evaluates("document.querySelectorAll('img, #page script').length").await, 0);
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_opens_without_its_host_and_keeps_nothing_but_its_own_files() {
    let setting = Setting::new().await;
    let mut parent = setting.pair("mum", "Mum").await;
    setting.evaluates("navigator.serviceWorker.ready.then(() => true)").await;
    let kept = setting.evaluates("caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map(({ url }) => url))").await;
    let kept: Vec<&str> = kept.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(kept.len() > 15 && kept.iter().all(|url| url.starts_with(setting.host.address())), "{kept:?}");
    assert!(!kept.iter().any(|url| url.ends_with("sw.js")), "the worker itself comes from the host");
    let asked = setting.host.asked().len();
    setting.open("").await;
    setting.sees("section.card", "Mum").await;
    let again: Vec<String> = setting.host.asked().split_off(asked);
    assert!(again.iter().all(|line| line.starts_with("/sw.js")), "{again:?}");
    parent.send(&setting.ntfy, danger("Mum is in danger", "", &ALL_ASKS));
    setting.sees("main.alarm", "Mum is in danger").await;
    setting.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_single_file_says_that_it_is_for_trying() {
    let browser = Browser::open().await;
    browser.go(&format!("file://{}", given("KINGUARD_FAMILY_SINGLE_FILE").display())).await;
    let said = browser.text("#page").await;
    assert!(said.contains("Opened from a file") && said.contains("Pair with a parent’s phone"), "{said}");
    let entries = browser.script("done(performance.getEntriesByType('resource').length)", vec![]).await;
    assert_eq!(entries, 0);
    let said = browser.console().await;
    assert!(said.is_empty(), "{said:#?}");
    browser.close().await;
}

const CONTRAST: &str = "
    const channel = (value) => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
    const parse = (colour) => colour.match(/[0-9.]+/g).map(Number);
    const light = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const own = parse(getComputedStyle(at).backgroundColor);
            if (own.length === 3 || own[3] > 0.5) return own;
            if (at.matches('.alarm')) return parse(getComputedStyle(at, '::before').backgroundColor);
        }
        return [255, 255, 255];
    };
    document.getAnimations().forEach((one) => one.cancel());
    const poor = [];
    for (const element of document.querySelectorAll('#page *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const box = element.getBoundingClientRect();
        if (!own || box.width === 0) continue;
        const style = getComputedStyle(element);
        const [one, other] = [light(parse(style.color)), light(ground(element))].sort((a, b) => b - a);
        const ratio = (one + 0.05) / (other + 0.05);
        const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.7 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5)) poor.push(`${element.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
    }
    const small = [...document.querySelectorAll('#page button, #page a, #page input')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && box.height < 40; }).map((one) => one.textContent);
    done([poor, small, document.documentElement.scrollWidth, innerWidth, document.body.innerText]);
";

/// Looks at the page that is open: contrast, the size of what is tapped, names, and that nothing is cut off.
async fn expect_accessible(setting: &Setting, place: &str) {
    let found = setting.browser.script(CONTRAST, vec![]).await;
    assert_eq!(found[0], json!([]), "{place}: too little contrast");
    assert_eq!(found[1], json!([]), "{place}: too small to tap");
    assert!(found[2].as_u64() <= found[3].as_u64(), "{place}: {} of {}", found[2], found[3]);
    for unfinished in ["undefined", "[object", "null", "NaN", "{0}", "{1}"] {
        assert!(!found[4].as_str().unwrap_or_default().contains(unfinished), "{place} shows {unfinished}");
    }
    let tree = setting.browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    for node in tree["nodes"].as_array().expect("a tree") {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let must = ["button", "link", "textbox", "DisclosureTriangle", "heading"];
        if node["ignored"] == false && must.contains(&role) {
            let name = node["name"]["value"].as_str().unwrap_or_default();
            assert!(!name.trim().is_empty(), "{place}: a {role} has no name: {node}");
        }
    }
}

/// Shows one page after the other, in each language, to be looked at by people; and measures each.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_read_and_tapped_in_every_language() {
    let setting = Setting::new().await;
    let folder = given("KINGUARD_PICTURES").join("family");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let speak = |tag: &'static str| {
        let script = "localStorage.setItem('kinguard-family-language', given[0]); done()";
        setting.browser.script(script, vec![json!(tag)])
    };
    let look = async |place: String| {
        expect_accessible(&setting, &place).await;
        let wide =
            setting.evaluates("[innerWidth, Math.min(2600, document.documentElement.scrollHeight)]").await;
        let size = |at: usize| u32::try_from(wide[at].as_u64().unwrap_or(400)).unwrap_or(400);
        setting
            .browser
            .script("scrollTo(0, 0); document.activeElement.blur(); setTimeout(done, 60)", vec![])
            .await;
        setting.browser.size(size(0), size(1).max(850), 1.0).await;
        let picture = setting.browser.client.screenshot().await.expect("a picture");
        setting.browser.size(400, 850, 1.0).await;
        fs::write(folder.join(format!("{place}.png")), picture).expect("the picture can be written");
    };
    for (tag, mum) in [("en", "Mum"), ("zh-HK", "媽媽"), ("zh-CN", "妈妈")] {
        speak(tag).await;
        setting.open("").await;
        look(format!("welcome-{tag}")).await;
        setting.browser.click("[data-act=pair]").await;
        setting.browser.find("#code").await;
        look(format!("pair-{tag}")).await;
        setting.browser.click("[data-act=go]").await;
        let mut parent = Parent::new(&setting.ntfy, &format!("mum-{tag}"));
        let digits = setting.claim(&mut parent, mum).await;
        look(format!("digits-{tag}")).await;
        assert!(parent.type_digits(&setting.ntfy, &digits));
        setting.browser.find("section.card").await;
        look(format!("paired-{tag}")).await;
        parent.send(&setting.ntfy, alive(GuardState::Guarding, &[]));
        setting.browser.find("section.card.done").await;
        look(format!("home-{tag}")).await;
        let (title, text, first, second, fault) = match tag {
            "en" => (
                "Mum is in danger, call now",
                "She is sharing her screen with a stranger and has opened her bank.",
                "A stranger has called",
                "The screen is shared with TeamViewer",
                "Text messages cannot be sent",
            ),
            "zh-HK" => (
                "媽媽有危險，馬上聯絡",
                "媽媽正與陌生人分享螢幕，並打開了銀行程式。",
                "陌生人來電",
                "用 TeamViewer 分享螢幕",
                "無法發送短訊",
            ),
            _ => (
                "妈妈有危险，马上联系",
                "妈妈正和陌生人共享屏幕，并且打开了银行软件。",
                "陌生人来电",
                "用 TeamViewer 共享屏幕",
                "短信发不出去",
            ),
        };
        parent.send(&setting.ntfy, alive(GuardState::Limited, &[fault]));
        setting.browser.find("section.card.open").await;
        parent.send(&setting.ntfy, question(AlertKind::Test, title, &[Ask::Arrived]));
        setting.browser.click(".open-card").await;
        setting.browser.find("[data-value$=' arrived']").await;
        look(format!("state-{tag}")).await;
        parent.send(&setting.ntfy, danger(title, text, &ALL_ASKS));
        setting.browser.find("main.alarm").await;
        setting.browser.click("[data-value$=' calling']").await;
        let calling = parent.await_answer(&setting.ntfy);
        parent.send(&setting.ntfy, outcome(&calling, AskResult::Done, None));
        parent.send(&setting.ntfy, story(&[first, second, title], &ALL_ASKS));
        setting.browser.find(".story li").await;
        setting.browser.find(".said li.done").await;
        setting.browser.click("[data-act=say_chip]").await;
        parent.await_answer(&setting.ntfy);
        parent.send(&setting.ntfy, danger(title, text, &ALL_ASKS));
        setting.browser.find("[data-act=quiet]").await;
        look(format!("alarm-{tag}")).await;
        if tag == "zh-CN" {
            let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
            setting.browser.devtools("Emulation.setEmulatedMedia", dark).await;
            look("alarm-dark-zh-CN".to_owned()).await;
            setting.browser.size(1400, 900, 1.0).await;
            look("alarm-wide-zh-CN".to_owned()).await;
        }
        parent.send(&setting.ntfy, ended(title));
        setting.browser.find("main .card.open").await;
        setting.browser.click("[data-value=history]").await;
        setting.browser.find(".history li").await;
        look(format!("history-{tag}")).await;
        setting.open("").await;
        setting.browser.click("[data-value=settings]").await;
        setting.browser.find(".address").await;
        look(format!("settings-{tag}")).await;
        setting.browser.click("[data-act=go]").await;
        let script = "const name = Object.keys(localStorage).find((name) => name.startsWith('kinguard-family:')); localStorage.setItem(name, JSON.stringify({ ...JSON.parse(localStorage.getItem(name)), generation: 1e9 })); done()";
        setting.browser.script(script, vec![]).await;
        setting.open("").await;
        setting.browser.find("section.card.fault").await;
        look(format!("lost-home-{tag}")).await;
        setting.browser.click(".open-card").await;
        setting.browser.find("details").await;
        look(format!("lost-{tag}")).await;
        setting
            .browser
            .script(
                "document.querySelectorAll('details').forEach((one) => { one.open = true; }); done()",
                vec![],
            )
            .await;
        look(format!("remove-{tag}")).await;
        setting.browser.click("[data-act=remove]").await;
        setting.browser.find("[data-act=pair]").await;
    }
    println!("pictures: {}", folder.display());
    setting.close().await;
}
