//! References from one type to another.

use super::{ForeignId, Rule, TypeId};
use crate::source::Pointer;

/// An edge of the type graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Ref {
    pub shape: Shape,
    pub null: Null,
    pub boxed: Boxed,
    pub other_strings: OtherStrings,
    pub rules: Vec<Rule>,
    /// The formats of a scalar, sorted: several for members of an `allOf`.
    pub formats: Vec<Format>,
    pub at: Pointer,
}

/// A `format`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Format {
    pub name: String,
    /// Whether the configuration has a type for it, so that schemas with and without it differ.
    pub is_configured: bool,
}

/// Whether `null` is allowed.
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

/// Whether the edge is a `Box`, which a recursive type needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boxed {
    #[default]
    No,
    Yes,
}

/// Whether strings that an enum does not list are declared all the same: by an alternative beside the enum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OtherStrings {
    #[default]
    Undeclared,
    Declared,
}

/// The target of an edge.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Named(TypeId),
    Scalar(Scalar),
    List(Box<Ref>),
    /// An array with a type for each position.
    Tuple(Vec<Ref>),
    Map(Box<Ref>),
    /// Any JSON value.
    Any,
}

/// Scalar types of the emitted crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    String,
    /// A string in JSON, a file in a multipart body.
    Binary,
    Bool,
    Int(Int),
    /// An integer that is sent as a decimal string.
    IntString(Int),
    Float,
    Date,
    DateTime,
    Duration,
    Base64,
    /// A type of the user; set by the pass `replace`.
    Foreign(ForeignId),
}

/// The integer types that a `format` can select.
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
            other_strings: OtherStrings::Undeclared,
            rules: Vec::new(),
            formats: Vec::new(),
            at,
        }
    }

    /// The type that the edge leads to directly. Returns `None` for scalars, lists, maps and untyped values.
    pub fn named(&self) -> Option<TypeId> {
        match self.shape {
            Shape::Named(id) => Some(id),
            _ => None,
        }
    }

    /// Adds the formats of another edge with the same shape: a value of both schemas has the formats of both.
    pub fn add_formats(&mut self, other: &Ref) {
        self.formats.extend(other.formats.iter().cloned());
        self.formats.sort_unstable();
        self.formats.dedup();
        self.each_pair(other, Ref::add_formats);
    }

    /// Visits the edges directly inside two edges with the same shape.
    pub fn each_pair(&mut self, other: &Ref, visit: impl Fn(&mut Ref, &Ref)) {
        match (&mut self.shape, &other.shape) {
            (Shape::List(one), Shape::List(other)) | (Shape::Map(one), Shape::Map(other)) => {
                visit(one, other);
            }
            (Shape::Tuple(ones), Shape::Tuple(others)) => {
                let pairs = ones.iter_mut().zip(others);
                pairs.for_each(|(one, other)| visit(one, other));
            }
            _ => {}
        }
    }

    /// Whether it is any object: `type: object` and nothing else.
    pub fn is_untyped_map(&self) -> bool {
        let is_any = |value: &Ref| matches!(value.shape, Shape::Any);
        self.rules.is_empty() && matches!(&self.shape, Shape::Map(value) if is_any(value))
    }

    /// Adds all types in this edge, including those of list items and map values.
    pub fn all_named(&self, into: &mut Vec<TypeId>) {
        self.each(&mut |edge| {
            if let Shape::Named(id) = edge.shape {
                into.push(id);
            }
        });
    }

    /// Calls `visit` for this edge and every edge inside it (items, map values).
    pub fn each<'r>(&'r self, visit: &mut impl FnMut(&'r Ref)) {
        visit(self);
        match &self.shape {
            Shape::List(inner) | Shape::Map(inner) => inner.each(visit),
            Shape::Tuple(items) => items.iter().for_each(|item| item.each(visit)),
            Shape::Named(_) | Shape::Scalar(_) | Shape::Any => {}
        }
    }

    /// Like [`Ref::each`], but mutable.
    pub fn each_mut(&mut self, visit: &mut impl FnMut(&mut Ref)) {
        visit(self);
        match &mut self.shape {
            Shape::List(inner) | Shape::Map(inner) => inner.each_mut(visit),
            Shape::Tuple(items) => items.iter_mut().for_each(|item| item.each_mut(visit)),
            Shape::Named(_) | Shape::Scalar(_) | Shape::Any => {}
        }
    }
}
