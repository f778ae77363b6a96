//! The API that the pages describe together.
//!
//! In: the facts of all pages. Out: operations and schemas, each once. Guaranteed: the order is that of the pages;
//! where pages disagree it is said, with both places and the choice made; every type is settled.

mod build;
mod infer;
mod merge;
mod remarks;
mod schemas;
mod settle;
mod words;

use indexmap::IndexMap;

use super::facts::{EnumValue, Field, Host, Message, Text, Verb};
use super::markdown::Block;
use super::spot::Spot;

pub use build::build;

/// All that the pages say.
#[derive(Debug)]
pub struct Model {
    pub title: Option<Text>,
    pub tags: IndexMap<String, Vec<Block>>,
    pub operations: Vec<Operation>,
    pub schemas: IndexMap<String, Schema>,
}

#[derive(Debug)]
pub struct Operation {
    pub id: String,
    pub tag: String,
    pub method: String,
    pub verb: Verb,
    pub verb_at: Spot,
    pub host: Host,
    pub path: String,
    pub summary: Vec<Block>,
    pub summary_at: Spot,
    pub text: Vec<Block>,
    pub deprecated: Option<Spot>,
    pub in_path: Vec<Field>,
    pub in_query: Vec<Field>,
    /// The name of the schema.
    pub body: Option<String>,
    pub answer: Option<Answer>,
    pub at: Spot,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The name of the schema; none for an answer without a body.
    pub schema: Option<String>,
    pub text: Vec<Block>,
    /// What an answer that is an operation leads to.
    pub progress: Progress,
    pub at: Spot,
}

/// The schemas of a long-running operation's details and of its result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub metadata: Option<String>,
    pub response: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Schema {
    /// Types of fields that are objects or named enums are names of schemas.
    Object(Message),
    Enum(Vec<EnumValue>),
}
