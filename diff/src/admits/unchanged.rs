//! Schemas that are the same in both documents, together with all schemas that they refer to.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use oascribe_codegen::read::Node;

use super::super::families::components;
use super::super::spec::{At, NOTES};
use super::side::Side;

/// Keywords whose values are subschemas by name.
const NAMED: [&str; 4] = [
    "$defs",
    "dependentSchemas",
    "patternProperties",
    "properties",
];

/// A schema of the old and one of the new document, by address.
type Pair = (usize, usize);

/// The unchanged schemas with references to them.
pub struct Unchanged {
    /// Those that were compared, and whether they are unchanged: all that components refer to, and others when they are asked
    /// for.
    pairs: RefCell<HashMap<Pair, bool>>,
}

impl Unchanged {
    pub fn new<'d>(base: &Side<'d>, revision: &Side<'d>) -> Self {
        let news: HashMap<_, _> = components(revision.spec).into_iter().collect();
        let olds = components(base.spec).into_iter();
        let mut todo: Vec<_> = olds
            .filter_map(|(name, old)| Some((old, news.get(name)?.clone())))
            .collect();
        let mut visited: HashSet<Pair> = HashSet::new();
        let mut users: HashMap<Pair, Vec<Pair>> = HashMap::new();
        let mut changed = Vec::new();
        while let Some((old, new)) = todo.pop() {
            let pair = (old.address(), new.address());
            if !visited.insert(pair) {
                continue;
            }
            match (
                references(base, revision, &old, &new),
                children(base, revision, &old, &new),
            ) {
                (Some(references), Some(children)) => {
                    for (old, new) in references.into_iter().chain(children) {
                        users
                            .entry((old.address(), new.address()))
                            .or_default()
                            .push(pair);
                        todo.push((old, new));
                    }
                }
                _ => changed.push(pair),
            }
        }
        let mut pairs: HashMap<Pair, bool> = visited.into_iter().map(|pair| (pair, true)).collect();
        while let Some(pair) = changed.pop() {
            if pairs.insert(pair, false) == Some(true) {
                changed.extend(users.remove(&pair).into_iter().flatten());
            }
        }
        let pairs = RefCell::new(pairs);
        Self { pairs }
    }

    /// Whether two schemas are known to be the same, together with all that they refer to.
    pub fn contains(&self, old: &At<'_>, new: &At<'_>) -> bool {
        let pairs = self.pairs.borrow();
        pairs.get(&(old.address(), new.address())) == Some(&true)
    }

    /// Compares two schemas, together with all that they refer to, unless it is known whether they are the same.
    pub fn compare<'d>(
        &self,
        base: &Side<'d>,
        revision: &Side<'d>,
        old: &At<'d>,
        new: &At<'d>,
    ) -> bool {
        let mut pairs = self.pairs.borrow_mut();
        if let Some(is_unchanged) = pairs.get(&(old.address(), new.address())) {
            return *is_unchanged;
        }
        // Another schema may extend it by its name, which is that of the schema around.
        if old.get("discriminator").is_some() {
            return false;
        }
        let mut visited: HashSet<Pair> = HashSet::new();
        let mut todo = vec![(old.clone(), new.clone())];
        while let Some((old, new)) = todo.pop() {
            let pair = (old.address(), new.address());
            match pairs.get(&pair) {
                Some(true) => continue,
                Some(false) => return false,
                None if !visited.insert(pair) => continue,
                None => {}
            }
            match (
                references(base, revision, &old, &new),
                children(base, revision, &old, &new),
            ) {
                (Some(references), Some(children)) => {
                    todo.extend(references.into_iter().chain(children));
                }
                _ => {
                    pairs.insert(pair, false);
                    return false;
                }
            }
        }
        pairs.extend(visited.into_iter().map(|pair| (pair, true)));
        true
    }
}

/// The targets of all references in two schemas. Returns `None` if the schemas differ.
fn references<'d>(
    base: &Side<'d>,
    revision: &Side<'d>,
    old: &At<'d>,
    new: &At<'d>,
) -> Option<Vec<(At<'d>, At<'d>)>> {
    let mut found = Vec::new();
    let mut todo = vec![(old.clone(), new.clone(), false)];
    while let Some((old, new, has_names)) = todo.pop() {
        match (old.node, new.node) {
            (Node::Object(was), Node::Object(is)) => {
                let is_rule = |key: &&str| has_names || !NOTES.contains(key);
                if was.keys().filter(is_rule).count() != is.keys().filter(is_rule).count() {
                    return None;
                }
                for key in was.keys().filter(is_rule) {
                    let (old, new) = (old.get(key)?, new.get(key)?);
                    match key {
                        _ if has_names => todo.push((old, new, false)),
                        "$dynamicRef" | "$dynamicAnchor" => return None,
                        "$ref" => {}
                        key => todo.push((old, new, NAMED.contains(&key))),
                    }
                }
                if let (Some(was), false) = (old.text("$ref"), has_names) {
                    match (base.spec.hop(&old), revision.spec.hop(&new)) {
                        (Some(old), Some(new)) => found.push((old, new)),
                        // Neither leads to a schema.
                        (None, None) if new.text("$ref") == Some(was) => {}
                        _ => return None,
                    }
                }
            }
            (Node::Array(was), Node::Array(is)) => {
                if was.len() != is.len() {
                    return None;
                }
                let items = old.items().into_iter().zip(new.items());
                todo.extend(items.map(|(old, new)| (old, new, false)));
            }
            (was, is) if was != is => return None,
            _ => {}
        }
    }
    Some(found)
}

/// The components that extend both schemas. Returns `None` if they have different names.
fn children<'d>(
    base: &Side<'d>,
    revision: &Side<'d>,
    old: &At<'d>,
    new: &At<'d>,
) -> Option<Vec<(At<'d>, At<'d>)>> {
    if old.get("discriminator").is_none() {
        return Some(Vec::new());
    }
    let (olds, news) = (base.descendants(old), revision.descendants(new));
    let news: HashMap<_, _> = news.into_iter().collect();
    let pairs: Option<Vec<_>> = olds
        .into_iter()
        .map(|(name, old)| Some((old, news.get(name)?.clone())))
        .collect();
    pairs.filter(|pairs| pairs.len() == news.len())
}
