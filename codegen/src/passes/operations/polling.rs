//! Applies `poll` in the configuration: links a type that represents a long-running operation to the API operation
//! that reads its current state.

use crate::config::Poll;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Polling, Presence, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for (schema, poll) in &context.config.poll {
        match polling(api, schema, poll) {
            Ok(polling) => api.polls.push(polling),
            Err(message) => diags.push(context.config.unmatched("poll", schema, message)),
        }
    }
}

fn polling(api: &Api, schema: &str, poll: &Poll) -> Result<Polling, String> {
    let ty = api.component(schema);
    let ty = ty.ok_or_else(|| format!("the document has no schema `{schema}`"))?;
    let mut operations = api.operations.iter();
    let operation = operations
        .position(|operation| operation.id == poll.operation)
        .ok_or_else(|| format!("the document has no operation `{}`", poll.operation))?;
    let required = api.operations[operation].parameters.iter();
    let required = required.filter(|parameter| parameter.presence == Presence::Required);
    if required.count() != 1 || api.operations[operation].body.is_some() {
        return Err(format!(
            "`{}` must have exactly one required parameter, the id, and no body",
            poll.operation
        ));
    }
    for property in [Some(&poll.id), Some(&poll.done), poll.error.as_ref()] {
        if let Some(property) = property
            && !has_property(api, ty, property)
        {
            return Err(format!("`{schema}` has no property `{property}`"));
        }
    }
    Ok(Polling {
        ty,
        operation,
        id: poll.id.clone(),
        done: poll.done.clone(),
        error: poll.error.clone(),
    })
}

fn has_property(api: &Api, ty: TypeId, name: &str) -> bool {
    match &api.ty(ty).kind {
        Kind::Struct(object) => object.fields.iter().any(|field| field.wire == name),
        _ => false,
    }
}
