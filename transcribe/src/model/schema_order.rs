//! The order of schemas.
//!
//! In: schemas, and which of them pages mention in which order. Out: each before those that only it required.

use indexmap::IndexMap;

use super::Schema;
use crate::facts::{Message, Type};

/// Schemas in the order in which the pages lead to them.
pub fn ordered(
    mut schemas: IndexMap<String, Schema>,
    roots: impl Iterator<Item = String>,
) -> IndexMap<String, Schema> {
    let mut out = IndexMap::new();
    for root in roots {
        let mut open = vec![root];
        while let Some(name) = open.pop() {
            let Some(schema) = schemas.shift_remove(&name) else {
                continue;
            };
            if let Schema::Object(message) = &schema {
                let required = required(message);
                open.extend(required.into_iter().rev());
            }
            out.insert(name, schema);
        }
    }
    out.extend(schemas);
    out
}

fn required(message: &Message) -> Vec<String> {
    fn collect(ty: &Type, out: &mut Vec<String>) {
        match ty {
            Type::Named(name) => out.push(name.clone()),
            Type::Map(inner) => collect(inner, out),
            Type::Primitive(..) | Type::Enum(_) | Type::AnyObject | Type::Inline(_) => {}
        }
    }
    let mut out = Vec::new();
    for field in &message.fields {
        if let Some(ty) = &field.ty {
            collect(ty, &mut out);
        }
    }
    out
}
