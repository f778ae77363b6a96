//! Types → items of the module `models`.

mod constant;
mod constructor;
mod edge;
mod item;
mod planner;
mod shape;

pub use constructor::{Constructor, Holder};
pub use item::{
    Alias, Enum, Field, Model, ModelFile, ProbeExpr, Rest, Struct, Union, UnionVariant, Values,
    Variant,
};

pub(super) use edge::{PLAIN, codec, edge_type, member_docs, nullable_type};
pub(super) use shape::shapes;

use std::collections::HashMap;

use super::former;
use super::ident::{Use, ident};
use super::names::{Names, Owner, PRELUDE};
use super::scope::{Case, Scope};
use crate::config::CrateConfig;
use crate::diag::Diagnostics;
use crate::ir::{Api, Boxed, Kind, Origin, Type, TypeId};
use crate::renames::Renamed;
use planner::Planner;

/// The names of the types, by their ids.
pub(super) struct Typed {
    names: HashMap<TypeId, String>,
}

impl Typed {
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// Names all types: those in the lock keep theirs, then the others by what they are called in the document, whatever
/// its order. A name that a type had before is given to nobody else.
pub(super) fn name_types(
    api: &Api,
    renamed: &[Renamed],
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> Typed {
    let mut scope = Scope::new(Case::Tells);
    for name in PRELUDE {
        scope.reserve(name, "Rust's prelude");
    }
    let order = order(api);
    let kept = || order.iter().copied();
    let wish = |id: TypeId| ident(&api.ty(id).name.join(" "), Use::Type);
    let before: HashMap<&str, &Renamed> =
        renamed.iter().map(|one| (one.at.as_str(), one)).collect();
    let mut typed = Typed {
        names: HashMap::new(),
    };
    for id in kept() {
        let key = api.ty(id).at.to_string();
        let moved = before.get(key.as_str());
        let moved = moved.filter(|one| only_moved(one, &wish(id)));
        if let Some(name) = names
            .chosen(&key, &api.ty(id).at)
            .or(names.locked_type(&key))
            .or(moved.map(|one| one.name.as_str()))
            && scope.is_free(name)
        {
            let name = scope.claim(name, &format!("`{key}`")).ident;
            typed.names.insert(id, name);
        }
    }
    let returns = |id: TypeId| {
        let before = before.get(api.ty(id).at.to_string().as_str())?;
        Some((before.name.clone(), wish(id)))
    };
    let returns: Vec<(String, String)> = kept().filter_map(returns).collect();
    former::reserve(&mut scope, "models", names, &returns);
    for id in kept() {
        let ty = api.ty(id);
        let key = ty.at.to_string();
        if typed.name(id).is_empty() {
            let wish = wish(id);
            let owner = Owner {
                key: &key,
                at: &ty.at,
            };
            let name = names.claim(&mut scope, &wish, &owner, diags);
            if let Some(old) = before.get(key.as_str()) {
                names.rename(format!("models::{}", old.name), format!("models::{name}"));
            }
            typed.names.insert(id, name);
        }
        names.lock_type(&key, typed.name(id));
    }
    typed
}

/// Whether a type is called as before, in another place, and had a number behind its name because others wished for the
/// same.
fn only_moved(one: &Renamed, wish: &str) -> bool {
    let (file, path) = one.from.rsplit_once('#').unwrap_or(("", &one.from));
    let last = match path.rsplit_once('/') {
        Some((_, last)) => last,
        None => file.rsplit('/').next().unwrap_or_default(),
    };
    let last = last.split_once('.').map_or(last, |(stem, _)| stem);
    let number = one.name.strip_prefix(wish).unwrap_or_default();
    let number = number.trim_start_matches('_');
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && ident(last, Use::Type) != one.name
}

/// What a type is called after. Schemas come first: what a response holds takes no name from them, whatever its file.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum After {
    Itself,
    /// The component or file that holds it.
    Holder,
    Owner,
}

impl After {
    fn of(ty: &Type) -> Self {
        match &ty.origin {
            Origin::Component(_) if ty.at.as_str().is_empty() => After::Itself,
            Origin::Component(name) if ty.at.last().as_deref() == Some(name) => After::Itself,
            Origin::Component(_) => After::Holder,
            Origin::Nested { .. } | Origin::Operation { .. } => After::Owner,
        }
    }
}

/// All kept types, schemas first; what is inside something has the order of the document.
fn order(api: &Api) -> Vec<TypeId> {
    let kept = |id: &TypeId| !matches!(api.ty(*id).kind, Kind::Dropped);
    let mut order: Vec<TypeId> = api.ids().filter(kept).collect();
    order.sort_by_cached_key(|id| {
        let ty = api.ty(*id);
        let root = match home(api, *id) {
            Home::Type(root) => Some(api.ty(root)),
            Home::Operation(_) => None,
        };
        let place = root.map(|root| (After::of(root), root.at.to_string()));
        (After::of(ty), ty.name.first().cloned(), place, *id)
    });
    order
}

/// The items of all kept types, by file.
pub(super) fn plan(
    api: &Api,
    typed: &Typed,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> Vec<ModelFile> {
    let mut files: Vec<ModelFile> = Vec::new();
    let mut places: HashMap<Home, usize> = HashMap::new();
    let mut modules = Scope::new(Case::Ignored);
    modules.reserve("mod", "mod.rs");
    modules.reserve("models", "the module itself");
    for id in api.ids() {
        let planner = Planner { api, typed, id };
        let Some(item) = planner.item(names, diags) else {
            continue;
        };
        let home = home(api, id);
        let place = *places.entry(home).or_insert_with(|| {
            let wish = match home {
                Home::Type(root) if !typed.name(root).is_empty() => typed.name(root).to_owned(),
                Home::Type(root) => api.ty(root).name.join(" "),
                // The first word is the operation's id: see the pass `hoist`.
                Home::Operation(_) => api.ty(id).name.first().cloned().unwrap_or_default(),
            };
            let wish = ident(&wish, Use::Module);
            files.push(ModelFile {
                module: modules.claim(&wish, &wish).ident,
                gate: Vec::new(),
                items: Vec::new(),
                former: Vec::new(),
            });
            files.len() - 1
        });
        files[place].items.push(item);
    }
    constant::give(&mut files, names);
    files
}

/// What a file is for: a component, or an operation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Home {
    Type(TypeId),
    Operation(usize),
}

fn home(api: &Api, id: TypeId) -> Home {
    let mut at = id;
    loop {
        match &api.ty(at).origin {
            Origin::Component(_) => return Home::Type(at),
            Origin::Operation { index, .. } => return Home::Operation(*index),
            Origin::Nested { owner, .. } => at = *owner,
        }
    }
}

/// Extra derives by type name, as the configuration asks for them.
pub(super) fn with_derives(
    mut files: Vec<ModelFile>,
    config: &CrateConfig,
    diags: &mut Diagnostics,
) -> Vec<ModelFile> {
    for (name, extra) in &config.derives {
        let mut items = files.iter_mut().flat_map(|file| &mut file.items);
        let derives = items.find(|item| item.name() == name).and_then(derives);
        match derives {
            Some(derives) => derives.extend(extra.iter().cloned()),
            None => {
                let message = format!("there is no struct, enum or union `{name}`");
                diags.push(config.unmatched("derives", name, message));
            }
        }
    }
    files
}

fn derives(item: &mut Model) -> Option<&mut Vec<String>> {
    match item {
        Model::Struct(item) => Some(&mut item.derives),
        Model::Enum(item) => Some(&mut item.derives),
        Model::Union(item) => Some(&mut item.derives),
        Model::Alias(_) => None,
    }
}

/// Records which edges are boxed, so that they stay boxed.
pub(super) fn lock_boxes(api: &Api, names: &mut Names<'_>) {
    for ty in &api.types {
        for (edge, key) in ty.kind.edges().into_iter().zip(ty.box_keys()) {
            if edge.boxed == Boxed::Yes {
                names.lock_box(key);
            }
        }
    }
}
