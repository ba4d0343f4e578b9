//! The simulator in a real browser. `cargo xtask web --test` builds the page and runs this.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use kinguard_browser::{Browser, Server};
use kinguard_core::replay::replay;
use kinguard_core::trace::Trace;
use kinguard_report::json::replay_lines;
use serde_json::{Value, json};

/// How often the page is slowed where a slow computer matters.
const SLOWED: u32 = 4;

fn given(name: &str) -> PathBuf {
    PathBuf::from(
        env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: run cargo xtask web --test")),
    )
}

fn server() -> Server {
    Server::of(&given("KINGUARD_PAGE")).expect("a port is free")
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests")
}

/// Every trace below a folder, with its name.
fn traces(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is in the repository").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(traces(&path));
        } else if path.extension().is_some_and(|extension| extension == "json") {
            let text = fs::read_to_string(&path).expect("a trace can be read");
            found.push((path.strip_prefix(tests()).unwrap_or(&path).display().to_string(), text));
        }
    }
    found.sort();
    found
}

/// What `kinguard replay --json` prints.
fn native(file: &str, text: &str) -> String {
    replay_lines(file, &replay(&Trace::parse(text).unwrap_or_else(|error| panic!("{file}: {error}"))))
}

fn brief() -> String {
    fs::read_to_string(tests().join("scenarios/warn/parcel-credit-scare.json")).expect("the brief is there")
}

/// The trace that the page would download.
async fn downloaded(browser: &Browser) -> String {
    let fetched = browser
        .script(
            "const link = document.getElementById('download'); done(decodeURIComponent(link.getAttribute('href').split(',').slice(1).join(',')))",
            vec![],
        )
        .await;
    fetched.as_str().expect("the link has a trace").to_owned()
}

async fn step_to_the_end(browser: &Browser) {
    while browser.find("#step").await.is_enabled().await.expect("the button has a state") {
        browser.click("#step").await;
    }
}

