//! Pages: one method or one resource each.

use super::field::{Field, Message};
use crate::markdown::Block;
use crate::span::Span;

/// The facts of one page.
#[derive(Clone, Debug)]
pub enum Page {
    Method(Box<Method>),
    Resource(Box<Resource>),
}

/// A string of a page, with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpannedText {
    pub text: String,
    pub at: Span,
}

#[derive(Clone, Debug)]
pub struct Method {
    /// The service that the title names.
    pub service: Option<SpannedText>,
    /// The resource that the title names.
    pub resource: Option<SpannedText>,
    pub name: SpannedText,
    /// The first sentence.
    pub summary: Vec<Block>,
    pub summary_at: Span,
    pub text: Vec<Block>,
    pub deprecated: Option<Span>,
    pub http_method: HttpMethod,
    pub http_method_at: Span,
    pub host: Host,
    pub path: SpannedText,
    pub in_path: Vec<Field>,
    pub in_query: Vec<Field>,
    pub body: Option<Message>,
    pub response: Option<ResponseSection>,
    /// The messages that have sections of their own.
    pub messages: Vec<Message>,
}

#[derive(Clone, Debug)]
pub struct ResponseSection {
    pub status: u16,
    pub message: Message,
    pub content: Content,
}

/// Whether a response has a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Shown,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HttpMethod {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
}

impl HttpMethod {
    /// The key of a path item in OpenAPI.
    pub fn as_str(self) -> &'static str {
        match self {
            HttpMethod::Get => "get",
            HttpMethod::Put => "put",
            HttpMethod::Post => "post",
            HttpMethod::Delete => "delete",
            HttpMethod::Options => "options",
            HttpMethod::Head => "head",
            HttpMethod::Patch => "patch",
        }
    }

    /// Ignores case. Returns `None` if the word is not an HTTP method.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [
            HttpMethod::Get,
            HttpMethod::Put,
            HttpMethod::Post,
            HttpMethod::Delete,
            HttpMethod::Options,
            HttpMethod::Head,
            HttpMethod::Patch,
        ];
        let lower = word.to_ascii_lowercase();
        all.into_iter().find(|method| method.as_str() == lower)
    }
}

/// The host of a URL, with its scheme: `https://dns.{{ api-host }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    pub scheme: String,
    pub parts: Vec<HostPart>,
    pub at: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPart {
    Literal(String),
    Variable(String),
}

#[derive(Clone, Debug)]
pub struct Resource {
    pub service: Option<SpannedText>,
    pub name: Option<SpannedText>,
    pub text: Vec<Block>,
    pub representation: Option<Message>,
    pub methods: Vec<MethodLink>,
}

/// An entry of the list of methods.
#[derive(Clone, Debug)]
pub struct MethodLink {
    pub name: String,
    pub at: Span,
}
