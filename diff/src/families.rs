//! Components that extend other components with `allOf`.

use std::collections::{HashMap, HashSet, VecDeque};

use super::spec::{At, Spec};

/// The sections of a document with named schemas.
const SECTIONS: [&[&str]; 2] = [&["components", "schemas"], &["definitions"]];

/// The components that extend a schema with `allOf`, by the address of that schema.
#[derive(Debug)]
pub struct Families<'d>(HashMap<usize, Vec<(&'d str, At<'d>)>>);

impl<'d> Families<'d> {
    pub fn new(spec: &'d Spec) -> Self {
        let mut children: HashMap<usize, Vec<_>> = HashMap::new();
        for (name, at) in components(spec) {
            let members = at.get("allOf").map_or(Vec::new(), |at| at.items());
            for member in members {
                if let Some(base) = spec.hop(&member) {
                    let found = children.entry(base.address()).or_default();
                    found.push((name, at.clone()));
                }
            }
        }
        Self(children)
    }

    /// The components that extend a schema, directly or through others.
    pub fn descendants(&self, base: &At<'d>) -> Vec<(&'d str, At<'d>)> {
        let mut found = Vec::new();
        let mut visited = HashSet::from([base.address()]);
        let mut todo = VecDeque::from([base.address()]);
        while let Some(address) = todo.pop_front() {
            for (name, child) in self.0.get(&address).into_iter().flatten() {
                if visited.insert(child.address()) {
                    found.push((*name, child.clone()));
                    todo.push_back(child.address());
                }
            }
        }
        found
    }
}

/// The named schemas of a document.
pub fn components(spec: &Spec) -> Vec<(&str, At<'_>)> {
    let root = spec.at();
    let sections = SECTIONS.iter().filter_map(|keys| root.path(keys));
    sections.flat_map(|at| at.entries()).collect()
}
