//! `git cat-file --batch`: one process that answers any number of names, one after the other.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

/// A running process. It ends when its input is closed.
pub struct GitObjects {
    names: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl GitObjects {
    /// Starts the process in the current folder.
    pub fn start() -> io::Result<Self> {
        let mut command = Command::new("git");
        command.args(["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn()?;
        let missing = || io::Error::other("git has no input or output");
        Ok(Self {
            names: child.stdin.take().ok_or_else(missing)?,
            answers: BufReader::new(child.stdout.take().ok_or_else(missing)?),
        })
    }

    /// The content of a file. Returns `None` if there is no such file.
    pub fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        // A line is one name.
        if name.contains(['\n', '\r']) {
            return Ok(None);
        }
        self.names.write_all(format!("{name}\n").as_bytes())?;
        self.names.flush()?;
        let mut header = String::new();
        self.answers.read_line(&mut header)?;
        // `<object> <type> <size>`, or the name and why it has no object.
        let mut words = header.trim_end().rsplit(' ');
        let size = words.next().and_then(|size| size.parse::<u64>().ok());
        let kind = words.next();
        let is_found = matches!(kind, Some("blob" | "tree" | "commit" | "tag"));
        let Some(size) = size.filter(|_| is_found) else {
            return match header.is_empty() {
                true => Err(io::ErrorKind::UnexpectedEof.into()),
                false => Ok(None),
            };
        };
        let mut content = Vec::new();
        // The content is followed by a line end.
        let mut answer = self.answers.by_ref().take(size.saturating_add(1));
        answer.read_to_end(&mut content)?;
        content.pop();
        Ok((kind == Some("blob")).then_some(content))
    }
}
