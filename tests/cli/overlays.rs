//! `--overlay` and `overlays`.

use std::process::Command;

use crate::sandbox::{BOATS, Sandbox};

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: '1'}
extends: boats.yaml
actions:
  - target: $.components.schemas.Boat.properties
    update: {sail: {type: string}}
";

fn wrong(target: &str) -> String {
    OVERLAY.replace("$.components.schemas.Boat.properties", target)
}

const THINGS: &str = "\
openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: 'https://things.example'}]
paths:
  /thing:
    get:
      operationId: getThing
      responses:
        '200':
          description: A thing.
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    Thing:
      type: object
      required: [name]
      properties:
        name: {type: string}
        size: {type: integer}
";

/// Names can be null, which the document does not say.
const CORRECTIONS: &str = "\
overlay: 1.0.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.components.schemas.Thing.properties.name
    update: {nullable: true}
";

#[test]
fn overlay_as_an_argument() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("o.yaml", OVERLAY);
    let args = [
        "generate",
        "boats.yaml",
        "--out",
        "sdk",
        "--overlay",
        "o.yaml",
    ];
    sandbox.run(args).code(0);
    assert!(sandbox.read("sdk/surface.txt").contains("Boat::sail"));
    sandbox.run([&args[..], &["--check"]].concat()).code(0);
    sandbox
        .run(["check", "boats.yaml", "--overlay", "o.yaml"])
        .code(0)
        .stderr("boats.yaml: no findings\n");
    // Of standard input nobody knows the name.
    let stdin = ["check", "-", "--overlay", "o.yaml", "--deny", "warnings"];
    sandbox.run_with(BOATS, stdin).code(0);
    let run = sandbox.run(["check", "boats.yaml", "--overlay", "none.yaml"]);
    run.code(2).stderr_contains("cannot read none.yaml");
}

#[test]
fn overlay_in_the_config() {
    let sandbox = Sandbox::project(BOATS, "overlays = ['o.yaml', 'p.yaml']\n");
    sandbox.write("o.yaml", OVERLAY);
    let again = "$.components.schemas.Boat.properties.sail";
    sandbox.write(
        "p.yaml",
        &wrong(again).replace("sail: {type: string}", "type: integer"),
    );
    sandbox.run(["generate"]).code(0);
    assert!(
        sandbox
            .read("sdk/surface.txt")
            .contains("Boat::sail\tfield\tOption<i64>")
    );
    sandbox
        .run(["check", "boats.yaml", "--deny", "warnings"])
        .code(0);
    // What the overlays do in their order they don't do in another.
    sandbox.write(
        "oascribe.toml",
        &sandbox.read("oascribe.toml").replace("'o.yaml', ", ""),
    );
    sandbox
        .run(["generate"])
        .code(1)
        .stderr_contains("error[unmatched-action]")
        .stderr_contains(" --> p.yaml:5:13\n");
}

#[test]
fn errors_in_an_overlay_have_its_location() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("o.yaml", &OVERLAY.replace("type: string", "type: strin"));
    let args = ["check", "boats.yaml", "--overlay", "o.yaml"];
    sandbox.run(args).stderr_contains(" --> o.yaml:6:");
    sandbox.write("o.yaml", &wrong("$.components.schemas.Boot"));
    sandbox
        .run(args)
        .code(1)
        .stderr_contains(" --> o.yaml:5:13\n");
    sandbox.write("o.yaml", BOATS);
    sandbox
        .run(args)
        .code(1)
        .stderr_contains("error[bad-overlay]: the overlay does not begin with `overlay: 1.1.0`");
}

#[test]
fn diff_applies_overlays_to_both_sides() {
    let sandbox = Sandbox::project(BOATS, "overlays = ['o.yaml']\n");
    sandbox.write("o.yaml", OVERLAY);
    commit(&sandbox);
    let args = ["diff", "--base", "HEAD", "--fail-on", "any"];
    sandbox.run(args).code(0);
    sandbox.write("o.yaml", &OVERLAY.replace("sail", "mast"));
    let run = sandbox.run(args).code(1);
    assert!(
        run.stdout.contains("sail") && run.stdout.contains("mast"),
        "{}",
        run.stdout
    );
    let run = sandbox.run(["diff", "HEAD:./boats.yaml", "boats.yaml"]);
    assert!(run.stdout.contains("mast"), "{}", run.stdout);
}

/// What only an overlay changes breaks no client, and is shown where it is: in the overlay. What the document changes is
/// judged as ever.
#[test]
fn changes_by_overlays_are_corrections() {
    let sandbox = Sandbox::project(THINGS, "");
    commit(&sandbox);
    let with_overlay = sandbox.read("oascribe.toml") + "overlays = ['o.yaml']\n";
    sandbox.write("oascribe.toml", &with_overlay);
    sandbox.write("o.yaml", CORRECTIONS);
    let changed = THINGS.replace("{type: integer}", "{type: boolean}");
    sandbox.write("boats.yaml", &changed);
    for args in [
        ["diff", "--base", "HEAD", "--format", "json"].as_slice(),
        &[
            "diff",
            "HEAD:./boats.yaml",
            "boats.yaml",
            "--format",
            "json",
        ],
    ] {
        let run = sandbox.run(args);
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let changes = report["changes"].as_array().unwrap().iter();
        let found = changes.map(|change| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let revision = &change["revision"];
            (
                [
                    &change["element"],
                    &change["level"],
                    &revision["file"],
                    &revision["pointer"],
                ]
                .map(text),
                change["is_correction"] == true,
            )
        });
        let found: Vec<_> = found.collect();
        let name = [
            "response 200 application/json name",
            "info",
            "o.yaml",
            "#/actions/0/update/nullable",
        ]
        .map(str::to_owned);
        let size = [
            "response 200 application/json size",
            "error",
            "boats.yaml",
            "#/components/schemas/Thing/properties/size/type",
        ]
        .map(str::to_owned);
        assert_eq!(found, [(size, false), (name, true)], "{args:?}");
    }
    sandbox
        .run(["diff", "--base", "HEAD"])
        .stdout_contains("  = an overlay makes this change; the document did not change\n");
}

/// Commits everything to a new repository.
fn commit(sandbox: &Sandbox) {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        let names = ["-c", "user.name=n", "-c", "user.email=e@e.example"];
        let run = git
            .current_dir(sandbox.path(""))
            .args(names)
            .args(arguments)
            .output();
        assert!(run.unwrap().status.success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "first"]);
}
