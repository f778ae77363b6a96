//! Scalar types, from `type` and `format`.

use super::Lower;
use crate::diag::{Diagnostic, codes};
use crate::ir::{Int, Scalar};
use crate::read::{Limit, Number, Schema};
use crate::source::Pointer;

impl<'d> Lower<'d, '_> {
    pub(super) fn string(&mut self, schema: Schema<'d>, at: &Pointer) -> Scalar {
        match schema.format() {
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
                self.unknown_format(other, at, "a string");
                Scalar::String
            }
        }
    }

    pub(super) fn integer(&mut self, schema: Schema<'d>, at: &Pointer) -> Scalar {
        let format = schema.format();
        let int = int_format(format).unwrap_or_else(|| {
            if !matches!(format, "" | "int" | "integer") {
                self.unknown_format(format, at, "a 64-bit integer");
            }
            by_bounds(schema)
        });
        Scalar::Int(int)
    }

    /// A number with an integer format is an integer.
    pub(super) fn number(&mut self, schema: Schema<'d>, at: &Pointer) -> Scalar {
        match schema.format() {
            "" | "float" | "double" => Scalar::Float,
            other => int_format(other).map_or_else(
                || {
                    self.unknown_format(other, at, "a number");
                    Scalar::Float
                },
                Scalar::Int,
            ),
        }
    }

    /// Reports an unknown `format`, which OpenAPI allows (OpenAPI 3.0.4, section 4.4.1).
    fn unknown_format(&mut self, format: &str, at: &Pointer, ty: &str) {
        let message = format!("the format `{format}` has no Rust type");
        let found = Diagnostic::new(codes::FREE_FORMAT, message).at(&at.child("format"));
        self.diags.push(found.label(format!("generated as {ty}")));
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

/// An integer without a format is an `i64`, or a `u64` if its bounds require it.
fn by_bounds(schema: Schema<'_>) -> Int {
    let bound = |limit: Option<Limit>| match limit? {
        Limit::Inclusive(Number::Int(bound)) | Limit::Exclusive(Number::Int(bound)) => Some(bound),
        _ => None,
    };
    let maximum = bound(schema.maximum());
    let exceeds_i64 = maximum.is_some_and(|maximum| maximum > i64::MAX.into());
    match exceeds_i64 && bound(schema.minimum()).is_some_and(|minimum| minimum >= 0) {
        true => Int::U64,
        false => Int::I64,
    }
}
