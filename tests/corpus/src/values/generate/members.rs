//! The schemas that apply to one value together.

use std::collections::BTreeMap;
use std::ptr;

use serde_json::{Map, Value};

use super::Generator;

pub type Object = Map<String, Value>;

/// The schemas that apply to one value: by `$ref`, `allOf` and the chosen alternatives.
#[derive(Default)]
pub struct Members<'s> {
    pub all: Vec<&'s Object>,
    /// The values of the discriminators of chosen alternatives, by property.
    pub tags: BTreeMap<&'s str, Vec<&'s str>>,
}

/// The longest chain of references and `allOf`s.
const MAX_DEPTH: usize = 24;

impl<'s> Members<'s> {
    /// The values of a keyword in all members.
    pub fn keyword<'k>(&'k self, key: &'k str) -> impl Iterator<Item = &'s Value> + 'k {
        self.all.iter().filter_map(move |member| member.get(key))
    }

    pub fn has(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.keyword(key).next().is_some())
    }

    /// The smallest and the largest value of two keywords with lengths.
    pub fn lengths(&self, least: &str, most: &str) -> (usize, Option<usize>) {
        let length = |value: &Value| usize::try_from(value.as_u64()?).ok();
        let least = self.keyword(least).filter_map(length).max();
        let most = self.keyword(most).filter_map(length).min();
        (least.unwrap_or(0), most)
    }
}

impl<'s> Generator<'s> {
    /// Adds a schema and the schemas that apply with it. Returns `None` if no value fits.
    pub fn collect(
        &mut self,
        schema: &'s Value,
        members: &mut Members<'s>,
        depth: usize,
    ) -> Option<()> {
        let map = match schema {
            Value::Object(map) if depth < MAX_DEPTH => map,
            Value::Bool(true) => return Some(()),
            _ => return None,
        };
        // The child of a parent has it in its `allOf`.
        if members.all.iter().any(|known| ptr::eq(*known, map)) {
            return Some(());
        }
        members.all.push(map);
        if let Some(target) = self.target(map) {
            self.collect(target, members, depth + 1)?;
        }
        let all = map.get("allOf").and_then(Value::as_array);
        for member in all.into_iter().flatten() {
            self.collect(member, members, depth + 1)?;
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(Value::Array(alternatives)) = map.get(key) {
                self.alternative(map, key, alternatives, members, depth)?;
            }
        }
        if !map.contains_key("oneOf") && !map.contains_key("anyOf") {
            self.child(map, members, depth)?;
        }
        Some(())
    }

    /// Chooses an alternative, and sometimes a second one of an `anyOf`.
    fn alternative(
        &mut self,
        map: &'s Object,
        key: &'static str,
        alternatives: &'s [Value],
        members: &mut Members<'s>,
        depth: usize,
    ) -> Option<()> {
        let mut position = self.choices.turn(map, key, alternatives.len());
        if self.is_deep() {
            // An alternative that ends the recursion.
            let ends = |one: &Value| {
                !matches!(self.followed(one).get("type"), Some(Value::String(ty)) if ty == "object" || ty == "array")
                    && self.followed(one).get("properties").is_none()
            };
            position = alternatives.iter().position(ends).unwrap_or(position);
        }
        let chosen = alternatives.get(position)?;
        self.note_open(alternatives, chosen);
        self.collect(chosen, members, depth + 1)?;
        if let Some(reference) = chosen.get("$ref").and_then(Value::as_str) {
            tag(map, reference, members);
        }
        // A discriminator selects one.
        let is_union = key == "anyOf" && !map.contains_key("discriminator");
        let is_second = is_union && self.choices.below(4) == 0;
        let second = alternatives.get(self.choices.below(alternatives.len()));
        if let Some(second) = second.filter(|second| is_second && *second != chosen) {
            self.note_open(alternatives, second);
            self.collect(second, members, depth + 1)?;
        }
        Some(())
    }

