//! Operations → items of the module `api`.

mod argument;
mod body;
mod headers;
mod item;
mod multipart;
mod outcome;
mod paging;
mod progress;
mod stream;

pub use item::{
    Argument, Call, Failure, FailureBody, FailureVariant, Group, HeaderField, HeaderForm, Headers,
    MemberPath, Multipart, Operation, Output, Paging, Part, PartKind, Pending, Progress, Several,
    StreamItem, Streamed, Turn, Written,
};

use super::check;
use super::docs::{rustdoc, summary_line};
use super::model::Typed;
use super::names::{Names, Owner, PRELUDE, Use, ident, words};
use super::scope::{Case, Scope};
use crate::diag::Diagnostics;
use crate::ir::{self, Api};
use crate::lock::OperationNames;

/// What the files of `api` import from the runtime.
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

/// What the runtime's clients have methods for: accessors keep clear of them.
const CLIENT_METHODS: &[&str] = &[
    "builder",
    "clone",
    "exchange",
    "fmt",
    "new",
    "send",
    "service",
    "shared",
    "transport",
    "wait",
];

/// The groups with their operations, and the types that can be waited for.
pub(super) fn plan(
    api: &Api,
    typed: &Typed,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> (Vec<Group>, Vec<Pending>) {
    let mut planner = Planner {
        api,
        typed,
        limited: check::limited(api),
        scope: Scope::new(Case::Tells),
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
    let structs = planner.structs();
    for (index, operation) in api.operations.iter().enumerate() {
        let group = &mut groups[operation.group];
        let planned = planner.operation(operation, &structs[index], group);
        group.operations.push(planned);
    }
    let pending = planner.pending(&structs);
    groups.retain(|group| !group.operations.is_empty());
    (groups, pending)
}

struct Planner<'a, 'c, 'n, 'x> {
    api: &'a Api,
    typed: &'a Typed,
    limited: Vec<bool>,
    scope: Scope,
    names: &'n mut Names<'c>,
    diags: &'x mut Diagnostics,
}

impl Planner<'_, '_, '_, '_> {
    fn groups(&mut self) -> Vec<Group> {
        let mut modules = Scope::new(Case::Ignored);
        for taken in ["api", "checks", "mod", "service"] {
            modules.reserve(taken, "a module of its own");
        }
        let mut accessors = Scope::new(Case::Tells);
        for method in CLIENT_METHODS {
            accessors.reserve(method, "a method of the client");
        }
        let mut groups = Vec::new();
        for group in &self.api.groups {
            let used = |operation: &ir::Operation| {
                self.api
                    .groups
                    .get(operation.group)
                    .is_some_and(|own| own.name == group.name)
            };
            if !self.api.operations.iter().any(used) {
                // A tag without operations takes no name.
                groups.push(Group {
                    key: group.name.clone(),
                    feature: None,
                    name: String::new(),
                    module: String::new(),
                    accessor: String::new(),
                    docs: Vec::new(),
                    summary: String::new(),
                    operations: Vec::new(),
                });
                continue;
            }
            let wish = ident(&group.name, Use::Type);
            let module = ident(&group.name, Use::Module);
            let accessor = ident(&group.name, Use::Method);
            groups.push(Group {
                key: group.name.clone(),
                feature: None,
                name: self
                    .scope
                    .claim(&suffixed(&self.scope, &wish, "Api"), &group.name)
                    .ident,
                module: modules.claim(&module, &group.name).ident,
                accessor: accessors.claim(&accessor, &group.name).ident,
                docs: rustdoc(&group.description),
                summary: summary_line(&group.description),
                operations: Vec::new(),
            });
        }
        groups
    }

    /// The structs of the operations: those in the lock first.
    fn structs(&mut self) -> Vec<String> {
        let mut structs: Vec<Option<String>> = vec![None; self.api.operations.len()];
        for (name, operation) in structs.iter_mut().zip(&self.api.operations) {
            let chosen = self.names.chosen(&operation.words(), &operation.at);
            let chosen = chosen.map(|name| ident(name, Use::Type));
            let locked = self.names.locked_operation(&operation.key());
            if let Some(wish) = chosen.or(locked.map(|names| names.id.clone()))
                && self.scope.is_free(&wish)
            {
                *name = Some(
                    self.scope
                        .claim(&wish, &format!("`{}`", operation.id))
                        .ident,
                );
            }
        }
        let operations = self.api.operations.iter();
        let named = structs
            .into_iter()
            .zip(operations)
            .map(|(name, operation)| {
                name.unwrap_or_else(|| {
                    let wish = ident(&operation.words(), Use::Type);
                    let wish = suffixed(&self.scope, &wish, "Call");
                    let owner = Owner {
                        key: &operation.words(),
                        at: &operation.at,
                    };
                    self.names.claim(&mut self.scope, &wish, &owner, self.diags)
                })
            });
        named.collect()
    }

    fn operation(&mut self, operation: &ir::Operation, name: &str, group: &Group) -> Operation {
        let method_name = self.method_name(operation, group);
        let (output, returned) = self.output(operation, name);
        self.names.lock_operation(
            operation.key(),
            OperationNames {
                id: name.to_owned(),
                group: self.api.groups[operation.group].name.clone(),
                method: method_name.clone(),
                output: returned,
                body: main_payload(operation),
            },
        );
        let multipart = self.multipart(operation, name);
        let headers = self.headers(operation, name);
        let (arguments, checks) = self.arguments(operation, multipart.as_ref());
        Operation {
            name: name.to_owned(),
            method_name,
            id: operation.id.clone(),
            docs: operation_docs(operation, headers.as_ref()),
            deprecated: operation.docs.deprecated,
            method: operation.method,
            path: operation.path.clone(),
            server: operation.server.clone(),
            security: operation.security.clone(),
            checks,
            stream: self.stream(operation),
            paging: self.paging(operation, &arguments, &output),
            progress: self.progress(operation, &output),
            waits: self.waits(&output),
            answers: self.answers(operation),
            accept: self.accept(operation),
            failure: self.failure(operation, name, &output),
            arguments,
            headers,
            multipart,
            output,
        }
    }

    /// The operation's id without the words of its group: `ClusterListBackups` on `cluster()` is `list_backups`, and
    /// `v1.message.list` on `message()` is `list`.
    fn method_name(&mut self, operation: &ir::Operation, group: &Group) -> String {
        let mut taken = Scope::new(Case::Tells);
        taken.reserve("clone", "Rust's prelude");
        for earlier in &group.operations {
            taken.reserve(&earlier.method_name, &format!("`{}`", earlier.id));
        }
        let id = operation.words();
        let chosen = self.names.chosen(&id, &operation.at);
        let chosen = chosen.map(|name| ident(name, Use::Method));
        let locked = self.names.locked_operation(&operation.key());
        if let Some(name) = chosen.or(locked.map(|names| names.method.clone()))
            && taken.is_free(&name)
        {
            return name;
        }
        let rest = without_group(&id, &self.api.groups[operation.group].name);
        let owner = Owner {
            key: &id,
            at: &operation.at,
        };
        let wish = match ident(rest.as_deref().unwrap_or(&id), Use::Method) {
            taken if matches!(taken.as_str(), "clone" | "new") => format!("{taken}_"),
            free => free,
        };
        // Two versions of one operation: the later one keeps all of its words, since a number would say less.
        let wish = match taken.is_free(&wish) {
            true => wish,
            false => ident(&id, Use::Method),
        };
        self.names.claim(&mut taken, &wish, &owner, self.diags)
    }
}

/// What is left of an operation's id without the words of its group, and without a version before them.
fn without_group(id: &str, group: &str) -> Option<String> {
    let own = words(id);
    let versions = own.iter().take_while(|word| is_version(word)).count();
    let group = words(group);
    let rest = own
        .strip_prefix(group.as_slice())
        .or_else(|| own[versions..].strip_prefix(group.as_slice()))?;
    (!rest.is_empty()).then(|| rest.join(" "))
}

fn is_version(word: &str) -> bool {
    let number = word.strip_prefix(['v', 'V']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the document says, and how to get what a call doesn't return by itself.
fn operation_docs(operation: &ir::Operation, headers: Option<&Headers>) -> Vec<String> {
    let mut docs = rustdoc(&operation.docs.text());
    let responses = operation.successes();
    let mut others: Vec<_> = responses.iter().flat_map(|one| &one.others).collect();
    others.sort();
    others.dedup();
    if responses.iter().any(|one| one.stream.is_some()) {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push("`.events()` gives what comes as it comes.".to_owned());
    }
    if let Some(headers) = headers {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push(format!(
            "The headers of the response: `.headers_as::<{}>()`.",
            headers.name
        ));
    }
    for other in others {
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push(format!(
            "Also answers with `{0}`: `.with_accept(\"{0}\").send_bytes()`.",
            other.replace('`', "")
        ));
    }
    docs
}

/// What the lock remembers of a method's body, so that a media type added later gets a method of its own.
fn main_payload(operation: &ir::Operation) -> Option<String> {
    let payload = operation.payload().filter(|_| operation.part.is_none())?;
    (payload.format != ir::Format::Json).then(|| payload.media_type.clone())
}

/// A name of the runtime gets a word behind it rather than a number.
fn suffixed(scope: &Scope, wish: &str, suffix: &str) -> String {
    if scope.is_free(wish) {
        wish.to_owned()
    } else {
        format!("{}{suffix}", wish.trim_end_matches('_'))
    }
}
