//! Headers of responses (OpenAPI 3.0.4, section 4.8.21).

use super::schema::docs;
use super::{Found, Lower, entries};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Header, Origin, ParameterLocation};
use crate::read::Node;
use crate::source::Pointer;

/// A header, and the node that declares it.
pub(super) type Declared<'d> = (Header, &'d Node);

impl<'d> Lower<'d, '_> {
    /// Adds the headers of a response to those of the responses before it.
    ///
    /// A header costs no operation: it is there to be read by those who ask for it.
    pub(super) fn headers(
        &mut self,
        response: &'d Node,
        at: &Pointer,
        index: usize,
        headers: &mut Vec<Declared<'d>>,
    ) {
        let site = self.site.take();
        let mut own: Vec<&str> = Vec::new();
        for (wire, node, at) in entries(response, at, "headers") {
            let Some(found) = self.follow(node, &at) else {
                continue;
            };
            // Section 4.8.17.1: the media types say it.
            if wire.eq_ignore_ascii_case("content-type") {
                let message = format!("the header `{wire}` is what `content` says");
                let found = Diagnostic::new(codes::RESERVED_HEADER, message).at_key(&at);
                self.diags.push(found.label("the header is left out"));
                continue;
            }
            if own.iter().any(|own| own.eq_ignore_ascii_case(wire)) {
                self.header_twice(wire, &at);
                continue;
            }
            own.push(wire);
            let same = |(known, _): &&Declared| known.wire.eq_ignore_ascii_case(wire);
            match headers.iter().find(same) {
                None => {
                    let node = found.node;
                    headers.push((self.header(wire, found, index), node));
                }
                Some((known, first)) => self.declared_again(&known.at, first, &found),
            }
        }
        self.site = site;
    }

    fn header(&mut self, wire: &str, found: Found<'d>, index: usize) -> Header {
        let Found { node, at, name } = found;
        let origin = match name {
            Some(name) => Origin::Component(format!("{name} header")),
            None => Origin::Operation {
                index,
                step: format!("{wire} header"),
            },
        };
        let (ty, style) = self.parameter_type(node, &at, &origin, ParameterLocation::Header);
        Header {
            wire: wire.to_owned(),
            ty,
            style,
            docs: docs(node),
            at,
        }
    }

    pub(super) fn header_twice(&mut self, wire: &str, at: &Pointer) {
        let message = format!("the header `{wire}` is declared twice");
        let found = Diagnostic::new(codes::DUPLICATE_PARAMETER, message).at_key(at);
        self.diags.push(found.label("the second one is left out"));
    }

    /// One field holds it for all responses: the first declaration says what it is.
    fn declared_again(&mut self, at: &Pointer, first: &'d Node, found: &Found<'d>) {
        let says = |node: &'d Node, key: &str| match node.get("schema") {
            Some(schema) => schema.get(key),
            None => node.get("content"),
        };
        let keys = ["$ref", "type", "format", "items"];
        if keys
            .iter()
            .all(|key| says(first, key) == says(found.node, key))
        {
            return;
        }
        let message = "another response declares this header otherwise";
        let found = Diagnostic::new(codes::HEADER_CONFLICT, message).at_key(&found.at);
        let found = found.related(at, "this declaration is taken for all responses");
        let label = "a value that fits this one alone counts as malformed";
        self.diags.push(found.label(label));
    }
}
