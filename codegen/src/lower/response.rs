//! Responses and their content (OpenAPI 3.0.4, sections 4.8.14 to 4.8.17).

use super::media::response::{self as media, ResponseMedia};
use super::schema::docs;
use super::{Lower, Target, entries};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Content, Header, Origin, Ref, Response, ResponseFormat, Shape, Status, Stream};
use crate::read::{Node, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    /// The responses, and the headers of all of them.
    pub(super) fn responses(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        index: usize,
    ) -> (Vec<Response>, Vec<Header>) {
        let declared = entries(node, at, "responses");
        let successes = declared.iter().filter(|(code, ..)| code.starts_with('2'));
        let successes = successes.count();
        let (mut responses, mut headers) = (Vec::new(), Vec::new());
        for (code, node, at) in declared {
            if code.starts_with("x-") {
                continue;
            }
            let Some(status) = status(code) else {
                let message = format!("`{code}` is not a status code");
                let found = Diagnostic::new(codes::BAD_STATUS, message).at_key(&at);
                let help = "use three digits, a range such as `4XX`, or `default`";
                self.diags
                    .push(found.label("the response is left out").help(help));
                continue;
            };
            self.enter(&format!("{code} response"));
            let Some(Target { node, at, name }) = self.follow(node, &at) else {
                continue;
            };
            let origin = match name {
                Some(name) => Origin::Component(name),
                None => Origin::Operation {
                    index,
                    step: step(status, successes),
                },
            };
            if status.class() == Some(1) {
                self.report_switching(status, &at);
            }
            self.headers(node, &at, index, &mut headers);
            let response = self.response(status, node, at, &origin);
            responses.push(response);
        }
        let headers = headers.into_iter().map(|(header, _)| header);
        (responses, headers.collect())
    }

    /// Reports a 1xx response: the client reads neither interim responses nor other protocols.
    fn report_switching(&mut self, status: Status, at: &Pointer) {
        let message = format!("after {status}, the connection uses another protocol");
        let found = Diagnostic::new(codes::SWITCHING_PROTOCOLS, message).at_key(at);
        let label = "calls return an error: send the request from `to_http` yourself";
        self.diags.push(found.label(label));
    }

    fn response(
        &mut self,
        status: Status,
        node: &'d Node,
        at: Pointer,
        origin: &Origin,
    ) -> Response {
        let content = at.child("content");
        let mut entries = match node.get("content") {
            Some(node) => media::entries(node, &content),
            None => Vec::new(),
        };
        if self.never_has_a_body(status) && !entries.is_empty() {
            let message = "HTTP allows no body for this response";
            let found = Diagnostic::new(codes::BODILESS_CONTENT, message).at_key(&content);
            self.diags.push(found.label("the content is left out"));
            entries.clear();
        }
        let mut response = Response {
            status,
            content: Content::Empty,
            media_types: Vec::new(),
            other_media_types: Vec::new(),
            stream: self.stream(&entries, origin),
            docs: docs(node),
            at,
        };
        // The first JSON entry, else the first entry, so that entries added later change nothing.
        let Some(preferred) = entries
            .iter()
            .min_by_key(|entry| entry.format != ResponseFormat::Json)
        else {
            return response;
        };
        response.content = match preferred.format {
            ResponseFormat::Json => {
                let body = self.media_schema(preferred, origin);
                if response.stream.is_none() {
                    response.stream = self.undeclared_stream(node, &entries, preferred, &body);
                }
                Content::Json(body)
            }
            ResponseFormat::Text => Content::Text,
            ResponseFormat::Bytes => Content::Bytes,
        };
        list_media_types(&mut response, &entries, preferred);
        response
    }

    /// The first media type that is a stream. `itemSchema` (OpenAPI 3.2), or else `schema`, declares the items.
    fn stream(&mut self, entries: &[ResponseMedia<'d>], origin: &Origin) -> Option<Stream> {
        let found = entries
            .iter()
            .find_map(|entry| Some((entry, media::framing(entry.media_type)?)));
        let (entry, framing) = found?;
        let origin = match origin {
            Origin::Operation { index, .. } => Origin::Operation {
                index: *index,
                step: "event".to_owned(),
            },
            Origin::Component(name) => Origin::Component(format!("{name} event")),
            Origin::Nested { .. } => origin.clone(),
        };
        let located = |key: &str| Some((entry.node.get(key)?, entry.at.child(key)));
        let schema = located("itemSchema").or_else(|| located("schema"));
        Some(Stream {
            media_type: entry.media_type.to_owned(),
            framing,
            item: schema.map(|(schema, at)| self.schema(Schema::new(schema), &at, &origin)),
        })
    }

    /// Whether HTTP allows no body (RFC 9110, sections 9.3.2 and 15).
    fn never_has_a_body(&self, status: Status) -> bool {
        let is_head = self
            .current
            .as_ref()
            .is_some_and(|current| current.name.starts_with("HEAD "));
        is_head || matches!(status, Status::Code(204 | 205 | 304))
    }

    /// The type of a media type's schema; without a schema, any value.
    pub(super) fn media_schema(&mut self, entry: &ResponseMedia<'d>, origin: &Origin) -> Ref {
        match entry.node.get("schema") {
            Some(schema) => self.schema(Schema::new(schema), &entry.at.child("schema"), origin),
            None => Ref::new(Shape::Any, entry.at.clone()),
        }
    }
}

/// Lists the media types of the content, and those of other content.
fn list_media_types(
    response: &mut Response,
    entries: &[ResponseMedia<'_>],
    preferred: &ResponseMedia<'_>,
) {
    for entry in entries {
        let is_same = entry.format == preferred.format
            && (preferred.format != ResponseFormat::Json
                || entry.node.get("schema") == preferred.node.get("schema"));
        // Streams have their own method.
        let is_watch = media::is_watch(entry.media_type);
        let is_stream = is_watch || media::framing(entry.media_type).is_some();
        if is_same && !is_watch {
            response.media_types.push(entry.media_type.to_owned());
        } else if !is_stream {
            response.other_media_types.push(entry.media_type.to_owned());
        }
    }
}

fn status(code: &str) -> Option<Status> {
    if code == "default" {
        return Some(Status::Default);
    }
    let class = code.strip_suffix("XX").or_else(|| code.strip_suffix("xx"));
    if let Some(class) = class {
        let class = class.parse().ok().filter(|class| (1..=5).contains(class));
        return class.map(Status::Class);
    }
    let code: u16 = code.parse().ok()?;
    (100..=599).contains(&code).then_some(Status::Code(code))
}

/// The words for an inline schema of this response. The only success needs no status.
fn step(status: Status, successes: usize) -> String {
    match status {
        status if status.is_success() && successes == 1 => "response".to_owned(),
        Status::Code(code) => format!("response {code}"),
        Status::Class(class) => format!("response {class}xx"),
        Status::Default if successes == 0 => "response".to_owned(),
        Status::Default => "error".to_owned(),
    }
}
