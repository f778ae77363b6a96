//! Bodies that are made of parts (RFC 2046, RFC 7578).

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, VecDeque};
use std::hash::BuildHasher;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::tree::Node;
use super::{Body, File, Files, Param, Style, TransportError};

/// A body that is made of parts.
pub trait Multipart {
    /// Writes each part, in order.
    fn parts(&self, parts: &mut Parts);
}

/// Parts that the API doesn't declare, as files by their names.
impl Multipart for BTreeMap<String, File> {
    fn parts(&self, parts: &mut Parts) {
        for (name, file) in self {
            parts.file(name, file);
        }
    }
}

/// Collects the parts of a body. Absent values leave nothing behind.
pub struct Parts {
    boundary: String,
    /// What is all there goes together; streams stand between.
    done: VecDeque<Body>,
    text: Vec<u8>,
    error: Option<String>,
}

impl Parts {
    pub(super) fn new() -> Self {
        // Random, so that no content has it.
        let random = || RandomState::new().hash_one(0_u8);
        Self {
            boundary: format!("{:016x}{:016x}", random(), random()),
            done: VecDeque::new(),
            text: Vec::new(),
            error: None,
        }
    }

    /// Texts: one part for each item of a list.
    pub fn text(&mut self, name: &str, value: &dyn Param) {
        value.each(&mut |text| self.part(name, None, None, text.to_owned().into()));
    }

    /// Texts with a content type.
    pub fn text_as(&mut self, content_type: &str, name: &str, value: &dyn Param) {
        value.each(&mut |text| self.part(name, None, Some(content_type), text.to_owned().into()));
    }

    /// A value as JSON: one part for each item of a list.
    pub fn json(&mut self, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(Node::List(items)) => items
                .iter()
                .for_each(|item| self.node(name, "application/json", item)),
            Ok(node) => self.node(name, "application/json", &node),
            Err(error) => self.refuse(format!("`{name}` can't be written: {error}")),
        }
    }

    /// A value as JSON in one part, whatever it is.
    pub fn json_as(&mut self, content_type: &str, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(node) => self.node(name, content_type, &node),
            Err(error) => self.refuse(format!("`{name}` can't be written: {error}")),
        }
    }

    /// A list or an object in a style: parts by the names that it gives them, such as `a[b]`.
    pub fn styled(&mut self, style: Style, name: &str, value: &dyn Param) {
        match Node::of(value) {
            Ok(node) => {
                for (name, text) in style.in_parts(name, &node) {
                    self.part(&name, None, None, text.into());
                }
            }
            Err(error) => self.refuse(format!("`{name}` can't be written: {error}")),
        }
    }

    fn node(&mut self, name: &str, content_type: &str, node: &Node) {
        if *node != Node::Null {
            self.part(name, None, Some(content_type), node.json().into());
        }
    }

    /// A file, or some.
    pub fn file(&mut self, name: &str, files: &dyn Files) {
        self.file_as("application/octet-stream", name, files);
    }

    /// A file, or some, with the content type that the API declares.
    pub fn file_as(&mut self, content_type: &str, name: &str, files: &dyn Files) {
        files.each(&mut |file| {
            let content_type = file.content_type.as_deref().unwrap_or(content_type);
            // Servers tell files from other parts by their having a file's name.
            let file_name = file.name.as_deref().unwrap_or(name);
            self.part(name, Some(file_name), Some(content_type), file.body.clone());
        });
    }

    fn part(&mut self, name: &str, file: Option<&str>, content_type: Option<&str>, body: Body) {
        let mut head = format!("--{}\r\n", self.boundary);
        head.push_str(&format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(name)
        ));
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        head.push_str("\r\n");
        if let Some(content_type) = content_type {
            if content_type.chars().any(char::is_control) {
                self.refuse(format!(
                    "the content type of `{name}` has a control character in it"
                ));
            }
            head.push_str(&format!("Content-Type: {content_type}\r\n"));
        }
        head.push_str("\r\n");
        self.text.extend_from_slice(head.as_bytes());
        match body.as_bytes() {
            Some(bytes) => self.text.extend_from_slice(bytes),
            None => {
                self.close_text();
                self.done.push_back(body);
            }
        }
        self.text.extend_from_slice(b"\r\n");
    }

    fn close_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.done.push_back(text.into());
    }

    #[cold]
    fn refuse(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    /// The content type with the boundary, and the body.
    pub(super) fn finish(mut self, media_type: &str) -> Result<(String, Body), String> {
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

/// One body of several, with its size where all sizes are known.
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

/// A name as it may stand between quotes (RFC 7578, section 2, as browsers do it).
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
