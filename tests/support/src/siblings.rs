//! A document with keywords beside `$ref` and `allOf`, for every kind of target.

use std::fmt::Write as _;

/// A property with keywords beside a reference.
pub struct Cell {
    pub name: String,
    /// The name of the component that it refers to.
    pub target: String,
    pub schema: String,
}

/// A component, and the types of its values.
const TARGETS: &[(&str, &str, &[&str])] = &[
    ("Text", "{type: string}", &["string"]),
    ("Day", "{type: string, format: date}", &["string"]),
    ("Bytes", "{type: string, format: byte}", &["string"]),
    ("Color", "{type: string, enum: [a, b, c]}", &["string"]),
    ("Count", "{type: integer}", &["integer"]),
    ("Number", "{type: number}", &["number"]),
    ("Flag", "{type: boolean}", &["boolean"]),
    ("List", "{type: array, items: {type: string}}", &["array"]),
    (
        "Map",
        "{type: object, additionalProperties: {type: integer}}",
        &["object"],
    ),
    (
        "Item",
        "{type: object, properties: {x: {type: string}}}",
        &["object"],
    ),
    (
        "Either",
        "{oneOf: [{type: string}, {type: integer}, {type: array, items: {type: string}}, {$ref: '#/components/schemas/Item'}]}",
        &["string", "integer", "array", "object"],
    ),
    (
        "Anything",
        "{}",
        &["string", "integer", "number", "boolean", "array", "object"],
    ),
];

/// Keywords, and the types that they constrain.
const KEYWORDS: &[(&str, &[&str])] = &[
    ("minLength: 3", &["string"]),
    ("maxLength: 3", &["string"]),
    ("pattern: '^a'", &["string"]),
    ("minimum: 3", &["integer", "number"]),
    ("maximum: 3", &["integer", "number"]),
    ("exclusiveMinimum: 3", &["integer", "number"]),
    ("exclusiveMaximum: 3", &["integer", "number"]),
    ("multipleOf: 3", &["integer", "number"]),
    ("minItems: 3", &["array"]),
    ("maxItems: 3", &["array"]),
    ("uniqueItems: true", &["array"]),
    ("items: {type: string, minLength: 3}", &["array"]),
    ("items: {type: integer}", &["array"]),
    ("prefixItems: [{type: string, minLength: 3}]", &["array"]),
    ("minProperties: 3", &["object"]),
    ("maxProperties: 3", &["object"]),
    ("propertyNames: {maxLength: 3}", &["object"]),
    ("required: [x]", &["object"]),
    ("properties: {y: {type: string}}", &["object"]),
    (
        "additionalProperties: {type: integer, minimum: 3}",
        &["object"],
    ),
    (
        "unevaluatedProperties: {type: integer, minimum: 3}",
        &["object"],
    ),
    (
        "patternProperties: {'^y': {type: integer, minimum: 3}}",
        &["object"],
    ),
    ("additionalProperties: {type: string}", &["object"]),
    (
        "if: {}, then: {properties: {z: {type: string}}}",
        &["object"],
    ),
    (
        "dependentSchemas: {x: {properties: {z: {type: string}}}}",
        &["object"],
    ),
    (
        "type: string",
        &["integer", "number", "boolean", "array", "object"],
    ),
    (
        "type: integer",
        &["string", "number", "boolean", "array", "object"],
    ),
    (
        "type: object",
        &["string", "integer", "number", "boolean", "array"],
    ),
    (
        "type: array",
        &["string", "integer", "number", "boolean", "object"],
    ),
    (
        "type: [string, boolean]",
        &["integer", "number", "array", "object"],
    ),
    ("enum: [a, b]", ALL),
    ("const: a", ALL),
    ("enum: [{x: a}]", &["object"]),
    ("const: {x: a}", &["object"]),
    ("not: {const: x}", ALL),
    ("type: [string, 'null'], minLength: 3", &["string"]),
    ("format: date-time", &["string"]),
    ("format: int32", &["integer", "number"]),
    ("allOf: [{minLength: 3}]", &["string"]),
    ("allOf: [{properties: {y: {type: string}}}]", &["object"]),
];

const ALL: &[&str] = &["string", "integer", "number", "boolean", "array", "object"];

/// Each keyword beside a reference to each component that it constrains, beside an alias of it, and beside `allOf`.
pub fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (target, _, types) in TARGETS {
        let applicable = KEYWORDS.iter();
        // The values of an enum have their format.
        let applicable = applicable.filter(|(keyword, on)| {
            let is_listed = *target == "Color" && keyword.starts_with("format");
            !is_listed && types.iter().any(|it| on.contains(it))
        });
        for (keyword, _) in applicable {
            let reference = format!("$ref: '#/components/schemas/{target}'");
            let alias = format!("$ref: '#/components/schemas/{target}Alias'");
            let mut add = |target: &str, schema: String| {
                let name = format!("cell_{}", cells.len() + 1);
                let target = target.to_owned();
                cells.push(Cell {
                    name,
                    target,
                    schema,
                });
            };
            add(target, format!("{{{reference}, {keyword}}}"));
            add(&format!("{target}Alias"), format!("{{{alias}, {keyword}}}"));
            if !keyword.starts_with("allOf") {
                add(target, format!("{{allOf: [{{{reference}}}], {keyword}}}"));
                add(
                    target,
                    format!("{{allOf: [{{{reference}}}, {{{keyword}}}]}}"),
                );
            }
        }
    }
    cells
}

/// The line of the first cell in the document.
pub const FIRST_LINE: usize = 14;

/// The document. Each cell has a line of its own.
pub fn document(cells: &[Cell]) -> String {
    let mut text = String::from(
        "openapi: 3.1.0
info: {title: Siblings, version: '1'}
paths:
  /cells:
    post:
      operationId: addCells
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Cells'}}}
      responses: {'204': {description: Added.}}
components:
  schemas:
    Cells:
      properties:
",
    );
    for Cell { name, schema, .. } in cells {
        let _ = writeln!(text, "        {name}: {schema}");
    }
    for (name, _, _) in TARGETS {
        for name in [(*name).to_owned(), format!("{name}Alias")] {
            let plain = name.to_lowercase();
            let _ = writeln!(
                text,
                "        plain_{plain}: {{$ref: '#/components/schemas/{name}'}}"
            );
        }
    }
    for (name, schema, _) in TARGETS {
        let _ = writeln!(text, "    {name}: {schema}");
        let _ = writeln!(
            text,
            "    {name}Alias: {{$ref: '#/components/schemas/{name}'}}"
        );
    }
    text
}
