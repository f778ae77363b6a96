//! Changes of a schema so that it allows values of further types.

use std::collections::BTreeSet;

use super::correct::{Action, Change};
use super::mismatch::JsonType;
use crate::read::keyword::is_annotation;
use crate::read::{Map, Node, Version};
use crate::source::json_path::{literal, push_name};

/// How a version of OpenAPI declares types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    /// One type, and `x-nullable`. No unions.
    Swagger,
    /// One type, and `nullable`.
    Nullable,
    /// A list of types.
    Types,
}

impl Notation {
    pub(super) fn of(version: Version) -> Self {
        match version {
            Version::V2_0 => Notation::Swagger,
            version if version <= Version::V3_0 => Notation::Nullable,
            _ => Notation::Types,
        }
    }

    /// The keyword that allows null.
    fn null(self) -> &'static str {
        match self {
            Notation::Swagger => "x-nullable",
            Notation::Nullable | Notation::Types => "nullable",
        }
    }
}

/// The changes of one schema, in their order.
#[derive(Debug, Default)]
pub(super) struct Widened {
    /// Keywords of the schema that are removed.
    removed: Vec<String>,
    /// What is merged into the schema.
    merged: Map,
    /// What is appended to lists in the schema.
    appended: Vec<(&'static str, Node)>,
    /// Whether keywords with schemas were moved.
    pub is_rewritten: bool,
}

impl Widened {
    /// The actions for a schema with this path.
    pub(super) fn actions(&self, path: &str) -> Vec<Action> {
        let mut actions = Vec::new();
        let action = |target, change| Action { target, change };
        if let [only] = self.removed.as_slice() {
            let mut target = path.to_owned();
            push_name(&mut target, only);
            actions.push(action(target, Change::Remove));
        } else if !self.removed.is_empty() {
            let names = self.removed.iter().map(|name| literal(name));
            let names: Vec<_> = names.collect();
            let target = format!("{path}[{}]", names.join(", "));
            actions.push(action(target, Change::Remove));
        }
        if !self.merged.is_empty() {
            let change = Change::Update(Node::Object(self.merged.clone()));
            actions.push(action(path.to_owned(), change));
        }
        for (key, item) in &self.appended {
            let mut target = path.to_owned();
            push_name(&mut target, key);
            actions.push(action(target, Change::Update(item.clone())));
        }
        actions
    }

    fn merge(&mut self, key: &str, node: Node) {
        self.merged.replace(key.to_owned(), node);
    }

    fn remove(&mut self, keys: &[&str]) {
        self.removed
            .extend(keys.iter().map(|key| (*key).to_owned()));
    }

    /// Makes the keywords of a schema one alternative, and adds others.
    fn wrap(&mut self, map: &Map, others: Vec<Node>) {
        let keys = constraints(map);
        let mut own = Map::default();
        for key in &keys {
            if let Some(node) = map.get(key) {
                own.replace((*key).to_owned(), node.clone());
            }
        }
        let alternatives = std::iter::once(Node::Object(own)).chain(others);
        self.remove(&keys);
        self.merge("anyOf", Node::Array(alternatives.collect()));
        self.is_rewritten = true;
    }

