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
    let mut constants: HashMap<(String, String), Constant> = HashMap::new();
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
            let constant = constants.remove(&(item.name.clone(), field.name.clone()));
            if let Some(Constant { value, is_only }) = constant {
                field.constant = Some(value);
                field.has_one_value = is_only;
            }
        }
    }
}

/// The value that `new` sets, as a Rust expression.
struct Constant {
    value: String,
    /// Whether there is no other value.
    is_only: bool,
}

fn value(field: &Field, values: &DefaultValues<'_>, names: &mut Names<'_>) -> Option<Constant> {
    if field.presence != Presence::Required {
        return None;
    }
    if let (Ty::Bool, Some(only)) = (&field.ty, field.only) {
        names.lock_constant(&field.key, &only.to_string());
        return Some(Constant {
            value: only.to_string(),
            is_only: true,
        });
    }
    if let Some((variant, is_only)) = variant(field, values, names) {
        let value = format!("{}::{variant}", field.ty.text(Scope::Models));
        names.lock_constant(&field.key, &variant);
        return Some(Constant { value, is_only });
    }
    let default = names.default_to_set(&field.key, field.default.as_deref())?;
    let value = values.expression(&field.ty, &default, Scope::Models)?;
    names.lock_constant(&field.key, &default);
    Some(Constant {
        value,
        is_only: false,
    })
}

/// The value of an enum, and whether it is the only one: the locked one, or the only one.
fn variant(field: &Field, values: &DefaultValues<'_>, names: &Names<'_>) -> Option<(String, bool)> {
    let variants = values.enumeration(&field.ty)?;
    let locked = names.locked_constant(&field.key);
    let known = locked.filter(|locked| variants.contains(locked));
    match (known, variants.as_slice()) {
        (Some(known), all) => Some((known.to_owned(), all.len() == 1)),
        (None, [only]) => Some(((*only).to_owned(), true)),
        (None, _) => None,
    }
}
