//! The example in the documentation of the crate: an operation that is simple enough to show.

use super::{Group, Mode, Operation, Service, Ty};
use crate::ir::Method;

/// A call of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The feature of the operation's group.
    pub feature: Option<String>,
    pub accessor: String,
    pub method: String,
    /// The arguments: the names of the parameters, as strings.
    pub arguments: Vec<String>,
    /// Whether the client needs a bearer token.
    pub bearer: bool,
}

/// The example of a crate. Returns `None` if no operation is simple enough.
pub(super) fn plan(mode: Mode, groups: &[Group], service: &Service) -> Option<Example> {
    if mode != Mode::Crate {
        return None;
    }
    let (group, operation) = groups.iter().find_map(|group| {
        let mut operations = group.operations.iter();
        Some((group, operations.find(|operation| is_simple(operation))?))
    })?;
    let arguments = operation.required();
    let arguments = arguments.map(|argument| argument.wire.clone());
    let mut schemes = service.schemes.iter();
    Some(Example {
        feature: group.feature.clone(),
        accessor: group.accessor.clone(),
        method: operation.method_name.clone(),
        arguments: arguments.collect(),
        bearer: schemes.any(|scheme| scheme.kind.is_bearer()),
    })
}

fn is_simple(operation: &Operation) -> bool {
    let mut required = operation.required();
    operation.method == Method::Get
        && !operation.deprecated.is()
        && operation.holder.is_none()
        && required.all(|argument| argument.ty == Ty::String)
}
