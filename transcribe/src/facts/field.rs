//! Messages and their fields.

use super::constraint::Constraint;
use crate::markdown::{Block, Inline};
use crate::span::Span;

/// The description of an object: a request body, a response, or an object nested in one.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name that the page shows.
    pub title: Option<String>,
    /// The full name, which links refer to.
    pub anchor: Option<String>,
    pub text: Vec<Block>,
    pub fields: Vec<Field>,
    pub groups: Vec<ExclusiveGroup>,
    pub at: Span,
}

impl Message {
    pub fn new(at: Span) -> Self {
        Message {
            title: None,
            anchor: None,
            text: Vec::new(),
            fields: Vec::new(),
            groups: Vec::new(),
            at,
        }
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Adds a group, unless the message has a group of the same fields.
    pub fn add_group(&mut self, group: ExclusiveGroup) {
        let same = |known: &ExclusiveGroup| known.sorted() == group.sorted();
        if !self.groups.iter().any(same) {
            self.groups.push(group);
        }
    }
}

/// Fields of which at most one is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExclusiveGroup {
    pub names: Vec<String>,
    pub at: Span,
}

impl ExclusiveGroup {
    /// The names in alphabetical order: groups of the same fields are equal.
    pub fn sorted(&self) -> Vec<String> {
        let mut names = self.names.clone();
        names.sort();
        names
    }
}

/// A field of a message, or a parameter.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub at: Span,
    pub cardinality: Cardinality,
    /// `None` if the page does not state the type.
    pub ty: Option<Type>,
    pub ty_at: Span,
    /// Each statement that the field is required.
    pub required: Vec<Requirement>,
    pub constraints: Vec<Constraint>,
    /// The description without the sentences that became facts.
    pub text: Vec<Block>,
    /// The values of an enum.
    pub values: Vec<EnumValue>,
    /// The statement that the field is deprecated.
    pub deprecated: Option<Span>,
}

impl Field {
    pub fn new(name: impl Into<String>, at: Span) -> Self {
        Field {
            name: name.into(),
            at,
            cardinality: Cardinality::Single,
            ty: None,
            ty_at: at,
            required: Vec::new(),
            constraints: Vec::new(),
            text: Vec::new(),
            values: Vec::new(),
            deprecated: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cardinality {
    Single,
    List,
}

#[derive(Clone, Debug)]
pub enum Type {
    /// A primitive type and its format.
    Primitive(Primitive, Option<String>),
    /// One of the field's values. The name is set if the page has one.
    Enum(Option<String>),
    /// An object without a description.
    AnyObject,
    /// An object described at the field itself.
    Inline(Box<Message>),
    /// An object described elsewhere: its anchor, later the name of its schema.
    Named(String),
    /// A map from strings to values.
    Map(Box<Type>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primitive {
    String,
    Integer,
    Number,
    Boolean,
}

impl Primitive {
    /// The name in OpenAPI, which the pages use too.
    pub fn as_str(self) -> &'static str {
        match self {
            Primitive::String => "string",
            Primitive::Integer => "integer",
            Primitive::Number => "number",
            Primitive::Boolean => "boolean",
        }
    }

    /// Returns `None` if the word is not the name of a primitive type.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [
            Primitive::String,
            Primitive::Integer,
            Primitive::Number,
            Primitive::Boolean,
        ];
        all.into_iter().find(|primitive| primitive.as_str() == word)
    }
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub name: String,
    pub text: Vec<Inline>,
    pub at: Span,
}

/// One statement that a field is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub form: RequiredForm,
    pub at: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredForm {
    /// `Required. ID of …`
    Prefix,
    /// `Required field. ID of …`
    PrefixField,
    /// `ID of …. Required.`
    Suffix,
    /// The list `required` of the front matter.
    Listed,
}
