//! The items of the module `models`, as they will be printed.

use crate::ir::{Deprecated, Literal, Presence};
use crate::plan::docs::Comment;
use crate::plan::former::FormerName;
use crate::plan::ty::Ty;

/// A file of the module `models`: a component and the inline types in it.
#[derive(Clone, Debug)]
pub struct ModelFile {
    pub module: String,
    /// The features that it is there with: any of these. None: always.
    pub gate: Vec<String>,
    pub items: Vec<Model>,
    /// The names that its items had before.
    pub former: Vec<FormerName>,
}

/// An item of the module `models`.
#[derive(Clone, Debug)]
pub enum Model {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Alias),
}

impl Model {
    pub fn name(&self) -> &str {
        match self {
            Model::Struct(item) => &item.name,
            Model::Enum(item) => &item.name,
            Model::Union(item) => &item.name,
            Model::Alias(item) => &item.name,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Struct {
    pub name: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub derives: Vec<String>,
    pub fields: Vec<Field>,
    /// Unions in the same JSON object as the fields.
    pub parts: Vec<Field>,
    pub rest: Option<Rest>,
}

impl Struct {
    /// The members that a value can't be made without, and that have no value by themselves.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        let fields = self.fields.iter().chain(&self.parts);
        fields.filter(|field| field.presence == Presence::Required && field.given.is_none())
    }

    /// The members that have only one value, with that value.
    pub fn given(&self) -> impl Iterator<Item = (&Field, &str)> {
        let fields = self.fields.iter();
        fields.filter_map(|field| Some((field, field.given.as_deref()?)))
    }
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub wire: String,
    /// What the lock calls it.
    pub key: String,
    pub ty: Ty,
    pub presence: Presence,
    /// The only boolean that it can be.
    pub only: Option<bool>,
    /// The value that `new` gives it, as a Rust expression: it can have no other.
    pub given: Option<String>,
    /// How the member is read and written: `Optional<List<Plain>>`.
    pub slot: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// The field that keeps undeclared members.
#[derive(Clone, Debug)]
pub struct Rest {
    pub name: String,
    pub ty: Ty,
    pub slot: String,
}

#[derive(Clone, Debug)]
pub struct Enum {
    pub name: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub derives: Vec<String>,
    pub values: Values,
    pub variants: Vec<Variant>,
}

/// Which table an enum has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Texts alone.
    Texts,
    /// Numbers, or values of several types.
    Scalars,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: String,
    pub literal: Literal,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

#[derive(Clone, Debug)]
pub struct Union {
    pub name: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub derives: Vec<String>,
    /// The member that tells the variants apart, where there is one.
    pub tag: Option<String>,
    /// The variant of values without a tag, by its place.
    pub untagged: Option<usize>,
    pub variants: Vec<UnionVariant>,
    /// The places of the variants in the order of the table.
    pub rows: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct UnionVariant {
    pub name: String,
    pub ty: Ty,
    pub codec: String,
    pub tags: Vec<String>,
    pub probe: ProbeExpr,
}

/// A probe as the runtime spells it.
#[derive(Clone, Debug, PartialEq)]
pub enum ProbeExpr {
    Any,
    Text,
    Integer,
    Number,
    Bool,
    List,
    Object {
        required: Vec<String>,
        constants: Vec<(String, Vec<Literal>)>,
    },
}

#[derive(Clone, Debug)]
pub struct Alias {
    pub name: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub ty: Ty,
}

impl Model {
    /// The types in it.
    pub fn types(&self) -> Vec<&Ty> {
        match self {
            Model::Struct(item) => {
                let fields = item.fields.iter().chain(&item.parts);
                let fields = fields.map(|field| &field.ty);
                let rest = item.rest.iter().map(|rest| &rest.ty);
                fields.chain(rest).collect()
            }
            Model::Enum(_) => Vec::new(),
            Model::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
            Model::Alias(item) => vec![&item.ty],
        }
    }
}
