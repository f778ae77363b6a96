//! Multipart bodies (RFC 2046, RFC 7578).

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, VecDeque};
use std::hash::BuildHasher;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::builder::header;
use super::tree::Node;
use super::{Body, File, Files, Param, Style, TransportError};

/// A multipart body.
pub trait Multipart {
    /// Writes each part, in order.
    fn parts(&self, parts: &mut Parts);
}

/// Parts that the OpenAPI document doesn't declare, as files by name.
impl Multipart for BTreeMap<String, File> {
    fn parts(&self, parts: &mut Parts) {
        for (name, file) in self {
            parts.file(name, file);
        }
    }
}

/// Collects the parts of a multipart body. Absent values are omitted.
pub struct Parts {
    boundary: String,
    /// Complete bodies and streams, in order.
    done: VecDeque<Body>,
    text: Vec<u8>,
    /// The headers of parts, by the name of the part.
    headers: Vec<(String, Header)>,
    error: Option<String>,
}

/// Name and value.
type Header = (String, String);

/// The headers of a part.
#[derive(Default)]
struct Head<'a> {
    name: &'a str,
    /// The declared name of the part, if its style produces several parts.
    of: Option<&'a str>,
    file_name: Option<&'a str>,
    content_type: Option<&'a str>,
    /// The headers of this part only.
    headers: &'a [Header],
}

impl Parts {
    pub(crate) fn new() -> Self {
        // Random, so that no content contains it.
        let random = || RandomState::new().hash_one(0_u8);
        Self {
            boundary: format!("{:016x}{:016x}", random(), random()),
            done: VecDeque::new(),
            text: Vec::new(),
            headers: Vec::new(),
            error: None,
        }
    }

    /// Sets a header for all parts with this name that are added later.
    pub fn header(&mut self, part: &str, name: &str, value: &dyn Param) {
        self.header_as(Style::SIMPLE, part, name, value);
    }

