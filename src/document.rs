//! The SPEC argument: a file, or `-` for standard input.
//!
//! In: the argument. Out: the text among the sources; and, where `--allow-remote` says so, the texts in the network that
//! the document refers to.

use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use oascribe_codegen::source::{FileId, Sources};

use super::Failure;

/// Reads the document.
pub fn read(spec: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    if spec == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(sources.add("<stdin>", text));
    }
    sources.read(spec).map_err(|error| {
        let message = format!("cannot read {}: {error}", spec.display());
        io::Error::new(error.kind(), message).into()
    })
}

/// Do both name the same file?
pub fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// As many bytes as a file in the network may have.
const MOST: u64 = 64 << 20;

/// How long a file in the network may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The sources of a run.
pub fn sources(remote: Remote) -> Sources {
    let mut sources = Sources::new();
    match remote {
        Remote::Allowed => sources.allow_remote(fetch),
        Remote::Refused => {}
    }
    sources
}

/// Whether references may lead into the network.
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
    let agent = ureq::Agent::config_builder().timeout_global(Some(PATIENCE));
    let agent: ureq::Agent = agent.build().into();
    let mut response = agent.get(url).call().map_err(io::Error::other)?;
    let body = response.body_mut().with_config().limit(MOST);
    body.read_to_string().map_err(io::Error::other)
}
