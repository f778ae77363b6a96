//! Operations: what is sent and what comes back.

use heck::ToLowerCamelCase;

use super::{Body, Docs, Paging, Payload, Place, Presence, Ref, Server, Style, TypeId};
use crate::source::Pointer;

/// One method of one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, or what stands for it where there is none.
    pub id: String,
    pub method: Method,
    pub path: String,
    /// The word of the further method that sends another media type; set by the pass `bodies`.
    pub part: Option<String>,
    pub docs: Docs,
    pub tags: Vec<String>,
    /// Set by the pass `group`: an index into [`super::Api::groups`].
    pub group: usize,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    /// The headers of all responses, each once.
    pub headers: Vec<Header>,
    /// Alternatives, each of schemes that are needed together. None at all: no credentials.
    pub security: Vec<Vec<String>>,
    /// The operation's own servers, if it has any: the first is the default.
    pub servers: Vec<Server>,
    /// Set by the pass `paging`.
    pub paging: Option<Paging>,
    /// What open members of the answer hold.
    pub progress: Vec<Progress>,
    pub at: Pointer,
}

impl Operation {
    /// The key of the operation in the lock and in messages: `GET /pets`.
    pub fn key(&self) -> String {
        let key = format!("{} {}", self.method.as_str(), self.path);
        match self.payload().filter(|_| self.part.is_some()) {
            Some(payload) => format!("{key} ({})", payload.media_type),
            None => key,
        }
    }

    /// What it is called, in words: the id, and what is sent where that tells it from another one.
    pub fn words(&self) -> String {
        match &self.part {
            Some(part) => format!("{} {part}", self.id),
            None => self.id.clone(),
        }
    }

    /// A name for one that has none of its own: `GET /pets/{petId}` → `getPetsByPetId`.
    pub fn derived_id(&self) -> String {
        let words = self.path.replace(['/', '}'], " ").replace('{', " by ");
        format!("{} {words}", self.method.key()).to_lower_camel_case()
    }

    /// What operations are sorted by where the order of the document must not matter.
    pub fn rank(&self) -> (&str, &Method, Option<&str>) {
        (&self.path, &self.method, self.part.as_deref())
    }

    /// What it sends in its body.
    pub fn payload(&self) -> Option<&Payload> {
        self.body.as_ref()?.payloads.first()
    }
}

/// The methods of a path item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    Query,
    /// One of `additionalOperations` (OpenAPI 3.2), as it is sent.
    Other(String),
}

impl Method {
    /// Those that have a keyword of their own.
    pub const ALL: [Method; 9] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
        Method::Query,
    ];

    /// As in a request line.
    pub fn as_str(&self) -> &str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
            Method::Query => "QUERY",
            Method::Other(name) => name,
        }
    }

    /// As a path item's key.
    pub fn key(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub wire: String,
    pub place: Place,
    pub ty: Ref,
    pub presence: Presence,
    pub style: Style,
    pub docs: Docs,
    pub default: Option<String>,
    pub at: Pointer,
}

/// A header of the responses.
#[derive(Clone, Debug)]
pub struct Header {
    pub wire: String,
    pub ty: Ref,
    pub style: Style,
    pub docs: Docs,
    pub at: Pointer,
}

/// What the media type of a response means for the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Json,
    Text,
    Bytes,
}

/// What comes back for one status.
#[derive(Clone, Debug)]
pub struct Response {
    pub status: Status,
    pub content: Content,
    /// The media types of the content, as declared.
    pub media_types: Vec<String>,
    /// The media types of which the content is another one.
    pub others: Vec<String>,
    /// What comes where it is asked for as a stream of values.
    pub stream: Option<Streamed>,
    pub docs: Docs,
    pub at: Pointer,
}

impl Response {
    /// What it holds, in whatever form.
    pub fn edges(&self) -> impl Iterator<Item = &Ref> {
        let whole = match &self.content {
            Content::Json(edge) => Some(edge),
            Content::Empty | Content::Text | Content::Bytes => None,
        };
        let items = self.stream.iter().filter_map(|stream| stream.item.as_ref());
        whole.into_iter().chain(items)
    }

