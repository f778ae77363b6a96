//! Keywords beside `$ref` and `allOf`, for every kind of target: each has an effect on the generated code, or is
//! reported.

use std::collections::{BTreeMap, BTreeSet};

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::{Locator, Sources};
use oascribe_codegen::{Rendered, render as render_file};
use oascribe_test_support::siblings::{Cell, FIRST_LINE, cells, document};

/// Generates from a document. Returns the crate and the lines that diagnostics are about.
fn render(text: &str) -> (Rendered, BTreeSet<usize>) {
    let mut sources = Sources::new();
    let mut diags = Diagnostics::new();
    let spec = sources.add("spec.yaml", text.to_owned());
    let config = CrateConfig::new("siblings");
    let lock = CrateLock::default();
    let rendered = render_file(&mut sources, spec, &config, &lock, &mut diags);
    let mut locator = Locator::new(&sources);
    let locations = diags.iter().filter_map(|found| found.location.as_ref());
    let spans = locations.filter_map(|location| locator.locate(location));
    let lines = spans.map(|span| span.line as usize).collect();
    (rendered.expect("the document generates"), lines)
}

/// Returns the emitted field of each property: its documentation, attributes and type.
fn fields(text: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    let mut lines = Vec::new();
    for line in text
        .lines()
        .skip_while(|line| !line.starts_with("pub struct Cells "))
    {
        let line = line.trim();
        if let Some((name, ty)) = line.strip_prefix("pub ").and_then(|it| it.split_once(": ")) {
            lines.push(ty.to_owned());
            fields.insert(name.to_owned(), lines.join("\n"));
            lines.clear();
        } else if line == "}" {
            break;
        } else if !line.contains("pub struct") {
            lines.push(line.to_owned());
        }
    }
    fields
}

#[test]
fn every_keyword_beside_a_reference_is_used_or_reported() {
    let cells = cells();
    let text = document(&cells);
    let (rendered, reported) = render(&text);
    let file = |name: &str| {
        let mut files = rendered.files.iter();
        let (_, text) = files.find(|(path, _)| *path == name).expect(name);
        text.to_owned()
    };
    let (models, checks) = (file("src/models/cells.rs"), file("src/api/checks.rs"));
    let fields = fields(&models);
    let mut lost = Vec::new();
    for (
        Cell {
            name,
            target,
            schema,
        },
        line,
    ) in cells.iter().zip(FIRST_LINE..)
    {
        let plain = &fields[&format!("plain_{}", target.to_lowercase())];
        let field = &fields[name];
        let is_checked = checks.contains(&format!("(\"{name}\", "))
            && !checks.contains(&format!("nested(\"{name}\", "));
        if field == plain && !is_checked && !reported.contains(&line) {
            lost.push(format!("{line}: {schema}"));
        }
    }
    assert!(lost.is_empty(), "without effect:\n{}", lost.join("\n"));
    assert!(cells.len() > 200, "{}", cells.len());
}
