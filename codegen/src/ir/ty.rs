//! Types and the edges between them.

use super::{Docs, Rule};
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
    pub usage: Usage,
}

impl Type {
    /// What the lock and the configuration call a member of this type.
    pub fn member_key(&self, wire: &str) -> String {
        self.at.child(wire).to_string()
    }

    /// What the lock calls each edge, should it be boxed. Members that several types have from a common part of
    /// their `allOf` share a place in the document, but not a box.
    pub fn box_keys(&self) -> Vec<String> {
        match &self.kind {
            Kind::Struct(object) => {
                let members = object.fields.iter();
                members.map(|field| self.member_key(&field.wire)).collect()
            }
            Kind::Union(union) => {
                let variants = union.variants.iter();
                variants.map(|variant| variant.at.to_string()).collect()
            }
            Kind::Alias(_) | Kind::AllOf(_) | Kind::Enum(_) | Kind::Dropped => Vec::new(),
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
    /// `allOf`, until the pass `all_of` has merged it.
    AllOf(AllOf),
    /// Folded into others or unreachable: not emitted.
    Dropped,
}

/// An object with named members.
#[derive(Clone, Debug, Default)]
pub struct Struct {
    pub fields: Vec<Field>,
    pub rest: Rest,
    /// Names in `required` that no property of this schema declares: they may be another `allOf` member's.
    pub required_elsewhere: Vec<String>,
}

/// What happens to undeclared members.
#[derive(Clone, Debug, Default)]
pub enum Rest {
    #[default]
    Ignored,
    Kept(Ref),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    pub wire: String,
    pub ty: Ref,
    pub presence: Presence,
    pub access: Access,
    pub docs: Docs,
    /// The default as compact JSON: documentation, never a type, never sent.
    pub default: Option<String>,
    pub at: Pointer,
}

/// Whether a member or parameter must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
}

/// In which direction a member travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Both,
    ReadOnly,
    WriteOnly,
}

/// A string with declared values; open to others.
#[derive(Clone, Debug)]
pub struct Enum {
    pub values: Vec<EnumValue>,
}

/// One declared value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub wire: String,
    /// What the description of the enum says of this value, where it lists its values.
    pub docs: String,
    pub at: Pointer,
}

/// `oneOf` or `anyOf`: one Rust shape for both.
#[derive(Clone, Debug)]
pub struct Union {
    pub variants: Vec<Variant>,
    pub discriminator: Option<Discriminator>,
    /// Set by the pass `unions`.
    pub tagging: Tagging,
}

/// The discriminator object (OpenAPI 3.0.4, section 4.8.25).
#[derive(Clone, Debug)]
pub struct Discriminator {
    pub property: String,
    /// Value → the schema it stands for, in the order of the document.
    pub mapping: Vec<(String, TypeId)>,
    pub at: Pointer,
}

/// One alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    pub ty: Ref,
    pub at: Pointer,
    /// The tag values that mean this variant; set by the pass `unions`.
    pub tags: Vec<String>,
    /// How an untagged value of this variant is recognised; set by the pass `unions`.
    pub probe: Probe,
}

/// How the variant of a value is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tagging {
    #[default]
    Undecided,
    /// By the value of a member.
    Tagged(String),
    /// By the probes, in order.
    Probed,
}

/// What a JSON value must be to be tried as a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Probe {
    Any,
    Of(Json),
    /// An object with these members, and with one of these texts in these members.
    Object {
        required: Vec<String>,
        constants: Vec<(String, Vec<String>)>,
    },
}

/// The types of JSON (RFC 8259, section 3), with integers told from other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Json {
    Text,
    Integer,
    Number,
    Bool,
    List,
    Object,
}

/// Several schemas that hold at once.
#[derive(Clone, Debug)]
pub struct AllOf {
    pub parts: Vec<Ref>,
    /// What stands beside the keyword: properties, `required`, `additionalProperties`.
    pub own: Struct,
}

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
    Bool,
    Int32,
    Int64,
    /// An integer of 64 bits that travels as decimal text.
    IntText,
    Float,
    Date,
    DateTime,
    Duration,
    Base64,
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

impl Kind {
    /// The edges that leave a type, in the order of the document.
    pub fn edges(&self) -> Vec<&Ref> {
        match self {
            Kind::Struct(object) => object.edges(),
            Kind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Kind::Alias(target) => vec![target],
            Kind::AllOf(all) => all.parts.iter().chain(all.own.edges()).collect(),
            Kind::Enum(_) | Kind::Dropped => Vec::new(),
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
                let AllOf { parts, own } = all;
                parts.iter_mut().chain(own.edges_mut()).collect()
            }
            Kind::Enum(_) | Kind::Dropped => Vec::new(),
        }
    }
}

impl Kind {
    /// How many of the edges put a value inside this type itself: not what it keeps in a map.
    pub fn held(&self) -> usize {
        match self {
            Kind::Struct(object) => object.fields.len(),
            Kind::Union(union) => union.variants.len(),
            Kind::Alias(_) | Kind::AllOf(_) | Kind::Enum(_) | Kind::Dropped => 0,
        }
    }
}

impl Struct {
    fn edges(&self) -> Vec<&Ref> {
        let mut edges: Vec<&Ref> = self.fields.iter().map(|field| &field.ty).collect();
        if let Rest::Kept(rest) = &self.rest {
            edges.push(rest);
        }
        edges
    }

    fn edges_mut(&mut self) -> Vec<&mut Ref> {
        let mut edges: Vec<&mut Ref> = self.fields.iter_mut().map(|field| &mut field.ty).collect();
        if let Rest::Kept(rest) = &mut self.rest {
            edges.push(rest);
        }
        edges
    }
}
