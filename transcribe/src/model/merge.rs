//! Merges two descriptions of one field or message.
//!
//! The more specific type is used; otherwise the first description is. Contradictions are reported with both locations.

use oascribe_codegen::diag::codes;

use crate::facts::{Cardinality, Constraint, EnumValue, Field, Message, Primitive, Type};
use crate::reporter::Reporter;
use crate::span::Span;

/// Merges another description of the same message.
pub fn message(name: &str, message: &mut Message, other: Message, reporter: &mut Reporter<'_>) {
    let Message {
        title: _,
        anchor,
        text,
        fields,
        groups,
        at,
    } = other;
    if message.anchor.is_none() {
        message.anchor = anchor;
    }
    if message.text.is_empty() {
        message.text = text;
    }
    let missing = |fields: &[Field], known: &Field| !fields.iter().any(|it| it.name == known.name);
    for known in message.fields.iter().filter(|it| missing(&fields, it)) {
        lacking(name, known, at, reporter);
    }
    for field in fields {
        match message
            .fields
            .iter_mut()
            .find(|known| known.name == field.name)
        {
            Some(known) => self::field(name, known, field, reporter),
            None => {
                lacking(name, &field, message.at, reporter);
                message.fields.push(field);
            }
        }
    }
    for group in groups {
        message.add_group(group);
    }
}

/// Reports a field that one description lacks. Long-running operations of different kinds have different fields, which is
/// no contradiction.
fn lacking(name: &str, field: &Field, other: Span, reporter: &mut Reporter<'_>) {
    if name == "Operation" {
        return;
    }
    let text = format!(
        "`{name}` has `{}` on one page and not on another",
        field.name
    );
    let others = [(other, "the description without it")];
    reporter.report_with(
        codes::PAGE_CONTRADICTION,
        text,
        field.at,
        "included",
        &others,
    );
}

/// Merges another description of the same field.
pub fn field(owner: &str, field: &mut Field, other: Field, reporter: &mut Reporter<'_>) {
    let Field {
        name: _,
        at,
        cardinality,
        ty,
        ty_at,
        required,
        constraints,
        text,
        values,
        deprecated,
    } = other;
    let name = format!("{owner}.{}", field.name);
    self::ty(&name, field, (cardinality, ty, ty_at), reporter);
    if field.required.is_empty() != required.is_empty() {
        let (with, without) = match required.first() {
            Some(need) => (need.at, field.at),
            None => (field.required.first().map_or(field.at, |need| need.at), at),
        };
        let text = format!("`{name}` is required on one page and not on another");
        let others = [(without, "the description without it")];
        reporter.report_with(
            codes::REQUIRED_SPELLING,
            text,
            with,
            "assumed to be required",
            &others,
        );
    }
    field.required.extend(required);
    for constraint in constraints {
        self::constraint(&name, &mut field.constraints, constraint, reporter);
    }
    if field.text.is_empty() {
        field.text = text;
    }
    self::values(&name, &mut field.values, values, field.at, at, reporter);
    field.deprecated = field.deprecated.or(deprecated);
}

fn ty(
    name: &str,
    field: &mut Field,
    (cardinality, ty, at): (Cardinality, Option<Type>, Span),
    reporter: &mut Reporter<'_>,
) {
    let Some(other) = ty else {
        return;
    };
    let Some(known) = &mut field.ty else {
        field.cardinality = cardinality;
        field.ty = Some(other);
        field.ty_at = at;
        return;
    };
    match (&mut *known, other) {
        (Type::Primitive(one, format), Type::Primitive(two, other))
            if *one == two && field.cardinality == cardinality =>
        {
            match (&format, other) {
                (None, other) => *format = other,
                (Some(_), None) => {}
                (Some(known), Some(other)) if *known == other => {}
                (Some(known), Some(other)) => {
                    let text =
                        format!("`{name}` has the format `{known}` and the format `{other}`");
                    disagree(text, field.ty_at, at, reporter);
                }
            }
        }
        (known, other) => {
            let more = rank(&other) > rank(known);
            if !alike(known, &other) || field.cardinality != cardinality {
                let text = format!("`{name}` has different types on two pages");
                disagree(text, field.ty_at, at, reporter);
            } else if more {
                *known = other;
                field.ty_at = at;
            }
        }
    }
}

