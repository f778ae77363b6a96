//! The lines of the list: path, kind, signature, traits and features, with tabs between them.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{
    Attribute, Fields, FnArg, GenericParam, ImplItem, Item, ItemImpl, ReceiverKind, ReturnType,
    Signature, TraitItem, Type,
};

use super::exports::Export;
use super::features;
use super::module::{Module, is_shown};
use super::text;

/// The module of the blocking client.
const BLOCKING: &str = "blocking::";

/// All lines of the exported items.
pub fn lines(root: &Module, exports: &[Export<'_>]) -> Vec<String> {
    let implementations = Implementations::of(root, exports);
    let mut lines = Vec::new();
    for export in exports {
        implementations.add(export, &mut lines);
    }
    lines
}

/// The `impl` blocks of all modules, by the path of the type.
struct Implementations<'m> {
    by_type: BTreeMap<String, Vec<Block<'m>>>,
}

struct Block<'m> {
    item: &'m ItemImpl,
    /// The arguments of the type, unless all are parameters of the `impl`.
    arguments: String,
    features: Vec<String>,
}

impl<'m> Implementations<'m> {
    fn of(root: &'m Module, exports: &[Export<'_>]) -> Self {
        let of_blocking = |name: &str| {
            let path = format!("{BLOCKING}{name}");
            exports.iter().any(|export| export.path == path)
        };
        let mut by_type: BTreeMap<String, Vec<_>> = BTreeMap::new();
        root.each(&[], &mut |module, features| {
            // Some types of the blocking client have the names of types of the async client.
            let is_blocking = features.iter().any(|feature| feature == "blocking");
            for item in &module.items {
                let Item::Impl(item) = item else { continue };
                let (Some(own), Some(name)) = (features::of(&item.attrs), type_name(&item.self_ty))
                else {
                    continue;
                };
                let (mut path, mut arguments) = (name.clone(), concrete_arguments(item));
                if is_blocking {
                    arguments = arguments.replace("<Client", &format!("<{BLOCKING}Client"));
                    if of_blocking(&name) {
                        path = format!("{BLOCKING}{name}");
                    }
                }
                let features = [features, &own].concat();
                by_type.entry(path).or_default().push(Block {
                    item,
                    arguments,
                    features,
                });
            }
        });
        Self { by_type }
    }

    fn add(&self, export: &Export<'_>, lines: &mut Vec<String>) {
        let path = format!("runtime::{}", export.path);
        let needs = &export.features;
        match export.item {
            Item::Const(it) => lines.push(line(&path, "const", &text::of(&it.ty), "", needs)),
            Item::Type(it) => lines.push(line(&path, "type", &text::of(&it.ty), "", needs)),
            Item::Fn(it) => lines.push(line(&path, "fn", &signature(&it.sig), "", needs)),
            Item::Trait(it) => add_trait(&path, it, needs, lines),
            Item::Enum(it) => {
                let traits = self.traits(export, &it.attrs);
                let is_empty = it.variants.is_empty();
                assert!(
                    is_empty || form(&it.attrs) == "non_exhaustive",
                    "{path} can't grow"
                );
                lines.push(line(&path, "enum", "non_exhaustive", &traits, needs));
                for variant in &it.variants {
                    let path = format!("{path}::{}", variant.ident);
                    let tuple = match &variant.fields {
                        Fields::Unnamed(fields) => text::of(fields),
                        _ => String::new(),
                    };
                    lines.push(line(&path, "variant", &tuple, "", needs));
                    let named = variant
                        .fields
                        .iter()
                        .filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
                    for (name, ty) in named {
                        lines.push(line(
                            &format!("{path}::{name}"),
                            "field",
                            &text::of(ty),
                            "",
                            needs,
                        ));
                    }
                }
                self.add_functions(export, &path, lines);
            }
            Item::Struct(it) => {
                let traits = self.traits(export, &it.attrs);
                let is_open = it.fields.iter().all(|field| is_public(&field.vis));
                let form = match is_open && !it.fields.is_empty() {
                    true => form(&it.attrs),
                    false => "non_exhaustive",
                };
                lines.push(line(&path, "struct", form, &traits, needs));
                for (index, field) in it.fields.iter().enumerate() {
                    if is_shown(&field.vis, &field.attrs) {
                        let name = field.ident.as_ref().map(ToString::to_string);
                        let name = name.unwrap_or_else(|| index.to_string());
                        let path = format!("{path}::{name}");
                        lines.push(line(&path, "field", &text::of(&field.ty), "", needs));
                    }
                }
                self.add_functions(export, &path, lines);
            }
            _ => {}
        }
    }

    fn blocks(&self, export: &Export<'_>) -> impl Iterator<Item = &Block<'m>> {
        self.by_type.get(&export.path).into_iter().flatten()
    }

    /// The traits that a type derives or implements.
    fn traits(&self, export: &Export<'_>, attributes: &[Attribute]) -> String {
        let mut traits = derives(attributes);
        for block in self.blocks(export) {
            if let Some((path, _)) = &block.item.trait_ {
                traits.extend(path.segments.last().map(text::of));
            }
        }
        traits.sort_unstable();
        traits.dedup();
        traits.join(" ")
    }

    fn add_functions(&self, export: &Export<'_>, path: &str, lines: &mut Vec<String>) {
        let inherent = self
            .blocks(export)
            .filter(|block| block.item.trait_.is_none());
        for Block {
            item,
            arguments,
            features: needs,
        } in inherent
        {
            let owner = format!("{path}{arguments}");
            for item in &item.items {
                let (name, kind, signature, attributes, visibility) = match item {
                    ImplItem::Fn(it) => (
                        it.sig.ident.to_string(),
                        "fn",
                        signature(&it.sig),
                        &it.attrs,
                        &it.vis,
                    ),
                    ImplItem::Const(it) => (
                        it.ident.to_string(),
                        "const",
                        text::of(&it.ty),
                        &it.attrs,
                        &it.vis,
                    ),
                    _ => continue,
                };
                let Some(own) =
                    features::of(attributes).filter(|_| is_shown(visibility, attributes))
                else {
                    continue;
                };
                let needs = [&export.features[..], needs, &own].concat();
                lines.push(line(
                    &format!("{owner}::{name}"),
                    kind,
                    &signature,
                    "",
                    &needs,
                ));
            }
        }
    }
}

