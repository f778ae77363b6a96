//! One operation for each media type that means something of its own.
//!
//! The first one keeps the operation's name, the others have a word behind it. Which one is first is in the lock: a
//! media type that is added, however telling, changes no method that is there.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{AdditionalProperties, Api, BodyFormat, Operation, Payload, Shape};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    let mut operations = Vec::with_capacity(api.operations.len());
    for mut operation in std::mem::take(&mut api.operations) {
        let mut payloads = match &mut operation.body {
            Some(body) => std::mem::take(&mut body.payloads),
            None => Vec::new(),
        };
        for payload in &mut payloads {
            unmatched(api, payload, diags);
            into_parts(api, payload, diags);
        }
        let locked = context.lock.operations.get(&operation.key());
        let locked = locked.and_then(|names| names.body.as_deref());
        let mut payloads = first(payloads, locked).into_iter();
        if let (Some(body), Some(main)) = (&mut operation.body, payloads.next()) {
            body.payloads.push(main);
        }
        let further: Vec<Operation> = payloads
            .map(|payload| with_payload(&operation, payload))
            .collect();
        operations.push(operation);
        operations.extend(further);
    }
    api.operations = operations;
}

/// Says which encodings are of properties that an object doesn't have.
fn unmatched(api: &Api, payload: &Payload, diags: &mut Diagnostics) {
    let Some(object) = api.object(&payload.ty) else {
        return;
    };
    // Members of a union beside the fields are not looked for, nor are those of any name.
    if !object.flattened.is_empty()
        || matches!(
            object.additional_properties,
            AdditionalProperties::Collected(_)
        )
    {
        return;
    }
    for encoding in &payload.encodings {
        let mut fields = object.fields.iter();
        if !fields.any(|field| field.wire == encoding.name) {
            let message = format!("the body has no property `{}`", encoding.name);
            let found = Diagnostic::new(codes::UNMATCHED_ENCODING, message);
            diags.push(
                found
                    .at_key(&encoding.at)
                    .label("nothing is sent in this way"),
            );
        }
    }
}

/// The properties of a multipart body are its parts; the schema itself needs no type.
fn into_parts(api: &Api, payload: &mut Payload, diags: &mut Diagnostics) {
    if payload.format != BodyFormat::Multipart {
        return;
    }
    let object = api.object(&payload.ty);
    payload.fields = object.map_or_else(Vec::new, |object| object.fields.clone());
    if payload.fields.is_empty() {
        let message = "the parts of this body are not declared";
        let found = Diagnostic::new(codes::UNDECLARED_PARTS, message).at_key(&payload.at);
        diags.push(found.label("any parts can be sent, as files by name"));
    }
    let fields = &payload.fields;
    let is_part = |name: &str| fields.iter().any(|field| field.wire == name);
    payload.encodings.retain(|encoding| is_part(&encoding.name));
    payload.ty.shape = Shape::Any;
}

/// The payloads with the locked one at the front.
fn first(mut payloads: Vec<Payload>, locked: Option<&str>) -> Vec<Payload> {
    let is_locked = |payload: &Payload| locked == Some(payload.media_type.as_str());
    if let Some(position) = payloads.iter().position(is_locked) {
        payloads[..=position].rotate_right(1);
    }
    payloads
}

fn with_payload(main: &Operation, payload: Payload) -> Operation {
    let mut operation = main.clone();
    operation.body_suffix = Some(word(&payload));
    operation.at = payload.at.clone();
    if let Some(body) = &mut operation.body {
        body.payloads = vec![payload];
    }
    operation
}

/// The word for a payload: for one of several kinds of patches, what kind it is.
fn word(payload: &Payload) -> String {
    let patch = payload.media_type.strip_suffix("+json");
    let patch = patch.and_then(|name| name.strip_prefix("application/"));
    match patch {
        Some(name) if name.ends_with("patch") => name.replace(['-', '.'], " "),
        _ => payload.format.as_str().to_owned(),
    }
}
