//! A headless Chromium that is driven over the DevTools protocol: one JSON message after another, each with a zero byte at its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The browser reads messages from descriptor 3 and writes them to descriptor 4.
const PIPES: &str = "exec \"$0\" \"$@\" 3<&0 4>&1 < /dev/null > /dev/null 2>&1";

/// The sandbox does not work in many containers, and the pages are our own.
const ARGUMENTS: [&str; 6] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--remote-debugging-pipe",
];

/// The longest wait for a message.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Reads messages in a thread, so that waiting for them ends.
fn messages(from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let messages = BufReader::new(from).split(0);
        for message in messages.map_while(Result::ok) {
            if sender.send(message).is_err() {
                break;
            }
        }
    });
    receiver
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Vec<u8>>,
    session: Value,
    last: u64,
    /// What the browser reported, without the responses to calls.
    events: Vec<Value>,
    home: TempDir,
}

impl Browser {
    /// Starts Chromium. Returns `None`, with a note, if it is not installed.
    pub fn start() -> Option<Self> {
        let names = ["chromium", "chromium-browser", "google-chrome"];
        let runs = |name: &&str| {
            let mut command = Command::new(name);
            command
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        let Some(name) = names.into_iter().find(runs) else {
            eprintln!("skipped: chromium is not installed");
            return None;
        };
        let home = tempfile::tempdir().expect("a folder");
        let mut command = Command::new("sh");
        command.args(["-c", PIPES, name]).args(ARGUMENTS);
        command.arg(format!(
            "--user-data-dir={}",
            home.path().join("profile").display()
        ));
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let to = child.stdin.take().expect("a pipe");
        let from = messages(child.stdout.take().expect("a pipe"));
        let mut browser = Self {
            child,
            to,
            from,
            session: Value::Null,
            last: 0,
            events: Vec::new(),
            home,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        browser.session = browser.call("Target.attachToTarget", target)["sessionId"].take();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Calls a method, and returns its result.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if !self.session.is_null() {
            message["sessionId"] = self.session.clone();
        }
        write!(self.to, "{message}\0").expect("a browser that reads");
        loop {
            let mut message = self.next();
            if message["id"] == self.last {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    fn next(&mut self) -> Value {
        let bytes = self.from.recv_timeout(TIMEOUT);
        serde_json::from_slice(&bytes.expect("a message of the browser")).expect("JSON")
    }

    /// Opens a page, with what follows `#` in its address.
    pub fn open(&mut self, page: &str, fragment: &str) {
        let file = self.home.path().join("report.html");
        std::fs::write(&file, page).expect("a file");
        // Another page first: else a new fragment of the same address would not load the page again.
        for url in [
            "about:blank".to_owned(),
            format!("file://{}{fragment}", file.display()),
        ] {
            self.events.clear();
            self.call("Page.navigate", json!({ "url": url }));
            self.wait_for("Page.loadEventFired");
        }
    }

    fn wait_for(&mut self, method: &str) {
        while !self.events.iter().any(|event| event["method"] == method) {
            let event = self.next();
            self.events.push(event);
        }
    }

    /// The value of an expression in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true });
        let mut result = self.call("Runtime.evaluate", parameters);
        assert!(
            result.get("exceptionDetails").is_none(),
            "{expression}: {result}"
        );
        result["result"]["value"].take()
    }

    /// The addresses that were requested since the page was opened.
    pub fn requests(&self) -> Vec<&str> {
        let requests = self.of("Network.requestWillBeSent");
        requests
            .filter_map(|event| event["request"]["url"].as_str())
            .collect()
    }

    /// The errors and messages in the console since the page was opened.
    pub fn console(&self) -> Vec<&Value> {
        let methods = [
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
            "Log.entryAdded",
        ];
        methods
            .into_iter()
            .flat_map(|method| self.of(method))
            .collect()
    }

    fn of(&self, method: &str) -> impl Iterator<Item = &Value> {
        let events = self.events.iter();
        let events = events.filter(move |event| event["method"] == method);
        events.map(|event| &event["params"])
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
