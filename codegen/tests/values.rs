//! Values that come arrive: emitted models decode and encode JSON.
//!
//! `codegen/tests/values/<case>/` holds a document with its `oascribe.toml`, and `test.rs`, which is run with the models
//! that are emitted for the document. All cases are modules of one crate, so that little is compiled.

use oascribe_test_support as support;

use std::fs;

use oascribe_test_support::workspace::Workspace;

#[test]
fn emitted_models_keep_values() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "values");
    let mut emitted = Vec::new();
    let mut modules = String::from("//! The tests of all cases.\n");
    for folder in support::folders("codegen/tests/values") {
        let (name, outcome) = (
            support::name(&folder),
            support::render_case_with(&folder, &["full"]),
        );
        let Some(rendered) = outcome.rendered else {
            panic!("{name} is not rendered:\n{}", outcome.diagnostics);
        };
        emitted.push((name.clone(), rendered));
        let test = fs::read_to_string(folder.join("test.rs")).expect("a test");
        workspace.write("values", &format!("tests/all/{name}.rs"), &test);
        modules.push_str(&format!("mod {name};\n"));
    }
    workspace.add_as_modules("values", &emitted);
    let manifest = workspace.folder().join("crates/values/Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("the manifest of the first case");
    let text = text.replace(&format!("name = \"{}\"", emitted[0].0), "name = \"values\"");
    fs::write(manifest, text).expect("a manifest");
    workspace.write("values", "tests/all/main.rs", &modules);
    let output = workspace.try_cargo(&["test", "--quiet", "--test", "all"]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}\n{}",
        text(&output.stderr),
        text(&output.stdout)
    );
}
