//! The items that are marked `#[deprecated]`.
//!
//! In: the planned crate. Out: the paths of the items, as in `surface.txt`, with the reason.

use std::collections::BTreeMap;

use super::Crate;
use super::model::Model;
use crate::ir::Deprecated;

/// The paths of all deprecated items.
pub fn deprecated(krate: &Crate) -> BTreeMap<String, Deprecated> {
    let mut paths = BTreeMap::new();
    let mut mark = |deprecated: &Deprecated, path: String| {
        if deprecated.is() {
            paths.insert(path, deprecated.clone());
        }
    };
    for item in krate.models.iter().flat_map(|file| &file.items) {
        let path = format!("models::{}", item.name());
        let deprecated = match item {
            Model::Struct(item) => &item.deprecated,
            Model::Enum(item) => &item.deprecated,
            Model::Union(item) => &item.deprecated,
            Model::Alias(item) => &item.deprecated,
        };
        if let Model::Struct(item) = item {
            for field in &item.fields {
                mark(&field.deprecated, format!("{path}::{}", field.name));
            }
        }
        if let Model::Enum(item) = item {
            for variant in &item.variants {
                mark(&variant.deprecated, format!("{path}::{}", variant.name));
            }
        }
        if let Model::Union(item) = item {
            for variant in &item.variants {
                if let Some(unit) = &variant.unit {
                    mark(&unit.deprecated, format!("{path}::{}", variant.name));
                }
            }
        }
        mark(deprecated, path);
    }
    for old_name in krate.models.iter().flat_map(|file| &file.old_names) {
        mark(&Deprecated::Yes, format!("models::{}", old_name.name));
    }
    for group in &krate.groups {
        for old_name in &group.old_names {
            mark(&Deprecated::Yes, format!("api::{}", old_name.name));
        }
        for accessor in &group.old_accessors {
            mark(&Deprecated::Yes, format!("Client::{accessor}"));
        }
        for operation in &group.operations {
            let path = format!("api::{}::{}", group.name, operation.method_name);
            mark(&operation.deprecated, path);
            for method in &operation.old_methods {
                mark(&Deprecated::Yes, format!("api::{}::{method}", group.name));
            }
            for argument in &operation.arguments {
                let path = format!("api::{}::{}", operation.name, argument.name);
                mark(&argument.deprecated, path);
            }
        }
    }
    paths
}
