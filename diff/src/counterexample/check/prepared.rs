//! Schemas in the form in which they are checked, so that a schema that is visited often is resolved once.

use std::rc::Rc;

use foldhash::HashMap;

use super::super::super::admits::Direction;
use super::super::super::spec::At;
use super::super::pattern::Patterns;
use super::{Checker, Hidden};

/// A schema with what it refers to.
pub struct Prepared<'d> {
    /// The target of `$ref`, if there is one.
    pub reference: Reference<'d>,
    pub all_of: Vec<At<'d>>,
    pub any_of: Vec<At<'d>>,
    pub one_of: Vec<At<'d>>,
    pub properties: HashMap<&'d str, At<'d>>,
    /// The properties that the direction does not have.
    pub hidden: Hidden<'d>,
}

/// A reference.
pub enum Reference<'d> {
    None,
    To(At<'d>),
    /// It can't be resolved, or only while values are checked.
    Unresolved(&'static str),
}

/// What is known about the schemas of both documents.
#[derive(Default)]
pub struct Memory<'d> {
    pub patterns: Patterns,
    prepared: HashMap<(usize, Option<Direction>), Rc<Prepared<'d>>>,
}

impl<'d> Checker<'_, 'd> {
    pub(super) fn prepared(&mut self, at: &At<'d>) -> Rc<Prepared<'d>> {
        let key = (at.address(), self.reading.direction);
        if let Some(known) = self.memory.prepared.get(&key) {
            return Rc::clone(known);
        }
        let list = |keyword| at.get(keyword).map_or(Vec::new(), |at| at.items());
        let properties = at.get("properties");
        let prepared = Rc::new(Prepared {
            reference: self.reference(at),
            all_of: list("allOf"),
            any_of: list("anyOf"),
            one_of: list("oneOf"),
            properties: properties.iter().flat_map(At::all_entries).collect(),
            hidden: self.hidden(at),
        });
        self.memory.prepared.insert(key, Rc::clone(&prepared));
        prepared
    }

    fn reference(&self, at: &At<'d>) -> Reference<'d> {
        if at.node.get("$dynamicRef").is_some() {
            return Reference::Unresolved("$dynamicRef");
        }
        match at.text("$ref").map(|_| self.spec.hop(at)) {
            None => Reference::None,
            Some(Some(target)) => Reference::To(target),
            Some(None) => Reference::Unresolved("$ref"),
        }
    }
}
