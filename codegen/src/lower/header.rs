//! Response headers (OpenAPI 3.0.4, section 4.8.21).

use super::schema::docs;
use super::{Lower, Target, entries};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Header, Origin, ParameterLocation};
use crate::read::Node;
use crate::source::Pointer;

/// A header, and the node that declares it.
pub(super) type Declared<'d> = (Header, &'d Node);

impl<'d> Lower<'d, '_> {
    /// Adds the headers of a response to those of earlier responses. An invalid header does not drop the operation.
    pub(super) fn headers(
        &mut self,
        response: &'d Node,
        at: &Pointer,
        index: usize,
        headers: &mut Vec<Declared<'d>>,
    ) {
        let current = self.current.take();
        let mut own: Vec<&str> = Vec::new();
        for (wire, node, at) in entries(response, at, "headers") {
            let Some(found) = self.follow(node, &at) else {
                continue;
            };
            // Section 4.8.17.1: it is ignored, because `content` declares the media types.
            if wire.eq_ignore_ascii_case("content-type") {
                let message = format!("the header `{wire}` is declared by `content`");
                let found = Diagnostic::new(codes::RESERVED_HEADER, message).at_key(&at);
                self.diags.push(found.label("the header is left out"));
                continue;
            }
            if own.iter().any(|own| own.eq_ignore_ascii_case(wire)) {
                self.duplicate_header(wire, &at);
                continue;
            }
            own.push(wire);
            let same = |(known, _): &&Declared| known.wire.eq_ignore_ascii_case(wire);
            match headers.iter().find(same) {
                None => {
                    let node = found.node;
                    headers.push((self.header(wire, found, index), node));
                }
                Some((known, first)) => self.report_conflict(&known.at, first, &found),
            }
        }
        self.current = current;
    }

    fn header(&mut self, wire: &str, target: Target<'d>, index: usize) -> Header {
        let Target { node, at, name } = target;
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

    pub(super) fn duplicate_header(&mut self, wire: &str, at: &Pointer) {
        let message = format!("the header `{wire}` is declared twice");
        let found = Diagnostic::new(codes::DUPLICATE_PARAMETER, message).at_key(at);
        self.diags
            .push(found.label("the second declaration is left out"));
    }

    /// Reports a header with different types in two responses. All responses share one field, which has the type of the
    /// first declaration.
    fn report_conflict(&mut self, at: &Pointer, first: &'d Node, other: &Target<'d>) {
        let keyword = |node: &'d Node, key: &str| match node.get("schema") {
            Some(schema) => schema.get(key),
            None => node.get("content"),
        };
        let keys = ["$ref", "type", "format", "items"];
        if keys
            .iter()
            .all(|key| keyword(first, key) == keyword(other.node, key))
        {
            return;
        }
        let message = "another response declares this header with a different type";
        let found = Diagnostic::new(codes::HEADER_CONFLICT, message).at_key(&other.at);
        let found = found.related(at, "this declaration is used for all responses");
        let label = "values that match only this declaration are treated as malformed";
        self.diags.push(found.label(label));
    }
}
