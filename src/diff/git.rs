//! Files as a ref of git has them.
//!
//! In: a ref and a path. Out: the text, or that the file is not there. Guaranteed: git is asked and nothing in the
//! repository changes; a history that was cut off is told as such.

use std::io;
use std::process::Command;

use crate::Failure;

/// What a ref has under a path.
pub enum Found {
    Text(String),
    /// The ref is there, and has no such file.
    Nothing,
}

/// The ref and the path of `REF:PATH`; one letter is a drive.
pub fn split(name: &str) -> Option<(&str, &str)> {
    name.split_once(':')
        .filter(|(reference, _)| reference.len() > 1)
}

/// Reads a file by the name that [`split`] takes apart.
pub fn open(name: &str) -> io::Result<String> {
    let (reference, path) = split(name).ok_or(io::ErrorKind::NotFound)?;
    match show(reference, path) {
        Ok(Found::Text(text)) => Ok(text),
        Ok(Found::Nothing) => Err(io::ErrorKind::NotFound.into()),
        Err(failure) => Err(io::Error::other(failure.message().to_owned())),
    }
}

/// Reads a file of a ref; the path is relative to the current folder when it begins with `./`.
pub fn show(reference: &str, path: &str) -> Result<Found, Failure> {
    if reference.starts_with('-') {
        let help = "write a branch, a tag or a commit";
        return Err(Failure::new(
            format!("`{reference}` is no ref of git"),
            help,
        ));
    }
    let commit = run(&[
        "rev-parse",
        "--verify",
        "--quiet",
        &format!("{reference}^{{commit}}"),
    ])?;
    if commit.is_none() {
        return Err(unknown(reference));
    }
    let text = run(&["show", &format!("{reference}:{path}")])?;
    Ok(match text {
        Some(bytes) => Found::Text(String::from_utf8_lossy(&bytes).into_owned()),
        None => Found::Nothing,
    })
}

/// What git prints; none where it ends with an error.
fn run(arguments: &[&str]) -> Result<Option<Vec<u8>>, Failure> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .map_err(|error| {
            let help = "install git, or give two files";
            Failure::new(format!("git does not run: {error}"), help)
        })?;
    Ok(output.status.success().then_some(output.stdout))
}

fn unknown(reference: &str) -> Failure {
    let shallow = run(&["rev-parse", "--is-shallow-repository"]);
    let is_shallow = matches!(shallow, Ok(Some(text)) if text.starts_with(b"true"));
    let message = format!("git does not know `{reference}`");
    match is_shallow {
        true => Failure::new(
            format!("{message}: the history was cut off when the repository was cloned"),
            "fetch the whole of it: `fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`",
        ),
        false => Failure::new(
            message,
            "write a branch, a tag or a commit, as in `origin/main`",
        ),
    }
}
