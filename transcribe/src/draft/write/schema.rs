//! Schema objects.

use super::{Writer, value};
use crate::draft::{Fact, Kind, Property, Schema};
use crate::yaml::{Map, Value};

impl Writer<'_, '_> {
    pub(super) fn schema(&mut self, schema: &Schema, at: &str, subject: &str) -> Map {
        self.record(at, schema.at);
        let mut out = Map::new();
        if let Kind::Named(name) = &schema.kind {
            return self.reference(schema, name, subject);
        }
        match &schema.kind {
            Kind::Primitive(primitive) => out.add("type", primitive.as_str()),
            Kind::Object(_) | Kind::Map(_) => out.add("type", "object"),
            Kind::List(_) => out.add("type", "array"),
            Kind::Any | Kind::Named(_) | Kind::AnyOf(_) => {}
        }
        out.add_some("format", schema.format.clone());
        // In OpenAPI 3.0, `nullable` has no effect without a type.
        if schema.nullable && !matches!(schema.kind, Kind::Any) {
            out.add("nullable", true);
        }
        out.add_some("description", schema.text.clone());
        self.inner(&mut out, schema, at, subject);
        if !schema.values.is_empty() {
            let mut values: Vec<Value> = schema.values.iter().map(value).collect();
            if schema.nullable && !values.contains(&Value::Null) {
                values.push(Value::Null);
            }
            out.add("enum", Value::List(values));
        }
        for (keyword, number) in &schema.limits {
            let number = number
                .parse::<f64>()
                .map(|float| match number.parse::<i128>() {
                    Ok(number) => Value::Number(number),
                    Err(_) => Value::Float(float),
                });
            out.add_some(keyword, number.ok());
        }
        out.add_some("pattern", schema.pattern.clone());
        out.add_some("default", schema.default.as_ref().map(value));
        out.add_some("example", schema.example.as_ref().map(value));
        if schema.read_only {
            out.add("readOnly", true);
        }
        if schema.deprecated {
            out.add("deprecated", true);
        }
        let mut facts = schema.inferred.clone();
        if matches!(schema.kind, Kind::Any) && !facts.iter().any(|fact| fact.what == "type") {
            facts.push(Fact::new("type", "unknown: nothing states it", schema.at));
        }
        self.inferred(&mut out, &facts, subject);
        out
    }

    /// Siblings of `$ref` have no effect in OpenAPI 3.0.
    fn reference(&mut self, schema: &Schema, name: &str, subject: &str) -> Map {
        let mut reference = Map::new();
        reference.add("$ref", format!("#/components/schemas/{name}"));
        if !schema.nullable && schema.text.is_none() && schema.inferred.is_empty() {
            return reference;
        }
        let mut out = Map::new();
        if schema.nullable {
            out.add("nullable", true);
        }
        out.add_some("description", schema.text.clone());
        out.add("allOf", Value::List(vec![reference.into()]));
        self.inferred(&mut out, &schema.inferred, subject);
        out
    }

    fn inner(&mut self, out: &mut Map, schema: &Schema, at: &str, subject: &str) {
        match &schema.kind {
            Kind::Object(properties) if !properties.is_empty() => {
                out.add("properties", self.properties(properties, at, subject));
                let required = properties.iter().filter(|it| it.required);
                let required: Vec<String> = required.map(|it| it.name.clone()).collect();
                if !required.is_empty() {
                    out.add("required", Value::FlowList(required));
                }
            }
            Kind::Map(inner) => {
                let at = format!("{at}/additionalProperties");
                let inner = self.schema(inner, &at, &format!("{subject}{{}}"));
                out.add("additionalProperties", inner);
            }
            Kind::List(inner) => {
                let at = format!("{at}/items");
                out.add("items", self.schema(inner, &at, &format!("{subject}[]")));
            }
            Kind::AnyOf(alternatives) => {
                let alternatives = alternatives.iter().enumerate().map(|(index, schema)| {
                    let at = format!("{at}/anyOf/{index}");
                    Value::Map(self.schema(schema, &at, subject))
                });
                out.add("anyOf", Value::List(alternatives.collect()));
            }
            _ => {}
        }
    }

    fn properties(&mut self, properties: &[Property], at: &str, subject: &str) -> Map {
        let mut out = Map::new();
        for Property { name, schema, .. } in properties {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            let at = format!("{at}/properties/{escaped}");
            let subject = format!("{subject}, `{name}`");
            out.add(name, self.schema(schema, &at, &subject));
        }
        out
    }
}
