//! Groups: operations without a tag join the group of their path, and follow a document that gains tags.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

/// A document with these operations: path, and tag or nothing.
fn rendered(operations: &[(&str, &str)], lock: &CrateLock) -> Rendered {
    let mut spec = String::from("openapi: 3.0.3\ninfo: {title: Zoo, version: '1'}\npaths:\n");
    for (path, tag) in operations {
        let tags = if tag.is_empty() {
            String::new()
        } else {
            format!("tags: [{tag}], ")
        };
        let get = format!("{tags}responses: {{'204': {{description: ok}}}}");
        spec.push_str(&format!("  {path}: {{get: {{{get}}}}}\n"));
    }
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("spec.yaml", spec);
    let config = CrateConfig::new("zoo");
    render(&mut sources, file, &config, lock, &mut diags).expect("it is rendered")
}

/// The accessors of the client.
fn accessors(rendered: &Rendered) -> Vec<&str> {
    let mut files = rendered.files.iter();
    let surface = files.find(|(path, _)| *path == "surface.txt");
    let lines = surface.expect("it is there").1.lines();
    lines
        .filter_map(|line| line.strip_prefix("Client::")?.split('\t').next())
        .collect()
}

#[test]
fn operations_without_a_tag_join_the_tag_of_their_path() {
    let lock = CrateLock::default();
    let operations = [("/big-cats/feed", ""), ("/cats", "Big Cats"), ("/dogs", "")];
    assert_eq!(
        accessors(&rendered(&operations, &lock)),
        ["big_cats", "dogs"]
    );
}

#[test]
fn groups_follow_a_document_that_gains_tags() {
    let before = rendered(
        &[("/cats", ""), ("/cats/all", ""), ("/dogs", "")],
        &CrateLock::default(),
    );
    assert_eq!(accessors(&before), ["cats", "dogs"]);
    let tagged = [
        ("/cats", "Felines"),
        ("/cats/all", "Felines"),
        ("/dogs", ""),
    ];
    let after = rendered(&tagged, &before.lock);
    // The old accessor is deprecated.
    assert_eq!(accessors(&after), ["cats", "dogs", "felines"]);
    let text: String = after.files.iter().map(|(_, text)| text).collect();
    assert!(
        text.contains("pub fn cats(&self) -> Felines<Self>"),
        "{text}"
    );
    let again = rendered(&tagged, &after.lock);
    assert_eq!(again.lock, after.lock);
}

#[test]
fn derived_ids_have_no_constant_head_and_stay() {
    let lock = CrateLock::default();
    let before = rendered(&[("/api/v1/cats", ""), ("/api/v1/dogs", "")], &lock);
    let ids = |rendered: &Rendered| -> Vec<String> {
        let operations = rendered.lock.operations.values();
        operations.map(|names| names.id.clone()).collect()
    };
    assert_eq!(ids(&before), ["GetCats", "GetDogs"]);
    let more = [("/api/v1/cats", ""), ("/api/v1/dogs", ""), ("/status", "")];
    let after = rendered(&more, &before.lock);
    assert_eq!(ids(&after), ["GetCats", "GetDogs", "GetStatus"]);
}
