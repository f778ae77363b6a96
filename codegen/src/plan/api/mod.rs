//! Operations → items of the module `api`.

mod arguments;
mod body;
mod body_part;
mod docs;
mod groups;
mod headers;
mod item;
mod multipart;
mod operation_names;
mod page;
mod paging;
mod progress;
mod renames;
mod responses;
mod stream;

pub use body_part::{Multipart, Part, PartHeader, PartKind};
pub use item::{
    Argument, Call, Failure, FailureBody, FailureVariant, Group, HeaderField, HeaderForm, Headers,
    Operation, Output, Progress, StreamItem, Streamed, SuccessEnum, SuccessVariant, Written,
};
pub use page::{FieldAccess, NextPage, Paging, Pending, TokenConversion};

use super::check;
use super::default_values::DefaultValues;
use super::model::TypeNames;
use super::names::{Names, PRELUDE};
use super::old_names;
use super::scope::{Case, Scope};
use super::servers::Servers;
use crate::diag::Diagnostics;
use crate::ir::{self, Api};
use crate::lock::OperationNames;

/// The names that the files of `api` import from the runtime.
const IMPORTED: &[&str] = &[
    "Call",
    "Check",
    "Client",
    "DecodeError",
    "Meta",
    "Method",
    "Parts",
    "Received",
    "RequestBuilder",
    "Server",
    "Style",
    "Tree",
    "Variable",
];

/// The groups with their operations, and the types that are polled.
pub(super) fn plan(
    api: &Api,
    type_names: &TypeNames,
    servers: &Servers,
    values: &DefaultValues<'_>,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> (Vec<Group>, Vec<Pending>) {
    let mut planner = Planner {
        api,
        type_names,
        servers,
        values,
        constrained: check::constrained(api),
        scope: Scope::new(Case::Sensitive),
        group_names: Vec::new(),
        names,
        diags,
    };
    for name in PRELUDE {
        planner.scope.reserve(name, "Rust's prelude");
    }
    planner.scope.reserve("C", "the parameter for the client");
    for name in IMPORTED {
        planner.scope.reserve(name, "the runtime");
    }
    let mut groups = planner.groups();
    planner.renamed_groups(&groups);
    old_names::reserve(&mut planner.scope, "api", planner.names, &[]);
    planner.group_names = groups.iter().map(|group| group.name.clone()).collect();
    let structs = planner.structs();
    let methods = planner.methods();
    for (index, operation) in api.operations.iter().enumerate() {
        let group = &mut groups[operation.group];
        let (name, method) = (&structs[index], &methods[index]);
        let planned = planner.operation(operation, &name.name, method.name.clone());
        planner.rename(&planned, &group.name, name, method);
        group.operations.push(planned);
    }
    let structs: Vec<String> = structs.into_iter().map(|named| named.name).collect();
    let pending = planner.pending(&structs);
    groups.retain(|group| !group.operations.is_empty());
    (groups, pending)
}

struct Planner<'a, 'c, 'n, 'x> {
    api: &'a Api,
    type_names: &'a TypeNames,
    servers: &'a Servers,
    values: &'a DefaultValues<'a>,
    constrained: Vec<bool>,
    scope: Scope,
    /// The structs of the groups.
    group_names: Vec<String>,
    names: &'n mut Names<'c>,
    diags: &'x mut Diagnostics,
}

impl Planner<'_, '_, '_, '_> {
    fn operation(
        &mut self,
        operation: &ir::Operation,
        name: &str,
        method_name: String,
    ) -> Operation {
        let (output, returned) = self.output(operation, name);
        self.names.lock_operation(
            operation.key(),
            OperationNames {
                id: name.to_owned(),
                group: self.api.groups[operation.group].name.clone(),
                method: method_name.clone(),
                output: returned,
                body: main_payload(operation),
                words: Some(operation.words()),
                tag: operation.tags.first().cloned(),
            },
        );
        let multipart = self.multipart(operation, name);
        let headers = self.headers(operation, name);
        let progress = self.progress(operation, &output);
        let (arguments, checks) = self.arguments(operation, multipart.as_ref());
        let holder = self.holder(&arguments, name);
        Operation {
            name: name.to_owned(),
            method_name,
            old_methods: Vec::new(),
            id: operation.id.clone(),
            docs: docs::method_docs(operation, name, headers.as_ref(), &progress, self.servers),
            deprecated: operation.docs.deprecated.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            server: operation.servers.first().map(|it| self.servers.refer(it)),
            security: operation.security.clone(),
            checks,
            stream: self.stream(operation, &arguments),
            paging: self.paging(operation, &arguments, &output),
            progress,
            success_statuses: self.success_statuses(operation),
            idempotency_key: self.idempotency_key(operation),
            accept: self.accept(operation),
            failure: self.failure(operation, name, &output),
            arguments,
            headers,
            holder,
            multipart,
            output,
        }
    }
}

/// The media type of a body to lock, so that one that is added later gets a method of its own.
fn main_payload(operation: &ir::Operation) -> Option<String> {
    let payload = operation
        .payload()
        .filter(|_| operation.body_suffix.is_none())?;
    (payload.format != ir::BodyFormat::Json).then(|| payload.media_type.clone())
}
