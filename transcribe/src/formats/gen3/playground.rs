//! The request in the front matter, `apiPlayground`: url, method, path, query, body, definitions.

use oascribe_codegen::diag::codes;

use super::schema;
use crate::facts::{Field, HttpMethod, Message, Method};
use crate::markdown::YamlNode;
use crate::reporter::Reporter;
use crate::span::Span;

/// Merges the front matter into the facts of a method.
pub fn apply(method: &mut Method, entry: &YamlNode, reporter: &mut Reporter<'_>) {
    request(method, entry, reporter);
    if let Some(front) = entry.get("path") {
        let mut fields = std::mem::take(&mut method.in_path);
        object(&mut fields, front, method.path.at, reporter);
        method.in_path = fields;
    }
    if let Some(front) = entry.get("query") {
        let at = method.path.at;
        object(&mut method.in_query, front, at, reporter);
    }
    let definitions = entry.get("definitions").map_or(&[][..], YamlNode::entries);
    if let (Some(front), Some(body)) = (entry.get("body"), &mut method.body) {
        let at = body.at;
        object(&mut body.fields, front, at, reporter);
    }
    // Definitions belong to the request, which has the first section of that name.
    for (name, front) in definitions {
        let titled = |message: &&mut Message| message.title.as_deref() == Some(name.as_str());
        match method.messages.iter_mut().find(titled) {
            Some(message) => {
                let at = message.at;
                object(&mut message.fields, front, at, reporter);
            }
            None => {
                let text = format!("the front matter defines `{name}`, which no section describes");
                reporter.report(
                    codes::PAGE_CONTRADICTION,
                    text,
                    front.at,
                    "left out: nothing refers to it",
                );
            }
        }
    }
}

/// Compares URL and HTTP method with those of the page text.
fn request(method: &Method, entry: &YamlNode, reporter: &mut Reporter<'_>) {
    if let Some(http_method) = entry.get("method")
        && http_method.text().and_then(HttpMethod::parse) != Some(method.http_method)
    {
        let text = "front matter and page text have different HTTP methods".to_owned();
        let others = [(http_method.at, "the front matter")];
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            text,
            method.http_method_at,
            "the page text is used",
            &others,
        );
    }
    if let Some(url) = entry.get("url")
        && !url
            .text()
            .is_some_and(|url| url.ends_with(method.path.text.as_str()))
    {
        let text = "front matter and page text have different paths".to_owned();
        let others = [(url.at, "the front matter")];
        reporter.report_with(
            codes::PAGE_CONTRADICTION,
            text,
            method.path.at,
            "the page text is used",
            &others,
        );
    }
}

/// Merges the properties of an object into the fields of a message.
fn object(fields: &mut Vec<Field>, front: &YamlNode, at: Span, reporter: &mut Reporter<'_>) {
    let properties = front.get("properties").map_or(&[][..], YamlNode::entries);
    for (name, property) in properties {
        match fields.iter_mut().find(|field| field.name == *name) {
            Some(field) => schema::apply(field, property, reporter),
            None => {
                let text = format!("the front matter has `{name}`, which no row describes");
                let others = [(at, "the description")];
                let label = "included as in the front matter";
                reporter.report_with(codes::PAGE_CONTRADICTION, text, property.at, label, &others);
                let mut field = Field::new(name.as_str(), property.at);
                schema::apply(&mut field, property, reporter);
                fields.push(field);
            }
        }
    }
    if properties.is_empty() {
        return;
    }
    for field in fields.iter() {
        if !properties.iter().any(|(name, _)| *name == field.name) {
            let text = format!(
                "a row describes `{}`, which the front matter lacks",
                field.name
            );
            let others = [(front.at, "the front matter")];
            reporter.report_with(
                codes::PAGE_CONTRADICTION,
                text,
                field.at,
                "included",
                &others,
            );
        }
    }
    let listed = front.get("required").map_or(&[][..], YamlNode::items);
    for field in fields {
        let entry = listed
            .iter()
            .find(|item| item.text() == Some(field.name.as_str()));
        schema::required(field, entry.map(|entry| entry.at), front.at, reporter);
    }
}
