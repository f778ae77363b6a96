//! The module `models`.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::own_type::own_type;
use super::print::{
    comment, deprecated, deprecated_text, gate, ident, items, like_variants, literal, parse,
    renamed,
};
use super::{Context, EmitError, union};
use crate::ir::Literal;
use crate::plan::{
    Alias, Constructor, Crate, Enum, Field, Model, ModelFile, RequiredStruct, Setter, Struct, Ty,
    TyScope, Values,
};

/// A file: a component and its inline types.
pub(super) fn file(file: &ModelFile, context: Context<'_>) -> Result<String, EmitError> {
    let mut text = uses(file, context);
    for item in &file.items {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&model(item)?);
    }
    for old_name in &file.old_names {
        text.push('\n');
        text.push_str(&renamed(old_name, "")?);
    }
    Ok(text)
}

/// `models/mod.rs`.
pub(super) fn root(krate: &Crate) -> Result<String, EmitError> {
    let mut text = String::from("//! Models: the types of requests and responses.\n\n");
    if !krate.foreign.is_empty() {
        text.push_str("use super::runtime::wire;\n\n");
    }
    let modules: BTreeMap<&str, String> = krate
        .models
        .iter()
        .map(|file| (&*file.module, gate(&file.gate)))
        .collect();
    for (module, gate) in &modules {
        text.push_str(&format!("{gate}mod {module};\n"));
    }
    if !modules.is_empty() {
        text.push('\n');
    }
    for (module, gate) in &modules {
        text.push_str(&format!("{gate}pub use {module}::*;\n"));
    }
    if !krate.foreign.is_empty() {
        text.push_str("\n// Types from `[crate.types]` in oascribe.toml.\n");
    }
    for entry in &krate.foreign.types {
        text.push_str(&own_type(entry)?);
    }
    if let Some(path) = &krate.foreign.map {
        let _: syn::Path = parse(path)?;
        text.push_str(&format!("wire::foreign_map!({path});\n"));
    }
    Ok(text)
}

/// The imports of a file: std, the other models, then the runtime.
fn uses(file: &ModelFile, context: Context<'_>) -> String {
    let own: BTreeSet<&str> = file.items.iter().map(Model::name).collect();
    let tables = file
        .items
        .iter()
        .any(|item| !matches!(item, Model::Alias(_)));
    let mut runtime = file.items.iter().any(names_runtime);
    let mut maps = false;
    let mut models = BTreeSet::new();
    for ty in file.items.iter().flat_map(Model::types) {
        ty.each(&mut |ty| match ty {
            Ty::Model(name) if !own.contains(name.as_str()) => {
                models.insert(name);
            }
            Ty::Map(_) => maps = true,
            Ty::Runtime(_) | Ty::Extra(_) => runtime = true,
            _ => {}
        });
    }
    let root = context.root();
    let mut uses = String::new();
    if maps {
        uses.push_str("use std::collections::BTreeMap;\n\n");
    }
    for name in models {
        uses.push_str(&format!("use super::{name};\n"));
    }
    match (runtime, tables) {
        (true, true) => uses.push_str(&format!("use {root}::runtime::{{self, wire}};\n")),
        (false, true) => uses.push_str(&format!("use {root}::runtime::wire;\n")),
        (true, false) => uses.push_str(&format!("use {root}::runtime;\n")),
        (false, false) => {}
    }
    uses
}

/// Whether the code of an item has a type of the runtime that is none of its fields or variants.
fn names_runtime(item: &Model) -> bool {
    match item {
        Model::Enum(_) => true,
        Model::Struct(item) => item.setters().iter().any(Setter::is_nullable),
        Model::Union(_) | Model::Alias(_) => false,
    }
}

fn model(item: &Model) -> Result<String, EmitError> {
    match item {
        Model::Struct(item) => structure(item),
        Model::Enum(item) => enumeration(item),
        Model::Union(item) => union::union(item),
        Model::Alias(item) => alias(item),
    }
}

