//! Values for schemas.
//!
//! In: schemas of JSON Schema 2020-12. Out: values that probably match them; a validator decides. They are small, and use
//! each alternative, each type, each value of an enum, the bounds, and absent and undeclared properties.

mod array;
mod choices;
mod members;
mod number;
mod object;
mod pattern;
mod string;

use serde_json::{Map, Value, json};

use choices::Choices;
use members::{Members, Object};

/// How many of the optional properties a value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Required,
    All,
    Some,
}

/// A value, and whether it may have parts without a declared variant.
pub struct Generated {
    pub value: Value,
    pub is_open: bool,
}

/// Generates values for the schemas of one document.
pub struct Generator<'s> {
    definitions: &'s Object,
    nothing: &'s Object,
    choices: Choices,
    extent: Extent,
    /// How many more nodes this value may have.
    budget: usize,
    depth: usize,
    is_open: bool,
    /// Whether integers are written as `2.0`, too. The type of a component that is a list or an integer is a type of Rust,
    /// whose `Deserialize` is not that of properties.
    pub has_decimals: bool,
}

const BUDGET: usize = 300;
const MAX_DEPTH: usize = 14;
/// From this depth on, values have required properties only.
const DEEP: usize = 5;

const TYPES: [&str; 7] = [
    "object", "array", "string", "integer", "number", "boolean", "null",
];

impl<'s> Generator<'s> {
    /// `nothing` is an empty schema.
    pub fn new(definitions: &'s Object, nothing: &'s Object) -> Self {
        Self {
            definitions,
            nothing,
            choices: Choices::new(1),
            extent: Extent::Some,
            budget: 0,
            depth: 0,
            is_open: false,
            has_decimals: true,
        }
    }

    /// Returns a value, or `None` if it would be too large or nothing fits.
    pub fn draw(&mut self, schema: &'s Value, extent: Extent) -> Option<Generated> {
        self.extent = extent;
        self.budget = BUDGET;
        self.depth = 0;
        self.is_open = false;
        let value = self.value(&[schema])?;
        let is_open = self.is_open;
        Some(Generated { value, is_open })
    }

