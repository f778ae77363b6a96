//! The example in the crate's docs: a call that compiles.

use super::Context;
use crate::config::Mode;
use crate::ir::{Method, SchemeKind};
use crate::plan::{Crate, Operation, Ty};

/// The lines of the example, with a blank one before; none where no operation is simple enough to show.
pub(super) fn lines(krate: &Crate, context: Context<'_>) -> Vec<String> {
    if krate.mode != Mode::Crate {
        return Vec::new();
    }
    let operations = krate.groups.iter().flat_map(|group| {
        let operations = group.operations.iter();
        operations.map(move |operation| (group, operation))
    });
    let simple = operations
        .into_iter()
        .find(|(_, operation)| is_simple(operation));
    let Some((group, operation)) = simple else {
        return Vec::new();
    };
    let name = context.config.name.replace('-', "_");
    let arguments = operation
        .required()
        .map(|argument| format!("{:?}", argument.wire));
    let arguments: Vec<String> = arguments.collect();
    let bearer = krate
        .service
        .schemes
        .iter()
        .any(|scheme| scheme.kind == SchemeKind::Bearer);
    let token = if bearer { ".bearer_token(token)" } else { "" };
    let takes = if bearer { "token: String" } else { "" };
    let call = format!(
        "client.{}().{}({}).send().await?",
        group.accessor,
        operation.method_name,
        arguments.join(", ")
    );
    let condition = match &group.feature {
        Some(feature) => format!("# #[cfg(all(feature = \"reqwest\", feature = {feature:?}))]"),
        None => "# #[cfg(feature = \"reqwest\")]".to_owned(),
    };
    let text = [
        "",
        "```no_run",
        &condition,
        &format!("# async fn example({takes}) -> Result<(), {name}::Error> {{"),
        &format!("let client = {name}::Client::builder(){token}.build()?;"),
        &format!("let response = {call};"),
        "println!(\"{:?}\", response.into_inner());",
        "# Ok(())",
        "# }",
        "```",
    ];
    text.iter().map(|line| (*line).to_owned()).collect()
}

fn is_simple(operation: &Operation) -> bool {
    let mut required = operation.required();
    operation.method == Method::Get
        && !operation.deprecated.is()
        && required.all(|argument| argument.ty == Ty::String)
}
