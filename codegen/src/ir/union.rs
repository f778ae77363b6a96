//! `oneOf` and `anyOf`.

use super::{Literal, Ref, TypeId};
use crate::source::Pointer;

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
    /// How late it is tried where there are no tags; set by the pass `unions`.
    pub generality: u8,
}

/// How the variant of a value is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tagging {
    #[default]
    Undecided,
    /// By the value of a member.
    Tagged {
        property: String,
        /// The variant of values without a tag.
        untagged: Option<usize>,
    },
    /// By the probes, in order.
    Probed,
}

/// What a JSON value must be to be tried as a variant.
#[derive(Clone, Debug, PartialEq)]
pub enum Probe {
    Any,
    Of(Json),
    /// An object with these members, and with one of these values in these members.
    Object {
        required: Vec<String>,
        constants: Vec<(String, Vec<Literal>)>,
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
