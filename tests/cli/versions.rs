//! `--bump`, and comparison with released items, in git repositories.

use std::process::Command;

use crate::sandbox::{BOATS, Sandbox};

/// A project in a git repository, with its first version committed.
fn released() -> Sandbox {
    let sandbox = Sandbox::project(
        BOATS,
        "# Keep in step with the registry.\npackage = { version = '1.4.2', publish = false }\n",
    );
    sandbox.run(["generate"]).code(0);
    git(&sandbox, &["init", "--quiet", "--initial-branch=main"]);
    commit(&sandbox);
    sandbox
}

fn git(sandbox: &Sandbox, arguments: &[&str]) {
    let identity = [
        "-c",
        "user.name=boats",
        "-c",
        "user.email=boats@example.com",
    ];
    let mut git = Command::new("git");
    let git = git.args(identity).args(arguments);
    let output = git.current_dir(sandbox.path("")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn commit(sandbox: &Sandbox) {
    git(sandbox, &["add", "--all"]);
    git(sandbox, &["commit", "--quiet", "--message", "Release"]);
}

fn version(sandbox: &Sandbox) -> String {
    let config = sandbox.read("oascribe.toml");
    let manifest = sandbox.read("sdk/Cargo.toml");
    let (_, rest) = config.split_once("version = ").unwrap();
    let version = rest.split(',').next().unwrap().trim_matches(['"', '\'']);
    let line = format!("version = \"{version}\"\n");
    assert!(manifest.contains(&line), "{line}{manifest}");
    version.to_owned()
}

#[test]
fn a_change_raises_the_version_once() {
    let sandbox = released();
    sandbox.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&sandbox), "1.4.2");
    let more = BOATS.replace(
        "        length:",
        "        sails: {type: integer}\n        length:",
    );
    sandbox.write("boats.yaml", &more);
    sandbox
        .run(["generate", "--bump", "--dry-run"])
        .code(0)
        .stderr_contains("boats: 1.4.2 → 1.5.0, a minor release");
    assert_eq!(version(&sandbox), "1.4.2");
    for _ in 0..2 {
        sandbox.run(["generate", "--bump"]).code(0);
        assert_eq!(version(&sandbox), "1.5.0");
    }
    sandbox.write("boats.yaml", &more.replace("type: number", "type: string"));
    sandbox
        .run(["generate", "--bump"])
        .code(0)
        .stderr_contains("boats: 1.5.0 → 2.0.0, a major release");
    assert_eq!(version(&sandbox), "2.0.0");
    let config = sandbox.read("oascribe.toml");
    assert!(
        config.contains(
            "# Keep in step with the registry.\npackage = { version = \"2.0.0\", publish"
        )
    );
    commit(&sandbox);
    sandbox.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&sandbox), "2.0.0");
    sandbox.run(["generate", "--check"]).code(0);
}

#[test]
fn the_version_is_raised_since_the_given_ref() {
    let sandbox = released();
    git(&sandbox, &["branch", "released"]);
    for (name, expected) in [("sails", "1.5.0"), ("masts", "1.5.0")] {
        let more = format!("        {name}: {{type: integer}}\n        length:");
        let document = sandbox.read("boats.yaml").replace("        length:", &more);
        sandbox.write("boats.yaml", &document);
        sandbox.run(["generate", "--bump=released"]).code(0);
        assert_eq!(version(&sandbox), expected);
        commit(&sandbox);
    }
    sandbox
        .run(["generate", "--bump=nowhere"])
        .code(2)
        .stderr_contains("git does not know `nowhere`");
}

#[test]
fn bump_needs_a_version() {
    let sandbox = Sandbox::project(BOATS, "");
    git(&sandbox, &["init", "--quiet", "--initial-branch=main"]);
    commit(&sandbox);
    sandbox
        .run(["generate", "--bump"])
        .code(2)
        .stderr_contains("there is no version to raise")
        .stderr_contains("package = { version = ");
}

#[test]
fn changelogs_get_the_changes_since_a_ref() {
    let sandbox = released();
    let changelog = ["changelog", "--base", "HEAD", "--write"];
    sandbox.run(changelog).code(0).stderr("");
    let more = BOATS.replace(
        "        length:",
        "        sails: {type: integer}\n        length:",
    );
    sandbox.write("boats.yaml", &more);
    let shown = sandbox.run(["changelog", "--base", "HEAD"]).code(0);
    shown.stdout_contains("## [1.5.0]\n\n### Added\n\n- `models::Boat::sails`\n");
    sandbox
        .run(changelog)
        .code(0)
        .stderr_contains("sdk/CHANGELOG.md: written");
    let text = sandbox.read("sdk/CHANGELOG.md");
    assert!(
        text.contains("\n## [1.5.0]\n\n### Added\n\n- `models::Boat::sails`\n"),
        "{text}"
    );
    // A second run adds nothing.
    sandbox.run(changelog).code(0).stderr("");
    assert_eq!(sandbox.read("sdk/CHANGELOG.md"), text);
    sandbox.run(["changelog", "--write", "a", "b"]).code(2);
}