fn add_trait(path: &str, item: &syn::ItemTrait, needs: &[String], lines: &mut Vec<String>) {
    let bounds = text::of(&item.supertraits);
    let mut required = Vec::new();
    let mut functions = Vec::new();
    for item in &item.items {
        match item {
            TraitItem::Fn(it) => {
                let Some(own) = features::of(&it.attrs) else {
                    continue;
                };
                let name = it.sig.ident.to_string();
                if it.default.is_none() {
                    required.push(name.clone());
                }
                let needs = [needs, &own].concat();
                functions.push(line(
                    &format!("{path}::{name}"),
                    "fn",
                    &signature(&it.sig),
                    "",
                    &needs,
                ));
            }
            TraitItem::Type(it) => required.push(it.ident.to_string()),
            TraitItem::Const(it) if it.default.is_none() => required.push(it.ident.to_string()),
            _ => {}
        }
    }
    let signature = format!("{{{}}}", required.join(", "));
    let bounds = bounds.replace(" + ", " ");
    lines.push(line(path, "trait", &signature, &bounds, needs));
    lines.extend(functions);
}

/// The arguments of a type in the head of an `impl`, unless all are parameters of the `impl`.
fn concrete_arguments(block: &ItemImpl) -> String {
    let Type::Path(path) = &*block.self_ty else {
        return String::new();
    };
    let Some(last) = path.path.segments.last() else {
        return String::new();
    };
    let arguments = text::of(&last.arguments);
    let parameters = block
        .generics
        .params
        .iter()
        .map(|parameter| match parameter {
            GenericParam::Lifetime(it) => it.lifetime.to_string(),
            GenericParam::Type(it) => it.ident.to_string(),
            GenericParam::Const(it) => it.ident.to_string(),
        });
    let generic = format!("<{}>", parameters.collect::<Vec<_>>().join(", "));
    match arguments == generic || arguments == "<'_>" {
        true => String::new(),
        false => arguments,
    }
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    }
}

fn form(attributes: &[Attribute]) -> &'static str {
    let is_open = |attribute: &Attribute| attribute.path().is_ident("non_exhaustive");
    match attributes.iter().any(is_open) {
        true => "non_exhaustive",
        false => "exhaustive",
    }
}

fn derives(attributes: &[Attribute]) -> Vec<String> {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    derives
        .flat_map(|attribute| {
            let list = attribute.parse_args_with(
                syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated,
            );
            list.expect("derives")
                .into_iter()
                .map(|path| text::of(&path))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// `(&self, name: impl Into<String>) -> Self`
fn signature(signature: &Signature) -> String {
    let arguments = signature.inputs.iter().map(|argument| match argument {
        FnArg::Receiver(receiver) => match &receiver.kind {
            ReceiverKind::Reference(_, _, None) => "&self".to_owned(),
            ReceiverKind::Reference(_, _, Some(_)) => "&mut self".to_owned(),
            ReceiverKind::Typed(_, ty) => format!("self: {}", text::of(ty)),
            _ => "self".to_owned(),
        },
        FnArg::Typed(typed) => {
            let name = text::of(&typed.pat).replace("mut ", "");
            format!("{name}: {}", text::of(&typed.ty))
        }
    });
    let arguments: Vec<String> = arguments.collect();
    let returns = match &signature.output {
        ReturnType::Default => "()".to_owned(),
        ReturnType::Type(_, ty) => text::of(&ty.to_token_stream()),
    };
    let returns = match signature.asyncness {
        Some(_) => format!("impl Future<Output = {returns}>"),
        None => returns,
    };
    format!("({}) -> {returns}", arguments.join(", "))
}

fn line(path: &str, kind: &str, signature: &str, traits: &str, features: &[String]) -> String {
    let mut unique: Vec<&str> = Vec::new();
    for feature in features {
        if !unique.contains(&feature.as_str()) {
            unique.push(feature);
        }
    }
    let line = [path, kind, signature, traits, &unique.join(", ")].join("\t");
    line.trim_end().to_owned()
}
