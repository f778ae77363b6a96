//! Documents, part by part.
//!
//! In: two documents. Out: findings about all that is no schema, and the uses of those that are. Guaranteed: each
//! operation on both sides is met once, wherever it moved.

mod bodies;
mod components;
mod credentials;
mod exchanges;
mod lives;
mod operations;
mod parameters;
mod paths;
mod responses;
mod role;
mod security;
mod servers;

use std::rc::Rc;

use oascribe_codegen::source::Pointer;

pub use role::{InCall, Role};

use super::finding::{Finding, Operation, Section};
use super::lifecycle::{Policy, Stability};
use super::rules::{Fact, rule};
use super::schema::{Graph, PairId};
use super::spec::{At, Spec};
use super::told::key;

/// A comparison under way.
#[derive(Debug)]
pub struct Session<'d> {
    pub base: &'d Spec,
    pub revision: &'d Spec,
    pub policy: &'d Policy,
    pub graph: Graph<'d>,
    pub findings: Vec<Finding>,
    pub uses: Vec<Use>,
}

/// A place where a schema is used.
#[derive(Clone, Debug)]
pub struct Use {
    pub operation: Rc<Operation>,
    pub stability: Stability,
    pub role: Role,
    pub pair: PairId,
}

/// An operation that is on both sides.
#[derive(Clone, Debug)]
pub struct Both<'d> {
    pub operation: Rc<Operation>,
    pub stability: Stability,
    pub base: At<'d>,
    pub revision: At<'d>,
    /// The path items that they stand in, with their paths.
    pub base_item: (&'d str, At<'d>),
    pub revision_item: (&'d str, At<'d>),
}

/// Where a finding is.
#[derive(Debug, Default)]
pub struct Places {
    pub base: Option<Pointer>,
    pub revision: Option<Pointer>,
}

impl Places {
    pub fn new(base: Option<&At<'_>>, revision: Option<&At<'_>>) -> Self {
        Self {
            base: base.map(|at| at.pointer.clone()),
            revision: revision.map(|at| at.pointer.clone()),
        }
    }

    pub fn both(base: &At<'_>, revision: &At<'_>) -> Self {
        Self {
            base: Some(base.pointer.clone()),
            revision: Some(revision.pointer.clone()),
        }
    }

    /// What stands under a key, and where there is no such key, what could hold it.
    pub fn under(key: &str, base: &At<'_>, revision: &At<'_>) -> Self {
        let place = |at: &At<'_>| {
            at.get(key)
                .map_or(at.pointer.clone(), |found| found.pointer)
        };
        Self {
            base: Some(place(base)),
            revision: Some(place(revision)),
        }
    }
}

impl<'d> Session<'d> {
    pub fn new(base: &'d Spec, revision: &'d Spec, policy: &'d Policy) -> Self {
        Self {
            base,
            revision,
            policy,
            graph: Graph::new(base, revision),
            findings: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Tells that a rule applies to an operation.
    pub fn say(&mut self, operation: &Rc<Operation>, id: &str, a: &str, b: &str, places: Places) {
        self.tell(Section::Paths, Some(operation), id, a, b, places);
    }

    /// Tells that a rule applies.
    pub fn tell(
        &mut self,
        section: Section,
        operation: Option<&Rc<Operation>>,
        id: &str,
        a: &str,
        b: &str,
        places: Places,
    ) {
        let Some(rule) = rule(id) else {
            debug_assert!(false, "no rule is called {id}");
            return;
        };
        let Places { base, revision } = places;
        let name = match rule.fact {
            Fact::Named => Some(""),
            Fact::Placed => None,
        };
        let fact = key(&[rule.id, a, b], name, (&base, &revision));
        self.findings.push(Finding {
            id: rule.id.to_owned(),
            level: rule.level,
            section,
            operations: operation.cloned().into_iter().collect(),
            element: String::new(),
            text: rule.title.replace("{a}", a).replace("{b}", b),
            why: rule.why,
            base,
            revision,
            also: Vec::new(),
            values: Vec::new(),
            change: fact,
        });
    }

    /// Compares two schemas that an operation uses.
    pub fn schemas(&mut self, both: &Both<'d>, role: Role, base: At<'d>, revision: At<'d>) {
        if let Some(pair) = self.graph.pair(base, revision) {
            self.uses.push(Use {
                operation: Rc::clone(&both.operation),
                stability: both.stability,
                role,
                pair,
            });
        }
    }

    /// What nodes of both sides mean.
    pub fn open(&self, base: At<'d>, revision: At<'d>) -> Option<(At<'d>, At<'d>)> {
        let base = self.base.follow(base)?.at;
        Some((base, self.revision.follow(revision)?.at))
    }
}

/// Compares two documents.
pub fn compare(session: &mut Session<'_>) {
    for both in paths::compare(session) {
        operations::compare(session, &both);
        lives::compare(session, &both);
        parameters::compare(session, &both);
        bodies::compare(session, &both);
        responses::compare(session, &both);
        security::operation(session, &both);
        credentials::compare(session, &both);
        servers::operation(session, &both);
        exchanges::callbacks(session, &both);
    }
    exchanges::webhooks(session);
    security::document(session);
    servers::compare(session);
    components::compare(session);
}

/// Entries of an object on both sides, and on one: in the order of the new document, then of the old one.
fn matched<'d>(
    base: Option<At<'d>>,
    revision: Option<At<'d>>,
) -> Vec<(&'d str, Option<At<'d>>, Option<At<'d>>)> {
    let olds = base.map_or(Vec::new(), |at| at.entries());
    let news = revision.map_or(Vec::new(), |at| at.entries());
    let old = |name: &str| olds.iter().find(|(key, _)| *key == name);
    let mut found: Vec<_> = news
        .iter()
        .map(|(name, new)| {
            (
                *name,
                old(name).map(|(_, at)| at.clone()),
                Some(new.clone()),
            )
        })
        .collect();
    for (name, old) in &olds {
        if news.iter().all(|(key, _)| key != name) {
            found.push((*name, Some(old.clone()), None));
        }
    }
    found
}
