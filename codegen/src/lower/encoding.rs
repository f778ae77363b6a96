//! Encodings of single properties of a body (OpenAPI 3.0.4, section 4.8.15).
//!
//! In: the `encoding` of a media type. Out: an [`Encoding`] for each listed property. Guaranteed: only parts have
//! headers, each header once, and none that the client sets itself; an invalid header does not drop the operation.

use super::media::request::RequestMedia;
use super::parameter::style;
use super::schema::docs;
use super::{Lower, Target, entries, flag, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    BodyFormat, Encoding, Origin, Parameter, ParameterLocation, Presence, Style, StyleKind,
};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn encodings(&mut self, entry: &RequestMedia<'d>, origin: &Origin) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for (name, node, at) in entries(entry.node, &entry.at, "encoding") {
            let content_type = node.get("contentType").and_then(Node::as_str);
            encodings.push(Encoding {
                name: name.to_owned(),
                style: encoding_style(node),
                content_type: content_type.map(str::to_owned),
                headers: match entry.format {
                    BodyFormat::Multipart => self.part_headers(node, &at, &append(origin, name)),
                    _ => self.ignore_headers(node, &at),
                },
                at,
            });
        }
        encodings
    }

    fn ignore_headers(&mut self, node: &Node, at: &Pointer) -> Vec<Parameter> {
        if node.get("headers").is_some() {
            let message = "only the parts of a multipart body have headers";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message);
            let found = found.at_key(&at.child("headers"));
            self.diags.push(found.label("they are not sent"));
        }
        Vec::new()
    }

    fn part_headers(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Vec<Parameter> {
        let current = self.current.take();
        let mut headers: Vec<Parameter> = Vec::new();
        for (wire, node, at) in entries(node, at, "headers") {
            let Some(found) = self.follow(node, &at) else {
                continue;
            };
            let instead = match wire.to_ascii_lowercase().as_str() {
                "content-type" => Some("use `contentType`"),
                "content-disposition" => Some("it holds the names of the part and the file"),
                _ => None,
            };
            if let Some(instead) = instead {
                let message = format!("the header `{wire}` of a part is set by the client");
                let found = Diagnostic::new(codes::RESERVED_HEADER, message).at_key(&at);
                let label = format!("the header is left out: {instead}");
                self.diags.push(found.label(label));
            } else if headers
                .iter()
                .any(|own| own.wire.eq_ignore_ascii_case(wire))
            {
                self.duplicate_header(wire, &at);
            } else {
                headers.push(self.part_header(wire, found, origin));
            }
        }
        self.current = current;
        headers
    }

    fn part_header(&mut self, wire: &str, target: Target<'d>, origin: &Origin) -> Parameter {
        let Target { node, at, name } = target;
        let origin = match name {
            Some(name) => Origin::Component(format!("{name} header")),
            None => append(origin, &format!("{wire} header")),
        };
        let (ty, style) = self.parameter_type(node, &at, &origin, ParameterLocation::Header);
        Parameter {
            wire: wire.to_owned(),
            location: ParameterLocation::Header,
            ty,
            presence: match flag(node, "required") {
                true => Presence::Required,
                false => Presence::Optional,
            },
            style,
            docs: docs(node),
            default: None,
            at,
        }
    }
}

/// The origin with a word appended to its name.
fn append(origin: &Origin, word: &str) -> Origin {
    match origin {
        Origin::Component(name) => Origin::Component(format!("{name} {word}")),
        Origin::Operation { index, step } => Origin::Operation {
            index: *index,
            step: format!("{step} {word}"),
        },
        Origin::Nested { owner, step } => Origin::Nested {
            owner: *owner,
            step: format!("{step} {word}"),
        },
    }
}

/// The style of a property. Returns `None` if no style keyword is present: then the content type decides.
fn encoding_style(node: &Node) -> Option<Style> {
    let keywords = ["style", "explode", "allowReserved"];
    let has_style = keywords.iter().any(|key| node.get(key).is_some());
    let kind = StyleKind::from_keyword(text(node, "style"));
    has_style.then(|| style(node, kind, ParameterLocation::Query))
}
