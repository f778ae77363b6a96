//! Applies `poll` in the configuration: links a type that represents a long-running operation to the API operation
//! that reads its current state.

use crate::config::Poll;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Api, Kind, Polling, Presence, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for (schema, poll) in &context.config.poll {
        let unmatched = |message| context.config.unmatched("poll", schema, message);
        match polling(api, schema, poll, unmatched) {
            Ok(polling) => api.polls.push(polling),
            Err(found) => diags.push(*found),
        }
    }
}

fn polling(
    api: &Api,
    schema: &str,
    poll: &Poll,
    unmatched: impl Fn(String) -> Diagnostic,
) -> Result<Polling, Box<Diagnostic>> {
    let ty = api.component(schema).ok_or_else(|| {
        let found = unmatched(format!("the document has no schema `{schema}`"));
        Box::new(found.suggest(schema, api.component_names()))
    })?;
    let mut operations = api.operations.iter();
    let operation = operations
        .position(|operation| operation.id == poll.operation)
        .ok_or_else(|| {
            let found = unmatched(format!(
                "the document has no operation `{}`",
                poll.operation
            ));
            let ids = api.operations.iter().map(|operation| operation.id.as_str());
            Box::new(found.suggest(&poll.operation, ids))
        })?;
    let required = api.operations[operation].parameters.iter();
    let required = required.filter(|parameter| parameter.presence == Presence::Required);
    if required.count() != 1 || api.operations[operation].body.is_some() {
        return Err(Box::new(unmatched(format!(
            "`{}` must have exactly one required parameter, the id, and no body",
            poll.operation
        ))));
    }
    let properties = properties(api, ty);
    for property in [Some(&poll.id), Some(&poll.done), poll.error.as_ref()] {
        if let Some(property) = property
            && !properties.contains(&property.as_str())
        {
            let found = unmatched(format!("`{schema}` has no property `{property}`"));
            return Err(Box::new(found.suggest(property, properties)));
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

fn properties(api: &Api, ty: TypeId) -> Vec<&str> {
    match &api.ty(ty).kind {
        Kind::Struct(object) => object.fields.iter().map(|field| &*field.wire).collect(),
        _ => Vec::new(),
    }
}
