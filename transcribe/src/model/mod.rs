//! The API that the pages describe together.
//!
//! In: the facts of all pages. Out: operations and schemas, each once, in the order of the pages. When two pages
//! disagree, both locations and the value that is used are reported. Types refer to schemas by name.

mod builder;
mod infer_types;
mod merge;
mod naming;
mod page_checks;
mod schema_order;
mod schemas;

use indexmap::IndexMap;

use super::facts::{EnumValue, Field, Host, HttpMethod, Message, SpannedText};
use super::markdown::Block;
use super::span::Span;

pub use builder::build;

/// The API.
#[derive(Debug)]
pub struct Model {
    pub title: Option<SpannedText>,
    pub tags: IndexMap<String, Vec<Block>>,
    pub operations: Vec<Operation>,
    pub schemas: IndexMap<String, Schema>,
}

#[derive(Debug)]
pub struct Operation {
    pub id: String,
    pub tag: String,
    pub method: String,
    pub http_method: HttpMethod,
    pub http_method_at: Span,
    pub host: Host,
    pub path: String,
    pub summary: Vec<Block>,
    pub summary_at: Span,
    pub text: Vec<Block>,
    pub deprecated: Option<Span>,
    pub in_path: Vec<Field>,
    pub in_query: Vec<Field>,
    /// The name of the schema.
    pub body: Option<String>,
    pub response: Option<Response>,
    pub at: Span,
}

#[derive(Debug)]
pub struct Response {
    pub status: u16,
    /// The name of the schema. `None` for a response without a body.
    pub schema: Option<String>,
    pub text: Vec<Block>,
    /// Set if the response is a long-running operation.
    pub long_running: LongRunning,
    pub at: Span,
}

/// The names of the schemas of a long-running operation's metadata and result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LongRunning {
    pub metadata: Option<String>,
    pub response: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Schema {
    /// Fields that are objects or named enums refer to schemas by name.
    Object(Message),
    Enum(Vec<EnumValue>),
}
