//! What leads from one type to another.

use super::{Rule, TypeId};
use crate::source::Pointer;

/// An edge of the type graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Ref {
    pub shape: Shape,
    pub null: Null,
    pub boxed: Boxed,
    pub rules: Vec<Rule>,
    pub at: Pointer,
}

/// Whether `null` is a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Null {
    #[default]
    No,
    Yes,
}

impl Null {
    pub fn or(self, other: Null) -> Null {
        if self == Null::Yes { self } else { other }
    }
}

/// Whether the edge goes through a `Box`, which a cycle needs in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boxed {
    #[default]
    No,
    Yes,
}

/// What an edge leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Named(TypeId),
    Scalar(Scalar),
    List(Box<Ref>),
    Map(Box<Ref>),
    /// Any JSON value.
    Any,
}

/// Values that the emitted crate has a type for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    Text,
    /// Text in JSON, a file in a multipart body.
    Binary,
    Bool,
    Int(Int),
    /// An integer that travels as decimal text.
    IntText(Int),
    Float,
    Date,
    DateTime,
    Duration,
    Base64,
}

/// The integers of Rust that a format can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl Ref {
    pub fn new(shape: Shape, at: Pointer) -> Self {
        Ref {
            shape,
            null: Null::No,
            boxed: Boxed::No,
            rules: Vec::new(),
            at,
        }
    }

    /// The type it names, where it names one directly.
    pub fn named(&self) -> Option<TypeId> {
        match self.shape {
            Shape::Named(id) => Some(id),
            _ => None,
        }
    }

    /// The types that are named in it.
    pub fn all_named(&self, into: &mut Vec<TypeId>) {
        self.each(&mut |edge| {
            if let Shape::Named(id) = edge.shape {
                into.push(id);
            }
        });
    }

    /// Calls `visit` for this edge and every edge inside it (list items, map values).
    pub fn each<'r>(&'r self, visit: &mut impl FnMut(&'r Ref)) {
        visit(self);
        if let Shape::List(inner) | Shape::Map(inner) = &self.shape {
            inner.each(visit);
        }
    }

    /// Like [`Ref::each`], to change them.
    pub fn each_mut(&mut self, visit: &mut impl FnMut(&mut Ref)) {
        visit(self);
        if let Shape::List(inner) | Shape::Map(inner) = &mut self.shape {
            inner.each_mut(visit);
        }
    }
}
