//! The order of a document has no say in names: generated anew from another order, without a lock, all are called the
//! same. With a lock, who comes later takes nothing from who was there.

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

/// Documents larger than that take too long without optimisation.
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

/// The documents up to a size.
fn specs(most: u64) -> Vec<PathBuf> {
    let folders = support::folders("codegen/tests/golden").into_iter();
    let specs = folders.map(|folder| folder.join("spec.yaml"));
    let all = specs.chain(real_documents());
    let is_small = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() < most);
    all.filter(is_small).collect()
}

/// What is called otherwise where the document has another order.
fn moved(path: &Path) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.read(path).ok()?;
    let root = read::tree(&sources, file, &mut Diagnostics::new())?;
    let lock = CrateLock::default();
    let one = items(&json(&root), &lock);
    let other = items(&json(&reordered(&root)), &lock);
    let moved: Vec<_> = one.symmetric_difference(&other).take(4).collect();
    (!moved.is_empty()).then(|| format!("{}: {moved:#?}", path.display()))
}

fn none_moves(specs: &[PathBuf]) {
    let wrong: Vec<_> = specs.iter().filter_map(|path| moved(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn another_order_gives_the_same_names() {
    none_moves(&specs(LARGE));
}

#[test]
#[ignore = "takes long without optimisation"]
fn another_order_gives_the_same_names_to_all() {
    none_moves(&specs(u64::MAX));
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
fn who_comes_later_takes_no_name() {
    for (before, later) in [
        // The same id, on a path that comes first and speaks of it.
        (
            ("/water", "listLocks", "locks"),
            ("/locks", "listLocks", "locks"),
        ),
        // Another id of the same words.
        (
            ("/water", "listLocks", "locks"),
            ("/locks", "list-locks", "locks"),
        ),
        // Another tag of the same words.
        (
            ("/water", "listLocks", "sea locks"),
            ("/locks", "openLock", "Sea Locks"),
        ),
    ] {
        let first = planned(&document(&[before]), &CrateLock::default()).expect("a crate");
        let mut lock = first.krate.lock;
        let were = items(&document(&[before]), &lock);
        for operations in [[before, later], [later, before]] {
            // Twice: what the first run gave is in the lock of the second.
            for _ in 0..2 {
                let grown = document(&operations);
                let are = items(&grown, &lock);
                let gone: Vec<_> = were.difference(&are).collect();
                assert!(gone.is_empty(), "{later:?} costs {gone:#?}");
                lock = planned(&grown, &lock).expect("a crate").krate.lock;
            }
        }
    }
}

#[test]
fn what_only_moves_keeps_its_number() {
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
    let were = models(&before, &none);
    assert!(were.iter().any(|item| item.starts_with("models::Town2\t")));
    assert_eq!(were, models(&document("application/towns+json"), &lock));
}

/// The types of a document whose components stand for a schema of another file.
fn hoisted(names: &[&str], schema: &str, lock: &CrateLock) -> (BTreeSet<String>, CrateLock) {
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
fn a_schema_of_another_file_is_called_after_one_component_in_any_order() {
    let none = CrateLock::default();
    let (one, _) = hoisted(&["Winch", "Crane"], "lift", &none);
    let (other, _) = hoisted(&["Crane", "Winch"], "lift", &none);
    assert_eq!(one, other);
    assert!(one.contains("models::Winch type models::Crane"), "{one:?}");
    let (own, _) = hoisted(&["Crane", "Winch"], "Winch", &none);
    assert!(own.contains("models::Crane type models::Winch"), "{own:?}");
}

#[test]
fn a_component_that_comes_later_takes_no_type() {
    let (before, lock) = hoisted(&["Winch", "Crane"], "lift", &CrateLock::default());
    let (after, _) = hoisted(&["Block", "Winch", "Crane"], "lift", &lock);
    assert!(after.is_superset(&before), "{before:?}\n{after:?}");
    assert!(
        after.contains("models::Block type models::Crane"),
        "{after:?}"
    );
}

/// Servers are told apart by what their URLs are without a word of the caller.
#[test]
fn servers_of_one_url_keep_their_names() {
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
    // One that is gone takes no name along.
    let (rest, _) = named(&SPEC.replace("{default: turku}", "{default: oslo}"), &lock);
    assert_eq!(rest.len(), 2);
    assert!(first.is_superset(&rest), "{first:?} {rest:?}");
}
