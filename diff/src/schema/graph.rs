//! The pairs of schemas that are compared, as a graph.
//!
//! After [`Graph::finish`], `is_dirty` returns whether anything below a pair differs.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use oascribe_codegen::source::Pointer;

use super::super::spec::{At, Spec};
use super::difference::{Difference, Kind};
use super::view::Schema;
use super::{compositions, keywords, nested, properties, wrapping};

/// One of the pairs of a [`Graph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PairId(usize);

impl PairId {
    /// The index in the graph.
    pub fn index(self) -> usize {
        self.0
    }
}

/// The step from a schema to a subschema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Property(String),
    /// `items`, `oneOf[…]`: a step without a property name.
    Inside(String),
}

/// Two schemas that are compared.
#[derive(Debug, Default)]
pub struct Pair {
    pub differences: Vec<Difference>,
    pub children: Vec<(Step, PairId)>,
    /// The name of the schema, if it is a component.
    pub name: Option<Rc<str>>,
    /// `readOnly` and `writeOnly` of the new schema.
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
    /// Components that were renamed: old name → new name.
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

    /// The pair of two nodes. Returns `None` if a reference can't be resolved.
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

    /// Compares all requested pairs and the pairs below them, and marks those that differ.
    pub fn finish(&mut self) {
        while let Some((id, base, revision)) = self.todo.pop() {
            let mut work = Work::new(self, &base, &revision);
            work.run();
            let pair = work.pair;
            for (_, child) in &pair.children {
                self.pairs[child.0].parents.push(id);
            }
            let found = &mut self.pairs[id.0];
            // A name on one side only does not identify the schema on the other side.
            let names = base.name().zip(revision.name());
            if let Some((old, new)) = names.as_ref().filter(|(old, new)| old != new) {
                self.renamed.entry(Rc::clone(old)).or_insert(Rc::clone(new));
            }
            found.name = names.map(|(_, new)| new);
            found.differences = pair.differences;
            found.children = pair.children;
            found.read_only = pair.read_only;
            found.write_only = pair.write_only;
        }
        let changed =
            |(index, pair): (usize, &Pair)| (!pair.differences.is_empty()).then_some(index);
        let mut dirty: Vec<_> = self.pairs.iter().enumerate().filter_map(changed).collect();
        while let Some(index) = dirty.pop() {
            if !self.pairs[index].dirty {
                self.pairs[index].dirty = true;
                dirty.extend(self.pairs[index].parents.iter().map(|parent| parent.0));
            }
        }
    }

    /// The number of pairs.
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
        if compositions::became_union(self) {
            return;
        }
        let of_types = compositions::types(self);
        if of_types == OfTypes::No && wrapping::compare(self) {
            return;
        }
        keywords::compare(self, of_types);
        properties::compare(self);
        nested::compare(self);
        compositions::compare(self, of_types, flat);
    }

    /// The specs of both sides.
    pub fn specs(&self) -> (&'d Spec, &'d Spec) {
        (self.graph.base, self.graph.revision)
    }

    /// Records a difference of the schema itself.
    pub fn report(&mut self, kind: Kind, keyword: &str) {
        self.report_where(kind, |schema| schema.get(keyword).map(|at| at.pointer));
    }

    /// Records a difference at the keyword that allows `null`.
    pub fn report_null(&mut self, kind: Kind) {
        self.report_where(kind, Schema::null);
    }

    /// Records a difference at a location of each schema, or else at the schema itself.
    fn report_where(&mut self, kind: Kind, location: impl Fn(&Schema<'d>) -> Option<Pointer>) {
        let location = |schema: &Schema<'d>| location(schema).or_else(|| schema.pointer());
        let (base, revision) = (location(self.base), location(self.revision));
        self.report_at(None, kind, base, revision);
    }

    /// Records a difference with its locations.
    pub fn report_at(
        &mut self,
        property: Option<&str>,
        kind: Kind,
        base: Option<Pointer>,
        revision: Option<Pointer>,
    ) {
        self.pair.differences.push(Difference {
            property: property.map(str::to_owned),
            kind,
            base,
            revision,
        });
    }

    /// Compares two subschemas later.
    pub fn child(&mut self, step: Step, base: At<'d>, revision: At<'d>) {
        if let Some(id) = self.graph.pair(base, revision) {
            self.pair.children.push((step, id));
        }
    }
}

/// Whether the members of `allOf` were merged into the schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flat {
    Yes,
    No,
}

/// Whether the types were compared as a `oneOf` of plain types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfTypes {
    Yes,
    No,
}
