//! Reads the PAGES arguments: files, folders, and `REF:PATH` in a git repository.
//!
//! In: the arguments. Out: sources, and the origin that the document records. The order depends on names only; in each
//! folder `index.md` comes first. The recorded commit is the last one that changed the pages, so that unrelated commits
//! don't change the document.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use oascribe_codegen::source::{FileId, Sources};

use oascribe_transcribe::Origin;

use super::Failure;

/// Pages among the sources, and where they come from.
pub struct Pages {
    pub files: Vec<FileId>,
    pub origin: Origin,
}

/// `1 page`, `2 pages`.
pub fn counted(pages: usize) -> String {
    match pages {
        1 => "1 page".to_owned(),
        _ => format!("{pages} pages"),
    }
}

/// Reads all pages that the arguments name.
pub fn read(arguments: &[String], sources: &mut Sources) -> Result<Pages, Failure> {
    let mut found = Found::default();
    for argument in arguments {
        let before = found.files.len();
        found.add(argument, sources)?;
        if found.files.len() == before {
            let message = format!("no Markdown, HTML, HAR or JSON file in {argument}");
            let help =
                "name the folder of the reference pages, the pages, or a recording or collection";
            return Err(Failure::new(message, help));
        }
    }
    let Found { files, mut commits } = found;
    commits.dedup();
    let pages = arguments.iter().map(|argument| argument.replace('\\', "/"));
    let origin = Origin {
        pages: pages.collect(),
        commit: (!commits.is_empty()).then(|| commits.join(", ")),
    };
    Ok(Pages { files, origin })
}

/// The pages found so far, and their commits.
#[derive(Default)]
struct Found {
    files: Vec<FileId>,
    commits: Vec<String>,
}

impl Found {
    fn add(&mut self, argument: &str, sources: &mut Sources) -> Result<(), Failure> {
        let path = Path::new(argument);
        if path.is_dir() {
            for file in walk(path)? {
                self.files.push(sources.read(Path::new(&file))?);
            }
            return Ok(());
        }
        if let (false, Some((reference, inner))) = (path.exists(), argument.split_once(':')) {
            for file in listed(reference, inner)? {
                let text = git(&["show", &format!("{reference}:{file}")])?;
                let text = String::from_utf8_lossy(&text).into_owned();
                self.files
                    .push(sources.add(format!("{reference}:{file}"), text));
            }
            self.commits.push(commit(reference, inner)?);
            return Ok(());
        }
        let file = sources.read(path).map_err(|error| {
            let message = format!("cannot read {argument}: {error}");
            Failure::from(io::Error::new(error.kind(), message))
        })?;
        self.files.push(file);
        Ok(())
    }
}

/// Reads the pages that an oascribe.toml in `folder` names. The document records them as they are named there.
pub fn named(pages: &[PathBuf], folder: &Path, sources: &mut Sources) -> Result<Pages, Failure> {
    let text = |path: &Path| path.display().to_string().replace('\\', "/");
    let inner = |page: &PathBuf| text(page.strip_prefix(folder).unwrap_or(page));
    // A git path does not depend on the folder of oascribe.toml.
    let argument = |page: &PathBuf| match !page.exists() && inner(page).contains(':') {
        true => inner(page),
        false => text(page),
    };
    let arguments: Vec<String> = pages.iter().map(argument).collect();
    let mut found = read(&arguments, sources)?;
    found.origin.pages = pages.iter().map(inner).collect();
    Ok(found)
}

/// The pages of a folder and its subfolders. Hidden files and links to folders are skipped.
fn walk(folder: &Path) -> io::Result<Vec<String>> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type()?;
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                open.push(entry.path());
            } else {
                out.push(entry.path().display().to_string());
            }
        }
    }
    Ok(only_pages(out))
}

/// The kinds of files that are read from folders. Sites that have Markdown and HTML have the same pages twice, and JSON
/// beside pages is anything.
const KINDS: &[&[&str]] = &[&[".md"], &[".html", ".htm"], &[".har", ".json"]];

/// The files of the first kind that a folder has, sorted.
fn only_pages(files: Vec<String>) -> Vec<String> {
    let is = |file: &str, ends: &[&str]| {
        let file = file.to_lowercase();
        ends.iter().any(|end| file.ends_with(end))
    };
    let kind = KINDS
        .iter()
        .find(|ends| files.iter().any(|file| is(file, ends)));
    let mut pages = files;
    pages.retain(|file| kind.is_some_and(|ends| is(file, ends)));
    sort(&mut pages);
    pages
}

/// Sorts by folder and name; in each folder `index.md` comes first.
fn sort(files: &mut [String]) {
    files.sort_by_cached_key(|file| {
        let file = file.replace('\\', "/");
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", &file));
        (folder.to_owned(), name != "index.md", name.to_owned())
    });
}

/// The pages under a path of a git ref.
fn listed(reference: &str, path: &str) -> Result<Vec<String>, Failure> {
    if reference.starts_with('-') {
        let help = "name a branch, a tag or a commit";
        return Err(Failure::new(
            format!("`{reference}` is not a git ref"),
            help,
        ));
    }
    let path = path.trim_end_matches('/');
    let mut arguments = vec![
        "ls-tree",
        "-r",
        "-z",
        "--name-only",
        "--full-tree",
        reference,
    ];
    if !path.is_empty() {
        arguments.extend(["--", path]);
    }
    let list = git(&arguments)?;
    let list = String::from_utf8_lossy(&list).into_owned();
    let files = list.split('\0').filter(|file| !file.is_empty());
    let files = only_pages(files.map(str::to_owned).collect());
    Ok(files)
}

/// The last commit of a ref that changed a path.
fn commit(reference: &str, path: &str) -> Result<String, Failure> {
    let path = format!(":(top){}", path.trim_end_matches('/'));
    let out = git(&["log", "-1", "--format=%H", reference, "--", &path])?;
    Ok(String::from_utf8_lossy(&out).trim().to_owned())
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let help = "name a file, a folder, or `REF:PATH` inside a git repository";
    let output = Command::new("git").args(arguments).output();
    let output = output.map_err(|error| Failure::new(format!("cannot run git: {error}"), help))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let message = format!("git {}: {}", arguments.join(" "), reason.trim());
    Err(Failure::new(message, help))
}
