//! Additions to a document don't change existing generated code, and programs that use it still compile.
//!
//! Guaranteed if a property, an enum value, an optional parameter, a response header and an operation are added: all
//! existing lines remain in the same order, apart from imports. The order of the schemas has no effect on the surface.

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

/// Renders a document with the configuration of the committed crate.
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
            "the document can be rendered:\n{}",
            human(&diags, &sources, options)
        )
    })
}

fn config(sources: &mut Sources, diags: &mut Diagnostics) -> CrateConfig {
    let file = sources.add("oascribe.toml", text("oascribe.toml"));
    let config = Config::parse(sources, file, diags).expect("the configuration is valid");
    let mut crates = config.crates.into_iter();
    crates
        .find(|config| config.name == "generated")
        .expect("the committed crate")
}

fn lock() -> CrateLock {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("oascribe.lock", text("oascribe.lock"));
    let lock = Lock::parse(&sources, file, &mut diags).expect("the lock is valid");
    lock.crates["generated"].clone()
}

/// The document of the project.
fn spec() -> String {
    text("spec/mongodb.yaml")
}

/// The additions: existing lines, and the lines to insert after their first occurrence.
const ADDITIONS: [(&str, &str); 5] = [
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
            The page to return: the `nextPageToken` of the previous page.
            Omit it for the first page.
          schema:
            type: string
            maxLength: 100
",
        "        - name: startedAfter
          in: query
          description: Returns only backups that were started after this time.
          schema:
            type: string
            format: date-time
",
    ),
    (
        // The last path.
        "          description: The operation that deletes the backup.
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
        "          description: Details of the error. Their content depends on the error.
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
    for (after, addition) in ADDITIONS {
        let start = spec
            .find(after)
            .unwrap_or_else(|| panic!("the document has these lines:\n{after}"));
        spec.insert_str(start + after.len(), addition);
    }
    spec
}

#[test]
fn additions_change_no_existing_line() {
    let lock = lock();
    // The same as the committed crate, which tests/fresh.rs checks.
    let old = rendered(&spec(), &lock).files;
    let new = rendered(&grown(), &lock).files;
    let mut changed = Vec::new();
    for (path, text) in old.iter() {
        let Some(grown) = new.get(path) else {
            changed.push(format!("{path} is missing"));
            continue;
        };
        for (number, line) in missing_lines(text, grown) {
            changed.push(format!("{path}:{number}: {line}"));
        }
    }
    assert!(
        changed.is_empty(),
        "these lines are missing or moved:\n{}",
        changed.join("\n")
    );
    assert_grown(&new);
}

/// The numbered lines, except imports, that the longer text does not have in the same order.
fn missing_lines<'t>(text: &'t str, longer: &str) -> Vec<(usize, &'t str)> {
    let imports = imports(text);
    let longer: Vec<&str> = longer.lines().collect();
    let (mut rest, mut missing) = (longer.as_slice(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        match rest.iter().position(|other| *other == line) {
            Some(found) => rest = &rest[found + 1..],
            None if imports.contains(&index) => {}
            None => missing.push((index + 1, line)),
        }
    }
    missing
}

/// The indices of the lines of `use` items, from the keyword to the semicolon.
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

/// Checks that the additions were generated.
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
fn additions_keep_all_names_in_the_lock() {
    let old = lock();
    let new = rendered(&grown(), &old).lock;
    assert!(
        old.types
            .iter()
            .all(|(key, name)| new.types.get(key) == Some(name))
    );
    assert!(
        old.properties
            .iter()
            .all(|(key, name)| new.properties.get(key) == Some(name))
    );
    assert!(
        old.operations
            .iter()
            .all(|(key, names)| new.operations.get(key) == Some(names))
    );
    assert!(new.types.len() > old.types.len() && new.properties.len() > old.properties.len());
    assert!(new.operations.len() > old.operations.len());
}

#[test]
fn missing_lines_finds_changed_and_moved_lines() {
    let old = "use super::A;\na\nb\nc\n";
    assert_eq!(missing_lines(old, "use super::{A, B};\na\nx\nb\nc\n"), []);
    assert_eq!(missing_lines(old, "use super::A;\na\nB\nc\n"), [(3, "b")]);
    assert_eq!(missing_lines(old, "use super::A;\na\nc\nb\n"), [(4, "c")]);
    assert_eq!(
        missing_lines("use a::{\n    B,\n};\nb\n", "use a::{B, C};\nb\n"),
        []
    );
}

#[test]
fn existing_program_compiles_with_the_grown_crate() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "growth");
    workspace.add("generated", &rendered(&grown(), &lock()));
    workspace.write("program", "Cargo.toml", PROGRAM);
    workspace.write("program", "src/main.rs", &text("examples/quickstart.rs"));
    workspace.cargo(&["check", "--quiet", "--offline", "--package", "program"]);
}

/// The program has its own transport, so that no other is compiled.
const PROGRAM: &str = r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[dependencies]
generated = { path = "../generated", default-features = false, features = ["client"] }
tokio = { version = "1", features = ["macros", "rt", "time"] }
"#;

#[test]
fn order_of_schemas_has_no_effect() {
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
    assert_eq!(schemas.len(), 5, "the document has five schemas");
    for order in orders(schemas.len()) {
        let blocks: Vec<&str> = order.iter().map(|index| schemas[*index].as_str()).collect();
        let shuffled = format!("{head}{}", blocks.concat());
        assert_eq!(surface(&shuffled, &lock), committed, "{order:?}");
        // Nor does it affect the names without a lock.
        assert_eq!(
            surface(&shuffled, &CrateLock::default()),
            committed,
            "{order:?}, without the lock"
        );
    }
}

/// The document up to `schemas`, which come last, and each schema.
fn schemas(document: &str) -> (&str, Vec<String>) {
    const START: &str = "\n  schemas:\n";
    let start = document.find(START).expect("the document has schemas") + START.len();
    let (head, tail) = document.split_at(start);
    let mut schemas: Vec<String> = Vec::new();
    for line in tail.lines() {
        let is_start = line.starts_with("    ") && !line.starts_with("     ");
        if is_start || schemas.is_empty() {
            schemas.push(String::new());
        }
        if let Some(schema) = schemas.last_mut() {
            schema.push_str(line);
            schema.push('\n');
        }
    }
    (head, schemas)
}

/// Orders in which each schema comes first, last, and before and after its neighbors.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut orders = Vec::new();
    for offset in 0..count {
        let rotated: Vec<usize> = (0..count).map(|index| (index + offset) % count).collect();
        orders.push(rotated.iter().rev().copied().collect());
        orders.push(rotated);
    }
    orders
}
