//! The order of schemas in the document: a schema comes before the schemas that it refers to.

use indexmap::IndexMap;

use super::Schema;
use crate::facts::{Message, Type};

/// Sorts schemas by the order in which the pages refer to them.
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
                let references = references(message);
                open.extend(references.into_iter().rev());
            }
            out.insert(name, schema);
        }
    }
    out.extend(schemas);
    out
}

fn references(message: &Message) -> Vec<String> {
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
