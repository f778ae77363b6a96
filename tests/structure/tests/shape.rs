//! The shape of the sources: short functions, short files, one convention for module files, words that do not occur.

use oascribe_structure::{folders, root, sources};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const ALL: &[&str] = &[
    "benches",
    "codegen/src",
    "codegen/tests",
    "diff",
    "examples",
    "runtime",
    "src",
    "tests",
    "transcribe",
];

const LIBRARIES: &[&str] = &["codegen/src", "diff/src", "transcribe/src"];

/// Words, and the only files below the libraries that may have them.
const WORDS: &[(&str, &[&str])] = &[
    ("openapiv3::", &["codegen/src/read/"]),
    (
        "syn::",
        &[
            "codegen/src/builder/include.rs",
            "codegen/src/emit/",
            "codegen/src/rust_syntax.rs",
        ],
    ),
    ("quote!", &["codegen/src/emit/"]),
    // Comments in emitted code: only from `plan::Comment`.
    ("doc = #", &["codegen/src/emit/print.rs"]),
    ("fs::write", &["codegen/src/write/", "codegen/src/builder/"]),
    ("fs::rename", &["codegen/src/write/"]),
    ("fs::remove", &["codegen/src/write/"]),
    (
        "println!",
        &["codegen/src/builder/", "codegen/src/emit/example.rs"],
    ),
    ("process::", &["codegen/src/write/stage.rs"]),
    (".unwrap()", &[]),
    (".expect(", &[]),
    ("panic!(", &[]),
    ("todo!(", &[]),
    ("unimplemented!(", &[]),
    // The value of a constant in emitted code.
    ("unreachable!(", &["codegen/src/dependency/own_types.rs"]),
];

#[test]
fn libraries_have_no_forbidden_words() {
    let mut wrong = Vec::new();
    for source in sources(LIBRARIES) {
        if source.path.contains("/tests") {
            continue;
        }
        for (number, line) in source.code() {
            let is_doc = line.trim_start().is_empty();
            for (word, places) in WORDS.iter().filter(|_| !is_doc) {
                if line.contains(word) && !places.iter().any(|place| source.path.starts_with(place))
                {
                    wrong.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

#[test]
fn files_are_at_most_400_lines() {
    let long = sources(ALL).into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", source.path))
    });
    let long: Vec<_> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// The functions of a file that are too long.
struct Long<'path> {
    path: &'path str,
    found: Vec<String>,
}

impl Long<'_> {
    fn measure(&mut self, name: &syn::Ident, span: proc_macro2::Span) {
        let lines = span.end().line - span.start().line + 1;
        if lines > LONGEST_FUNCTION {
            self.found.push(format!(
                "{}:{}: {name} has {lines} lines",
                self.path,
                span.start().line
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Long<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(
            &item.sig.ident,
            item.sig
                .span()
                .join(item.block.span())
                .unwrap_or(item.block.span()),
        );
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(
            &item.sig.ident,
            item.sig
                .span()
                .join(item.block.span())
                .unwrap_or(item.block.span()),
        );
        visit::visit_impl_item_fn(self, item);
    }
}

#[test]
fn functions_are_at_most_60_lines() {
    let mut long = Vec::new();
    for source in sources(ALL) {
        let mut found = Long {
            path: &source.path,
            found: Vec::new(),
        };
        found.visit_file(&source.parsed());
        long.extend(found.found);
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// A module with children is `name/mod.rs`, and a folder has more than one file.
#[test]
fn modules_follow_one_convention() {
    let mut wrong = Vec::new();
    for (folder, names) in folders(&[
        "codegen/src",
        "diff/src",
        "runtime/src",
        "src",
        "transcribe/src",
    ]) {
        for name in names.iter().filter_map(|name| name.strip_suffix(".rs")) {
            if root().join(&folder).join(name).is_dir() {
                wrong.push(format!(
                    "{folder}/{name}.rs stands beside the folder {folder}/{name}"
                ));
            }
        }
        if names.len() < 2 {
            wrong.push(format!("{folder} holds {names:?} alone"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