    /// Remembers that a value may have no declared variant: its alternative admits more than the enum of another one.
    fn note_open(&mut self, alternatives: &'s [Value], chosen: &'s Value) {
        let lists = |one: &&Value| {
            let one = self.followed(one);
            one.contains_key("enum") || one.contains_key("const")
        };
        let is_scalar = !matches!(self.followed(chosen).get("type"), Some(Value::String(ty)) if ty == "object" || ty == "array");
        let has_enum = alternatives.iter().any(|one| lists(&one));
        self.is_open |= is_scalar && has_enum && !lists(&chosen);
    }

    /// Chooses a child of a parent with a discriminator, unless it is the child that has led to the parent.
    fn child(&mut self, map: &'s Object, members: &mut Members<'s>, depth: usize) -> Option<()> {
        let Some(property) = property_name(map) else {
            return Some(());
        };
        if members.tags.contains_key(property) {
            return Some(());
        }
        let definitions = self.definitions;
        let listed = |child: &&(&String, &Value)| {
            let child = child.1.as_object();
            let mut known = members.all.iter();
            child.is_some_and(|child| known.any(|known| ptr::eq(*known, child)))
        };
        let is_parent = |one: &Value| ptr::eq(self.followed(one), map);
        let is_child = |(_, schema): &(&String, &'s Value)| {
            let all = schema.get("allOf").and_then(Value::as_array);
            all.into_iter().flatten().any(is_parent)
        };
        let mut children: Vec<(&String, &Value)> = definitions.iter().filter(is_child).collect();
        if let Some(own) = children.iter().find(listed) {
            children = vec![*own];
        }
        let turn = self.choices.turn(map, "child", children.len());
        let Some((name, child)) = children.get(turn) else {
            return Some(());
        };
        self.collect(child, members, depth + 1)?;
        tag(map, name, members);
        Some(())
    }

    /// The target of the `$ref` of a schema.
    fn target(&self, map: &'s Object) -> Option<&'s Value> {
        let reference = map.get("$ref")?.as_str()?;
        let name = unescaped(reference.strip_prefix("#/$defs/")?)?;
        self.definitions.get(&name)
    }

    /// The schema that a reference leads to.
    fn followed(&self, schema: &'s Value) -> &'s Object {
        let mut found = schema.as_object();
        for _ in 0..MAX_DEPTH {
            match found.and_then(|map| self.target(map)) {
                Some(target) => found = target.as_object(),
                None => break,
            }
        }
        found.unwrap_or(self.nothing)
    }
}

/// The property of the discriminator of a schema.
fn property_name(map: &Object) -> Option<&str> {
    map.get("discriminator")?.get("propertyName")?.as_str()
}

/// Sets the property of the discriminator to a value that selects the schema.
fn tag<'s>(map: &'s Object, reference: &'s str, members: &mut Members<'s>) {
    let Some(property) = property_name(map) else {
        return;
    };
    let mapping = map.get("discriminator").and_then(|one| one.get("mapping"));
    let entries = mapping.and_then(Value::as_object).into_iter().flatten();
    let entries = entries.filter(|(_, target)| {
        target
            .as_str()
            .is_some_and(|target| named(target) == named(reference))
    });
    let mut tags: Vec<_> = entries.map(|(tag, _)| tag.as_str()).collect();
    if tags.is_empty() {
        tags.push(named(reference));
    }
    members.tags.insert(property, tags);
}

/// The name of a definition in a reference.
fn named(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// The name in a reference, which is escaped for JSON pointers (RFC 6901) and URIs (RFC 3986).
fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = name;
    while let Some((start, escaped)) = rest.split_once('%') {
        bytes.extend_from_slice(start.as_bytes());
        bytes.push(u8::from_str_radix(escaped.get(..2)?, 16).ok()?);
        rest = escaped.get(2..)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    let name = String::from_utf8(bytes).ok()?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}
