//! Reads the SPEC argument: a file, or `-` for standard input.
//!
//! With `--allow-remote`, documents that it refers to are fetched over HTTP.

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use oascribe_codegen::project;
use oascribe_codegen::source::{FileId, Sources};

use super::Failure;

/// Reads a document.
pub fn read(spec: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    if spec == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(sources.add("<stdin>", text));
    }
    Ok(project::read(sources, spec)?)
}

/// The largest remote file, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// The time limit for one remote file.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The empty sources of a run.
pub fn sources(remote: Remote) -> Sources {
    let mut sources = Sources::new();
    match remote {
        Remote::Allowed => sources.allow_remote(fetch),
        Remote::Refused => {}
    }
    sources
}

/// Whether references to other hosts are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    Allowed,
    Refused,
}

impl Remote {
    pub fn of(allow: bool) -> Self {
        if allow {
            Remote::Allowed
        } else {
            Remote::Refused
        }
    }
}

fn fetch(url: &str) -> io::Result<String> {
    let agent = ureq::Agent::config_builder().timeout_global(Some(TIMEOUT));
    let agent: ureq::Agent = agent.build().into();
    let mut response = agent.get(url).call().map_err(io::Error::other)?;
    let body = response.body_mut().with_config().limit(MAX_BYTES);
    body.read_to_string().map_err(io::Error::other)
}
