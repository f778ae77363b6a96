//! The error type of this crate.

use std::{fmt, io};

/// Why two documents can't be compared.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file can't be read.
    Io(io::Error),
    /// An argument, a setting or a document can't be used.
    Input {
        /// What is wrong.
        message: String,
        /// What the user can do about it.
        help: String,
    },
}

impl Error {
    /// An unusable input, and what the user can do about it.
    pub fn input(message: impl Into<String>, help: impl Into<String>) -> Self {
        Error::Input {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io(error) => error.fmt(f),
            Error::Input { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io(error) => Some(error),
            Error::Input { .. } => None,
        }
    }
}

/// An [`Error`] that was wrapped in an [`io::Error`] (by [`io::Error::other`]) is unwrapped.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        error.downcast::<Error>().unwrap_or_else(Error::Io)
    }
}
