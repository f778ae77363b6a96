//! The items of the module `models`.

use super::VariantConstructor;
use crate::ir::{Deprecated, ExpectedForm, Literal, NestedConstants, Presence, VariantContent};
use crate::plan::docs::Comment;
use crate::plan::old_names::OldName;
use crate::plan::ty::Ty;

/// A file of the module `models`: a component and the inline types in it.
#[derive(Clone, Debug)]
pub struct ModelFile {
    pub module: String,
    /// The features of which any enables it. Empty: it is always there.
    pub gate: Vec<String>,
    pub items: Vec<Model>,
    /// The old names of its items.
    pub old_names: Vec<OldName>,
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
    /// More attributes, without `#[…]`.
    pub attributes: Vec<String>,
    pub fields: Vec<Field>,
    /// Unions in the same JSON object as the fields.
    pub parts: Vec<Field>,
    pub rest: Option<Rest>,
    /// The JSONPath of the schema in the document, if decode errors need it.
    pub schema_path: Option<String>,
    /// The names of the required fields in the order of the arguments of `new`.
    pub argument_order: Vec<String>,
}

impl Union {
    /// The types that convert to the union, besides strings, with their variants.
    pub fn conversions(&self) -> impl Iterator<Item = (&Ty, &str)> {
        self.from_values.iter().map(|index| {
            let variant = &self.variants[*index];
            (variant.ty.unboxed(), variant.name.as_str())
        })
    }

    /// The variant that strings convert to.
    pub fn of_text(&self) -> Option<&str> {
        let variant = self.from_text.map(|index| &self.variants[index]);
        variant.map(|variant| variant.name.as_str())
    }
}

impl Struct {
    /// The required fields that `new` does not set itself, in the order of the arguments of `new`.
    pub fn required(&self) -> Vec<&Field> {
        let fields = self.fields.iter().chain(&self.parts);
        let is_argument =
            |field: &&Field| field.presence == Presence::Required && field.constant.is_none();
        let mut required: Vec<&Field> = fields.filter(is_argument).collect();
        let position = |field: &&Field| {
            let mut order = self.argument_order.iter();
            order.position(|name| *name == field.name)
        };
        required.sort_by_key(position);
        required
    }

    /// The fields that `new` sets itself, with their values.
    pub fn constants(&self) -> impl Iterator<Item = (&Field, &str)> {
        let fields = self.fields.iter();
        fields.filter_map(|field| Some((field, field.constant.as_deref()?)))
    }
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub wire: String,
    /// The key in the lock.
    pub key: String,
    pub ty: Ty,
    pub presence: Presence,
    /// The only boolean value that it can have.
    pub only: Option<bool>,
    /// The value that `new` sets, as a Rust expression: the only possible one, or the default.
    pub constant: Option<String>,
    /// Whether the constant is the only possible value.
    pub has_one_value: bool,
    /// The default of the document as JSON.
    pub default: Option<String>,
    /// How the property is serialized: `Optional<List<Plain>>`.
    pub codec: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// The field for additional properties.
#[derive(Clone, Debug)]
pub struct Rest {
    pub name: String,
    pub ty: Ty,
    pub codec: String,
}

#[derive(Clone, Debug)]
pub struct Enum {
    pub name: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
    pub derives: Vec<String>,
    /// More attributes, without `#[…]`.
    pub attributes: Vec<String>,
    pub values: Values,
    pub variants: Vec<Variant>,
    /// The variant for values that are not declared.
    pub unknown: String,
}

/// The values of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Only strings.
    Strings,
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
    /// More attributes, without `#[…]`.
    pub attributes: Vec<String>,
    /// The property that selects the variant, if there is one.
    pub tag: Option<String>,
    /// The index of the variant for values without a tag.
    pub untagged: Option<usize>,
    pub variants: Vec<UnionVariant>,
    /// The variant for values that match no other.
    pub unknown: String,
    /// The indices of the variants in the order in which they are tried.
    pub rows: Vec<usize>,
    /// The indices of the variants whose type converts to the union.
    pub from_values: Vec<usize>,
    /// The index of the variant that strings convert to.
    pub from_text: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct UnionVariant {
    pub name: String,
    /// The key in the lock.
    pub key: String,
    /// The string or tag that it is, if it has no content.
    pub unit: Option<Unit>,
    pub docs: Comment,
    /// Which part of the JSON value its type is.
    pub content: VariantContent,
    /// The function that creates it.
    pub constructor: Option<VariantConstructor>,
    pub ty: Ty,
    pub codec: String,
    pub tags: Vec<String>,
    pub probe: ProbeExpr,
    pub forms: Vec<ExpectedForm>,
}

/// A variant of a union without content.
#[derive(Clone, Debug)]
pub struct Unit {
    pub text: String,
    pub docs: Comment,
    pub deprecated: Deprecated,
}

/// A probe of the runtime.
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
        nested: Vec<NestedConstants>,
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
            Model::Union(item) => {
                let variants = item.variants.iter();
                let constructors = variants.clone().flat_map(|variant| &variant.constructor);
                let arguments = constructors.flat_map(|one| &one.arguments);
                let arguments = arguments.map(|argument| &argument.of);
                variants
                    .map(|variant| &variant.ty)
                    .chain(arguments)
                    .collect()
            }
            Model::Alias(item) => vec![&item.ty],
        }
    }
}

impl Model {
    /// The types of fields and variants, with their names.
    pub fn named_types(&self) -> Vec<(&str, &Ty)> {
        match self {
            Model::Struct(item) => {
                let fields = item.fields.iter().chain(&item.parts);
                let fields = fields.map(|field| (field.name.as_str(), &field.ty));
                let rest = item.rest.iter().map(|rest| (rest.name.as_str(), &rest.ty));
                fields.chain(rest).collect()
            }
            Model::Enum(_) => Vec::new(),
            Model::Union(item) => {
                let variants = item.variants.iter();
                let variants = variants.filter(|variant| variant.unit.is_none());
                variants
                    .map(|variant| (variant.name.as_str(), &variant.ty))
                    .collect()
            }
            Model::Alias(item) => vec![(item.name.as_str(), &item.ty)],
        }
    }
}
