//! Everything in a document except schemas.
//!
//! Produces findings, and the usages of schemas that are compared later. Operations that exist on both sides are visited
//! once, even if they moved to another path.

mod bodies;
mod callbacks;
mod components;
mod credentials;
mod deprecation;
mod encodings;
mod media;
mod operations;
mod parameters;
mod paths;
mod responses;
mod role;
mod security;
mod servers;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

pub use paths::METHODS;
pub use role::{InCall, Role};

use super::change::Place;
use super::finding::{AppliedRule, Finding, Found, Operation, Section};
use super::lifecycle::{Policy, Stability};
use super::rules::{Identity, rule};
use super::schema::{Graph, PairId};
use super::spec::{At, Spec};

/// The state of a comparison.
#[derive(Debug)]
pub struct Session<'d> {
    pub base: &'d Spec,
    pub revision: &'d Spec,
    pub policy: &'d Policy,
    pub graph: Graph<'d>,
    pub findings: Vec<Finding>,
    pub uses: Vec<Use>,
    /// Whether the path of the default server moved into the paths of operations, or out of them.
    pub has_moved_prefix: bool,
    /// The changes of the document's servers, which operations without servers inherit.
    server_changes: OnceCell<HashSet<servers::Key>>,
}

/// A usage of a schema.
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
    /// The path items that contain them, with their paths.
    pub base_item: (&'d str, At<'d>),
    pub revision_item: (&'d str, At<'d>),
}

/// The location of a finding in both documents.
#[derive(Debug, Default)]
pub struct Pointers {
    pub base: Option<Pointer>,
    pub revision: Option<Pointer>,
}

impl Pointers {
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

    /// The values of a key, or the objects that could have it if they do not.
    pub fn under(key: &str, base: &At<'_>, revision: &At<'_>) -> Self {
        let location = |at: &At<'_>| {
            at.get(key)
                .map_or(at.pointer.clone(), |found| found.pointer)
        };
        Self {
            base: Some(location(base)),
            revision: Some(location(revision)),
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
            has_moved_prefix: false,
            server_changes: OnceCell::new(),
        }
    }

    /// Reports a rule for an operation.
    pub fn report_for(
        &mut self,
        operation: &Rc<Operation>,
        id: &str,
        a: &str,
        b: &str,
        pointers: Pointers,
    ) {
        self.report(Section::Paths, Some(operation), id, a, b, pointers);
    }

    /// Reports a rule.
    pub fn report(
        &mut self,
        section: Section,
        operation: Option<&Rc<Operation>>,
        id: &str,
        a: &str,
        b: &str,
        pointers: Pointers,
    ) {
        let Some(rule) = rule(id) else {
            debug_assert!(false, "no rule is called {id}");
            return;
        };
        let Pointers { base, revision } = pointers;
        let found = Found {
            rule: AppliedRule::Document(rule),
            id: rule.id.to_owned(),
            level: rule.level,
            why: rule.why,
            subject: None,
            from: a.to_owned(),
            to: b.to_owned(),
            values: Vec::new(),
            place: match rule.identity {
                Identity::ByName => Place::Anywhere,
                Identity::ByLocation => Place::Location(base.clone(), revision.clone()),
            },
        };
        let finding = found.at(section, operation, (base, revision));
        self.findings.push(finding);
    }

    /// Compares two schemas that an operation uses.
    pub fn schemas(&mut self, both: &Both<'d>, role: Role, base: At<'d>, revision: At<'d>) {
        if let Some(pair) = self.graph.pair(vec![base], vec![revision]) {
            self.uses.push(Use {
                operation: Rc::clone(&both.operation),
                stability: both.stability,
                role,
                pair,
            });
        }
    }

    /// Follows the references of both nodes.
    pub fn open(&self, base: At<'d>, revision: At<'d>) -> Option<(At<'d>, At<'d>)> {
        let base = self.base.follow(base)?;
        Some((base, self.revision.follow(revision)?))
    }
}

/// Compares two documents.
pub fn compare(session: &mut Session<'_>) {
    for both in paths::compare(session) {
        operations::compare(session, &both);
        deprecation::compare(session, &both);
        parameters::compare(session, &both);
        bodies::compare(session, &both);
        responses::compare(session, &both);
        security::operation(session, &both);
        credentials::compare(session, &both);
        servers::operation(session, &both);
        callbacks::callbacks(session, &both);
    }
    callbacks::webhooks(session);
    security::document(session);
    servers::compare(session);
    components::compare(session);
}

/// A name, and what the old and the new document have under it.
type Matched<'d> = (&'d str, Option<At<'d>>, Option<At<'d>>);

/// The entries of two objects by key: in the order of the new document, then those that only the old one has.
fn matched<'d>(base: Option<At<'d>>, revision: Option<At<'d>>) -> Vec<Matched<'d>> {
    let entries = |at: Option<At<'d>>| at.map_or(Vec::new(), |at| at.entries());
    matched_by(entries(base), entries(revision), str::to_owned)
}

/// The entries of two objects, also those with names like `x-…`, by a key that is made of their names.
fn matched_names<'d>(
    base: Option<At<'d>>,
    revision: Option<At<'d>>,
    key: fn(&str) -> String,
) -> Vec<Matched<'d>> {
    let entries = |at: Option<At<'d>>| at.map_or(Vec::new(), |at| at.all_entries());
    matched_by(entries(base), entries(revision), key)
}

fn matched_by<'d>(
    olds: Vec<(&'d str, At<'d>)>,
    news: Vec<(&'d str, At<'d>)>,
    key: fn(&str) -> String,
) -> Vec<Matched<'d>> {
    // Names may be equal except for their case: the first one counts.
    let mut visited = HashSet::new();
    let mut news = news;
    news.retain(|(name, _)| visited.insert(key(name)));
    let by_name = olds.iter().rev().map(|(name, at)| (key(name), at.clone()));
    let mut by_name: HashMap<_, _> = by_name.collect();
    let mut found: Vec<_> = news
        .into_iter()
        .map(|(name, new)| (name, by_name.remove(&key(name)), Some(new)))
        .collect();
    for (name, old) in olds {
        if by_name.remove(&key(name)).is_some() {
            found.push((name, Some(old), None));
        }
    }
    found
}
