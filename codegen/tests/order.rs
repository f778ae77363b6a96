//! The order of a document has no effect on names, even without a lock. With a lock, additions never take names from
//! existing items.

use oascribe_test_support as support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Planned, plan, prepare, read, surface};

use oascribe_test_support::order::reordered;
use oascribe_test_support::shared::real_documents;
use oascribe_test_support::spelling::json;

/// Larger documents are too slow without optimization.
const LARGE: u64 = 60_000;

fn planned(text: &str, lock: &CrateLock) -> Option<Planned> {
    let mut sources = Sources::new();
    let file = sources.add("api.yaml", text.to_owned());
    let config = CrateConfig::new("sdk");
    prepare(&mut sources, file, &config, lock, &mut Diagnostics::new())
}

/// The public items of a document.
fn items(text: &str, lock: &CrateLock) -> BTreeSet<String> {
    let planned = planned(text, lock).map(|planned| surface::print(&plan::surface(&planned.krate)));
    let surface = planned.unwrap_or_default();
    surface.lines().map(str::to_owned).collect()
}

/// The documents up to a size in bytes.
fn specs(max_len: u64) -> Vec<PathBuf> {
    let folders = support::folders("codegen/tests/golden").into_iter();
    let specs = folders.map(|folder| folder.join("spec.yaml"));
    let all = specs.chain(real_documents());
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() < max_len);
    all.filter(is_small).collect()
}

/// The items that have another name if the document is reordered. Returns `None` if there are none.
fn changed_names(path: &Path) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    let root = read::tree(&sources, file, &mut Diagnostics::new())?;
    let lock = CrateLock::default();
    let one = items(&json(&root), &lock);
    let other = items(&json(&reordered(&root)), &lock);
    let changed: Vec<_> = one.symmetric_difference(&other).take(4).collect();
    (!changed.is_empty()).then(|| format!("{}: {changed:#?}", path.display()))
}

