//! `check --against`.

use crate::sandbox::{BOATS, Sandbox};

const ARGS: &[&str] = &["check", "--against", "boat.json", "--operation", "GetBoat"];

const OVERLAY: &str = "\
overlay: 1.0.0
info:
  title: Corrections of boats.yaml
  version: 1.0.0
actions:
  - target: $.components.schemas.Boat.properties.id
    update: {nullable: true}
";

fn sandbox(response: &str) -> Sandbox {
    let sandbox = Sandbox::project(BOATS, "");
    sandbox.write("boat.json", response);
    sandbox
}

#[test]
fn differences_and_their_overlay_are_printed() {
    let sandbox = sandbox("{\"id\": null, \"mast\": 2}");
    let expected = "\
note[response-mismatch]: the response has the property `mast`, which is not declared
  --> boats.yaml:27:5
   |
27 |     Boat:
   |     ^^^^ the property is ignored, unless `unknown-properties = \"keep\"` collects it

error[response-mismatch]: `/id` is null, and the schema does not allow null
  --> boats.yaml:31:9
   |
31 |         id:
   |         ^^ the overlay allows null

GET /boats/{boatId} 200: 1 error, 1 note
";
    let run = sandbox.run(ARGS).code(1);
    run.stderr(expected).stdout(OVERLAY);
    // Without the entry of oascribe.toml, and with the response from standard input.
    let args = ["check", "boats.yaml", "--against", "-", "--operation"];
    let run = sandbox.run_with(
        "{\"id\": null}",
        [&args[..], &["get /boats/{boatId}"]].concat(),
    );
    run.code(1).stdout(OVERLAY);
}

#[test]
fn the_overlay_is_applied_once_it_is_listed() {
    let sandbox = sandbox("{\"id\": null}");
    let write = [ARGS, &["--write-overlay", "corrections.yaml"]].concat();
    sandbox
        .run(&write)
        .code(1)
        .stdout("")
        .stderr_contains("corrections.yaml: written; add it to `overlays` in oascribe.toml\n");
    assert_eq!(sandbox.read("corrections.yaml"), OVERLAY);
    sandbox
        .run(&write)
        .code(2)
        .stderr_contains("error: corrections.yaml exists already\n");
    let config = sandbox.read("oascribe.toml");
    sandbox.write(
        "oascribe.toml",
        &format!("{config}overlays = ['corrections.yaml']\n"),
    );
    sandbox
        .run(ARGS)
        .code(0)
        .stdout("")
        .stderr("GET /boats/{boatId} 200: no differences\n");
    sandbox.run(["generate"]).code(0);
    let surface = sandbox.read("sdk/surface.txt");
    assert!(
        surface.contains("Boat::id\tfield\tOption<String>"),
        "{surface}"
    );
}

#[test]
fn wrong_usage() {
    let sandbox = sandbox("id: 1\n");
    sandbox.run(ARGS).code(2).stdout("").stderr_contains(
        "error: boat.json is not JSON: expected value at line 1 column 1\n  = help: save the body",
    );
    sandbox.write("boat.json", "{}");
    let unknown = ["check", "--against", "boat.json", "--operation", "GetBoot"];
    sandbox.run(unknown).code(2).stderr(
        "error: the document has no operation `GetBoot`\n  = help: did you mean `GetBoat`?\n",
    );
    sandbox
        .run([ARGS, &["--status", "404"]].concat())
        .code(2)
        .stderr(
            "error: `GET /boats/{boatId}` declares no JSON schema for the status 404\n  \
         = help: statuses with a JSON schema: 200\n",
        );
    sandbox
        .run(["check", "--against", "boat.json", "boats.yaml"])
        .code(2)
        .stderr_contains("--operation <ID>");
    sandbox.write("boats.yaml", "openapi: [");
    sandbox.run(ARGS).code(1).stderr_contains("error[syntax]");
}