/// Nothing in the console, which a blocked request and a script's error would reach.
async fn expect_silent_console(browser: &Browser) {
    let said = browser.console().await;
    assert!(said.is_empty(), "{said:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_brief_by_clicks_has_the_effects_of_the_command_line() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(&format!("{}#s=brief", server.address())).await;
    step_to_the_end(&browser).await;
    assert_eq!(browser.text("#effects").await, native("parcel-credit-scare.json", &brief()));
    let again = downloaded(&browser).await;
    assert_eq!(native("a", &again), native("a", &brief()), "what is downloaded replays to the same");
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fraud_made_up_by_hand_ends_at_the_warning_and_its_buttons_reach_the_engine() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(&format!("{}#s=own", server.address())).await;
    browser.choose("#language", "zh-CN").await;
    browser.click("[data-act=rings]").await;
    browser.click("#phone .answer").await;
    browser.click("[data-wait='600000']").await;
    browser.click("[data-act=from_link]").await;
    let amber = browser.text("#phone .warning.amber h3").await;
    assert!(amber.contains("云会通") && amber.contains("陌生人"), "{amber}");
    browser.click("#warning-go-on").await;
    browser.click("[data-act=asks_share]").await;
    let red = browser.text("#phone .warning.red").await;
    assert!(red.contains("云会通") && red.contains("现在就挂断") | red.contains("挂断"), "{red}");
    browser.click("[data-act=shares]").await;
    // The way out, step by step: hang up, stop the sharing, call the daughter.
    browser.click("#warning-main").await;
    browser.click("#warning-main").await;
    browser.click("#warning-main").await;
    assert!(
        browser.text("#phone").await.contains("女儿") || browser.text("#phone").await.contains("13800138000")
    );
    let trace = downloaded(&browser).await;
    for event in ["\"continue\"", "call_family", "capture_service_stopped", "call_ended", "\"family\":true"] {
        assert!(trace.contains(event), "{event} is not in {trace}");
    }
    assert_eq!(browser.text("#effects").await, native("kinguard.json", &trace));
    assert!(browser.text("#messages").await.contains("妈妈"));
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_story_plays_to_its_end_in_every_language() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    let stories = browser
        .script("done([...document.querySelectorAll('#stories option')].map((one) => one.value))", vec![])
        .await;
    let stories: Vec<&str> = stories.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(stories.len(), 18, "the brief, eight frauds, eight ordinary days and one's own");
    // Every rule is shown, so every condition needs its words.
    browser.click("#more").await;
    for language in ["en", "zh-HK", "zh-CN"] {
        browser.choose("#language", language).await;
        for story in stories.iter().filter(|story| **story != "own") {
            browser.choose("#stories", story).await;
            let left = browser
                .script(
                    "const step = document.getElementById('step'); let steps = 0; while (!step.disabled && steps < 500) { step.click(); steps += 1; } done([steps, step.disabled, document.documentElement.lang, document.getElementById('look').textContent, document.body.innerText])",
                    vec![],
                )
                .await;
            assert!(left[0].as_u64() > Some(3) && left[1] == true, "{story}: {}", left[0]);
            assert_eq!(left[2], language);
            let (look, all) = (left[3].as_str().unwrap_or_default(), left[4].as_str().unwrap_or_default());
            assert!(look.chars().count() > 12, "{story}: {look}");
            for unfinished in ["undefined", "[object", "null", "NaN", "%1$s", "{0}"] {
                assert!(!all.contains(unfinished), "{story} in {language} shows {unfinished}");
            }
        }
    }
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trace_is_answered_byte_for_byte_as_natively() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    let mut all = traces(&tests().join("scenarios"));
    all.extend(traces(&tests().join("cases")));
    assert!(all.len() > 300, "{}", all.len());
    for (file, text) in &all {
        let found = browser
            .script(
                "Promise.all([import('./core.js'), import('./session.js')]).then(([core, { Session }]) => {
                    const [file, text] = given;
                    const told = JSON.parse(core.steps(text));
                    const session = new Session({ home: told.home, familiar: told.familiar, file });
                    for (const step of told.steps) {
                        if (step.event) session.report(step.event, step.seen_ms, step.at_ms);
                        else if (step.mark === 'wait') session.waitUntil(step.seen_ms);
                        else session.simulation.harm(step.seen_ms);
                    }
                    session.waitUntil(session.now);
                    done([core.replay_json(file, text), session.lines()]);
                }, (error) => done([String(error), '']));",
                vec![json!(file), json!(text)],
            )
            .await;
        let wanted = native(file, text);
        assert_eq!(found[0].as_str(), Some(wanted.as_str()), "{file}");
        assert_eq!(found[1].as_str(), Some(wanted.as_str()), "{file}, played");
    }
    println!("{} traces answered alike", all.len());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_leaves_the_page() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    step_to_the_end(&browser).await;
    browser.click("#traces summary").await;
    browser.click("#share").await;
    let entries =
        browser.script("done(performance.getEntriesByType('resource').map((one) => one.name))", vec![]).await;
    let entries: Vec<&str> = entries.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(
        entries.len() >= 10 && entries.iter().all(|name| name.starts_with(server.address())),
        "{entries:?}"
    );
    let asked = server.asked();
    let own = |line: &String| {
        ["/ ", ".js ", ".css "].iter().any(|part| line.contains(part)) && line.ends_with("200 OK")
    };
    assert!(asked.iter().all(own), "{asked:?}");
    let before = asked.len();
    expect_silent_console(&browser).await;
    // The policy holds even for a script that wants to.
    for address in [format!("{}index.html", server.address()), "https://example.org/".to_owned()] {
        let refused = browser
            .script("fetch(given[0]).then(() => done('sent'), () => done('refused'))", vec![json!(address)])
            .await;
        assert_eq!(refused, "refused", "{address}");
    }
    assert_eq!(server.asked().len(), before, "{:?}", server.asked());
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_single_file_opens_from_the_disk_and_asks_for_nothing() {
    let browser = Browser::open().await;
    let address = format!("file://{}", given("KINGUARD_SINGLE_FILE").display());
    browser.go(&address).await;
    step_to_the_end(&browser).await;
    assert_eq!(browser.text("#effects").await, native("parcel-credit-scare.json", &brief()));
    let entries =
        browser.script("done(performance.getEntriesByType('resource').map((one) => one.name))", vec![]).await;
    assert_eq!(entries.as_array().map(Vec::len), Some(0), "{entries}");
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_shared_as_a_link_and_a_broken_link_says_where() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(&format!("{}#s=codes", server.address())).await;
    step_to_the_end(&browser).await;
    let wanted = browser.text("#effects").await.replace("e44-codes-by-voice-hk.json", "kinguard.json");
    browser.click("#traces summary").await;
    browser.click("#share").await;
    let link = browser
        .script("const look = () => (location.hash.startsWith('#t=') ? done(location.href) : setTimeout(look, 20)); look()", vec![])
        .await;
    browser.go(link.as_str().expect("an address")).await;
    step_to_the_end(&browser).await;
    assert!(!wanted.is_empty());
    assert_eq!(browser.text("#effects").await, wanted);
    browser.go(&format!("{}#t=AAAA", server.address())).await;
    assert!(browser.text("#said").await.contains("#t"), "{}", browser.text("#said").await);
    // A link that is whole but holds no trace: the brief is there instead.
    let script = "import('./share.js').then(({ toFragment }) => toFragment(given[0])).then(done)";
    let packed =
        browser.script(script, vec![json!("{\"format\": 7, \"home\": \"CN\", \"steps\": []}")]).await;
    browser.go(&format!("{}#{}", server.address(), packed.as_str().unwrap_or_default())).await;
    assert!(browser.text("#said").await.contains("format 7 is not known"), "{}", browser.text("#said").await);
    browser.click("#end").await;
    assert_eq!(browser.text("#effects").await, native("parcel-credit-scare.json", &brief()));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_is_measured_with_the_worst_first_and_a_row_is_played() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    browser.choose("#language", "en").await;
    let mut files = traces(&tests().join("cases/daily"));
    files.extend(traces(&tests().join("cases/reported")));
    files.push((
        "broken.json".into(),
        "{\"format\": 1, \"home\": \"CN\", \"steps\": [{\"at\": \"1\"}]}".into(),
    ));
    let count = files.len();
    // What a dropped folder is turned into.
    browser
        .script(
            "import('./figures.js').then(({ drawFigures }) => { document.getElementById('traces').open = true; drawFigures(document.getElementById('figures'), given[0], (file, text) => { document.title = file; }); done(); })",
            vec![json!(files)],
        )
        .await;
    let shown = browser.text("#figures").await;
    assert!(shown.contains("broken.json cannot be read: step 1"), "{shown}");
    let rows = browser
        .script("done([...document.querySelectorAll('#figures tbody tr')].map((row) => [row.className, row.querySelector('button').textContent]))", vec![])
        .await;
    let rows = rows.as_array().expect("a list");
    assert_eq!(rows.len(), count - 1);
    let ranks: Vec<&str> = rows.iter().filter_map(|row| row[0].as_str()).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    browser.click("#figures tbody tr button").await;
    assert_eq!(browser.client.title().await.expect("a title"), rows[0][1].as_str().unwrap_or_default());
    browser.close().await;
}

