//! Matches the operations of both documents.
//!
//! Paths that differ only in the names of their parameters are equal. An operation that moved is recognized by its
//! operationId.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::change::Place;
use super::super::finding::Operation;
use super::super::lifecycle::{self, Stability};
use super::super::spec::{At, Spec};
use super::{Both, Pointers, Session, servers};
use crate::Date;

pub const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// An operation of one side.
#[derive(Clone)]
struct One<'d> {
    path: &'d str,
    /// The key of the path item, or the name of an additional operation.
    method: &'d str,
    at: At<'d>,
    item: At<'d>,
    /// The path of the default server.
    prefix: Rc<str>,
}

impl<'d> One<'d> {
    fn operation(&self) -> Rc<Operation> {
        Rc::new(self.named())
    }

    fn named(&self) -> Operation {
        Operation {
            path: self.path.to_owned(),
            method: self.name(),
            id: self.at.text("operationId").map(str::to_owned),
        }
    }

    /// The HTTP method.
    fn name(&self) -> String {
        match METHODS.contains(&self.method) {
            true => self.method.to_uppercase(),
            false => self.method.to_owned(),
        }
    }

    fn stability(&self) -> Stability {
        Stability::of(self.at.text(lifecycle::STABILITY)).unwrap_or(Stability::Stable)
    }

    fn key(&self) -> (String, &'d str) {
        (shape(self.path), self.method)
    }

    /// The key with the path of the default server.
    fn full_key(&self) -> (String, &'d str) {
        (shape(&[&self.prefix, self.path].concat()), self.method)
    }
}

/// The path template without the names of its parameters.
fn shape(path: &str) -> String {
    let mut parts = path.split('{');
    let mut shape = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    shape
}

fn operations(spec: &Spec) -> Vec<One<'_>> {
    let paths = spec.at().get("paths").map_or(Vec::new(), |at| at.entries());
    let items = paths
        .into_iter()
        .filter_map(|(path, at)| Some((path, spec.follow(at)?)));
    let prefix: Rc<str> = servers::base_path(spec).into();
    let mut found = Vec::new();
    for (path, item) in items {
        let known = METHODS.iter().map(|method| (*method, item.get(method)));
        let more = item.get("additionalOperations");
        let more = more.map_or(Vec::new(), |at| at.entries());
        let more = more.into_iter().map(|(method, at)| (method, Some(at)));
        for (method, at) in known.chain(more) {
            if let Some(at) = at.and_then(|at| spec.follow(at)) {
                let item = item.clone();
                found.push(One {
                    path,
                    method,
                    at,
                    item,
                    prefix: Rc::clone(&prefix),
                });
            }
        }
    }
    found
}

fn entries(spec: &Spec) -> Vec<&str> {
    let paths = spec.at().get("paths").map_or(Vec::new(), |at| at.entries());
    paths.into_iter().map(|(path, _)| path).collect()
}

/// The operations that are on both sides.
pub fn compare<'d>(session: &mut Session<'d>) -> Vec<Both<'d>> {
    let (olds, news) = (operations(session.base), operations(session.revision));
    let (mut pairs, olds, news) = by_path(olds, news);
    // The path of the server moved into the paths, or out of them.
    let (full, olds, news) =
        match servers::base_path(session.base) == servers::base_path(session.revision) {
            true => (Vec::new(), olds, news),
            false => by(olds, news, |one| Some(one.full_key())),
        };
    session.has_moved_prefix = !full.is_empty();
    pairs.extend(full);
    let (moved, olds, news) = by_id(olds, news);
    for (old, new) in &moved {
        let operation = new.operation();
        let id = operation.id.clone().unwrap_or_default();
        let from = format!("{} {}", old.name(), old.path);
        let pointers = Pointers::both(&old.at, &new.at);
        session.report_for(&operation, "api-operation-moved", &id, &from, pointers);
    }
    pairs.extend(moved);
    let known: HashMap<_, _> = entries(session.base)
        .into_iter()
        .map(|path| (shape(path), path))
        .collect();
    for new in news.iter().filter(|new| !new.stability().is_trial()) {
        let pointers = Pointers {
            base: None,
            revision: Some(new.at.pointer.clone()),
        };
        let mut operation = new.named();
        let path = known.get(&shape(new.path));
        if let Some(path) = path {
            operation.path = (*path).to_owned();
        }
        session.report_for(&Rc::new(operation), "endpoint-added", "", "", pointers);
        if path.is_none() {
            of_path(session, new.path);
        }
    }
    let paths: Vec<_> = entries(session.revision).into_iter().map(shape).collect();
    for old in olds.iter().filter(|old| !old.stability().is_trial()) {
        removed(session, old, paths.contains(&shape(old.path)));
    }
    let both = |(old, new): (One<'d>, One<'d>)| Both {
        operation: old.operation(),
        stability: new.stability(),
        base: old.at,
        revision: new.at,
        base_item: (old.path, old.item),
        revision_item: (new.path, new.item),
    };
    let pairs = pairs.into_iter().map(both);
    pairs.filter(|both| !both.stability.is_trial()).collect()
}

