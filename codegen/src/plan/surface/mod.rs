//! The public items of a planned crate.
//!
//! In: the planned crate. Out: the items that `surface.txt` lists.

mod calls;
mod models;
mod runtime;

use super::{Crate, Mode, OldName};
use crate::surface::{Argument, Function, Item, Receiver, Signature};

/// The public items of a crate.
pub fn surface(krate: &Crate) -> Vec<Item> {
    let mut items = Vec::new();
    for file in &krate.models {
        for model in &file.items {
            models::add(model, &mut items);
        }
        add_old_names(&file.old_names, "models", &[], &mut items);
    }
    for group in &krate.groups {
        calls::add(group, krate.mode, &mut items);
    }
    let service = &krate.service;
    for server in service
        .server_constants
        .iter()
        .chain(&service.operation_constants)
    {
        let path = format!("Server::{}", server.name);
        let item = Item::new(path, Signature::Const("Server".to_owned()));
        items.push(item.with_features(&client_features(krate.mode)));
    }
    runtime::add(&krate.parts, &mut items);
    items
}

/// The features of all items that send requests.
fn client_features(mode: Mode) -> Vec<String> {
    match mode {
        Mode::Crate => vec!["client".to_owned()],
        Mode::Module | Mode::Models => Vec::new(),
    }
}

/// Types under their old names.
fn add_old_names(names: &[OldName], module: &str, features: &[String], items: &mut Vec<Item>) {
    for OldName { name, now } in names {
        let signature = Signature::Alias(format!("{module}::{now}"));
        let item = Item::new(format!("{module}::{name}"), signature);
        items.push(item.with_features(features));
    }
}

fn function(receiver: Receiver, arguments: Vec<Argument>, returns: &str) -> Signature {
    Signature::Fn(Function {
        receiver,
        arguments,
        returns: returns.to_owned(),
    })
}
