//! Properties with only one value: `new` sets them.
//!
//! In: the items of all types. Out: the same, with the constants. Guaranteed: a property that was once a constant never
//! becomes an argument of `new`, even if it gets more values, because the constant is locked.

use std::collections::HashMap;

use super::{Enum, Field, Model, ModelFile};
use crate::ir::Presence;
use crate::plan::names::Names;
use crate::plan::ty::Ty;

/// Sets the constants of required properties with only one value.
pub(super) fn set(files: &mut [ModelFile], names: &mut Names<'_>) {
    let items = || files.iter().flat_map(|file| &file.items);
    let aliases: HashMap<&str, &Ty> = items().filter_map(alias).collect();
    let variants: HashMap<&str, Vec<String>> = items().filter_map(enumeration).collect();
    let mut constants: HashMap<(String, String), String> = HashMap::new();
    for item in items() {
        let Model::Struct(item) = item else { continue };
        for field in &item.fields {
            if let Some(value) = value(field, &aliases, &variants, names) {
                constants.insert((item.name.clone(), field.name.clone()), value);
            }
        }
    }
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Model::Struct(item) = item else { continue };
        for field in &mut item.fields {
            field.constant = constants.remove(&(item.name.clone(), field.name.clone()));
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
    // Aliases have no cycles here.
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
