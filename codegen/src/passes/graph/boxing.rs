//! A box in every circle of types.
//!
//! Lists and maps hold their items behind a pointer already, and so does a box of the lock, which stays. Of what is
//! left, an edge of a circle is boxed where it leads back: to its own type, or to one that stands earlier. "Earlier"
//! is by the members that the lock knows, which stay without a box as long as that can be, then a union
//! before a struct, and then by the names of the schemas. So what is added to a document boxes nothing that was there, and
//! its order boxes nothing at all.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::scc::strongly_connected_components;
use crate::diag::Diagnostics;
use crate::ir::{Api, Boxed, Kind, Ref, Shape, Type, TypeId};
use crate::lock::CrateLock;
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    if !context.lock.boxes.is_empty() {
        close(api, &locked(api, context.lock));
    }
    let circles = Circles::find(api, context.lock);
    close(api, &circles.backward());
}

/// The edges that the lock knows with a box.
fn locked(api: &Api, lock: &CrateLock) -> Vec<(TypeId, usize)> {
    let mut boxed = Vec::new();
    for id in api.ids() {
        let ty = api.ty(id);
        let keyed = ty.kind.edges().into_iter().zip(ty.box_keys());
        for (index, (edge, key)) in keyed.enumerate() {
            if lock.boxes.contains(&key) && inside(api, edge).is_some() {
                boxed.push((id, index));
            }
        }
    }
    boxed
}

fn close(api: &mut Api, boxed: &[(TypeId, usize)]) {
    for (id, index) in boxed {
        let edges = api.ty_mut(*id).kind.edges_mut();
        if let Some(edge) = edges.into_iter().nth(*index) {
            edge.boxed = Boxed::Yes;
        }
    }
}

/// The struct or union that an edge puts inside its type. Aliases are looked through: they are only names.
pub(super) fn inside(api: &Api, edge: &Ref) -> Option<TypeId> {
    match (api.behind(edge), edge.boxed) {
        (Shape::Named(id), Boxed::No) => Some(*id),
        _ => None,
    }
}

/// An edge that lies in a circle.
struct Edge {
    from: TypeId,
    /// Its place among the edges of its type.
    index: usize,
    to: TypeId,
    age: Age,
}

/// Whether the lock knows the member, which then was there without a box.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    Old,
    New,
}

/// What holds others: earlier ones hold them without a box, so that members are boxed rather than variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Parts,
    Variants,
    Members,
}

impl Holder {
    fn of(ty: &Type) -> Self {
        match &ty.kind {
            Kind::Struct(object) if !object.flattened.is_empty() => Holder::Parts,
            Kind::Union(_) => Holder::Variants,
            _ => Holder::Members,
        }
    }
}

struct Circles {
    /// Where each type comes by what it is and its name.
    ranks: Vec<usize>,
    edges: Vec<Edge>,
}

impl Circles {
    fn find(api: &Api, lock: &CrateLock) -> Circles {
        let mut edges = Vec::new();
        let mut targets = vec![Vec::new(); api.types.len()];
        for from in api.ids() {
            let ty = api.ty(from);
            let held = ty.kind.edges().into_iter().take(ty.kind.inline_edges());
            for (index, edge) in held.enumerate() {
                let Some(to) = inside(api, edge) else {
                    continue;
                };
                targets[from.index()].push(to.index());
                let age = age(ty, index, lock);
                edges.push(Edge {
                    from,
                    index,
                    to,
                    age,
                });
            }
        }
        let component = strongly_connected_components(&targets);
        edges.retain(|edge| component[edge.from.index()] == component[edge.to.index()]);
        Circles {
            ranks: api.ranks(Holder::of),
            edges,
        }
    }

    /// The edges that lead to their own type or to an earlier one.
    fn backward(&self) -> Vec<(TypeId, usize)> {
        let place = self.places();
        let backward = self
            .edges
            .iter()
            .filter(|edge| place[edge.to.index()] <= place[edge.from.index()]);
        backward.map(|edge| (edge.from, edge.index)).collect()
    }

    /// Types in an order that old edges follow, and their names where those leave a choice.
    fn places(&self) -> Vec<usize> {
        let types = self.ranks.len();
        let mut by_rank = vec![0; types];
        for (at, rank) in self.ranks.iter().enumerate() {
            by_rank[*rank] = at;
        }
        let mut before = vec![0_usize; types];
        let mut after = vec![Vec::new(); types];
        for edge in self.edges.iter().filter(|edge| edge.age == Age::Old) {
            before[edge.to.index()] += 1;
            after[edge.from.index()].push(edge.to.index());
        }
        let mut place: Vec<Option<usize>> = vec![None; types];
        let mut next = 0;
        let mut ready: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
        let free = (0..types).filter(|rank| before[by_rank[*rank]] == 0);
        ready.extend(free.map(Reverse));
        // Should old edges lie in a circle all the same, it is entered at its first name.
        let mut rest = 0..types;
        while let Some(rank) = ready
            .pop()
            .map(|Reverse(rank)| rank)
            .or_else(|| rest.next())
        {
            let at = by_rank[rank];
            if place[at].is_some() {
                continue;
            }
            place[at] = Some(next);
            next += 1;
            for target in &after[at] {
                before[*target] = before[*target].saturating_sub(1);
                if before[*target] == 0 {
                    ready.push(Reverse(self.ranks[*target]));
                }
            }
        }
        place.into_iter().map(Option::unwrap_or_default).collect()
    }
}

fn age(ty: &Type, index: usize, lock: &CrateLock) -> Age {
    let known = match &ty.kind {
        Kind::Struct(object) => object
            .fields
            .get(index)
            .is_some_and(|field| lock.members.contains_key(&ty.property_key(&field.wire))),
        // Variants have no names yet; an old union is taken as it stands.
        _ => lock.types.contains_key(&ty.at.to_string()),
    };
    if known { Age::Old } else { Age::New }
}
