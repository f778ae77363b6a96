//! Path items and their operations.

use indexmap::IndexMap;

use super::{Writer, value};
use crate::draft::schema::Fact;
use crate::draft::{Body, Content, Draft, Json, Operation, Parameter, Response, Schema};
use crate::yaml::{Map, Value};

impl Writer<'_, '_> {
    /// Paths in the order of the input, HTTP methods in the order of the specification.
    pub(super) fn paths(&mut self, draft: &Draft) -> Map {
        let mut by_path: IndexMap<&str, Vec<&Operation>> = IndexMap::new();
        for operation in &draft.operations {
            by_path
                .entry(&operation.path.text)
                .or_default()
                .push(operation);
        }
        let mut out = Map::new();
        for (path, mut operations) in by_path {
            operations.sort_by_key(|operation| operation.method);
            let mut item = Map::new();
            for operation in operations {
                let escaped = path.replace('~', "~0").replace('/', "~1");
                let at = format!("/paths/{escaped}/{}", operation.method.as_str());
                item.add(operation.method.as_str(), self.operation(operation, &at));
            }
            out.add(path, item);
        }
        out
    }

    fn operation(&mut self, operation: &Operation, at: &str) -> Map {
        self.record(at, operation.at);
        let method = operation.method.as_str().to_ascii_uppercase();
        let subject = format!("`{method} {}`", operation.path.text);
        let mut out = Map::new();
        out.add_some(
            "tags",
            operation.tag.clone().map(|tag| Value::FlowList(vec![tag])),
        );
        out.add_some("summary", operation.summary.clone());
        out.add_some("description", operation.text.clone());
        out.add_some("operationId", operation.id.clone());
        let parameters = operation
            .parameters
            .iter()
            .enumerate()
            .map(|(index, parameter)| {
                let at = format!("{at}/parameters/{index}");
                Value::Map(self.parameter(parameter, &at, &subject))
            });
        let parameters: Vec<Value> = parameters.collect();
        if !parameters.is_empty() {
            out.add("parameters", Value::List(parameters));
        }
        if let Some(body) = &operation.body {
            let at = format!("{at}/requestBody");
            out.add("requestBody", self.body(body, &at, &subject));
        }
        let mut responses = Map::new();
        for response in &operation.responses {
            let at = format!("{at}/responses/{}", response.status);
            responses.add(&response.status, self.response(response, &at, &subject));
        }
        out.add("responses", responses);
        if operation.deprecated {
            out.add("deprecated", true);
        }
        if let Some(name) = &operation.security {
            let mut requirement = Map::new();
            requirement.add(name, Value::List(Vec::new()));
            out.add("security", Value::List(vec![requirement.into()]));
        }
        self.inferred(&mut out, &operation.inferred, &subject);
        out
    }

    fn parameter(&mut self, parameter: &Parameter, at: &str, operation: &str) -> Map {
        self.record(at, parameter.at);
        let place = parameter.place.as_str();
        let subject = format!("{operation}, {place} parameter `{}`", parameter.name);
        let mut out = Map::new();
        out.add("name", parameter.name.as_str());
        out.add("in", place);
        out.add_some("description", parameter.schema.text.clone());
        if parameter.required {
            out.add("required", true);
        }
        if parameter.schema.deprecated {
            out.add("deprecated", true);
        }
        let mut schema = parameter.schema.clone();
        schema.text = None;
        schema.deprecated = false;
        out.add(
            "schema",
            self.schema(&schema, &format!("{at}/schema"), &subject),
        );
        self.inferred(&mut out, &parameter.inferred, &subject);
        out
    }

    fn body(&mut self, body: &Body, at: &str, operation: &str) -> Map {
        self.record(at, body.at);
        let subject = format!("{operation}, request body");
        let mut out = Map::new();
        let content = self.content(
            &body.media,
            &body.schema,
            body.example.as_ref(),
            at,
            &subject,
        );
        out.add("content", content);
        if body.required {
            out.add("required", true);
        }
        self.inferred(&mut out, &body.inferred, &subject);
        out
    }

    fn response(&mut self, response: &Response, at: &str, operation: &str) -> Map {
        self.record(at, response.at);
        let subject = format!("{operation}, response {}", response.status);
        let mut out = Map::new();
        out.add("description", description(response));
        if let Some(Content {
            media,
            schema,
            example,
        }) = &response.content
        {
            let content = self.content(media, schema, example.as_ref(), at, &subject);
            out.add("content", content);
        }
        let facts: Vec<Fact> = response.inferred.clone();
        self.inferred(&mut out, &facts, &subject);
        out
    }

    fn content(
        &mut self,
        media: &str,
        schema: &Schema,
        example: Option<&Json>,
        at: &str,
        subject: &str,
    ) -> Map {
        let escaped = media.replace('~', "~0").replace('/', "~1");
        let at = format!("{at}/content/{escaped}/schema");
        let mut inner = Map::new();
        inner.add("schema", self.schema(schema, &at, subject));
        inner.add_some("example", example.map(value));
        let mut content = Map::new();
        content.add(media, inner);
        content
    }
}

/// The text of a response, or the words of its status.
fn description(response: &Response) -> String {
    let words = match response.status.as_str() {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "No content",
        "400" => "Bad request",
        "401" => "Unauthorized",
        "403" => "Forbidden",
        "404" => "Not found",
        "409" => "Conflict",
        "422" => "Unprocessable content",
        "429" => "Too many requests",
        "default" => "Error",
        status if status.starts_with('2') => "Success",
        status if status.starts_with('3') => "Redirection",
        _ => "Error",
    };
    response.text.clone().unwrap_or_else(|| words.to_owned())
}
