//! Unions: `oneOf` and `anyOf`.

use super::{EnumValue, ExpectedForm, Literal, Presence, Ref, TypeId};
use crate::source::Pointer;

/// A `oneOf` or `anyOf`; both become the same Rust type.
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
    /// The value and the schema of each entry, in the order of the document.
    pub mapping: Vec<(String, TypeId)>,
    pub at: Pointer,
}

/// One alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    pub ty: Ref,
    pub at: Pointer,
    /// The words of its name; set by the pass `variant_names`. Empty if it has the name of its type.
    pub name: String,
    /// The words by which the inline types in it are named, until the pass `variant_names`.
    pub step: String,
    /// What the alternative is, regardless of its position. After the pass `variant_names`: the key in the lock, or empty
    /// if that is the name of the type.
    pub key: String,
    /// The string that the variant is, or the tag that is all of it, if it has no content; set by the passes `unit_variants`
    /// and `contents`.
    pub unit: Option<EnumValue>,
    /// The description of a schema around the content; set by the pass `contents`.
    pub docs: String,
    /// Which part of the JSON value the type is; set by the pass `contents`.
    pub content: VariantContent,
    /// The discriminator values of this variant; set by the pass `unions`.
    pub tags: Vec<String>,
    /// How to recognize an untagged value of this variant; set by the pass `unions`.
    pub probe: Probe,
    /// What the strings of a value look like; set by the pass `unions`, as far as other variants differ.
    pub forms: Vec<ExpectedForm>,
    /// Untagged variants are tried in ascending order of this number; set by the pass `unions`.
    pub generality: u8,
}

impl Variant {
    /// A variant that no pass has seen yet.
    pub fn new(ty: Ref, at: Pointer) -> Self {
        Self {
            ty,
            at,
            name: String::new(),
            step: String::new(),
            key: String::new(),
            unit: None,
            docs: String::new(),
            content: VariantContent::Whole,
            tags: Vec::new(),
            probe: Probe::Any,
            forms: Vec::new(),
            generality: 0,
        }
    }
}

/// Which part of the JSON value the type of a variant is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VariantContent {
    #[default]
    Whole,
    /// The object without its tag, which the schema requires or not.
    BesideTag(Presence),
    /// The value of a property. There is no other one, except the tag.
    Property(String),
}

/// How the variant of a value is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tagging {
    #[default]
    Undecided,
    /// By the value of a property.
    Tagged {
        property: String,
        /// The variant of values without this property.
        untagged: Option<usize>,
    },
    /// The first variant whose probe matches and that decodes.
    Probed,
}

/// A condition that a JSON value must meet before a variant is tried.
#[derive(Clone, Debug, PartialEq)]
pub enum Probe {
    Any,
    Of(JsonType),
    /// An object with the required properties, and with one of the constant values in each listed property.
    Object {
        required: Vec<String>,
        constants: Vec<(String, Vec<Literal>)>,
        /// The same for properties of nested objects, as far as they distinguish variants.
        nested: Vec<NestedConstants>,
    },
}

/// The constant values of a property of a nested object.
#[derive(Clone, Debug, PartialEq)]
pub struct NestedConstants {
    /// The properties that lead to the nested object.
    pub outer: Vec<String>,
    pub property: String,
    pub values: Vec<Literal>,
}

/// The types of JSON (RFC 8259, section 3); integers are distinct from other numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    String,
    Integer,
    Number,
    Bool,
    Array,
    Object,
}
