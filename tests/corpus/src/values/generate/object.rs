//! Objects.

use serde_json::{Map, Value};

use super::members::Members;
use super::{Extent, Generator, pattern};

impl<'s> Generator<'s> {
    pub(super) fn object(&mut self, members: &Members<'s>) -> Option<Value> {
        let mut object = Map::new();
        let mut required: Vec<&'s str> = names(members, "required");
        let (_, most) = members.lengths("minProperties", "maxProperties");
        let mut declared: Vec<&'s str> = Vec::new();
        for properties in members.keyword("properties").filter_map(Value::as_object) {
            declared.extend(properties.keys().map(String::as_str));
        }
        declared.extend(members.tags.keys());
        declared.extend(&required);
        let mut seen = std::collections::HashSet::new();
        declared.retain(|name| seen.insert(*name));
        required.extend(members.tags.keys());
        for name in declared {
            let is_required = required.contains(&name);
            let is_full = most.is_some_and(|most| object.len() >= most);
            if !is_required && (is_full || !self.is_present()) {
                continue;
            }
            match self.property(members, name) {
                Some(value) => drop(object.insert(name.to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        self.depend(members, &mut object)?;
        self.undeclared(members, &mut object);
        Some(Value::Object(object))
    }

    /// The value of a property, for all schemas that apply to it.
    fn property(&mut self, members: &Members<'s>, name: &'s str) -> Option<Value> {
        if let Some(tags) = members.tags.get(name) {
            let first = members.all.first()?;
            let turn = self.choices.turn(*first, "tag", tags.len());
            return tags.get(turn).map(|tag| (*tag).into());
        }
        self.value(&schemas(members, name))
    }

    /// Adds the properties that others require.
    fn depend(&mut self, members: &Members<'s>, object: &mut Map<String, Value>) -> Option<()> {
        for map in members
            .keyword("dependentRequired")
            .filter_map(Value::as_object)
        {
            for (name, needed) in map {
                let needed = needed.as_array().into_iter().flatten();
                let needed = needed.filter_map(Value::as_str);
                let is_present = object.contains_key(name);
                for needed in needed.filter(|_| is_present) {
                    if !object.contains_key(needed) {
                        let value = self.property(members, needed)?;
                        object.insert(needed.to_owned(), value);
                    }
                }
            }
        }
        Some(())
    }

    /// Adds undeclared properties, if the schema states that it admits them.
    fn undeclared(&mut self, members: &Members<'s>, object: &mut Map<String, Value>) {
        let (least, most) = members.lengths("minProperties", "maxProperties");
        let states = [
            "additionalProperties",
            "patternProperties",
            "unevaluatedProperties",
        ];
        let Some(first) = members.all.first().filter(|_| members.has(&states)) else {
            return;
        };
        let wanted = match self.extent {
            Extent::Required => 0,
            Extent::All => 2,
            Extent::Some => self.choices.turn(*first, "undeclared", 3),
        };
        let wanted = if self.is_deep() { 0 } else { wanted };
        let missing = least.saturating_sub(object.len());
        let room = most.map_or(wanted, |most| most.saturating_sub(object.len()));
        for number in 0..wanted.min(room).max(missing) {
            let Some(name) = self.name(members, number) else {
                return;
            };
            if object.contains_key(&name) {
                continue;
            }
            let schemas = schemas(members, &name);
            if let Some(value) = self.value(&schemas) {
                object.insert(name, value);
            }
        }
    }

    /// The name of an undeclared property.
    fn name(&mut self, members: &Members<'s>, number: usize) -> Option<String> {
        let rules: Vec<_> = members.keyword("propertyNames").collect();
        if !rules.is_empty() {
            let named = self.value(&rules)?;
            return named.as_str().map(str::to_owned);
        }
        let patterns = members
            .keyword("patternProperties")
            .filter_map(Value::as_object);
        let patterns: Vec<_> = patterns.flat_map(|map| map.keys()).collect();
        // A schema that has only patterns is meant for names that match one.
        let additional: Vec<_> = members.keyword("additionalProperties").collect();
        let is_closed = additional.is_empty() || additional.iter().any(|one| **one == false);
        if let Some(pattern) = patterns.get(number % patterns.len().max(1))
            && (is_closed || self.choices.below(2) == 0)
        {
            return pattern::sample(pattern, &mut self.choices, number);
        }
        let names = [
            "key",
            "another key",
            "\u{43a}\u{43b}\u{44e}\u{447}",
            "$x",
            "a.b",
        ];
        let offset = self.choices.below(names.len());
        names
            .get((number + offset) % names.len())
            .map(|name| (*name).to_owned())
    }
}

fn names<'s>(members: &Members<'s>, key: &str) -> Vec<&'s str> {
    let lists = members
        .all
        .iter()
        .filter_map(|member| member.get(key)?.as_array());
    lists.flatten().filter_map(Value::as_str).collect()
}

/// The schemas for a property: those that declare it, and `additionalProperties` of those that don't.
fn schemas<'s>(members: &Members<'s>, name: &str) -> Vec<&'s Value> {
    let mut found = Vec::new();
    for member in &members.all {
        let declared = member.get("properties").and_then(|map| map.get(name));
        let patterns = member.get("patternProperties").and_then(Value::as_object);
        let patterns = patterns.into_iter().flatten();
        let patterns = patterns.filter(|(pattern, _)| pattern::matches(pattern, name));
        let before = found.len();
        found.extend(declared);
        found.extend(patterns.map(|(_, schema)| schema));
        if found.len() == before {
            found.extend(member.get("additionalProperties"));
        }
    }
    found
}
