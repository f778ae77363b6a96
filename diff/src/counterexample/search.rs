//! Searches for a value that shows a finding.

use std::rc::Rc;

use oascribe_codegen::json_schema::value;
use oascribe_codegen::read::Node;
use oascribe_codegen::source::escape;

use super::super::Finding;
use super::super::admits::{Loose, Mode, Prover, Shape, Sub, Types};
use super::super::document::{Session, Use};
use super::super::schema::{Graph, Pair, Step};
use super::super::schema_findings::mode;
use super::super::spec::{At, shown};
use super::candidates::{with, without};
use super::check::{Check, Checker, Memory, Reading, Refusal};
use super::sample::{Known, Sampler};
use super::wanted::Wanted;
use super::{Counterexample, NoExample, NoExampleReason, Origin, is_request};

/// The number of confirmed values that are wrapped.
const MAX_VALUES: usize = 4;

/// The depth of properties and items that are searched below the pair that differs.
const MAX_DEPTH: usize = 3;

/// Searches for values. What it learns about schemas is used for all findings.
pub struct Search<'s, 'd> {
    session: &'s Session<'d>,
    graph: &'s Graph<'d>,
    prover: &'s mut Prover<'d>,
    memory: Memory<'d>,
    known: Known,
    /// The number of schemas that may still be visited.
    pub budget: usize,
}

/// The schemas of both sides: of the one that admits the value, and of the one that refuses it.
#[derive(Clone, Copy)]
struct Sides<'a, 'd> {
    sub: &'a [At<'d>],
    sup: &'a [At<'d>],
}

impl<'a, 'd> Sides<'a, 'd> {
    fn of(pair: &'a Pair<'d>, mode: Mode) -> Self {
        let (base, revision) = (pair.base.as_slice(), pair.revision.as_slice());
        match mode.sub {
            Sub::Base => Sides {
                sub: base,
                sup: revision,
            },
            Sub::Revision => Sides {
                sub: revision,
                sup: base,
            },
        }
    }
}

/// A value that one side admits, and why the other one refuses it.
type Confirmed = (Node, Vec<Refusal>);

impl<'s, 'd> Search<'s, 'd> {
    pub fn new(session: &'s Session<'d>, graph: &'s Graph<'d>, prover: &'s mut Prover<'d>) -> Self {
        Self {
            session,
            graph,
            prover,
            memory: Memory::default(),
            known: Known::default(),
            budget: 0,
        }
    }

    /// Finds a value for a finding. The error is the reason why there is none.
    pub fn find(
        &mut self,
        finding: &Finding,
        origin: &Origin,
        usage: &Use,
    ) -> Result<Counterexample, NoExample> {
        let wanted = Wanted::of(finding, origin.difference(self.graph));
        let keyword = wanted.keyword(&finding.id);
        if let Wanted::Nothing(_) = wanted {
            return Err(missing(keyword, NoExampleReason::Unchecked));
        }
        let root_mode = mode(&usage.role, true);
        let values = self.wrapped(origin, usage, &wanted);
        let root = origin.path.first().map_or(origin.pair, |(pair, _)| *pair);
        let root = self.graph.get(root);
        let smallest = values
            .into_iter()
            .min_by_key(|(value, _)| shown(value).len());
        let Some((found, refusals)) = smallest else {
            return Err(self.no_example(keyword, origin, usage));
        };
        match (value(&found), root.base.first(), root.revision.first()) {
            (Some(value), Some(base), Some(revision)) => Ok(Counterexample {
                value,
                path: deepest(&refusals),
                operation: Rc::clone(&usage.operation),
                is_refused_now: root_mode.sub == Sub::Base,
                base: base.pointer.clone(),
                revision: revision.pointer.clone(),
                is_request: is_request(&usage.role),
                role: usage.role.clone(),
            }),
            _ => Err(missing(keyword, NoExampleReason::NotFound)),
        }
    }

    /// The reason why no value was found: there is none, or the search was not good enough.
    fn no_example(&mut self, keyword: String, origin: &Origin, usage: &Use) -> NoExample {
        let pair = self.graph.get(origin.pair);
        let mode = mode(&usage.role, origin.path.is_empty());
        let verdict = self.prover.decide(&pair.base, &pair.revision, mode);
        let reason = match (verdict.is_yes(), mode.sub) {
            (true, Sub::Base) => NoExampleReason::StillAccepted,
            (true, Sub::Revision) => NoExampleReason::WasPossible,
            (false, _) => NoExampleReason::NotFound,
        };
        missing(keyword, reason)
    }

