//! The columns of tables, by the words of the heading row.

use super::section::plain;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Type,
    Required,
    /// As `Required`, with the opposite meaning.
    Optional,
    Description,
    Default,
    Place,
    Example,
    Values,
    Format,
    Status,
    Method,
    Path,
    Other,
}

const WORDS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "name",
            "parameter",
            "parameter name",
            "param",
            "field",
            "field name",
            "key",
            "attribute",
            "property",
            "argument",
            "variable",
            "option",
            "header",
            "header name",
            "query parameter",
            "path parameter",
            "parameters",
            "property name",
            "element",
        ],
    ),
    (
        Column::Type,
        &[
            "type",
            "data type",
            "datatype",
            "schema",
            "value type",
            "kind",
            "json type",
        ],
    ),
    (
        Column::Required,
        &[
            "required",
            "mandatory",
            "is required",
            "req",
            "necessity",
            "always",
            "presence",
            "required optional",
            "needed",
        ],
    ),
    (Column::Optional, &["optional", "is optional", "opt"]),
    (
        Column::Description,
        &[
            "description",
            "meaning",
            "notes",
            "note",
            "comment",
            "comments",
            "details",
            "explanation",
            "desc",
            "definition",
            "purpose",
            "summary",
            "remarks",
            "what it does",
        ],
    ),
    (
        Column::Default,
        &["default", "default value", "defaults to", "if omitted"],
    ),
    (
        Column::Place,
        &[
            "in",
            "place",
            "location",
            "where",
            "parameter type",
            "param type",
            "sent in",
            "position",
            "located in",
        ],
    ),
    (
        Column::Example,
        &[
            "example",
            "sample",
            "example value",
            "sample value",
            "examples",
        ],
    ),
    (
        Column::Values,
        &[
            "allowed values",
            "values",
            "enum",
            "possible values",
            "accepted values",
            "options",
            "valid values",
            "allowed",
        ],
    ),
    (Column::Format, &["format"]),
    (
        Column::Status,
        &[
            "status",
            "status code",
            "code",
            "http code",
            "response code",
            "http status",
            "http status code",
        ],
    ),
    (
        Column::Method,
        &["method", "verb", "http method", "http verb"],
    ),
    (
        Column::Path,
        &[
            "path",
            "url",
            "endpoint",
            "uri",
            "resource",
            "route",
            "resource uri",
            "address",
        ],
    ),
];

/// The columns of a heading row. If nothing names the first column of a table with a type or a description, it is the
/// name. Returns `None` if the words are unknown.
pub fn columns(head: &[String]) -> Option<Vec<Column>> {
    let mut out: Vec<Column> = Vec::new();
    for word in head {
        // `Name, Type, Description` above a single column: each cell is an entry.
        let word = if head.len() == 1 {
            word.split(',').next().unwrap_or_default()
        } else {
            word
        };
        let plain = plain(word);
        let found = WORDS
            .iter()
            .find(|(_, words)| words.contains(&plain.as_str()));
        let column = found.map_or(Column::Other, |(column, _)| *column);
        // Only one column has a meaning; the others remain text.
        let taken = column != Column::Other && out.contains(&column);
        out.push(if taken { Column::Other } else { column });
    }
    let has = |column: Column| out.contains(&column);
    if has(Column::Name) || has(Column::Status) || (has(Column::Method) && has(Column::Path)) {
        return Some(out);
    }
    if (has(Column::Type) || has(Column::Description)) && out.first() == Some(&Column::Other) {
        out[0] = Column::Name;
        return Some(out);
    }
    None
}
