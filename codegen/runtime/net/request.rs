//! Builds the request of an operation.

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::encode::{encode_into, pair_into};
use super::error::{Error, Kind};
use super::form::{deep_into, form_of};
use super::{Body, Meta, Param};

/// Builds the request of an operation: each value goes where the API wants it.
///
/// A value that can't be sent is remembered; the first one is the error when the request is
/// finished. Absent values leave nothing behind.
pub struct RequestBuilder {
    meta: &'static Meta,
    path: Vec<(&'static str, String)>,
    query: String,
    cookies: String,
    headers: HeaderMap,
    body: Body,
    error: Option<String>,
}

/// What a [`RequestBuilder`] has built: all but server, credentials and the client's headers.
pub(super) struct Built {
    /// Path and query.
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
}

impl RequestBuilder {
    pub(super) fn new(meta: &'static Meta) -> Self {
        Self {
            meta,
            path: Vec::new(),
            query: String::new(),
            cookies: String::new(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            error: None,
        }
    }

    /// Puts a value in the place of `{name}` in the path; the items of a list with commas between.
    pub fn path(&mut self, name: &'static str, value: &dyn Param) {
        let mut text = String::new();
        let mut missing = true;
        value.each(&mut |item| {
            if !missing {
                text.push(',');
            }
            missing = false;
            encode_into(&mut text, item);
        });
        // An empty segment would be another resource, and `.` and `..` are resolved by URL parsers,
        // percent-encoded or not.
        match text.as_str() {
            "" => self.refuse(format!("path parameter `{name}` is empty")),
            "." | ".." => self.refuse(format!("path parameter `{name}` must not be `{text}`")),
            _ => self.path.push((name, text)),
        }
    }

    /// Appends `name=value` to the query, once for each item of a list.
    pub fn query(&mut self, name: &str, value: &dyn Param) {
        let query = &mut self.query;
        value.each(&mut |text| pair_into(query, name, text));
    }

    /// Appends `name=a,b,c` to the query, with the separator the API wants.
    pub fn query_joined(&mut self, name: &str, values: &dyn Param, separator: char) {
        let mut text = String::new();
        let mut first = true;
        values.each(&mut |item| {
            if !first {
                match separator {
                    ',' => text.push(','),
                    other => encode_into(&mut text, other.encode_utf8(&mut [0; 4])),
                }
            }
            first = false;
            encode_into(&mut text, item);
        });
        if !first {
            pair_into(&mut self.query, name, "");
            self.query.push_str(&text);
        }
    }

    /// Appends `name[key]=value` to the query for each member of an object.
    pub fn query_deep<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Some(json) = self.json_value(name, value) {
            deep_into(&mut self.query, name, &json);
        }
    }

    /// Appends `key=value` to the query for each member of an object.
    pub fn query_members<T: Serialize>(&mut self, name: &str, value: &T) {
        if let Some(json) = self.json_value(name, value) {
            form_of(&mut self.query, &json);
        }
    }

    /// Appends `name={…}` to the query: the value as JSON.
    pub fn query_json<T: Serialize>(&mut self, name: &str, value: &T) {
        match self.json_value(name, value) {
            None | Some(serde_json::Value::Null) => {}
            Some(json) => pair_into(&mut self.query, name, &json.to_string()),
        }
    }

    /// Sets a header; the items of a list with commas between.
    pub fn header(&mut self, name: &str, value: &dyn Param) {
        if let Some(text) = joined(value) {
            self.set_header(name, &text);
        }
    }

    /// Sets a cookie; the items of a list with commas between.
    pub fn cookie(&mut self, name: &str, value: &dyn Param) {
        if let Some(text) = joined(value) {
            cookie_into(&mut self.cookies, name, &text);
        }
    }

    /// Says which media types the response may have; unless this is called, JSON first, then any.
    pub fn accept(&mut self, media_types: &str) {
        self.set_header("accept", media_types);
    }

    /// Sets the body: the value as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.json_as("application/json", value);
    }

    /// Sets the body if there is one: the value as JSON.
    pub fn json_optional<T: Serialize>(&mut self, value: &Option<T>) {
        if let Some(value) = value {
            self.json(value);
        }
    }

    /// Sets the body: the value as JSON under another content type.
    pub fn json_as<T: Serialize + ?Sized>(&mut self, content_type: &str, value: &T) {
        match serde_json::to_vec(value) {
            Ok(body) => self.set_body(content_type, body.into()),
            Err(error) => self.refuse(format!("the body can't be written as JSON: {error}")),
        }
    }

