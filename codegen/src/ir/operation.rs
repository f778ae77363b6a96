//! Operations: requests and their responses.

use heck::ToLowerCamelCase;

use super::{
    Body, DeclaredPaging, Docs, Header, LongRunningField, Paging, Parameter, Payload, Ref,
    RequestPart, Response, Server,
};
use crate::source::Pointer;

/// One method of one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`, or one [derived](Operation::derived_id_after) from the path; unique after the pass `ids`.
    pub id: String,
    pub method: Method,
    pub path: String,
    /// The word that the method name ends with if the operation was split by media type; set by the pass `bodies`.
    pub body_suffix: Option<String>,
    pub docs: Docs,
    pub tags: Vec<String>,
    /// An index into [`super::Api::groups`]; set by the pass `groups`.
    pub group: usize,
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub responses: Vec<Response>,
    /// The headers of all responses, each once.
    pub headers: Vec<Header>,
    /// Alternatives; each lists the schemes that must be used together. Empty: no credentials.
    pub security: Vec<Vec<String>>,
    /// The operation's own servers, if it has any: the first is the default.
    pub servers: Vec<Server>,
    /// What an extension declares; read by the pass `paging`.
    pub declared_paging: Option<DeclaredPaging>,
    /// Set by the pass `paging`.
    pub paging: Option<Paging>,
    /// The boolean that requests a stream. Set by the pass `streaming`.
    pub stream_switch: Option<RequestPart>,
    /// The types of untyped properties of the response, from `x-long-running`.
    pub long_running: Vec<LongRunningField>,
    pub at: Pointer,
}

impl Operation {
    /// The key of the operation in the lock and in messages: `GET /pets`.
    pub fn key(&self) -> String {
        let key = format!("{} {}", self.method.as_str(), self.path);
        match self.payload().filter(|_| self.body_suffix.is_some()) {
            Some(payload) => format!("{key} ({})", payload.media_type),
            None => key,
        }
    }

    /// The id and the body suffix: the words of the method name.
    pub fn words(&self) -> String {
        match &self.body_suffix {
            Some(suffix) => format!("{} {suffix}", self.id),
            None => self.id.clone(),
        }
    }

    /// The id of an operation without `operationId`: `GET /pets/{petId}` → `getPetsByPetId`.
    pub fn derived_id(&self) -> String {
        self.derived_id_after(0)
    }

    /// The same without the first segments of the path. The last one remains.
    pub fn derived_id_after(&self, segments: usize) -> String {
        let mut path: Vec<&str> = self.path.split('/').filter(|it| !it.is_empty()).collect();
        path.drain(..segments.min(path.len().saturating_sub(1)));
        let words = path.join(" ").replace('}', " ").replace('{', " by ");
        format!("{} {words}", self.method.key()).to_lower_camel_case()
    }

    /// Sorts operations independently of their order in the document.
    pub fn sort_key(&self) -> (&str, &Method, Option<&str>) {
        (&self.path, &self.method, self.body_suffix.as_deref())
    }

    /// The payload of the body, the preferred one before the pass `bodies`. Returns `None` if no body is sent.
    pub fn payload(&self) -> Option<&Payload> {
        self.body.as_ref()?.payloads.first()
    }

    /// The edges of the request, then those of the responses, in the order of the document.
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
        let long_running = self.long_running.iter_mut().map(|field| &mut field.ty);
        sent.chain(body)
            .chain(received)
            .chain(headers)
            .chain(items)
            .chain(long_running)
            .collect()
    }

    /// The responses that count as success: the 2xx, else the 3xx, else the default. A redirect beside a 2xx is meant
    /// for browsers.
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

    /// The edges of the request.
    pub fn sent(&self) -> impl Iterator<Item = &Ref> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        let payloads = self.body.iter().flat_map(|body| &body.payloads);
        parameters.chain(payloads.flat_map(Payload::edges))
    }

    /// The edges of the responses.
    pub fn received(&self) -> impl Iterator<Item = &Ref> {
        let headers = self.headers.iter().map(|header| &header.ty);
        let long_running = self.long_running.iter().map(|field| &field.ty);
        let bodies = self.responses.iter().flat_map(Response::edges);
        bodies.chain(headers).chain(long_running)
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
    /// A method of `additionalOperations` (OpenAPI 3.2), as sent.
    Other(String),
}

impl Method {
    /// The methods with a keyword in the path item object.
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

    /// The method as sent.
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

    /// The keyword in the path item object.
    pub fn key(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}
