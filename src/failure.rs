//! What keeps a verb from doing its work: wrong usage, or a file.
//!
//! In: what happened and what to do about it. Out: text on stderr in the form of a diagnostic.

use std::io;

/// Wrong usage or a file that can't be read or written.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// Every failure says what to do next.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure {
            message: message.into(),
            help: Some(help.into()),
        }
    }

    pub fn print(&self) {
        eprintln!("error: {}", self.message);
        if let Some(help) = &self.help {
            eprintln!("  = help: {help}");
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::NotFound => Some("check the path; it is relative to the current folder"),
            io::ErrorKind::PermissionDenied => Some("check the permissions of the file"),
            io::ErrorKind::StorageFull => Some("make room and run the command again"),
            io::ErrorKind::NotADirectory => Some("name a folder, or one that does not exist yet"),
            io::ErrorKind::IsADirectory => Some("name a file inside the folder"),
            _ => None,
        };
        Failure {
            message: error.to_string(),
            help: help.map(str::to_owned),
        }
    }
}
