//! The subschemas in `oneOf`, `anyOf` and `prefixItems`.
//!
//! Subschemas are matched by reference, by content, by title and by equivalence. If one subschema remains on each side, they
//! are matched, too.

use std::collections::BTreeSet;

use oascribe_codegen::read::Node;

use super::super::spec::{At, Spec};
use super::difference::Kind;
use super::discriminators;
use super::equivalence;
use super::graph::{OfTypes, Step, Work};
use super::view::Schema;

/// An object that became a `oneOf` of objects: reported as one change.
pub fn became_union(work: &mut Work<'_, '_, '_>) -> bool {
    let is_object =
        |schema: &Schema<'_>| schema.get("oneOf").is_none() && schema.get("properties").is_some();
    if !is_object(work.base) || work.revision.get("properties").is_some() {
        return false;
    }
    let (_, spec) = work.specs();
    let alternatives = work
        .revision
        .get("oneOf")
        .map_or(Vec::new(), |at| at.items());
    let is_object = |at: &At<'_>| {
        let schema = spec.follow(at.clone());
        schema.is_some_and(|at| at.get("properties").is_some() || at.get("allOf").is_some())
    };
    if alternatives.is_empty() || !alternatives.iter().all(is_object) {
        return false;
    }
    work.report(Kind::plain("wrapped-in-one-of", "", ""), "oneOf");
    true
}

/// Compares a `oneOf` of plain types as a list of types. Returns `No` if neither side is one.
pub fn types(work: &mut Work<'_, '_, '_>) -> OfTypes {
    let (base, revision) = work.specs();
    let plain = |schema: &Schema<'_>| {
        let names = schema.types();
        (!names.is_empty()).then(|| names.into_iter().map(str::to_owned).collect())
    };
    let (old, new) = (
        union_of_types(work.base, base),
        union_of_types(work.revision, revision),
    );
    if old.is_none() && new.is_none() {
        return OfTypes::No;
    }
    let from: Option<BTreeSet<String>> = old.or_else(|| plain(work.base));
    let to: Option<BTreeSet<String>> = new.or_else(|| plain(work.revision));
    let (Some(from), Some(to)) = (from, to) else {
        return OfTypes::No;
    };
    let names = |names: Vec<&String>| {
        let names: Vec<_> = names.into_iter().map(String::as_str).collect();
        names.join(" or ")
    };
    let added: Vec<_> = to.difference(&from).collect();
    if !added.is_empty() {
        work.report(
            Kind::plain("list-of-types-widened", "", names(added)),
            "type",
        );
    }
    let removed: Vec<_> = from.difference(&to).collect();
    if !removed.is_empty() {
        work.report(
            Kind::plain("list-of-types-narrowed", names(removed), ""),
            "type",
        );
    }
    OfTypes::Yes
}

/// The types of `oneOf: [{type: string}, {type: integer}]`.
fn union_of_types(schema: &Schema<'_>, spec: &Spec) -> Option<BTreeSet<String>> {
    let at = schema.get("oneOf").or_else(|| schema.get("anyOf"))?;
    let items = at.items();
    let of = |at: &At<'_>| {
        let map = spec.follow(at.clone())?.node.as_object()?;
        let mut names = map
            .keys()
            .filter(|key| !super::super::spec::NOTES.contains(key));
        let only_type = names.all(|key| key == "type");
        let name = map.get("type").and_then(|node| node.as_str())?;
        let is_scalar = !matches!(name, "object" | "array");
        (only_type && is_scalar).then(|| name.to_owned())
    };
    (!items.is_empty())
        .then(|| items.iter().map(of).collect())
        .flatten()
}

pub fn compare(work: &mut Work<'_, '_, '_>, of_types: OfTypes) {
    if of_types == OfTypes::No {
        unions(work);
    }
    prefix(work);
    discriminators::compare(work);
}