type Matched<'d> = (Vec<(One<'d>, One<'d>)>, Vec<One<'d>>, Vec<One<'d>>);

/// Matches equal paths first, then paths that differ in the names of parameters.
fn by_path<'d>(olds: Vec<One<'d>>, news: Vec<One<'d>>) -> Matched<'d> {
    let exact = |one: &One<'d>| Some((one.path.to_owned(), one.method));
    let (mut pairs, olds, news) = by(olds, news, exact);
    let (more, olds, news) = by(olds, news, |one| Some(one.key()));
    pairs.extend(more);
    (pairs, olds, news)
}

/// Matches operations with the same operationId.
fn by_id<'d>(olds: Vec<One<'d>>, news: Vec<One<'d>>) -> Matched<'d> {
    by(olds, news, |one| one.at.text("operationId"))
}

fn by<'d, K: Eq + std::hash::Hash>(
    olds: Vec<One<'d>>,
    news: Vec<One<'d>>,
    key: impl Fn(&One<'d>) -> Option<K>,
) -> Matched<'d> {
    let mut known: HashMap<K, usize> = HashMap::new();
    for (index, new) in news.iter().enumerate() {
        if let Some(key) = key(new) {
            known.entry(key).or_insert(index);
        }
    }
    let mut news: Vec<_> = news.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    let mut rest = Vec::new();
    for old in olds {
        let index = key(&old).and_then(|key| known.get(&key).copied());
        match index.and_then(|index| news[index].take()) {
            Some(new) => pairs.push((old, new)),
            None => rest.push(old),
        }
    }
    (pairs, rest, news.into_iter().flatten().collect())
}

fn removed(session: &mut Session<'_>, old: &One<'_>, path_exists: bool) {
    let operation = old.operation();
    let pointers = Pointers {
        base: Some(old.at.pointer.clone()),
        revision: None,
    };
    let sunset = lifecycle::sunset(&old.at);
    let date = sunset.as_deref().map(Date::parse);
    let day = sunset.unwrap_or_default();
    let [without, with, before] = match path_exists {
        true => [
            "api-removed-without-deprecation",
            "api-removed-with-deprecation",
            "api-removed-before-sunset",
        ],
        false => [
            "api-path-removed-without-deprecation",
            "api-path-removed-with-deprecation",
            "api-path-removed-before-sunset",
        ],
    };
    let id = match (old.at.flag("deprecated"), date) {
        (false, _) => without,
        (true, Some(None)) => "api-path-sunset-parse",
        (true, Some(Some(date))) if session.policy.today < date => before,
        (true, _) => with,
    };
    session.report_for(&operation, id, &day, "", pointers);
    if !path_exists {
        of_path(session, old.path);
    }
}

/// An added or removed path is one change for all its operations.
fn of_path(session: &mut Session<'_>, path: &str) {
    if let Some(finding) = session.findings.last_mut() {
        finding.place = Place::Path(path.to_owned());
    }
}
