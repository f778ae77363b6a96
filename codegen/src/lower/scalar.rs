//! Scalars, told by type and format.

use super::{Lower, text};
use crate::diag::{Diagnostic, codes};
use crate::ir::{Int, Scalar};
use crate::read::{Node, Number};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn text_scalar(&mut self, node: &'d Node, at: &Pointer) -> Scalar {
        match text(node, "format") {
            "int64" => Scalar::IntString(Int::I64),
            "uint64" => Scalar::IntString(Int::U64),
            "date" => Scalar::Date,
            "date-time" => Scalar::DateTime,
            "duration" => Scalar::Duration,
            "byte" => Scalar::Base64,
            "binary" => Scalar::Binary,
            "" | "uuid" | "uri" | "url" | "email" | "hostname" | "ipv4" | "ipv6" | "password"
            | "uri-reference" | "regex" => Scalar::String,
            other => {
                self.free_format(other, at, "a string");
                Scalar::String
            }
        }
    }

    pub(super) fn integer(&mut self, node: &'d Node, at: &Pointer) -> Scalar {
        let format = text(node, "format");
        let int = int_format(format).unwrap_or_else(|| {
            if !matches!(format, "" | "int" | "integer") {
                self.free_format(format, at, "an integer of 64 bits");
            }
            by_bounds(node)
        });
        Scalar::Int(int)
    }

    /// A number whose format is that of an integer is one.
    pub(super) fn number(&mut self, node: &'d Node, at: &Pointer) -> Scalar {
        match text(node, "format") {
            "" | "float" | "double" => Scalar::Float,
            other => int_format(other).map_or_else(
                || {
                    self.free_format(other, at, "a number");
                    Scalar::Float
                },
                Scalar::Int,
            ),
        }
    }

    /// `format` is an open list (OpenAPI 3.0.4, section 4.4.1): an unknown one is no mistake.
    fn free_format(&mut self, format: &str, at: &Pointer, taken: &str) {
        let message = format!("the format `{format}` has no type of its own");
        let found = Diagnostic::new(codes::FREE_FORMAT, message).at(&at.child("format"));
        self.diags.push(found.label(format!("taken as {taken}")));
    }
}

fn int_format(format: &str) -> Option<Int> {
    Some(match format {
        "int8" => Int::I8,
        "int16" => Int::I16,
        "int32" => Int::I32,
        "int64" => Int::I64,
        "uint8" => Int::U8,
        "uint16" => Int::U16,
        "uint32" => Int::U32,
        "uint64" | "uint" => Int::U64,
        _ => return None,
    })
}

/// An integer without a format has 64 bits, and no sign only where its bounds leave no other way.
fn by_bounds(node: &Node) -> Int {
    let bound = |key: &str| match node.get(key).and_then(Node::as_number) {
        Some(Number::Int(bound)) => Some(bound),
        _ => None,
    };
    let wide = bound("maximum").is_some_and(|most| most > i64::MAX.into());
    match wide && bound("minimum").is_some_and(|least| least >= 0) {
        true => Int::U64,
        false => Int::I64,
    }
}