/// Whoever sends a link chooses every text in it.
#[tokio::test(flavor = "multi_thread")]
async fn markup_in_a_trace_stays_text() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    let hostile =
        "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>\u{202e}";
    let app = json!({ "type": "app_installed", "package": hostile, "label": hostile, "source": "sideload", "update": false });
    let share = json!({ "type": "capture_service_started", "package": hostile });
    let opened = json!({ "type": "app_opened", "package": hostile });
    let steps: Vec<Value> =
        [app, share, opened].into_iter().map(|event| json!({ "at": "00:00:01", "event": event })).collect();
    let trace = json!({ "format": 1, "about": hostile, "home": "CN", "steps": steps }).to_string();
    let script = "import('./share.js').then(({ toFragment }) => toFragment(given[0])).then(done)";
    let packed = browser.script(script, vec![json!(trace)]).await;
    browser.go(&format!("{}#{}", server.address(), packed.as_str().unwrap_or_default())).await;
    browser.click("#end").await;
    assert!(browser.text("#phone").await.contains("<img src=x"), "{}", browser.text("#phone").await);
    let made =
        browser.script("done(document.querySelectorAll('main img, main script').length)", vec![]).await;
    assert_eq!(made, 0);
    assert_ne!(browser.client.title().await.expect("a title"), "taken");
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trace_and_a_folder_are_opened_from_the_disk() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    browser.click("#traces summary").await;
    let folder = fs::canonicalize(tests().join("cases/edge")).expect("the folder is there");
    browser
        .find("#folder")
        .await
        .send_keys(&folder.display().to_string())
        .await
        .expect("a folder can be chosen");
    let wanted = traces(&folder).len();
    browser.find("#figures tbody tr").await;
    let rows = browser.script("done(document.querySelectorAll('#figures tbody tr').length)", vec![]).await;
    assert_eq!(rows.as_u64(), Some(wanted as u64));
    browser.click("#figures tbody tr button").await;
    step_to_the_end(&browser).await;
    let name =
        browser.find("#download").await.attr("download").await.expect("it has a name").unwrap_or_default();
    let file = tests().join("cases").join(&name);
    let text = fs::read_to_string(&file).expect("the row names a trace");
    assert_eq!(browser.text("#effects").await, native(&name, &text));
    let file = fs::canonicalize(tests().join("scenarios/warn/parcel-credit-scare.json"))
        .expect("the brief is there");
    browser.find("#file").await.send_keys(&file.display().to_string()).await.expect("a file can be chosen");
    step_to_the_end(&browser).await;
    assert_eq!(browser.text("#effects").await, native("parcel-credit-scare.json", &brief()));
    expect_silent_console(&browser).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_has_an_accessible_name_and_the_keyboard_plays() {
    let (server, browser) = (server(), Browser::open().await);
    browser.go(server.address()).await;
    for language in ["en", "zh-CN", "zh-HK"] {
        browser.choose("#language", language).await;
        for _ in 0..18 {
            browser.click("#step").await;
        }
        let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
        let mut named = 0;
        for node in tree["nodes"].as_array().expect("a tree") {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            let must = [
                "button",
                "combobox",
                "link",
                "textbox",
                "searchbox",
                "checkbox",
                "meter",
                "alertdialog",
                "DisclosureTriangle",
            ];
            if node["ignored"] == false && must.contains(&role) {
                let name = node["name"]["value"].as_str().unwrap_or_default();
                assert!(!name.trim().is_empty(), "a {role} has no name in {language}: {node}");
                named += 1;
            }
        }
        assert!(named > 30, "{named}");
    }
    // A person at the keyboard stays where they are, though the page is drawn anew.
    browser.choose("#stories", "own").await;
    browser.find("[data-act=rings]").await.send_keys(" ").await.expect("keys arrive");
    let place = "done(document.activeElement.closest('#world') !== null)";
    assert_eq!(browser.script(place, vec![]).await, true, "though that button waits for the end of the call");
    browser.find("#phone .answer").await.send_keys(" ").await.expect("keys arrive");
    let place = "done(document.activeElement.closest('#phone') !== null)";
    assert_eq!(browser.script(place, vec![]).await, true);
    browser.choose("#stories", "brief").await;
    // From the keyboard alone: the arrow steps, wherever nothing else has the focus.
    browser.click("#again").await;
    browser.script("document.activeElement.blur(); done()", vec![]).await;
    let before = browser.text("#clock").await;
    browser.find("body").await.send_keys("\u{e014}\u{e014}\u{e014}\u{e014}").await.expect("keys arrive");
    assert_ne!(browser.text("#clock").await, before);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_frame_on_a_slow_computer_is_measured() {
    let (server, browser) = (server(), Browser::open().await);
    browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWED })).await;
    browser.go(server.address()).await;
    let times = browser
        .script(
            "done([performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, performance.getEntriesByName('ready')[0].startTime])",
            vec![],
        )
        .await;
    let [first, ready] = [0, 1].map(|at| times[at].as_f64().unwrap_or(f64::MAX));
    println!("processor slowed {SLOWED} times: first frame {first:.0} ms, story ready {ready:.0} ms");
    assert!(first < 10_000.0 && ready < 20_000.0, "{first} {ready}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_cut_off_from_a_small_phone_to_a_wall() {
    let (server, browser) = (server(), Browser::open().await);
    for (width, height) in [(400, 800), (768, 1024), (1440, 900), (3840, 2160)] {
        browser.size(width, height, 1.0).await;
        browser.go(server.address()).await;
        for language in ["en", "zh-HK", "zh-CN"] {
            browser.choose("#language", language).await;
            browser.script("for (let step = 0; step < 19; step += 1) document.getElementById('step').click(); done()", vec![]).await;
            let wide =
                browser.script("done([document.documentElement.scrollWidth, innerWidth])", vec![]).await;
            assert!(wide[0].as_u64() <= wide[1].as_u64(), "{width}, {language}: {wide}");
        }
    }
    browser.close().await;
}

