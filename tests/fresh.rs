//! `generated/` is byte for byte what `generate` writes, in any folder and however often it runs.

use oascribe_test_support as support;

use std::fs;
use std::path::Path;
use std::process::Command;

/// Generates the committed crate in a copy of the project, with another folder, time zone and locale.
fn generate(project: &Path, cwd: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_oascribe"))
        .args(["generate", "--config"])
        .arg(project.join("oascribe.toml"))
        .current_dir(cwd)
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8")
        .output()
        .expect("the command runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn copy(project: &Path) {
    for folder in ["spec", "generated"] {
        for path in support::files_below(&support::root().join(folder)) {
            let to = project.join(folder).join(&path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            fs::copy(support::root().join(folder).join(&path), to).expect("a copy");
        }
    }
    for file in ["oascribe.toml", "oascribe.lock"] {
        fs::copy(support::root().join(file), project.join(file)).expect("a copy");
    }
}

fn assert_same(project: &Path, about: &str) {
    for path in support::files_below(&support::root().join("generated")) {
        let committed = fs::read(support::root().join("generated").join(&path)).expect("committed");
        let found = fs::read(project.join("generated").join(&path)).unwrap_or_default();
        assert!(committed == found, "{about}: generated/{path} differs");
    }
    let lock = |root: &Path| fs::read(root.join("oascribe.lock")).expect("the lock");
    assert!(
        lock(project) == lock(&support::root()),
        "{about}: oascribe.lock differs"
    );
}

#[test]
fn the_committed_crate_is_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(folder.path());
    fs::remove_dir_all(folder.path().join("generated/src")).expect("removed");
    generate(folder.path(), folder.path());
    assert_same(folder.path(), "after removing src");
    generate(folder.path(), Path::new("/"));
    assert_same(folder.path(), "a second time, in another folder");
}

/// Without the lock, the same document gives the same names.
#[test]
fn names_do_not_depend_on_the_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(folder.path());
    fs::remove_file(folder.path().join("oascribe.lock")).expect("removed");
    generate(folder.path(), folder.path());
    assert_same(folder.path(), "without the lock");
}
