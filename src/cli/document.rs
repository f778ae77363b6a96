//! The SPEC argument: a file, or `-` for standard input.
//!
//! In: the argument. Out: the text among the sources.

use std::io::{self, Read};
use std::path::Path;

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
