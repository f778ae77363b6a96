//! Splits operations with several request payloads: one operation for each.
//!
//! The first payload keeps the name of the operation, the others get a suffix. The lock records which payload is first,
//! so that a media type that is added later does not change existing methods.

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
            report_unmatched_encodings(api, payload, diags);
            set_multipart_fields(api, payload, diags);
        }
        let locked = context.lock.operations.get(&operation.key());
        let locked = locked.and_then(|names| names.body.as_deref());
        let mut payloads = locked_first(payloads, locked).into_iter();
        if let (Some(body), Some(main)) = (&mut operation.body, payloads.next()) {
            body.payloads.push(main);
        }
        let others: Vec<Operation> = payloads
            .map(|payload| with_payload(&operation, payload))
            .collect();
        operations.push(operation);
        operations.extend(others);
    }
    api.operations = operations;
}

/// Reports encodings of properties that the schema does not declare.
fn report_unmatched_encodings(api: &Api, payload: &Payload, diags: &mut Diagnostics) {
    let Some(object) = api.object(&payload.ty) else {
        return;
    };
    // Flattened unions and additional properties may have any property.
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
            let found = found.at_key(&encoding.at);
            diags.push(found.label("the encoding is left out"));
        }
    }
}

/// Makes the properties of a multipart body its parts; the schema itself needs no type.
fn set_multipart_fields(api: &mut Api, payload: &mut Payload, diags: &mut Diagnostics) {
    if payload.format != BodyFormat::Multipart {
        return;
    }
    payload.ty.all_named(&mut api.multipart);
    let object = api.object(&payload.ty);
    payload.fields = object.map_or_else(Vec::new, |object| object.fields.clone());
    if payload.fields.is_empty() {
        let message = "the schema of this multipart body declares no properties";
        let found = Diagnostic::new(codes::UNDECLARED_PARTS, message).at_key(&payload.at);
        diags.push(found.label("any parts can be sent, each as a named file"));
    }
    let fields = &payload.fields;
    let is_part = |name: &str| fields.iter().any(|field| field.wire == name);
    payload.encodings.retain(|encoding| is_part(&encoding.name));
    payload.ty.shape = Shape::Any;
}

/// The payloads with the one in the lock moved to the front.
fn locked_first(mut payloads: Vec<Payload>, locked: Option<&str>) -> Vec<Payload> {
    let is_locked = |payload: &Payload| locked == Some(payload.media_type.as_str());
    if let Some(position) = payloads.iter().position(is_locked) {
        payloads[..=position].rotate_right(1);
    }
    payloads
}

fn with_payload(main: &Operation, payload: Payload) -> Operation {
    let mut operation = main.clone();
    operation.body_suffix = Some(suffix(&payload));
    operation.at = payload.at.clone();
    if let Some(body) = &mut operation.body {
        body.payloads = vec![payload];
    }
    operation
}

/// The suffix for a payload: the format, or the kind of patch for patch media types.
fn suffix(payload: &Payload) -> String {
    let patch = payload.media_type.strip_suffix("+json");
    let patch = patch.and_then(|name| name.strip_prefix("application/"));
    match patch {
        Some(name) if name.ends_with("patch") => name.replace(['-', '.'], " "),
        _ => payload.format.as_str().to_owned(),
    }
}
