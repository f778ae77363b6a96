//! Recorded responses are compared with their schemas, and the overlay for a response makes it decodable.
//!
//! `codegen/tests/recorded/<case>/` holds a document, a response that it does not describe (its type is `Page`), the
//! findings, and the overlay. `first.yaml` is an overlay that was there before. The judges are the crate `jsonschema`, and
//! the types that are emitted without and with the overlay.

use oascribe_test_support as support;

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::{CrateConfig, Mode};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::ir::Presence;
use oascribe_codegen::json_schema::{Direction, Writer};
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::plan::Model;
use oascribe_codegen::read;
use oascribe_codegen::recorded::{self, Recorded, Selected, Unusable};
use oascribe_codegen::source::{FileId, Sources};
use oascribe_codegen::{Rendered, prepare, render};
use oascribe_test_support::workspace::Workspace;
use serde_json::Value;

/// A case with the overlays that are applied.
struct Case {
    folder: PathBuf,
    overlays: Vec<String>,
}

impl Case {
    fn new(folder: &Path) -> Self {
        let first = fs::read_to_string(folder.join("first.yaml"));
        Self {
            folder: folder.to_owned(),
            overlays: first.into_iter().collect(),
        }
    }

    fn name(&self) -> String {
        support::name(&self.folder).replace('-', "_")
    }

    fn response(&self) -> Value {
        let text = fs::read_to_string(self.folder.join("response.json")).expect("a response");
        serde_json::from_str(&text).expect("JSON")
    }

    fn sources(&self) -> (Sources, FileId) {
        let mut sources = Sources::new();
        let text = fs::read_to_string(self.folder.join("spec.yaml")).expect("a document");
        let spec = sources.add("spec.yaml", text);
        for overlay in &self.overlays {
            let overlay = sources.add("overlay.yaml", overlay.clone());
            sources.apply_overlay(spec, overlay);
        }
        (sources, spec)
    }

    /// Compares the response. Returns the result and the printed findings.
    fn check(&self) -> (Recorded, String) {
        let (mut sources, spec) = self.sources();
        let mut diags = Diagnostics::new();
        let selected = Selected {
            operation: &self.operation(),
            status: None,
        };
        let found = recorded::check(&mut sources, spec, selected, &self.response(), &mut diags);
        let found = found.expect("the operation has a schema");
        let found = found.expect("the document is valid");
        found
            .mismatches
            .iter()
            .for_each(|one| diags.push(one.diagnostic()));
        let options = RenderOptions {
            notes: true,
            color: false,
        };
        let printed = human(&diags, &sources, options);
        (found, printed)
    }

    /// The only operation, by its method and path.
    fn operation(&self) -> String {
        let text = fs::read_to_string(self.folder.join("spec.yaml")).expect("a document");
        let mut paths = text.lines().filter(|line| line.starts_with("  /"));
        let path = paths.next().expect("a path").trim().trim_end_matches(':');
        format!("GET {path}")
    }

    /// Whether the schema accepts the response, in the opinion of the crate `jsonschema`.
    fn is_valid(&self) -> bool {
        let (mut sources, spec) = self.sources();
        let document = read::read(&mut sources, spec, &mut Diagnostics::new()).expect("valid");
        let writer = Writer::new(&document);
        let written = writer.component("Page", Direction::Response);
        let schema = written.expect("the type `Page`").schema;
        let validator = jsonschema::draft202012::new(&schema).expect("a schema");
        validator.is_valid(&self.response())
    }

    fn render(&self) -> Rendered {
        let (mut sources, spec) = self.sources();
        let mut config = CrateConfig::new("recorded");
        config.mode = Mode::Models;
        // The modules of all cases use the support code of the first one.
        config.features = vec!["full".to_owned()];
        let mut diags = Diagnostics::new();
        let lock = CrateLock::default();
        let rendered = render(&mut sources, spec, &config, &lock, &mut diags);
        let printed = human(&diags, &sources, RenderOptions::default());
        rendered.unwrap_or_else(|| panic!("{}:\n{printed}", self.name()))
    }

    /// The same case with the overlay that was found.
    fn corrected(&self, found: &Recorded) -> Case {
        let mut overlays = self.overlays.clone();
        overlays.extend(found.overlay.clone());
        Case {
            folder: self.folder.clone(),
            overlays,
        }
    }
}

fn cases() -> Vec<Case> {
    let folders = support::folders("codegen/tests/recorded");
    folders.iter().map(|folder| Case::new(folder)).collect()
}

