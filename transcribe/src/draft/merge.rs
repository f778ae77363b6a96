//! Completes stated schemas by samples.
//!
//! What the input states takes precedence. A sample adds types, properties and `null` where nothing is stated; a sample
//! that contradicts is returned.

use super::infer::{common_format, from_samples, properties};
use super::json::{Json, Value};
use super::schema::{Kind, Primitive, Property, Schema};
use crate::span::Span;

/// A sample that does not match what is stated.
pub struct Conflict {
    /// The path of the value.
    pub path: String,
    pub stated: String,
    pub found: String,
    pub stated_at: Span,
    pub found_at: Span,
}

/// Completes a schema. `why` names the samples. Returns the contradictions.
pub fn refine(schema: &mut Schema, samples: &[&Json], why: &str) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    visit(schema, samples, why, "", &mut conflicts);
    conflicts
}

fn visit(schema: &mut Schema, samples: &[&Json], why: &str, path: &str, out: &mut Vec<Conflict>) {
    let (nulls, values): (Vec<&Json>, Vec<&Json>) = samples
        .iter()
        .partition(|sample| sample.value == Value::Null);
    if samples.is_empty() {
        return;
    }
    if let Kind::Any = schema.kind {
        return adopt(schema, samples, why);
    }
    if !nulls.is_empty() && !schema.nullable {
        schema.nullable = true;
        schema.infer("nullable", format!("`null` in {why}"));
    }
    let (at, stated) = (schema.at, schema.describe());
    let mut fitting = Vec::new();
    for value in values {
        match fits(&schema.kind, value) && is_listed(&schema.values, value) {
            true => fitting.push(value),
            false => out.push(Conflict {
                path: path.to_owned(),
                stated: match schema.values.is_empty() {
                    true => stated.to_owned(),
                    false => "one of the listed values".to_owned(),
                },
                found: value.type_name().to_owned(),
                stated_at: at,
                found_at: value.at,
            }),
        }
    }
    match &mut schema.kind {
        Kind::Primitive(Primitive::String)
            if schema.format.is_none() && schema.values.is_empty() =>
        {
            if let Some(format) = common_format(&fitting) {
                schema.format = Some(format.to_owned());
                schema.infer("format", format!("all values in {why} have it"));
            }
        }
        Kind::Object(known) => object(known, &fitting, why, path, at, out),
        Kind::List(inner) => {
            let items: Vec<&Json> = fitting.iter().flat_map(|list| list.items()).collect();
            visit(inner, &items, why, &format!("{path}[]"), out);
        }
        Kind::Map(inner) => {
            let entries = fitting.iter().flat_map(|map| map.entries());
            let entries: Vec<&Json> = entries.map(|(_, value)| value).collect();
            visit(inner, &entries, why, &format!("{path}{{}}"), out);
        }
        _ => {}
    }
}

fn object(
    known: &mut Vec<Property>,
    samples: &[&Json],
    why: &str,
    path: &str,
    at: Span,
    out: &mut Vec<Conflict>,
) {
    for property in known.iter_mut() {
        let own: Vec<&Json> = samples
            .iter()
            .filter_map(|value| value.get(&property.name))
            .collect();
        let path = match path {
            "" => property.name.clone(),
            path => format!("{path}.{}", property.name),
        };
        visit(&mut property.schema, &own, why, &path, out);
    }
    let described = !known.is_empty();
    let mut more = properties(samples, why, at, known);
    if described {
        for property in &mut more {
            property.schema.infer("property", format!("only in {why}"));
        }
    }
    known.extend(more);
}

/// Takes the type of samples for a value whose type is not stated.
fn adopt(schema: &mut Schema, samples: &[&Json], why: &str) {
    let found = from_samples(samples, why, schema.at);
    schema.kind = found.kind;
    schema.format = schema.format.take().or(found.format);
    schema.nullable |= found.nullable;
    for fact in found.inferred {
        schema.infer(fact.what, fact.why);
    }
}

fn fits(kind: &Kind, value: &Json) -> bool {
    match (kind, &value.value) {
        (Kind::Any | Kind::AnyOf(_), _) => true,
        (Kind::Primitive(primitive), _) => match (primitive, value.type_name()) {
            (Primitive::Number, "integer") => true,
            (primitive, name) => primitive.as_str() == name,
        },
        (Kind::Object(_) | Kind::Map(_) | Kind::Named(_), Value::Object(_)) => true,
        (Kind::List(_), Value::List(_)) => true,
        _ => false,
    }
}

fn is_listed(values: &[Json], value: &Json) -> bool {
    let scalar = !matches!(value.value, Value::List(_) | Value::Object(_));
    !scalar || values.is_empty() || values.contains(value)
}
