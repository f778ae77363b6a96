//! `check`.

use serde_json::Value;

use crate::sandbox::{BOATS, Sandbox, broken, skipping, warning};

#[test]
fn a_valid_document_has_no_findings() {
    let sandbox = Sandbox::with(BOATS);
    sandbox
        .run(["check", "boats.yaml"])
        .code(0)
        .stdout("")
        .stderr("boats.yaml: no findings\n");
    sandbox
        .run_with(BOATS, ["check", "-"])
        .code(0)
        .stderr("<stdin>: no findings\n");
    sandbox.run(["check", "--strict", "boats.yaml"]).code(0);
    assert_eq!(sandbox.tree().len(), 1);
}

#[test]
fn findings() {
    let sandbox = Sandbox::with(&skipping());
    let args = ["check", "boats.yaml"];
    sandbox
        .run(args)
        .code(0)
        .stderr_contains("skipped[dangling-ref]")
        .stderr_contains("boats.yaml: 1 skipped\n");
    sandbox
        .run([&args[..], &["--deny", "skipped"]].concat())
        .code(1);
    sandbox.write("boats.yaml", &warning());
    sandbox
        .run(args)
        .code(0)
        .stderr_contains("boats.yaml: 1 warning\n");
    sandbox
        .run([&args[..], &["--deny", "skipped"]].concat())
        .code(0);
    sandbox
        .run([&args[..], &["--deny", "warnings"]].concat())
        .code(1);
    sandbox.write("boats.yaml", &broken());
    sandbox
        .run(args)
        .code(1)
        .stderr_contains(" --> boats.yaml:3:1")
        .stderr_contains("boats.yaml: 1 error\n");
}

#[test]
fn several_documents() {
    let sandbox = Sandbox::with(BOATS);
    sandbox.write("bad.yaml", &broken());
    sandbox
        .run(["check", "bad.yaml", "boats.yaml"])
        .code(1)
        .stderr_contains("bad.yaml: 1 error\n")
        .stderr_contains("boats.yaml: no findings\n");
    sandbox
        .run(["check", "boats.yaml", "none.yaml"])
        .code(2)
        .stderr_contains("error: cannot read none.yaml: ")
        .stderr_contains("  = help: ");
    sandbox.run(["check"]).code(2);
}

#[test]
fn findings_as_json_and_annotations() {
    let sandbox = Sandbox::with(&skipping());
    let run = sandbox
        .run(["check", "boats.yaml", "--message-format", "json"])
        .code(0)
        .stderr("boats.yaml: 1 skipped\n");
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(found["code"], "dangling-ref");
    assert_eq!(
        found["pointer"].as_str().unwrap().split('/').next(),
        Some("#")
    );
}

#[test]
fn errors_in_the_config_are_reported_first() {
    let sandbox = Sandbox::project(BOATS, "modes = 'models'\n");
    sandbox
        .run(["check", "boats.yaml"])
        .code(1)
        .stderr_contains("error[bad-config]");
}

/// What people pass by mistake, and a part of the message.
const OTHER_FORMATS: &[(&str, &str)] = &[
    (
        "<!DOCTYPE html>\n<html><body>404</body></html>\n",
        "this is a web page",
    ),
    (
        "<?xml version='1.0'?>\n<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>\n",
        "this is a WSDL document",
    ),
    ("<note/>\n", "this is an XML file"),
    (
        "# comment\ntype Query { pets: [Pet] }\n",
        "this is a GraphQL schema",
    ),
    ("#%RAML 1.0\ntitle: Pets\n", "this is a RAML document"),
    (
        "syntax = \"proto3\";\nmessage Pet {}\n",
        "this is a definition of Protocol Buffers",
    ),
    ("FORMAT: 1A\n# Pets\n", "this is an API Blueprint"),
    (
        "openapi: 3.0.3\n<<<<<<< HEAD\ninfo: {}\n=======\n>>>>>>> main\n",
        "boats.yaml:2:1",
    ),
    (
        "{\"message\": \"Not Found\"}",
        "this is probably the error of a server",
    ),
    ("{\"log\": {\"version\": \"1.2\"}}", "this is a HAR file"),
    (
        "{\"kind\": \"discovery#restDescription\"}",
        "this is a Google API discovery document",
    ),
];

