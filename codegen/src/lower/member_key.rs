//! Names for the members of lists, such as alternatives, by what they are: the lock uses them instead of positions.

use super::enumeration::values;
use super::text;
use crate::read::{Node, Schema};

/// A longer name is cut off. Names that become equal are numbered by the lock.
const MAX_LEN: usize = 80;

/// The name of a schema in a list: the name of the schema that it refers to, the constants of its properties, its title,
/// or else its type with the names of its properties.
pub(super) fn member_key(schema: Schema<'_>) -> String {
    let key = whole_key(schema);
    key.chars().take(MAX_LEN).collect()
}

fn whole_key(schema: Schema<'_>) -> String {
    if let Some((_, reference)) = schema.references().next() {
        let name = reference.rsplit(['/', '#']).next().unwrap_or_default();
        return format!("${name}");
    }
    let properties = schema.get("properties").and_then(Node::as_object);
    let properties = || properties.into_iter().flat_map(|map| map.iter());
    let constants = properties().filter_map(|(name, property)| {
        let value = match values(Schema::new(property)).as_slice() {
            [Node::String(only)] => only.clone(),
            [Node::Bool(only)] => only.to_string(),
            [Node::Number(only)] => only.as_f64().to_string(),
            _ => return None,
        };
        Some(format!("{name}={value}"))
    });
    let constants = sorted(constants);
    if !constants.is_empty() {
        return constants.join("&");
    }
    let title = text(schema, "title").trim();
    if !title.is_empty() {
        return format!("title:{title}");
    }
    let required = schema
        .get("required")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let required = sorted(required.iter().filter_map(Node::as_str).map(str::to_owned));
    let names = match required.is_empty() {
        true => sorted(properties().map(|(name, _)| name.to_owned())),
        false => required,
    };
    if !names.is_empty() {
        return format!("{{{}}}", names.join(","));
    }
    match schema.further_items() {
        Some((_, item)) => format!("[{}]", member_key(Schema::new(item))),
        None => scalar_key(schema),
    }
}

fn scalar_key(schema: Schema<'_>) -> String {
    let format = text(schema, "format");
    let kind = match schema.single_type() {
        "" => ["allOf", "oneOf", "anyOf"]
            .into_iter()
            .find(|key| schema.has(key))
            .unwrap_or("any"),
        single => single,
    };
    match (values(schema).is_empty(), format) {
        (false, _) => format!("{kind} enum"),
        (true, "") => kind.to_owned(),
        (true, format) => format!("{kind} {format}"),
    }
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
