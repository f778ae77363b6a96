//! Keywords that are compared one by one.
//!
//! A keyword with its default value equals a keyword that is absent.

use std::collections::BTreeSet;

use oascribe_codegen::read::Node;

use super::super::spec::{At, Spec, shown};
use super::difference::Kind;
use super::graph::{OfTypes, Work};
use super::types::Types;
use super::view::Schema;

/// Limits with separate rules for being set and unset.
const BOUNDS: &[(&str, [&str; 4])] = &[
    (
        "maxLength",
        [
            "max-length-set",
            "max-length-unset",
            "max-length-decreased",
            "max-length-increased",
        ],
    ),
    (
        "maxItems",
        [
            "max-items-set",
            "max-items-unset",
            "max-items-decreased",
            "max-items-increased",
        ],
    ),
    (
        "maxProperties",
        [
            "max-properties-set",
            "max-properties-unset",
            "max-properties-decreased",
            "max-properties-increased",
        ],
    ),
];

/// Limits with a default value.
const DEFAULTED: &[(&str, f64, [&str; 2])] = &[
    (
        "minLength",
        0.0,
        ["min-length-decreased", "min-length-increased"],
    ),
    (
        "minItems",
        0.0,
        ["min-items-decreased", "min-items-increased"],
    ),
    (
        "minProperties",
        0.0,
        ["min-properties-decreased", "min-properties-increased"],
    ),
];

pub fn compare(work: &mut Work<'_, '_, '_>, of_types: OfTypes) {
    if of_types == OfTypes::No {
        types(work);
    }
    values(work);
    ranges(work);
    bounds(work);
    pattern(work);
    multiples(work);
    contents(work);
    contains(work);
}

fn types(work: &mut Work<'_, '_, '_>) {
    let (base, revision) = work.specs();
    let (old_format, new_format) = formats(work.base, work.revision);
    let from = types_of(work.base, old_format, base);
    let to = types_of(work.revision, new_format, revision);
    let one_is_open = from.names.is_empty() != to.names.is_empty();
    if from.names != to.names || from.format != to.format {
        let shown = |mut types: Types, schema: &Schema<'_>| {
            if one_is_open && schema.is_nullable() {
                types.names.insert("null".to_owned());
            }
            types
        };
        let from = shown(from, work.base);
        let to = shown(to, work.revision);
        work.report(Kind::Types { from, to }, "type");
    }
    if one_is_open {
        return;
    }
    match (work.base.is_nullable(), work.revision.is_nullable()) {
        (false, true) => work.report_null(Kind::plain("became-nullable", "", "null")),
        (true, false) => work.report_null(Kind::plain("became-not-nullable", "null", "")),
        _ => {}
    }
}

/// The types of a schema and, for an array, of its items.
fn types_of(schema: &Schema<'_>, format: Option<&str>, spec: &Spec) -> Types {
    let names = schema.types().into_iter().map(str::to_owned).collect();
    let items = schema.get("items").and_then(|at| spec.follow(at));
    let items = items.map(|target| target.single_type());
    let items = items.filter(|name| !name.is_empty());
    Types {
        names,
        format: format.map(str::to_owned),
        items: items.map(str::to_owned),
    }
}

/// The formats of both schemas. Content keywords count as a format if the other schema states that format: OpenAPI 3.0
/// has formats for the common encodings.
fn formats<'d>(base: &Schema<'d>, revision: &Schema<'d>) -> (Option<&'d str>, Option<&'d str>) {
    let format = |schema: &Schema<'d>, other: &Schema<'d>| {
        let by_content = Some(schema.format());
        let by_content = by_content.filter(|format| other.text("format") == Some(format));
        schema.text("format").or(by_content)
    };
    (format(base, revision), format(revision, base))
}

