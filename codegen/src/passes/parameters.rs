//! Parameters that the runtime has no encoding for.

use super::Choices;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::ir::{Api, Kind, Operation, Parameter, Presence, Ref, Shape};

pub(super) fn run(api: &mut Api, _: &Choices<'_>, diags: &mut Diagnostics) {
    let operations = std::mem::take(&mut api.operations);
    for mut operation in operations {
        let parameters = std::mem::take(&mut operation.parameters);
        let (kept, odd): (Vec<_>, Vec<_>) = parameters
            .into_iter()
            .partition(|parameter| is_flat(api, &parameter.ty));
        operation.parameters = kept;
        let required = |parameter: &&Parameter| parameter.presence == Presence::Required;
        let lost = odd.iter().any(|parameter| required(&parameter));
        for parameter in &odd {
            report(&operation, parameter, diags);
        }
        if !lost {
            api.operations.push(operation);
        }
    }
}

/// Scalars, enums and any JSON value, or a list of those.
fn is_flat(api: &Api, edge: &Ref) -> bool {
    match api.behind(edge) {
        Shape::List(item) => is_scalar(api, item),
        _ => is_scalar(api, edge),
    }
}

fn is_scalar(api: &Api, edge: &Ref) -> bool {
    match api.behind(edge) {
        Shape::Scalar(_) | Shape::Any => true,
        Shape::Named(id) => matches!(api.ty(*id).kind, Kind::Enum(_)),
        Shape::List(_) | Shape::Map(_) => false,
    }
}

fn report(operation: &Operation, parameter: &Parameter, diags: &mut Diagnostics) {
    let message = format!("the parameter `{}` is an object", parameter.wire);
    let found = Diagnostic::new(codes::UNSUPPORTED_PARAMETER, message).at(&parameter.at);
    let label = match parameter.presence {
        Presence::Required => format!("`{}` is left out", operation.key()),
        Presence::Optional => "the parameter is left out".to_owned(),
    };
    diags.push(found.label(label));
}