/// One view: a story after so many steps.
struct View {
    name: &'static str,
    story: &'static str,
    steps: u32,
    width: u32,
    height: u32,
    language: &'static str,
    dark: bool,
    then: &'static str,
}

const RED: View = View {
    name: "red-zh-CN",
    story: "brief",
    steps: 19,
    width: 1500,
    height: 1000,
    language: "zh-CN",
    dark: false,
    then: "",
};

const VIEWS: [View; 10] = [
    RED,
    View {
        name: "why-en",
        steps: 18,
        height: 1500,
        language: "en",
        then: "document.getElementById('more').click(); document.querySelector('.why').scrollIntoView();",
        ..RED
    },
    View {
        name: "teacher-zh-CN",
        width: 1920,
        height: 1080,
        then: "document.getElementById('teacher').click();",
        ..RED
    },
    View { name: "phone-zh-HK", width: 400, height: 3200, language: "zh-HK", ..RED },
    View { name: "dark-en", language: "en", dark: true, ..RED },
    View { name: "tablet-zh-CN", width: 900, height: 1400, ..RED },
    View { name: "wall-zh-HK", width: 3840, height: 2160, language: "zh-HK", ..RED },
    View { name: "amber-en", steps: 11, language: "en", ..RED },
    View { name: "own-zh-HK", story: "own", steps: 0, height: 1800, language: "zh-HK", ..RED },
    View {
        name: "over-en",
        steps: 99,
        height: 2600,
        language: "en",
        then: "document.getElementById('log').open = true; document.getElementById('traces').open = true;",
        ..RED
    },
];

/// Draws the views that people look at, for the documentation and for whoever changes the page.
#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_the_views_are_drawn() {
    let (server, browser) = (server(), Browser::open().await);
    let folder = given("KINGUARD_PICTURES");
    fs::create_dir_all(&folder).expect("the folder can be made");
    for view in VIEWS {
        let scheme = if view.dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.devtools("Emulation.setEmulatedMedia", features).await;
        browser.size(view.width, view.height, 1.0).await;
        browser.go(&format!("{}#s={}", server.address(), view.story)).await;
        browser.choose("#language", view.language).await;
        let steps = format!(
            "for (let step = 0; step < {}; step += 1) document.getElementById('step').click(); done()",
            view.steps
        );
        browser.script(&steps, vec![]).await;
        let then =
            format!("scrollTo(0, 0); document.activeElement.blur(); {} setTimeout(done, 400)", view.then);
        browser.script(&then, vec![]).await;
        let picture = browser.client.screenshot().await.expect("a picture");
        fs::write(folder.join(format!("{}.png", view.name)), picture).expect("the picture can be written");
    }
    println!("pictures: {}", folder.display());
    browser.close().await;
}
