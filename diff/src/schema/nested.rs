//! Schemas inside a schema that are no property and no branch.
//!
//! In: two schemas. Out: facts about those on one side; pairs of those on both.

use std::collections::BTreeSet;

use oascribe_codegen::read::Node;

use super::super::spec::{At, shown};
use super::fact::Kind;
use super::graph::{Step, Work};
use super::view::Schema;

/// Keywords that hold one schema, and what is said when it comes and goes.
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
    ("not", Some(["not-added", "not-removed"])),
    ("if", Some(["if-added", "if-removed"])),
    ("then", Some(["then-added", "then-removed"])),
    ("else", Some(["else-added", "else-removed"])),
];

pub fn compare(work: &mut Work<'_, '_, '_>) {
    for (keyword, stems) in SINGLE {
        single(work, keyword, *stems);
    }
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
        (None, Some(_), Some([added, _])) => work.fact(Kind::plain(added, "", ""), keyword),
        (Some(_), None, Some([_, removed])) => work.fact(Kind::plain(removed, "", ""), keyword),
        _ => {}
    }
}

/// What an object takes beside its properties.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    Nothing,
    Some,
    Anything,
}

impl Beside {
    fn of(schema: &Schema<'_>) -> Self {
        match schema.get("additionalProperties").map(|at| at.node) {
            None | Some(Node::Bool(true)) => Beside::Anything,
            Some(Node::Bool(false)) => Beside::Nothing,
            Some(Node::Object(map)) if map.is_empty() => Beside::Anything,
            Some(_) => Beside::Some,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Beside::Nothing => "nothing",
            Beside::Some => "members of one kind",
            Beside::Anything => "anything",
        }
    }
}

fn additional(work: &mut Work<'_, '_, '_>) {
    const KEYWORD: &str = "additionalProperties";
    let (from, to) = (Beside::of(work.base), Beside::of(work.revision));
    if (from, to) == (Beside::Some, Beside::Some) {
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
    work.fact(Kind::plain(stem, from.as_str(), to.as_str()), KEYWORD);
}

fn named(work: &mut Work<'_, '_, '_>, keyword: &str, [added, removed]: [&'static str; 2]) {
    let (base, revision) = (work.base.get(keyword), work.revision.get(keyword));
    let get =
        |at: &Option<At<'_>>, name: &str| at.as_ref().is_some_and(|at| at.get(name).is_some());
    for (name, new) in revision.iter().flat_map(raw_entries) {
        match base.as_ref().and_then(|base| base.get(name)) {
            Some(old) => work.child(Step::Inside(format!("{keyword}[{name}]")), old, new),
            None => work.fact(Kind::plain(added, "", name), keyword),
        }
    }
    for (name, _) in base.iter().flat_map(raw_entries) {
        if !get(&revision, name) {
            work.fact(Kind::plain(removed, name, ""), keyword);
        }
    }
}

/// All entries: here `x-…` is a name like any other.
fn raw_entries<'d>(at: &At<'d>) -> Vec<(&'d str, At<'d>)> {
    let entries = at.node.as_object().into_iter().flat_map(|map| map.iter());
    let at = |key: &str, node| At {
        node,
        pointer: at.pointer.child(key),
    };
    entries.map(|(key, node)| (key, at(key, node))).collect()
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
    for (name, new) in revision.iter().flat_map(raw_entries) {
        match base.as_ref().and_then(|base| base.get(name)) {
            None => work.fact(Kind::plain("dependent-required-added", "", name), KEYWORD),
            Some(old) if names(old.node) != names(new.node) => {
                work.fact(Kind::plain("dependent-required-changed", "", name), KEYWORD);
            }
            Some(_) => {}
        }
    }
    for (name, _) in base.iter().flat_map(raw_entries) {
        if revision.as_ref().is_none_or(|at| at.get(name).is_none()) {
            work.fact(Kind::plain("dependent-required-removed", name, ""), KEYWORD);
        }
    }
}
