//! Long-running operations: the type that stands for work in progress, and the operation that reads it anew.

use crate::config::Poll;
use crate::diag::Diagnostics;
use crate::ir::{Api, Kind, Origin, Polling, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for (schema, poll) in &context.config.poll {
        match polling(api, schema, poll) {
            Ok(polling) => api.polls.push(polling),
            Err(message) => {
                diags.push(context.config.unmatched("poll", schema, message));
            }
        }
    }
}

fn polling(api: &Api, schema: &str, poll: &Poll) -> Result<Polling, String> {
    let ty = component(api, schema).ok_or_else(|| format!("there is no schema `{schema}`"))?;
    let mut operations = api.operations.iter();
    let operation = operations
        .position(|operation| operation.id == poll.operation)
        .ok_or_else(|| format!("there is no operation `{}`", poll.operation))?;
    let required = api.operations[operation].parameters.iter();
    let required = required.filter(|parameter| parameter.presence == crate::ir::Presence::Required);
    if required.count() != 1 || api.operations[operation].body.is_some() {
        return Err(format!(
            "`{}` must take one argument, the id",
            poll.operation
        ));
    }
    for member in [Some(&poll.id), Some(&poll.done), poll.error.as_ref()] {
        if let Some(member) = member
            && !has_member(api, ty, member)
        {
            return Err(format!("`{schema}` has no member `{member}`"));
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

fn component(api: &Api, name: &str) -> Option<TypeId> {
    let is = |id: &TypeId| matches!(&api.ty(*id).origin, Origin::Component(own) if own == name);
    api.ids().find(is)
}

fn has_member(api: &Api, ty: TypeId, name: &str) -> bool {
    match &api.ty(ty).kind {
        Kind::Struct(object) => object.fields.iter().any(|field| field.wire == name),
        _ => false,
    }
}
