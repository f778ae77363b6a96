//! Reads the SPEC argument: a file, or `-` for standard input.
//!
//! The size of both is limited. With `--allow-remote`, files that the document refers to are fetched over HTTP.

use std::io;
use std::path::Path;

use oascribe_codegen::project;
use oascribe_codegen::source::{FileId, Sources, read_file, read_limited};

use super::Failure;
use super::fetch::fetch;

/// Reads a document.
pub fn read(spec: &Path, sources: &mut Sources) -> Result<FileId, Failure> {
    if spec == Path::new("-") {
        let bytes = read_limited(io::stdin().lock()).map_err(|error| {
            let message = format!("cannot read standard input: {error}");
            io::Error::new(error.kind(), message)
        })?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(sources.add("<stdin>", text));
    }
    let name = spec.to_string_lossy();
    if name.starts_with("https://") || name.starts_with("http://") {
        return Err(Failure::new(
            format!("{name} is a URL, and this argument is a file"),
            format!(
                "download it: `curl -fsSL -o openapi.yaml {name}`, or `oascribe fetch` with a URL in oascribe.toml"
            ),
        ));
    }
    Ok(project::read(sources, spec)?)
}

/// The empty sources of a run. With `hosts`, references to the network are followed.
pub fn sources(hosts: Option<&[String]>) -> Sources {
    let mut sources = Sources::new();
    if let Some(hosts) = hosts {
        sources.allow_remote(fetch(hosts));
    }
    sources
}

/// Reads a file that need not exist: `None` if it does not. Any other failure is an error.
pub fn read_existing(path: &Path) -> Result<Option<String>, Failure> {
    match read_file(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("cannot read {}: {error}", path.display());
            Err(io::Error::new(error.kind(), message).into())
        }
    }
}
