//! Messages and their fields.

use super::rule::Rule;
use crate::markdown::{Block, Inline};
use crate::spot::Spot;

/// What a table describes: a body, a response, an object inside of one.
#[derive(Clone, Debug)]
pub struct Message {
    /// The name that is printed, where it has one.
    pub title: Option<String>,
    /// The name that is referred to, where it has one.
    pub anchor: Option<String>,
    pub text: Vec<Block>,
    pub fields: Vec<Field>,
    pub groups: Vec<Group>,
    pub at: Spot,
}

impl Message {
    pub fn new(at: Spot) -> Self {
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
}

/// Fields of which at most one is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub names: Vec<String>,
    pub at: Spot,
}

impl Group {
    /// The fields, for comparison: groups are the same whatever their order.
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
    pub at: Spot,
    pub many: Many,
    /// None where the page does not say.
    pub ty: Option<Type>,
    pub ty_at: Spot,
    /// Each time the page says that it is required.
    pub needs: Vec<Need>,
    pub rules: Vec<Rule>,
    /// What is left of the description when all facts are taken out.
    pub text: Vec<Block>,
    pub values: Vec<EnumValue>,
    /// Where it is said that it should no longer be used.
    pub deprecated: Option<Spot>,
}

impl Field {
    pub fn new(name: impl Into<String>, at: Spot) -> Self {
        Field {
            name: name.into(),
            at,
            many: Many::One,
            ty: None,
            ty_at: at,
            needs: Vec::new(),
            rules: Vec::new(),
            text: Vec::new(),
            values: Vec::new(),
            deprecated: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    One,
    List,
}

#[derive(Clone, Debug)]
pub enum Type {
    Plain(Plain, Option<String>),
    /// One of the field's values; the name where the page has one.
    Enum(Option<String>),
    /// An object of which nothing is known.
    Open,
    /// An object described at the field itself.
    Inline(Box<Message>),
    /// An object described elsewhere, by its anchor.
    Named(String),
    /// From text to values.
    Map(Box<Type>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    String,
    Integer,
    Number,
    Boolean,
}

impl Plain {
    /// The word of OpenAPI, which is that of the pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Plain::String => "string",
            Plain::Integer => "integer",
            Plain::Number => "number",
            Plain::Boolean => "boolean",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        let all = [Plain::String, Plain::Integer, Plain::Number, Plain::Boolean];
        all.into_iter().find(|plain| plain.as_str() == word)
    }
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub name: String,
    pub text: Vec<Inline>,
    pub at: Spot,
}

/// One statement that something is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    pub spelling: Spelling,
    pub at: Spot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `Required. ID of …`
    Prefix,
    /// `Required field. ID of …`
    PrefixField,
    /// `ID of …. Required.`
    Suffix,
    /// The list `required` of the front matter.
    Listed,
}