/// Compares the alternatives of both schemas. It makes no difference whether `oneOf` or `anyOf` lists them.
fn unions(work: &mut Work<'_, '_, '_>) {
    let keyword = |schema: &Schema<'_>| {
        let mut keywords = ["oneOf", "anyOf"].into_iter();
        keywords.find(|keyword| !schema.list(keyword).is_empty())
    };
    let has_both = |schema: &Schema<'_>| {
        ["oneOf", "anyOf"]
            .iter()
            .all(|key| schema.get(key).is_some())
    };
    if has_both(work.base) || has_both(work.revision) {
        for keyword in ["oneOf", "anyOf"] {
            subschemas(work, keyword, keyword);
        }
        return;
    }
    let (old, new) = (keyword(work.base), keyword(work.revision));
    if let Some(any) = new.or(old) {
        subschemas(work, old.unwrap_or(any), any);
    }
}

/// The rules for an added and a removed alternative.
fn stems(keyword: &str) -> [&'static str; 2] {
    match keyword {
        "oneOf" => ["one-of-added", "one-of-removed"],
        _ => ["any-of-added", "any-of-removed"],
    }
}

/// Whether two subschemas match.
type Test<'t> = &'t dyn Fn(&At<'_>, &At<'_>) -> bool;

/// Matches the alternatives of both sides.
fn subschemas<'at>(work: &mut Work<'_, 'at, '_>, old: &'static str, new: &'static str) {
    let mut olds: Vec<_> = work.base.list(old).into_iter().enumerate().collect();
    let mut news: Vec<_> = work.revision.list(new).into_iter().enumerate().collect();
    let matched = pairs(work, &mut olds, &mut news);
    for (index, old, _, is) in matched {
        let step = Step::Inside(format!("{new}[{}]", label(index, &old)));
        work.child(step, old, is);
    }
    report_unmatched(work, (old, new), olds, news);
}

/// The subschemas that only the old list has, with their labels.
pub fn removed<'at>(
    work: &Work<'_, 'at, '_>,
    olds: Vec<At<'at>>,
    news: Vec<At<'at>>,
) -> Vec<(String, At<'at>)> {
    let mut olds: Vec<_> = olds.into_iter().enumerate().collect();
    let mut news: Vec<_> = news.into_iter().enumerate().collect();
    pairs(work, &mut olds, &mut news);
    olds.into_iter()
        .map(|(index, at)| (label(index, &at), at))
        .collect()
}

/// A subschema and its index.
type Indexed<'at> = (usize, At<'at>);

/// Removes matching subschemas from both lists. Returns their indices and the subschemas of both sides.
fn pairs<'at>(
    work: &Work<'_, 'at, '_>,
    olds: &mut Vec<Indexed<'at>>,
    news: &mut Vec<Indexed<'at>>,
) -> Vec<(usize, At<'at>, usize, At<'at>)> {
    let mut matched = Vec::new();
    let (base, revision) = work.specs();
    let resolved = |old: &At<'_>, new: &At<'_>, same: fn(&Node, &Node) -> bool| {
        // Different names are different schemas, even with equal content.
        if old.text("$ref").is_some() && new.text("$ref").is_some() {
            return false;
        }
        let targets = (base.follow(old.clone()), revision.follow(new.clone()));
        matches!(targets, (Some(old), Some(new)) if same(old.node, new.node))
    };
    let tests: [Test<'_>; 6] = [
        &same_reference,
        &same_name,
        &|old, new| resolved(old, new, Node::eq),
        &same_title,
        &|old, new| resolved(old, new, equivalence::same),
        &elsewhere,
    ];
    for test in tests {
        olds.retain(|(index, old)| {
            let found = news.iter().position(|(_, new)| test(old, new));
            match found {
                Some(at) => {
                    let (position, new) = news.remove(at);
                    matched.push((*index, old.clone(), position, new));
                    false
                }
                None => true,
            }
        });
    }
    let inline = |list: &[(usize, At<'_>)]| -> Option<usize> {
        let mut found = (0..list.len()).filter(|index| list[*index].1.text("$ref").is_none());
        found.next().filter(|_| found.next().is_none())
    };
    if let (Some(old), Some(new)) = (inline(olds), inline(news)) {
        let ((index, old), (position, new)) = (olds.remove(old), news.remove(new));
        matched.push((index, old, position, new));
    }
    matched.sort_by_key(|(index, ..)| *index);
    matched
}

fn report_unmatched<'at>(
    work: &mut Work<'_, 'at, '_>,
    (before, now): (&'static str, &'static str),
    olds: Vec<Indexed<'at>>,
    news: Vec<Indexed<'at>>,
) {
    let [_, removed] = stems(before);
    let [added, _] = stems(now);
    for (index, old) in olds {
        let kind = Kind::plain(removed, label(index, &old), "");
        let location = work.revision.get(now).map(|at| at.pointer);
        let location = location.or_else(|| work.revision.pointer());
        work.report_at(None, kind, Some(old.pointer), location);
    }
    for (index, new) in news {
        let kind = Kind::plain(added, "", label(index, &new));
        let location = work.base.get(before).map(|at| at.pointer);
        let location = location.or_else(|| work.base.pointer());
        work.report_at(None, kind, location, Some(new.pointer));
    }
}

