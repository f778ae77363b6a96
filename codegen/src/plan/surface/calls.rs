//! The items of the module `api`, and the methods of the client.

use super::{add_old_names, client_features, function};
use crate::ir::Presence;
use crate::plan::Mode;
use crate::plan::api::{
    Argument, Failure, Group, Headers, Multipart, Operation, Output, Progress, SuccessEnum,
};
use crate::plan::ty::{Scope, Ty};
use crate::surface::{self, Item, Receiver, Signature, StructForm};

/// The items of a group.
pub(super) fn add(group: &Group, mode: Mode, items: &mut Vec<Item>) {
    let mut features = client_features(mode);
    if mode == Mode::Crate {
        features.extend(group.feature.clone());
    }
    let start = items.len();
    add_group(group, items);
    for item in &mut items[start..] {
        item.features.clone_from(&features);
    }
}

fn add_group(group: &Group, items: &mut Vec<Item>) {
    let path = format!("api::{}", group.name);
    let item = Item::new(&path, Signature::Struct(StructForm::Client));
    items.push(item.with_traits(&["Clone", "Debug"]));
    let accessor = function(Receiver::Borrowed, Vec::new(), &format!("{path}<Self>"));
    for name in group.old_accessors.iter().chain([&group.accessor]) {
        items.push(Item::new(format!("Client::{name}"), accessor.clone()));
    }
    add_old_names(&group.old_names, "api", &[], items);
    for operation in &group.operations {
        add_operation(operation, &path, items);
    }
}

fn add_operation(operation: &Operation, group: &str, items: &mut Vec<Item>) {
    let path = format!("api::{}", operation.name);
    let arguments = arguments(operation);
    let call = format!("Call<C, {path}>");
    let method = function(Receiver::Borrowed, arguments.clone(), &call);
    let methods = operation.old_methods.iter();
    for name in methods.chain([&operation.method_name]) {
        items.push(Item::new(format!("{group}::{name}"), method.clone()));
    }
    let mut item = Item::new(&path, Signature::Struct(StructForm::NonExhaustive));
    item = item.with_traits(&["Clone", "Operation"]);
    if operation.paging.is_some() {
        item.traits.push("Paged".to_owned());
    }
    if let Some(stream) = &operation.stream {
        let streamed = stream.item.text(Scope::Surface).replace("runtime::", "");
        item.traits.push(format!("Streamed<{streamed}>"));
    }
    items.push(item);
    let new = function(Receiver::None, arguments, "Self");
    items.push(Item::new(format!("{path}::new"), new));
    for argument in operation.required() {
        items.push(field(&path, &argument.name, &argument.ty));
    }
    if let Some(holder) = &operation.holder {
        let holder = format!("api::{}", holder.name);
        let item = Item::new(&holder, Signature::Struct(StructForm::Exhaustive));
        items.push(item.with_traits(&["Clone", "Debug"]));
        let fields = operation.required();
        items.extend(fields.map(|argument| field(&holder, &argument.name, &argument.ty)));
    }
    for argument in operation.optional() {
        let ty = match argument.presence {
            Presence::Required => argument.ty.clone(),
            Presence::Optional => argument.ty.clone().option(),
        };
        items.push(field(&path, &argument.name, &ty));
        let value = surface::Argument {
            name: argument.name.clone(),
            ty: argument.ty.setter_argument(Scope::Surface),
        };
        let setter = function(Receiver::Owned, vec![value], "Self");
        items.push(Item::new(format!("{call}::{}", argument.setter), setter));
    }
    if let Some(multipart) = &operation.multipart {
        add_multipart(multipart, items);
    }
    items.extend(operation.progress.iter().map(|one| progress(&path, one)));
    add_outcome(operation, &path, items);
    if let Some(headers) = &operation.headers {
        add_headers(headers, items);
    }
}

fn field(owner: &str, name: &str, ty: &Ty) -> Item {
    let ty = ty.text(Scope::Surface);
    Item::new(format!("{owner}::{name}"), Signature::Field(ty))
}

