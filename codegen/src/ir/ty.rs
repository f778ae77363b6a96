//! Types: the nodes of the type graph.

use super::{AllOf, Docs, Enum, ForeignId, Null, Ref, Struct, Union};
use crate::source::Pointer;

/// The index of a type in [`super::Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

impl TypeId {
    pub fn new(index: usize) -> Self {
        // A document of 4 billion schemas does not fit the reader's limits.
        TypeId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A named type.
#[derive(Clone, Debug)]
pub struct Type {
    pub at: Pointer,
    pub origin: Origin,
    /// The `title` of the schema.
    pub title: String,
    /// The words of the name: the name of the component, or owner and path; set by the pass `inline_types`.
    pub name: Vec<String>,
    pub docs: Docs,
    /// Whether the schema itself allows `null`; the pass `nullability` moves it to the edges.
    pub null: Null,
    pub kind: Kind,
    /// The types that this one extends with `allOf`; set by the pass `all_of`.
    pub parents: Vec<TypeId>,
    pub usage: Usage,
}

impl Type {
    /// The name of the component that the schema is. Empty for a schema inside of others.
    pub fn component_name(&self) -> &str {
        match &self.origin {
            Origin::Component(name) if self.at.as_str().is_empty() => name,
            Origin::Component(name) if self.at.last().as_deref() == Some(name) => name,
            Origin::Component(_) | Origin::Nested { .. } | Origin::Operation { .. } => "",
        }
    }

    /// The key of a property in the lock and the configuration.
    pub fn property_key(&self, wire: &str) -> String {
        self.at.child_text(wire)
    }

    /// The key in the lock of each edge that could be boxed. Properties that several types have from a common member
    /// of their `allOf` have the same location, but may be boxed in only one of them.
    pub fn box_keys(&self) -> Vec<String> {
        match &self.kind {
            Kind::Struct(object) => {
                let fields = object.fields.iter();
                let fields = fields.map(|field| self.property_key(&field.wire));
                let flattened = object.flattened.iter().map(|union| union.at.to_string());
                fields.chain(flattened).collect()
            }
            Kind::Union(union) => {
                let variants = union.variants.iter();
                variants.map(|variant| variant.at.to_string()).collect()
            }
            Kind::Alias(_) | Kind::AllOf(_) | Kind::Enum(_) | Kind::Foreign(_) | Kind::Dropped => {
                Vec::new()
            }
        }
    }
}

/// Where a type is declared, which decides its name and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component, by its name.
    Component(String),
    /// A schema inside another one: under this property (or `item`, `value`).
    Nested { owner: TypeId, step: String },
    /// A schema inside the operation of this index: in its `response`, or in the parameter of this name.
    Operation { index: usize, step: String },
}

/// Whether a type is part of requests, responses, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub sent: bool,
    pub received: bool,
}

/// The definition of a type.
#[derive(Clone, Debug)]
pub enum Kind {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    /// A component that is another name for a type.
    Alias(Ref),
    /// A type of the user, which replaces the generated one; set by the pass `replace`.
    Foreign(ForeignId),
    /// `allOf`, until the pass `all_of` merges it.
    AllOf(AllOf),
    /// Inlined into other types, or unreachable: not emitted.
    Dropped,
}

impl Kind {
    /// The outgoing edges, in the order of the document.
    pub fn edges(&self) -> Vec<&Ref> {
        match self {
            Kind::Struct(object) => object.edges(),
            Kind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::AllOf(all) => {
                let members = all.members.iter().chain(&all.beside);
                members.chain(all.own.edges()).collect()
            }
            Kind::Enum(_) | Kind::Foreign(_) | Kind::Dropped => Vec::new(),
        }
    }

    /// Like [`Kind::edges`], but mutable.
    pub fn edges_mut(&mut self) -> Vec<&mut Ref> {
        match self {
            Kind::Struct(object) => object.edges_mut(),
            Kind::Union(union) => {
                let variants = union.variants.iter_mut();
                variants.map(|variant| &mut variant.ty).collect()
            }
            Kind::Alias(target) => vec![target],
            Kind::AllOf(all) => {
                let AllOf {
                    members,
                    beside,
                    own,
                    rules: _,
                } = all;
                let members = members.iter_mut().chain(beside);
                members.chain(own.edges_mut()).collect()
            }
            Kind::Enum(_) | Kind::Foreign(_) | Kind::Dropped => Vec::new(),
        }
    }
    /// The number of edges that store their value inside this type. The map of additional properties does not.
    pub fn inline_edges(&self) -> usize {
        match self {
            Kind::Struct(object) => object.fields.len() + object.flattened.len(),
            Kind::Union(union) => union.variants.len(),
            Kind::Alias(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Enum(_) | Kind::Dropped => 0,
        }
    }
}
