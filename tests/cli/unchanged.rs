//! Runs in which no file has changed: the result of the last run is printed again, and no document is read.

use std::fs;

use crate::sandbox::{BOATS, Run, Sandbox, command, finish, warning};

/// Runs the command with stamps in the folder `cache`.
fn run(sandbox: &Sandbox, args: &[&str]) -> Run {
    let mut command = command(&sandbox.path(""));
    command.env("OASCRIBE_CACHE", sandbox.path("cache"));
    finish(command.args(args), "")
}

/// Replaces the recorded findings, so that a run that uses the stamp can be recognized.
fn mark(sandbox: &Sandbox) {
    for entry in fs::read_dir(sandbox.path("cache")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut stamp: serde_json::Value = serde_json::from_str(&text).unwrap();
        stamp["run"]["findings"] = "from the stamp\n".into();
        fs::write(&path, stamp.to_string()).unwrap();
    }
}

fn uses_stamp(run: &Run) -> bool {
    run.stderr.starts_with("from the stamp\n")
}

/// A project whose document refers to another file and has an overlay, generated and with a marked stamp.
fn generated() -> Sandbox {
    let document = BOATS.replace("type: number", "$ref: 'length.yaml'");
    let sandbox = Sandbox::project(&document, "overlays = ['fix.yaml']\n");
    sandbox.write("length.yaml", "type: number\n");
    sandbox.write(
        "fix.yaml",
        "overlay: 1.0.0\ninfo: {title: A, version: '1'}\nactions:\n  - {target: $.info, update: {title: Ships}}\n",
    );
    run(&sandbox, &["generate"]).code(0);
    mark(&sandbox);
    sandbox
}

#[test]
fn prints_the_same_as_a_full_run() {
    let sandbox = Sandbox::project(&warning(), "");
    run(&sandbox, &["generate"]).code(0);
    for args in [
        &["generate"][..],
        &["generate", "--check"],
        &["generate", "--dry-run"],
        &["generate", "-v"],
        &["generate", "--message-format", "json"],
    ] {
        let first = run(&sandbox, args).code(0);
        let again = run(&sandbox, args).code(0);
        let full = run(&sandbox, &[args, &["--full"]].concat()).code(0);
        for other in [&again, &full] {
            assert_eq!(
                (&first.stdout, &first.stderr),
                (&other.stdout, &other.stderr)
            );
        }
    }
}

#[test]
fn generate_and_check_share_a_stamp() {
    let sandbox = generated();
    assert!(uses_stamp(&run(&sandbox, &["generate", "--check"]).code(0)));
    assert!(uses_stamp(&run(&sandbox, &["generate"]).code(0)));
    let full = run(&sandbox, &["generate", "--check", "--full"]).code(0);
    assert!(!uses_stamp(&full));
}

#[test]
fn every_file_that_changes_makes_a_stamp_invalid() {
    for path in ["boats.yaml", "length.yaml", "fix.yaml", "oascribe.toml"] {
        let sandbox = generated();
        let text = sandbox.read(path);
        sandbox.write(path, &format!("{text}# changed\n"));
        let check = run(&sandbox, &["generate", "--check"]).code(0);
        assert!(!uses_stamp(&check), "{path}");
    }
    for path in ["oascribe.lock", "sdk/src/lib.rs", "sdk/oascribe.files"] {
        let sandbox = generated();
        let text = sandbox.read(path);
        // The size is unchanged.
        sandbox.write(path, &text.replacen("oascribe", "Oascribe", 1));
        run(&sandbox, &["generate", "--check"]).code(1);
        let sandbox = generated();
        fs::remove_file(sandbox.path(path)).unwrap();
        run(&sandbox, &["generate", "--check"]).code(1);
    }
}

#[test]
fn a_preserved_time_of_modification_does_not_hide_a_change() {
    let sandbox = generated();
    let path = sandbox.path("length.yaml");
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    sandbox.write("length.yaml", "type: string\n");
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(modified).unwrap();
    if cfg!(unix) {
        run(&sandbox, &["generate", "--check"]).code(1);
    }
}

#[test]
fn other_arguments_have_another_stamp() {
    let sandbox = generated();
    let args = ["generate", "--check", "--deny", "warnings"];
    assert!(!uses_stamp(&run(&sandbox, &args).code(0)));
}

#[test]
fn a_damaged_stamp_is_ignored() {
    let sandbox = generated();
    for text in ["", "{}", "[]", "{\"key\": 1}", "\u{0}"] {
        for entry in fs::read_dir(sandbox.path("cache")).unwrap() {
            fs::write(entry.unwrap().path(), text).unwrap();
        }
        run(&sandbox, &["generate", "--check"]).code(0);
    }
}

#[test]
fn failures_and_drift_are_not_recorded() {
    let sandbox = Sandbox::project(BOATS, "");
    run(&sandbox, &["generate", "--check"]).code(1);
    run(&sandbox, &["generate", "--dry-run"]).code(0);
    assert!(!sandbox.exists("cache"));
    run(&sandbox, &["generate"]).code(0);
    assert_eq!(fs::read_dir(sandbox.path("cache")).unwrap().count(), 1);
}

#[test]
fn without_a_folder_there_are_no_stamps() {
    let sandbox = Sandbox::project(BOATS, "");
    let mut command = command(&sandbox.path(""));
    finish(command.env("OASCRIBE_CACHE", "").arg("generate"), "").code(0);
    assert!(!sandbox.exists("cache"));
}

#[test]
fn a_file_that_was_missing_can_be_added() {
    let document = BOATS.replace("type: number", "$ref: 'later.yaml'");
    let sandbox = Sandbox::project(&document, "");
    run(&sandbox, &["generate"]).code(0);
    sandbox.write("later.yaml", "type: number\n");
    run(&sandbox, &["generate", "--check"]).code(1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_noticed() {
    let sandbox = generated();
    fs::rename(sandbox.path("sdk/src"), sandbox.path("moved")).unwrap();
    std::os::unix::fs::symlink(sandbox.path("moved"), sandbox.path("sdk/src")).unwrap();
    let check = run(&sandbox, &["generate", "--check"]);
    assert!(check.code != 0 && !uses_stamp(&check), "{check:?}");
}
