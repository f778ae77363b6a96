//! `watch`: the code follows the document, the overlays and oascribe.toml.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::sandbox::{BOATS, Sandbox, command};

/// The process, which ends with the test.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn watch(sandbox: &Sandbox) -> Watch {
    let mut command = command(&sandbox.path(""));
    command.args(["watch", "--interval", "20"]);
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Watch(child.expect("the command runs"))
}

/// Waits until the condition holds.
fn wait(what: &str, is: impl Fn() -> bool) {
    let start = Instant::now();
    while !is() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_code_follows_all_files() {
    let sandbox = Sandbox::project(BOATS, "overlays = ['fix.yaml']\n");
    let overlay = |title: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: Fix, version: '1'}}\nactions:\n  - target: $.info\n    update: {{title: {title}}}\n"
        )
    };
    let _watch = watch(&sandbox);
    let lib = || match sandbox.exists("sdk/src/lib.rs") {
        true => sandbox.read("sdk/src/lib.rs"),
        false => String::new(),
    };
    // The overlay that is named does not exist yet: the run fails and waits for it.
    thread::sleep(Duration::from_millis(300));
    assert_eq!(lib(), "");
    sandbox.write("fix.yaml", &overlay("Rafts"));
    wait("the first run", || lib().contains("Rafts"));
    sandbox.write("fix.yaml", &overlay("Canoes and more"));
    wait("a changed overlay", || lib().contains("Canoes and more"));
    let models = || {
        sandbox.tree().iter().any(|(path, bytes)| {
            path.starts_with("sdk/")
                && String::from_utf8_lossy(bytes).contains("Floats on the water now")
        })
    };
    assert!(!models());
    let described = BOATS.replacen(
        "title: Boats",
        "title: Boats\n  description: Floats on the water now.",
        1,
    );
    sandbox.write("boats.yaml", "paths: [");
    thread::sleep(Duration::from_millis(200));
    sandbox.write("boats.yaml", &described);
    wait("a changed document after a broken one", models);
    let config = sandbox.read("oascribe.toml");
    sandbox.write(
        "oascribe.toml",
        &config.replace("overlays = ['fix.yaml']", ""),
    );
    wait("a changed configuration", || {
        !lib().contains("Canoes and more")
    });
}
