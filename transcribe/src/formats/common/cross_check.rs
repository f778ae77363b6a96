//! The sample as a second cross_check: what it shows and the table does not say, and the other way round.
//!
//! In: a message and its sample. Out: the message, with the fields and groups that only the sample has.
//! Guaranteed: each difference is said with both indexes; where both say something, the table counts.

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
                let text = format!("the sample shows `{name}`, and no row describes it");
                let others = [(message.at, "the description")];
                let label = "kept, with the type that is shown";
                reporter.report_with(codes::PAGE_CONTRADICTION, text, *at, label, &others);
                message.fields.push(shown_field(name, *at, shown));
            }
        }
    }
    let shown: HashSet<&str> = fields.iter().map(|(name, ..)| name.as_str()).collect();
    for field in &message.fields {
        if !shown.contains(field.name.as_str()) {
            let text = format!(
                "`{}` is described, and the sample does not show it",
                field.name
            );
            let others = [(sample.at, "the sample")];
            reporter.report_with(codes::PAGE_CONTRADICTION, text, field.at, "kept", &others);
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
        // `{}` is a message without fields, `"object"` one that is not known.
        (None, _) | (Some(Type::AnyObject), Shape::Object { .. }) => {
            field.ty = shown_type(inner);
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
    let label = "the row counts";
    reporter.report_with(codes::PAGE_CONTRADICTION, text, field.ty_at, label, &others);
}

/// Whether a type can be shown in this way; else both in words.
fn fits(ty: &Type, shape: &Shape) -> Result<(), (String, String)> {
    let shown = match shape {
        Shape::Text(word) => word.as_str(),
        Shape::Bare(word) if word == "true" || word == "false" => "boolean",
        Shape::Bare(word) if word.parse::<i64>().is_ok() => "integer",
        Shape::Bare(_) => "number",
        Shape::Object { .. } => "object",
        Shape::List(_) => "list",
    };
    let row = match ty {
        Type::Primitive(plain, _) => plain.as_str(),
        Type::Enum(_) => "string",
        Type::AnyObject | Type::Inline(_) | Type::Named(_) | Type::Map(_) => "object",
    };
    // Maps are shown as text, too; and a text may be any word where it is no type's name.
    let known = ["string", "integer", "number", "boolean", "object", "list"];
    let map = matches!(ty, Type::Map(_)) && shown == "string";
    let named = matches!(ty, Type::Named(_)) && shown == "string";
    if row == shown || map || named || !known.contains(&shown) {
        return Ok(());
    }
    Err((format!("`{row}`"), format!("`{shown}`")))
}

fn shown_field(name: &str, at: Span, shown: &Sample) -> Field {
    let mut field = Field::new(name, at);
    field.ty_at = shown.at;
    field.ty = match &shown.shape {
        Shape::List(item) => {
            field.cardinality = Cardinality::List;
            item.as_deref().and_then(shown_type)
        }
        _ => shown_type(shown),
    };
    field
}

fn shown_type(shown: &Sample) -> Option<Type> {
    match &shown.shape {
        Shape::Text(word) => match word.as_str() {
            "object" => Some(Type::AnyObject),
            word => Some(Type::Primitive(Primitive::parse(word)?, None)),
        },
        Shape::Bare(word) if word == "true" || word == "false" => {
            Some(Type::Primitive(Primitive::Boolean, None))
        }
        Shape::Bare(_) => Some(Type::Primitive(Primitive::Number, None)),
        Shape::List(_) => None,
        Shape::Object { fields, groups } => {
            let mut message = Message::new(shown.at);
            let inner = fields.iter();
            message.fields = inner
                .map(|(name, at, value)| shown_field(name, *at, value))
                .collect();
            message.groups.clone_from(groups);
            Some(Type::Inline(Box::new(message)))
        }
    }
}
