//! A schema that became a choice of itself and others, and the way back.
//!
//! In: two schemas, one of which is nothing but a choice. Out: facts about the members that it won or lost; the pair of
//! the schema and the member that it is. Guaranteed: of the member that is on both sides nothing is told but what
//! differs in it.

use super::super::spec::{At, Spec};
use super::branches::label;
use super::fact::Kind;
use super::graph::{Step, Work};
use super::meaning;
use super::view::{Schema, is_null};

/// The side that is a choice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    Revision,
}

/// Whether one side is a choice that holds the other one; then all of it is told.
pub fn compare(work: &mut Work<'_, '_, '_>) -> bool {
    let (base, revision) = work.specs();
    let (side, one, (keyword, members), spec) = match (work.base.choice(), work.revision.choice()) {
        (None, Some(choice)) => (Side::Revision, work.base.only(), choice, revision),
        (Some(choice), None) => (Side::Base, work.revision.only(), choice, base),
        _ => return false,
    };
    let Some(one) = one else { return false };
    let Some(own) = members
        .iter()
        .position(|member| is_same(&one, member, spec))
    else {
        return false;
    };
    let member = &members[own];
    let step = Step::Inside(format!("{keyword}[{}]", label(own, member)));
    match side {
        Side::Base => work.child(step, member.clone(), one),
        Side::Revision => work.child(step, one, member.clone()),
    }
    let [removed, added] = match keyword {
        "oneOf" => ["one-of-removed", "one-of-added"],
        _ => ["any-of-removed", "any-of-added"],
    };
    for (index, member) in members
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != own)
    {
        let (name, at) = (label(index, member), Some(member.pointer.clone()));
        if is_null(member) {
            continue;
        }
        match side {
            Side::Base => {
                let place = work.revision.pointer();
                work.fact_at(None, Kind::plain(removed, name, ""), at, place);
            }
            Side::Revision => {
                let place = work.base.pointer();
                work.fact_at(None, Kind::plain(added, "", name), place, at);
            }
        }
    }
    let is_nullable = |schema: &Schema<'_>| {
        schema.is_nullable()
            || schema
                .choice()
                .is_some_and(|(_, members)| members.iter().any(is_null))
    };
    match (is_nullable(work.base), is_nullable(work.revision)) {
        (false, true) => work.fact(Kind::plain("became-nullable", "", "null"), "nullable"),
        (true, false) => work.fact(Kind::plain("became-not-nullable", "null", ""), "nullable"),
        _ => {}
    }
    true
}

/// Whether a schema is a member of a choice: it is called the same, or says the same.
fn is_same(one: &At<'_>, member: &At<'_>, spec: &Spec) -> bool {
    let Some(target) = spec.follow(member.clone()) else {
        return false;
    };
    match (one.component(), target.at.component()) {
        (Some(one), Some(other)) => one == other,
        _ => meaning::same(one.node, target.at.node),
    }
}