#[test]
fn findings_and_overlays_are_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (found, printed) = case.check();
        let overlay = found.overlay.clone().unwrap_or_default();
        wrong.extend(support::compare(
            &case.folder.join("findings.txt"),
            &printed,
        ));
        wrong.extend(support::compare(
            &case.folder.join("overlay.yaml"),
            &overlay,
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_corrected_document_describes_the_response() {
    for case in cases() {
        let name = case.name();
        let (found, _) = case.check();
        assert!(!case.is_valid(), "{name}: the document is right");
        let corrected = case.corrected(&found);
        let (again, printed) = corrected.check();
        assert_eq!(again.overlay, None, "{name}");
        let rest: Vec<_> = again
            .mismatches
            .iter()
            .filter(|one| !one.is_decoded())
            .collect();
        assert!(rest.is_empty(), "{name}:\n{printed}");
        // What is decoded anyway is not corrected.
        assert!(
            corrected.is_valid() || !again.mismatches.is_empty(),
            "{name}"
        );
    }
}

/// The emitted type refuses the response if the overlay has corrections, and decodes it with them.
#[test]
fn emitted_types_decode_the_response_with_the_overlay() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "recorded");
    let (mut emitted, mut program) = (Vec::new(), String::new());
    for case in cases() {
        let (found, _) = case.check();
        let (name, response) = (case.name(), case.response().to_string());
        emitted.push((format!("{name}_before"), case.render()));
        emitted.push((format!("{name}_after"), case.corrected(&found).render()));
        let (before, after) = (format!("{name}_before"), format!("{name}_after"));
        let is_corrected = found.overlay.is_some();
        program.push_str(&format!(
            "#[test]\nfn {name}() {{\n    let json = {response:?};\n    \
             let before = serde_json::from_str::<recorded::{before}::models::Page>(json);\n    \
             assert_eq!(before.is_err(), {is_corrected}, \"{{before:?}}\");\n    \
             serde_json::from_str::<recorded::{after}::models::Page>(json).expect(\"it fits\");\n}}\n"
        ));
    }
    workspace.add_as_modules("recorded", &emitted);
    workspace.write("recorded", "tests/all.rs", &program);
    let output = workspace.try_cargo(&["test", "--quiet", "--test", "all"]);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (errors, results) = (text(&output.stderr), text(&output.stdout));
    assert!(output.status.success(), "{errors}\n{results}");
}

/// The JSONPath of each emitted struct leads to the `required` that decode errors propose to change.
#[test]
fn schema_paths_lead_to_required() {
    let mut count = 0;
    for folder in support::folders("codegen/tests/golden") {
        let name = support::name(&folder);
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let spec = sources.read(&folder.join("spec.yaml")).expect("a document");
        let (config, lock) = (CrateConfig::new("sdk"), CrateLock::default());
        let Some(planned) = prepare(&mut sources, spec, &config, &lock, &mut diags) else {
            continue;
        };
        let mut overlay =
            String::from("overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n");
        for item in planned.krate.models.iter().flat_map(|file| &file.items) {
            let Model::Struct(item) = item else { continue };
            let Some(path) = &item.schema_path else {
                continue;
            };
            let fields = item.fields.iter();
            for field in fields.filter(|field| field.presence == Presence::Required) {
                let target = format!("{path}.required[?@ == '{}']", field.wire);
                overlay.push_str(&format!("  - {{target: {target:?}, remove: true}}\n"));
                count += 1;
            }
        }
        if overlay.ends_with("actions:\n") {
            continue;
        }
        let overlay = sources.add("overlay.yaml", overlay);
        sources.apply_overlay(spec, overlay);
        let mut diags = Diagnostics::new();
        let tree = read::tree_with_overlays(&mut sources, spec, &mut diags);
        let printed = human(&diags, &sources, RenderOptions::default());
        assert!(tree.is_some() && !diags.has_errors(), "{name}:\n{printed}");
    }
    assert!(count > 50, "{count}");
}

fn check_with(operation: &str, status: Option<&str>) -> Result<Option<Recorded>, Unusable> {
    let case = Case::new(&support::root().join("codegen/tests/recorded/types"));
    let (mut sources, spec) = case.sources();
    let selected = Selected { operation, status };
    let mut diags = Diagnostics::new();
    recorded::check(&mut sources, spec, selected, &Value::Null, &mut diags)
}

#[test]
fn the_response_is_found_or_named() {
    let found = check_with("get /pets/{id}", Some("201")).expect("a schema");
    assert_eq!(
        found.expect("a valid document").response,
        "GET /pets/{id} 2XX"
    );
    let unknown = check_with("GET /pet/{id}", None).expect_err("no operation");
    assert_eq!(unknown.help(), "did you mean `GET /pets/{id}`?");
    let other = check_with("GET /pets/{id}", Some("404")).expect_err("no schema");
    assert_eq!(other.help(), "statuses with a JSON schema: 2XX");
}
