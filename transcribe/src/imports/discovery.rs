//! Google discovery documents.
//!
//! They state nearly everything that OpenAPI does; only the paths of resource names (`{+name}`) have no counterpart.

use oascribe_codegen::diag::codes;

use crate::draft::{
    Body, Content, Draft, Fact, Json, JsonValue, Kind, Operation, Parameter, Path, Place,
    Primitive, Property, Response, Schema, Scheme,
};
use crate::facts::HttpMethod;
use crate::reporter::Reporter;

/// Resources and schemas that are nested deeper are left out.
const MAX_DEPTH: usize = 24;

pub fn recognises(json: &Json) -> bool {
    json.string("kind") == Some("discovery#restDescription")
        || (json.string("discoveryVersion").is_some() && json.get("resources").is_some())
}

pub fn read(json: &Json, draft: &mut Draft, reporter: &mut Reporter<'_>) {
    draft.title = json
        .string("title")
        .or_else(|| json.string("name"))
        .map(str::to_owned);
    draft.version = json.string("version").map(str::to_owned);
    draft.text = json.string("description").map(str::to_owned);
    let root = json
        .string("rootUrl")
        .or_else(|| json.string("baseUrl"))
        .unwrap_or_default();
    let service = json.string("servicePath").unwrap_or_default();
    let url = format!("{root}{service}");
    if url.starts_with("http") && !url.contains(char::is_whitespace) {
        draft
            .servers
            .push((url.trim_end_matches('/').to_owned(), json.at));
    }
    if json
        .get("auth")
        .and_then(|auth| auth.get("oauth2"))
        .is_some()
    {
        let why = "the document states OAuth 2.0 scopes, and tokens are sent so";
        draft
            .schemes
            .push(Scheme::of_authorization("bearer", why, json.at));
    }
    for (name, schema) in json.get("schemas").map_or(&[] as &[_], Json::entries) {
        draft
            .schemas
            .insert(schema_name(name), self::schema(schema, 0, reporter));
    }
    let names: Vec<String> = draft.schemas.keys().cloned().collect();
    for schema in draft.schemas.values_mut() {
        resolve(schema, &names, reporter);
    }
    if let Some(parameters) = json.get("parameters") {
        let message =
            "parameters of all methods, such as `alt` and `fields`, are left out".to_owned();
        reporter.report(
            codes::UNREAD_PART,
            message,
            parameters.at,
            "add those that you need in an overlay",
        );
    }
    let mut reader = Reader { draft, reporter };
    reader.resource(json, None, 0);
}

fn schema_name(name: &str) -> String {
    let allowed = |char: &char| char.is_ascii_alphanumeric() || "._-".contains(*char);
    let plain: String = name.chars().filter(allowed).collect();
    if plain.is_empty() {
        "Schema".to_owned()
    } else {
        plain
    }
}

struct Reader<'d, 'p, 'r> {
    draft: &'d mut Draft,
    reporter: &'p mut Reporter<'r>,
}

impl Reader<'_, '_, '_> {
    fn resource(&mut self, resource: &Json, tag: Option<&str>, depth: usize) {
        for (_, method) in resource.get("methods").map_or(&[] as &[_], Json::entries) {
            self.method(method, tag);
        }
        for (name, inner) in resource.get("resources").map_or(&[] as &[_], Json::entries) {
            if depth < MAX_DEPTH {
                self.resource(inner, Some(name), depth + 1);
            }
        }
    }

    fn method(&mut self, json: &Json, tag: Option<&str>) {
        let method = json.string("httpMethod").and_then(HttpMethod::parse);
        let path = json.string("path").or_else(|| json.string("flatPath"));
        let (Some(method), Some(stated)) = (method, path) else {
            let message =
                "the method has no path, or an HTTP method that OpenAPI does not have".to_owned();
            self.reporter.report(
                codes::UNREAD_PART,
                message,
                json.at,
                "the method is left out",
            );
            return;
        };
        let flat = json.string("flatPath").filter(|_| stated.contains("{+"));
        let path = Path::parse(&flat.unwrap_or(stated).replace("{+", "{"));
        let at = json.get("path").map_or(json.at, |path| path.at);
        let mut operation = Operation::new(method, path, at);
        if flat.is_some() {
            let why = format!("`flatPath`, because OpenAPI does not have `{stated}`");
            operation.inferred.push(Fact::new("path", why, at));
        }
        operation.id = json.string("id").map(crate::draft::camel_case);
        operation.text = json.string("description").map(str::to_owned);
        operation.tag = tag.map(str::to_owned);
        operation.deprecated = json.is_true("deprecated");
        for (name, parameter) in json.get("parameters").map_or(&[] as &[_], Json::entries) {
            self.parameter(name, parameter, flat.is_some(), &mut operation);
        }
        if let Some(request) = json.get("request") {
            operation.body = Some(Body {
                media: "application/json".to_owned(),
                required: false,
                schema: self.reference(request),
                example: None,
                at: request.at,
                inferred: Vec::new(),
            });
        }
        let mut response = Response::new("200", at);
        if let Some(found) = json.get("response") {
            let schema = self.reference(found);
            response.content = Some(Content {
                media: "application/json".to_owned(),
                schema,
                example: None,
            });
        }
        operation.responses.push(response);
        let scheme = self
            .draft
            .schemes
            .first()
            .filter(|_| json.get("scopes").is_some());
        operation.security = scheme.map(|scheme| scheme.name.clone());
        self.draft.operations.push(operation);
    }

    fn parameter(&mut self, name: &str, json: &Json, is_flat: bool, operation: &mut Operation) {
        let place = match json.string("location") {
            Some("path") => Place::Path,
            _ => Place::Query,
        };
        let in_path = operation
            .path
            .variables
            .iter()
            .any(|(known, _)| known == name);
        // The parts of a resource name are variables of their own in `flatPath`.
        if place == Place::Path && is_flat && !in_path {
            return;
        }
        let mut parameter = Parameter::new(name, place, json.at);
        parameter.required = json.is_true("required") || place == Place::Path;
        let mut schema = schema(json, 0, self.reporter);
        if json.is_true("repeated") {
            let text = schema.text.take();
            schema = Schema::list(schema);
            schema.text = text;
        }
        parameter.schema = schema;
        operation.add_parameter(parameter);
    }

    /// `{"$ref": "Name"}`.
    fn reference(&mut self, json: &Json) -> Schema {
        let name = schema_name(json.string("$ref").unwrap_or_default());
        let names: Vec<String> = self.draft.schemas.keys().cloned().collect();
        let mut schema = Schema::new(Kind::Named(name), json.at);
        resolve(&mut schema, &names, self.reporter);
        schema
    }
}

