//! The names that users can write, and the items that they stand for.

use syn::Item;

use super::features;
use super::module::{Module, imports, is_shown};

/// An item that users can name.
pub struct Export<'m> {
    /// `blocking::Client`
    pub path: String,
    pub item: &'m Item,
    /// The features of the item and of the `use` and `mod` that lead to it.
    pub features: Vec<String>,
}

/// All items that users can name.
pub fn exports(root: &Module) -> Vec<Export<'_>> {
    let mut found = Vec::new();
    add(root, "", &[], &mut found);
    found
}

fn add<'m>(module: &'m Module, prefix: &str, features: &[String], found: &mut Vec<Export<'m>>) {
    for inner in module.modules.iter().filter(|inner| inner.is_public) {
        let features = [features, &inner.features].concat();
        add(
            inner,
            &format!("{prefix}{}::", inner.name),
            &features,
            found,
        );
    }
    for item in &module.items {
        let Some((name, visibility, attributes)) = declared(item) else {
            continue;
        };
        let Some(own) = features::of(attributes).filter(|_| is_shown(visibility, attributes))
        else {
            continue;
        };
        let features = [features, &own].concat();
        if let Item::Use(import) = item {
            for (path, name) in imports(&import.tree) {
                add_import(module, (&path, name.as_deref()), (prefix, &features), found);
            }
            continue;
        }
        found.push(Export {
            path: format!("{prefix}{name}"),
            item,
            features,
        });
    }
}

/// Adds what a `pub use` exports. Only items of inner modules are exported.
fn add_import<'m>(
    module: &'m Module,
    (path, name): (&[String], Option<&str>),
    (prefix, features): (&str, &[String]),
    found: &mut Vec<Export<'m>>,
) {
    let depth = path.len() - usize::from(name.is_some());
    let mut of = module;
    let mut features = features.to_vec();
    for step in &path[..depth] {
        let Some(inner) = of.module(step) else { return };
        features.extend(inner.features.iter().cloned());
        of = inner;
    }
    let mut inner = Vec::new();
    add(of, "", &features, &mut inner);
    for export in inner {
        let (Some(name), [.., last]) = (name, path) else {
            let path = format!("{prefix}{}", export.path);
            found.push(Export { path, ..export });
            continue;
        };
        if export.path == *last {
            let path = format!("{prefix}{name}");
            found.push(Export { path, ..export });
        }
    }
}

/// The name, visibility and attributes of an item. A `use` has no name.
fn declared(item: &Item) -> Option<(String, &syn::Visibility, &[syn::Attribute])> {
    let (name, visibility, attributes) = match item {
        Item::Const(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Enum(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Fn(it) => (it.sig.ident.to_string(), &it.vis, &it.attrs),
        Item::Struct(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Trait(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Type(it) => (it.ident.to_string(), &it.vis, &it.attrs),
        Item::Use(it) => (String::new(), &it.vis, &it.attrs),
        _ => return None,
    };
    Some((name, visibility, attributes))
}
