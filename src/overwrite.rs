//! Refuses to overwrite files that oascribe did not write.

use std::fs;
use std::io;
use std::path::Path;

use super::Failure;

/// The argument that allows it.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Force {
    /// Overwrite files that oascribe did not write
    #[arg(long)]
    force: bool,
}

/// Checks a file before it is overwritten. `is_ours` recognizes the content that oascribe writes there.
pub fn check(path: &Path, is_ours: impl Fn(&str) -> bool, force: Force) -> Result<(), Failure> {
    let is_file = match fs::metadata(path) {
        Ok(found) => found.is_file(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error.into()),
    };
    // A pipe or a device has no content to lose.
    if force.force || !is_file {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    if text.trim().is_empty() || is_ours(&text) {
        return Ok(());
    }
    Err(Failure::new(
        format!("{} was not written by oascribe", path.display()),
        "name another file, or add `--force` to overwrite it",
    ))
}

/// Whether a text is a transcribed document: `info` has `x-transcribed-from`.
pub fn is_transcription(text: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.starts_with("  x-transcribed-from:"))
}
