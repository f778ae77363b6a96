//! Boxes edges of recursive types, so that every type has a finite size.
//!
//! Lists and maps already store their items on the heap. Boxes in the lock are reused. In each remaining cycle,
//! an edge is boxed if it leads to its own type or to a type that comes earlier in this order: edges of fields that are
//! in the lock without a box stay unboxed if possible; unions come before structs; then the names of the schemas
//! decide. So an addition to the document never boxes an existing field, and the order of the document has no effect.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::scc::strongly_connected_components;
use crate::diag::Diagnostics;
use crate::ir::{Api, Boxed, Kind, Ref, Shape, Type, TypeId};
use crate::lock::CrateLock;
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, _: &mut Diagnostics) {
    if !context.lock.boxes.is_empty() {
        box_edges(api, &locked_boxes(api, context.lock));
    }
    let cycles = Cycles::find(api, context.lock);
    box_edges(api, &cycles.back_edges());
}

/// The edges that are boxed in the lock.
fn locked_boxes(api: &Api, lock: &CrateLock) -> Vec<(TypeId, usize)> {
    let mut boxed = Vec::new();
    for id in api.ids() {
        let ty = api.ty(id);
        let keyed = ty.kind.edges().into_iter().zip(ty.box_keys());
        for (index, (edge, key)) in keyed.enumerate() {
            if lock.boxes.contains(&key) && inline_target(api, edge).is_some() {
                boxed.push((id, index));
            }
        }
    }
    boxed
}

fn box_edges(api: &mut Api, boxed: &[(TypeId, usize)]) {
    for (id, index) in boxed {
        let edges = api.ty_mut(*id).kind.edges_mut();
        if let Some(edge) = edges.into_iter().nth(*index) {
            edge.boxed = Boxed::Yes;
        }
    }
}

/// The struct or union that an edge stores inside its type, with aliases resolved. Returns `None` if the edge is boxed
/// or leads to a list, a map or a scalar.
pub(super) fn inline_target(api: &Api, edge: &Ref) -> Option<TypeId> {
    match (api.behind(edge), edge.boxed) {
        (Shape::Named(id), Boxed::No) => Some(*id),
        _ => None,
    }
}

/// An edge that is part of a cycle.
struct Edge {
    from: TypeId,
    /// The position among the edges of its type.
    index: usize,
    to: TypeId,
    age: Age,
}

/// Whether the edge is in the lock, where it has no box.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    Old,
    New,
}

/// Orders the types of a cycle: unions come before structs, so that fields are boxed rather than variants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    WithFlattened,
    Union,
    Other,
}

impl Order {
    fn of(ty: &Type) -> Self {
        match &ty.kind {
            Kind::Struct(object) if !object.flattened.is_empty() => Order::WithFlattened,
            Kind::Union(_) => Order::Union,
            _ => Order::Other,
        }
    }
}

/// The edges of all cycles.
struct Cycles {
    /// The rank of each type by [`Order`] and name.
    ranks: Vec<usize>,
    edges: Vec<Edge>,
}

impl Cycles {
    fn find(api: &Api, lock: &CrateLock) -> Cycles {
        let mut edges = Vec::new();
        let mut targets = vec![Vec::new(); api.types.len()];
        for from in api.ids() {
            let ty = api.ty(from);
            let inline = ty.kind.edges().into_iter().take(ty.kind.inline_edges());
            for (index, edge) in inline.enumerate() {
                let Some(to) = inline_target(api, edge) else {
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
        Cycles {
            ranks: api.ranks(Order::of),
            edges,
        }
    }

    /// The edges that lead to their own type or to an earlier one.
    fn back_edges(&self) -> Vec<(TypeId, usize)> {
        let position = self.topological_order();
        let back = self
            .edges
            .iter()
            .filter(|edge| position[edge.to.index()] <= position[edge.from.index()]);
        back.map(|edge| (edge.from, edge.index)).collect()
    }

    /// The position of each type in a topological order of the old edges, in which ranks decide between types that are
    /// ready at the same time (Kahn's algorithm).
    fn topological_order(&self) -> Vec<usize> {
        let types = self.ranks.len();
        let mut by_rank = vec![0; types];
        for (index, rank) in self.ranks.iter().enumerate() {
            by_rank[*rank] = index;
        }
        let mut incoming = vec![0_usize; types];
        let mut outgoing = vec![Vec::new(); types];
        for edge in self.edges.iter().filter(|edge| edge.age == Age::Old) {
            incoming[edge.to.index()] += 1;
            outgoing[edge.from.index()].push(edge.to.index());
        }
        let mut position: Vec<Option<usize>> = vec![None; types];
        let mut next = 0;
        let mut ready: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
        let roots = (0..types).filter(|rank| incoming[by_rank[*rank]] == 0);
        ready.extend(roots.map(Reverse));
        // If old edges form a cycle nevertheless, it is entered at the type with the lowest rank.
        let mut remaining = 0..types;
        while let Some(rank) = ready
            .pop()
            .map(|Reverse(rank)| rank)
            .or_else(|| remaining.next())
        {
            let index = by_rank[rank];
            if position[index].is_some() {
                continue;
            }
            position[index] = Some(next);
            next += 1;
            for target in &outgoing[index] {
                incoming[*target] = incoming[*target].saturating_sub(1);
                if incoming[*target] == 0 {
                    ready.push(Reverse(self.ranks[*target]));
                }
            }
        }
        let position = position.into_iter();
        position.map(Option::unwrap_or_default).collect()
    }
}

fn age(ty: &Type, index: usize, lock: &CrateLock) -> Age {
    let is_known = match &ty.kind {
        Kind::Struct(object) => object
            .fields
            .get(index)
            .is_some_and(|field| lock.properties.contains_key(&ty.property_key(&field.wire))),
        // Variants have no names yet, so all variants of a union in the lock count as old.
        _ => lock.types.contains_key(&ty.at.to_string()),
    };
    if is_known { Age::Old } else { Age::New }
}
