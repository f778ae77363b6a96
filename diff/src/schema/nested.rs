//! Subschemas that are neither properties nor alternatives: `items`, `additionalProperties` and so on.

use std::collections::BTreeSet;

use oascribe_codegen::read::Node;

use super::super::spec::{At, shown};
use super::difference::Kind;
use super::equivalence;
use super::graph::{Step, Work};
use super::view::Schema;

/// Keywords with one subschema, and the rules for adding and removing it.
const SINGLE: &[(&str, Option<[&str; 2]>)] = &[
    ("items", None),
    ("contains", Some(["contains-added", "contains-removed"])),
    (
        "propertyNames",
        Some(["property-names-added", "property-names-removed"]),
    ),
    (
        "contentSchema",
        Some(["content-schema-added", "content-schema-removed"]),
    ),
    (
        "unevaluatedItems",
        Some(["unevaluated-items-added", "unevaluated-items-removed"]),
    ),
    (
        "unevaluatedProperties",
        Some([
            "unevaluated-properties-added",
            "unevaluated-properties-removed",
        ]),
    ),
    ("then", Some(["then-added", "then-removed"])),
    ("else", Some(["else-added", "else-removed"])),
];

pub fn compare(work: &mut Work<'_, '_, '_>) {
    for (keyword, stems) in SINGLE {
        single(work, keyword, *stems);
    }
    conditions(work);
    additional(work);
    named(
        work,
        "patternProperties",
        ["pattern-property-added", "pattern-property-removed"],
    );
    named(
        work,
        "dependentSchemas",
        ["dependent-schema-added", "dependent-schema-removed"],
    );
    dependent_required(work);
}

fn single(work: &mut Work<'_, '_, '_>, keyword: &str, stems: Option<[&'static str; 2]>) {
    match (work.base.get(keyword), work.revision.get(keyword), stems) {
        (Some(base), Some(revision), _) => {
            work.child(Step::Inside(keyword.to_owned()), base, revision);
        }
        (None, Some(_), Some([added, _])) => work.report(Kind::plain(added, "", ""), keyword),
        (Some(_), None, Some([_, removed])) => work.report(Kind::plain(removed, "", ""), keyword),
        _ => {}
    }
}

/// Keywords whose subschema must not match, or need not match: it makes no difference in which direction it changed.
fn conditions(work: &mut Work<'_, '_, '_>) {
    for (keyword, [added, removed, changed]) in [
        ("not", ["not-added", "not-removed", "not-changed"]),
        ("if", ["if-added", "if-removed", "if-changed"]),
    ] {
        let stem = match (work.base.get(keyword), work.revision.get(keyword)) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            (Some(old), Some(new)) if !equivalence::same(old.node, new.node) => changed,
            _ => continue,
        };
        work.report(Kind::plain(stem, "", ""), keyword);
    }
}

/// Which additional properties an object allows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Additional {
    Nothing,
    Some,
    Anything,
}

impl Additional {
    fn of(schema: &Schema<'_>) -> Self {
        match schema.get("additionalProperties").map(|at| at.node) {
            None | Some(Node::Bool(true)) => Additional::Anything,
            Some(Node::Bool(false)) => Additional::Nothing,
            Some(Node::Object(map)) if map.is_empty() => Additional::Anything,
            Some(_) => Additional::Some,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Additional::Nothing => "forbidden",
            Additional::Some => "restricted by a schema",
            Additional::Anything => "unrestricted",
        }
    }
}

fn additional(work: &mut Work<'_, '_, '_>) {
    const KEYWORD: &str = "additionalProperties";
    let (from, to) = (Additional::of(work.base), Additional::of(work.revision));
    if (from, to) == (Additional::Some, Additional::Some) {
        single(work, KEYWORD, None);
        return;
    }
    let about_objects = [work.base, work.revision].iter().all(|schema| {
        let types = schema.types();
        types.is_empty() || types.contains("object")
    });
    let stem = match to.cmp(&from) {
        _ if !about_objects => return,
        std::cmp::Ordering::Less => "additional-properties-narrowed",
        std::cmp::Ordering::Equal => return,
        std::cmp::Ordering::Greater => "additional-properties-widened",
    };
    work.report(Kind::plain(stem, from.as_str(), to.as_str()), KEYWORD);
}

fn named(work: &mut Work<'_, '_, '_>, keyword: &str, [added, removed]: [&'static str; 2]) {
    let (base, revision) = (work.base.get(keyword), work.revision.get(keyword));
    let get =
        |at: &Option<At<'_>>, name: &str| at.as_ref().is_some_and(|at| at.get(name).is_some());
    for (name, new) in revision.iter().flat_map(At::all_entries) {
        match base.as_ref().and_then(|base| base.get(name)) {
            Some(old) => work.child(Step::Inside(format!("{keyword}[{name}]")), old, new),
            None => work.report(Kind::plain(added, "", name), keyword),
        }
    }
    for (name, _) in base.iter().flat_map(At::all_entries) {
        if !get(&revision, name) {
            work.report(Kind::plain(removed, name, ""), keyword);
        }
    }
}

fn dependent_required(work: &mut Work<'_, '_, '_>) {
    const KEYWORD: &str = "dependentRequired";
    let (base, revision) = (work.base.get(KEYWORD), work.revision.get(KEYWORD));
    let names = |node: &Node| -> BTreeSet<String> {
        node.as_array()
            .unwrap_or_default()
            .iter()
            .map(shown)
            .collect()
    };
    for (name, new) in revision.iter().flat_map(At::all_entries) {
        match base.as_ref().and_then(|base| base.get(name)) {
            None => work.report(Kind::plain("dependent-required-added", "", name), KEYWORD),
            Some(old) if names(old.node) != names(new.node) => {
                work.report(Kind::plain("dependent-required-changed", "", name), KEYWORD);
            }
            Some(_) => {}
        }
    }
    for (name, _) in base.iter().flat_map(At::all_entries) {
        if revision.as_ref().is_none_or(|at| at.get(name).is_none()) {
            work.report(Kind::plain("dependent-required-removed", name, ""), KEYWORD);
        }
    }
}
