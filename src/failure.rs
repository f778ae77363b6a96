//! Errors that end a command: wrong usage, or a file that can't be read or written.

use std::io;

/// Wrong usage or a file that can't be read or written.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
}

impl Failure {
    /// A failure with a message, and with help on what to do next.
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
            io::ErrorKind::StorageFull => Some("free some disk space and run the command again"),
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