fn values(work: &mut Work<'_, '_, '_>) {
    listed(work, "enum", Listed::Enum);
    listed(work, "x-extensible-enum", Listed::Extensible);
    for (keyword, stems) in [
        ("const", ["const-added", "const-removed", "const-changed"]),
        (
            "default",
            [
                "default-value-added",
                "default-value-removed",
                "default-value-changed",
            ],
        ),
    ] {
        let value = |schema: &Schema<'_>| schema.get(keyword).map(|at| at.node.clone());
        let (from, to) = (value(work.base), value(work.revision));
        let [added, removed, changed] = stems;
        let stem = match (&from, &to) {
            (None, Some(_)) => added,
            (Some(_), None) => removed,
            (Some(from), Some(to)) if !same_value(from, to) => changed,
            _ => continue,
        };
        let text = |node: Option<Node>| node.as_ref().map(shown).unwrap_or_default();
        work.report(Kind::plain(stem, text(from), text(to)), keyword);
    }
}

/// `1` and `1.0` are the same value.
pub fn same_value(one: &Node, other: &Node) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Enum,
    Extensible,
}

fn listed(work: &mut Work<'_, '_, '_>, keyword: &str, kind: Listed) {
    let list = |schema: &Schema<'_>| -> Option<Vec<String>> {
        let values = schema.values(keyword)?;
        Some(values.iter().map(|at: &At<'_>| shown(at.node)).collect())
    };
    let (from, to) = (list(work.base), list(work.revision));
    let removed_stem = match kind {
        Listed::Enum => "enum-value-removed",
        Listed::Extensible => "x-extensible-enum-value-removed",
    };
    if let (None, Some(to), Listed::Enum) = (&from, &to, kind) {
        let values: Vec<_> = to.iter().map(|value| format!("`{value}`")).collect();
        work.report(Kind::plain("became-enum", "", values.join(", ")), keyword);
        return;
    }
    let is_open = to.is_none();
    if let (Some(_), None, Listed::Enum) = (&from, &to, kind) {
        let values = from.iter().flatten().map(|value| format!("`{value}`"));
        let values: Vec<_> = values.collect();
        work.report(Kind::plain("enum-removed", values.join(", "), ""), keyword);
        return;
    }
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    values_of(work, keyword, removed_stem, beyond(&from, &to));
    if !is_open && kind == Listed::Enum {
        values_of(work, keyword, "enum-value-added", beyond(&to, &from));
    }
}

/// The values of one list that the other does not have.
fn beyond(one: &[String], other: &[String]) -> Vec<String> {
    let other: BTreeSet<_> = other.iter().collect();
    let beyond = one.iter().filter(|value| !other.contains(value));
    beyond.cloned().collect()
}

fn values_of(work: &mut Work<'_, '_, '_>, keyword: &str, stem: &'static str, values: Vec<String>) {
    if !values.is_empty() {
        work.report(Kind::Values { stem, values }, keyword);
    }
}

/// Minimum and maximum, inclusive and exclusive.
fn ranges(work: &mut Work<'_, '_, '_>) {
    for (keyword, exclusive, plain, strict) in [
        (
            "maximum",
            "exclusiveMaximum",
            ["max-set", "max-unset", "max-decreased", "max-increased"],
            [
                "exclusive-max-set",
                "exclusive-max-unset",
                "exclusive-max-decreased",
                "exclusive-max-increased",
            ],
        ),
        (
            "minimum",
            "exclusiveMinimum",
            ["min-set", "min-unset", "min-decreased", "min-increased"],
            [
                "exclusive-min-set",
                "exclusive-min-unset",
                "exclusive-min-decreased",
                "exclusive-min-increased",
            ],
        ),
    ] {
        let ends = |schema: &Schema<'_>| (schema.number(keyword), schema.number(exclusive));
        let (from, to) = (ends(work.base), ends(work.revision));
        bound(work, keyword, from.0, to.0, plain);
        bound(work, exclusive, from.1, to.1, strict);
    }
}

fn bounds(work: &mut Work<'_, '_, '_>) {
    for (keyword, stems) in BOUNDS {
        let (from, to) = (work.base.number(keyword), work.revision.number(keyword));
        bound(work, keyword, from, to, *stems);
    }
    for (keyword, default, stems) in DEFAULTED {
        changed(work, keyword, *default, *stems);
    }
}

/// A limit without default: set, unset, decreased or increased.
fn bound(
    work: &mut Work<'_, '_, '_>,
    keyword: &str,
    from: Option<f64>,
    to: Option<f64>,
    stems: [&'static str; 4],
) {
    let [set, unset, lower, higher] = stems;
    let stem = match (from, to) {
        (None, Some(_)) => set,
        (Some(_), None) => unset,
        (Some(from), Some(to)) if to < from => lower,
        (Some(from), Some(to)) if to > from => higher,
        _ => return,
    };
    let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    work.report(Kind::plain(stem, text(from), text(to)), keyword);
}

/// A limit with a default value: decreased or increased.
fn changed(work: &mut Work<'_, '_, '_>, keyword: &str, default: f64, stems: [&'static str; 2]) {
    let value = |schema: &Schema<'_>| schema.number(keyword).unwrap_or(default);
    let (from, to) = (value(work.base), value(work.revision));
    let [lower, higher] = stems;
    let stem = match () {
        () if to < from => lower,
        () if to > from => higher,
        () => return,
    };
    work.report(Kind::plain(stem, from.to_string(), to.to_string()), keyword);
}

fn pattern(work: &mut Work<'_, '_, '_>) {
    let text = |schema: &Schema<'_>| {
        let text = schema.text("pattern").filter(|text| !text.is_empty());
        text.map(str::to_owned)
    };
    let (from, to) = (text(work.base), text(work.revision));
    let stem = match (&from, &to) {
        (None, Some(_)) => "pattern-added",
        (Some(_), None) => "pattern-removed",
        (Some(from), Some(to)) if from == to => return,
        (Some(_), Some(to)) if matches!(to.as_str(), ".*" | "^.*$" | "^.*" | ".*$") => {
            "pattern-generalized"
        }
        (Some(_), Some(_)) => "pattern-changed",
        (None, None) => return,
    };
    let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
    work.report(Kind::plain(stem, from, to), "pattern");
}