    /// Allows null in a version that has no type for it.
    fn nullable(&mut self, map: &Map, keyword: &str) {
        self.merge(keyword, Node::Bool(true));
        // Null must be listed, too (OpenAPI 3.0.3, "Schema Object").
        let listed = map.get("enum").and_then(Node::as_array);
        if listed.is_some_and(|listed| !listed.iter().any(Node::is_null)) {
            self.appended.push(("enum", Node::Null));
        }
    }
}

/// Returns the changes after which a schema allows these types, too. Returns `None` if there are none.
pub(super) fn widen(
    node: &Node,
    types: &BTreeSet<JsonType>,
    notation: Notation,
) -> Option<Widened> {
    let map = node.as_object()?;
    let mut types = types.clone();
    let mut widened = Widened::default();
    let is_number = |ty: &JsonType| matches!(ty, JsonType::Number | JsonType::Null);
    let only_numbers = types.iter().all(is_number);
    if single_type(map) == Some("integer") && only_numbers && types.remove(&JsonType::Number) {
        widened.merge("type", string("number"));
        let format = map.get("format").and_then(Node::as_str);
        if format.is_some_and(|format| format.contains("int")) {
            widened.remove(&["format"]);
        }
    }
    match notation {
        Notation::Types => with_types(&mut widened, map, &types),
        Notation::Nullable | Notation::Swagger => {
            with_nullable(&mut widened, map, &types, notation);
        }
    }
    Some(widened)
}

/// For versions with one type for each schema.
fn with_nullable(widened: &mut Widened, map: &Map, types: &BTreeSet<JsonType>, notation: Notation) {
    let others = types.iter().copied().filter(|ty| *ty != JsonType::Null);
    let others: BTreeSet<_> = others.collect();
    let is_null = types.contains(&JsonType::Null);
    match (others.is_empty(), notation) {
        (true, _) => {}
        (false, Notation::Swagger) => {
            // There is no union: any value is allowed.
            widened.remove(&constraints(map));
            widened.is_rewritten = true;
        }
        (false, _) => add_alternatives(widened, map, &others),
    }
    if !is_null {
        return;
    }
    if others.is_empty()
        && let Some(reference) = map.get("$ref")
    {
        // Keywords beside a reference have no effect.
        let mut member = Map::default();
        member.replace("$ref".to_owned(), reference.clone());
        widened.remove(&["$ref"]);
        widened.merge("allOf", Node::Array(vec![Node::Object(member)]));
    }
    match others.is_empty() {
        true => widened.nullable(map, notation.null()),
        false => widened.merge(notation.null(), Node::Bool(true)),
    }
}

/// For versions with a list of types.
fn with_types(widened: &mut Widened, map: &Map, types: &BTreeSet<JsonType>) {
    if types.is_empty() {
        return;
    }
    let composed = [
        "$ref",
        "$dynamicRef",
        "allOf",
        "anyOf",
        "oneOf",
        "const",
        "not",
    ];
    let is_composed = composed.iter().any(|key| map.contains(key));
    let is_only_null = types.iter().all(|ty| *ty == JsonType::Null);
    let lists_values = map.contains("enum");
    if is_composed || (lists_values && !is_only_null) {
        return add_alternatives(widened, map, types);
    }
    let names = || types.iter().map(|ty| string(ty.name()));
    match map.get("type") {
        Some(Node::Array(_)) => widened.appended.extend(names().map(|name| ("type", name))),
        own => {
            let own = widened.merged.get("type").or(own).cloned();
            let own = own.unwrap_or_else(|| string("object"));
            let list = std::iter::once(own).chain(names()).collect();
            if map.contains("type") {
                widened.remove(&["type"]);
            }
            widened.merge("type", Node::Array(list));
        }
    }
    let listed = map.get("enum").and_then(Node::as_array);
    if listed.is_some_and(|listed| !listed.iter().any(Node::is_null)) {
        widened.appended.push(("enum", Node::Null));
    }
}

/// Adds alternatives to a union, or makes the schema one.
fn add_alternatives(widened: &mut Widened, map: &Map, types: &BTreeSet<JsonType>) {
    let others = types.iter().map(|ty| alternative(*ty));
    let constraints = constraints(map);
    let mut unions = ["anyOf", "oneOf"].into_iter();
    match unions.find(|union| constraints == [*union]) {
        Some(union) => widened.appended.extend(others.map(|other| (union, other))),
        None => widened.wrap(map, others.collect()),
    }
}

/// The schema of all values of a type.
fn alternative(ty: JsonType) -> Node {
    let mut map = Map::default();
    map.replace("type".to_owned(), string(ty.name()));
    if ty == JsonType::Array {
        map.replace("items".to_owned(), Node::Object(Map::default()));
    }
    Node::Object(map)
}

/// The keywords that constrain values.
fn constraints(map: &Map) -> Vec<&str> {
    let is_kept = |key: &str| key == "nullable" || (is_annotation(key) && key != "discriminator");
    map.keys().filter(|key| !is_kept(key)).collect()
}

fn single_type(map: &Map) -> Option<&str> {
    map.get("type").and_then(Node::as_str)
}

fn string(text: &str) -> Node {
    Node::String(text.to_owned())
}
