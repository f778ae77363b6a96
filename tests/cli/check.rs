//! `check`.

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