fn same_reference(old: &At<'_>, new: &At<'_>) -> bool {
    old.text("$ref").is_some() && old.text("$ref") == new.text("$ref")
}

/// Whether two references lead to the same name, in another file or in the layout of another OpenAPI version.
fn same_name(old: &At<'_>, new: &At<'_>) -> bool {
    let name = |at: &At<'_>| {
        at.text("$ref")
            .map(|reference| split(reference).1.to_owned())
    };
    name(old).is_some() && name(old) == name(new)
}

/// Whether the schemas are in different files, whose names are unrelated.
fn elsewhere(old: &At<'_>, new: &At<'_>) -> bool {
    match (old.text("$ref"), new.text("$ref")) {
        (Some(old), Some(new)) => split(old).0 != split(new).0,
        _ => false,
    }
}

/// Splits a reference into its folder and the name of the schema.
pub fn split(reference: &str) -> (&str, &str) {
    let (home, name) = reference.rsplit_once('/').unwrap_or(("", reference));
    match reference.contains('#') {
        true => (home, name),
        false => (home, name.split_once('.').map_or(name, |(stem, _)| stem)),
    }
}

fn same_title(old: &At<'_>, new: &At<'_>) -> bool {
    old.text("title").is_some() && old.text("title") == new.text("title")
}

/// A label for a subschema: its name, title, type or index.
pub fn label(index: usize, at: &At<'_>) -> String {
    let number = index + 1;
    match (at.text("$ref"), at.text("title"), at.single_type()) {
        (Some(reference), ..) => split(reference).1.to_owned(),
        (None, Some(title), _) => title.to_owned(),
        (None, None, name @ ("object" | "array")) => {
            format!("#{number}, an {name}")
        }
        (None, None, "") => format!("#{number}"),
        (None, None, name) => match at.text("format") {
            Some(format) => format!("{name} ({format})"),
            None => name.to_owned(),
        },
    }
}

/// Tuple items are matched by position.
fn prefix(work: &mut Work<'_, '_, '_>) {
    const KEYWORD: &str = "prefixItems";
    let (olds, news) = (work.base.list(KEYWORD), work.revision.list(KEYWORD));
    for (index, (old, new)) in olds.iter().zip(&news).enumerate() {
        let step = Step::Inside(format!("prefixItems[#{}]", index + 1));
        work.child(step, old.clone(), new.clone());
    }
    for (index, new) in news.iter().enumerate().skip(olds.len()) {
        let kind = Kind::plain("prefix-items-added", "", (index + 1).to_string());
        work.report_at(None, kind, work.base.pointer(), Some(new.pointer.clone()));
    }
    for (index, old) in olds.iter().enumerate().skip(news.len()) {
        let kind = Kind::plain("prefix-items-removed", (index + 1).to_string(), "");
        work.report_at(
            None,
            kind,
            Some(old.pointer.clone()),
            work.revision.pointer(),
        );
    }
}
