//! Names do not depend on positions in lists: the lock names alternatives by what they are.

use oascribe_codegen::config::CrateConfig;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::CrateLock;
use oascribe_codegen::source::Sources;
use oascribe_codegen::{Rendered, render};

const CREATED: &str = "{type: object, required: [kind], properties: {kind: {type: string, enum: [created]}, at: {type: object, properties: {day: {type: string}}}}}";
const MOVED: &str = "{type: object, required: [kind], properties: {kind: {type: string, enum: [moved]}, to: {type: string}}}";
const DELETED: &str = "{type: object, required: [kind], properties: {kind: {type: string, enum: [deleted]}, why: {type: string}}}";
/// Alternatives without a name of their own.
const SMALL: &str = "{type: object, properties: {a: {type: string}, b: {type: string}}}";
const LARGE: &str = "{type: object, properties: {c: {type: string}, d: {type: string}}}";

fn rendered(alternatives: &[&str], lock: &CrateLock) -> Rendered {
    let mut spec = String::from("openapi: 3.0.3\ninfo: {title: Log, version: '1'}\npaths: {}\n");
    spec.push_str("components:\n  schemas:\n    Event:\n      oneOf:\n");
    for alternative in alternatives {
        spec.push_str(&format!("        - {alternative}\n"));
    }
    rendered_spec(&spec, lock)
}

fn rendered_spec(spec: &str, lock: &CrateLock) -> Rendered {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("spec.yaml", spec.to_owned());
    let config = CrateConfig::new("log");
    render(&mut sources, file, &config, lock, &mut diags).expect("it is rendered")
}

fn surface(rendered: &Rendered) -> &str {
    let mut files = rendered.files.iter();
    let surface = files.find(|(path, _)| *path == "surface.txt");
    surface.expect("it is there").1
}

/// The lines of surface.txt about the models.
fn models(rendered: &Rendered) -> Vec<String> {
    let lines = surface(rendered)
        .lines()
        .filter(|line| line.starts_with("models::"));
    lines.map(str::to_owned).collect()
}

#[track_caller]
fn assert_kept(old: &[&str], new: &[&str], lock: &CrateLock) {
    let before = models(&rendered(old, &CrateLock::default()));
    let after = models(&rendered(new, lock));
    let is_lost = |line: &&String| !after.iter().any(|new| keeps(line, new));
    let lost: Vec<_> = before.iter().filter(is_lost).collect();
    assert!(lost.is_empty(), "{lost:#?}\n{after:#?}");
}

/// Whether two lines show the same item. It may gain traits: a union converts from each alternative.
fn keeps(old: &str, new: &str) -> bool {
    const TRAITS: usize = 3;
    let mut columns = old.split('\t').zip(new.split('\t')).enumerate();
    old.split('\t').count() == new.split('\t').count()
        && columns.all(|(index, (old, new))| match index {
            TRAITS => old.split(' ').all(|it| new.split(' ').any(|new| new == it)),
            _ => old == new,
        })
}

#[test]
fn an_inserted_or_moved_alternative_renames_no_other() {
    for (old, new) in [
        (&[CREATED, DELETED][..], &[CREATED, MOVED, DELETED][..]),
        (&[CREATED, DELETED], &[MOVED, CREATED, DELETED]),
        (&[CREATED, DELETED], &[DELETED, CREATED]),
        (&[SMALL, LARGE], &[LARGE, SMALL]),
        (&[SMALL, LARGE], &[CREATED, SMALL, LARGE]),
    ] {
        let lock = rendered(old, &CrateLock::default()).lock;
        assert_kept(old, new, &lock);
        assert_eq!(
            rendered(old, &lock).lock,
            lock,
            "nothing changes without a change"
        );
    }
}

#[test]
fn the_lock_has_no_positions() {
    let lock = rendered(&[CREATED, DELETED, SMALL], &CrateLock::default()).lock;
    let keys = lock.types.keys().chain(lock.properties.keys());
    for key in keys.chain(lock.constants.keys()) {
        let is_position = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        assert!(!key.split('/').any(is_position), "{key}");
    }
    assert!(
        lock.types
            .contains_key("#/components/schemas/Event/oneOf/kind=created")
    );
}

#[test]
fn a_lock_with_positions_is_migrated() {
    let old = [CREATED, DELETED];
    let lock = positional(&rendered(&old, &CrateLock::default()).lock);
    assert!(
        lock.types
            .contains_key("#/components/schemas/Event/oneOf/0")
    );
    for new in [
        &[CREATED, DELETED][..],
        &[CREATED, MOVED, DELETED],
        &[DELETED, CREATED],
    ] {
        assert_kept(&old, new, &lock);
    }
    let migrated = rendered(&old, &lock).lock;
    assert_eq!(migrated, rendered(&old, &CrateLock::default()).lock);
}

#[test]
fn arguments_keep_their_order() {
    let spec = |properties: [&str; 3], parameters: [&str; 2]| {
        let properties: String = properties
            .iter()
            .map(|name| format!("{name}: {{type: string}}, "))
            .collect();
        let parameters: String = parameters
            .iter()
            .map(|name| {
                format!("{{name: {name}, in: query, required: true, schema: {{type: string}}}}, ")
            })
            .collect();
        format!(
            "openapi: 3.0.3
info: {{title: Log, version: '1'}}
paths:
  /a:
    post:
      operationId: send
      parameters: [{parameters}]
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Note'}}}}}}}}
      responses: {{'204': {{description: sent}}}}
components:
  schemas:
    Note: {{type: object, required: [from, to, text], properties: {{{properties}}}}}
"
        )
    };
    let old = spec(["from", "to", "text"], ["token", "zone"]);
    let new = spec(["text", "to", "from"], ["zone", "token"]);
    let first = rendered_spec(&old, &CrateLock::default());
    let second = rendered_spec(&new, &first.lock);
    let signatures = |rendered: &Rendered| {
        let lines = surface(rendered).lines();
        let lines = lines.filter(|line| line.contains("\tfn\t"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(signatures(&first), signatures(&second));
    assert_ne!(
        signatures(&rendered_spec(&new, &CrateLock::default())),
        signatures(&first),
        "without the lock, the document decides"
    );
}

/// The lock as it was written with positions.
fn positional(lock: &CrateLock) -> CrateLock {
    let key = |key: &String| {
        let key = key.replace("/oneOf/kind=created", "/oneOf/0");
        key.replace("/oneOf/kind=deleted", "/oneOf/1")
    };
    let mut old = lock.clone();
    for table in [&mut old.types, &mut old.properties, &mut old.constants] {
        *table = table
            .iter()
            .map(|(at, name)| (key(at), name.clone()))
            .collect();
    }
    old
}
