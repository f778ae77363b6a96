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
    for former in krate.models.iter().flat_map(|file| &file.former) {
        mark(true, format!("models::{}", former.name));
    }
    for group in &krate.groups {
        for former in &group.former {
            mark(true, format!("api::{}", former.name));
        }
        for accessor in &group.former_accessors {
            mark(true, format!("Client::{accessor}"));
        }
        for operation in &group.operations {
            let path = format!("api::{}::{}", group.name, operation.method_name);
            mark(operation.deprecated, path);
            for method in &operation.former_methods {
                mark(true, format!("api::{}::{method}", group.name));
            }
            for argument in &operation.arguments {
                let path = format!("api::{}::{}", operation.name, argument.name);
                mark(argument.deprecated, path);
            }
        }
    }
    paths
}
