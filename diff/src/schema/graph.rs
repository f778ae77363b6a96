//! The pairs of schemas that are compared, as a graph.
//!
//! After [`Graph::finish`], `is_dirty` returns whether anything below a pair differs.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt as _};
use oascribe_codegen::source::Pointer;

use super::super::families::Families;
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
pub struct Pair<'d> {
    /// The nodes of the old and of the new schema.
    pub base: Vec<At<'d>>,
    pub revision: Vec<At<'d>>,
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

/// The addresses of a schema, and whether it is in a nullable wrapper.
type Address = (Vec<usize>, bool);

type Key = (Address, Address);

/// All pairs.
#[derive(Debug)]
pub struct Graph<'d> {
    pub base: &'d Spec,
    pub revision: &'d Spec,
    pairs: Vec<Pair<'d>>,
    known: HashMap<Key, PairId>,
    todo: Vec<(PairId, Schema<'d>, Schema<'d>)>,
    /// The components that extend others, in both documents.
    families: OnceCell<[Families<'d>; 2]>,
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
            families: OnceCell::new(),
            renamed: BTreeMap::new(),
        }
    }

    /// The pair of two schemas. Returns `None` if a reference can't be resolved.
    pub fn pair(&mut self, olds: Vec<At<'d>>, news: Vec<At<'d>>) -> Option<PairId> {
        let base = Schema::open(self.base, &olds)?;
        let revision = Schema::open(self.revision, &news)?;
        let key = (base.key(), revision.key());
        if let Some(id) = self.known.get(&key) {
            return Some(*id);
        }
        let id = PairId(self.pairs.len());
        self.pairs.push(Pair {
            base: olds,
            revision: news,
            ..Pair::default()
        });
        self.known.insert(key, id);
        self.todo.push((id, base, revision));
        Some(id)
    }

    /// Compares all requested pairs and the pairs below them, and marks those that differ.
    pub fn finish(&mut self) {
        while let Some((id, base, revision)) = self.todo.pop() {
            let flat = (base.flattened(self.base), revision.flattened(self.revision));
            let mut work = Work::new(self, &flat.0, &flat.1);
            work.compare();
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
            |(index, pair): (usize, &Pair<'d>)| (!pair.differences.is_empty()).then_some(index);
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

    pub fn get(&self, id: PairId) -> &Pair<'d> {
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
    pair: Pair<'d>,
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

    fn compare(&mut self) {
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
        compositions::compare(self, of_types);
    }

    /// The components that extend both schemas.
    pub fn descendants(&self) -> Option<[Vec<(&'d str, At<'d>)>; 2]> {
        let (base, revision) = self.specs();
        let families = self
            .graph
            .families
            .get_or_init(|| [Families::new(base), Families::new(revision)]);
        let [olds, news] = families;
        let (old, new) = (self.base.own()?, self.revision.own()?);
        Some([olds.descendants(old), news.descendants(new)])
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
        self.children(step, vec![base], vec![revision]);
    }

    /// Compares two subschemas later, each of which may be declared several times.
    pub fn children(&mut self, step: Step, base: Vec<At<'d>>, revision: Vec<At<'d>>) {
        if let Some(id) = self.graph.pair(base, revision) {
            self.pair.children.push((step, id));
        }
    }
}

/// Whether the types were compared as a `oneOf` of plain types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfTypes {
    Yes,
    No,
}