fn assert_order_has_no_effect(specs: &[PathBuf]) {
    let changed: Vec<_> = specs
        .iter()
        .filter_map(|path| changed_names(path))
        .collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn order_has_no_effect_on_names() {
    assert_order_has_no_effect(&specs(LARGE));
}

#[test]
#[ignore = "takes long without optimization"]
fn order_has_no_effect_on_names_of_large_documents() {
    assert_order_has_no_effect(&specs(u64::MAX));
}

/// A document with these operations: path, id and tag.
fn document(operations: &[(&str, &str, &str)]) -> String {
    let head = "openapi: 3.0.3\ninfo: {title: Canals, version: 1.0.0}\npaths:\n";
    let operations = operations.iter().map(|(path, id, tag)| {
        format!(
            "  {path}:\n    get:\n      operationId: {id}\n      tags: [{tag}]\n      responses:\n        \
             '204': {{description: Nothing.}}\n"
        )
    });
    head.to_owned() + &operations.collect::<String>()
}

#[test]
fn added_operation_takes_no_existing_name() {
    for (before, later) in [
        // The same id, on a path that sorts first and matches the id.
        (
            ("/water", "listLocks", "locks"),
            ("/locks", "listLocks", "locks"),
        ),
        // Another id with the same words.
        (
            ("/water", "listLocks", "locks"),
            ("/locks", "list-locks", "locks"),
        ),
        // Another tag with the same words.
        (
            ("/water", "listLocks", "sea locks"),
            ("/locks", "openLock", "Sea Locks"),
        ),
    ] {
        let first = planned(&document(&[before]), &CrateLock::default()).expect("a crate");
        let mut lock = first.krate.lock;
        let existing = items(&document(&[before]), &lock);
        for operations in [[before, later], [later, before]] {
            // The second run uses the lock of the first one.
            for _ in 0..2 {
                let grown = document(&operations);
                let current = items(&grown, &lock);
                let missing: Vec<_> = existing.difference(&current).collect();
                assert!(missing.is_empty(), "{later:?} removes {missing:#?}");
                lock = planned(&grown, &lock).expect("a crate").krate.lock;
            }
        }
    }
}

#[test]
fn moved_schema_keeps_its_numbered_name() {
    let document = |media: &str| {
        format!(
            "openapi: 3.0.3
info: {{title: Towns, version: 1.0.0}}
paths:
  /towns:
    get:
      operationId: getTown
      responses:
        '200': {{$ref: '#/components/responses/town'}}
components:
  responses:
    town:
      description: Called like the schema in it.
      content:
        {media}:
          schema:
            type: object
            properties: {{town: {{$ref: '#/components/schemas/town'}}, more: {{type: boolean}}}}
  schemas:
    town:
      type: object
      properties: {{name: {{type: string}}, river: {{type: string}}}}
"
        )
    };
    let models = |text: &str, lock: &CrateLock| {
        let mut items = items(text, lock);
        items.retain(|item| item.starts_with("models::"));
        items
    };
    let before = document("application/json");
    let none = CrateLock::default();
    let lock = planned(&before, &none).expect("a crate").krate.lock;
    let existing = models(&before, &none);
    let is_numbered = |item: &String| item.starts_with("models::Town2\t");
    assert!(existing.iter().any(is_numbered));
    assert_eq!(existing, models(&document("application/towns+json"), &lock));
}

/// The models of a document whose components all refer to the same schema in another file, and the lock.
fn with_external_schema(
    names: &[&str],
    schema: &str,
    lock: &CrateLock,
) -> (BTreeSet<String>, CrateLock) {
    let folder = tempfile::tempdir().expect("a folder");
    let components = names.iter();
    let components =
        components.map(|name| format!("    {name}: {{$ref: 'parts.yaml#/{schema}'}}\n"));
    let text =
        "openapi: 3.0.3\ninfo: {title: Hoists, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    let text = text.to_owned() + &components.collect::<String>();
    let path = folder.path().join("api.yaml");
    fs::write(&path, text).expect("a file");
    let parts = format!("{schema}: {{type: object, properties: {{load: {{type: integer}}}}}}\n");
    fs::write(folder.path().join("parts.yaml"), parts).expect("a file");
    let mut sources = Sources::new();
    let file = sources.read(&path).expect("the document");
    let config = CrateConfig::new("sdk");
    let planned = prepare(&mut sources, file, &config, lock, &mut Diagnostics::new());
    let krate = planned.expect("a plan").krate;
    let surface = surface::print(&plan::surface(&krate));
    let models = surface.lines().filter(|line| line.starts_with("models::"));
    let cells = models.map(|line| line.split('\t').take(3).collect::<Vec<_>>().join(" "));
    (cells.collect(), krate.lock)
}

#[test]
fn external_schema_is_named_by_the_same_component_in_any_order() {
    let none = CrateLock::default();
    let (one, _) = with_external_schema(&["Winch", "Crane"], "lift", &none);
    let (other, _) = with_external_schema(&["Crane", "Winch"], "lift", &none);
    assert_eq!(one, other);
    assert!(one.contains("models::Winch type models::Crane"), "{one:?}");
    let (own, _) = with_external_schema(&["Crane", "Winch"], "Winch", &none);
    assert!(own.contains("models::Crane type models::Winch"), "{own:?}");
}

#[test]
fn added_component_does_not_rename_an_external_schema() {
    let (before, lock) = with_external_schema(&["Winch", "Crane"], "lift", &CrateLock::default());
    let (after, _) = with_external_schema(&["Block", "Winch", "Crane"], "lift", &lock);
    assert!(after.is_superset(&before), "{before:?}\n{after:?}");
    assert!(
        after.contains("models::Block type models::Crane"),
        "{after:?}"
    );
}

/// Servers with the same URL template are distinguished by the defaults of their variables.
#[test]
fn servers_with_the_same_template_keep_their_names() {
    const SPEC: &str = r"
openapi: 3.0.3
info: {title: Ferries, version: '1'}
servers:
  - {url: 'https://{port}.example', variables: {port: {default: kiel}}}
  - {url: 'https://{port}.example', variables: {port: {default: oslo}}}
paths:
  /ferries:
    get:
      operationId: listFerries
      servers:
        - {url: 'https://{port}.example', variables: {port: {default: turku}}}
        - {url: 'https://{port}.example', variables: {port: {default: oslo}}}
      responses: {'204': {description: Listed.}}
";
    let named = |text: &str, lock: &CrateLock| {
        let krate = planned(text, lock).expect("it can be planned").krate;
        let service = &krate.service;
        let all = service
            .server_constants
            .iter()
            .chain(&service.operation_constants);
        let all = all.map(|one| (one.server.default_url(), one.name.clone()));
        (all.collect::<BTreeSet<_>>(), krate.lock)
    };
    let (first, lock) = named(SPEC, &CrateLock::default());
    assert_eq!(first.len(), 3);
    assert_eq!(named(SPEC, &lock), (first.clone(), lock.clone()));
    // The removal of a server does not rename the others.
    let (remaining, _) = named(&SPEC.replace("{default: turku}", "{default: oslo}"), &lock);
    assert_eq!(remaining.len(), 2);
    assert!(first.is_superset(&remaining), "{first:?} {remaining:?}");
}
