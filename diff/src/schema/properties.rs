//! The properties of objects.

use std::collections::BTreeMap;

use super::super::lifecycle;
use super::super::spec::{At, Spec};
use super::difference::{Access, Kind, Lifecycle};
use super::graph::{Step, Work};
use super::view::Schema;

pub fn compare(work: &mut Work<'_, '_, '_>) {
    let (base_spec, revision_spec) = work.specs();
    let olds: BTreeMap<_, _> = work.base.properties().into_iter().collect();
    let news = work.revision.properties();
    let (was, is) = (work.base.required(), work.revision.required());
    for (name, new) in &news {
        let access = access(revision_spec, new, is.contains(name));
        match olds.get(name) {
            None => {
                let location = Some(new.pointer.clone());
                work.report_at(Some(name), Kind::Added(access), None, location);
            }
            Some(old) => {
                let before = self::access(base_spec, old, was.contains(name));
                access_change(work, name, old, new, before, access);
                lifecycle_change(work, name, old, new);
                let step = Step::Property((*name).to_owned());
                work.child(step, old.clone(), new.clone());
            }
        }
    }
    let names: Vec<_> = news.iter().map(|(name, _)| *name).collect();
    for (name, old) in work.base.properties() {
        if !names.contains(&name) {
            let access = access(base_spec, &old, was.contains(name));
            let location = Some(old.pointer);
            work.report_at(Some(name), Kind::Removed(access), location, None);
        }
    }
}

fn access<'d>(spec: &'d Spec, at: &At<'d>, required: bool) -> Access {
    let schema = Schema::open(spec, at.clone());
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

fn access_change(
    work: &mut Work<'_, '_, '_>,
    name: &str,
    old: &At<'_>,
    new: &At<'_>,
    before: Access,
    after: Access,
) {
    let mut report = |kind| {
        let (base, revision) = (Some(old.pointer.clone()), Some(new.pointer.clone()));
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

fn lifecycle_change<'d>(work: &mut Work<'_, 'd, '_>, name: &str, old: &At<'d>, new: &At<'d>) {
    let (base_spec, revision_spec) = work.specs();
    let (Some(was), Some(is)) = (
        Schema::open(base_spec, old.clone()),
        Schema::open(revision_spec, new.clone()),
    ) else {
        return;
    };
    let mut report = |change| {
        let (base, revision) = (Some(old.pointer.clone()), Some(new.pointer.clone()));
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
