//! Decides whether one schema admits all values of another one.

use std::rc::Rc;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use oascribe_codegen::read::Node;

use super::super::spec::{At, Spec};
use super::expand::expand;
use super::mode::{Loose, Mode, Sub};
use super::shape::{Shape, Types};
use super::side::Side;
use super::unchanged::Unchanged;
use super::verdict::Verdict;
use super::{arrays, objects, scalars};

/// The depth of nested schemas that are compared at once.
const MAX_DEPTH: usize = 48;

/// The number of comparisons for one question.
const MAX_STEPS: usize = 40_000;

/// The number of attempts for recursive schemas.
const MAX_ATTEMPTS: usize = 8;

/// Keywords for values of any type that are compared as they are written.
const OPAQUE: &[&str] = &["not", "if"];

/// Keywords with one subschema that values must match in some cases.
const CONDITIONAL: &[&str] = &["then", "else"];

/// Keywords about the content of strings.
const OF_STRINGS: &[&str] = &["contentSchema"];

type Key = (Vec<usize>, Vec<usize>, Mode);

/// The alternatives of a schema, if there are not too many.
type Shapes<'d> = Option<Rc<Vec<Shape<'d>>>>;

/// Compares schemas of two documents.
pub struct Prover<'d> {
    base: Side<'d>,
    revision: Side<'d>,
    unchanged: Unchanged,
    shapes: HashMap<(Sub, Vec<usize>), Shapes<'d>>,
    /// Answers. `None` while a question is being answered: it is assumed that the answer is yes.
    known: HashMap<Key, Option<Verdict>>,
    /// Questions whose answer was assumed.
    assumed: HashSet<Key>,
    /// Questions that were answered with yes in this attempt.
    answered: Vec<Key>,
    is_refuted: bool,
    depth: usize,
    steps: usize,
}

impl<'d> Prover<'d> {
    pub fn new(base: &'d Spec, revision: &'d Spec) -> Self {
        let (base, revision) = (Side::new(base), Side::new(revision));
        Self {
            unchanged: Unchanged::new(&base, &revision),
            base,
            revision,
            shapes: HashMap::new(),
            known: HashMap::new(),
            assumed: HashSet::new(),
            answered: Vec::new(),
            is_refuted: false,
            depth: 0,
            steps: 0,
        }
    }

    /// Whether the schema of one side admits all values of the schema of the other side.
    pub fn decide(&mut self, base: &[At<'d>], revision: &[At<'d>], mode: Mode) -> Verdict {
        let (sub, sup) = match mode.sub {
            Sub::Base => (base, revision),
            Sub::Revision => (revision, base),
        };
        self.steps = 0;
        for _ in 0..MAX_ATTEMPTS {
            self.is_refuted = false;
            self.assumed.clear();
            self.answered.clear();
            let verdict = self.includes(sub, sup, mode);
            if !self.is_refuted {
                return verdict;
            }
            // Answers that may depend on a wrong assumption are discarded.
            for key in self.answered.drain(..) {
                self.known.remove(&key);
            }
        }
        Verdict::Undefined
    }

