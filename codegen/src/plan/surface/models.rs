//! The items of the module `models`.

use super::function;
use crate::plan::model::{Constructor, Enum, Field, Model, Struct, Union, Values};
use crate::plan::ty::{Scope, Ty};
use crate::surface::{Argument, Item, Receiver, Signature, StructForm};

/// The items of a type.
pub(super) fn add(model: &Model, items: &mut Vec<Item>) {
    let path = format!("models::{}", model.name());
    match model {
        Model::Struct(model) => add_struct(&path, model, items),
        Model::Enum(model) => add_enum(&path, model, items),
        Model::Union(model) => add_union(&path, model, items),
        Model::Alias(model) => items.push(Item::new(path, Signature::Type(text(&model.ty)))),
    }
}

fn text(ty: &Ty) -> String {
    ty.text(Scope::Surface)
}

fn field(owner: &str, name: &str, ty: &Ty) -> Item {
    Item::new(format!("{owner}::{name}"), Signature::Field(text(ty)))
}

/// The derived traits, those of the codec, and more.
fn traits<'t>(derives: &'t [String], more: &[&'t str]) -> Vec<&'t str> {
    let derives = derives.iter().map(String::as_str);
    let codec = ["Serialize", "Deserialize"];
    derives.chain(codec).chain(more.iter().copied()).collect()
}

fn add_struct(path: &str, model: &Struct, items: &mut Vec<Item>) {
    let constructor = model.constructor();
    let default: &[&str] = match constructor.as_ref().is_some_and(|new| new.is_default) {
        true => &["Default"],
        false => &[],
    };
    let item = Item::new(path, Signature::Struct(StructForm::NonExhaustive));
    items.push(item.with_traits(&traits(&model.derives, default)));
    for one in model.fields.iter().chain(&model.parts) {
        items.push(field(path, &one.name, &one.ty));
    }
    if let Some(rest) = &model.rest {
        items.push(field(path, &rest.name, &rest.ty));
    }
    for setter in model.setters() {
        let value = Argument {
            name: "value".to_owned(),
            ty: setter.argument(Scope::Surface),
        };
        let signature = function(Receiver::Owned, vec![value], "Self");
        let name = &setter.name;
        items.push(Item::new(format!("{path}::{name}"), signature));
    }
    if let Some(constructor) = constructor {
        add_constructor(path, &constructor, items);
    }
}

fn add_constructor(path: &str, constructor: &Constructor<'_>, items: &mut Vec<Item>) {
    let required = constructor.required.iter();
    let arguments = match &constructor.holder {
        Some(holder) => {
            let holder = format!("models::{}", holder.name);
            items.extend(required.map(|one| field(&holder, &one.name, one.ty.unboxed())));
            let item = Item::new(&holder, Signature::Struct(StructForm::Exhaustive));
            items.push(item.with_traits(&["Clone", "Debug"]));
            vec![Argument {
                name: "required".to_owned(),
                ty: holder,
            }]
        }
        None => required.map(|one| argument(one)).collect(),
    };
    let signature = function(Receiver::None, arguments, "Self");
    items.push(Item::new(format!("{path}::new"), signature));
}

fn argument(field: &Field) -> Argument {
    Argument {
        name: field.name.clone(),
        ty: field.ty.argument(Scope::Surface),
    }
}

fn add_enum(path: &str, model: &Enum, items: &mut Vec<Item>) {
    let (more, methods): (&[&str], &[_]) = match model.values {
        Values::Strings => (
            &["Display", "FromStr", "From<&str>", "From<String>"],
            &[("as_str", "&str")],
        ),
        Values::Scalars => (
            &[
                "Display",
                "From<&str>",
                "From<i64>",
                "From<serde_json::Value>",
            ],
            &[
                ("as_i64", "Option<i64>"),
                ("as_str", "Option<&str>"),
                ("to_json", "serde_json::Value"),
            ],
        ),
    };
    items.push(Item::new(path, Signature::Enum).with_traits(&traits(&model.derives, more)));
    for variant in &model.variants {
        let path = format!("{path}::{}", variant.name);
        items.push(Item::new(path, Signature::Variant(None)));
    }
    items.push(unknown(path, &model.unknown, "UnknownValue"));
    for (name, returns) in methods {
        let signature = function(Receiver::Borrowed, Vec::new(), returns);
        items.push(Item::new(format!("{path}::{name}"), signature));
    }
}

fn add_union(path: &str, model: &Union, items: &mut Vec<Item>) {
    let of_text = model.of_text().into_iter();
    let of_text = of_text.flat_map(|_| ["From<&str>".to_owned(), "From<String>".to_owned()]);
    let of_values = model.conversions();
    let of_values = of_values.map(|(ty, _)| format!("From<{}>", text(ty)));
    let mut conversions: Vec<String> = of_text.chain(of_values).collect();
    conversions.sort();
    let conversions: Vec<&str> = conversions.iter().map(String::as_str).collect();
    let item = Item::new(path, Signature::Enum);
    items.push(item.with_traits(&traits(&model.derives, &conversions)));
    for variant in &model.variants {
        let path = format!("{path}::{}", variant.name);
        let content = variant.unit.is_none().then(|| text(&variant.ty));
        items.push(Item::new(path, Signature::Variant(content)));
    }
    items.push(unknown(path, &model.unknown, "serde_json::Value"));
    for constructor in model.variants.iter().flat_map(|it| &it.constructor) {
        let arguments = constructor.arguments.iter().map(|argument| Argument {
            name: argument.name.clone(),
            ty: argument.ty(Scope::Surface),
        });
        let signature = function(Receiver::None, arguments.collect(), "Self");
        let name = &constructor.name;
        items.push(Item::new(format!("{path}::{name}"), signature));
    }
}

/// The variant for values that the API does not declare.
fn unknown(path: &str, name: &str, ty: &str) -> Item {
    Item::new(
        format!("{path}::{name}"),
        Signature::Variant(Some(ty.to_owned())),
    )
}
