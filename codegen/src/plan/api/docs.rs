//! The documentation of groups, operations and their types.

use super::{Group, Headers, Multipart, Operation, Progress};
use crate::ir::{self, Method, Status};
use crate::plan::check::code_span;
use crate::plan::docs::Comment;
use crate::plan::servers::{ServerRef, Servers};

impl Group {
    /// The documentation of the struct.
    pub fn struct_docs(&self) -> Vec<String> {
        match self.docs.lines() {
            lines if lines.is_empty() => vec![self.default_docs()],
            lines => lines,
        }
    }

    /// The documentation of the accessors: one sentence.
    pub fn accessor_docs(&self) -> String {
        match self.summary.is_empty() {
            true => self.default_docs(),
            false => self.summary.clone(),
        }
    }

    fn default_docs(&self) -> String {
        format!("The operations of `{}`.", self.accessor)
    }
}

impl Operation {
    /// The documentation of the struct: the route and one sentence. The method has the full description.
    pub fn struct_docs(&self, group: &Group) -> String {
        let (route, method) = (route(&self.method, &self.path), &self.method_name);
        let request = format!("Request for {route}, sent by [`{}::{method}`].", group.name);
        match self.docs.summary() {
            summary if summary.is_empty() => request,
            summary => format!("{request} {summary}"),
        }
    }
}

impl Multipart {
    /// The documentation of the struct.
    pub fn struct_docs(&self, group: &Group, operation: &Operation) -> Vec<String> {
        let (group, method) = (&group.name, &operation.method_name);
        let mut lines = vec![format!("The multipart body of [`{group}::{method}`].")];
        let prose = self.docs.lines();
        if !prose.is_empty() {
            lines.push(String::new());
            lines.extend(prose);
        }
        lines
    }
}

impl Headers {
    /// The documentation of the struct.
    pub fn struct_docs(&self, group: &Group, operation: &Operation) -> String {
        format!(
            "The response headers of [`{}::{}`], also of errors. A header that is missing or malformed is `None`.",
            group.name, operation.method_name
        )
    }
}

/// The method and path of an operation.
fn route(method: &Method, path: &str) -> String {
    format!("`{} {path}`", method.as_str())
}

/// The documentation of the variant for a status.
pub(super) fn status_docs(status: Status) -> String {
    match status {
        Status::Code(code) => format!("Status {code}."),
        Status::Class(class) => format!("Any other {class}xx status."),
        Status::Default => "Any other status.".to_owned(),
    }
}

/// The documentation of a method: the description, how to get headers and other responses, and the route.
pub(super) fn method_docs(
    operation: &ir::Operation,
    name: &str,
    headers: Option<&Headers>,
    progress: &[Progress],
    servers: &Servers,
) -> Comment {
    let responses = operation.successes();
    let mut others: Vec<_> = responses
        .iter()
        .flat_map(|one| &one.other_media_types)
        .collect();
    others.sort();
    others.dedup();
    let mut more = Vec::new();
    if responses.iter().any(|one| one.stream.is_some()) {
        more.push("`.events()` returns the response as a stream.".to_owned());
    }
    if let Some(headers) = headers {
        let headers = &headers.name;
        more.push(format!(
            "The response headers: `.headers_as::<{headers}>()`."
        ));
    }
    more.extend(progress.iter().map(|progress| {
        let (property, function) = (code_span(&progress.property), &progress.name);
        format!("The value of {property} in the response: `{name}::{function}(&response)`.")
    }));
    more.extend(others.into_iter().map(|other| {
        let other = other.replace('`', "");
        format!("The response as `{other}`: `.with_accept(\"{other}\").send_bytes()`.")
    }));
    let further = operation.servers.iter().skip(1);
    more.extend(further.filter_map(|server| match servers.refer(server) {
        ServerRef::Named(name) => Some(format!(
            "Also on another server: `.with_server(Server::{name})`."
        )),
        ServerRef::Plain(_) => None,
    }));
    more.push(route(&operation.method, &operation.path));
    let prose = Comment::of(operation.docs.text());
    more.into_iter().fold(prose, Comment::with)
}
