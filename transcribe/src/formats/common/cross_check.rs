//! Cross-checks the table of a message with its JSON sample.
//!
//! Each difference is reported with both locations. Fields and groups that only the sample has are added to the message.
//! If both have a field, the table is used.

use std::collections::{HashMap, HashSet};

use oascribe_codegen::diag::codes;

use super::sample::{Sample, Shape};
use crate::facts::{Cardinality, ExclusiveGroup, Field, Message, Primitive, Type};
use crate::reporter::Reporter;
use crate::span::Span;

/// Compares a message with its sample.
pub fn cross_check(
    message: &mut Message,
    sample: &Sample,
    others: &mut [Message],
    reporter: &mut Reporter<'_>,
) {
    let Shape::Object { fields, groups } = &sample.shape else {
        return;
    };
    let mut known: HashSet<_> = message.groups.iter().map(ExclusiveGroup::sorted).collect();
    for group in groups {
        if known.insert(group.sorted()) {
            message.groups.push(group.clone());
        }
    }
    let described = message.fields.iter().enumerate();
    let mut indexes: HashMap<String, usize> = described
        .map(|(index, field)| (field.name.clone(), index))
        .collect();
    for (name, at, shown) in fields {
        match indexes.get(name) {
            Some(index) => compare(&mut message.fields[*index], shown, others, reporter),
            None => {
                indexes.insert(name.clone(), message.fields.len());
                let text = format!("the sample shows `{name}`, which no row describes");
                let others = [(message.at, "the description")];
                let label = "included, with the type in the sample";
                reporter.report_with(codes::PAGE_CONTRADICTION, text, *at, label, &others);
                message.fields.push(sample_field(name, *at, shown));
            }
        }
    }
    let shown: HashSet<&str> = fields.iter().map(|(name, ..)| name.as_str()).collect();
    for field in &message.fields {
        if !shown.contains(field.name.as_str()) {
            let text = format!(
                "a row describes `{}`, which the sample does not show",
                field.name
            );
            let others = [(sample.at, "the sample")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                field.at,
                "included",
                &others,
            );
        }
    }
}

fn compare(field: &mut Field, shown: &Sample, others: &mut [Message], reporter: &mut Reporter<'_>) {
    let (cardinality, inner) = match &shown.shape {
        Shape::List(item) => (Cardinality::List, item.as_deref()),
        _ => (Cardinality::Single, Some(shown)),
    };
    if cardinality != field.cardinality {
        let (row, sample) = match field.cardinality {
            Cardinality::List => ("a list", "a single value"),
            Cardinality::Single => ("a single value", "a list"),
        };
        let text = format!(
            "`{}` is {row} in its row and {sample} in the sample",
            field.name
        );
        disagree(text, field, shown.at, reporter);
    }
    let Some(inner) = inner else {
        return;
    };
    match (&mut field.ty, &inner.shape) {
        (Some(Type::Inline(message)), Shape::Object { .. }) => {
            cross_check(message, inner, others, reporter);
        }
        (Some(Type::Named(anchor)), Shape::Object { .. }) => {
            let is = |message: &Message| message.anchor.as_deref() == Some(anchor.as_str());
            if let Some(index) = others.iter().position(is) {
                let mut message = others[index].clone();
                cross_check(&mut message, inner, others, reporter);
                others[index] = message;
            }
        }
        // `{}` is a message without fields, `"object"` an unknown one.
        (None, _) | (Some(Type::AnyObject), Shape::Object { .. }) => {
            field.ty = sample_type(inner);
        }
        (Some(ty), _) => {
            let known = fits(ty, &inner.shape);
            if let Err((row, sample)) = known {
                let text = format!(
                    "`{}` is {row} in its row and {sample} in the sample",
                    field.name
                );
                disagree(text, field, inner.at, reporter);
            }
        }
    }
}

fn disagree(text: String, field: &Field, shown: Span, reporter: &mut Reporter<'_>) {
    let others = [(shown, "the sample")];
    let label = "the row is used";
    reporter.report_with(codes::PAGE_CONTRADICTION, text, field.ty_at, label, &others);
}

/// Whether a sample value fits a type. Otherwise returns the names of both types.
fn fits(ty: &Type, shape: &Shape) -> Result<(), (String, String)> {
    let shown = match shape {
        Shape::String(word) => word.as_str(),
        Shape::Literal(word) if word == "true" || word == "false" => "boolean",
        Shape::Literal(word) if word.parse::<i64>().is_ok() => "integer",
        Shape::Literal(_) => "number",
        Shape::Object { .. } => "object",
        Shape::List(_) => "list",
    };
    let row = match ty {
        Type::Primitive(plain, _) => plain.as_str(),
        Type::Enum(_) => "string",
        Type::AnyObject | Type::Inline(_) | Type::Named(_) | Type::Map(_) => "object",
    };
    // Maps may be shown as strings, and a string that is not the name of a type may be an example value.
    let known = ["string", "integer", "number", "boolean", "object", "list"];
    let map = matches!(ty, Type::Map(_)) && shown == "string";
    let named = matches!(ty, Type::Named(_)) && shown == "string";
    if row == shown || map || named || !known.contains(&shown) {
        return Ok(());
    }
    Err((format!("`{row}`"), format!("`{shown}`")))
}

fn sample_field(name: &str, at: Span, shown: &Sample) -> Field {
    let mut field = Field::new(name, at);
    field.ty_at = shown.at;
    field.ty = match &shown.shape {
        Shape::List(item) => {
            field.cardinality = Cardinality::List;
            item.as_deref().and_then(sample_type)
        }
        _ => sample_type(shown),
    };
    field
}

fn sample_type(shown: &Sample) -> Option<Type> {
    match &shown.shape {
        Shape::String(word) => match word.as_str() {
            "object" => Some(Type::AnyObject),
            word => Some(Type::Primitive(Primitive::parse(word)?, None)),
        },
        Shape::Literal(word) if word == "true" || word == "false" => {
            Some(Type::Primitive(Primitive::Boolean, None))
        }
        Shape::Literal(_) => Some(Type::Primitive(Primitive::Number, None)),
        Shape::List(_) => None,
        Shape::Object { fields, groups } => {
            let mut message = Message::new(shown.at);
            let inner = fields.iter();
            message.fields = inner
                .map(|(name, at, value)| sample_field(name, *at, value))
                .collect();
            message.groups.clone_from(groups);
            Some(Type::Inline(Box::new(message)))
        }
    }
}
