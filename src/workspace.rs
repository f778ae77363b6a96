//! Detects a generated crate inside a workspace that does not list it: Cargo refuses to build such a crate.
//!
//! In: the output folder. Out: a note with the two solutions. A manifest that can't be read is ignored.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The note. Returns `None` if Cargo can build the crate.
pub fn note(out: &Path) -> Option<String> {
    let out = out.canonicalize().ok()?;
    let own = manifest(&out)?;
    if own.contains_key("workspace") {
        return None;
    }
    let (root, table) = out
        .ancestors()
        .skip(1)
        .filter_map(|folder| Some((folder, manifest(folder)?)))
        .find(|(_, table)| table.contains_key("workspace"))?;
    let path = out.strip_prefix(root).ok()?;
    let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let path = path.join("/");
    if is_known(root, &table, &path) {
        return None;
    }
    let manifest = display(&root.join("Cargo.toml"));
    Some(format!(
        "note: {path} is inside the workspace of {manifest}, which does not list it\n  \
         = help: to make it a member, add \"{path}\" to `members` of [workspace]\n  \
         = help: to keep it separate, add \"{path}\" to `exclude` of [workspace]\n"
    ))
}

fn manifest(folder: &Path) -> Option<Table> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    text.parse().ok()
}

/// The path relative to the current folder, if it is inside.
fn display(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().and_then(|here| {
        let below: PathBuf = path.strip_prefix(here).ok()?.to_owned();
        Some(below)
    });
    below.as_deref().unwrap_or(path).display().to_string()
}

/// Whether the crate is a member, is excluded, or is a path dependency of the root, which makes it a member.
fn is_known(root: &Path, table: &Table, path: &str) -> bool {
    let workspace = table.get("workspace").and_then(Value::as_table);
    let list = |key: &str| -> Vec<&str> {
        let list = workspace.and_then(|found| found.get(key)?.as_array());
        list.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    };
    let parts: Vec<_> = path.split('/').collect();
    let member = |pattern: &str| {
        let pattern: Vec<_> = plain(pattern).collect();
        pattern.len() == parts.len()
            && pattern
                .iter()
                .zip(&parts)
                .all(|(one, part)| matches(one, part))
    };
    let excluded = |prefix: &str| {
        let prefix: Vec<_> = plain(prefix).collect();
        parts.starts_with(&prefix)
    };
    list("members").into_iter().any(member)
        || list("exclude").into_iter().any(excluded)
        || path_dependencies(table).any(|dependency| {
            let found = root.join(dependency).canonicalize();
            found.is_ok_and(|found| found == root.join(path))
        })
}

/// The segments of a path, without `.` and empty ones.
fn plain(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter(|part| !part.is_empty() && *part != ".")
}

fn path_dependencies(table: &Table) -> impl Iterator<Item = &str> {
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    kinds
        .into_iter()
        .filter_map(|kind| table.get(kind)?.as_table())
        .flat_map(|dependencies| dependencies.values())
        .filter_map(|dependency| dependency.get("path")?.as_str())
}

/// Matches one path segment; `*` and `?` as in a shell.
fn matches(pattern: &str, text: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => text.is_empty(),
        Some('*') => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.into_iter()
                .any(|at| matches(rest.as_str(), &text[at..]))
        }
        Some(first) => {
            let mut text = text.chars();
            text.next().is_some_and(|c| first == '?' || c == first)
                && matches(rest.as_str(), text.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(manifest: &str, path: &str) -> bool {
        is_known(Path::new("/nowhere"), &manifest.parse().unwrap(), path)
    }

    #[test]
    fn members_and_exclusions() {
        let manifest = "[workspace]\nmembers = [\"a\", \"sdk/*\", \"./b/\"]\nexclude = [\"x/y\"]\n";
        for path in ["a", "b", "sdk/one", "x/y", "x/y/z"] {
            assert!(known(manifest, path), "{path}");
        }
        for path in ["c", "sdk", "sdk/one/two", "x", "aa"] {
            assert!(!known(manifest, path), "{path}");
        }
    }

    #[test]
    fn patterns() {
        assert!(matches("sdk-*", "sdk-one") && matches("*", "x") && matches("?b*", "abc"));
        assert!(!matches("sdk-*", "sdk") && !matches("?", "ab"));
    }
}
