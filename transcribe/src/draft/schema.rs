//! Schemas of drafts, with what was inferred about them.

use super::json::Json;
use crate::span::Span;

/// A fact that the input does not state, and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The keyword.
    pub what: &'static str,
    pub why: String,
    pub at: Span,
}

impl Fact {
    pub fn new(what: &'static str, why: impl Into<String>, at: Span) -> Self {
        let why = why.into();
        Fact { what, why, at }
    }
}

#[derive(Clone, Debug)]
pub struct Schema {
    pub kind: Kind,
    pub format: Option<String>,
    pub nullable: bool,
    pub deprecated: bool,
    pub read_only: bool,
    pub text: Option<String>,
    pub values: Vec<Json>,
    pub default: Option<Json>,
    pub example: Option<Json>,
    /// Keywords with a number: `minimum`, `maxLength`, and so on.
    pub limits: Vec<(&'static str, String)>,
    pub pattern: Option<String>,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing is known.
    Any,
    Primitive(Primitive),
    Object(Vec<Property>),
    Map(Box<Schema>),
    List(Box<Schema>),
    /// A schema of the draft, by name.
    Named(String),
    AnyOf(Vec<Schema>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Primitive {
    String,
    Integer,
    Number,
    Boolean,
}

impl Primitive {
    pub fn as_str(self) -> &'static str {
        match self {
            Primitive::String => "string",
            Primitive::Integer => "integer",
            Primitive::Number => "number",
            Primitive::Boolean => "boolean",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Property {
    pub name: String,
    pub required: bool,
    pub schema: Schema,
}

impl Schema {
    pub fn new(kind: Kind, at: Span) -> Self {
        Schema {
            kind,
            format: None,
            nullable: false,
            deprecated: false,
            read_only: false,
            text: None,
            values: Vec::new(),
            default: None,
            example: None,
            limits: Vec::new(),
            pattern: None,
            at,
            inferred: Vec::new(),
        }
    }

    pub fn any(at: Span) -> Self {
        Schema::new(Kind::Any, at)
    }

    pub fn primitive(primitive: Primitive, at: Span) -> Self {
        Schema::new(Kind::Primitive(primitive), at)
    }

    pub fn object(at: Span) -> Self {
        Schema::new(Kind::Object(Vec::new()), at)
    }

    pub fn list(items: Schema) -> Self {
        let at = items.at;
        Schema::new(Kind::List(Box::new(items)), at)
    }

    pub fn with_format(mut self, format: &str) -> Self {
        self.format = Some(format.to_owned());
        self
    }

    /// Marks a fact as inferred.
    pub fn infer(&mut self, what: &'static str, why: impl Into<String>) {
        if !self.inferred.iter().any(|fact| fact.what == what) {
            self.inferred.push(Fact::new(what, why, self.at));
        }
    }

    /// The type in messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Any => "any value",
            Kind::Primitive(primitive) => primitive.as_str(),
            Kind::Object(_) | Kind::Map(_) | Kind::Named(_) => "object",
            Kind::List(_) => "array",
            Kind::AnyOf(_) => "one of several types",
        }
    }

    pub fn properties(&self) -> Option<&[Property]> {
        match &self.kind {
            Kind::Object(properties) => Some(properties),
            _ => None,
        }
    }
}
