//! How single properties of a body are written (OpenAPI 3.0.4, section 4.8.15).
//!
//! In: the `encoding` of a media type. Out: an [`Encoding`] for each property that it speaks of. Guaranteed: headers are
//! those of parts, each once, and none that the client writes by itself; a header costs no operation.

use super::media::request::RequestMedia;
use super::parameter::style;
use super::schema::docs;
use super::{Found, Lower, entries, flag, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{
    BodyFormat, Encoding, Origin, Parameter, ParameterLocation, Presence, Style, StyleKind,
};
use crate::read::Node;
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    /// What is said of each property.
    pub(super) fn encodings(&mut self, entry: &RequestMedia<'d>, origin: &Origin) -> Vec<Encoding> {
        let mut encodings = Vec::new();
        for (name, node, at) in entries(entry.node, &entry.at, "encoding") {
            let content_type = node.get("contentType").and_then(Node::as_str);
            encodings.push(Encoding {
                name: name.to_owned(),
                style: encoding_style(node),
                content_type: content_type.map(str::to_owned),
                headers: match entry.format {
                    BodyFormat::Multipart => self.part_headers(node, &at, &beside(origin, name)),
                    _ => self.no_part(node, &at),
                },
                at,
            });
        }
        encodings
    }

    /// Only parts have headers.
    fn no_part(&mut self, node: &Node, at: &Pointer) -> Vec<Parameter> {
        if node.get("headers").is_some() {
            let message = "a body that is not multipart has no headers inside";
            let found = Diagnostic::new(codes::UNUSED_KEYWORD, message);
            let found = found.at_key(&at.child("headers"));
            self.diags.push(found.label("they are not sent"));
        }
        Vec::new()
    }

    fn part_headers(&mut self, node: &'d Node, at: &Pointer, origin: &Origin) -> Vec<Parameter> {
        let site = self.site.take();
        let mut headers: Vec<Parameter> = Vec::new();
        for (wire, node, at) in entries(node, at, "headers") {
            let Some(found) = self.follow(node, &at) else {
                continue;
            };
            let instead = match wire.to_ascii_lowercase().as_str() {
                "content-type" => Some("`contentType` says it"),
                "content-disposition" => Some("the names of part and file make it"),
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
                self.header_twice(wire, &at);
            } else {
                headers.push(self.part_header(wire, found, origin));
            }
        }
        self.site = site;
        headers
    }

    fn part_header(&mut self, wire: &str, found: Found<'d>, origin: &Origin) -> Parameter {
        let Found { node, at, name } = found;
        let origin = match name {
            Some(name) => Origin::Component(format!("{name} header")),
            None => beside(origin, &format!("{wire} header")),
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

/// What stands beside a body, with another word in its name.
fn beside(origin: &Origin, word: &str) -> Origin {
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

/// The style of a property, where any of its keywords is there: else the content type decides.
fn encoding_style(node: &Node) -> Option<Style> {
    let named = ["style", "explode", "allowReserved"];
    let any = named.iter().any(|key| node.get(key).is_some());
    let kind = StyleKind::from_keyword(text(node, "style"));
    any.then(|| style(node, kind, ParameterLocation::Query))
}