pub(super) fn derives(names: &[String], attributes: &[String]) -> Result<TokenStream, EmitError> {
    let paths: Vec<syn::Path> = names
        .iter()
        .map(|name| parse(name))
        .collect::<Result<_, _>>()?;
    let attributes: Vec<syn::Meta> = attributes
        .iter()
        .map(|text| parse(text))
        .collect::<Result<_, _>>()?;
    Ok(quote! { #[derive(#(#paths),*)] #(#[#attributes])* })
}

fn structure(item: &Struct) -> Result<String, EmitError> {
    let name = ident(&item.name)?;
    let (about, old) = (comment(&item.docs), deprecated(&item.deprecated));
    let derives = derives(&item.derives, &item.attributes)?;
    let mut fields: Vec<TokenStream> = Vec::new();
    for field in &item.fields {
        fields.push(field_tokens(field, &field.ty)?);
    }
    for part in &item.parts {
        fields.push(field_tokens(part, &part.ty)?);
    }
    if let Some(rest) = &item.rest {
        let (name, ty): (_, syn::Type) =
            (ident(&rest.name)?, parse(&rest.ty.text(TyScope::Models))?);
        fields.push(quote! {
            /// Properties that the API does not declare.
            pub #name: #ty
        });
    }
    let constructor = constructor(item)?;
    let tokens = quote! {
        #about
        #old
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        #constructor
    };
    let mut text = items(&item.name, tokens)?;
    let table = if item.parts.is_empty() {
        "object"
    } else {
        "composed"
    };
    let schema = item.schema_path.as_deref().map(literal);
    let schema = schema.map_or(String::new(), |schema| format!(" @ {schema}"));
    text.push_str(&format!("\nwire::{table}! {{ {}{schema} {{\n", item.name));
    for field in &item.fields {
        let key = literal(&field.wire);
        text.push_str(&format!("    {}: {key} => {},\n", field.name, field.codec));
    }
    for part in &item.parts {
        text.push_str(&format!("    &{} => {},\n", part.name, part.codec));
    }
    if let Some(rest) = &item.rest {
        text.push_str(&format!("    ..{} => {},\n", rest.name, rest.codec));
    }
    text.push_str("} }\n");
    text.push_str(&setters(item));
    Ok(text)
}

/// The table of the setters, if there are any.
fn setters(item: &Struct) -> String {
    let setters = item.setters();
    if setters.is_empty() {
        return String::new();
    }
    let mut text = format!("\nwire::setters! {{ {} {{\n", item.name);
    for setter in setters {
        let Setter { name, field, .. } = &setter;
        if let Some(deprecated) = deprecated_text(&setter.deprecated) {
            text.push_str(&format!("    {deprecated}\n"));
        }
        let name = match name == field {
            true => name.clone(),
            false => format!("{field} as {name}"),
        };
        let argument = setter.argument(TyScope::Models);
        text.push_str(&format!(
            "    {name}: {argument} => {},\n",
            setter.conversion()
        ));
    }
    text.push_str("} }\n");
    text
}

fn field_tokens(field: &Field, ty: &Ty) -> Result<TokenStream, EmitError> {
    let (about, old) = (comment(&field.docs), deprecated(&field.deprecated));
    let name = ident(&field.name)?;
    let ty: syn::Type = parse(&ty.text(TyScope::Models))?;
    Ok(quote! { #about #old pub #name: #ty })
}

/// `new`, if the struct has it.
fn constructor(item: &Struct) -> Result<TokenStream, EmitError> {
    let Some(constructor) = item.constructor() else {
        return Ok(quote! {});
    };
    let mut values = Vec::new();
    for field in &constructor.required {
        let name = ident(&field.name)?;
        values.push(match &field.ty {
            Ty::Box(ty) if ty.is_into() && constructor.holder.is_none() => {
                quote! { #name: Box::new(#name.into()) }
            }
            ty if ty.is_into() && constructor.holder.is_none() => quote! { #name: #name.into() },
            Ty::Box(_) => quote! { #name: Box::new(#name) },
            _ => quote! { #name },
        });
    }
    for (field, value) in item.constants() {
        let (name, value): (_, syn::Expr) = (ident(&field.name)?, parse(value)?);
        values.push(quote! { #name: #value });
    }
    // clippy warns of a `..` expression if all fields are set.
    let rest = match constructor.sets_all {
        true => quote! {},
        false => quote! { ..wire::default_value() },
    };
    let value = quote! { Self { #(#values,)* #rest } };
    match &constructor.holder {
        Some(holder) => with_holder(item, &constructor, holder, &value),
        None => positional(item, &constructor, &value),
    }
}

fn positional(
    item: &Struct,
    constructor: &Constructor<'_>,
    value: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let name = ident(&item.name)?;
    let about = comment(&constructor.docs);
    let required = constructor.required.iter();
    let like = like_variants(required.map(|field| (&*field.name, &field.ty)));
    let mut arguments = Vec::new();
    for field in &constructor.required {
        let ty: syn::Type = parse(&field.ty.argument(TyScope::Models))?;
        let name = ident(&field.name)?;
        arguments.push(quote! { #name: #ty });
    }
    let default = constructor.is_default.then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    Ok(quote! {
        impl #name {
            #about
            #like
            pub fn new(#(#arguments),*) -> Self {
                #value
            }
        }

        #default
    })
}

fn with_holder(
    item: &Struct,
    constructor: &Constructor<'_>,
    holder: &RequiredStruct,
    value: &TokenStream,
) -> Result<TokenStream, EmitError> {
    let (name, holder_name) = (ident(&item.name)?, ident(&holder.name)?);
    let (mut fields, mut names) = (Vec::new(), Vec::new());
    for field in &constructor.required {
        fields.push(field_tokens(field, field.ty.unboxed())?);
        names.push(ident(&field.name)?);
    }
    let about = comment(&constructor.docs);
    let required = constructor.required.iter();
    let like = like_variants(required.map(|field| (&*field.name, field.ty.unboxed())));
    let holder_about = comment(&holder.docs);
    Ok(quote! {
        impl #name {
            #about
            #like
            pub fn new(required: #holder_name) -> Self {
                let #holder_name { #(#names),* } = required;
                #value
            }
        }

        #holder_about
        #[derive(Clone, Debug)]
        pub struct #holder_name {
            #(#fields,)*
        }
    })
}

fn enumeration(item: &Enum) -> Result<String, EmitError> {
    let name = ident(&item.name)?;
    let (about, old) = (comment(&item.docs), deprecated(&item.deprecated));
    let derives = derives(&item.derives, &item.attributes)?;
    let unknown = ident(&item.unknown)?;
    let mut variants = Vec::new();
    for variant in &item.variants {
        let (about, old) = (comment(&variant.docs), deprecated(&variant.deprecated));
        let name = ident(&variant.name)?;
        variants.push(quote! { #about #old #name });
    }
    let tokens = quote! {
        #about
        #old
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the API does not declare, as it was received.
            #unknown(runtime::UnknownValue),
        }
    };
    let mut text = items(&item.name, tokens)?;
    let table = match item.values {
        Values::Strings => "string_enum",
        Values::Scalars => "scalar_enum",
    };
    let table_name = table_name(&item.name, &item.unknown);
    text.push_str(&format!("\nwire::{table}! {{ {table_name} {{\n"));
    for variant in &item.variants {
        let value = match (&variant.literal, item.values) {
            (Literal::String(text), Values::Strings) => literal(text),
            (Literal::String(text), Values::Scalars) => format!("String({})", literal(text)),
            (Literal::Int(value), _) => format!("Int({value})"),
            (Literal::Float(value), _) => format!("Float({value:?})"),
            (Literal::Bool(value), _) => format!("Bool({value})"),
        };
        text.push_str(&format!("    {}: {value},\n", variant.name));
    }
    text.push_str("} }\n");
    Ok(text)
}

/// The name of an enum in its table, with the variant for undeclared values if that is not the usual one.
pub(super) fn table_name(name: &str, unknown: &str) -> String {
    match unknown {
        "Unknown" => name.to_owned(),
        unknown => format!("{name} or {unknown}"),
    }
}

fn alias(item: &Alias) -> Result<String, EmitError> {
    let name = ident(&item.name)?;
    let (about, old) = (comment(&item.docs), deprecated(&item.deprecated));
    let ty: syn::Type = parse(&item.ty.text(TyScope::Models))?;
    items(&item.name, quote! { #about #old pub type #name = #ty; })
}
