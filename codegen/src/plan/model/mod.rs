//! Types → items of the module `models`.

mod argument_order;
mod constants;
mod constructor;
mod conversions;
mod derives;
mod item;
mod planner;
mod schema_path;
mod setter;
mod shape;
mod types;
mod union;
mod variant_constructor;

pub(super) use constructor::MAX_POSITIONAL;
pub use constructor::{Constructor, RequiredStruct};
pub use item::{
    Alias, Enum, Field, Model, ModelFile, ProbeExpr, Rest, Struct, Union, UnionVariant, Unit,
    Values, Variant,
};

pub use setter::Setter;
pub use variant_constructor::VariantConstructor;

pub(super) use derives::add as add_derives;
pub(super) use shape::shapes;
pub(super) use types::{
    FOREIGN, PLAIN, argument_type, codec, edge_type, nullable_argument_type, nullable_type,
    property_docs,
};

use std::borrow::Cow;
use std::collections::HashMap;

use super::ident::{Use, ident};
use super::names::{Names, Owner, PRELUDE};
use super::old_names;
use super::scope::{Case, Scope};
use crate::diag::Diagnostics;
use crate::ir::{Api, Boxed, Kind, Origin, Type, TypeId};
use crate::renames::Renamed;
use planner::Planner;

/// The names of the types.
pub(super) struct TypeNames {
    names: HashMap<TypeId, String>,
}

