//! `[crate.replace]` and `[crate.dependencies]`: types of the user's own, and the crates that they come from.
//!
//! In: the form of a crate. Out: what is wrong with its entries. Guaranteed, where nothing is: each type is a path that
//! begins with something that the emitted files can name.

use std::ops::Range;

use super::keys::{CrateForm, ModeForm};
use super::name::is_crate_name;
use crate::dependency::is_dependency;

/// What every emitted file can name without a dependency of its own.
const AT_HAND: &[&str] = &["alloc", "core", "serde_json", "std"];

/// Place, message and help of each mistake.
pub(super) fn faults(form: &CrateForm) -> Vec<(Range<usize>, String, String)> {
    let mut faults = Vec::new();
    for name in form.dependencies.keys() {
        if form.mode == ModeForm::Module {
            let message = "`dependencies` are for modes with a manifest of their own";
            let help = "remove it: the crate that takes the module declares them";
            faults.push((name.span(), message.to_owned(), help.to_owned()));
        } else if !is_crate_name(name.get_ref()) {
            let message = format!("`{}` can't be the name of a crate", name.get_ref());
            let help = "name it as its registry does";
            faults.push((name.span(), message, help.to_owned()));
        } else if is_dependency(name.get_ref()) {
            let message = format!("the crate depends on `{}` already", name.get_ref());
            faults.push((name.span(), message, "remove it".to_owned()));
        }
    }
    for ty in form.replace.values() {
        if let Some((message, help)) = fault(ty.get_ref(), form) {
            faults.push((ty.span(), message, help));
        }
    }
    faults
}

/// What is wrong with the path of a type.
fn fault(ty: &str, form: &CrateForm) -> Option<(String, String)> {
    let root = match ty.split_once("::") {
        Some((root, rest)) if !root.is_empty() && !rest.is_empty() => root,
        _ => {
            let help = "write the whole path, from the crate on: `my_crate::Money`";
            return Some((format!("`{ty}` is no path of a type"), help.to_owned()));
        }
    };
    if form.mode == ModeForm::Module || AT_HAND.contains(&root) {
        return None;
    }
    let mut names = form.dependencies.keys();
    if names.any(|name| name.get_ref().replace('-', "_") == root) {
        return None;
    }
    let message = format!("`{root}` is no dependency of the emitted crate");
    let help = format!("add it to `[crate.dependencies]`: `{root} = \"…\"`");
    Some((message, help))
}
