//! The document grows: what was generated stays as it is, and programs that use it still compile.
//!
//! Guaranteed, for a property, an enum value, an optional parameter, a response header and an operation that are
//! appended: every line that was there is still there, in the same order, but for imports. For any order of the
//! schemas: the same surface.

use oascribe_test_support as support;

use std::fs;

use oascribe_codegen::config::{Config, CrateConfig};
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::diag::render::{RenderOptions, human};
use oascribe_codegen::lock::{CrateLock, Lock};
use oascribe_codegen::source::Sources;
use oascribe_codegen::write::Files;
use oascribe_codegen::{Rendered, render};
use oascribe_test_support::workspace::Workspace;

fn text(path: &str) -> String {
    fs::read_to_string(support::root().join(path)).expect("a file of the project")
}

/// Renders a document as the committed crate is rendered.
fn rendered(spec: &str, lock: &CrateLock) -> Rendered {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let config = config(&mut sources, &mut diags);
    let file = sources.add("spec/mongodb.yaml", spec.to_owned());
    let rendered = render(&mut sources, file, &config, lock, &mut diags);
    let options = RenderOptions {
        notes: true,
        color: false,
    };
    rendered.unwrap_or_else(|| {
        panic!(
            "the document gives files:\n{}",
            human(&diags, &sources, options)
        )
    })
}

fn config(sources: &mut Sources, diags: &mut Diagnostics) -> CrateConfig {
    let file = sources.add("oascribe.toml", text("oascribe.toml"));
    let config = Config::parse(sources, file, diags).expect("the configuration is right");
    let mut crates = config.crates.into_iter();
    crates
        .find(|config| config.name == "generated")
        .expect("the committed crate")
}

fn lock() -> CrateLock {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", text("oascribe.lock"));
    let lock = Lock::parse(&sources, file, &mut diags).expect("the lock is right");
    lock.crates["generated"].clone()
}

/// The document of the project.
fn spec() -> String {
    text("spec/mongodb.yaml")
}

/// What is appended: the first place where the lines stand, and what comes after them.
const GROWTH: [(&str, &str); 5] = [
    (
        // The last value of the type of a backup.
        "            - AUTOMATED
            - MANUAL
",
        "            - IMPORTED
        checksums:
          type: object
          description: Checksums of the files, by name.
          additionalProperties:
            type: string
",
    ),
    (
        // The last parameter of the first operation, ClusterListBackups.
        "        - name: pageToken
          in: query
          description: |
            Which page to return: the `nextPageToken` of the page before it.
            The first page needs none.
          schema:
            type: string
            maxLength: 100
",
        "        - name: startedAfter
          in: query
          description: Leaves out what was begun earlier.
          schema:
            type: string
            format: date-time
",
    ),
    (
        // The last path.
        "          description: The operation as it stands now.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Operation'
        default:
          $ref: '#/components/responses/Error'
",
        "
  /managed-mongodb/v1/backups/{backupId}/size:
    get:
      operationId: BackupGetSize
      tags: [Backup]
      summary: Returns the size of a backup.
      parameters:
        - name: backupId
          in: path
          required: true
          description: The backup to measure, by its ID.
          schema:
            type: string
      responses:
        '200':
          description: The size.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/BackupSize'
        default:
          $ref: '#/components/responses/Error'
",
    ),
    (
        // The first response, that of BackupGet.
        "          description: The backup.
",
        "          headers:
            X-Requests-Left:
              description: How many more requests are taken this minute.
              schema:
                type: integer
",
    ),
    (
        // The last schema.
        "          description: More about the error. What the entries hold depends on it.
          items:
            type: object
            additionalProperties: true
",
        "
    BackupSize:
      type: object
      description: How large a backup is.
      properties:
        size:
          type: string
          format: int64
          description: Size in bytes.
",
    ),
];

fn grown() -> String {
    let mut spec = spec();
    for (after, what) in GROWTH {
        let start = spec
            .find(after)
            .unwrap_or_else(|| panic!("the document has these lines:\n{after}"));
        spec.insert_str(start + after.len(), what);
    }
    spec
}

#[test]
fn what_is_appended_changes_no_line() {
    let lock = lock();
    // The committed crate: tests/fresh.rs holds that it is what the document gives.
    let old = rendered(&spec(), &lock).files;
    let new = rendered(&grown(), &lock).files;
    let mut changed = Vec::new();
    for (path, text) in old.iter() {
        let Some(grown) = new.get(path) else {
            changed.push(format!("{path} is gone"));
            continue;
        };
        for (number, line) in lost(text, grown) {
            changed.push(format!("{path}:{number}: {line}"));
        }
    }
    assert!(
        changed.is_empty(),
        "these lines are no longer there, or not in order:\n{}",
        changed.join("\n")
    );
    assert_grown(&new);
}