impl TypeNames {
    pub fn name(&self, id: TypeId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// Names all types: locked types keep their names, then the others get names from the document, whatever its order. The
/// old name of a type is given to no other type.
pub(super) fn name_types(
    api: &Api,
    renamed: &[Renamed],
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> TypeNames {
    let mut scope = Scope::new(Case::Sensitive);
    for name in PRELUDE {
        scope.reserve(name, "Rust's prelude");
    }
    let order = order(api);
    let retained = || order.iter().copied();
    let wanted = |id: TypeId| ident(&api.ty(id).name.join(" "), Use::Type);
    let before: HashMap<&str, &Renamed> =
        renamed.iter().map(|one| (one.at.as_str(), one)).collect();
    let mut type_names = TypeNames {
        names: HashMap::new(),
    };
    for id in retained() {
        let key = api.ty(id).at.to_string();
        let moved = before.get(key.as_str());
        let moved = moved.filter(|one| only_moved(one, &wanted(id)));
        let chosen = names.chosen(&key, &api.ty(id).at, Use::Type);
        if let Some(name) = chosen
            .or(names.locked_type(&key).map(Cow::Borrowed))
            .or(moved.map(|one| Cow::Borrowed(one.name.as_str())))
            && scope.is_free(&name)
        {
            let name = scope.claim(&name, &format!("`{key}`")).ident;
            type_names.names.insert(id, name);
        }
    }
    let pair = |id: TypeId| {
        let before = before.get(api.ty(id).at.to_string().as_str())?;
        Some((before.name.clone(), wanted(id)))
    };
    let pairs: Vec<(String, String)> = retained().filter_map(pair).collect();
    old_names::reserve(&mut scope, "models", names, &pairs);
    for id in retained() {
        let ty = api.ty(id);
        let key = ty.at.to_string();
        if type_names.name(id).is_empty() {
            let wanted = wanted(id);
            let owner = Owner {
                key: &key,
                at: &ty.at,
            };
            let name = names.claim(&mut scope, &wanted, &owner, diags);
            if let Some(old) = before.get(key.as_str()) {
                names.rename(format!("models::{}", old.name), format!("models::{name}"));
            }
            type_names.names.insert(id, name);
        }
        names.lock_type(&key, type_names.name(id));
    }
    lock_replaced(api, &type_names, names);
    type_names
}

/// Locks the names of equal types at all of their locations.
fn lock_replaced(api: &Api, type_names: &TypeNames, names: &mut Names<'_>) {
    for (id, target) in &api.replaced {
        let name = type_names.name(*target);
        if !name.is_empty() {
            names.lock_type(&api.ty(*id).at.to_string(), name);
        }
    }
}

/// Whether a type moved without a new name, and had a number in its name because of a collision.
fn only_moved(one: &Renamed, wanted: &str) -> bool {
    let (file, path) = one.from.rsplit_once('#').unwrap_or(("", &one.from));
    let last = match path.rsplit_once('/') {
        Some((_, last)) => last,
        None => file.rsplit('/').next().unwrap_or_default(),
    };
    let last = last.split_once('.').map_or(last, |(stem, _)| stem);
    let number = one.name.strip_prefix(wanted).unwrap_or_default();
    let number = number.trim_start_matches('_');
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && ident(last, Use::Type) != one.name
}

/// The source of the name of a type. Schemas come first, so that types of responses never take their names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum NameSource {
    Itself,
    /// The component or file that contains it.
    Parent,
    Owner,
}

impl NameSource {
    fn of(ty: &Type) -> Self {
        match &ty.origin {
            Origin::Component(_) if !ty.component_name().is_empty() => NameSource::Itself,
            Origin::Component(_) => NameSource::Parent,
            Origin::Nested { .. } | Origin::Operation { .. } => NameSource::Owner,
        }
    }
}

/// All retained types, schemas first. Nested types have the order of the document.
fn order(api: &Api) -> Vec<TypeId> {
    let retained = |id: &TypeId| !matches!(api.ty(*id).kind, Kind::Dropped);
    let mut order: Vec<TypeId> = api.ids().filter(retained).collect();
    order.sort_by_cached_key(|id| {
        let ty = api.ty(*id);
        let root = match file_key(api, *id) {
            FileKey::Type(root) => Some(api.ty(root)),
            FileKey::Operation(_) => None,
        };
        let position = root.map(|root| (NameSource::of(root), root.at.to_string()));
        (NameSource::of(ty), ty.name.first().cloned(), position, *id)
    });
    order
}

/// The items of all retained types, by file.
pub(super) fn plan(
    api: &Api,
    type_names: &TypeNames,
    names: &mut Names<'_>,
    diags: &mut Diagnostics,
) -> Vec<ModelFile> {
    let mut files: Vec<ModelFile> = Vec::new();
    let mut indices: HashMap<FileKey, usize> = HashMap::new();
    let mut modules = Scope::of_modules();
    modules.reserve("mod", "mod.rs");
    modules.reserve("models", "the module itself");
    for id in api.ids() {
        let planner = Planner {
            api,
            type_names,
            id,
        };
        let Some(item) = planner.item(names, diags) else {
            continue;
        };
        let key = file_key(api, id);
        let index = *indices.entry(key).or_insert_with(|| {
            let wanted = match key {
                FileKey::Type(root) if !type_names.name(root).is_empty() => {
                    type_names.name(root).to_owned()
                }
                FileKey::Type(root) => api.ty(root).name.join(" "),
                // The first word is the operation's id: see the pass `hoist`.
                FileKey::Operation(_) => api.ty(id).name.first().cloned().unwrap_or_default(),
            };
            let wanted = ident(&wanted, Use::Module);
            files.push(ModelFile {
                module: modules.claim(&wanted, &wanted).ident,
                gate: Vec::new(),
                items: Vec::new(),
                old_names: Vec::new(),
            });
            files.len() - 1
        });
        files[index].items.push(item);
    }
    constants::set(&mut files, names);
    argument_order::set(&mut files, names);
    conversions::set(&mut files, names);
    variant_constructor::set(&mut files, names);
    files
}

/// The component or operation that a file is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum FileKey {
    Type(TypeId),
    Operation(usize),
}

fn file_key(api: &Api, id: TypeId) -> FileKey {
    let mut at = id;
    loop {
        match &api.ty(at).origin {
            Origin::Component(_) => return FileKey::Type(at),
            Origin::Operation { index, .. } => return FileKey::Operation(*index),
            Origin::Nested { owner, .. } => at = *owner,
        }
    }
}

/// Locks the boxed references, so that they stay boxed.
pub(super) fn lock_boxes(api: &Api, names: &mut Names<'_>) {
    for ty in &api.types {
        for (edge, key) in ty.kind.edges().into_iter().zip(ty.box_keys()) {
            if edge.boxed == Boxed::Yes {
                names.lock_box(key);
            }
        }
    }
}
