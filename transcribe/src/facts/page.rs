//! Pages: one method, or one resource.

use super::field::{Field, Message};
use crate::markdown::Block;
use crate::spot::Spot;

/// What one page says.
#[derive(Clone, Debug)]
pub enum Page {
    Method(Box<Method>),
    Resource(Box<Resource>),
}

/// A word of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    pub at: Spot,
}

#[derive(Clone, Debug)]
pub struct Method {
    /// What the title says about the service.
    pub service: Option<Text>,
    /// What the title says about the resource.
    pub resource: Option<Text>,
    pub name: Text,
    /// The first paragraph.
    pub summary: Vec<Block>,
    pub summary_at: Spot,
    pub text: Vec<Block>,
    pub deprecated: Option<Spot>,
    pub verb: Verb,
    pub verb_at: Spot,
    pub host: Host,
    pub path: Text,
    pub in_path: Vec<Field>,
    pub in_query: Vec<Field>,
    pub body: Option<Message>,
    pub response: Option<Response>,
    /// Sections that describe what others refer to.
    pub messages: Vec<Message>,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    pub message: Message,
    /// Whether the page shows a body at all.
    pub content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Shown,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
}

impl Verb {
    /// The keyword of OpenAPI.
    pub fn keyword(self) -> &'static str {
        match self {
            Verb::Get => "get",
            Verb::Put => "put",
            Verb::Post => "post",
            Verb::Delete => "delete",
            Verb::Options => "options",
            Verb::Head => "head",
            Verb::Patch => "patch",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        let all = [
            Verb::Get,
            Verb::Put,
            Verb::Post,
            Verb::Delete,
            Verb::Options,
            Verb::Head,
            Verb::Patch,
        ];
        let small = word.to_ascii_lowercase();
        all.into_iter().find(|verb| verb.keyword() == small)
    }
}

/// The host of a URL, with its scheme: `https://dns.{{ api-host }}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    pub scheme: String,
    pub parts: Vec<HostPart>,
    pub at: Spot,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostPart {
    Literal(String),
    Variable(String),
}

#[derive(Clone, Debug)]
pub struct Resource {
    pub service: Option<Text>,
    pub name: Option<Text>,
    pub text: Vec<Block>,
    pub representation: Option<Message>,
    pub methods: Vec<Link>,
}

/// A line of the list of methods.
#[derive(Clone, Debug)]
pub struct Link {
    pub name: String,
    pub at: Spot,
}
