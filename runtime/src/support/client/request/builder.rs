//! Builds the request of an operation.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

#[cfg(feature = "checks")]
use super::Check;
use super::percent_encoding::is_dot_segment;
use super::{Body, Error, ErrorKind, Meta};
#[cfg(feature = "multipart")]
use super::{Multipart, Parts};

/// Builds the HTTP request of an operation from its parameters and its body.
///
/// Errors are collected, and the first one is reported when the request is finished. Absent values
/// are omitted.
pub struct RequestBuilder {
    meta: &'static Meta,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: String,
    pub(super) cookies: String,
    headers: HeaderMap,
    body: Body,
    /// The range of the body's media type, which the call chooses.
    media_range: Option<String>,
    empty_path_parameters: EmptyPathParameters,
    error: Option<String>,
    #[cfg(feature = "checks")]
    check: Option<Check>,
}

/// Whether a path parameter may be empty. Then the request goes to another resource, usually.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmptyPathParameters {
    Refused,
    Allowed,
}

/// Whether a path parameter may be `.` or `..`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dots {
    Refused,
    /// The style starts the value with a dot.
    #[cfg(feature = "styles")]
    Allowed,
}

/// The result of a [`RequestBuilder`]: everything except the server, credentials and the client's
/// headers.
pub(crate) struct BuiltRequest {
    /// Path and query.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// The range of the body's media type, which the call chooses.
    pub(crate) media_range: Option<String>,
}

impl RequestBuilder {
    pub(crate) fn new(meta: &'static Meta, empty_path_parameters: EmptyPathParameters) -> Self {
        Self {
            meta,
            path: Vec::new(),
            query: String::new(),
            cookies: String::new(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            media_range: None,
            empty_path_parameters,
            error: None,
            #[cfg(feature = "checks")]
            check: None,
        }
    }

    /// Sets the result of the checks of the parameters.
    #[cfg(feature = "checks")]
    pub(crate) fn check(&mut self, check: Check) {
        self.check = Some(check);
    }

    /// Sets the `Accept` header. Default: JSON preferred, then any media type.
    pub fn accept(&mut self, media_types: &str) {
        self.set_header("accept", media_types);
    }

    /// Sets the body: a value as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.json_as("application/json", value);
    }

    /// Sets the body, if there is one: a value as JSON.
    pub fn json_optional<T: Serialize>(&mut self, value: &Option<T>) {
        if let Some(value) = value {
            self.json(value);
        }
    }

    /// Sets the body: a value as JSON, with another content type.
    pub fn json_as<T: Serialize + ?Sized>(&mut self, content_type: &str, value: &T) {
        match serde_json::to_vec(value) {
            Ok(body) => self.set_body(content_type, body.into()),
            Err(error) => self.refuse(format!("the body can't be serialized as JSON: {error}")),
        }
    }

    /// Sets the body: a multipart body.
    #[cfg(feature = "multipart")]
    pub fn multipart(&mut self, media_type: &str, value: &dyn Multipart) {
        let mut parts = Parts::new();
        value.parts(&mut parts);
        match parts.finish(media_type) {
            Ok((content_type, body)) => self.set_body(&content_type, body),
            Err(message) => self.refuse(message),
        }
    }

    /// Sets the body: a string.
    pub fn text(&mut self, content_type: &str, body: &str) {
        self.set_body(content_type, body.to_owned().into());
    }

    /// Sets the body, if there is one: a string.
    pub fn text_optional(&mut self, content_type: &str, body: &Option<String>) {
        if let Some(body) = body {
            self.text(content_type, body);
        }
    }

    /// Sets the body: bytes, or a stream of them. A request is not retried after a part of its
    /// stream was read. If the media type is a range (`image/*`), the call must set `Content-Type`.
    pub fn body(&mut self, content_type: &str, body: &Body) {
        if content_type.contains('*') {
            self.body = body.clone();
            self.media_range = Some(content_type.to_owned());
        } else {
            self.set_body(content_type, body.clone());
        }
    }

    /// Sets the body, if there is one: bytes, or a stream of them.
    pub fn body_optional(&mut self, content_type: &str, body: &Option<Body>) {
        if let Some(body) = body {
            self.body(content_type, body);
        }
    }

    /// Sets a path parameter. An empty segment would be another resource, and URL parsers resolve `.` and `..`,
    /// percent-encoded or not.
    pub(super) fn set_path(&mut self, name: &'static str, text: String, dots: Dots) {
        match text.as_str() {
            "" if self.empty_path_parameters == EmptyPathParameters::Refused => {
                self.refuse(format!("path parameter `{name}` is empty"))
            }
            "." | ".." if dots == Dots::Refused => {
                self.refuse(format!("path parameter `{name}` must not be `{text}`"))
            }
            _ => self.path.push((name, text)),
        }
    }

    pub(super) fn set_body(&mut self, content_type: &str, body: Body) {
        self.body = body;
        self.set_header("content-type", content_type);
    }

    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(message) => self.refuse(message),
        }
    }

    #[cold]
    pub(super) fn refuse(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    pub(crate) fn finish(mut self) -> Result<BuiltRequest, Error> {
        let target = self.target();
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.set_header("cookie", &cookies);
        }
        if let Some(message) = self.error {
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
        #[cfg(feature = "checks")]
        if let Some(check) = self.check {
            check.finish()?;
        }
        Ok(BuiltRequest {
            target,
            headers: self.headers,
            body: self.body,
            media_range: self.media_range,
        })
    }

    /// Path and query: the path template with its parameters filled in.
    fn target(&mut self) -> String {
        let template = self.meta.path;
        let mut rest = template.split('#').next().unwrap_or(template);
        let mut target = String::with_capacity(rest.len() + self.query.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            target.push_str(before);
            match self.path.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => target.push_str(value),
                None => self.refuse(format!("path parameter `{name}` has no value")),
            }
            rest = after;
        }
        target.push_str(rest);
        let path = target.split('?').next().unwrap_or_default();
        if path.split('/').any(is_dot_segment) {
            self.refuse(format!("the path `{path}` contains a `.` or `..` segment"));
        }
        if !self.query.is_empty() {
            // The path template may contain a query.
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(&self.query);
        }
        target
    }
}

/// Appends a cookie with an encoded value.
pub(crate) fn cookie_into(cookies: &mut String, name: &str, value: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    cookies.push_str(name);
    cookies.push('=');
    cookies.push_str(value);
}

/// Validates a header. The message omits the value, which may be a secret.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let known = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{}` is not a valid header name", name.escape_debug()))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the value of header `{name}` contains a control character"))?;
    // So that `Debug` of a request does not print it.
    value.set_sensitive([AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(&known));
    Ok((known, value))
}
