//! The module `api`: groups and operations.

mod field_path;
mod headers;
mod multipart;
mod operation;
mod paging;
mod progress;
mod request_struct;
mod responses;
mod stream;
mod styles;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{
    comment, deprecated, gate, ident, items, like_variants, old_name_docs, parse, renamed,
};
use super::service::needs_variable;
use super::{Context, EmitError};
use crate::plan::{Crate, Group, Operation, TyScope};

/// The attribute of imports that are used only with some features.
pub(super) const GATED: &str = "#[allow(unused_imports)] // used only with some features\n";

/// `api/mod.rs`, with the impls for types that are polled.
pub(super) fn root(krate: &Crate, context: Context<'_>) -> Result<String, EmitError> {
    let mut text = String::from("//! Operations, by group.\n\n");
    let mut modules: BTreeMap<&str, String> = krate
        .groups
        .iter()
        .map(|group| (&*group.module, gate(group.feature.as_slice())))
        .collect();
    let groups = modules.clone();
    modules.insert("service", String::new());
    if !krate.checked.is_empty() {
        modules.insert("checks", String::new());
    }
    for (module, gate) in modules {
        text.push_str(&format!("{gate}mod {module};\n"));
    }
    text.push('\n');
    for (module, gate) in groups {
        text.push_str(&format!("{gate}pub use {module}::*;\n"));
    }
    text.push_str("pub(crate) use service::SERVICE;\n");
    if !krate.pending.is_empty() {
        // This file is one module above the others.
        let root = if context.root() == "crate" {
            "crate"
        } else {
            "super"
        };
        text.push('\n');
        if !krate.features.is_empty() {
            text.push_str(GATED);
        }
        text.push_str(&format!("use {root}::{{models, runtime}};\n"));
    }
    for pending in &krate.pending {
        let mut groups = krate.groups.iter();
        let group = groups.find(|group| group.key == pending.group);
        text.push('\n');
        text.push_str(&gate(group.map_or(&[], |group| group.feature.as_slice())));
        text.push_str(&items(&pending.model, paging::pending(pending)?)?);
    }
    Ok(text)
}

/// A file: a group with its operations.
pub(super) fn file(group: &Group, context: Context<'_>) -> Result<String, EmitError> {
    let mut text = accessor(group)?;
    for operation in &group.operations {
        text.push('\n');
        text.push_str(&items(
            &operation.name,
            operation::tokens(operation, group)?,
        )?);
    }
    text.push_str(&responses::failures(&group.operations)?);
    for old_name in &group.old_names {
        let generics = if old_name.now == group.name {
            "<C>"
        } else {
            ""
        };
        text.push('\n');
        text.push_str(&renamed(old_name, generics)?);
    }
    Ok(format!("{}\n{text}", uses(group, &text, context)))
}

/// The imports of the file: the names that its code uses.
fn uses(group: &Group, text: &str, context: Context<'_>) -> String {
    let root = context.root();
    let code = code_of(text);
    let mut names = vec![
        "Call",
        "Client",
        "DecodeError",
        "Meta",
        "Method",
        "Received",
        "RequestBuilder",
    ];
    let operations = || group.operations.iter();
    if operations().any(|operation| !operation.checks.is_empty()) {
        names.push("Check");
    }
    if operations().any(|operation| operation.server.is_some()) {
        names.push("Server");
    }
    let variables = |operation: &Operation| operation.server.as_ref().is_some_and(needs_variable);
    if operations().any(variables) {
        names.push("Variable");
    }
    for (name, mention) in [
        ("Parts", "&mut Parts"),
        ("Style", "Style::"),
        ("Tree", "Tree::"),
    ] {
        if mentions(&code, mention) {
            names.push(name);
        }
    }
    names.sort_unstable();
    let mut uses = String::new();
    if mentions(&code, "BTreeMap<") {
        uses.push_str("use std::collections::BTreeMap;\n\n");
    }
    if mentions(&code, "models::") {
        uses.push_str(&format!("use {root}::models;\n"));
    }
    if mentions(&code, "wire::from_slice::<") || mentions(&code, "wire::with_codec::<") {
        uses.push_str(&format!("use {root}::runtime::wire::{{self, codec}};\n"));
    } else if mentions(&code, "codec::") {
        uses.push_str(&format!("use {root}::runtime::wire::codec;\n"));
    }
    uses.push_str(&format!(
        "#[cfg(feature = \"blocking\")]\nuse {root}::runtime::blocking;\n"
    ));
    uses.push_str(&format!(
        "use {root}::runtime::{{self, {}}};\n",
        names.join(", ")
    ));
    uses
}

/// Emitted source text without comments and without the content of literals, which can be any text of the document.
fn code_of(text: &str) -> String {
    let lines = text.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    let mut code = String::with_capacity(text.len());
    for line in lines {
        let (mut is_literal, mut is_escaped) = (false, false);
        for letter in line.chars() {
            match letter {
                '"' if !is_escaped => {
                    is_literal = !is_literal;
                    code.push(letter);
                }
                _ if !is_literal => code.push(letter),
                _ => {}
            }
            is_escaped = letter == '\\' && !is_escaped;
        }
        code.push('\n');
    }
    code
}

