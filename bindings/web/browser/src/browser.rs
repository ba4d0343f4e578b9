//! One window of Chromium.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::{ParseError, Url};

/// Chromium and the driver that it was started by. Both end with it.
pub struct Browser {
    driver: Child,
    /// Its client.
    pub client: Client,
}

/// A command of Chromium's own protocol, or of the driver's.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// Opens a window.
    ///
    /// # Panics
    ///
    /// Panics if there is no Chromium: `cargo xtask web --test --install` gets it.
    pub async fn open() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(driver.stdout.take().expect("its output is piped")).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                Some(line.split_once("started successfully on port ")?.1.trim_end_matches('.').to_owned())
            })
            .expect("chromedriver names its port");
        let mut capabilities = Map::new();
        capabilities.insert(
            "goog:chromeOptions".into(),
            json!({ "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--lang=en", "--window-size=1500,1100"] }),
        );
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL", "performance": "ALL" }));
        // The servers of the tests sign for themselves.
        capabilities.insert("acceptInsecureCerts".into(), json!(true));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("Chromium starts");
        Self { driver, client }
    }

    /// Opens an address and waits until the page is ready.
    pub async fn go(&self, address: &str) {
        self.client.goto("about:blank").await.expect("a blank page");
        self.client.goto(address).await.expect("the page loads");
        self.find("html[data-ready]").await;
    }

    /// The first element that a selector finds, which may take a moment.
    pub async fn find(&self, selector: &str) -> Element {
        self.client
            .wait()
            .at_most(Duration::from_secs(60))
            .for_element(Locator::Css(selector))
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Clicks where a person would.
    pub async fn click(&self, selector: &str) {
        let element = self.find(selector).await;
        // Out from under the bar at the top, as a person would scroll.
        let scroll = "document.querySelector(given[0]).scrollIntoView({ block: 'center' }); done()";
        self.script(scroll, vec![json!(selector)]).await;
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Chooses from a list.
    pub async fn choose(&self, selector: &str, value: &str) {
        self.find(selector)
            .await
            .select_by_value(value)
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// The text of an element, shown or not.
    pub async fn text(&self, selector: &str) -> String {
        let text = self.find(selector).await.prop("textContent").await.expect("it has a text");
        text.unwrap_or_default()
    }

    /// Runs a script whose `done` takes its result.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let script = format!("const [...given] = arguments; const done = given.pop(); {script}");
        self.client
            .execute_async(&script, arguments)
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({ "cmd": command, "params": params });
        self.client
            .issue_cmd(Extension { path: "goog/cdp/execute", body })
            .await
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What the console has said since the last time.
    pub async fn console(&self) -> Vec<String> {
        self.log("browser").await.iter().map(ToString::to_string).collect()
    }

    /// The addresses that were asked for since the last time, whatever came of it.
    pub async fn requests(&self) -> Vec<String> {
        let told = self.log("performance").await;
        let told =
            told.iter().filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
        told.filter(|entry| entry["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|entry| Some(entry["message"]["params"]["request"]["url"].as_str()?.to_owned()))
            .collect()
    }

    async fn log(&self, name: &str) -> Vec<Value> {
        let said = self
            .client
            .issue_cmd(Extension { path: "se/log", body: json!({ "type": name }) })
            .await
            .expect("the log can be read");
        said.as_array().cloned().unwrap_or_default()
    }

    /// Sets the size of the window, without its frame.
    pub async fn size(&self, width: u32, height: u32, scale: f64) {
        let mobile = width < 500;
        let params =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", params).await;
    }

    /// Closes the window.
    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
    }
}