    /// Values of the whole body, parameter or header.
    fn wrapped(&mut self, origin: &Origin, usage: &Use, wanted: &Wanted) -> Vec<Confirmed> {
        let mode = |depth: usize| mode(&usage.role, depth == 0);
        let mut depth = origin.path.len();
        let pair = self.graph.get(origin.pair);
        let mut values = self.local(Sides::of(pair, mode(depth)), wanted, mode(depth));
        for (pair, step) in origin.outwards(self.graph) {
            depth -= 1;
            let sides = Sides::of(pair, mode(depth));
            let mut outer = Vec::new();
            for (value, _) in values {
                for value in self.sampler(mode(depth)).around(sides.sub, step, &value) {
                    if outer.len() < MAX_VALUES {
                        outer.extend(self.confirmed(sides, value, mode(depth)));
                    }
                }
            }
            values = outer;
        }
        values
    }

    fn sampler(&mut self, mode: Mode) -> Sampler<'_, 'd> {
        Sampler::new(self.prover, &mut self.known, mode.sub, mode.direction)
    }

    /// Values of the pair that differs.
    fn local(&mut self, sides: Sides<'_, 'd>, wanted: &Wanted, mode: Mode) -> Vec<Confirmed> {
        let mut found = self.showing(sides, wanted, mode);
        if found.is_empty() && matches!(wanted, Wanted::Keywords(_) | Wanted::Property(_)) {
            // A keyword has no effect if the type changed, too.
            found = self.showing(sides, &Wanted::Any, mode);
        }
        if found.is_empty() && matches!(wanted, Wanted::Any | Wanted::Alternatives(_)) {
            found = self.below(sides, mode, 0);
        }
        found
    }

    /// Values of the pair that show what is wanted.
    fn showing(&mut self, sides: Sides<'_, 'd>, wanted: &Wanted, mode: Mode) -> Vec<Confirmed> {
        let mut found = Vec::new();
        for value in self.candidates(sides, wanted, mode) {
            if found.len() >= MAX_VALUES || self.budget == 0 {
                break;
            }
            let confirmed = self.confirmed(sides, value, mode);
            found.extend(confirmed.filter(|(_, refusals)| shows(wanted, refusals)));
        }
        found
    }

    fn candidates(&mut self, sides: Sides<'_, 'd>, wanted: &Wanted, mode: Mode) -> Vec<Node> {
        let limits = self.limits(sides, mode);
        let mut sampler = self.sampler(mode);
        let mut shapes = sampler.shapes(sides.sub);
        if let Wanted::Alternatives(names) = wanted {
            let is_wanted = |shape: &Shape<'_>| shape.names.iter().any(|it| names.contains(it));
            shapes.sort_by_key(|shape| !is_wanted(shape));
        }
        let mut found = Vec::new();
        for shape in &shapes {
            match wanted {
                Wanted::Null => found.push(Node::Null),
                Wanted::Property(name) => found.extend(of_property(&mut sampler, shape, name)),
                Wanted::Values(values) => {
                    let listed = shape.values.iter().flatten();
                    let listed = listed.filter(|value| values.contains(&shown(value)));
                    found.extend(listed.map(|value| (*value).clone()));
                }
                _ => {
                    let types = Types::EACH.into_iter();
                    for of in types.filter(|of| shape.types.contains(*of)) {
                        found.extend(sampler.variants(shape, &limits, of));
                    }
                    found.extend(sampler.complete(shape).map(Node::Object));
                }
            }
        }
        found
    }

