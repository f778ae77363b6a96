//! The modules of the support code.

use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

use super::features;

/// A module with the items of its file.
pub struct Module {
    /// Empty for the root.
    pub name: String,
    pub is_public: bool,
    /// The features of its declaration.
    pub features: Vec<String>,
    pub items: Vec<Item>,
    pub modules: Vec<Module>,
}

impl Module {
    /// Reads a file with the files of its modules.
    pub fn read(file: &Path) -> Self {
        let text = fs::read_to_string(file).expect("a file");
        let items = syn::parse_file(&text).expect("Rust").items;
        let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
            Some("mod") => file.with_file_name(""),
            Some(stem) => file.with_file_name(stem),
            None => unreachable!("a file has a name"),
        };
        let mut modules = Vec::new();
        for item in &items {
            let Item::Mod(declared) = item else { continue };
            let Some(features) = features::of(&declared.attrs) else {
                continue;
            };
            if declared.content.is_some() {
                continue;
            }
            let name = declared.ident.to_string();
            let alone = folder.join(format!("{name}.rs"));
            let inner = match alone.exists() {
                true => Self::read(&alone),
                false => Self::read(&folder.join(&name).join("mod.rs")),
            };
            modules.push(Self {
                name,
                is_public: is_shown(&declared.vis, &declared.attrs),
                features,
                ..inner
            });
        }
        Self {
            name: String::new(),
            is_public: true,
            features: Vec::new(),
            items,
            modules,
        }
    }

    pub fn module(&self, name: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.name == name)
    }

    /// Calls `visit` for this module and all modules in it.
    pub fn each<'m>(&'m self, features: &[String], visit: &mut impl FnMut(&'m Module, &[String])) {
        let features = [features, &self.features].concat();
        visit(self, &features);
        for module in &self.modules {
            module.each(&features, visit);
        }
    }
}

/// Whether an item is public and documented.
pub fn is_shown(visibility: &Visibility, attributes: &[syn::Attribute]) -> bool {
    let is_hidden = attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("hidden"))
    });
    matches!(visibility, Visibility::Public(_)) && !is_hidden
}

/// The paths of a `use`, each with the name that it gets. A glob has no name.
pub fn imports(tree: &UseTree) -> Vec<(Vec<String>, Option<String>)> {
    match tree {
        UseTree::Path(path) => {
            let first = path.ident.to_string();
            let rest = imports(&path.tree).into_iter();
            rest.map(|(path, name)| ([vec![first.clone()], path].concat(), name))
                .collect()
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            vec![(vec![name.clone()], Some(name))]
        }
        UseTree::Rename(rename) => {
            let path = vec![rename.ident.to_string()];
            vec![(path, Some(rename.rename.to_string()))]
        }
        UseTree::Glob(_) => vec![(Vec::new(), None)],
        UseTree::Group(group) => group.items.iter().flat_map(imports).collect(),
    }
}
