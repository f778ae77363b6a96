//! The functions that create the variants of a union from what the content requires: `Payment::card("1234", 2030)`.
//!
//! In: the items of all types. Out: the same, with a function for each variant of a union with a tag, and for each variant that
//! is the value of a property. Guaranteed: a function stays if the union grows, because the lock has its name.

use std::collections::HashMap;

use super::setter::METHODS;
use super::{Field, Model, ModelFile, Struct, Union, UnionVariant};
use crate::ir::VariantContent;
use crate::plan::ident::{Use, ident};
use crate::plan::names::Names;
use crate::plan::scope::{Case, Scope as Identifiers};
use crate::plan::ty::{Scope, Ty};

/// A function that creates a variant.
#[derive(Clone, Debug)]
pub struct VariantConstructor {
    pub name: String,
    pub arguments: Vec<VariantArgument>,
    content: ContentValue,
}

#[derive(Clone, Debug)]
pub struct VariantArgument {
    pub name: String,
    pub of: Ty,
    /// Whether it is anything with the items of a list or a map, as the argument of a setter.
    is_setter: bool,
}

/// How the content is created from the arguments.
#[derive(Clone, Debug)]
struct ContentValue {
    /// A function or method of the runtime or of a model; empty for the argument itself.
    function: String,
    arguments: Vec<String>,
    is_boxed: bool,
}

impl VariantArgument {
    /// The type of the argument.
    pub fn ty(&self, scope: Scope) -> String {
        match self.is_setter {
            true => self.of.setter_argument(scope),
            false => self.of.argument(scope),
        }
    }
}

impl VariantConstructor {
    /// The content as an expression.
    pub fn value(&self) -> String {
        let ContentValue {
            function,
            arguments,
            is_boxed,
        } = &self.content;
        let arguments = arguments.join(", ");
        let value = match function.as_str() {
            "" => arguments,
            function => format!("{function}({arguments})"),
        };
        match is_boxed {
            true => format!("Box::new({value})"),
            false => value,
        }
    }
}

/// Sets the functions of all unions.
pub(super) fn set(files: &mut [ModelFile], names: &mut Names<'_>) {
    let items = files.iter().flat_map(|file| &file.items);
    let models: HashMap<&str, &Model> = items.map(|item| (item.name(), item)).collect();
    let mut all: HashMap<String, Vec<Option<VariantConstructor>>> = HashMap::new();
    for model in models.values() {
        if let Model::Union(union) = model {
            let contents = union.variants.iter();
            let contents = contents.map(|variant| content(union, variant, &models));
            all.insert(union.name.clone(), contents.collect());
        }
    }
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Model::Union(union) = item else { continue };
        let found = all.remove(&union.name).unwrap_or_default();
        name(union, found, names);
    }
}

/// Names the functions after their variants: locked ones first.
fn name(union: &mut Union, mut found: Vec<Option<VariantConstructor>>, names: &mut Names<'_>) {
    let is_built = |variant: &UnionVariant| matches!(variant.content, VariantContent::Property(_));
    let has_all = union.tag.is_some() || union.variants.iter().any(is_built);
    let mut scope = Identifiers::new(Case::Sensitive);
    let mut locked: Vec<Option<&str>> = Vec::new();
    for variant in &union.variants {
        let name = names.locked_constructor(&variant.key);
        let name = name.filter(|name| scope.is_free(name));
        if let Some(name) = name {
            scope.reserve(name, "another variant");
        }
        locked.push(name);
    }
    let variants = union.variants.iter_mut().zip(&mut found).zip(locked);
    for ((variant, found), locked) in variants {
        let Some(mut constructor) = found.take().filter(|_| has_all || locked.is_some()) else {
            continue;
        };
        constructor.name = match locked {
            Some(name) => name.to_owned(),
            None => scope.claim(&wanted(&variant.name), &variant.name).ident,
        };
        names.lock_constructor(&variant.key, &constructor.name);
        variant.constructor = Some(constructor);
    }
}

/// The name of the variant, with `_` if it is that of another function of every enum.
fn wanted(variant: &str) -> String {
    let mut wanted = ident(variant, Use::Method);
    if METHODS.contains(&wanted.as_str()) {
        wanted.push('_');
    }
    wanted
}

/// What a function for the variant takes. Returns `None` if the variant has no content, or one that is created by functions
/// of its own.
fn content(
    union: &Union,
    variant: &UnionVariant,
    models: &HashMap<&str, &Model>,
) -> Option<VariantConstructor> {
    if variant.unit.is_some() {
        return None;
    }
    let is_property = matches!(variant.content, VariantContent::Property(_));
    let ty = variant.ty.unboxed();
    let mut constructor = match model(ty, models) {
        Some(Model::Struct(item)) => of_struct(union, variant, item),
        Some(Model::Enum(_) | Model::Union(_)) if is_property => {
            of_value(&Ty::Into(Box::new(ty.clone())))
        }
        Some(Model::Alias(_)) | None if is_property => of_value(ty),
        _ => return None,
    };
    constructor.content.is_boxed = matches!(variant.ty, Ty::Box(_));
    Some(constructor)
}

fn model<'m>(ty: &Ty, models: &HashMap<&str, &'m Model>) -> Option<&'m Model> {
    match ty {
        Ty::Model(name) => models.get(name.as_str()).copied(),
        _ => None,
    }
}

/// A function with the arguments of `new`, except the tag.
fn of_struct(union: &Union, variant: &UnionVariant, item: &Struct) -> VariantConstructor {
    let constructor = item.constructor();
    let Some(constructor) = constructor.filter(|constructor| !constructor.is_default) else {
        return created(Vec::new(), format!("{}::default", item.name), Vec::new());
    };
    let function = format!("{}::new", item.name);
    if let Some(holder) = constructor.holder {
        let required = VariantArgument {
            name: "required".to_owned(),
            of: Ty::Model(holder.name),
            is_setter: false,
        };
        return created(vec![required], function, vec!["required".to_owned()]);
    }
    let (mut arguments, mut values) = (Vec::new(), Vec::new());
    for field in constructor.required {
        match tag_value(union, variant, field) {
            Some(tag) => values.push(tag),
            None => {
                values.push(field.name.clone());
                arguments.push(VariantArgument {
                    name: field.name.clone(),
                    of: field.ty.clone(),
                    is_setter: false,
                });
            }
        }
    }
    created(arguments, function, values)
}

/// The value of a field that is the tag of the union.
fn tag_value(union: &Union, variant: &UnionVariant, field: &Field) -> Option<String> {
    let is_tag = union.tag.as_ref() == Some(&field.wire);
    match variant.tags.as_slice() {
        [only] if is_tag && field.ty.is_into() => Some(format!("{only:?}")),
        _ => None,
    }
}

/// A function that takes the content itself, as a setter does.
fn of_value(ty: &Ty) -> VariantConstructor {
    let value = VariantArgument {
        name: "value".to_owned(),
        of: ty.clone(),
        is_setter: true,
    };
    let function = match ty {
        Ty::Vec(_) => "wire::setter::list",
        Ty::Map(_) | Ty::OwnMap(..) | Ty::Extra(_) => "wire::setter::map",
        ty if ty.is_into() => "wire::setter::value",
        _ => "",
    };
    created(vec![value], function.to_owned(), vec!["value".to_owned()])
}

fn created(
    arguments: Vec<VariantArgument>,
    function: String,
    values: Vec<String>,
) -> VariantConstructor {
    VariantConstructor {
        name: String::new(),
        arguments,
        content: ContentValue {
            function,
            arguments: values,
            is_boxed: false,
        },
    }
}
