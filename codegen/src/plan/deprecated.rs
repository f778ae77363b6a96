//! What is marked `#[deprecated]`.
//!
//! In: the planned crate. Out: the paths of the marked items, spelt as in `surface.txt`.

use std::collections::BTreeSet;

use super::Crate;
use super::model::Model;

/// The paths of all deprecated items.
pub fn deprecated(krate: &Crate) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut mark = |is_deprecated: bool, path: String| {
        if is_deprecated {
            paths.insert(path);
        }
    };
    for item in krate.models.iter().flat_map(|file| &file.items) {
        let path = format!("models::{}", item.name());
        let is_deprecated = match item {
            Model::Struct(item) => item.deprecated,
            Model::Enum(item) => item.deprecated,
            Model::Union(item) => item.deprecated,
            Model::Alias(item) => item.deprecated,
        };
        if let Model::Struct(item) = item {
            for field in &item.fields {
                mark(field.deprecated, format!("{path}::{}", field.name));
            }
        }
        mark(is_deprecated, path);
    }
    for group in &krate.groups {
        for operation in &group.operations {
            let path = format!("api::{}::{}", group.name, operation.method_name);
            mark(operation.deprecated, path);
            for argument in &operation.arguments {
                let path = format!("api::{}::{}", operation.name, argument.name);
                mark(argument.deprecated, path);
            }
        }
    }
    paths
}
