//! Why nothing was generated.

use std::{fmt, io};

use super::{Finding, cargo};

/// Why nothing was generated.
///
/// `Debug` prints the same text as `Display`, so that an error that `main` returns is readable.
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    Io(io::Error),
    /// The spec, an overlay, the lock, or an option has an error. Holds all findings.
    Invalid(Vec<Finding>),
    /// There is no error, but a finding that is denied. Holds all findings.
    Denied(Vec<Finding>),
    /// `OUT_DIR` is not set because this code does not run in a build script.
    NoOutDir,
}

impl Error {
    /// Returns the findings: errors, skipped items, warnings and notes.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Error::Invalid(findings) | Error::Denied(findings) => findings,
            Error::Io(_) | Error::NoOutDir => &[],
        }
    }

    /// The message without the findings, on one line.
    pub(super) fn headline(&self) -> String {
        match self {
            Error::Io(error) => cargo::flat(&error.to_string()),
            Error::NoOutDir => "OUT_DIR is not set: call this from a build script".to_owned(),
            Error::Invalid(_) => "nothing was generated".to_owned(),
            Error::Denied(_) => "nothing was generated because findings are denied".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline())?;
        for finding in self.findings().iter().filter(|finding| !finding.is_note()) {
            write!(f, "\n{finding}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io(error) => Some(error),
            Error::Invalid(_) | Error::Denied(_) | Error::NoOutDir => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::Io(error)
    }
}