    fn edges_mut(&mut self) -> impl Iterator<Item = &mut Ref> {
        let whole = match &mut self.content {
            Content::Json(edge) => Some(edge),
            Content::Empty | Content::Text | Content::Bytes => None,
        };
        let items = self
            .stream
            .iter_mut()
            .filter_map(|stream| stream.item.as_mut());
        whole.into_iter().chain(items)
    }
}

/// The statuses that a response is declared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Code(u16),
    /// `4XX`: the first digit.
    Class(u16),
    Default,
}

impl Status {
    /// Whether it can only be the status of a success.
    pub fn is_success(self) -> bool {
        self.class() == Some(2)
    }

    /// The first digit.
    pub fn class(self) -> Option<u16> {
        match self {
            Status::Code(code) => Some(code / 100),
            Status::Class(class) => Some(class),
            Status::Default => None,
        }
    }
}

/// As a key of `responses`.
impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Status::Code(code) => write!(f, "{code}"),
            Status::Class(class) => write!(f, "{class}XX"),
            Status::Default => f.write_str("default"),
        }
    }
}

/// What a response holds.
#[derive(Clone, Debug)]
pub enum Content {
    Empty,
    Json(Ref),
    Text,
    Bytes,
}

/// Values that come one after the other.
#[derive(Clone, Debug)]
pub struct Streamed {
    pub media_type: String,
    pub framing: Framing,
    /// What each of them is, or a list of them; absent where the document doesn't say.
    pub item: Option<Ref>,
}

/// How the values of a stream follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// `text/event-stream`.
    Events,
    /// JSON, one value a line or a record.
    Json,
}

/// A member of an answer that many operations share, and what it holds where this one gives it: what a long-running
/// operation tells of itself, what comes of it.
#[derive(Clone, Debug)]
pub struct Progress {
    pub member: String,
    pub ty: Ref,
    pub at: Pointer,
}

/// A type that stands for work in progress.
#[derive(Clone, Debug)]
pub struct Polling {
    pub ty: TypeId,
    /// Index of the operation that reads it anew.
    pub operation: usize,
    pub id: String,
    pub done: String,
    pub error: Option<String>,
}

impl Operation {
    /// What is sent, then what is received, in the order of the document.
    pub fn edges_mut(&mut self) -> Vec<&mut Ref> {
        let sent = self
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.ty);
        let bodies = self.body.iter_mut().flat_map(|body| &mut body.payloads);
        let body = bodies.flat_map(Payload::edges_mut);
        let received = self.responses.iter_mut().flat_map(Response::edges_mut);
        let headers = self.headers.iter_mut().map(|header| &mut header.ty);
        let items = self.paging.iter_mut().map(|paging| &mut paging.item);
        let progress = self.progress.iter_mut().map(|progress| &mut progress.ty);
        sent.chain(body)
            .chain(received)
            .chain(headers)
            .chain(items)
            .chain(progress)
            .collect()
    }

    /// The responses that are an answer rather than a failure: those with 2xx, else the redirects, else what stands
    /// for all. A redirect beside a 2xx is for browsers.
    pub fn successes(&self) -> Vec<&Response> {
        let with = |class: Option<u16>| {
            let responses = self.responses.iter();
            responses.filter(move |response| response.status.class() == class)
        };
        [Some(2), Some(3), None]
            .into_iter()
            .map(|class| with(class).collect::<Vec<_>>())
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// What is sent.
    pub fn sent(&self) -> impl Iterator<Item = &Ref> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let payloads = self.body.iter().flat_map(|body| &body.payloads);
        parameters.chain(payloads.flat_map(Payload::edges))
    }

    /// What is received.
    pub fn received(&self) -> impl Iterator<Item = &Ref> {
        let headers = self.headers.iter().map(|header| &header.ty);
        let progress = self.progress.iter().map(|progress| &progress.ty);
        let bodies = self.responses.iter().flat_map(Response::edges);
        bodies.chain(headers).chain(progress)
    }
}
