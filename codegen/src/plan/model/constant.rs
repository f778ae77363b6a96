//! Members that can have only one value: `new` knows it.
//!
//! In: the items of all types. Out: the same, with the values. Guaranteed: a member that was filled in once is never
//! asked for, however many values it has later: the lock remembers.

use std::collections::HashMap;

use super::{Enum, Field, Model, ModelFile};
use crate::ir::Presence;
use crate::plan::names::Names;
use crate::plan::ty::Ty;

/// Gives required members of only one value that value.
pub(super) fn give(files: &mut [ModelFile], names: &mut Names<'_>) {
    let items = || files.iter().flat_map(|file| &file.items);
    let aliases: HashMap<&str, &Ty> = items().filter_map(alias).collect();
    let variants: HashMap<&str, Vec<String>> = items().filter_map(enumeration).collect();
    let mut given: HashMap<(String, String), String> = HashMap::new();
    for item in items() {
        let Model::Struct(item) = item else { continue };
        for field in &item.fields {
            if let Some(value) = value(field, &aliases, &variants, names) {
                given.insert((item.name.clone(), field.name.clone()), value);
            }
        }
    }
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Model::Struct(item) = item else { continue };
        for field in &mut item.fields {
            field.given = given.remove(&(item.name.clone(), field.name.clone()));
        }
    }
}

fn alias(item: &Model) -> Option<(&str, &Ty)> {
    match item {
        Model::Alias(item) => Some((item.name.as_str(), &item.ty)),
        Model::Struct(_) | Model::Enum(_) | Model::Union(_) => None,
    }
}

fn enumeration(item: &Model) -> Option<(&str, Vec<String>)> {
    let Model::Enum(Enum { name, variants, .. }) = item else {
        return None;
    };
    let variants = variants.iter().map(|variant| variant.name.clone());
    Some((name, variants.collect()))
}

fn value(
    field: &Field,
    aliases: &HashMap<&str, &Ty>,
    variants: &HashMap<&str, Vec<String>>,
    names: &mut Names<'_>,
) -> Option<String> {
    if field.presence != Presence::Required {
        return None;
    }
    if let (Ty::Bool, Some(only)) = (&field.ty, field.only) {
        names.lock_constant(&field.key, &only.to_string());
        return Some(only.to_string());
    }
    let mut ty = &field.ty;
    // An alias that leads back to itself has been cut.
    for _ in 0..aliases.len() {
        let Ty::Model(name) = ty else { break };
        let Some(target) = aliases.get(name.as_str()) else {
            break;
        };
        ty = target;
    }
    let (Ty::Model(name), Ty::Model(path)) = (ty, &field.ty) else {
        return None;
    };
    let variants = variants.get(name.as_str())?;
    let locked = names.locked_constant(&field.key);
    let known = locked.filter(|locked| variants.iter().any(|variant| variant == locked));
    let variant = match (known, variants.as_slice()) {
        (Some(known), _) => known.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => return None,
    };
    names.lock_constant(&field.key, &variant);
    Some(format!("{path}::{variant}"))
}
