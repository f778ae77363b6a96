//! One recorded exchange, as a line of JSON.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

use super::{Base64, Body, TransportError, TransportFailure};

static MISSING: Value = Value::Null;

/// A request without its secrets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RecordedRequest {
    pub(super) method: String,
    pub(super) url: String,
    pub(super) headers: Map<String, Value>,
    /// A string, or an object with the property `base64`.
    pub(super) body: Value,
}

/// What the transport returned.
#[derive(Clone, Debug)]
pub(super) enum RecordedResult {
    Response {
        status: u16,
        headers: Map<String, Value>,
        body: Value,
    },
    Error {
        kind: String,
        message: String,
    },
}

/// A request and its result.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) request: RecordedRequest,
    pub(super) result: RecordedResult,
}

impl RecordedRequest {
    /// Path and query.
    pub(super) fn target(&self) -> &str {
        let rest = self.url.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').map_or("/", |at| &rest[at..])
    }

    /// Whether the body is the same in each run: the boundary of multipart bodies is random.
    pub(super) fn has_stable_body(&self) -> bool {
        let media_type = self.headers.get("content-type").and_then(Value::as_str);
        !media_type.is_some_and(|media_type| media_type.starts_with("multipart/"))
    }
}

impl Entry {
    /// A line of the file, without its end.
    pub(super) fn to_line(&self) -> String {
        let RecordedRequest {
            method,
            url,
            headers,
            body,
        } = &self.request;
        let mut request = Map::new();
        request.insert("method".into(), method.clone().into());
        request.insert("url".into(), url.clone().into());
        request.insert("headers".into(), headers.clone().into());
        request.insert("body".into(), body.clone());
        let mut line = Map::new();
        line.insert("request".into(), request.into());
        let mut result = Map::new();
        match &self.result {
            RecordedResult::Response {
                status,
                headers,
                body,
            } => {
                result.insert("status".into(), (*status).into());
                result.insert("headers".into(), headers.clone().into());
                result.insert("body".into(), body.clone());
                line.insert("response".into(), result.into());
            }
            RecordedResult::Error { kind, message } => {
                result.insert("kind".into(), kind.clone().into());
                result.insert("message".into(), message.clone().into());
                line.insert("error".into(), result.into());
            }
        }
        Value::Object(line).to_string()
    }

    /// Parses a line. The error describes what is wrong.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let line: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let text = |of: &Value, name: &str| {
            let text = of.get(name).and_then(Value::as_str);
            let text = text.map(str::to_owned);
            text.ok_or_else(|| format!("the string `{name}` is missing"))
        };
        let headers = |of: &Value| of.get("headers").and_then(Value::as_object).cloned();
        let body = |of: &Value| of.get("body").cloned().unwrap_or_default();
        let request = line.get("request").unwrap_or(&MISSING);
        let request = RecordedRequest {
            method: text(request, "method")?,
            url: text(request, "url")?,
            headers: headers(request).unwrap_or_default(),
            body: body(request),
        };
        let result = match (line.get("response"), line.get("error")) {
            (Some(response), _) => {
                let status = response.get("status").and_then(Value::as_u64);
                let status = status.and_then(|status| u16::try_from(status).ok());
                RecordedResult::Response {
                    status: status.ok_or("the number `status` is missing")?,
                    headers: headers(response).unwrap_or_default(),
                    body: body(response),
                }
            }
            (None, Some(error)) => RecordedResult::Error {
                kind: text(error, "kind")?,
                message: text(error, "message")?,
            },
            (None, None) => return Err("`response` and `error` are missing".to_owned()),
        };
        let entry = Self { request, result };
        entry.result.play()?.ok();
        Ok(entry)
    }
}

impl RecordedResult {
    pub(super) fn error(error: &TransportError) -> Self {
        let kind = match error.kind {
            TransportFailure::Connect => "connect",
            TransportFailure::ConnectTimeout => "connect-timeout",
            TransportFailure::Certificate => "certificate",
            TransportFailure::Timeout => "timeout",
            TransportFailure::Other => "other",
        };
        Self::Error {
            kind: kind.to_owned(),
            message: error.root().to_string(),
        }
    }

    /// The result once more. The outer error describes what is wrong with the file.
    #[allow(clippy::type_complexity)] // a name would not explain more
    pub(super) fn play(&self) -> Result<Result<http::Response<Body>, TransportError>, String> {
        match self {
            Self::Response {
                status,
                headers,
                body,
            } => {
                let mut response = http::Response::new(Body::from(bytes_of(body)?));
                *response.status_mut() = StatusCode::from_u16(*status)
                    .map_err(|_| format!("{status} is not an HTTP status"))?;
                *response.headers_mut() = header_map(headers)?;
                Ok(Ok(response))
            }
            Self::Error { kind, message } => {
                let new = match kind.as_str() {
                    "connect" => TransportError::connect,
                    "connect-timeout" => TransportError::connect_timeout,
                    "certificate" => TransportError::certificate,
                    "timeout" => TransportError::timeout,
                    _ => TransportError::other,
                };
                Ok(Err(new(message.clone())))
            }
        }
    }
}

/// Text as a string, and other bytes as an object with the property `base64`.
pub(super) fn body_value(body: &[u8]) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => text.into(),
        Err(_) => {
            let mut object = Map::new();
            object.insert("base64".into(), Base64::encode(body).as_str().into());
            object.into()
        }
    }
}

fn bytes_of(body: &Value) -> Result<Bytes, String> {
    if let Some(base64) = body.get("base64").and_then(Value::as_str) {
        let bytes = Base64::from_encoded(base64).decode();
        return bytes.map(Bytes::from).map_err(|error| error.to_string());
    }
    match body {
        Value::Null => Ok(Bytes::new()),
        Value::String(text) => Ok(Bytes::from(text.clone())),
        // JSON that somebody wrote by hand.
        json => Ok(Bytes::from(json.to_string())),
    }
}

fn header_map(headers: &Map<String, Value>) -> Result<HeaderMap, String> {
    let mut map = HeaderMap::new();
    for (name, values) in headers {
        let values = match values {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        let invalid = || format!("the header `{name}` is invalid");
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
        for value in values {
            let value = value.as_str().map(HeaderValue::from_str);
            map.append(
                name.clone(),
                value.ok_or_else(invalid)?.map_err(|_| invalid())?,
            );
        }
    }
    Ok(map)
}
