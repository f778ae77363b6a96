//! Why a body could not be read.

use std::fmt;

/// Why the body of a response could not be read as what the API declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    message: String,
    path_len: usize,
    cause: Cause,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Body,
    /// The status is not one of those that a call returns.
    Status,
}

impl DecodeError {
    /// An error with a message of its own.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            path_len: 0,
            cause: Cause::Body,
        }
    }

    /// For a status that is not one of those that a call returns.
    pub(super) fn status() -> Self {
        Self {
            cause: Cause::Status,
            ..Self::new("another status than those that the call returns")
        }
    }

    pub(crate) fn cause(&self) -> Cause {
        self.cause
    }

    /// The error of serde_json, whose message begins with a path when it comes from a model.
    pub fn json(error: &serde_json::Error) -> Self {
        let mut message = error.to_string();
        if error.is_data() && path_len(&message) == 0 {
            // What is wrong is the outermost value itself: no member or item put its segment there.
            message.insert_str(0, "$: ");
        }
        let path_len = path_len(&message);
        Self {
            message,
            path_len,
            cause: Cause::Body,
        }
    }

    /// Where in the JSON the value stands that could not be read: `$.backups[3].size`, or `$` if it
    /// is all of it.
    pub fn json_path(&self) -> Option<&str> {
        self.message
            .get(..self.path_len)
            .filter(|path| !path.is_empty())
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// The length of the path `$…` that `message` begins with, up to the `: ` behind it; 0 if there is
/// none. A key in quotes may hold anything, so the colon is looked for outside of quotes.
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
