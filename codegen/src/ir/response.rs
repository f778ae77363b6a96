//! Responses of operations.

use super::{Docs, Ref};
use crate::source::Pointer;

/// The response for one status.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: Status,
    pub content: Content,
    /// The media types of the content, as declared.
    pub media_types: Vec<String>,
    /// Declared media types whose content differs from `content`.
    pub other_media_types: Vec<String>,
    /// The content when it is requested as a stream of values.
    pub stream: Option<Stream>,
    pub docs: Docs,
    pub at: Pointer,
}

impl Response {
    /// The types of the content and of the stream's items.
    pub fn edges(&self) -> impl Iterator<Item = &Ref> {
        let content = match &self.content {
            Content::Json(edge) => Some(edge),
            Content::Empty | Content::Text | Content::Bytes => None,
        };
        let items = self.stream.iter().filter_map(|stream| stream.item.as_ref());
        content.into_iter().chain(items)
    }

    /// Like [`Response::edges`], but mutable.
    pub(super) fn edges_mut(&mut self) -> impl Iterator<Item = &mut Ref> {
        let content = match &mut self.content {
            Content::Json(edge) => Some(edge),
            Content::Empty | Content::Text | Content::Bytes => None,
        };
        let streams = self.stream.iter_mut();
        let items = streams.filter_map(|stream| stream.item.as_mut());
        content.into_iter().chain(items)
    }
}

/// The statuses that a response is declared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Code(u16),
    /// A range such as `4XX`, by its first digit.
    Class(u16),
    Default,
}

impl Status {
    /// Whether only a 2xx status matches.
    pub fn is_success(self) -> bool {
        self.class() == Some(2)
    }

    /// The first digit. Returns `None` if the response is the default.
    pub fn class(self) -> Option<u16> {
        match self {
            Status::Code(code) => Some(code / 100),
            Status::Class(class) => Some(class),
            Status::Default => None,
        }
    }
}

/// The key under `responses`.
impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Status::Code(code) => write!(f, "{code}"),
            Status::Class(class) => write!(f, "{class}XX"),
            Status::Default => f.write_str("default"),
        }
    }
}

/// How the media type of a response is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseFormat {
    Json,
    Text,
    Bytes,
}

/// The content of a response.
#[derive(Clone, Debug)]
pub enum Content {
    Empty,
    Json(Ref),
    Text,
    Bytes,
}

/// A response body that is a sequence of values.
#[derive(Clone, Debug)]
pub struct Stream {
    pub media_type: String,
    pub framing: Framing,
    /// The type of one value, or of a list of them. `None` if the document declares none.
    pub item: Option<Ref>,
}

/// How the values of a stream are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// One JSON value per line or record.
    Json,
}
