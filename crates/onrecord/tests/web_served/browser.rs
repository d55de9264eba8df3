//! A headless Chromium, driven through chromedriver over plain HTTP: as much of WebDriver as the walk and the screenshots need.

use super::request;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";
/// How long a page may take to have what is asked about: a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A browser with one window; closed when dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser, or says in one line why the test is left out. With `ONRECORD_REQUIRE_BROWSER=1` that is a failure.
    #[expect(clippy::print_stdout, reason = "a test says what it left out")]
    pub(crate) fn start() -> Option<Browser> {
        if Path::new(CHROMIUM).exists() && Path::new(DRIVER).exists() {
            return Some(Browser::launch());
        }
        assert!(
            std::env::var_os("ONRECORD_REQUIRE_BROWSER").is_none_or(|v| v != "1"),
            "no {CHROMIUM} or {DRIVER}; hint: install Debian's packages chromium and chromium-driver"
        );
        println!("left out: the walk through a browser, for want of {CHROMIUM} and {DRIVER}");
        None
    }

    fn launch() -> Browser {
        let mut driver = Command::new(DRIVER)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver runs");
        let mut lines = BufReader::new(driver.stdout.take().expect("its output")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse().ok());
        // The driver must be able to go on talking.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut browser = Browser { driver, port: port.expect("its port"), session: String::new(), _profile: profile };
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--disable-dev-shm-usage",
        ];
        let mut args: Vec<String> = args.map(str::to_owned).into();
        args.push(format!("--user-data-dir={}", browser._profile.path().display()));
        let options = json!({ "binary": CHROMIUM, "args": args });
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "browserName": "chrome", "goog:chromeOptions": options } } });
        let made = browser.ask("POST", "/session", &wanted);
        browser.session = made["sessionId"].as_str().expect("a session").to_owned();
        browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
        browser
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_ask(method, path, body).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Its answer, or why the driver has none.
    fn try_ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let headers = format!(
            "Host: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n",
            self.port,
            body.len()
        );
        let reply = request(self.port, method, path, &headers, &body);
        let answer: Value = serde_json::from_str(&reply.text()).expect("JSON");
        if reply.status == 200 { Ok(answer["value"].clone()) } else { Err(format!("{method} {path}: {answer}")) }
    }

    fn of_session(&self, method: &str, path: &str, body: &Value) -> Value {
        self.ask(method, &self.path(path), body)
    }

    fn path(&self, path: &str) -> String {
        format!("/session/{}{path}", self.session)
    }

    /// A command of the developer tools, for what WebDriver has no word for.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.of_session("POST", "/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    pub(crate) fn open(&self, url: &str) {
        self.of_session("POST", "/url", &json!({ "url": url }));
    }

    /// The browser's own button.
    pub(crate) fn back(&self) {
        self.of_session("POST", "/back", &json!({}));
    }

    pub(crate) fn url(&self) -> String {
        self.of_session("GET", "/url", &Value::Null).as_str().unwrap_or("").to_owned()
    }

    pub(crate) fn title(&self) -> String {
        self.of_session("GET", "/title", &Value::Null).as_str().unwrap_or("").to_owned()
    }

    fn element(&self, selector: &str) -> String {
        self.patiently(|| self.try_element(selector))
    }

    fn try_element(&self, selector: &str) -> Result<String, String> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = self.try_ask("POST", &self.path("/element"), &wanted)?;
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        id.map(str::to_owned).ok_or_else(|| format!("no {selector}"))
    }

    /// What the driver says of an element. A page that gives way to the next one takes its elements with it, between finding one and asking about
    /// it too: both are tried again.
    fn of_element(&self, selector: &str, method: &str, what: &str, body: &Value) -> Value {
        self.patiently(|| {
            let element = self.try_element(selector)?;
            self.try_ask(method, &self.path(&format!("/element/{element}{what}")), body)
        })
    }

    /// Tries again for ten seconds.
    fn patiently<T>(&self, attempt: impl Fn() -> Result<T, String>) -> T {
        let began = Instant::now();
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(error) => assert!(began.elapsed() < PATIENCE, "at {}: {error}", self.url()),
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// The visible text of the first element that a selector finds.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.of_element(selector, "GET", "/text", &Value::Null).as_str().unwrap_or("").to_owned()
    }

    /// An attribute of it; empty where it has none.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        let what = format!("/attribute/{name}");
        self.of_element(selector, "GET", &what, &Value::Null).as_str().unwrap_or("").to_owned()
    }

    /// A style of it, as computed.
    pub(crate) fn style(&self, selector: &str, property: &str) -> String {
        let what = format!("/css/{property}");
        self.of_element(selector, "GET", &what, &Value::Null).as_str().unwrap_or("").to_owned()
    }

    pub(crate) fn click(&self, selector: &str) {
        self.of_element(selector, "POST", "/click", &json!({}));
    }

    /// Lets scripts run, which [`Browser::start`] forbids.
    pub(crate) fn with_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    }

    /// Presses keys where the focus is; `\n` is Enter, `\t` is Tab, `\u{1b}` is Escape.
    pub(crate) fn press(&self, keys: &str) {
        let keys = keys.replace('\n', "\u{e007}").replace('\t', "\u{e004}").replace('\u{1b}', "\u{e00c}");
        let focused = self.patiently(|| {
            let focused = self.try_ask("GET", &self.path("/element/active"), &Value::Null)?;
            let element = focused.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
            element.map(str::to_owned).ok_or_else(|| "no focus".to_owned())
        });
        self.of_session("POST", &format!("/element/{focused}/value"), &json!({ "text": keys }));
    }

    /// Goes on by Tab until the focus is on what a selector finds.
    pub(crate) fn tab_to(&self, selector: &str) {
        let wanted = self.element(selector);
        for _ in 0..200 {
            let focused = self.of_session("GET", "/element/active", &Value::Null);
            if focused.as_object().is_some_and(|found| found.values().any(|id| *id == wanted.as_str())) {
                return;
            }
            self.press("\t");
        }
        panic!("{selector} is not reached by Tab");
    }

    /// Asks again until something holds; a page may still be on its way.
    pub(crate) fn wait_for(&self, what: &str, holds: impl Fn(&Browser) -> bool) {
        let come_about = || if holds(self) { Ok(()) } else { Err(format!("{what} does not come about")) };
        self.patiently(come_about);
    }

    /// How many elements a selector finds.
    pub(crate) fn count(&self, selector: &str) -> usize {
        let found = self.of_session("POST", "/elements", &json!({ "using": "css selector", "value": selector }));
        found.as_array().map_or(0, Vec::len)
    }

    /// Presses the mouse on one element, moves it to another and lets go.
    pub(crate) fn drag(&self, from: &str, to: &str) {
        let on = |selector: &str| json!({ "element-6066-11e4-a52e-4f735466cecf": self.element(selector) });
        let move_to =
            |selector: &str| json!({ "type": "pointerMove", "duration": 20, "origin": on(selector), "x": 0, "y": 0 });
        let steps = json!([
            move_to(from),
            { "type": "pointerDown", "button": 0 },
            move_to(to),
            { "type": "pointerUp", "button": 0 },
        ]);
        let mouse =
            json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.of_session("POST", "/actions", &json!({ "actions": [mouse] }));
    }

    /// Runs a script in the page, whatever its policy; scripts must be let run. The script calls its last argument with what it gives.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.of_session("POST", "/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Types into a field; `\n` is the Enter key.
    pub(crate) fn write(&self, selector: &str, text: &str) {
        let text = text.replace('\n', "\u{e007}");
        self.of_element(selector, "POST", "/value", &json!({ "text": text }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.of_session("DELETE", "", &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