#[test]
fn other_formats_are_named() {
    for (text, expected) in OTHER_FORMATS {
        let sandbox = Sandbox::with(text);
        let run = sandbox.run(["check", "boats.yaml"]).code(1);
        run.stderr_contains(expected)
            .stderr_contains("boats.yaml: 1 error\n");
    }
}

/// A description may show marks of a conflict, and an example may be a web page.
#[test]
fn formats_in_strings_are_no_mistake() {
    let text = BOATS.replace(
        "  title: Boats",
        "  title: Boats\n  description: |\n    <<<<<<< HEAD\n    <html>\n    >>>>>>> main",
    );
    let sandbox = Sandbox::with(&text);
    sandbox.run(["check", "boats.yaml"]).code(0);
}

#[test]
fn a_url_is_no_file() {
    Sandbox::new()
        .run(["check", "https://boats.example/openapi.yaml"])
        .code(2)
        .stderr_contains("error: https://boats.example/openapi.yaml is a URL")
        .stderr_contains("curl -fsSL -o openapi.yaml https://boats.example/openapi.yaml");
}

#[test]
fn without_documents_those_of_the_configuration_are_checked() {
    let sandbox = Sandbox::project(&warning(), "");
    sandbox
        .run(["check"])
        .code(0)
        .stderr_contains("boats.yaml: 1 warning\n");
    Sandbox::new()
        .run(["check"])
        .code(2)
        .stderr_contains("error: no document to check\n");
}

#[test]
fn a_missing_document_does_not_stop_the_others() {
    let sandbox = Sandbox::with(BOATS);
    sandbox
        .run(["check", "none.yaml", "boats.yaml", "none.json"])
        .code(2)
        .stderr_contains("cannot read none.yaml")
        .stderr_contains("boats.yaml: no findings\n")
        .stderr_contains("cannot read none.json");
}

#[test]
fn sarif_is_one_log_of_all_documents() {
    let sandbox = Sandbox::with(&warning());
    sandbox.write("other.yaml", &skipping());
    let args = [
        "check",
        "boats.yaml",
        "other.yaml",
        "--message-format",
        "sarif",
    ];
    let run = sandbox.run(args).code(0);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let files: Vec<_> = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"])
        .map(|at| {
            (
                at["artifactLocation"]["uri"].as_str(),
                at["region"]["startLine"].is_u64(),
            )
        })
        .collect();
    assert_eq!(
        files,
        [(Some("boats.yaml"), true), (Some("other.yaml"), true)]
    );
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    assert_eq!(rules[0]["id"], "dangling-ref");
}

#[test]
fn notes_are_counted_where_they_are_printed() {
    let text = BOATS.replace("    get:", "    get:\n      x-long-running: true");
    let sandbox = Sandbox::with(&text.replace("boatId}", "boatId}/{other}"));
    let run = sandbox.run(["check", "-v", "boats.yaml"]);
    let counted = run.stderr.matches("note[").count();
    let line = run.stderr.lines().last().unwrap();
    assert_eq!(counted > 0, line.contains(" note"), "{run:?}");
}

#[test]
fn many_findings_are_counted_by_kind() {
    let mut text = warning();
    for number in 0..25 {
        text.push_str(&format!(
            "    S{number}: {{type: object, maxPropertys: 1}}\n"
        ));
    }
    let sandbox = Sandbox::with(&text);
    sandbox
        .run(["check", "boats.yaml"])
        .code(0)
        .stderr_contains("By kind, the worst first; `oascribe explain CODE` explains a kind:\n    26 warning  unknown-keyword: ");
}

/// Two named documents need no entry of oascribe.toml, so an error in it does not stop the comparison.
#[test]
fn diff_of_two_documents_works_with_a_broken_configuration() {
    let sandbox = Sandbox::project(BOATS, "mode = [\n");
    sandbox
        .run(["diff", "boats.yaml", "boats.yaml"])
        .code(0)
        .stderr_contains("oascribe.toml:")
        .stderr_contains("warning: oascribe.toml has errors, so its settings are not used\n");
    sandbox
        .run(["diff", "--base", "HEAD"])
        .code(2)
        .stderr_contains("error: oascribe.toml has errors\n");
}

#[test]
fn the_error_of_a_missing_ignore_file_names_it() {
    let sandbox = Sandbox::project(BOATS, "[diff]\nignore = 'none.txt'\n");
    sandbox
        .run(["diff", "boats.yaml", "boats.yaml"])
        .code(2)
        .stderr_contains("error: cannot read none.txt: ");
}
