//! Scalar types, from `type` and `format`.

use super::Lower;
use crate::diag::{Diagnostic, codes};
use crate::ir::{Int, Scalar};
use crate::read::{Limit, Node, Number, Schema};
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
        if !matches!(format, "" | "int" | "integer") && int_format(format).is_none() {
            self.unknown_format(format, at, "a 64-bit integer");
        }
        let int = int_format(format).unwrap_or_else(|| without_format(schema));
        Scalar::Int(within_bounds(int, schema))
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
                |int| Scalar::Int(within_bounds(int, schema)),
            ),
        }
    }

    /// Reports an unknown `format`, which OpenAPI allows (OpenAPI 3.0.4, section 4.4.1).
    fn unknown_format(&mut self, format: &str, at: &Pointer, ty: &str) {
        if self.config.own_types.contains_key(format) {
            return;
        }
        let message = format!("the format `{format}` has no Rust type");
        let found = Diagnostic::new(codes::FREE_FORMAT, message).at(&at.child("format"));
        self.diags.push(found.label(format!("generated as {ty}")));
    }
}

/// The integer type of a format. Frameworks write `uint32`, `u-int32` or `uint`.
pub(super) fn int_format(format: &str) -> Option<Int> {
    Some(match format {
        "int8" => Int::I8,
        "int16" => Int::I16,
        "int32" => Int::I32,
        "int64" => Int::I64,
        "uint8" | "u-int8" => Int::U8,
        "uint16" | "u-int16" => Int::U16,
        "uint32" | "u-int32" => Int::U32,
        "uint64" | "u-int64" | "uint" | "u-int" => Int::U64,
        _ => return None,
    })
}

/// The type of an integer without a known format. A default beyond `i64` is a value of the schema, so the type must hold it.
fn without_format(schema: Schema<'_>) -> Int {
    let is_signed = schema.minimum().map(lowest).is_some_and(|least| least < 0);
    let default = schema.get("default").and_then(Node::as_u64);
    match default {
        Some(default) if !is_signed && i64::try_from(default).is_err() => Int::U64,
        _ => Int::I64,
    }
}

/// The type of a format within the bounds: unsigned if no value is negative, since frameworks describe a `u32` as
/// `int32` with a minimum of 0, and wider if a bound does not fit.
fn within_bounds(int: Int, schema: Schema<'_>) -> Int {
    let minimum = schema.minimum().map(lowest);
    let maximum = schema.maximum().map(highest);
    let is_unsigned = minimum.is_some_and(|minimum| minimum >= 0);
    let candidates = match is_unsigned {
        true => [unsigned(int), Int::U32, Int::U64],
        false => [int, Int::I32, Int::I64],
    };
    let (lowest, highest) = range(candidates[0]);
    let fits = |candidate: &Int| {
        let (least, most) = range(*candidate);
        let holds = |bound: i128| least <= bound && bound <= most;
        let bounds = [Some(lowest), Some(highest), minimum, maximum];
        bounds.into_iter().flatten().all(holds)
    };
    candidates.into_iter().find(fits).unwrap_or(candidates[0])
}

/// The lowest integer that a lower bound allows.
fn lowest(limit: Limit) -> i128 {
    match limit {
        Limit::Inclusive(Number::Int(bound)) => bound,
        Limit::Exclusive(Number::Int(bound)) => bound.saturating_add(1),
        Limit::Inclusive(Number::Float(bound)) => clamped(bound.ceil()),
        Limit::Exclusive(Number::Float(bound)) => clamped(bound.floor() + 1.0),
    }
}

/// The highest integer that an upper bound allows.
fn highest(limit: Limit) -> i128 {
    match limit {
        Limit::Inclusive(Number::Int(bound)) => bound,
        Limit::Exclusive(Number::Int(bound)) => bound.saturating_sub(1),
        Limit::Inclusive(Number::Float(bound)) => clamped(bound.floor()),
        Limit::Exclusive(Number::Float(bound)) => clamped(bound.ceil() - 1.0),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "it has no fractional part, and a bound beyond `i128` is beyond every type"
)]
fn clamped(bound: f64) -> i128 {
    bound as i128
}

fn unsigned(int: Int) -> Int {
    match int {
        Int::I8 | Int::U8 => Int::U8,
        Int::I16 | Int::U16 => Int::U16,
        Int::I32 | Int::U32 => Int::U32,
        Int::I64 | Int::U64 => Int::U64,
    }
}

/// The lowest and highest value of a type.
fn range(int: Int) -> (i128, i128) {
    match int {
        Int::I8 => (i8::MIN.into(), i8::MAX.into()),
        Int::I16 => (i16::MIN.into(), i16::MAX.into()),
        Int::I32 => (i32::MIN.into(), i32::MAX.into()),
        Int::I64 => (i64::MIN.into(), i64::MAX.into()),
        Int::U8 => (0, u8::MAX.into()),
        Int::U16 => (0, u16::MAX.into()),
        Int::U32 => (0, u32::MAX.into()),
        Int::U64 => (0, u64::MAX.into()),
    }
}
