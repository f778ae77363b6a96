//! The stages of the generator never reach back: each module imports only what the table allows.

use oascribe_structure::{Source, sources};
use syn::visit::{self, Visit};

/// A module of `codegen/src`, and the modules that it may import besides itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("dependency", &["rust_syntax"]),
    ("hidden", &[]),
    ("identifier", &[]),
    ("pattern", &[]),
    ("diag", &["hidden", "source"]),
    ("ir", &["pattern", "rust_syntax", "source"]),
    ("rust_syntax", &[]),
    (
        "config",
        &["dependency", "diag", "identifier", "rust_syntax", "source"],
    ),
    ("lock", &["diag", "hidden", "identifier", "source"]),
    ("read", &["diag", "source"]),
    ("json_schema", &["diag", "pattern", "read", "source"]),
    ("recorded", &["diag", "json_schema", "read", "source"]),
    ("lower", &["config", "diag", "ir", "lock", "read", "source"]),
    ("renames", &["ir", "lock", "source"]),
    (
        "passes",
        &[
            "config",
            "dependency",
            "diag",
            "ir",
            "lock",
            "rust_syntax",
            "source",
        ],
    ),
    ("surface", &[]),
    (
        "plan",
        &[
            "config",
            "dependency",
            "diag",
            "hidden",
            "identifier",
            "ir",
            "lock",
            "renames",
            "rust_syntax",
            "surface",
            "source",
        ],
    ),
    ("write", &[]),
    (
        "emit",
        &["config", "dependency", "ir", "plan", "surface", "write"],
    ),
];

/// The modules that put the stages together.
const TOP: &[&str] = &["lib", "builder", "project", "render"];

/// The modules of the crate that a file names, by `crate::` or by enough `super::`.
struct Imports {
    depth: usize,
    found: Vec<String>,
}

impl Imports {
    fn add(&mut self, segments: &[String]) {
        let supers = segments.iter().take_while(|name| *name == "super").count();
        let rest = match segments.first().map(String::as_str) {
            Some("crate") => &segments[1..],
            Some("super") if supers >= self.depth => &segments[supers..],
            _ => return,
        };
        self.found.extend(rest.first().cloned());
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let mut path = before.to_vec();
        match tree {
            syn::UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.tree(&path, &inner.tree);
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(&path, tree))
            }
            syn::UseTree::Name(name) => self.add(&[path, vec![name.ident.to_string()]].concat()),
            syn::UseTree::Rename(name) => self.add(&[path, vec![name.ident.to_string()]].concat()),
            syn::UseTree::Glob(_) => self.add(&path),
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }
}

/// The first component of a path below `codegen/src`, without its ending.
fn module(path: &str) -> &str {
    let path = path.trim_start_matches("codegen/src/");
    path.split('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs")
}

/// How many modules a file is below the root of the crate.
fn depth(path: &str) -> usize {
    let parts = path.trim_start_matches("codegen/src/").split('/').count();
    if path.ends_with("/mod.rs") {
        parts - 1
    } else {
        parts
    }
}

fn imports(source: &Source) -> Vec<String> {
    let mut imports = Imports {
        depth: depth(&source.path),
        found: Vec::new(),
    };
    imports.visit_file(&source.parsed());
    imports.found
}

#[test]
fn stages_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for source in sources(&["codegen/src"]) {
        let module = module(&source.path);
        if TOP.contains(&module) {
            continue;
        }
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{}: `{module}` is not in the table", source.path));
            continue;
        };
        for name in imports(&source) {
            let is_module =
                ALLOWED.iter().any(|(known, _)| *known == name) || TOP.contains(&name.as_str());
            if is_module && name != module && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: `{module}` imports `{name}`", source.path));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The table itself has no cycle: each row names only modules whose own rows can be put before it.
#[test]
fn the_table_has_no_cycle() {
    let mut done: Vec<&str> = Vec::new();
    while done.len() < ALLOWED.len() {
        let ready = ALLOWED.iter().find(|(name, allowed)| {
            !done.contains(name) && allowed.iter().all(|other| done.contains(other))
        });
        let (name, _) = ready.unwrap_or_else(|| panic!("a cycle among the modules after {done:?}"));
        done.push(name);
    }
}
