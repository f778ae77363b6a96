//! The Cargo.toml of a crate to which its users have added entries.
//!
//! In: the file on disk and the generated one. Out: the generated entries in the file on disk. Guaranteed: entries,
//! comments and the order of the user are kept; generated entries have their generated values; entries that are no longer
//! generated are removed unless the user has changed them.

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use crate::dependency::feature::FEATURES;
use crate::dependency::generated_lines;
use crate::write::HEADER;

/// The generated entries in the file on disk. `None` if that is not a generated file.
pub(super) fn merged(old: &str, new: &str) -> Option<String> {
    if old == new || !old.starts_with(&format!("# {HEADER}")) {
        return None;
    }
    let mut old: DocumentMut = old.parse().ok()?;
    let new: DocumentMut = new.parse().ok()?;
    remove_features(&mut old, &new);
    remove_dependencies(old.as_table_mut(), Some(new.as_table()));
    merge(old.as_table_mut(), new.as_table(), false);
    Some(old.to_string())
}

/// Sets the entries of `new` in `old`. Metadata is generated once: what the user has there stays.
fn merge(old: &mut Table, new: &Table, is_metadata: bool) {
    for (name, value) in new {
        let is_metadata = is_metadata || name == "metadata";
        match (old.get_mut(name), value) {
            (Some(Item::Table(old)), Item::Table(new)) => merge(old, new, is_metadata),
            (Some(_), _) if is_metadata => {}
            (Some(Item::Value(old)), Item::Value(new)) => set(old, new),
            (Some(old), new) => *old = new.clone(),
            (None, new_item) => {
                if let Some((key, _)) = new.get_key_value(name) {
                    old.insert_formatted(key, new_item.clone());
                }
            }
        }
    }
}

/// Replaces a value, except the blanks and the comment around it.
fn set(old: &mut Value, new: &Value) {
    if text(old) != text(new) {
        let decor = old.decor().clone();
        *old = new.clone();
        *old.decor_mut() = decor;
    }
}

fn text(value: &Value) -> String {
    value.to_string().trim().to_owned()
}

/// Removes the features that were generated and are not any more: those that every crate can have, and those of groups.
fn remove_features(old: &mut DocumentMut, new: &DocumentMut) {
    let list = |document: &DocumentMut, name: &str| -> Vec<String> {
        let list = document.get("features").and_then(|all| all.get(name));
        let list = list.and_then(Item::as_array).into_iter().flatten();
        list.filter_map(|one| one.as_str().map(str::to_owned))
            .collect()
    };
    let groups = list(old, "full");
    let names: Vec<String> = match old.get("features").and_then(Item::as_table_like) {
        Some(features) => features.iter().map(|(name, _)| name.to_owned()).collect(),
        None => return,
    };
    for name in names {
        let is_generated = new.get("features").and_then(|all| all.get(&name)).is_some();
        let known = FEATURES.iter().find(|feature| feature.name == name);
        let is_unchanged = known.is_some_and(|feature| {
            let mut entries = list(old, &name).into_iter();
            entries.all(|entry| feature.enables.contains(&entry.as_str()))
        });
        let is_of_groups = groups.contains(&name) || name == "full" && !groups.is_empty();
        if !is_generated
            && (is_unchanged || is_of_groups)
            && let Some(features) = old.get_mut("features").and_then(Item::as_table_like_mut)
        {
            features.remove(&name);
        }
    }
}

/// Removes the dependencies that were generated and are not any more, for all platforms.
fn remove_dependencies(old: &mut dyn TableLike, new: Option<&dyn TableLike>) {
    let names: Vec<String> = old.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let item_of_new = new.and_then(|new| new.get(&name));
        let Some(found) = old.get_mut(&name) else {
            continue;
        };
        match name.as_str() {
            "dependencies" => {
                if let Some(dependencies) = found.as_table_like_mut() {
                    remove_generated(dependencies, item_of_new);
                }
            }
            "target" => {
                for (platform, table) in found
                    .as_table_like_mut()
                    .into_iter()
                    .flat_map(TableLike::iter_mut)
                {
                    let table_of_new = item_of_new.and_then(|all| all.get(platform.get()));
                    if let Some(table) = table.as_table_like_mut() {
                        remove_dependencies(table, table_of_new.and_then(Item::as_table_like));
                    }
                }
            }
            _ => {}
        }
    }
}

fn remove_generated(dependencies: &mut dyn TableLike, new: Option<&Item>) {
    let is_stale = |name: &str, item: &Item| {
        let is_generated = new.and_then(|new| new.get(name)).is_some();
        let line = item
            .as_value()
            .map(|value| format!("{name} = {}", text(value)));
        !is_generated && line.is_some_and(|line| generated_lines(name).contains(&line))
    };
    let stale: Vec<String> = dependencies
        .iter()
        .filter(|(name, item)| is_stale(name, item))
        .map(|(name, _)| name.to_owned())
        .collect();
    for name in stale {
        dependencies.remove(&name);
    }
}

#[cfg(test)]
mod tests {
    use super::merged;

    const OLD: &str = r#"# @generated by oascribe; your own entries are kept.

[package]
name = "sdk"
version = "0.1.0" # raised by the release script
keywords = ["pets"]

[features]
default = ["client"]
# The blocking client, which uses ureq.
blocking = ["client", "dep:ureq"]
mine = ["dep:mine"]

[dependencies]
# For the extensions.
mine = { path = "../mine", optional = true }
ureq = { version = "3.5", default-features = false, optional = true }
tracing = "0.1"
serde = { version = "1", default-features = false, features = ["std"] }

[lints.rust]
unused = "deny"
"#;

    const NEW: &str = r#"# @generated by oascribe; your own entries are kept.

[package]
name = "sdk"
version = "0.2.0"

[features]
default = ["client", "reqwest"]
# Requests.
gzip = ["reqwest?/gzip"]

[dependencies]
serde = { version = "1", default-features = false, features = ["std"] }
bytes = { version = "1", optional = true }
"#;

    const MERGED: &str = r#"# @generated by oascribe; your own entries are kept.

[package]
name = "sdk"
version = "0.2.0" # raised by the release script
keywords = ["pets"]

[features]
default = ["client", "reqwest"]
mine = ["dep:mine"]
# Requests.
gzip = ["reqwest?/gzip"]

[dependencies]
# For the extensions.
mine = { path = "../mine", optional = true }
tracing = "0.1"
serde = { version = "1", default-features = false, features = ["std"] }
bytes = { version = "1", optional = true }

[lints.rust]
unused = "deny"
"#;

    #[test]
    fn entries_of_the_user_are_kept_and_others_are_generated() {
        assert_eq!(merged(OLD, NEW).as_deref(), Some(MERGED));
    }

    #[test]
    fn a_second_run_changes_nothing() {
        let again = merged(MERGED, NEW);
        assert!(again.is_none_or(|again| again == MERGED));
    }

    #[test]
    fn a_file_of_the_user_is_not_read() {
        assert_eq!(merged("[package]\nname = 'mine'\n", NEW), None);
        assert_eq!(merged("# @generated by oascribe\n[", NEW), None);
    }
}