fn multiples(work: &mut Work<'_, '_, '_>) {
    let number = |schema: &Schema<'_>| schema.number("multipleOf");
    let (from, to) = (number(work.base), number(work.revision));
    let stem = match (from, to) {
        (None, Some(_)) => "multiple-of-set",
        (Some(_), None) => "multiple-of-unset",
        (Some(from), Some(to)) if from != to => "multiple-of-changed",
        _ => "",
    };
    if !stem.is_empty() {
        let text = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        work.report(Kind::plain(stem, text(from), text(to)), "multipleOf");
    }
    match (
        work.base.flag("uniqueItems"),
        work.revision.flag("uniqueItems"),
    ) {
        (false, true) => work.report(Kind::plain("unique-items-set", "", ""), "uniqueItems"),
        (true, false) => work.report(Kind::plain("unique-items-unset", "", ""), "uniqueItems"),
        _ => {}
    }
}

fn contents(work: &mut Work<'_, '_, '_>) {
    // A format that both sides have replaces the keyword.
    let (format, other) = formats(work.base, work.revision);
    let is_in_format = matches!(format, Some("byte" | "binary")) && format == other;
    for (keyword, stem) in [
        ("contentMediaType", "content-media-type-changed"),
        ("contentEncoding", "content-encoding-changed"),
    ] {
        let (from, to) = (work.base.text(keyword), work.revision.text(keyword));
        if from != to && !(is_in_format && (from.is_none() || to.is_none())) {
            let text = |value: Option<&str>| value.unwrap_or("nothing").to_owned();
            work.report(Kind::plain(stem, text(from), text(to)), keyword);
        }
    }
}

fn contains(work: &mut Work<'_, '_, '_>) {
    let both = [work.base, work.revision].map(|schema| schema.get("contains").is_some());
    if both != [true, true] {
        return;
    }
    changed(
        work,
        "minContains",
        1.0,
        ["min-contains-decreased", "min-contains-increased"],
    );
    let max = |schema: &Schema<'_>| schema.number("maxContains").unwrap_or(f64::INFINITY);
    let (from, to) = (max(work.base), max(work.revision));
    let stem = match () {
        () if to < from => "max-contains-decreased",
        () if to > from => "max-contains-increased",
        () => return,
    };
    work.report(
        Kind::plain(stem, from.to_string(), to.to_string()),
        "maxContains",
    );
}