    pub fn sub(&self, mode: Mode) -> &Side<'d> {
        self.side(mode.sub)
    }

    pub fn sup(&self, mode: Mode) -> &Side<'d> {
        self.side(mode.sup_side())
    }

    /// One of the documents.
    pub fn side(&self, side: Sub) -> &Side<'d> {
        match side {
            Sub::Base => &self.base,
            Sub::Revision => &self.revision,
        }
    }

    /// The alternatives of the schemas at some nodes, all of which must match.
    pub fn shapes(&mut self, side: Sub, roots: &[At<'d>]) -> Shapes<'d> {
        let key = (side, addresses(roots));
        if let Some(found) = self.shapes.get(&key) {
            return found.clone();
        }
        let found = expand(self.side(side), roots).map(Rc::new);
        self.shapes.insert(key, found.clone());
        found
    }

    /// Whether the schemas at some nodes of one side admit all values of those of the other side.
    pub fn includes(&mut self, sub: &[At<'d>], sup: &[At<'d>], mode: Mode) -> Verdict {
        if sup
            .iter()
            .all(|sup| sub.iter().any(|sub| self.is_same(sub, sup, mode)))
        {
            return Verdict::Yes;
        }
        let key = (addresses(sub), addresses(sup), mode);
        match self.known.get(&key) {
            Some(Some(verdict)) => return verdict.clone(),
            Some(None) => {
                self.assumed.insert(key);
                return Verdict::Yes;
            }
            None => {}
        }
        self.steps += 1;
        if self.depth >= MAX_DEPTH || self.steps > MAX_STEPS {
            return Verdict::Undefined;
        }
        self.known.insert(key.clone(), None);
        self.depth += 1;
        let mut verdict = self.compare(sub, sup, mode);
        self.depth -= 1;
        // Only asked here, since it walks through both schemas.
        if matches!(verdict, Verdict::Unknown(_) | Verdict::Undefined)
            && sup
                .iter()
                .all(|sup| sub.iter().any(|sub| self.is_same_text(sub, sup, mode)))
        {
            verdict = Verdict::Yes;
        }
        match verdict {
            Verdict::Undefined => self.known.remove(&key),
            _ => self.known.insert(key.clone(), Some(verdict.clone())),
        };
        match verdict.is_yes() {
            true => self.answered.push(key),
            false => self.is_refuted |= self.assumed.contains(&key),
        }
        verdict
    }

    /// Whether two schemas are the same, together with all that they refer to.
    pub fn is_unchanged(&self, base: &[At<'d>], revision: &[At<'d>]) -> bool {
        let pairs = base.iter().zip(revision);
        let is_same = |(old, new)| self.unchanged.contains(old, new);
        base.len() == revision.len() && pairs.into_iter().all(is_same)
    }

    /// Whether two schemas are known to be the same: they are components, or components refer to them.
    pub fn is_same(&self, sub: &At<'d>, sup: &At<'d>, mode: Mode) -> bool {
        let (old, new) = old_and_new(sub, sup, mode);
        self.unchanged.contains(old, new)
    }

    /// Whether any two schemas are the same.
    fn is_same_text(&self, sub: &At<'d>, sup: &At<'d>, mode: Mode) -> bool {
        let (old, new) = old_and_new(sub, sup, mode);
        self.unchanged.compare(&self.base, &self.revision, old, new)
    }

    fn compare(&mut self, sub: &[At<'d>], sup: &[At<'d>], mode: Mode) -> Verdict {
        let shapes = (
            self.shapes(mode.sub, sub),
            self.shapes(mode.sup_side(), sup),
        );
        let (Some(subs), Some(sups)) = shapes else {
            return Verdict::Undefined;
        };
        let objects = |shapes: &[Shape<'d>]| {
            shapes
                .iter()
                .filter(|it| it.types.contains(Types::OBJECT))
                .count()
        };
        let is_single = objects(&subs) <= 1 && objects(&sups) <= 1;
        if subs.iter().chain(sups.iter()).any(Shape::is_contradictory) {
            return Verdict::Undefined;
        }
        let mut verdict = Verdict::Yes;
        for shape in subs.iter() {
            for of in Types::EACH {
                if shape.types.contains(of) {
                    verdict = verdict.and(|| self.covered(shape, of, &sups, is_single, mode));
                }
            }
        }
        verdict
    }

    /// Whether the alternatives of one side admit all values of an alternative of the other side, of one type.
    fn covered(
        &mut self,
        sub: &Shape<'d>,
        of: Types,
        sups: &[Shape<'d>],
        is_single: bool,
        mode: Mode,
    ) -> Verdict {
        let booleans = [&Node::Bool(false), &Node::Bool(true)];
        let values = match of {
            Types::NULL => return any_type(sups, of, mode),
            Types::BOOLEAN => sub.values.as_deref().or(Some(&booleans)),
            _ => sub.values.as_deref(),
        };
        let mut verdict = Verdict::Yes;
        if let Some(values) = values {
            for value in values.iter().filter(|value| Types::of(value) == of) {
                let refused =
                    Verdict::no(format!("the value `{}`", super::super::spec::shown(value)));
                let admits = |it: Verdict, sup| it.or(|| self.admitted(value, sup, mode));
                verdict = verdict.and(|| sups.iter().fold(refused, admits));
            }
            return verdict;
        }
        let mut best = any_type(sups, of, mode);
        if best.is_yes() {
            let candidates = sups
                .iter()
                .filter(|sup| sup.types.contains(of) || is_loose(sup, of, mode));
            best = Verdict::no(format!("the type `{}`", of.name()));
            let mut is_first = true;
            for sup in candidates {
                let found = self.conjunction(sub, sup, of, is_single, mode);
                best = match is_first {
                    true => found,
                    false => best.or(|| found),
                };
                is_first = false;
            }
        }
        match (&best, of) {
            (Verdict::No(_) | Verdict::Unknown(_), Types::OBJECT) => {
                match self.split(sub, sups, mode) {
                    Some(parts) => parts.iter().fold(Verdict::Yes, |verdict, part| {
                        verdict.and(|| self.covered(part, of, sups, is_single, mode))
                    }),
                    None => best,
                }
            }
            _ => best,
        }
    }

    /// Whether a schema without alternatives admits all values of another one, of one type.
    fn conjunction(
        &mut self,
        sub: &Shape<'d>,
        sup: &Shape<'d>,
        of: Types,
        is_single: bool,
        mode: Mode,
    ) -> Verdict {
        if let Some(values) = &sup.values {
            let first = values.first().map_or("none", |_| "`enum`");
            return Verdict::no(first);
        }
        if !sup.types.contains(of) {
            return Verdict::Yes;
        }
        let verdict = self.opaque(sub, sup, OPAQUE, mode);
        let verdict = verdict.and(|| self.single(sub, sup, CONDITIONAL, mode));
        let is_related = is_single || is_related(sub, sup);
        let strict = mode.strict || !is_related;
        verdict.and(|| match of {
            Types::INTEGER | Types::FRACTION => scalars::numbers(sub, sup, of),
            Types::STRING => {
                scalars::strings(sub, sup).and(|| self.single(sub, sup, OF_STRINGS, mode))
            }
            Types::ARRAY => arrays::arrays(self, sub, sup, mode),
            Types::OBJECT => {
                tagged(sub, sup).and(|| objects::objects(self, sub, sup, Mode { strict, ..mode }))
            }
            _ => Verdict::Yes,
        })
    }
}

fn old_and_new<'a, 'd>(sub: &'a At<'d>, sup: &'a At<'d>, mode: Mode) -> (&'a At<'d>, &'a At<'d>) {
    match mode.sub {
        Sub::Base => (sub, sup),
        Sub::Revision => (sup, sub),
    }
}

/// Whether one of the alternatives has a type.
fn any_type(sups: &[Shape<'_>], of: Types, mode: Mode) -> Verdict {
    let has = |sup: &Shape<'_>| sup.types.contains(of) || is_loose(sup, of, mode);
    match sups.iter().any(has) {
        true => Verdict::Yes,
        false => Verdict::no(format!("the type `{}`", of.name())),
    }
}

/// Whether values of a type are sent as strings, and the schema admits every string.
fn is_loose(sup: &Shape<'_>, of: Types, mode: Mode) -> bool {
    let is_scalar = match mode.loose {
        Loose::Everywhere => of != Types::NULL,
        _ => matches!(of, Types::BOOLEAN | Types::INTEGER | Types::FRACTION),
    };
    let is_text = || {
        sup.types.contains(Types::STRING) && sup.values.is_none() && sup.texts("format").is_empty()
    };
    mode.loose != Loose::Nowhere && is_scalar && is_text()
}

/// The discriminators of two alternatives, if both have one.
fn tagged(sub: &Shape<'_>, sup: &Shape<'_>) -> Verdict {
    let (Some(own), Some(wanted)) = (&sub.tags, &sup.tags) else {
        return Verdict::Yes;
    };
    let missing = own
        .values
        .iter()
        .find(|value| !wanted.values.contains(value));
    match missing {
        Some(value) if own.property == wanted.property => {
            Verdict::no(format!("the discriminator value `{value}`"))
        }
        _ => Verdict::Yes,
    }
}

/// Whether two alternatives are versions of the same one.
fn is_related(sub: &Shape<'_>, sup: &Shape<'_>) -> bool {
    let (own, other) = (objects::Object::new(sub), objects::Object::new(sup));
    let count = own.properties.len().max(other.properties.len());
    let common = own
        .properties
        .keys()
        .filter(|name| other.properties.contains_key(*name));
    match (sub.names.last(), sup.names.last()) {
        (Some(one), Some(other)) => one == other,
        _ => common.count() * 2 > count || have_a_constant(&own, &other),
    }
}

/// Whether a property that both objects require has the same only value in both.
fn have_a_constant(own: &objects::Object<'_>, other: &objects::Object<'_>) -> bool {
    let constant = |object: &objects::Object<'_>, name: &str| {
        let declared = object.properties.get(name).into_iter().flatten();
        let mut values = declared.filter_map(|at| only_value(at.node));
        values.next().cloned()
    };
    let mut names = own.required.intersection(&other.required);
    names.any(|name| constant(own, name).is_some_and(|own| constant(other, name) == Some(own)))
}

/// The only value of a schema that lists one.
fn only_value(schema: &Node) -> Option<&Node> {
    let list = schema.get("enum").and_then(Node::as_array);
    let only = list.and_then(|list| match list {
        [only] => Some(only),
        _ => None,
    });
    schema.get("const").or(only)
}

fn addresses(roots: &[At<'_>]) -> Vec<usize> {
    let mut addresses: Vec<_> = roots.iter().map(At::address).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
}