    /// The schemas of both sides, and their conditions.
    fn limits(&mut self, sides: Sides<'_, 'd>, mode: Mode) -> Vec<Shape<'d>> {
        let mut all = Vec::new();
        for (side, roots) in [(mode.sup_side(), sides.sup), (mode.sub, sides.sub)] {
            let shapes = self.prover.shapes(side, roots);
            let shapes: Vec<_> = shapes.iter().flat_map(|it| it.iter().cloned()).collect();
            for at in shapes.iter().flat_map(conditions) {
                let inner = self.prover.shapes(side, &[at]);
                all.extend(inner.iter().flat_map(|it| it.iter().cloned()));
            }
            all.extend(shapes);
        }
        all
    }

    /// Values that differ in a property or an item that both sides declare.
    fn below(&mut self, sides: Sides<'_, 'd>, mode: Mode, depth: usize) -> Vec<Confirmed> {
        let mut found = Vec::new();
        if depth >= MAX_DEPTH {
            return found;
        }
        for (step, sub, sup) in self.common(sides, mode) {
            if self.budget == 0 || found.len() >= MAX_VALUES {
                break;
            }
            let inner = Sides {
                sub: &sub,
                sup: &sup,
            };
            let inner_mode = mode.inner();
            let mut values = Vec::new();
            for value in self.candidates(inner, &Wanted::Any, inner_mode) {
                if values.len() < MAX_VALUES {
                    values.extend(self.confirmed(inner, value, inner_mode));
                }
            }
            if values.is_empty() {
                values = self.below(inner, inner_mode, depth + 1);
            }
            for (value, _) in values {
                for value in self.sampler(mode).around(sides.sub, &step, &value) {
                    found.extend(self.confirmed(sides, value, mode));
                }
            }
        }
        found
    }

    /// The properties and items that both sides declare, and that are not the same.
    fn common(
        &mut self,
        sides: Sides<'_, 'd>,
        mode: Mode,
    ) -> Vec<(Step, Vec<At<'d>>, Vec<At<'d>>)> {
        let (subs, sups) = (
            self.prover.shapes(mode.sub, sides.sub),
            self.prover.shapes(mode.sup_side(), sides.sup),
        );
        let mut found: Vec<(Step, Vec<At<'d>>, Vec<At<'d>>)> = Vec::new();
        for sub in subs.iter().flat_map(|it| it.iter()) {
            for sup in sups.iter().flat_map(|it| it.iter()) {
                let (own, other) = (
                    self.sampler(mode).declared(sub),
                    self.sampler(mode).declared(sup),
                );
                let names = own.properties.keys();
                let pairs = names.map(|name| {
                    let step = Step::Property((*name).to_owned());
                    (step, own.property(name), other.property(name))
                });
                let items = Step::Inside("items".to_owned());
                let pairs = pairs.chain([(items, sub.item(sub.prefix()), sup.item(sub.prefix()))]);
                for (step, sub, sup) in pairs {
                    let is_pair = !sub.is_empty() && !sup.is_empty();
                    let is_known = || found.iter().any(|(it, ..)| *it == step);
                    if is_pair && !is_known() && !self.is_same(&sub, &sup, mode) {
                        found.push((step, sub, sup));
                    }
                }
            }
        }
        found
    }

    fn is_same(&self, sub: &[At<'d>], sup: &[At<'d>], mode: Mode) -> bool {
        match mode.sub {
            Sub::Base => self.prover.is_unchanged(sub, sup),
            Sub::Revision => self.prover.is_unchanged(sup, sub),
        }
    }

    /// A value, if one side admits it and the other one refuses it.
    fn confirmed(&mut self, sides: Sides<'_, 'd>, value: Node, mode: Mode) -> Option<Confirmed> {
        let strict = Reading {
            direction: Some(mode.direction),
            is_lenient: false,
            loose: Loose::Nowhere,
        };
        let lenient = Reading {
            is_lenient: true,
            loose: mode.loose,
            ..strict
        };
        let is_admitted = self.check(&value, mode.sub, sides.sub, strict) == Check::Admitted;
        if !is_admitted {
            return None;
        }
        let sup = mode.sup_side();
        match self.check(&value, sup, sides.sup, lenient) {
            Check::Refused(_) => {}
            _ => return None,
        }
        match self.check(&value, sup, sides.sup, strict) {
            Check::Refused(refusals) => Some((value, refusals)),
            _ => None,
        }
    }

    fn check(&mut self, value: &Node, side: Sub, roots: &[At<'d>], reading: Reading) -> Check {
        let spec = match side {
            Sub::Base => self.session.base,
            Sub::Revision => self.session.revision,
        };
        let mut checker = Checker::new(spec, &mut self.memory, &mut self.budget, reading);
        checker.all(value, roots)
    }
}

fn missing(about: String, reason: NoExampleReason) -> NoExample {
    NoExample { about, reason }
}

/// The schemas that apply to a value in some cases.
fn conditions<'d>(shape: &Shape<'d>) -> Vec<At<'d>> {
    let keywords = ["else", "if", "not", "then"].into_iter();
    let single = keywords.flat_map(|keyword| shape.nested(keyword));
    let dependent = shape.nested("dependentSchemas").into_iter();
    let dependent = dependent.flat_map(|at| at.all_entries()).map(|(_, at)| at);
    single.chain(dependent).collect()
}

/// Objects with and without a property.
fn of_property<'d>(sampler: &mut Sampler<'_, 'd>, shape: &Shape<'d>, name: &str) -> Vec<Node> {
    let maps = [sampler.object(shape), sampler.complete(shape)];
    let object = sampler.declared(shape);
    let value = sampler.property(shape, &object, name);
    let mut found = Vec::new();
    for map in maps.iter().flatten() {
        found.push(without(map, name));
        let entry = value.clone().map(|value| (name.to_owned(), value));
        found.extend(entry.map(|entry| with(map, [entry])));
    }
    found
}

/// Whether the reasons for which a value is refused show what a finding says.
fn shows(wanted: &Wanted, refusals: &[Refusal]) -> bool {
    match wanted {
        Wanted::Keywords(keywords) => {
            let mut refusals = refusals.iter();
            refusals.any(|it| it.path.is_empty() && keywords.contains(&it.keyword))
        }
        _ => true,
    }
}

/// The pointer to the innermost part that is refused.
fn deepest(refusals: &[Refusal]) -> String {
    let deepest = refusals.iter().rev().max_by_key(|it| it.path.len());
    let steps = deepest.map_or(&[][..], |it| it.path.as_slice());
    steps
        .iter()
        .map(|step| format!("/{}", escape(step)))
        .collect()
}