    /// Sets such a header in another style.
    pub fn header_as(&mut self, style: Style, part: &str, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(node) => {
                let value = style.in_header(&node).map(|text| (name.to_owned(), text));
                self.headers.extend(value.map(|it| (part.to_owned(), it)));
            }
            Err(error) => self.refuse(format!("`{name}` can't be serialized: {error}")),
        }
    }

    /// Adds a string: one part for each item of a list.
    pub fn text(&mut self, name: &str, value: &dyn Param) {
        let head = Head {
            name,
            ..Head::default()
        };
        value.each(&mut |text| self.part(&head, text.to_owned().into()));
    }

    /// Adds a string with a content type.
    pub fn text_as(&mut self, content_type: &str, name: &str, value: &dyn Param) {
        let head = Head {
            name,
            content_type: Some(content_type),
            ..Head::default()
        };
        value.each(&mut |text| self.part(&head, text.to_owned().into()));
    }

    /// Adds a value as JSON: one part for each item of a list.
    pub fn json(&mut self, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(Node::Array(items)) => items
                .iter()
                .for_each(|item| self.node(name, "application/json", item)),
            Ok(node) => self.node(name, "application/json", &node),
            Err(error) => self.refuse(format!("`{name}` can't be serialized: {error}")),
        }
    }

    /// Adds a value as JSON in a single part.
    pub fn json_as(&mut self, content_type: &str, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(node) => self.node(name, content_type, &node),
            Err(error) => self.refuse(format!("`{name}` can't be serialized: {error}")),
        }
    }

    /// Adds a list or an object in a style, which determines the names of the parts, such as
    /// `a[b]`.
    pub fn styled(&mut self, style: Style, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(node) => {
                for (inner, text) in style.in_parts(name, &node) {
                    let head = Head {
                        name: &inner,
                        of: Some(name),
                        ..Head::default()
                    };
                    self.part(&head, text.into());
                }
            }
            Err(error) => self.refuse(format!("`{name}` can't be serialized: {error}")),
        }
    }

    fn node(&mut self, name: &str, content_type: &str, node: &Node) {
        if *node != Node::Null {
            let head = Head {
                name,
                content_type: Some(content_type),
                ..Head::default()
            };
            self.part(&head, node.json().into());
        }
    }

    /// Adds files.
    pub fn file(&mut self, name: &str, files: &dyn Files) {
        self.file_as("application/octet-stream", name, files);
    }

    /// Adds files with the content type that the OpenAPI document declares.
    pub fn file_as(&mut self, content_type: &str, name: &str, files: &dyn Files) {
        files.each(&mut |file| {
            let head = Head {
                name,
                of: None,
                // Servers recognize files by their file name.
                file_name: Some(file.name.as_deref().unwrap_or(name)),
                content_type: Some(file.content_type.as_deref().unwrap_or(content_type)),
                headers: &file.headers,
            };
            self.part(&head, file.body.clone());
        });
    }

    fn part(&mut self, head: &Head<'_>, body: Body) {
        let text = self.head(head);
        self.text.extend_from_slice(text.as_bytes());
        match body.as_bytes() {
            Some(bytes) => self.text.extend_from_slice(bytes),
            None => {
                self.close_text();
                self.done.push_back(body);
            }
        }
        self.text.extend_from_slice(b"\r\n");
    }

    fn head(&mut self, head: &Head<'_>) -> String {
        let name = head.name;
        let mut text = format!("--{}\r\n", self.boundary);
        text.push_str(&format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(name)
        ));
        if let Some(file) = head.file_name {
            text.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        text.push_str("\r\n");
        if let Some(content_type) = head.content_type {
            if content_type.chars().any(char::is_control) {
                self.refuse(format!(
                    "the content type of `{name}` contains a control character"
                ));
            }
            text.push_str(&format!("Content-Type: {content_type}\r\n"));
        }
        let of = head.of.unwrap_or(name);
        let is_own = |name: &str| {
            head.headers
                .iter()
                .any(|own| own.0.eq_ignore_ascii_case(name))
        };
        let for_name = self.headers.iter().filter(|(part, _)| part == of);
        let for_name = for_name.map(|(_, it)| it).filter(|it| !is_own(&it.0));
        let mut error = None;
        for (name, value) in for_name.chain(head.headers) {
            match part_header(name, value) {
                Ok(()) => text.push_str(&format!("{name}: {value}\r\n")),
                Err(message) => error = Some(message),
            }
        }
        if let Some(message) = error {
            self.refuse(message);
        }
        text.push_str("\r\n");
        text
    }

    fn close_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.done.push_back(text.into());
    }

    #[cold]
    fn refuse(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    /// Returns the content type with the boundary, and the body.
    pub(crate) fn finish(mut self, media_type: &str) -> Result<(String, Body), String> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.text
            .extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        self.close_text();
        let content_type = format!("{media_type}; boundary={}", self.boundary);
        let body = match (self.done.pop_front(), self.done.is_empty()) {
            (Some(all), true) => all,
            (first, _) => {
                self.done.extend(first);
                self.done.rotate_right(1);
                joined(self.done)
            }
        };
        Ok((content_type, body))
    }
}

/// Validates a header of a part. The client sets `Content-Type` and `Content-Disposition` itself.
fn part_header(name: &str, value: &str) -> Result<(), String> {
    let (known, _) = header(name, value)?;
    match known == CONTENT_TYPE || known == CONTENT_DISPOSITION {
        true => Err(format!(
            "the header `{name}` of a part is set by the client"
        )),
        false => Ok(()),
    }
}

/// Concatenates bodies. The size is known if all sizes are known.
fn joined(bodies: VecDeque<Body>) -> Body {
    let size = bodies.iter().map(Body::size).sum::<Option<u64>>();
    let body = Body::from_stream(Chain(bodies));
    match size {
        Some(size) => body.with_size(size),
        None => body,
    }
}

struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match ready!(Pin::new(body).poll_next(context)) {
                Some(chunk) => return Poll::Ready(Some(chunk)),
                None => drop(self.0.pop_front()),
            }
        }
        Poll::Ready(None)
    }
}

/// Escapes a name for a quoted string (RFC 7578, section 2), as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
