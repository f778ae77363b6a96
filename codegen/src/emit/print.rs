//! Tokens → text.

use proc_macro2::TokenStream;
use quote::quote;

use super::Fault;
use crate::ir::Deprecated;
use crate::plan::{Comment, FormerName};

/// Items as text, with one blank line between them and between the members of an `impl`.
pub(super) fn items(name: &str, tokens: TokenStream) -> Result<String, Fault> {
    let file: syn::File = syn::parse2(tokens).map_err(|error| fault(name, &error))?;
    let mut text = String::new();
    for item in file.items {
        if !text.is_empty() {
            text.push('\n');
        }
        let alone = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        space(&prettyplease::unparse(&alone), &mut text);
    }
    Ok(text)
}

/// prettyplease puts no blank lines between members: a function gets one on each side.
fn space(item: &str, text: &mut String) {
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        let Some(next) = lines.peek() else { break };
        let ends_block = matches!(line, "    }" | "    };");
        let member = line
            .strip_prefix("    ")
            .filter(|rest| !rest.starts_with([' ', '/']));
        let ends_member = member.is_some_and(|rest| rest.ends_with(';') || rest.ends_with("{}"));
        let begins_function = [
            "    fn ",
            "    pub fn ",
            "    #[",
            "    /// ",
            "    async fn ",
        ];
        let begins_function = begins_function.iter().any(|start| next.starts_with(start));
        if (ends_block && *next != "}") || (ends_member && begins_function) {
            text.push('\n');
        }
    }
}

fn fault(name: &str, error: &syn::Error) -> Fault {
    Fault {
        item: name.to_owned(),
        error: error.to_string(),
    }
}

/// A type, path or other piece, by its text.
pub(super) fn piece<T: syn::parse::Parse>(text: &str) -> Result<T, Fault> {
    syn::parse_str(text).map_err(|error| fault(text, &error))
}

/// An identifier; raw and other odd ones never leave the namer.
pub(super) fn ident(text: &str) -> Result<syn::Ident, Fault> {
    piece(text)
}

/// Doc comments.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// A comment of the plan.
pub(super) fn comment(comment: &Comment) -> TokenStream {
    docs(&comment.lines())
}

/// The attribute for things that the document calls deprecated, or no longer has.
pub(super) fn deprecated(deprecated: &Deprecated) -> TokenStream {
    match deprecated {
        Deprecated::No => quote! {},
        Deprecated::Yes => quote! { #[deprecated] },
        Deprecated::Until(version) => {
            let note = format!("the API no longer has it; goes with {version}");
            quote! { #[deprecated(note = #note)] }
        }
    }
}

/// A type under its former name.
pub(super) fn renamed(former: &FormerName, generics: &str) -> Result<String, Fault> {
    let (name, now) = (ident(&former.name)?, ident(&former.now)?);
    let generics: syn::Generics = piece(generics)?;
    let (about, old) = former_docs(&former.now, &former.now);
    items(
        &former.name,
        quote! { #about #old pub type #name #generics = #now #generics; },
    )
}

/// Docs and attribute of what goes by another name now, which a link leads to.
pub(super) fn former_docs(now: &str, link: &str) -> (TokenStream, TokenStream) {
    let about = docs(&[format!("The former name of [`{link}`].")]);
    let note = format!("renamed to `{now}`");
    (about, quote! { #[deprecated(note = #note)] })
}

/// The line that keeps an item for any of some features; nothing if it is always there.
pub(super) fn gate(features: &[String]) -> String {
    let each = features
        .iter()
        .map(|name| format!("feature = {}", literal(name)));
    match features.len() {
        0 => String::new(),
        1 => format!("#[cfg({})]\n", each.collect::<String>()),
        _ => format!("#[cfg(any({}))]\n", each.collect::<Vec<_>>().join(", ")),
    }
}

/// A string literal as source text.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
