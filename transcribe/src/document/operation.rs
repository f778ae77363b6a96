//! Operation objects.

use super::{Writer, words};
use crate::facts::Field;
use crate::markdown::to_common_mark;
use crate::model::{Operation, Response};
use crate::yaml::{Map, Value};

impl Writer<'_, '_> {
    pub(super) fn operation(&mut self, operation: &Operation, at: &str) -> Map {
        self.record(at.to_owned(), operation.http_method_at);
        let mut out = Map::new();
        out.add("tags", Value::FlowList(vec![operation.tag.clone()]));
        let summary = words(&operation.summary).map(|text| text.replace('\n', " "));
        out.add_some("summary", summary);
        out.add_some("description", words(&operation.text));
        out.add("operationId", operation.id.as_str());
        let mut parameters = Vec::new();
        let fields = operation.in_path.iter().map(|field| ("path", field));
        let fields = fields.chain(operation.in_query.iter().map(|field| ("query", field)));
        for (index, (location, field)) in fields.enumerate() {
            let at = format!("{at}/parameters/{index}");
            parameters.push(self.parameter(field, location, &at).into());
        }
        if !parameters.is_empty() {
            out.add("parameters", Value::List(parameters));
        }
        if let Some(body) = &operation.body {
            let at = format!("{at}/requestBody");
            self.record(at, operation.at);
            let mut request = Map::new();
            request.add("content", content(body));
            request.add("required", true);
            out.add("requestBody", request);
        }
        out.add("responses", self.responses(operation, at));
        if let Some(span) = operation.deprecated {
            self.record(format!("{at}/deprecated"), span);
            out.add("deprecated", true);
        }
        out
    }

    fn parameter(&mut self, field: &Field, location: &str, at: &str) -> Map {
        self.record(at.to_owned(), field.at);
        let mut out = Map::new();
        out.add("name", field.name.as_str());
        out.add("in", location);
        out.add_some("description", super::schema::description(field, &[]));
        if location == "path" || !field.required.is_empty() {
            let need = field.required.first().map_or(field.at, |need| need.at);
            self.record(format!("{at}/required"), need);
            out.add("required", true);
        }
        if let Some(span) = field.deprecated {
            self.record(format!("{at}/deprecated"), span);
            out.add("deprecated", true);
        }
        let schema = self.schema(field, None, &format!("{at}/schema"));
        out.add("schema", schema);
        out
    }

    fn responses(&mut self, operation: &Operation, at: &str) -> Map {
        let mut response = Map::new();
        let status = operation
            .response
            .as_ref()
            .map_or(200, |response| response.status);
        let at = format!("{at}/responses/{status}");
        let text = operation
            .response
            .as_ref()
            .map(|response| to_common_mark(&response.text));
        let text = text.filter(|text| !text.is_empty());
        response.add("description", text.unwrap_or_else(|| "OK".to_owned()));
        if let Some(Response {
            schema, at: span, ..
        }) = &operation.response
        {
            self.record(at, *span);
            response.add_some("content", schema.as_deref().map(content));
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

/// The schemas of a long-running operation's metadata and result, as `x-long-running`.
pub(super) fn long_running(operation: &Operation) -> Option<Map> {
    let long_running = &operation.response.as_ref()?.long_running;
    let mut out = Map::new();
    out.add_some(
        "metadata",
        long_running.metadata.as_deref().map(super::schema::pointer),
    );
    out.add_some(
        "response",
        long_running.response.as_deref().map(super::schema::pointer),
    );
    (!out.is_empty()).then_some(out)
}
