//! Responses and their content (OpenAPI 3.0.4, sections 4.8.14 to 4.8.17).

use super::media::{self, Entry};
use super::schema::docs;
use super::{Found, Lower, entries};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Content, Media, Origin, Ref, Response, Shape, Status};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn responses(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        index: usize,
    ) -> Vec<Response> {
        let declared = entries(node, at, "responses");
        let successes = declared.iter().filter(|(code, ..)| code.starts_with('2'));
        let successes = successes.count();
        let mut responses = Vec::new();
        for (code, node, at) in declared {
            if code.starts_with("x-") {
                continue;
            }
            let Some(status) = status(code) else {
                let message = format!("`{code}` is no status");
                let found = Diagnostic::new(codes::BAD_STATUS, message).at_key(&at);
                let help = "a status is three digits, a class such as `4XX`, or `default`";
                self.diags
                    .push(found.label("the response is left out").help(help));
                continue;
            };
            self.enter(&format!("{code} response"));
            let Some(Found { node, at, name }) = self.follow(node, &at) else {
                continue;
            };
            let origin = match name {
                Some(name) => Origin::Component(name),
                None => Origin::Operation {
                    index,
                    step: step(status, successes),
                },
            };
            responses.push(Response {
                status,
                content: self.content(node, &at, &origin),
                docs: docs(node),
                at,
            });
        }
        responses
    }

    fn content(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Content {
        let Some(declared) = node.get("content").and_then(Node::as_map) else {
            return Content::Empty;
        };
        if declared.is_empty() {
            return Content::Empty;
        }
        let content = at.child("content");
        match node
            .get("content")
            .and_then(|node| media::best(node, &content))
        {
            Some(entry) => match entry.media {
                Media::Json => Content::Json(self.media_schema(&entry, origin)),
                Media::Text => Content::Text,
                Media::Bytes => Content::Bytes,
            },
            None => Content::Bytes,
        }
    }

    /// The schema of a media type; without one, any value.
    pub(super) fn media_schema(&mut self, entry: &Entry<'d>, origin: &Origin) -> Ref {
        match entry.node.get("schema") {
            Some(schema) => self.schema(schema, &entry.at.child("schema"), origin),
            None => Ref::new(Shape::Any, entry.at.clone()),
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

/// The words for an inline schema of this response: the one success needs no number.
fn step(status: Status, successes: usize) -> String {
    match status {
        status if status.is_success() && successes == 1 => "response".to_owned(),
        Status::Code(code) => format!("response {code}"),
        Status::Class(class) => format!("response {class}xx"),
        Status::Default if successes == 0 => "response".to_owned(),
        Status::Default => "error".to_owned(),
    }
}
