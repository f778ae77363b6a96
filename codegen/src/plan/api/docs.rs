//! The documentation of groups, operations and their types.

use super::body::is_partial_range;
use super::{Group, Headers, Multipart, Operation, Progress};
use crate::ir::{self, BodyFormat, Method, Status};
use crate::plan::docs::{Comment, Sentence};
use crate::plan::servers::{ServerRef, Servers};

impl Group {
    /// The documentation of the struct.
    pub fn struct_docs(&self) -> Comment {
        match self.docs.lines().is_empty() {
            true => self.default_docs().into(),
            false => self.docs.clone(),
        }
    }

    /// The documentation of the accessors: one sentence.
    pub fn accessor_docs(&self) -> Comment {
        let summary = self.docs.summary();
        match summary.is_empty() {
            true => self.default_docs().into(),
            false => summary.into(),
        }
    }

    fn default_docs(&self) -> Sentence {
        Sentence::new("The operations of ")
            .code(&self.accessor)
            .words(".")
    }
}

impl Operation {
    /// The documentation of the struct: the route and one sentence. The method has the full description.
    pub fn struct_docs(&self, group: &Group) -> Comment {
        let method = format!("{}::{}", group.name, self.method_name);
        let request = Sentence::new("Request for ").code(&route(&self.method, &self.path));
        let request = request.words(", sent by ").link(&method).words(".");
        request.then(&self.docs.summary()).into()
    }
}

impl Multipart {
    /// The documentation of the struct.
    pub fn struct_docs(&self, group: &Group, operation: &Operation) -> Comment {
        let method = format!("{}::{}", group.name, operation.method_name);
        let about = Sentence::new("The multipart body of ")
            .link(&method)
            .words(".");
        self.docs.clone().after(about)
    }
}

impl Headers {
    /// The documentation of the struct.
    pub fn struct_docs(&self, group: &Group, operation: &Operation) -> Comment {
        let method = format!("{}::{}", group.name, operation.method_name);
        Sentence::new("The response headers of ")
            .link(&method)
            .words(", also of errors. A header that is missing or malformed is `None`.")
            .into()
    }
}

/// The method and path of an operation.
fn route(method: &Method, path: &str) -> String {
    format!("{} {path}", method.as_str())
}

/// The documentation of the variant for a status.
pub(super) fn status_docs(status: Status) -> Comment {
    let sentence = match status {
        Status::Code(code) => Sentence::new("Status ").number(code).words("."),
        Status::Class(class) => Sentence::new("Any other ")
            .number(class)
            .words("xx status."),
        Status::Default => Sentence::new("Any other status."),
    };
    sentence.into()
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
        let stream = match operation.stream_switch {
            Some(_) => "`.events()` sets `stream` to true and returns the response as a stream.",
            None => "`.events()` returns the response as a stream.",
        };
        more.push(Sentence::new(stream));
    }
    let payload = operation
        .payload()
        .filter(|payload| payload.format == BodyFormat::Bytes);
    if let Some(payload) = payload.filter(|payload| is_partial_range(&payload.media_type)) {
        let body = Sentence::new("The body has a media type of ").code(&payload.media_type);
        let call = ".with_header(\"content-type\", …)";
        more.push(body.words(", which you set: ").code(call).words("."));
    }
    if let Some(headers) = headers {
        let call = format!(".headers_as::<{}>()", headers.name);
        let headers = Sentence::new("The response headers: ");
        more.push(headers.code(&call).words("."));
    }
    more.extend(progress.iter().map(|progress| {
        let property = Sentence::new("The value of ").code(&progress.property);
        let call = format!("{name}::{}(&response)", progress.name);
        property.words(" in the response: ").code(&call).words(".")
    }));
    more.extend(others.into_iter().map(|other| {
        let response = Sentence::new("The response as ").code(other);
        let call = format!(".with_accept({other:?}).send_bytes()");
        response.words(": ").code(&call).words(".")
    }));
    let further = operation.servers.iter().skip(1);
    more.extend(further.filter_map(|server| match servers.refer(server) {
        ServerRef::Named(name) => {
            let call = format!(".with_server(Server::{name})");
            let server = Sentence::new("Also on another server: ");
            Some(server.code(&call).words("."))
        }
        ServerRef::Plain(_) => None,
    }));
    more.push(Sentence::default().code(&route(&operation.method, &operation.path)));
    let prose = Comment::of(operation.docs.text());
    more.into_iter().fold(prose, Comment::with)
}
