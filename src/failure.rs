//! Errors that end a command: wrong usage, or a file that can't be read or written.

use std::io;

use super::report;

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
        let mut lines = self.message.lines();
        let first = lines.next().unwrap_or_default();
        report::print_line(&format!("error: {first}"));
        // Messages of other programs have several lines.
        lines.for_each(|line| report::print_line(&format!("  | {line}")));
        if let Some(help) = &self.help {
            report::print_line(&format!("  = help: {help}"));
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
