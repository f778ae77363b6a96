//! Reads files of a git revision by running `git`.

use std::collections::HashSet;
use std::io;
use std::process::Command;
use std::sync::Mutex;

use oascribe_diff::{Error, History};

use super::git_objects::GitObjects;

/// The history of the repository that contains the current folder.
pub fn history() -> History {
    History::new(show)
}

/// What is open for all files: a document may consist of thousands.
#[derive(Default)]
struct Repository {
    /// The revisions that exist.
    revisions: HashSet<String>,
    objects: Option<GitObjects>,
}

static REPOSITORY: Mutex<Option<Repository>> = Mutex::new(None);

/// Reads `REF:PATH`. The path is relative to the current folder if it starts with `./`.
fn show(name: &str) -> io::Result<String> {
    let (revision, _) = name.split_once(':').ok_or(io::ErrorKind::NotFound)?;
    if revision.starts_with('-') {
        let message = format!("`{revision}` is not a git ref");
        return Err(failure(message, "write a branch, a tag or a commit"));
    }
    // A panic in another thread leaves a process that may be in the middle of an answer.
    let lock = REPOSITORY.lock();
    let mut lock = lock.map_err(|_| io::Error::other("git could not be read"))?;
    let repository = lock.get_or_insert_default();
    if !repository.revisions.contains(revision) {
        let commit = format!("{revision}^{{commit}}");
        if run(&["rev-parse", "--verify", "--quiet", &commit])?.is_none() {
            return Err(unknown_revision(revision));
        }
        repository.revisions.insert(revision.to_owned());
    }
    let objects = match &mut repository.objects {
        Some(objects) => objects,
        none => none.insert(GitObjects::start().map_err(cannot_run)?),
    };
    let bytes = objects.read(name)?.ok_or(io::ErrorKind::NotFound)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The output of git. Returns `None` if git ends with an error.
fn run(arguments: &[&str]) -> io::Result<Option<Vec<u8>>> {
    let output = Command::new("git").args(arguments).output();
    let output = output.map_err(cannot_run)?;
    Ok(output.status.success().then_some(output.stdout))
}

fn cannot_run(error: io::Error) -> io::Error {
    failure(
        format!("cannot run git: {error}"),
        "install git, or compare two files",
    )
}

fn unknown_revision(revision: &str) -> io::Error {
    let shallow = run(&["rev-parse", "--is-shallow-repository"]);
    let is_shallow = matches!(shallow, Ok(Some(text)) if text.starts_with(b"true"));
    let message = format!("git does not know `{revision}`");
    match is_shallow {
        true => failure(
            format!("{message}: the repository is a shallow clone"),
            "fetch the complete history: `fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`",
        ),
        false => failure(
            message,
            "write a branch, a tag or a commit, for example `origin/main`",
        ),
    }
}

fn failure(message: impl Into<String>, help: &str) -> io::Error {
    io::Error::other(Error::input(message, help))
}