fn disagree(text: String, first: Span, second: Span, reporter: &mut Reporter<'_>) {
    let others = [(second, "the other value")];
    reporter.report_with(
        codes::PAGE_CONTRADICTION,
        text,
        first,
        "the first value is used",
        &others,
    );
}

/// How specific a type is.
fn rank(ty: &Type) -> u8 {
    match ty {
        Type::Primitive(_, None) => 0,
        Type::Primitive(_, Some(_)) | Type::AnyObject => 1,
        Type::Enum(None) => 2,
        Type::Enum(Some(_)) | Type::Map(_) => 3,
        Type::Inline(_) | Type::Named(_) => 4,
    }
}

/// Whether two types may describe the same field. Some generations of pages state less than others.
pub fn alike(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Primitive(one, _), Type::Primitive(other, _)) => one == other,
        (Type::Named(one), Type::Named(other)) => one == other,
        (Type::Map(one), Type::Map(other)) => alike(one, other),
        (
            Type::Primitive(Primitive::String, None) | Type::Enum(_),
            Type::Enum(_) | Type::Named(_),
        )
        | (
            Type::Enum(_) | Type::Named(_),
            Type::Primitive(Primitive::String, None) | Type::Enum(_),
        )
        | (Type::Primitive(Primitive::String, None), Type::Map(_))
        | (Type::Map(_), Type::Primitive(Primitive::String, None)) => true,
        (Type::AnyObject, other) | (other, Type::AnyObject) => {
            !matches!(other, Type::Primitive(..) | Type::Enum(_))
        }
        _ => false,
    }
}

fn constraint(
    name: &str,
    rules: &mut Vec<Constraint>,
    constraint: Constraint,
    reporter: &mut Reporter<'_>,
) {
    let same = |known: &&mut Constraint| {
        known.target == constraint.target && known.keyword.name() == constraint.keyword.name()
    };
    match rules.iter_mut().find(same) {
        Some(known) if known.keyword == constraint.keyword => {}
        Some(known) => {
            let keyword = known.keyword.name();
            let text = format!(
                "`{name}`: {keyword} is `{}` and `{}`",
                known.keyword.value(),
                constraint.keyword.value()
            );
            disagree(text, known.at, constraint.at, reporter);
        }
        None => rules.push(constraint),
    }
}

/// Merges the values of two enums. Pages of generation 1 lack `…_UNSPECIFIED` values, which is no contradiction.
pub fn values(
    name: &str,
    known: &mut Vec<EnumValue>,
    other: Vec<EnumValue>,
    known_at: Span,
    other_at: Span,
    reporter: &mut Reporter<'_>,
) {
    if known.is_empty() || other.is_empty() {
        known.extend(other);
        return;
    }
    let is_specified = |value: &EnumValue| !value.name.ends_with("_UNSPECIFIED");
    let lacks = |values: &[EnumValue], name: &str| !values.iter().any(|it| it.name == name);
    let mut report_missing = |value: &EnumValue, without: Span| {
        let text = format!(
            "`{name}` has the value `{}` on one page and not on another",
            value.name
        );
        let others = [(without, "the description without it")];
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            text,
            value.at,
            "included",
            &others,
        );
    };
    for value in known
        .iter()
        .filter(|it| is_specified(it) && lacks(&other, &it.name))
    {
        report_missing(value, other_at);
    }
    let mut at = 0;
    for value in other {
        match known.iter_mut().position(|it| it.name == value.name) {
            Some(index) => {
                if known[index].text.is_empty() {
                    known[index].text = value.text;
                }
                at = index + 1;
            }
            None => {
                if is_specified(&value) {
                    report_missing(&value, known_at);
                }
                // At the position that the other page has it: behind the value before it.
                known.insert(at, value);
                at += 1;
            }
        }
    }
}
