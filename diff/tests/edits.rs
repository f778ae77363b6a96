//! Edits of descriptions, titles, examples and extensions.

use oascribe_diff::{Edit, FailOn, Report, Settings, Sources, compare, render};
use serde_json::{Value, json};

/// A document with one operation and one schema.
fn document(operation: Value, pet: Value) -> Value {
    let response = json!({ "description": "Fine", "content": { "application/json": {
        "schema": { "$ref": "#/components/schemas/Pet" },
    } } });
    let mut operation = operation;
    operation["responses"] = json!({ "200": response });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Pets", "version": "1" },
        "paths": { "/pets": { "get": operation } },
        "components": { "schemas": { "Pet": pet } },
    })
}

fn report(base: &Value, revision: &Value, lists_edits: bool) -> (Report, Sources) {
    let mut sources = Sources::new();
    let base = sources.add("old.json", format!("{base:#}"));
    let revision = sources.add("new.json", format!("{revision:#}"));
    let mut settings = Settings {
        lists_edits,
        ..Settings::default()
    };
    let report = compare(base, revision, &mut settings, &mut sources).expect("documents");
    (report, sources)
}

fn listed(base: &Value, revision: &Value) -> Vec<Edit> {
    report(base, revision, true).0.edits.listed
}

fn pair() -> [Value; 2] {
    let parameter =
        |name: &str, text: &str| json!({ "name": name, "in": "query", "description": text });
    let old = json!({
        "summary": "List pets",
        "x-internal": true,
        "parameters": [parameter("limit", "At most <so many>"), parameter("after", "A cursor")],
    });
    let new = json!({
        "description": "Returns | all pets.",
        "x-internal": false,
        "parameters": [parameter("after", "A cursor"), parameter("limit", "No more than this")],
    });
    let pet = |text: &str| {
        json!({
            "type": "object",
            // Names of properties are no keywords.
            "properties": { "title": { "type": "string" }, "x-a": { "type": "string", "description": text } },
        })
    };
    [document(old, pet("Old")), document(new, pet("New"))]
}

#[test]
fn each_edit_is_listed_with_its_owner() {
    let [base, revision] = pair();
    let found = listed(&base, &revision);
    let texts = found.iter().map(|edit| {
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let Edit {
            owner,
            path,
            keyword,
            ..
        } = edit;
        format!(
            "{owner} {path} {keyword}: {} > {}",
            side(&edit.old),
            side(&edit.new)
        )
    });
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    assert_eq!(
        texts,
        [
            "GET /pets  description: - > Returns | all pets.",
            "GET /pets  summary: List pets > -",
            "GET /pets  x-internal: true > false",
            "GET /pets parameters/limit description: At most <so many> > No more than this",
            "Pet properties/x-a description: Old > New",
        ]
    );
    for edit in &found {
        let at = |document: &Value, pointer: &str, text: &Option<String>| {
            let value = document.pointer(pointer).expect("a value");
            let shown = value.as_str().map_or(value.to_string(), str::to_owned);
            assert!(text.as_ref().is_none_or(|text| *text == shown), "{pointer}");
        };
        at(&base, edit.base.as_str(), &edit.old);
        at(&revision, edit.revision.as_str(), &edit.new);
    }
}

#[test]
fn edits_are_counted_and_break_nobody() {
    let [base, revision] = pair();
    let (report, sources) = report(&base, &revision, false);
    let edits = &report.edits;
    assert_eq!(
        (edits.texts, edits.extensions, edits.listed.len()),
        (4, 1, 0)
    );
    assert!(!report.is_empty() && report.findings.is_empty());
    for policy in [FailOn::Breaking, FailOn::Warning, FailOn::Error] {
        assert!(!policy.matches(&report), "{policy:?}");
    }
    let text = render::text(&report, &sources, render::Colour::No);
    let counts =
        "4 edits of descriptions, titles and examples, 1 edit of extensions; `--docs` lists them\n";
    assert!(text.starts_with(counts), "{text}");
}

#[test]
fn every_format_lists_edits() {
    let [base, revision] = pair();
    let (report, sources) = report(&base, &revision, true);
    let reports = [report];
    let text = render::text(&reports[0], &sources, render::Colour::No);
    let line = "  the `description` of `parameters/limit` in `GET /pets` changed (new.json:";
    assert!(text.contains(line), "{text}");
    assert!(
        text.contains("         - At most <so many>\n         + No more than this\n"),
        "{text}"
    );
    let markdown = render::markdown(&reports, &sources);
    assert!(markdown.contains("<details><summary>Descriptions and extensions (5)</summary>"));
    assert!(markdown.contains(r"Returns \| all pets."), "{markdown}");
    let html = render::html(&reports, &sources);
    assert!(html.contains("- At most &lt;so many&gt;"), "{html}");
    let json: Value = serde_json::from_str(&render::json(&reports, &sources)).expect("JSON");
    assert_eq!(json["edits"].as_array().map(Vec::len), Some(5));
    assert_eq!(json["verdict"]["extensions"], json!(1));
    assert_eq!(json["verdict"]["wire"], json!("none"));
    let sarif: Value = serde_json::from_str(&render::sarif(&reports, &sources)).expect("JSON");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 5);
    for result in results {
        assert_eq!(result["level"], json!("note"));
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn respelled_documents_have_no_edits() {
    let [base, _] = pair();
    let text = base.to_string();
    let reordered: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(listed(&base, &reordered), Vec::new());
    // Values of extensions, enums and examples contain no keywords.
    let pet =
        |text: &str| json!({ "enum": [{ "description": text }], "default": { "title": text } });
    let [old, new] = ["a", "b"].map(|text| document(json!({}), pet(text)));
    assert_eq!(listed(&old, &new), Vec::new());
}
