//! A request as received.

use std::io::{self, BufRead};

/// A request as received: nothing is decoded, except that header names are in lower case.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub version: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// Reads the next request. Returns `None` if the client closed the connection.
    pub fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.trim_end().splitn(3, ' ').map(str::to_owned);
        let mut word = || words.next().ok_or_else(|| broken(&line));
        let (method, target, version) = (word()?, word()?, word()?);
        let mut request = Self {
            method,
            target,
            version,
            headers: headers(reader)?,
            body: Vec::new(),
        };
        if let Some(length) = request.header("content-length") {
            request.body = vec![0; length.parse().map_err(|_| broken(length))?];
            reader.read_exact(&mut request.body)?;
        }
        Ok(Some(request))
    }

    /// Method and target: `GET /a?b=c`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// Returns a header. Panics if it occurs twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter().filter(|(known, _)| known == name);
        let first = all.next()?;
        assert!(all.next().is_none(), "`{name}` is there twice: {self:?}");
        Some(&first.1)
    }

    /// The names of the headers, sorted.
    pub fn header_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.headers.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        names
    }
}

fn headers(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            return Ok(headers);
        }
        let (name, value) = line.split_once(':').ok_or_else(|| broken(line))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

fn broken(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("no HTTP: `{text}`"))
}
