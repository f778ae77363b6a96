//! Detects a workspace in which a generated crate can't be built as it is: Cargo refuses a crate that the workspace does
//! not list, and an old resolver chooses dependencies that `rust-version` does not allow.
//!
//! In: the output folder. Out: a note with the solutions. A manifest that can't be read is ignored.

use std::fs;
use std::path::{Path, PathBuf};

use oascribe_codegen::diag::escape;
use toml::{Table, Value};

/// The note. Returns `None` if Cargo can build the crate, with dependencies that its `rust-version` allows.
pub fn note(out: &Path) -> Option<String> {
    let out = out.canonicalize().ok()?;
    let own = manifest(&out)?;
    if own.contains_key("workspace") {
        return None;
    }
    let root = out
        .ancestors()
        .skip(1)
        .filter_map(|folder| Some((folder, manifest(folder)?)))
        .find(|(_, table)| table.contains_key("workspace"));
    let Some((root, table)) = root else {
        let help = "set `edition = \"2024\"` in `package` of its entry";
        return (resolver(&own) < 3).then(|| resolver_note("the crate", &out, help));
    };
    let path = out.strip_prefix(root).ok()?;
    let path: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let path = path.join("/");
    let manifest = display(&root.join("Cargo.toml"));
    let membership = membership(root, &table, &path);
    let path = escape::plain(&path);
    match membership {
        Membership::Unknown => Some(format!(
            "note: {path} is inside the workspace of {manifest}, which does not list it\n  \
             = help: to make it a member, add \"{path}\" to `members` of [workspace]\n  \
             = help: to keep it separate, add \"{path}\" to `exclude` of [workspace]\n"
        )),
        Membership::Member if resolver(&table) < 3 => {
            let help = "set `resolver = \"3\"` in [workspace]";
            Some(resolver_note("the workspace", root, help))
        }
        Membership::Member | Membership::Excluded => None,
    }
}

/// Only the root of a workspace decides the resolver, so the generated crate can't.
fn resolver_note(what: &str, folder: &Path, help: &str) -> String {
    let manifest = display(&folder.join("Cargo.toml"));
    format!(
        "note: {what} of {manifest} uses a resolver that ignores `rust-version`: dependencies may need a newer Rust\n  \
         = help: {help}\n"
    )
}

/// The version of the resolver: explicit, or that of the edition.
fn resolver(root: &Table) -> u8 {
    let workspace = root.get("workspace");
    let package = root.get("package");
    let explicit = workspace.and_then(|found| found.get("resolver"));
    let explicit = explicit.or_else(|| package?.get("resolver"));
    if let Some(version) = explicit.and_then(Value::as_str) {
        return version.parse().unwrap_or(1);
    }
    let edition = package.and_then(|found| found.get("edition"));
    let inherited = || workspace?.get("package")?.get("edition");
    let edition = match edition {
        Some(Value::Table(_)) => inherited(),
        edition => edition,
    };
    match edition.and_then(Value::as_str) {
        Some("2015" | "2018") | None => 1,
        Some("2021") => 2,
        Some(_) => 3,
    }
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
    escape::plain(&below.as_deref().unwrap_or(path).display().to_string())
}

/// What a workspace says about a crate inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Membership {
    /// Listed, or a path dependency of the root, which makes it a member.
    Member,
    Excluded,
    Unknown,
}

fn membership(root: &Path, table: &Table, path: &str) -> Membership {
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
    let mut dependencies = path_dependencies(table);
    let is_dependency = |dependency: &str| {
        let found = root.join(dependency).canonicalize();
        found.is_ok_and(|found| found == root.join(path))
    };
    if list("members").into_iter().any(member) {
        Membership::Member
    } else if list("exclude").into_iter().any(excluded) {
        Membership::Excluded
    } else if dependencies.any(is_dependency) {
        Membership::Member
    } else {
        Membership::Unknown
    }
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

    fn of(manifest: &str, path: &str) -> Membership {
        membership(Path::new("/nowhere"), &manifest.parse().unwrap(), path)
    }

    #[test]
    fn members_and_exclusions() {
        let manifest = "[workspace]\nmembers = [\"a\", \"sdk/*\", \"./b/\"]\nexclude = [\"x/y\"]\n";
        for (membership, paths) in [
            (Membership::Member, ["a", "b", "sdk/one"].as_slice()),
            (Membership::Excluded, &["x/y", "x/y/z"]),
            (Membership::Unknown, &["c", "sdk", "sdk/one/two", "x", "aa"]),
        ] {
            for path in paths {
                assert_eq!(of(manifest, path), membership, "{path}");
            }
        }
    }

    #[test]
    fn resolvers() {
        for (manifest, version) in [
            ("[workspace]", 1),
            ("[workspace]\nresolver = \"3\"", 3),
            ("[workspace]\n[package]\nedition = \"2024\"", 3),
            (
                "[workspace.package]\nedition = \"2024\"\n[package]\nedition.workspace = true",
                3,
            ),
            ("[package]\nedition = \"2021\"", 2),
            ("[package]\nedition = \"2024\"\nresolver = \"2\"", 2),
        ] {
            assert_eq!(resolver(&manifest.parse().unwrap()), version, "{manifest}");
        }
    }

    #[test]
    fn patterns() {
        assert!(matches("sdk-*", "sdk-one") && matches("*", "x") && matches("?b*", "abc"));
        assert!(!matches("sdk-*", "sdk") && !matches("?", "ab"));
    }
}
