//! The properties of objects.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use oascribe_codegen::source::Pointer;

use super::super::lifecycle;
use super::super::spec::{At, Spec};
use super::compositions;
use super::difference::{Access, Kind, Lifecycle};
use super::graph::{Step, Work};
use super::view::Schema;

pub fn compare(work: &mut Work<'_, '_, '_>) {
    let (base_spec, revision_spec) = work.specs();
    let (olds, news) = (work.base.properties(), work.revision.properties());
    let (was, is) = (work.base.required(), work.revision.required());
    // Properties that only the alternatives of a union declare are compared with the alternatives.
    let in_base = of_alternatives(work.base, base_spec);
    let in_revision = of_alternatives(work.revision, revision_spec);
    for (name, new) in &news {
        let access = access(revision_spec, new, is.contains(name));
        let location = new.first().map(|at| at.pointer.clone());
        match olds.get(name) {
            None if in_base.contains(name) => {}
            None => work.report_at(Some(name), Kind::Added(access), None, location),
            Some(old) => {
                let before = self::access(base_spec, old, was.contains(name));
                access_change(work, name, (old, new), before, access);
                lifecycle_change(work, name, old, new);
                let step = Step::Property((*name).to_owned());
                work.children(step, old.clone(), new.clone());
            }
        }
    }
    undeclared(work, &was, &is, &news);
    let members = removed_members(work);
    for (name, old) in &olds {
        if !news.contains_key(name) && !in_revision.contains(name) {
            let access = access(base_spec, old, was.contains(name));
            let location = old.first().map(|at| at.pointer.clone());
            let kind = match members.iter().find(|(_, names)| names.contains(name)) {
                Some((member, _)) => Kind::RemovedMember {
                    access,
                    member: member.clone(),
                },
                None => Kind::Removed(access),
            };
            work.report_at(Some(name), kind, location, None);
        }
    }
}

/// Required properties that the new schema does not declare.
fn undeclared(
    work: &mut Work<'_, '_, '_>,
    was: &BTreeSet<&str>,
    is: &BTreeSet<&str>,
    news: &IndexMap<&str, Vec<At<'_>>>,
) {
    let changed = was.symmetric_difference(is);
    for name in changed.filter(|name| !news.contains_key(**name)) {
        let now = is.contains(name);
        // The removal of a required property is reported as such.
        if now || !work.base.properties().contains_key(name) {
            let access = Access {
                required: now,
                ..Access::default()
            };
            let pointers = (work.base.pointer(), work.revision.pointer());
            work.report_at(
                Some(name),
                Kind::Required { now, access },
                pointers.0,
                pointers.1,
            );
        }
    }
}

/// The members of `allOf` that were removed, with the names of their properties.
fn removed_members<'d>(work: &Work<'_, 'd, '_>) -> Vec<(String, BTreeSet<&'d str>)> {
    let (base, _) = work.specs();
    let list = |schema: &Schema<'d>| schema.get_own("allOf").map_or(Vec::new(), |at| at.items());
    let names = |at: At<'d>| {
        Some(
            Schema::open(base, &[at])?
                .flattened(base)
                .properties()
                .into_keys()
                .collect(),
        )
    };
    let removed = compositions::removed(work, list(work.base), list(work.revision));
    let removed = removed.into_iter();
    removed
        .filter_map(|(label, at)| Some((label, names(at)?)))
        .collect()
}

/// The names of the properties that the alternatives of a union declare.
fn of_alternatives<'d>(schema: &Schema<'d>, spec: &'d Spec) -> BTreeSet<&'d str> {
    let lists = ["oneOf", "anyOf"].map(|keyword| schema.list(keyword));
    let alternatives = lists.into_iter().flatten();
    let open = |at: At<'d>| Some(Schema::open(spec, &[at])?.flattened(spec).properties());
    let properties = alternatives.filter_map(open);
    properties
        .flat_map(|properties| properties.into_keys())
        .collect()
}

fn access<'d>(spec: &'d Spec, declared: &[At<'d>], required: bool) -> Access {
    let schema = Schema::open(spec, declared);
    let flag = |keyword| schema.as_ref().is_some_and(|schema| schema.flag(keyword));
    Access {
        required,
        read_only: flag("readOnly"),
        write_only: flag("writeOnly"),
        default: schema
            .as_ref()
            .is_some_and(|schema| schema.get("default").is_some()),
    }
}

/// The locations of a property in both documents.
fn locations(old: &[At<'_>], new: &[At<'_>]) -> (Option<Pointer>, Option<Pointer>) {
    let first = |declared: &[At<'_>]| declared.first().map(|at| at.pointer.clone());
    (first(old), first(new))
}

fn access_change(
    work: &mut Work<'_, '_, '_>,
    name: &str,
    (old, new): (&[At<'_>], &[At<'_>]),
    before: Access,
    after: Access,
) {
    let mut report = |kind| {
        let (base, revision) = locations(old, new);
        work.report_at(Some(name), kind, base, revision);
    };
    if before.required != after.required {
        report(Kind::Required {
            now: after.required,
            access: after,
        });
    }
    let access = after;
    match (before.read_only, after.read_only) {
        (false, true) => report(Kind::Mutability {
            stem: "became-read-only",
            access,
        }),
        (true, false) => report(Kind::Mutability {
            stem: "became-not-read-only",
            access,
        }),
        _ => {}
    }
    match (before.write_only, after.write_only) {
        (false, true) => report(Kind::Mutability {
            stem: "became-write-only",
            access,
        }),
        (true, false) => report(Kind::Mutability {
            stem: "became-not-write-only",
            access,
        }),
        _ => {}
    }
}

fn lifecycle_change<'d>(work: &mut Work<'_, 'd, '_>, name: &str, old: &[At<'d>], new: &[At<'d>]) {
    let (base_spec, revision_spec) = work.specs();
    let (Some(was), Some(is)) = (
        Schema::open(base_spec, old),
        Schema::open(revision_spec, new),
    ) else {
        return;
    };
    let mut report = |change| {
        let (base, revision) = locations(old, new);
        work.report_at(Some(name), Kind::Lifecycle(change), base, revision);
    };
    match (was.flag("deprecated"), is.flag("deprecated")) {
        (false, true) => {
            let text = |key| is.get(key).map(|at| super::super::spec::shown(at.node));
            report(Lifecycle::Deprecated {
                sunset: text("x-sunset"),
                stability: text(lifecycle::STABILITY),
            });
        }
        (true, false) => report(Lifecycle::Reactivated),
        _ => {}
    }
    let (from, to) = (
        was.text(lifecycle::STABILITY),
        is.text(lifecycle::STABILITY),
    );
    if from != to
        && let (Some(from), Some(to)) = (from.or(Some("stable")), to.or(Some("stable")))
        && from != to
    {
        report(Lifecycle::Stability {
            from: from.to_owned(),
            to: to.to_owned(),
        });
    }
}
