//! Drafts: documents made from descriptions that are less exact than reference pages of a known format.
//!
//! In: what pages, recordings and collections state, and what was inferred from them. Out: the tree of a document in
//! which each inferred fact is marked with `x-inferred`, and a note for each.

mod complete;
mod infer;
mod json;
mod merge;
mod names;
mod path;
mod schema;
mod security;
mod write;

pub use infer::from_samples;
pub use json::{Json, Source, Value as JsonValue};
pub use merge::{Conflict, refine};
pub use names::{camel_case, pascal_case};
pub use path::{Path, base_of};
pub use schema::{Fact, Kind, Primitive, Property, Schema};
pub use security::{Scheme, is_secret_name, redacted};
pub use write::document;

use indexmap::IndexMap;

use crate::facts::HttpMethod;
use crate::span::Span;

/// An API as far as it is known.
#[derive(Default)]
pub struct Draft {
    pub title: Option<String>,
    pub version: Option<String>,
    pub text: Option<String>,
    /// The URLs of servers, with the paths that all requests share.
    pub servers: Vec<(String, Span)>,
    pub operations: Vec<Operation>,
    pub schemas: IndexMap<String, Schema>,
    pub schemes: Vec<Scheme>,
    /// What was inferred about the API as a whole.
    pub inferred: Vec<Fact>,
}

pub struct Operation {
    /// The `operationId`, if the input states it.
    pub id: Option<String>,
    pub method: HttpMethod,
    pub path: Path,
    pub summary: Option<String>,
    pub text: Option<String>,
    pub tag: Option<String>,
    pub deprecated: bool,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    /// The name of the scheme in [`Draft::schemes`].
    pub security: Option<String>,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

impl Operation {
    pub fn new(method: HttpMethod, path: Path, at: Span) -> Self {
        Operation {
            id: None,
            method,
            path,
            summary: None,
            text: None,
            tag: None,
            deprecated: false,
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: None,
            at,
            inferred: Vec::new(),
        }
    }

    pub fn parameter(&mut self, name: &str, place: Place) -> Option<&mut Parameter> {
        let mut parameters = self.parameters.iter_mut();
        parameters.find(|it| it.place == place && it.is_named(name))
    }

    /// Adds a parameter, unless there is one with the name in the same place.
    pub fn add_parameter(&mut self, parameter: Parameter) {
        if self.parameter(&parameter.name, parameter.place).is_none() {
            self.parameters.push(parameter);
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Body,
}

impl Place {
    /// The value of `in`, and the word in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Body => "body",
        }
    }
}

#[derive(Clone)]
pub struct Parameter {
    pub name: String,
    pub place: Place,
    pub required: bool,
    pub schema: Schema,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

impl Parameter {
    pub fn new(name: impl Into<String>, place: Place, at: Span) -> Self {
        Parameter {
            name: name.into(),
            place,
            required: place == Place::Path,
            schema: Schema::any(at),
            at,
            inferred: Vec::new(),
        }
    }

    /// Names of headers have no case.
    fn is_named(&self, name: &str) -> bool {
        match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(name),
            _ => self.name == name,
        }
    }
}

pub struct Body {
    pub media: String,
    pub required: bool,
    pub schema: Schema,
    pub example: Option<Json>,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

pub struct Response {
    /// A status, or `default`.
    pub status: String,
    pub text: Option<String>,
    pub content: Option<Content>,
    pub at: Span,
    pub inferred: Vec<Fact>,
}

pub struct Content {
    pub media: String,
    pub schema: Schema,
    pub example: Option<Json>,
}

impl Response {
    pub fn new(status: impl Into<String>, at: Span) -> Self {
        Response {
            status: status.into(),
            text: None,
            content: None,
            at,
            inferred: Vec::new(),
        }
    }

    pub fn is_success(&self) -> bool {
        self.status.starts_with('2')
    }
}
