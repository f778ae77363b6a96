//! Types and the edges between them.

use super::{AllOf, Docs, Enum, Null, Ref, Struct, Union};
use crate::source::Pointer;

/// The place of a type in [`super::Api::types`].
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

/// A type that will have a name of its own.
#[derive(Clone, Debug)]
pub struct Type {
    pub at: Pointer,
    pub origin: Origin,
    /// The words the name is made of: a component's own name, or owner and path; set by the pass `hoist`.
    pub name: Vec<String>,
    pub docs: Docs,
    /// Whether the schema itself admits `null`; the pass `resolve` moves it onto the edges.
    pub null: Null,
    pub kind: Kind,
    /// The types that this one is built on by `allOf`; set by the pass `all_of`.
    pub parents: Vec<TypeId>,
    pub usage: Usage,
}

impl Type {
    /// What the lock and the configuration call a member of this type.
    pub fn member_key(&self, wire: &str) -> String {
        self.at.child_text(wire)
    }

    /// What the lock calls each edge, should it be boxed. Members that several types have from a common part of
    /// their `allOf` share a place in the document, but not a box.
    pub fn box_keys(&self) -> Vec<String> {
        match &self.kind {
            Kind::Struct(object) => {
                let members = object.fields.iter();
                let members = members.map(|field| self.member_key(&field.wire));
                let parts = object.parts.iter().map(|part| part.at.to_string());
                members.chain(parts).collect()
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

/// Where a type comes from, which decides its name and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A component, by its name.
    Component(String),
    /// A schema inside another one: the property (or `item`, `value`) that leads to it.
    Member { owner: TypeId, step: String },
    /// A schema inside an operation: its index and the part (`response`, a parameter's name).
    Operation { index: usize, step: String },
}

/// Who uses a type: bits, because a type may be both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    pub sent: bool,
    pub received: bool,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum Kind {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    /// A component that is another type under a name of its own.
    Alias(Ref),
    /// A type of the user's own, by its path; set by the pass `replace`.
    Foreign(String),
    /// `allOf`, until the pass `all_of` has merged it.
    AllOf(AllOf),
    /// Folded into others or unreachable: not emitted.
    Dropped,
}

impl Kind {
    /// The edges that leave a type, in the order of the document.
    pub fn edges(&self) -> Vec<&Ref> {
        match self {
            Kind::Struct(object) => object.edges(),
            Kind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::AllOf(all) => all.parts.iter().chain(all.own.edges()).collect(),
            Kind::Enum(_) | Kind::Foreign(_) | Kind::Dropped => Vec::new(),
        }
    }

    /// Like [`Kind::edges`], to change them.
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
                    parts,
                    own,
                    rules: _,
                } = all;
                parts.iter_mut().chain(own.edges_mut()).collect()
            }
            Kind::Enum(_) | Kind::Foreign(_) | Kind::Dropped => Vec::new(),
        }
    }
}

impl Kind {
    /// How many of the edges put a value inside this type itself: not what it keeps in a map.
    pub fn held(&self) -> usize {
        match self {
            Kind::Struct(object) => object.fields.len() + object.parts.len(),
            Kind::Union(union) => union.variants.len(),
            Kind::Alias(_) | Kind::Foreign(_) | Kind::AllOf(_) | Kind::Enum(_) | Kind::Dropped => 0,
        }
    }
}
