//! Arrays.

use serde_json::Value;

use super::members::Members;
use super::{Extent, Generator};

impl<'s> Generator<'s> {
    pub(super) fn array(&mut self, members: &Members<'s>) -> Option<Value> {
        let (least, most) = members.lengths("minItems", "maxItems");
        let prefixes = members.keyword("prefixItems").filter_map(Value::as_array);
        let prefix = prefixes.map(Vec::len).max().unwrap_or(0);
        let first = members.all.first()?;
        let turn = self.choices.turn(*first, "length", 4);
        // Tuples are complete, with one more item, or too short.
        let wanted = match (prefix, self.extent) {
            (0, Extent::Required) => 0,
            (0, _) if self.is_deep() => 0,
            (0, _) => [1, 2, 0, 3][turn],
            (_, _) => prefix + [0, 1, 0, 2][turn],
        };
        let length = wanted.max(least).min(most.unwrap_or(usize::MAX));
        let is_unique = members.keyword("uniqueItems").any(|one| *one == true);
        let mut items = Vec::new();
        for position in 0..length {
            let schemas = schemas(members, position);
            // An item that no schema describes.
            self.is_open |= schemas.is_empty();
            let item = match self.value(&schemas) {
                Some(item) => item,
                None if items.len() >= least && position >= prefix => break,
                None => return None,
            };
            if !is_unique || !items.contains(&item) {
                items.push(item);
            }
        }
        Some(Value::Array(items))
    }
}

/// The schemas for the item in a position.
fn schemas<'s>(members: &Members<'s>, position: usize) -> Vec<&'s Value> {
    let of = |member: &&'s super::Object| {
        let prefix = member.get("prefixItems").and_then(Value::as_array);
        let prefixed = prefix.and_then(|prefix| prefix.get(position));
        prefixed.or_else(|| member.get("items"))
    };
    members.all.iter().filter_map(of).collect()
}
