//! Properties that `new` sets: those with only one value, and required ones with a default.
//!
//! In: the items of all types. Out: the same, with the values. Guaranteed: a property that `new` once set never becomes an
//! argument, even if it gets more values or loses its default, because the value is locked; and one that is an argument
//! stays one if it gets a default.

use std::collections::HashMap;

use super::{Field, Model, ModelFile};
use crate::ir::Presence;
use crate::plan::default_values::DefaultValues;
use crate::plan::names::Names;
use crate::plan::ty::{Scope, Ty};

/// Sets the values of required properties.
pub(super) fn set(files: &mut [ModelFile], names: &mut Names<'_>) {
    let values = DefaultValues::of(files);
    let mut constants: HashMap<(String, String), String> = HashMap::new();
    for item in files.iter().flat_map(|file| &file.items) {
        let Model::Struct(item) = item else { continue };
        for field in &item.fields {
            if let Some(value) = value(field, &values, names) {
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

fn value(field: &Field, values: &DefaultValues<'_>, names: &mut Names<'_>) -> Option<String> {
    if field.presence != Presence::Required {
        return None;
    }
    if let (Ty::Bool, Some(only)) = (&field.ty, field.only) {
        names.lock_constant(&field.key, &only.to_string());
        return Some(only.to_string());
    }
    if let Some(variant) = variant(field, values, names) {
        let expression = format!("{}::{variant}", field.ty.text(Scope::Models));
        names.lock_constant(&field.key, &variant);
        return Some(expression);
    }
    let default = names.default_to_set(&field.key, field.default.as_deref())?;
    let expression = values.expression(&field.ty, &default, Scope::Models)?;
    names.lock_constant(&field.key, &default);
    Some(expression)
}

/// The value of an enum: the locked one, or the only one.
fn variant(field: &Field, values: &DefaultValues<'_>, names: &Names<'_>) -> Option<String> {
    let variants = values.enumeration(&field.ty)?;
    let locked = names.locked_constant(&field.key);
    let known = locked.filter(|locked| variants.contains(locked));
    match (known, variants.as_slice()) {
        (Some(known), _) => Some(known.to_owned()),
        (None, [only]) => Some((*only).to_owned()),
        (None, _) => None,
    }
}
