//! The complete API: types, operations and the service.

use super::{
    Foreign, ForeignId, Info, Kind, Operation, Origin, OtherStrings, Places, Polling, Ref, Scheme,
    Server, Shape, Struct, Type, TypeId,
};
use crate::source::Pointer;

/// The complete API.
#[derive(Clone, Debug)]
pub struct Api {
    pub info: Info,
    /// Whether the document was converted from Swagger 2.0.
    pub is_swagger: bool,
    pub servers: Vec<Server>,
    pub schemes: Vec<Scheme>,
    pub types: Vec<Type>,
    /// Where the schemas of some types are written.
    pub places: Places,
    pub operations: Vec<Operation>,
    /// In the order of the document's tags, then of first use; completed by the pass `groups`.
    pub groups: Vec<Group>,
    /// Filled by the pass `polling`.
    pub polls: Vec<Polling>,
    /// The payload types of webhooks and callbacks, which the server sends.
    pub webhook_payloads: Vec<TypeId>,
    /// The members of lists in which order has no meaning (alternatives, members of `allOf`, parameters), by location, with
    /// names that do not depend on their position.
    pub list_members: Vec<(Pointer, String)>,
    /// The types of operations that `include` and `exclude` leave out; filled by the pass `select`.
    pub deselected: Vec<TypeId>,
    /// The types whose properties are the parts of multipart bodies; filled by the pass `bodies`.
    pub multipart: Vec<TypeId>,
    /// The types that equal others, and those others; filled by the pass `equal`.
    pub replaced: Vec<(TypeId, TypeId)>,
    /// The types of the user, by [`ForeignId`]; filled by the pass `replace`.
    pub foreign: Vec<Foreign>,
    /// The path of the user's type for maps; set by the pass `replace`.
    pub map: Option<String>,
    /// Alternatives without a variant, all of whose values another alternative or another type has.
    pub represented: Vec<Pointer>,
}

impl Api {
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.index()]
    }

    pub fn ty_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.types[id.index()]
    }

    pub fn foreign(&self, id: ForeignId) -> &Foreign {
        &self.foreign[id.index()]
    }

    /// The shape of an edge with aliases resolved.
    pub fn behind<'a>(&'a self, edge: &'a Ref) -> &'a Shape {
        let mut shape = &edge.shape;
        // The pass `alias_cycles` breaks cycles; before it, the number of types limits the loop.
        for _ in 0..self.types.len() {
            let Shape::Named(id) = shape else { break };
            let Kind::Alias(target) = &self.ty(*id).kind else {
                break;
            };
            shape = &target.shape;
        }
        shape
    }

    /// Whether an edge to an enum also declares strings that the enum does not list.
    pub fn declares_other_strings(&self, edge: &Ref) -> bool {
        let mut edge = edge;
        for _ in 0..self.types.len() {
            if edge.other_strings == OtherStrings::Declared {
                return true;
            }
            match edge.named().map(|id| &self.ty(id).kind) {
                Some(Kind::Alias(target)) => edge = target,
                _ => return false,
            }
        }
        false
    }

    /// All types that are reachable from these, including these.
    pub fn reach(&self, mut pending: Vec<TypeId>) -> Vec<TypeId> {
        let mut visited = vec![false; self.types.len()];
        let mut reached = Vec::new();
        while let Some(id) = pending.pop() {
            if std::mem::replace(&mut visited[id.index()], true) {
                continue;
            }
            reached.push(id);
            for edge in self.ty(id).kind.edges() {
                edge.all_named(&mut pending);
            }
        }
        reached
    }

    /// The rank of each type when all are sorted by a key, then by location: independent of the order of the document.
    pub fn ranks<K: Ord>(&self, key: impl Fn(&Type) -> K) -> Vec<usize> {
        let mut order: Vec<TypeId> = self.ids().collect();
        order.sort_by_cached_key(|id| {
            let ty = self.ty(*id);
            (key(ty), ty.at.to_string())
        });
        let mut ranks = vec![0; order.len()];
        for (rank, id) in order.into_iter().enumerate() {
            ranks[id.index()] = rank;
        }
        ranks
    }

    /// The type of the component with this name. Returns `None` if there is no such component.
    pub fn component(&self, name: &str) -> Option<TypeId> {
        let is_named =
            |id: &TypeId| matches!(&self.ty(*id).origin, Origin::Component(own) if own == name);
        self.ids().find(is_named)
    }

    /// The names of all components.
    pub fn component_names(&self) -> impl Iterator<Item = &str> {
        self.types.iter().filter_map(|ty| match &ty.origin {
            Origin::Component(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Calls `visit` for every edge: those of the types, then those of the operations.
    pub fn each_edge_mut(&mut self, visit: &mut impl FnMut(&mut Ref)) {
        for ty in &mut self.types {
            for edge in ty.kind.edges_mut() {
                edge.each_mut(visit);
            }
        }
        for operation in &mut self.operations {
            for edge in operation.edges_mut() {
                edge.each_mut(visit);
            }
        }
    }

    /// The struct behind an edge. Returns `None` if the edge leads to anything else.
    pub fn object<'a>(&'a self, edge: &'a Ref) -> Option<&'a Struct> {
        match self.behind(edge) {
            Shape::Named(id) => match &self.ty(*id).kind {
                Kind::Struct(object) => Some(object),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether every value of this edge is a JSON object.
    pub fn is_object(&self, edge: &Ref) -> bool {
        self.is_object_within(edge, MAX_UNION_DEPTH)
    }

    fn is_object_within(&self, edge: &Ref, depth: usize) -> bool {
        match self.behind(edge) {
            Shape::Map(_) => true,
            Shape::Named(id) => match &self.ty(*id).kind {
                Kind::Struct(_) => true,
                Kind::Union(union) if depth > 0 && !union.variants.is_empty() => {
                    let mut variants = union.variants.iter();
                    variants.all(|variant| self.is_object_within(&variant.ty, depth - 1))
                }
                Kind::AllOf(all) if depth > 0 => {
                    let mut members = all.members.iter();
                    !all.own.fields.is_empty()
                        || members.any(|member| self.is_object_within(member, depth - 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The ids of all types, in the order of the document.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len()).map(TypeId::new)
    }
}

/// How deep [`Api::is_object`] follows unions of unions. Deeper ones count as "any value".
const MAX_UNION_DEPTH: usize = 8;

/// Operations that share an accessor of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The tag, or a path segment if the operations have no tag.
    pub name: String,
    pub description: String,
    pub at: Option<Pointer>,
}
