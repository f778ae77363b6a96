//! `apiPlayground`: url, method, path, query, body, definitions.
//!
//! In: the facts of a page's text and its front matter. Out: facts of both.

use oascribe_codegen::diag::codes;

use super::schema;
use crate::facts::{Field, Message, Method, Verb};
use crate::markdown::Front;
use crate::spot::{Report, Spot};

/// Adds what the front matter says to a method.
pub fn apply(method: &mut Method, entry: &Front, report: &mut Report<'_>) {
    request(method, entry, report);
    if let Some(front) = entry.get("path") {
        let mut fields = std::mem::take(&mut method.in_path);
        object(&mut fields, front, method.path.at, report);
        method.in_path = fields;
    }
    if let Some(front) = entry.get("query") {
        let at = method.path.at;
        object(&mut method.in_query, front, at, report);
    }
    let definitions = entry.get("definitions").map_or(&[][..], Front::entries);
    if let (Some(front), Some(body)) = (entry.get("body"), &mut method.body) {
        let at = body.at;
        object(&mut body.fields, front, at, report);
    }
    // Definitions are of what is sent: the section of that name that stands first.
    for (name, front) in definitions {
        let titled = |message: &&mut Message| message.title.as_deref() == Some(name.as_str());
        match method.messages.iter_mut().find(titled) {
            Some(message) => {
                let at = message.at;
                object(&mut message.fields, front, at, report);
            }
            None => {
                let text =
                    format!("the front matter defines `{name}`, and no section describes it");
                report.say(
                    codes::PAGE_CONTRADICTION,
                    text,
                    front.at,
                    "left out: nothing refers to it",
                );
            }
        }
    }
}

/// The URL and the method, which the page itself shows too.
fn request(method: &Method, entry: &Front, report: &mut Report<'_>) {
    if let Some(verb) = entry.get("method")
        && verb.text().and_then(Verb::parse) != Some(method.verb)
    {
        let text = "front matter and page disagree about the HTTP method".to_owned();
        let others = [(verb.at, "the front matter")];
        report.tell(
            codes::PAGE_CONTRADICTION,
            text,
            method.verb_at,
            "the page counts",
            &others,
        );
    }
    if let Some(url) = entry.get("url")
        && !url
            .text()
            .is_some_and(|url| url.ends_with(method.path.text.as_str()))
    {
        let text = "front matter and page disagree about the path".to_owned();
        let others = [(url.at, "the front matter")];
        report.tell(
            codes::PAGE_CONTRADICTION,
            text,
            method.path.at,
            "the page counts",
            &others,
        );
    }
}

/// The properties of an object, into the fields of the same.
fn object(fields: &mut Vec<Field>, front: &Front, at: Spot, report: &mut Report<'_>) {
    let properties = front.get("properties").map_or(&[][..], Front::entries);
    for (name, property) in properties {
        match fields.iter_mut().find(|field| field.name == *name) {
            Some(field) => schema::apply(field, property, report),
            None => {
                let text = format!("the front matter has `{name}`, and no row describes it");
                let others = [(at, "the description")];
                let label = "kept, as the front matter has it";
                report.tell(codes::PAGE_CONTRADICTION, text, property.at, label, &others);
                let mut field = Field::new(name.as_str(), property.at);
                schema::apply(&mut field, property, report);
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
                "a row describes `{}`, and the front matter lacks it",
                field.name
            );
            let others = [(front.at, "the front matter")];
            report.tell(codes::PAGE_CONTRADICTION, text, field.at, "kept", &others);
        }
    }
    let listed = front.get("required").map_or(&[][..], Front::items);
    for field in fields {
        let entry = listed
            .iter()
            .find(|item| item.text() == Some(field.name.as_str()));
        schema::required(field, entry.map(|entry| entry.at), front.at, report);
    }
}
