//! The pairs of schemas and what lies between them.
//!
//! In: two nodes. Out: the id of their pair. Guaranteed: after [`Graph::finish`], `is_dirty` says whether anything
//! below a pair differs.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};
use super::fact::{Fact, Kind};
use super::view::Schema;
use super::{branches, choice, keywords, nested, properties};

/// One of the pairs of a [`Graph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PairId(usize);

impl PairId {
    /// Its place among all of the graph.
    pub fn index(self) -> usize {
        self.0
    }
}

/// The way from a schema to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Property(String),
    /// `items`, `oneOf[…]`: no name of its own.
    Inside(String),
}

/// Two schemas that stand for the same thing.
#[derive(Debug, Default)]
pub struct Pair {
    pub facts: Vec<Fact>,
    pub children: Vec<(Step, PairId)>,
    /// What the schema is called, where it is a component.
    pub name: Option<Rc<str>>,
    /// What the new schema says of its use.
    pub read_only: bool,
    pub write_only: bool,
    parents: Vec<PairId>,
    dirty: bool,
}

type Key = ((usize, bool), (usize, bool));

/// All pairs.
#[derive(Debug)]
pub struct Graph<'d> {
    pub base: &'d Spec,
    pub revision: &'d Spec,
    pairs: Vec<Pair>,
    known: HashMap<Key, PairId>,
    todo: Vec<(PairId, Schema<'d>, Schema<'d>)>,
    /// Components that another one stands for now.
    pub renamed: BTreeMap<Rc<str>, Rc<str>>,
}

impl<'d> Graph<'d> {
    pub fn new(base: &'d Spec, revision: &'d Spec) -> Self {
        Self {
            base,
            revision,
            pairs: Vec::new(),
            known: HashMap::new(),
            todo: Vec::new(),
            renamed: BTreeMap::new(),
        }
    }

    /// The pair of two nodes; none where a reference leads nowhere.
    pub fn pair(&mut self, base: At<'d>, revision: At<'d>) -> Option<PairId> {
        let base = Schema::open(self.base, base)?;
        let revision = Schema::open(self.revision, revision)?;
        let key = (base.key(), revision.key());
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        let id = PairId(self.pairs.len());
        self.pairs.push(Pair::default());
        self.known.insert(key, id);
        self.todo.push((id, base, revision));
        Some(id)
    }

    /// Compares all that was asked for, and what lies below, and finds out where anything differs.
    pub fn finish(&mut self) {
        while let Some((id, base, revision)) = self.todo.pop() {
            let mut work = Work::new(self, &base, &revision);
            work.run();
            let pair = work.pair;
            for (_, child) in &pair.children {
                self.pairs[child.0].parents.push(id);
            }
            let found = &mut self.pairs[id.0];
            // What has a name on one side alone is not known by it on the other.
            let names = base.name().zip(revision.name());
            if let Some((old, new)) = names.as_ref().filter(|(old, new)| old != new) {
                self.renamed.entry(Rc::clone(old)).or_insert(Rc::clone(new));
            }
            found.name = names.map(|(_, new)| new);
            found.facts = pair.facts;
            found.children = pair.children;
            found.read_only = pair.read_only;
            found.write_only = pair.write_only;
        }
        let changed = |(index, pair): (usize, &Pair)| (!pair.facts.is_empty()).then_some(index);
        let mut dirty: Vec<_> = self.pairs.iter().enumerate().filter_map(changed).collect();
        while let Some(index) = dirty.pop() {
            if !self.pairs[index].dirty {
                self.pairs[index].dirty = true;
                dirty.extend(self.pairs[index].parents.iter().map(|parent| parent.0));
            }
        }
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    pub fn get(&self, id: PairId) -> &Pair {
        &self.pairs[id.0]
    }

    /// Whether anything at a pair or below it differs.
    pub fn is_dirty(&self, id: PairId) -> bool {
        self.pairs[id.0].dirty
    }
}

/// One pair being compared.
pub struct Work<'g, 'd, 's> {
    graph: &'g mut Graph<'d>,
    pub base: &'s Schema<'d>,
    pub revision: &'s Schema<'d>,
    pair: Pair,
}

impl<'g, 'd, 's> Work<'g, 'd, 's> {
    fn new(graph: &'g mut Graph<'d>, base: &'s Schema<'d>, revision: &'s Schema<'d>) -> Self {
        let pair = Pair {
            read_only: revision.flag("readOnly"),
            write_only: revision.flag("writeOnly"),
            ..Pair::default()
        };
        Self {
            graph,
            base,
            revision,
            pair,
        }
    }

    fn run(&mut self) {
        let flat = |schema: &Schema<'d>, spec| schema.flattened(spec);
        let all_of = |schema: &Schema<'d>| schema.get("allOf").is_some();
        if all_of(self.base) != all_of(self.revision) {
            let base = flat(self.base, self.graph.base);
            let revision = flat(self.revision, self.graph.revision);
            let mut work = Work {
                graph: &mut *self.graph,
                base: &base,
                revision: &revision,
                pair: std::mem::take(&mut self.pair),
            };
            work.compare(Flat::Yes);
            self.pair = work.pair;
        } else {
            self.compare(Flat::No);
        }
    }

    fn compare(&mut self, flat: Flat) {
        if branches::became_choice(self) {
            return;
        }
        let of_types = branches::types(self);
        if of_types == OfTypes::No && choice::compare(self) {
            return;
        }
        keywords::compare(self, of_types);
        properties::compare(self);
        nested::compare(self);
        branches::compare(self, of_types, flat);
    }

    /// The specs of both sides.
    pub fn specs(&self) -> (&'d Spec, &'d Spec) {
        (self.graph.base, self.graph.revision)
    }

    /// Keeps a difference of the schema itself.
    pub fn fact(&mut self, kind: Kind, keyword: &str) {
        let place = |schema: &Schema<'d>| {
            let at = schema.get(keyword).map(|at| at.pointer);
            at.or_else(|| schema.pointer())
        };
        let (base, revision) = (place(self.base), place(self.revision));
        self.fact_at(None, kind, base, revision);
    }

    /// Keeps a difference with its places.
    pub fn fact_at(
        &mut self,
        property: Option<&str>,
        kind: Kind,
        base: Option<Pointer>,
        revision: Option<Pointer>,
    ) {
        self.pair.facts.push(Fact {
            property: property.map(str::to_owned),
            kind,
            base,
            revision,
        });
    }

    /// Goes on with what is inside both.
    pub fn child(&mut self, step: Step, base: At<'d>, revision: At<'d>) {
        if let Some(id) = self.graph.pair(base, revision) {
            self.pair.children.push((step, id));
        }
    }
}

/// Whether members of `allOf` have been folded into the schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flat {
    Yes,
    No,
}

/// Whether the types of both have been compared as a choice of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfTypes {
    Yes,
    No,
}
