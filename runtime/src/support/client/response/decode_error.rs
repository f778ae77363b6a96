//! Errors of decoding a response.

use std::fmt;

use super::{Correction, shortened};

/// The error of decoding a response body as the OpenAPI document declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    message: String,
    json_path: Option<String>,
    correction: Option<Correction>,
    cause: Cause,
}

/// The cause of a [`DecodeError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Body,
    /// The status is not one that the call returns.
    Status,
}

impl DecodeError {
    /// Creates an error with a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: shortened(message.into()),
            json_path: None,
            correction: None,
            cause: Cause::Body,
        }
    }

    /// The error for a status that the call doesn't return.
    pub(super) fn status() -> Self {
        Self {
            cause: Cause::Status,
            ..Self::new("the status is not one that the call returns")
        }
    }

    pub(crate) fn correction(&self) -> Option<&Correction> {
        self.correction.as_ref()
    }

    pub(crate) fn cause(&self) -> Cause {
        self.cause
    }

    /// Converts an error of serde_json, whose message starts with a JSON path if it comes from a
    /// model.
    pub fn json(error: &serde_json::Error) -> Self {
        let mut message = error.to_string();
        if error.is_data() && path_len(&message) == 0 {
            // The outermost value is invalid: no field or item has added a path.
            message.insert_str(0, "$: ");
        }
        let path = message.get(..path_len(&message));
        let path = path.filter(|path| !path.is_empty());
        Self {
            json_path: path.map(|path| shortened(path.to_owned())),
            correction: Correction::of(&message),
            ..Self::new(message)
        }
    }

    /// The JSON path of the invalid value, for example `$.backups[3].size`, or `$` for the complete
    /// body. Returns `None` if the body is not JSON.
    pub fn json_path(&self) -> Option<&str> {
        self.json_path.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// The length of the path `$…` at the start of `message`, up to the `: ` after it; 0 if there is
/// none. Quoted keys may contain colons.
fn path_len(message: &str) -> usize {
    if !message.starts_with('$') {
        return 0;
    }
    let mut quoted = false;
    let mut escaped = false;
    for (index, byte) in message.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b':' if !quoted => return index,
            _ => {}
        }
    }
    0
}
