//! `oascribe init`: writes a commented oascribe.toml.
//!
//! In: the path of the document, if known. Out: oascribe.toml in this folder, and its JSON Schema for editors. An existing
//! oascribe.toml is not overwritten.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use oascribe_codegen::config::reference::json_schema;
use oascribe_codegen::config::{self, is_crate_name};

use super::overwrite::{self, Force};
use super::{Exit, Failure, candidates, report};

/// Write a commented oascribe.toml into the current folder
///
/// The file lists all settings with examples. An existing oascribe.toml is not overwritten. oascribe.schema.json is written with
/// it: editors that know Taplo complete and check the file with this schema.
#[derive(clap::Args)]
#[command(after_help = super::EXIT_CODES)]
pub struct Args {
    /// The OpenAPI document [default: the first of the usual paths that exists, such as openapi.yaml, or the only
    /// document in the folders below]
    spec: Option<PathBuf>,
    /// Write only oascribe.schema.json, for an oascribe.toml that exists
    #[arg(long, conflicts_with = "spec")]
    schema: bool,
    #[command(flatten)]
    force: Force,
}

/// The JSON Schema of oascribe.toml, which its first line names.
const SCHEMA: &str = "oascribe.schema.json";

/// The usual paths of OpenAPI documents.
const USUAL: &[&str] = &[
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "spec/openapi.yaml",
    "spec/openapi.json",
    "api/openapi.yaml",
];

pub fn run(args: &Args) -> Result<Exit, Failure> {
    overwrite::check(Path::new(SCHEMA), is_schema, args.force)?;
    if args.schema {
        fs::write(SCHEMA, json_schema())?;
        report::print_line(&format!(
            "{SCHEMA}: written; `#:schema {SCHEMA}` as the first line of oascribe.toml refers to it"
        ));
        return Ok(Exit::Fine);
    }
    let spec = match &args.spec {
        Some(spec) if spec.is_file() => spec.clone(),
        Some(spec) => {
            return Err(Failure::new(
                format!("{} is not a file", spec.display()),
                "name the OpenAPI document, or omit it and set `spec` later",
            ));
        }
        None => find()?,
    };
    let text = template(&spec);
    match fs::File::create_new(config::FILE_NAME) {
        Ok(mut file) => file.write_all(text.as_bytes())?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Failure::new(
                "oascribe.toml exists already",
                "add a `[[crate]]` to it, or remove it first",
            ));
        }
        Err(error) => return Err(error.into()),
    }
    fs::write(SCHEMA, json_schema())?;
    let next = if spec.is_file() {
        "now run `oascribe generate`".to_owned()
    } else {
        format!(
            "put your document at {} and run `oascribe generate`, or correct `spec`",
            spec.display()
        )
    };
    report::print_line(&format!("oascribe.toml and {SCHEMA}: written; {next}"));
    Ok(Exit::Fine)
}

/// The document of the folder: at a usual path, or the only one below.
fn find() -> Result<PathBuf, Failure> {
    if let Some(usual) = USUAL.iter().find(|path| Path::new(path).is_file()) {
        return Ok(PathBuf::from(usual));
    }
    let found = candidates::find(Path::new(""));
    match &found[..] {
        [] => Ok(PathBuf::from(USUAL[0])),
        [one] => Ok(one.clone()),
        [first, ..] => {
            let names: Vec<String> = found
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            Err(Failure::new(
                format!(
                    "{} OpenAPI documents are here: {}",
                    found.len(),
                    names.join(", ")
                ),
                format!("name one of them: `oascribe init {}`", first.display()),
            ))
        }
    }
}

/// Whether a text is a schema that this or an earlier version has written.
fn is_schema(text: &str) -> bool {
    text.contains("\"title\": \"oascribe.toml\"")
}

/// The name of the crate: the name of the document, unless it is a generic one.
fn name_of(spec: &Path) -> String {
    let stem = spec.file_stem().unwrap_or_default().to_string_lossy();
    let name: String = stem
        .to_ascii_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    match name.as_str() {
        "openapi" | "swagger" | "api" | "spec" => "sdk".to_owned(),
        name if is_crate_name(name) => format!("{name}_sdk"),
        _ => "sdk".to_owned(),
    }
}

/// The text of the new file, with placeholders for the document and the crate.
const TEMPLATE: &str = include_str!("init.toml");

fn template(spec: &Path) -> String {
    let path = spec.display().to_string();
    // In a literal string, backslashes in Windows paths need no escape.
    let literal = match path.contains('\'') {
        true => toml::Value::String(path).to_string(),
        false => format!("'{path}'"),
    };
    TEMPLATE
        .replace("'<SPEC>'", &literal)
        .replace("<NAME>", &name_of(spec))
}
