//! One folder for each feature: the document, and the expected output.
//!
//! `codegen/tests/golden/<feature>/spec.yaml` (and `oascribe.toml`, if the feature needs one) is rendered to `expected/`:
//! the files that depend on the document, and the diagnostics. To accept a change, run
//! `BLESS=1 cargo test --test golden` and review the difference.

use oascribe_test_support as support;

use std::fs;

use oascribe_codegen::surface;
use oascribe_test_support::frame::is_frame;

#[test]
fn every_feature_is_rendered_as_expected() {
    let mut wrong = Vec::new();
    for folder in support::folders("codegen/tests/golden") {
        let outcome = support::render_case(&folder);
        let name = support::name(&folder);
        let expected = folder.join("expected");
        let recorded = support::files_below(&expected);
        if support::blesses() {
            let _ = fs::remove_dir_all(&expected);
        }
        let Some(rendered) = outcome.rendered else {
            wrong.push(format!("{name} is not rendered:\n{}", outcome.diagnostics));
            continue;
        };
        let mut files = support::document_files(&rendered);
        // A file that equals its frame is compared only if the case has it.
        files.retain(|path, text| recorded.contains(path) || !is_frame(path, text, &name));
        if !outcome.diagnostics.is_empty() {
            files.insert("diagnostics.txt".to_owned(), outcome.diagnostics);
        }
        for (path, text) in &files {
            wrong.extend(support::compare(&expected.join(path), text));
        }
        for path in support::files_below(&expected) {
            if !files.contains_key(&path) {
                wrong.push(format!(
                    "{}/{path} is no longer rendered",
                    expected.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    for folder in support::folders("codegen/tests/golden") {
        let (one, two) = (support::render_case(&folder), support::render_case(&folder));
        let files = |outcome: &support::Outcome| {
            outcome
                .rendered
                .as_ref()
                .map(|rendered| rendered.files.clone())
        };
        assert_eq!(files(&one), files(&two), "{}", folder.display());
        assert_eq!(one.diagnostics, two.diagnostics, "{}", folder.display());
    }
}

#[test]
fn surface_files_are_printed_as_they_were_parsed() {
    let folders = support::folders("codegen/tests/golden").into_iter();
    let mut paths: Vec<_> = folders
        .map(|folder| folder.join("expected/surface.txt"))
        .filter(|path| path.exists())
        .collect();
    paths.push(support::root().join("generated/surface.txt"));
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.split_inclusive('\n');
        let listed: String = lines.filter(|line| !line.starts_with('#')).collect();
        let items = surface::parse(&text).unwrap();
        assert_eq!(surface::print(&items), listed, "{}", path.display());
        assert_eq!(surface::parse(&listed), Ok(items), "{}", path.display());
    }
}
