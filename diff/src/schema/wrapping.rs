//! A schema that is replaced by a `oneOf` or `anyOf` that contains it, and the reverse.
//!
//! Only the other alternatives are reported as added or removed.

use super::super::spec::{At, Spec};
use super::compositions::label;
use super::difference::Kind;
use super::equivalence;
use super::graph::{Step, Work};
use super::view::{Schema, is_null};

/// The side that is a `oneOf` or `anyOf`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    Revision,
}

/// Returns whether one side is a `oneOf` or `anyOf` that contains the other. If so, all differences are reported.
pub fn compare(work: &mut Work<'_, '_, '_>) -> bool {
    let (base, revision) = work.specs();
    let (side, one, (keyword, alternatives), spec) =
        match (work.base.union(), work.revision.union()) {
            (None, Some(union)) => (Side::Revision, work.base.only(), union, revision),
            (Some(union), None) => (Side::Base, work.revision.only(), union, base),
            _ => return false,
        };
    let Some(one) = one else { return false };
    let Some(own) = alternatives
        .iter()
        .position(|alternative| is_same(&one, alternative, spec))
    else {
        return false;
    };
    let alternative = &alternatives[own];
    let step = Step::Inside(format!("{keyword}[{}]", label(own, alternative)));
    match side {
        Side::Base => work.child(step, alternative.clone(), one),
        Side::Revision => work.child(step, one, alternative.clone()),
    }
    let [removed, added] = match keyword {
        "oneOf" => ["one-of-removed", "one-of-added"],
        _ => ["any-of-removed", "any-of-added"],
    };
    for (index, alternative) in alternatives
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != own)
    {
        let (name, at) = (label(index, alternative), Some(alternative.pointer.clone()));
        if is_null(alternative) {
            continue;
        }
        match side {
            Side::Base => {
                let location = work.revision.pointer();
                work.report_at(None, Kind::plain(removed, name, ""), at, location);
            }
            Side::Revision => {
                let location = work.base.pointer();
                work.report_at(None, Kind::plain(added, "", name), location, at);
            }
        }
    }
    let is_nullable = |schema: &Schema<'_>| {
        schema.is_nullable()
            || schema
                .union()
                .is_some_and(|(_, alternatives)| alternatives.iter().any(is_null))
    };
    match (is_nullable(work.base), is_nullable(work.revision)) {
        (false, true) => work.report_null(Kind::plain("became-nullable", "", "null")),
        (true, false) => work.report_null(Kind::plain("became-not-nullable", "null", "")),
        _ => {}
    }
    true
}

/// Whether a schema equals an alternative, by name or by content.
fn is_same(one: &At<'_>, alternative: &At<'_>, spec: &Spec) -> bool {
    let Some(target) = spec.follow(alternative.clone()) else {
        return false;
    };
    match (one.component(), target.component()) {
        (Some(one), Some(other)) => one == other,
        _ => equivalence::same(one.node, target.node),
    }
}
