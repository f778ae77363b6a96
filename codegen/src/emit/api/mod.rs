//! The module `api`: groups and operations.

mod headers;
mod multipart;
mod operation;
mod outcome;
mod paging;
mod progress;
mod reach;
mod record;
mod stream;
mod styles;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{comment, deprecated, docs, former_docs, gate, ident, items, piece, renamed};
use super::service::needs_variable;
use super::{Context, Fault};
use crate::plan::{Crate, Group, Operation, TyScope};

/// What stands before imports that the items of some groups need.
pub(super) const GATED: &str =
    "#[allow(unused_imports)] // each item is there with the features of its groups\n";

/// `api/mod.rs`, with the types that can be waited for.
pub(super) fn root(krate: &Crate, context: Context<'_>) -> Result<String, Fault> {
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
        // This file lies one module higher than the others.
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

/// One file: a group with its operations.
pub(super) fn file(group: &Group, context: Context<'_>) -> Result<String, Fault> {
    let mut text = accessor(group)?;
    for operation in &group.operations {
        text.push('\n');
        text.push_str(&items(
            &operation.name,
            operation::tokens(operation, group)?,
        )?);
        if let Some(failure) = &operation.failure {
            text.push('\n');
            text.push_str(&outcome::failure(failure)?);
        }
    }
    for former in &group.former {
        let generics = if former.now == group.name { "<C>" } else { "" };
        text.push('\n');
        text.push_str(&renamed(former, generics)?);
    }
    Ok(format!("{}\n{text}", uses(group, &text, context)))
}

/// The imports: what the text mentions, since prose in docs at worst keeps one too many out of the question.
fn uses(group: &Group, text: &str, context: Context<'_>) -> String {
    let root = context.root();
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
        if mentions(text, mention) {
            names.push(name);
        }
    }
    names.sort_unstable();
    let mut uses = String::new();
    if text.contains("BTreeMap<") {
        uses.push_str("use std::collections::BTreeMap;\n\n");
    }
    if text.contains("models::") {
        uses.push_str(&format!("use {root}::models;\n"));
    }
    if text.contains("wire::whole::<") || text.contains("wire::by::<") {
        uses.push_str(&format!("use {root}::runtime::wire::{{self, codec}};\n"));
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

/// Whether the code has these words: prose does not count, nor does the end of a longer name, as `Tree::` in
/// `GitTree::new`.
fn mentions(text: &str, words: &str) -> bool {
    let mut code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.any(|line| {
        line.match_indices(words).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_' && letter != ':')
        })
    })
}

/// The struct of the group, its methods, and the accessors of the clients.
fn accessor(group: &Group) -> Result<String, Fault> {
    let (name, method) = (ident(&group.name)?, ident(&group.accessor)?);
    let about = docs(&group.struct_docs());
    let summary = docs(&[group.accessor_docs()]);
    let mut methods = Vec::new();
    for operation in &group.operations {
        methods.push(self::method(operation)?);
        for former in &operation.former_methods {
            methods.push(former_method(operation, former)?);
        }
    }
    let mut former = Vec::new();
    for accessor in &group.former_accessors {
        let accessor = ident(accessor)?;
        let (about, old) = former_docs(&group.accessor, &format!("Self::{}", group.accessor));
        former.push(quote! {
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

            #(#former)*
        }

        #[cfg(feature = "blocking")]
        impl blocking::Client {
            #summary
            pub fn #method(&self) -> #name<Self> {
                #name { client: self.clone() }
            }

            #(#former)*
        }
    };
    items(&group.name, tokens)
}

/// The method by the name that it had before.
fn former_method(operation: &Operation, former: &str) -> Result<TokenStream, Fault> {
    let now = ident(&operation.method_name)?;
    let attributes = former_docs(
        &operation.method_name,
        &format!("Self::{}", operation.method_name),
    );
    method_of(operation, former, attributes, |names| {
        quote! { self.#now(#(#names),*) }
    })
}

fn method(operation: &Operation) -> Result<TokenStream, Fault> {
    let struct_name = ident(&operation.name)?;
    let attributes = (comment(&operation.docs), deprecated(&operation.deprecated));
    method_of(
        operation,
        &operation.method_name,
        attributes,
        |names| quote! { Call::new(&self.client, #struct_name::new(#(#names),*)) },
    )
}

/// A method that takes what the operation requires and makes a call of it.
fn method_of(
    operation: &Operation,
    name: &str,
    (about, old): (TokenStream, TokenStream),
    call: impl FnOnce(&[syn::Ident]) -> TokenStream,
) -> Result<TokenStream, Fault> {
    let (name, struct_name) = (ident(name)?, ident(&operation.name)?);
    let (arguments, names) = required(operation)?;
    let many = many_arguments(names.len());
    let body = call(&names);
    Ok(quote! {
        #about
        #old
        #many
        pub fn #name(&self, #(#arguments),*) -> Call<C, #struct_name> {
            #body
        }
    })
}

/// Required arguments are positional however many there are: that is what keeps optional ones from breaking calls.
fn many_arguments(count: usize) -> TokenStream {
    // `self` counts too, and the lint's bound is seven.
    if count > 6 {
        quote! { #[allow(clippy::too_many_arguments)] }
    } else {
        quote! {}
    }
}

/// The required arguments as parameters and as names.
fn required(operation: &Operation) -> Result<(Vec<TokenStream>, Vec<syn::Ident>), Fault> {
    let mut arguments = Vec::new();
    let mut names = Vec::new();
    for argument in operation.required() {
        let name = ident(&argument.name)?;
        let ty: syn::Type = piece(&argument.ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
        names.push(name);
    }
    Ok((arguments, names))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn the_end_of_a_longer_name_is_no_mention() {
        assert!(mentions("(Style::FORM, Tree::of", "Style::"));
        assert!(mentions("Tree::of", "Tree::"));
        assert!(!mentions(
            "GitTree::new api::Tree::new get_Tree::x",
            "Tree::"
        ));
        assert!(!mentions("    /// See Tree::of.", "Tree::"));
    }
}