/// The lines that a longer text has not, in this order, with their numbers; imports aside.
fn lost<'t>(text: &'t str, longer: &str) -> Vec<(usize, &'t str)> {
    let imports = imports(text);
    let longer: Vec<&str> = longer.lines().collect();
    let (mut rest, mut lost) = (longer.as_slice(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        match rest.iter().position(|other| *other == line) {
            Some(found) => rest = &rest[found + 1..],
            None if imports.contains(&index) => {}
            None => lost.push((index + 1, line)),
        }
    }
    lost
}

/// The lines of `use` items: from the keyword to the semicolon. They are lists of what a file needs, sorted.
fn imports(text: &str) -> Vec<usize> {
    let (mut imports, mut inside) = (Vec::new(), false);
    for (index, line) in text.lines().enumerate() {
        inside |= line.starts_with("use ");
        if inside {
            imports.push(index);
        }
        inside &= !line.ends_with(';');
    }
    imports
}

/// What was appended came out: the comparison compared something.
fn assert_grown(files: &Files) {
    let surface = files.get("surface.txt").expect("the surface");
    for path in [
        "models::Backup::checksums",
        "models::BackupType::Imported",
        "Call<C, api::ClusterListBackups>::started_after",
        "api::Backup::get_size",
        "api::BackupGetHeaders::x_requests_left",
    ] {
        let found = surface
            .lines()
            .any(|line| line.split('\t').next() == Some(path));
        assert!(found, "{path} is not in the surface:\n{surface}");
    }
}

#[test]
fn the_lock_only_gains_names() {
    let old = lock();
    let new = rendered(&grown(), &old).lock;
    assert!(
        old.types
            .iter()
            .all(|(key, name)| new.types.get(key) == Some(name))
    );
    assert!(
        old.members
            .iter()
            .all(|(key, name)| new.members.get(key) == Some(name))
    );
    assert!(
        old.operations
            .iter()
            .all(|(key, names)| new.operations.get(key) == Some(names))
    );
    assert!(new.types.len() > old.types.len() && new.members.len() > old.members.len());
    assert!(new.operations.len() > old.operations.len());
}

#[test]
fn lines_that_change_or_move_are_seen() {
    let old = "use super::A;\na\nb\nc\n";
    assert_eq!(lost(old, "use super::{A, B};\na\nx\nb\nc\n"), []);
    assert_eq!(lost(old, "use super::A;\na\nB\nc\n"), [(3, "b")]);
    assert_eq!(lost(old, "use super::A;\na\nc\nb\n"), [(4, "c")]);
    assert_eq!(lost("use a::{\n    B,\n};\nb\n", "use a::{B, C};\nb\n"), []);
}

#[test]
fn the_program_compiles_against_the_grown_crate() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "growth");
    workspace.add("generated", &rendered(&grown(), &lock()));
    workspace.write("program", "Cargo.toml", PROGRAM);
    workspace.write("program", "src/main.rs", &text("examples/quickstart.rs"));
    workspace.cargo(&["check", "--quiet", "--offline", "--package", "program"]);
}

/// The program brings its own transport, so that none is built.
const PROGRAM: &str = r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[dependencies]
generated = { path = "../generated", default-features = false, features = ["client"] }
tokio = { version = "1", features = ["macros", "rt", "time"] }
"#;

#[test]
fn the_order_of_schemas_does_not_matter() {
    let lock = lock();
    let document = spec();
    let surface = |spec: &str, lock: &CrateLock| {
        let rendered = rendered(spec, lock);
        rendered
            .files
            .get("surface.txt")
            .expect("the surface")
            .to_owned()
    };
    let committed = surface(&document, &lock);
    let (head, schemas) = schemas(&document);
    assert_eq!(schemas.len(), 5, "the schemas were found");
    for order in orders(schemas.len()) {
        let blocks: Vec<&str> = order.iter().map(|index| schemas[*index].as_str()).collect();
        let shuffled = format!("{head}{}", blocks.concat());
        assert_eq!(surface(&shuffled, &lock), committed, "{order:?}");
        // Nor do the names hang on who comes first, where no lock holds them.
        assert_eq!(
            surface(&shuffled, &CrateLock::default()),
            committed,
            "{order:?}, without the lock"
        );
    }
}

/// The document up to its schemas, which end it, and each of them.
fn schemas(document: &str) -> (&str, Vec<String>) {
    const START: &str = "\n  schemas:\n";
    let start = document.find(START).expect("the document has schemas") + START.len();
    let (head, tail) = document.split_at(start);
    let mut schemas: Vec<String> = Vec::new();
    for line in tail.lines() {
        let begins = line.starts_with("    ") && !line.starts_with("     ");
        if begins || schemas.is_empty() {
            schemas.push(String::new());
        }
        if let Some(schema) = schemas.last_mut() {
            schema.push_str(line);
            schema.push('\n');
        }
    }
    (head, schemas)
}

/// All orders in which each schema comes first, last, and before and after its neighbours.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut orders = Vec::new();
    for turn in 0..count {
        let rotated: Vec<usize> = (0..count).map(|index| (index + turn) % count).collect();
        orders.push(rotated.iter().rev().copied().collect());
        orders.push(rotated);
    }
    orders
}
