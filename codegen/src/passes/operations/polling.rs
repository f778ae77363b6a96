//! Applies `poll` in the configuration: links a type that represents a long-running operation to the API operation
//! that reads its current state.

use crate::config::Poll;
use crate::diag::{Diagnostics, similar};
use crate::ir::{Api, Kind, Polling, Presence, TypeId};
use crate::passes::Context;

pub fn run(api: &mut Api, context: &Context<'_>, diags: &mut Diagnostics) {
    for (schema, poll) in &context.config.poll {
        match polling(api, schema, poll) {
            Ok(polling) => api.polls.push(polling),
            Err(Mistake { message, help }) => {
                let mut found = context.config.unmatched("poll", schema, message);
                found.help = help;
                diags.push(found);
            }
        }
    }
}

/// Why an entry can't be applied, and the word that was probably meant.
struct Mistake {
    message: String,
    help: Option<String>,
}

impl Mistake {
    fn new<'k>(message: String, word: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        let similar = similar(word, known);
        let help = similar.map(|known| format!("did you mean `{known}`?"));
        Mistake { message, help }
    }
}

fn polling(api: &Api, schema: &str, poll: &Poll) -> Result<Polling, Mistake> {
    let ty = api.component(schema).ok_or_else(|| {
        let message = format!("the document has no schema `{schema}`");
        Mistake::new(message, schema, api.component_names())
    })?;
    let mut operations = api.operations.iter();
    let operation = operations
        .position(|operation| operation.id == poll.operation)
        .ok_or_else(|| {
            let message = format!("the document has no operation `{}`", poll.operation);
            let ids = api.operations.iter().map(|operation| operation.id.as_str());
            Mistake::new(message, &poll.operation, ids)
        })?;
    let required = api.operations[operation].parameters.iter();
    let required = required.filter(|parameter| parameter.presence == Presence::Required);
    if required.count() != 1 || api.operations[operation].body.is_some() {
        let message = format!(
            "`{}` must have exactly one required parameter, the id, and no body",
            poll.operation
        );
        return Err(Mistake {
            message,
            help: None,
        });
    }
    let properties = properties(api, ty);
    for property in [Some(&poll.id), Some(&poll.done), poll.error.as_ref()] {
        if let Some(property) = property
            && !properties.contains(&property.as_str())
        {
            let message = format!("`{schema}` has no property `{property}`");
            return Err(Mistake::new(message, property, properties));
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