/// Whether the code contains these words. The ends of longer names do not count, as in `GitTree::new` for `Tree::`.
fn mentions(code: &str, words: &str) -> bool {
    code.match_indices(words).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_' && letter != ':')
    })
}

/// The struct of the group, its methods, and the accessors of the clients.
fn accessor(group: &Group) -> Result<String, EmitError> {
    let (name, method) = (ident(&group.name)?, ident(&group.accessor)?);
    let about = comment(&group.struct_docs());
    let summary = comment(&group.accessor_docs());
    let mut methods = Vec::new();
    for operation in &group.operations {
        methods.push(self::method(operation)?);
        for old_name in &operation.old_methods {
            methods.push(old_method(operation, old_name)?);
        }
    }
    let mut old_accessors = Vec::new();
    for accessor in &group.old_accessors {
        let accessor = ident(accessor)?;
        let (about, old) = old_name_docs(&group.accessor, &format!("Self::{}", group.accessor));
        old_accessors.push(quote! {
            #about
            #old
            pub fn #accessor(&self) -> #name<Self> {
                self.#method()
            }
        });
    }
    let tokens = quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #name<C> {
            client: C,
        }

        impl<C: Clone> #name<C> {
            #(#methods)*
        }

        impl Client {
            #summary
            pub fn #method(&self) -> #name<Self> {
                #name { client: self.clone() }
            }

            #(#old_accessors)*
        }

        #[cfg(feature = "blocking")]
        impl blocking::Client {
            #summary
            pub fn #method(&self) -> #name<Self> {
                #name { client: self.clone() }
            }

            #(#old_accessors)*
        }
    };
    items(&group.name, tokens)
}

/// The method under its old name.
fn old_method(operation: &Operation, old_name: &str) -> Result<TokenStream, EmitError> {
    let now = ident(&operation.method_name)?;
    let attributes = old_name_docs(
        &operation.method_name,
        &format!("Self::{}", operation.method_name),
    );
    method_of(operation, old_name, attributes, |names| {
        quote! { self.#now(#(#names),*) }
    })
}

fn method(operation: &Operation) -> Result<TokenStream, EmitError> {
    let struct_name = ident(&operation.name)?;
    let attributes = (comment(&operation.docs), deprecated(&operation.deprecated));
    method_of(
        operation,
        &operation.method_name,
        attributes,
        |names| quote! { Call::new(&self.client, #struct_name::new(#(#names),*)) },
    )
}

/// A method with the required arguments, which returns a call.
fn method_of(
    operation: &Operation,
    name: &str,
    (about, old): (TokenStream, TokenStream),
    call: impl FnOnce(&[syn::Ident]) -> TokenStream,
) -> Result<TokenStream, EmitError> {
    let (name, struct_name) = (ident(name)?, ident(&operation.name)?);
    let (arguments, names) = required(operation)?;
    let many = many_arguments(names.len());
    let arguments_of = operation.required().filter(|_| operation.holder.is_none());
    let like = like_variants(arguments_of.map(|argument| (&*argument.name, &argument.ty)));
    let body = call(&names);
    Ok(quote! {
        #about
        #old
        #many
        #like
        pub fn #name(&self, #(#arguments),*) -> Call<C, #struct_name> {
            #body
        }
    })
}

/// The attribute for functions with many arguments. All required arguments are positional.
fn many_arguments(count: usize) -> TokenStream {
    // The limit of the lint is seven, with `self`.
    if count > 6 {
        quote! { #[allow(clippy::too_many_arguments)] }
    } else {
        quote! {}
    }
}

/// The required arguments as parameters and as names.
fn required(operation: &Operation) -> Result<(Vec<TokenStream>, Vec<syn::Ident>), EmitError> {
    if let Some(holder) = &operation.holder {
        let (name, ty) = (ident("required")?, ident(&holder.name)?);
        return Ok((vec![quote! { #name: #ty }], vec![name]));
    }
    let mut arguments = Vec::new();
    let mut names = Vec::new();
    for argument in operation.required() {
        let name = ident(&argument.name)?;
        let ty: syn::Type = parse(&argument.ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
        names.push(name);
    }
    Ok((arguments, names))
}

#[cfg(test)]
mod tests {
    use super::{code_of, mentions};

    #[test]
    fn ends_of_longer_names_do_not_match() {
        assert!(mentions("(Style::FORM, Tree::of", "Style::"));
        assert!(mentions("Tree::of", "Tree::"));
        assert!(!mentions(
            "GitTree::new api::Tree::new get_Tree::x",
            "Tree::"
        ));
    }

    #[test]
    fn comments_and_literals_are_not_code() {
        let text = "    /// See Tree::of.\n    x(\"Tree::of\", \"\\\\\", \"\\\"Tree::\") + y\n";
        assert_eq!(code_of(text), "    x(\"\", \"\", \"\") + y\n");
    }
}