    /// Sets the body: the members of the value as a form. Lists repeat their name, objects put
    /// their keys in brackets.
    pub fn form<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Some(json) = self.json_value("body", value) {
            let mut form = String::new();
            form_of(&mut form, &json);
            self.set_body("application/x-www-form-urlencoded", form.into());
        }
    }

    /// Sets the body if there is one: the members of the value as a form.
    pub fn form_optional<T: Serialize>(&mut self, value: &Option<T>) {
        if let Some(value) = value {
            self.form(value);
        }
    }

    /// Sets the body: bytes as they are.
    pub fn bytes(&mut self, content_type: &str, body: &Bytes) {
        self.set_body(content_type, body.clone().into());
    }

    /// Sets the body if there is one: bytes as they are.
    pub fn bytes_optional(&mut self, content_type: &str, body: &Option<Bytes>) {
        if let Some(body) = body {
            self.bytes(content_type, body);
        }
    }

    /// Sets the body: text as it is.
    pub fn text(&mut self, content_type: &str, body: &str) {
        self.set_body(content_type, body.to_owned().into());
    }

    /// Sets the body if there is one: text as it is.
    pub fn text_optional(&mut self, content_type: &str, body: &Option<String>) {
        if let Some(body) = body {
            self.text(content_type, body);
        }
    }

    /// Sets the body: bytes, or a stream of them. A stream is sent once: a failure is not tried
    /// again after a part of it is gone.
    pub fn body(&mut self, content_type: &str, body: &Body) {
        self.set_body(content_type, body.clone());
    }

    /// Sets the body if there is one: bytes, or a stream of them.
    pub fn body_optional(&mut self, content_type: &str, body: &Option<Body>) {
        if let Some(body) = body {
            self.body(content_type, body);
        }
    }

    fn set_body(&mut self, content_type: &str, body: Body) {
        self.body = body;
        self.set_header("content-type", content_type);
    }

    fn set_header(&mut self, name: &str, value: &str) {
        match header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(message) => self.refuse(message),
        }
    }

    fn json_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
    ) -> Option<serde_json::Value> {
        serde_json::to_value(value)
            .map_err(|error| self.refuse(format!("`{name}` can't be written: {error}")))
            .ok()
    }

    #[cold]
    fn refuse(&mut self, message: String) {
        self.error.get_or_insert(message);
    }

    pub(super) fn finish(mut self) -> Result<Built, Error> {
        let target = self.target();
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.set_header("cookie", &cookies);
        }
        match self.error {
            Some(message) => Err(Error::new(Kind::InvalidRequest, message)),
            None => Ok(Built {
                target,
                headers: self.headers,
                body: self.body,
            }),
        }
    }

    /// The template with its placeholders filled, and the query behind it.
    fn target(&mut self) -> String {
        let template = self.meta.path;
        let template = template.split('#').next().unwrap_or(template);
        let (mut rest, fixed) = template.split_once('?').unwrap_or((template, ""));
        let mut target = String::with_capacity(rest.len() + self.query.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            target.push_str(before);
            match self.path.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => target.push_str(value),
                None => self.refuse(format!("path parameter `{name}` has no value")),
            }
            rest = behind;
        }
        target.push_str(rest);
        if target
            .split('/')
            .any(|segment| segment == "." || segment == "..")
        {
            self.refuse(format!(
                "the path `{target}` has a segment that is `.` or `..`"
            ));
        }
        for (mark, part) in [('?', fixed), ('&', &*self.query)] {
            if !part.is_empty() {
                target.push(if target.contains('?') { mark } else { '?' });
                target.push_str(part);
            }
        }
        target
    }
}

/// The texts of a value with commas between; `None` if it is absent.
fn joined(value: &dyn Param) -> Option<String> {
    let mut all: Option<String> = None;
    value.each(&mut |text| match &mut all {
        Some(all) => {
            all.push(',');
            all.push_str(text);
        }
        None => all = Some(text.to_owned()),
    });
    all
}

/// Appends a cookie, encoded.
pub(super) fn cookie_into(cookies: &mut String, name: &str, value: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    cookies.push_str(name);
    cookies.push('=');
    encode_into(cookies, value);
}

/// A header, if name and value may stand in one. The message doesn't show the value: it may be a
/// secret.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let known = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("`{}` is no name of a header", name.escape_debug()))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the value of header `{name}` has a control character in it"))?;
    // So that `Debug` of a request doesn't show it.
    value.set_sensitive([AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(&known));
    Ok((known, value))
}
