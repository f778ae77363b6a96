//! Compile time of generated models, compared with the same models with serde's derive.
//!
//! `cargo bench --bench compile` (takes a few minutes; needs the network only if serde was never fetched)
//!
//! In: documents made up in memory. Out: the time of `cargo check` of the library, and of `cargo build` of the library and
//! a program that decodes and encodes each type. Dependencies are built first, every measurement builds the whole crate
//! without incremental compilation, and runs alternate, so a busy machine slows both. Nothing is written outside the
//! target folder.
//!
//! The comparison favours the derive: the generated crate also contains its runtime and constructors.

mod support;

use std::error::Error;
use std::fs::File;
use std::process::Command;
use std::time::{Duration, SystemTime};

use oascribe_codegen::config::{CrateConfig, Mode};
use oascribe_codegen::write::Files;
use oascribe_test_support::render_text;
use oascribe_test_support::workspace::Workspace;
use serde_json::{Map, Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

const RUNS: usize = 5;

/// How many structs, and how many fields each has.
#[derive(Clone, Copy)]
struct Shape {
    name: &'static str,
    structs: usize,
    fields: usize,
}

const SHAPES: [Shape; 2] = [
    Shape {
        name: "many",
        structs: 300,
        fields: 10,
    },
    Shape {
        name: "wide",
        structs: 1,
        fields: 537,
    },
];

/// The kinds of field, used in rotation: the schema and the Rust type of each.
fn kinds() -> [(Value, &'static str); 5] {
    [
        (json!({"type": "string"}), "String"),
        (json!({"type": "integer", "format": "int64"}), "i64"),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            "Vec<String>",
        ),
        (json!({"type": "boolean"}), "bool"),
        (json!({"type": "number", "format": "double"}), "f64"),
    ]
}

/// The measured cargo command.
const ACTIONS: [(&str, &[&str]); 2] = [("check", &["check", "--lib"]), ("build", &["build"])];

fn main() -> Outcome<()> {
    if !support::asked("compile") {
        return Ok(());
    }
    let bench = Bench {
        workspace: Workspace::new(env!("CARGO_TARGET_TMPDIR"), "bench-compile"),
    };
    for shape in SHAPES {
        bench.add(&shape.table_name(), shape, table(shape)?);
        bench.add(&shape.derive_name(), shape, derive(shape));
    }
    println!(
        "cargo check of the library, cargo build of it and a program that uses all of it; medians of {RUNS} runs"
    );
    println!(
        "{:<24}{:<8}{:>10}{:>10}{:>15}",
        "", "", "table", "derive", "derive/table"
    );
    for shape in SHAPES {
        for (action, arguments) in ACTIONS {
            let (table, derive) = bench.compare(shape, arguments)?;
            let label = format!("{} × {} fields", shape.structs, shape.fields);
            let ratio = derive.as_secs_f64() / table.as_secs_f64();
            println!(
                "{label:<24}{action:<8}{:>10}{:>10}{ratio:>14.1}×",
                seconds(table),
                seconds(derive)
            );
        }
    }
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

impl Shape {
    fn table_name(self) -> String {
        format!("{}_table", self.name)
    }

    fn derive_name(self) -> String {
        format!("{}_derive", self.name)
    }

    /// The first field of each struct is required; the others are optional.
    fn document(self) -> Value {
        let kinds = kinds();
        let fields = (0..self.fields).zip(kinds.iter().cycle());
        let properties: Map<_, _> = fields
            .map(|(at, (schema, _))| (format!("memberValue{at}"), schema.clone()))
            .collect();
        let schema =
            json!({"type": "object", "required": ["memberValue0"], "properties": properties});
        let schemas: Map<_, _> = (0..self.structs)
            .map(|at| (format!("Record{at}"), schema.clone()))
            .collect();
        json!({
            "openapi": "3.0.3",
            "info": {"title": "A service of records", "version": "1.0.0"},
            "paths": {},
            "components": {"schemas": schemas},
        })
    }
}

/// The generated models.
fn table(shape: Shape) -> Outcome<Files> {
    let mut config = CrateConfig::new(shape.table_name());
    config.mode = Mode::Models;
    let outcome = render_text(&shape.document().to_string(), &config);
    match outcome.rendered {
        Some(rendered) => Ok(rendered.files),
        None => Err(outcome.diagnostics.into()),
    }
}

/// The same models with serde's derive, in the same modules.
fn derive(shape: Shape) -> Files {
    let mut files = Files::new();
    let mut models = String::new();
    let text = derived_struct(shape);
    for at in 0..shape.structs {
        models.push_str(&format!(
            "mod record{at};\npub use record{at}::Record{at};\n"
        ));
        files.insert(
            format!("src/models/record{at}.rs"),
            text.replace("NAME", &format!("Record{at}")),
        );
    }
    files.insert("src/models/mod.rs", models);
    files.insert("src/lib.rs", "pub mod models;\n");
    let package = format!(
        "name = {:?}\nversion = \"1.0.0\"\nedition = \"2021\"\npublish = false",
        shape.derive_name()
    );
    let serde =
        r#"serde = { version = "1", default-features = false, features = ["std", "derive"] }"#;
    files.insert(
        "Cargo.toml",
        format!("[package]\n{package}\n\n[dependencies]\n{serde}\nserde_json = \"1\"\n"),
    );
    files
}

/// A struct called `NAME`.
fn derived_struct(shape: Shape) -> String {
    let mut text = String::from("use serde::{Deserialize, Serialize};\n\n");
    text.push_str("#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n");
    text.push_str("#[serde(rename_all = \"camelCase\")]\npub struct NAME {\n");
    for (at, (_, kind)) in (0..shape.fields).zip(kinds().iter().cycle()) {
        text.push_str(&match at {
            0 => format!("    pub member_value{at}: {kind},\n"),
            _ => format!(
                "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub member_value{at}: Option<{kind}>,\n"
            ),
        });
    }
    text.push_str("}\n");
    text
}

/// A program that decodes and encodes each type. Without it, little machine code is generated for the crate.
fn program(krate: &str, shape: Shape) -> String {
    let uses =
        (0..shape.structs).map(|at| format!("    pass::<{krate}::models::Record{at}>(&text);\n"));
    let uses: String = uses.collect();
    format!(
        "fn main() {{
    let text = std::env::args().nth(1).unwrap_or_default();
{uses}}}

fn pass<T: serde::Serialize + serde::de::DeserializeOwned>(text: &str) {{
    let value = serde_json::from_str::<T>(text);
    println!(\"{{:?}}\", value.and_then(|value| serde_json::to_string(&value)));
}}
"
    )
}

/// The measured crates, in one workspace so that they share dependencies.
struct Bench {
    workspace: Workspace,
}

impl Bench {
    fn add(&self, name: &str, shape: Shape, mut files: Files) {
        files.insert("src/main.rs", program(name, shape));
        self.workspace.add_files(name, &files);
    }

    /// Returns the medians of the generated models and of the derive.
    fn compare(&self, shape: Shape, arguments: &[&str]) -> Outcome<(Duration, Duration)> {
        let names = [shape.table_name(), shape.derive_name()];
        let mut times = [Vec::new(), Vec::new()];
        for run in 0..=RUNS {
            for (name, times) in names.iter().zip(&mut times) {
                let time = self.measure(name, arguments)?;
                // The first run builds the dependencies.
                if run > 0 {
                    times.push(time);
                }
            }
        }
        let [table, derive] = times.map(support::median);
        Ok((table, derive))
    }

    /// Runs cargo on one crate after removing its build output.
    fn measure(&self, name: &str, arguments: &[&str]) -> Outcome<Duration> {
        let root = self.workspace.folder();
        let library = root.join("crates").join(name).join("src/lib.rs");
        File::options()
            .append(true)
            .open(library)?
            .set_modified(SystemTime::now())?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(arguments)
            .args(["--quiet", "--package", name])
            .current_dir(root)
            .env("CARGO_TARGET_DIR", root.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            // A wrapper may return cached results.
            .env_remove("RUSTC_WRAPPER")
            .env_remove("RUSTC_WORKSPACE_WRAPPER");
        let (time, status) = support::time(|| cargo.status());
        if !status?.success() {
            return Err(format!("cargo {} of {name} failed", arguments.join(" ")).into());
        }
        Ok(time)
    }
}