    /// Returns a value for several schemas together.
    fn value(&mut self, schemas: &[&'s Value]) -> Option<Value> {
        self.budget = self.budget.checked_sub(1)?;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut members = Members::default();
        for schema in schemas {
            self.collect(schema, &mut members, 0)?;
        }
        let constants = members.keyword("const");
        let enums: Vec<_> = members
            .keyword("enum")
            .filter_map(Value::as_array)
            .collect();
        if let Some(constant) = constants.into_iter().next() {
            return Some(constant.clone());
        }
        if let [first, others @ ..] = &enums[..] {
            let is_common = |value: &&Value| others.iter().all(|other| other.contains(value));
            let values: Vec<_> = first.iter().filter(is_common).collect();
            let turn = self.choices.turn(*first, "enum", values.len());
            return values.get(turn).map(|value| (*value).clone());
        }
        self.depth += 1;
        let value = self.typed(&members);
        self.depth -= 1;
        value
    }

    fn typed(&mut self, members: &Members<'s>) -> Option<Value> {
        let types = types(members);
        let Some(first) = members.all.first() else {
            return Some(self.any());
        };
        let turn = self.choices.turn(*first, "type", types.len());
        let mut ty = *types.get(turn)?;
        if self.is_deep() && types.contains(&"null") {
            ty = "null";
        }
        match ty {
            "object" => self.object(members),
            "array" => self.array(members),
            "string" => self.string(members),
            "integer" => self.integer(members),
            "number" => self.number(members),
            "boolean" => Some(self.choices.turn(*first, "bool", 2).eq(&0).into()),
            "null" => Some(Value::Null),
            _ => Some(self.any()),
        }
    }

    /// Any JSON.
    fn any(&mut self) -> Value {
        let values = [
            json!({"a": [1, null], "b": {}}),
            json!("text"),
            json!([{}, [], "x", 1.5]),
            json!(7),
            json!(true),
        ];
        let position = self.choices.below(values.len());
        values.into_iter().nth(position).unwrap_or_default()
    }

    fn is_deep(&self) -> bool {
        self.depth > DEEP || self.budget < BUDGET / 3
    }

    /// Whether an optional property is present.
    fn is_present(&mut self) -> bool {
        match self.extent {
            _ if self.is_deep() => false,
            Extent::Required => false,
            Extent::All => true,
            Extent::Some => self.choices.below(2) == 0,
        }
    }
}

/// The types that all members admit. Without `type`, the keywords decide: a schema with `properties` is meant for
/// objects. One with `items` only is used for other values, too.
fn types(members: &Members<'_>) -> Vec<&'static str> {
    let mut types: Vec<_> = TYPES.to_vec();
    let mut is_stated = false;
    for declared in members.keyword("type") {
        is_stated = true;
        let names: Vec<_> = match declared {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            name => name.as_str().into_iter().collect(),
        };
        let is_number = |ty: &str| ty == "integer" && names.contains(&"number");
        types.retain(|ty| names.contains(ty) || is_number(ty));
    }
    if is_stated {
        // A number may be an integer: both are used by `number`.
        if types.contains(&"number") {
            types.retain(|ty| *ty != "integer");
        }
        return types;
    }
    let by_keyword: [(&[&str], &[&'static str]); 4] = [
        (
            &[
                "properties",
                "required",
                "additionalProperties",
                "patternProperties",
            ],
            &["object"],
        ),
        (&["items", "prefixItems"], &["array", "array", "string"]),
        (&["pattern", "minLength", "maxLength"], &["string"]),
        (&["minimum", "maximum", "multipleOf"], &["number"]),
    ];
    let mut found = by_keyword.into_iter().filter(|(keys, _)| members.has(keys));
    found
        .next()
        .map_or(vec!["any"], |(_, types)| types.to_vec())
}

/// An empty schema.
pub fn nothing() -> Object {
    Map::new()
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Extent, Generator, nothing};

    /// The values of some draws.
    fn values(schema: &Value, definitions: &Value) -> Vec<Value> {
        let (nothing, none) = (nothing(), Map::new());
        let definitions = definitions.as_object().unwrap_or(&none);
        let mut generator = Generator::new(definitions, &nothing);
        let extents = [Extent::Required, Extent::All].into_iter();
        let extents = extents.chain(std::iter::repeat_n(Extent::Some, 30));
        let drawn = extents.filter_map(|extent| generator.draw(schema, extent));
        drawn.map(|drawn| drawn.value).collect()
    }

    #[test]
    fn all_options_of_a_schema_are_used() {
        let schema = json!({
            "type": ["integer", "null"], "format": "int64", "minimum": -5,
        });
        let found = values(&schema, &json!({}));
        for expected in [json!(null), json!(-5), json!(i64::MAX), json!(0)] {
            assert!(found.contains(&expected), "{expected}");
        }
        let schema = json!({
            "anyOf": [{"enum": ["a", "b"]}, {"$ref": "#/$defs/odd%20name"}],
        });
        let found = values(
            &schema,
            &json!({"odd name": {"type": "string", "pattern": "^x{2}$"}}),
        );
        for expected in ["a", "b", "xx"] {
            assert!(found.contains(&json!(expected)), "{expected}");
        }
        let schema = json!({
            "type": "object", "required": ["a"], "additionalProperties": {"type": "boolean"},
            "properties": {"a": {"type": "array", "items": {"type": "string"}}, "b": {}},
        });
        let found = values(&schema, &json!({}));
        let has = |is: fn(&Value) -> bool| found.iter().any(is);
        assert!(found.iter().all(|value| value["a"].is_array()));
        assert!(has(|value| value.get("b").is_none()) && has(|value| value.get("b").is_some()));
        assert!(has(|value| value["a"] == json!([])) && has(|value| value["a"] != json!([])));
        assert!(has(|value| value
            .as_object()
            .is_some_and(|map| map.len() > 2)));
    }

    #[test]
    fn discriminators_select_alternatives_and_children() {
        let definitions = json!({
            "Cat": {"allOf": [{"$ref": "#/$defs/Pet"}], "required": ["lives"], "properties": {"lives": {"type": "integer"}}},
            "Pet": {"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/$defs/Cat"}}},
        });
        for name in ["Cat", "Pet"] {
            let schema = json!({"$ref": format!("#/$defs/{name}")});
            let found = values(&schema, &definitions);
            let is_cat = |value: &Value| value["kind"] == "cat" && value["lives"].is_number();
            assert!(!found.is_empty() && found.iter().all(is_cat), "{found:?}");
        }
    }

    #[test]
    fn recursion_ends_and_values_are_the_same_in_every_run() {
        let definitions = json!({"Tree": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}}}});
        let schema = json!({"$ref": "#/$defs/Tree"});
        let found = values(&schema, &definitions);
        assert!(found.len() > 20);
        assert_eq!(found, values(&schema, &definitions));
    }
}