/// Replaces references to schemas that do not exist, and reports them.
fn resolve(schema: &mut Schema, names: &[String], reporter: &mut Reporter<'_>) {
    match &mut schema.kind {
        Kind::Named(name) if !names.contains(name) => {
            let message = format!("the schema `{name}` does not exist");
            reporter.report(
                codes::DANGLING_ANCHOR,
                message,
                schema.at,
                "read as untyped JSON",
            );
            schema.kind = Kind::Any;
        }
        Kind::Object(properties) => {
            for property in properties {
                resolve(&mut property.schema, names, reporter);
            }
        }
        Kind::List(inner) | Kind::Map(inner) => resolve(inner, names, reporter),
        _ => {}
    }
}

fn schema(json: &Json, depth: usize, reporter: &mut Reporter<'_>) -> Schema {
    let mut schema = Schema::new(kind(json, depth, reporter), json.at);
    if let Kind::Named(_) = schema.kind {
        return schema;
    }
    schema.text = json
        .string("description")
        .map(str::to_owned)
        .filter(|text| !text.trim().is_empty());
    schema.format = json.string("format").map(format);
    schema.read_only = json.is_true("readOnly");
    schema.deprecated = json.is_true("deprecated");
    if let Kind::Any = schema.kind {
        schema.infer("type", "the document allows any value");
    }
    schema.values = json.list("enum").to_vec();
    if !matches!(schema.kind, Kind::Primitive(Primitive::String)) {
        schema.values.clear();
    }
    schema.pattern = json.string("pattern").map(str::to_owned);
    for keyword in ["minimum", "maximum"] {
        let number = json
            .string(keyword)
            .filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite));
        let fits = matches!(
            schema.kind,
            Kind::Primitive(Primitive::Integer | Primitive::Number)
        );
        schema.limits.extend(
            number
                .filter(|_| fits)
                .map(|number| (keyword, number.to_owned())),
        );
    }
    schema.default = json
        .get("default")
        .and_then(|default| typed(&schema, default));
    schema
}

fn kind(json: &Json, depth: usize, reporter: &mut Reporter<'_>) -> Kind {
    if depth > MAX_DEPTH {
        let message = "the schema is nested too deep".to_owned();
        reporter.report(codes::UNREAD_PART, message, json.at, "read as untyped JSON");
        return Kind::Any;
    }
    if let Some(name) = json.string("$ref") {
        return Kind::Named(schema_name(name));
    }
    match json.string("type") {
        Some("string") => Kind::Primitive(Primitive::String),
        Some("integer") => Kind::Primitive(Primitive::Integer),
        Some("number") => Kind::Primitive(Primitive::Number),
        Some("boolean") => Kind::Primitive(Primitive::Boolean),
        Some("array") => {
            let items = json
                .get("items")
                .map(|items| schema(items, depth + 1, reporter));
            Kind::List(Box::new(items.unwrap_or_else(|| Schema::any(json.at))))
        }
        Some("object") => match (json.get("properties"), json.get("additionalProperties")) {
            (None, Some(values)) => Kind::Map(Box::new(schema(values, depth + 1, reporter))),
            (properties, _) => {
                let entries = properties.map_or(&[] as &[_], Json::entries);
                let properties = entries.iter().map(|(name, property)| Property {
                    name: name.clone(),
                    required: property.is_true("required"),
                    schema: schema(property, depth + 1, reporter),
                });
                Kind::Object(properties.collect())
            }
        },
        _ => Kind::Any,
    }
}

/// The formats of discovery documents have other names.
fn format(word: &str) -> String {
    let word = match word {
        "google-datetime" => "date-time",
        "google-duration" => "duration",
        word => word,
    };
    word.to_owned()
}

/// Defaults are texts, whatever the type.
fn typed(schema: &Schema, default: &Json) -> Option<Json> {
    let text = default.as_str()?;
    let value = match schema.kind {
        Kind::Primitive(Primitive::String) => JsonValue::Text(text.to_owned()),
        Kind::Primitive(Primitive::Boolean) => JsonValue::Bool(text.parse().ok()?),
        Kind::Primitive(Primitive::Integer) => {
            JsonValue::Number(text.parse::<i64>().ok()?.to_string())
        }
        Kind::Primitive(Primitive::Number) => {
            let number = text
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())?;
            JsonValue::Number(number.to_string())
        }
        _ => return None,
    };
    Some(Json::new(value, default.at))
}

#[cfg(test)]
mod tests {
    use super::schema_name;

    #[test]
    fn names_of_schemas_are_those_of_components() {
        assert_eq!(schema_name("Boat"), "Boat");
        assert_eq!(schema_name("Boat Part/№"), "BoatPart");
        assert_eq!(schema_name("№"), "Schema");
    }
}
