//! Crates with types of the user (`[crate.types]`) compile, and their values are equal after decoding and encoding.
//!
//! Each folder of `tests/own_types` has a document, the configuration, and a program that becomes a test of the crate. The types
//! are of the standard library, of crates that this project depends on anyway, and of `money`, which implements nothing but what
//! models need.

use oascribe_test_support as support;

use std::fs;

use oascribe_test_support::workspace::Workspace;

const CLIENT: [&str; 3] = ["--no-default-features", "--features", "client"];

#[test]
fn values_are_equal_after_decoding_and_encoding() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "own-types");
    let folder = support::root().join("tests/own_types");
    for file in ["Cargo.toml", "src/lib.rs"] {
        let text = fs::read_to_string(folder.join("money").join(file)).expect("a file");
        workspace.write("money", file, &text);
    }
    let mut arguments = vec!["test", "--quiet"];
    for name in ["std_types", "crate_types"] {
        let outcome = support::render_case(&folder.join(name));
        let rendered = outcome
            .rendered
            .unwrap_or_else(|| panic!("{}", outcome.diagnostics));
        workspace.add(name, &rendered);
        let program = fs::read_to_string(folder.join(name).join("values.rs")).expect("a program");
        workspace.write(name, "tests/values.rs", &program);
        arguments.extend(["-p", name]);
    }
    workspace.cargo(&[&arguments[..], &CLIENT[..]].concat());
}
