//! Well-known crates whose types can stand for schemas (`[crate.types]`).
//!
//! Guaranteed: with these versions and features, the types implement serde's traits.

use super::{Dependency, bare, with};

/// The features that single types need besides those of their crate.
const OF_TYPES: &[(&str, &str, &str)] = &[("chrono", "chrono::Local", "clock")];

#[rustfmt::skip] // one crate a row
pub(super) const CRATES: &[Dependency] = &[
    with("bigdecimal", "0.4", &["serde"]),
    with("bytes", "1", &["serde"]),
    bare("chrono", "0.4", &["alloc", "serde"]),
    with("indexmap", "2", &["serde"]),
    bare("jiff", "0.2", &["std", "serde"]),
    with("ordered-float", "5", &["serde"]),
    bare("rust_decimal", "1", &["std", "serde-with-str", "serde-with-float"]),
    with("semver", "1", &["serde"]),
    with("smol_str", "0.3", &["serde"]),
    bare("time", "0.3", &["alloc", "serde-well-known", "serde-human-readable"]),
    with("ulid", "1", &["serde"]),
    with("url", "2", &["serde"]),
    with("uuid", "1", &["serde"]),
];

/// The crate that has this name in paths.
pub(crate) fn known(root: &str) -> Option<&'static Dependency> {
    let mut crates = CRATES.iter();
    crates.find(|known| known.name.replace('-', "_") == root)
}

/// The crates of these types, sorted.
pub(crate) fn of<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<&'static Dependency> {
    let roots = paths.flat_map(roots);
    let mut found: Vec<&Dependency> = roots.filter_map(known).collect();
    found.sort_by_key(|known| known.name);
    found.dedup_by_key(|known| known.name);
    found
}

/// The features of a crate that single types among these need.
pub(crate) fn features_of<'p>(
    name: &str,
    paths: impl Iterator<Item = &'p str> + Clone,
) -> Vec<&'static str> {
    let needed = OF_TYPES
        .iter()
        .filter(|(krate, ty, _)| *krate == name && paths.clone().any(|path| path.contains(ty)));
    needed.map(|(_, _, feature)| *feature).collect()
}

/// The first segments of all paths in a type: `chrono` twice in `chrono::DateTime<chrono::Utc>`.
fn roots(path: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| !(c.is_alphanumeric() || c == '_' || c == ':');
    let paths = path.split(is_end).filter(|part| !part.is_empty());
    paths.map(|path| path.split_once("::").map_or(path, |(root, _)| root))
}
