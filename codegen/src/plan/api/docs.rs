//! The documentation of operations and of the types beside them.

use super::{Group, Headers, Multipart, Operation, Progress};
use crate::ir::{self, Status};
use crate::plan::check::code;
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
    /// The documentation of the struct. The method has the description.
    pub fn struct_docs(&self, group: &Group) -> String {
        format!(
            "[`{}::{}`] as plain data: to be stored, sent again, or looked at in a test.",
            group.name, self.method_name
        )
    }
}

impl Multipart {
    /// The documentation of the struct.
    pub fn struct_docs(&self, group: &Group, operation: &Operation) -> Vec<String> {
        let (group, method) = (&group.name, &operation.method_name);
        let mut lines = vec![format!("What [`{group}::{method}`] sends, part by part.")];
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
            "The headers of what [`{}::{}`] gets, errors included; `None` if missing or malformed.",
            group.name, operation.method_name
        )
    }
}

/// The documentation of the variant for a status.
pub(super) fn status_docs(status: Status) -> String {
    match status {
        Status::Code(code) => format!("Status {code}."),
        Status::Class(class) => format!("Any other status {class}xx."),
        Status::Default => "Any other status.".to_owned(),
    }
}

/// The documentation of a method: the description, how to get what the call does not return by itself, and the route.
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
        more.push("`.events()` gives what comes as it comes.".to_owned());
    }
    if let Some(headers) = headers {
        let headers = &headers.name;
        more.push(format!(
            "The headers of the response: `.headers_as::<{headers}>()`."
        ));
    }
    more.extend(progress.iter().map(|progress| {
        let (member, function) = (code(&progress.member), &progress.name);
        format!("What {member} of the answer holds: `{name}::{function}(&answer)`.")
    }));
    more.extend(others.into_iter().map(|other| {
        let other = other.replace('`', "");
        format!("Also answers with `{other}`: `.with_accept(\"{other}\").send_bytes()`.")
    }));
    let further = operation.servers.iter().skip(1);
    more.extend(further.filter_map(|server| match servers.refer(server) {
        ServerRef::Named(name) => Some(format!(
            "Also at another server: `.with_server(Server::{name})`."
        )),
        ServerRef::Plain(_) => None,
    }));
    more.push(format!(
        "`{} {}`",
        operation.method.as_str(),
        operation.path
    ));
    let prose = Comment::of(operation.docs.text());
    more.into_iter().fold(prose, Comment::with)
}
