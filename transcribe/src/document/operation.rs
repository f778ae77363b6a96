//! Operations.
//!
//! In: an operation of the model. Out: the operation object.

use super::{Writer, words};
use crate::facts::Field;
use crate::markdown::blocks_text;
use crate::model::{Answer, Operation};
use crate::yaml::{Map, Value};

impl Writer<'_, '_> {
    pub(super) fn operation(&mut self, operation: &Operation, at: &str) -> Map {
        self.place(at.to_owned(), operation.verb_at);
        let mut out = Map::new();
        out.add("tags", Value::Words(vec![operation.tag.clone()]));
        let summary = words(&operation.summary).map(|text| text.replace('\n', " "));
        out.some("summary", summary);
        out.some("description", words(&operation.text));
        out.add("operationId", operation.id.as_str());
        let mut parameters = Vec::new();
        let fields = operation.in_path.iter().map(|field| ("path", field));
        let fields = fields.chain(operation.in_query.iter().map(|field| ("query", field)));
        for (index, (place, field)) in fields.enumerate() {
            let at = format!("{at}/parameters/{index}");
            parameters.push(self.parameter(field, place, &at).into());
        }
        if !parameters.is_empty() {
            out.add("parameters", Value::List(parameters));
        }
        if let Some(body) = &operation.body {
            let at = format!("{at}/requestBody");
            self.place(at, operation.at);
            let mut request = Map::new();
            request.add("content", content(body));
            request.add("required", true);
            out.add("requestBody", request);
        }
        out.add("responses", self.responses(operation, at));
        if let Some(spot) = operation.deprecated {
            self.place(format!("{at}/deprecated"), spot);
            out.add("deprecated", true);
        }
        out
    }

    fn parameter(&mut self, field: &Field, place: &str, at: &str) -> Map {
        self.place(at.to_owned(), field.at);
        let mut out = Map::new();
        out.add("name", field.name.as_str());
        out.add("in", place);
        out.some("description", super::schema::description(field, &[]));
        if place == "path" || !field.needs.is_empty() {
            let need = field.needs.first().map_or(field.at, |need| need.at);
            self.place(format!("{at}/required"), need);
            out.add("required", true);
        }
        if let Some(spot) = field.deprecated {
            self.place(format!("{at}/deprecated"), spot);
            out.add("deprecated", true);
        }
        let schema = self.schema(field, None, &format!("{at}/schema"));
        out.add("schema", schema);
        out
    }

    fn responses(&mut self, operation: &Operation, at: &str) -> Map {
        let mut response = Map::new();
        let status = operation
            .answer
            .as_ref()
            .map_or(200, |answer| answer.status);
        let at = format!("{at}/responses/{status}");
        let text = operation
            .answer
            .as_ref()
            .map(|answer| blocks_text(&answer.text));
        let text = text.filter(|text| !text.is_empty());
        response.add("description", text.unwrap_or_else(|| "OK".to_owned()));
        if let Some(Answer {
            schema, at: spot, ..
        }) = &operation.answer
        {
            self.place(at, *spot);
            response.some("content", schema.as_deref().map(content));
        }
        let mut out = Map::new();
        out.add(status.to_string(), response);
        out
    }
}

fn content(schema: &str) -> Map {
    let mut reference = Map::new();
    reference.add("$ref", super::schema::pointer(schema));
    let mut media = Map::new();
    media.add("schema", reference);
    let mut content = Map::new();
    content.add("application/json", media);
    content
}

/// What a long-running operation tells while it runs, and what comes of it.
pub(super) fn progress(operation: &Operation) -> Option<Map> {
    let progress = &operation.answer.as_ref()?.progress;
    let mut out = Map::new();
    out.some(
        "metadata",
        progress.metadata.as_deref().map(super::schema::pointer),
    );
    out.some(
        "response",
        progress.response.as_deref().map(super::schema::pointer),
    );
    (!out.is_empty()).then_some(out)
}
