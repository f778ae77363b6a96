//! `oascribe init`: a first oascribe.toml.
//!
//! In: the document, if it is known. Out: a commented oascribe.toml in this folder. Guaranteed: a
//! file that is there already stays.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use oascribe_codegen::config::is_crate_name;

use super::{Exit, Failure, project, report};

/// Write a commented oascribe.toml
#[derive(clap::Args)]
pub struct Args {
    /// The OpenAPI document to generate from
    spec: Option<PathBuf>,
}

/// Where documents usually are.
const USUAL: &[&str] = &[
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "spec/openapi.yaml",
    "spec/openapi.json",
    "api/openapi.yaml",
];

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let spec = match &args.spec {
        Some(spec) if spec.is_file() => spec.clone(),
        Some(spec) => {
            return Err(Failure::new(
                format!("{} is no file", spec.display()),
                "name the OpenAPI document, or leave it out and fill it in later",
            ));
        }
        None => {
            let usual = USUAL.iter().find(|path| Path::new(path).is_file());
            PathBuf::from(usual.unwrap_or(&USUAL[0]))
        }
    };
    let text = template(&spec);
    match fs::File::create_new(project::CONFIG) {
        Ok(mut file) => file.write_all(text.as_bytes())?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Failure::new(
                "there is an oascribe.toml here already",
                "add a `[[crate]]` to it, or remove it first",
            ));
        }
        Err(error) => return Err(error.into()),
    }
    let next = if spec.is_file() {
        "now run `oascribe generate`".to_owned()
    } else {
        format!(
            "put your document at {} and run `oascribe generate`, or correct `spec`",
            spec.display()
        )
    };
    report::print_message(&format!("oascribe.toml: written; {next}\n"));
    Ok(Exit::Fine)
}

/// The crate is called like the document, unless that is called like all documents.
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

fn template(spec: &Path) -> String {
    let name = name_of(spec);
    // A literal string: backslashes of other systems stay what they are.
    let spec = spec.display();
    format!(
        r##"# Which OpenAPI document becomes which Rust crate. `oascribe generate` follows this file.
# Paths are relative to it. Every entry must match something in the document.

[[crate]]
spec = '{spec}'
out = "{name}"
name = "{name}"
package = {{ version = "0.1.0" }}   # goes into the Cargo.toml of the crate; also license, edition, …

# The reference pages that the document is made from by `oascribe update`, if it is, and what the
# variables in their host names stand for.
# pages = ["docs/api-ref"]
# hosts = {{ "api-host" = "api.example.com" }}

# Where `oascribe update` says what users of the crate have to know; the folder of the crate, unless this is said.
# changelog = "CHANGELOG.md"

# Corrections that live beside the document: OpenAPI overlays, in order.
# overlays = ["spec/fixes.overlay.yaml"]

# What to emit: "crate", "module" (for a crate of yours) or "models" (no client).
# mode = "crate"

# What stops the output: "skipped" (items that are left out), "warnings" or "nothing".
# deny = "skipped"

# Only these types, and all they need.
# types = ["Backup"]

# Only these operations, or not these: `tag:T`, `op:ID`, `path:P` (and all below it).
# include = ["tag:backups"]
# exclude = ["path:/internal"]

# A cargo feature for each group; unless this is said, large APIs have them.
# group-features = true

# What the document calls otherwise than before keeps its old name too, as a deprecated alias: until
# the version has left it behind by more than so many releases that may break callers.
# keep-old-names = 1

# What the document no longer has stays for a release, deprecated: what the document of a release had, until the
# version is one that may break callers.
# keep-removed = {{ of = "spec/1.4.0.yaml", since = "1.4.0" }}

# More derives for a type.
# derives = {{ "Backup" = ["Hash"] }}

# Types of your own instead of generated ones, by the pointer of the schema; and the crates that they come from. Such
# a type has serde's `Serialize` and `Deserialize`, `Clone`, `Debug`, `Default` and `PartialEq`.
# [crate.replace]
# "#/components/schemas/Money" = "my_money::Money"
# [crate.dependencies]
# my_money = {{ version = "1", features = ["serde"] }}

# How lists are paged, by operation id, in which "*" stands for anything. What is not said is inferred where it is
# certain, and reported with -v. One of:
# - `param` and `next`: a parameter, or a member of the body that is sent, takes the token that a member gives
# - `after` and `key`: a parameter takes a member of the last item
# - `offset`: a parameter takes the number of items before the page
# - `page`, and `first`, the number of the first one: a parameter takes the number of the page
# - `link`: the header `Link` has a URL, in the relation of this name
# - `url`: a member has a URL
# And, where the document leaves it open: `items`, "data.items" or "." for the body itself; `more`, a member that says
# whether there is more; and with an offset or a page `total`, the number of all items, or of all pages.
# [crate.paging."*"]
# param = "pageToken"
# next = "nextPageToken"

# How long-running operations are watched, by the schema that describes their state.
# [crate.poll.Operation]
# operation = "OperationGet"
# id = "id"
# done = "done"
# error = "error"

# Names by hand: a pointer into the document or an operation id, and the name in Rust.
# [crate.names]
# "#/components/schemas/Backup" = "Snapshot"

# Groups by hand: an operation id or a tag, and the accessor on the client.
# [crate.groups]
# ListBackups = "backup"
"##
    )
}