/// Changes of the generator since the release count too.
#[test]
fn released_items_come_from_the_surface() {
    let sandbox = released();
    sandbox
        .run(["diff", "--base", "HEAD"])
        .code(0)
        .stdout_contains("needs no release");
    let surface = sandbox.read("sdk/surface.txt");
    sandbox.write(
        "sdk/surface.txt",
        &format!("{surface}models::Boat::sailed\tfn\t(&self) -> bool\n"),
    );
    commit(&sandbox);
    sandbox
        .run(["diff", "--base", "HEAD"])
        .code(1)
        .stdout_contains("models::Boat::sailed")
        .stdout_contains("needs SDK 2.0.0");
}

/// A new version of oascribe may change the runtime. The released `surface.txt` shows it, although no document changed.
#[test]
fn changes_of_the_runtime_are_reported() {
    let sandbox = released();
    let surface = sandbox.read("sdk/surface.txt");
    let builder = "runtime::Builder::timeout\tfn\t(self, timeout: impl Into<Option<Duration>>) -> Self\t\tclient\n";
    assert!(surface.contains(builder), "{surface}");
    let removed = "runtime::OldToken\tstruct\tnon_exhaustive\n";
    let before = surface.replace(builder, "") + removed;
    sandbox.write("sdk/surface.txt", &before);
    commit(&sandbox);
    sandbox.write("sdk/surface.txt", &surface);
    let run = sandbox.run(["diff", "--base", "HEAD"]).code(1);
    let run = run.stdout_contains("major  struct runtime::OldToken was removed");
    let run = run.stdout_contains("minor  fn runtime::Builder::timeout was added");
    run.stdout_contains("needs SDK 2.0.0");
}

/// A released project that retains removed items.
fn retaining() -> Sandbox {
    let sandbox = released();
    sandbox.write("released.yaml", BOATS);
    let config = sandbox.read("oascribe.toml");
    let keep = "keep-removed = { of = 'released.yaml', since = '1.4.2' }\n";
    sandbox.write("oascribe.toml", &format!("{config}{keep}"));
    commit(&sandbox);
    sandbox
}

#[test]
fn removed_items_are_retained_for_one_release() {
    let sandbox = retaining();
    let less = BOATS.replace("        length:\n          type: number\n", "");
    sandbox.write("boats.yaml", &less);
    sandbox
        .run(["diff", "--base", "HEAD", "--fail-on", "nothing"])
        .code(0)
        .stdout_contains(
            "needs SDK 1.5.0; `keep-removed` retains 1 removed item: 1 break prevented; 1 change may",
        );
    sandbox
        .run(["generate", "--bump"])
        .code(0)
        .stderr_contains("boats: 1.4.2 → 1.5.0, a minor release");
    let boat = sandbox.read("sdk/src/models/boat.rs");
    let note =
        "#[deprecated(note = \"no longer in the API; will be removed in 2.0.0\")]\n    pub length:";
    assert!(boat.contains(note), "{boat}");
    commit(&sandbox);
    // An item that can't be retained needs the breaking release that removes all of them.
    sandbox.write(
        "boats.yaml",
        &less
            .replace("GetBoat", "SeeBoat")
            .replace("/boats/", "/ships/"),
    );
    sandbox
        .run(["generate", "--bump"])
        .code(0)
        .stderr_contains("boats: 1.5.0 → 1.6.0, a minor release");
    let text = sandbox.read("boats.yaml").replace("[id]", "[]");
    sandbox.write("boats.yaml", &text);
    sandbox
        .run(["generate", "--bump"])
        .code(0)
        .stderr_contains("boats: 1.6.0 → 2.0.0, a major release");
    let boat = sandbox.read("sdk/src/models/boat.rs");
    assert!(!boat.contains("length"), "{boat}");
    assert_eq!(version(&sandbox), "2.0.0");
    sandbox.run(["generate", "--bump"]).code(0);
    assert_eq!(version(&sandbox), "2.0.0");
    sandbox.run(["generate", "--check"]).code(0);
}

#[test]
fn a_released_document_of_another_version_is_an_error() {
    let sandbox = retaining();
    sandbox.write(
        "released.yaml",
        "swagger: '2.0'\ninfo: {title: Boats, version: '1'}\npaths: {}\n",
    );
    sandbox.run(["generate"]).code(1).stderr_contains(
        "`released.yaml` and the current document are not the same generation of OpenAPI",
    );
    sandbox.write("released.yaml", "openapi: [\n");
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("released.yaml");
}