/// The arguments of the method and of `new`.
fn arguments(operation: &Operation) -> Vec<surface::Argument> {
    match &operation.holder {
        Some(holder) => vec![surface::Argument {
            name: "required".to_owned(),
            ty: format!("api::{}", holder.name),
        }],
        None => operation.required().map(argument).collect(),
    }
}

fn argument(argument: &Argument) -> surface::Argument {
    named(&argument.name, &argument.ty)
}

fn named(name: &str, ty: &Ty) -> surface::Argument {
    surface::Argument {
        name: name.to_owned(),
        ty: ty.argument(Scope::Surface),
    }
}

fn progress(path: &str, progress: &Progress) -> Item {
    let response = surface::Argument {
        name: "response".to_owned(),
        ty: format!("&{}", progress.response.text(Scope::Surface)),
    };
    let ty = progress.ty.text(Scope::Surface);
    let returns = format!("Result<Option<{ty}>, DecodeError>");
    let signature = function(Receiver::None, vec![response], &returns);
    Item::new(format!("{path}::{}", progress.name), signature)
}

fn add_multipart(multipart: &Multipart, items: &mut Vec<Item>) {
    let path = format!("api::{}", multipart.name);
    let item = Item::new(&path, Signature::Struct(StructForm::NonExhaustive));
    items.push(item.with_traits(&["Clone", "Debug", "Multipart"]));
    let arguments = multipart.required().map(|(name, ty)| named(name, ty));
    let new = function(Receiver::None, arguments.collect(), "Self");
    items.push(Item::new(format!("{path}::new"), new));
    for (name, ty, presence) in multipart.fields() {
        items.push(match presence {
            Presence::Required => field(&path, name, ty),
            Presence::Optional => field(&path, name, &ty.clone().option()),
        });
    }
}

fn add_headers(headers: &Headers, items: &mut Vec<Item>) {
    let path = format!("api::{}", headers.name);
    let item = Item::new(&path, Signature::Struct(StructForm::NonExhaustive));
    items.push(item.with_traits(&["Clone", "Debug", "Default", "PartialEq", "Headers"]));
    for one in &headers.fields {
        items.push(field(&path, &one.name, &one.ty));
    }
    let malformed = Signature::Field("Vec<HeaderError>".to_owned());
    items.push(Item::new(format!("{path}::malformed"), malformed));
}

fn add_outcome(operation: &Operation, path: &str, items: &mut Vec<Item>) {
    let output = operation.output.ty().text(Scope::Surface);
    let failure = match &operation.failure {
        Some(failure) => format!("api::{}", failure.name),
        None => "Undeclared".to_owned(),
    };
    for (name, ty) in [("Output", output), ("Failure", failure)] {
        items.push(Item::new(format!("{path}::{name}"), Signature::Type(ty)));
    }
    if let Output::ByStatus(several) = &operation.output {
        add_several(several, items);
    }
    if let Some(failure) = &operation.failure {
        add_failure(failure, items);
    }
}

fn add_several(several: &SuccessEnum, items: &mut Vec<Item>) {
    let path = format!("api::{}", several.name);
    items.push(responses(&path));
    for variant in &several.variants {
        let ty = match &variant.content {
            Output::Unit => None,
            content => Some(content.ty().text(Scope::Surface)),
        };
        let path = format!("{path}::{}", variant.name);
        items.push(Item::new(path, Signature::Variant(ty)));
    }
    if several.is_open() {
        let received = Signature::Variant(Some("Received".to_owned()));
        items.push(Item::new(format!("{path}::Undeclared"), received));
    }
}

fn add_failure(failure: &Failure, items: &mut Vec<Item>) {
    let path = format!("api::{}", failure.name);
    items.push(responses(&path));
    for variant in &failure.variants {
        let ty = variant.body.ty().text(Scope::Surface);
        let path = format!("{path}::{}", variant.name);
        items.push(Item::new(path, Signature::Variant(Some(ty))));
    }
}

/// An enum with a variant for each response.
fn responses(path: &str) -> Item {
    Item::new(path, Signature::Enum).with_traits(&["Clone", "Debug", "PartialEq"])
}
