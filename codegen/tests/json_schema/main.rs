//! Tests how schemas are written as JSON Schema 2020-12. The crate `jsonschema` judges the schemas and the values.

mod directions;
mod dynamic;
mod references;
mod values;
mod versions;

use std::fs;

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::json_schema::{Direction, Omitted, Writer};
use oascribe_codegen::read::{self, Document};
use oascribe_codegen::source::Sources;
use serde_json::Value;

/// Reads a document with these schemas.
fn doc(version: &str, schemas: &str) -> Document {
    let (key, schemas) = match version {
        "2.0" => ("swagger", format!("definitions:\n{schemas}")),
        _ => {
            let schemas = schemas.replace('\n', "\n  ");
            ("openapi", format!("components:\n  schemas:\n  {schemas}"))
        }
    };
    let head = format!("{key}: '{version}'\ninfo: {{title: t, version: '1'}}\npaths: {{}}\n");
    files(&[("api.yaml", &format!("{head}{schemas}\n"))])
}

/// Reads the first of these files as a document.
fn files(files: &[(&str, &str)]) -> Document {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path())).expect("the folder is new");
        fs::write(path, text).expect("the file is new");
    }
    let mut sources = Sources::new();
    let file = sources.read(&folder.path().join(files[0].0));
    let file = file.expect("the file was written");
    let mut diags = Diagnostics::new();
    read::read(&mut sources, file, &mut diags).expect("the document is valid")
}

/// A component that was written, and its validator.
struct Judged {
    schema: Value,
    omitted: Vec<Omitted>,
    validator: jsonschema::Validator,
}

/// Writes a component. The schema must be valid.
fn component(doc: &Document, name: &str, direction: Direction) -> Judged {
    let written = Writer::new(doc).component(name, direction);
    let written = written.expect("the document has the component");
    judged(written.schema, written.omitted)
}

fn judged(schema: Value, omitted: Vec<Omitted>) -> Judged {
    if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
        panic!("{error} in {schema:#}");
    }
    let validator = jsonschema::draft202012::new(&schema);
    Judged {
        validator: validator.unwrap_or_else(|error| panic!("{error} in {schema:#}")),
        schema,
        omitted,
    }
}

impl Judged {
    fn accepts(&self, value: &str) -> bool {
        let value = serde_json::from_str(value).expect("the test has valid JSON");
        self.validator.is_valid(&value)
    }

    /// Asserts which values are accepted and which are not.
    #[track_caller]
    fn check(&self, accepted: &[&str], refused: &[&str]) {
        for value in accepted {
            assert!(
                self.accepts(value),
                "{value} is refused by {:#}",
                self.schema
            );
        }
        for value in refused {
            assert!(
                !self.accepts(value),
                "{value} is accepted by {:#}",
                self.schema
            );
        }
    }

    fn definitions(&self) -> Vec<&str> {
        let definitions = self.schema["$defs"].as_object().into_iter();
        definitions
            .flat_map(|map| map.keys().map(String::as_str))
            .collect()
    }

    fn reasons(&self) -> Vec<String> {
        let omitted = self.omitted.iter();
        omitted
            .map(|one| format!("{}: {}", one.at, one.reason))
            .collect()
    }
}
