//! Tokens → source text.

use proc_macro2::TokenStream;
use quote::quote;

use super::EmitError;
use super::compact::compact;
use crate::ir::Deprecated;
use crate::plan::{Comment, OldName, Sentence, Ty};

/// Items as text, with one blank line between items and between the functions of an `impl`.
pub(super) fn items(name: &str, tokens: TokenStream) -> Result<String, EmitError> {
    let file: syn::File = syn::parse2(tokens).map_err(|error| emit_error(name, &error))?;
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
        space(&compact(&prettyplease::unparse(&alone)), &mut text);
    }
    Ok(text)
}

/// Adds blank lines around the functions of an `impl`, which prettyplease omits.
fn space(item: &str, text: &mut String) {
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        text.push('\n');
        let Some(next) = lines.peek() else { break };
        let ends_block = matches!(line, "    }" | "    };");
        let item = line
            .strip_prefix("    ")
            .filter(|rest| !rest.starts_with([' ', '/']));
        let ends_item = item.is_some_and(|rest| rest.ends_with(';') || rest.ends_with("{}"));
        // The second line of a constant.
        let ends_item = ends_item || (line.starts_with("        .") && line.ends_with(';'));
        let begins_function = [
            "    fn ",
            "    pub fn ",
            "    #[",
            "    /// ",
            "    async fn ",
        ];
        let begins_function = begins_function.iter().any(|start| next.starts_with(start));
        if (ends_block && *next != "}") || (ends_item && begins_function) {
            text.push('\n');
        }
    }
}

fn emit_error(name: &str, error: &syn::Error) -> EmitError {
    EmitError {
        item: name.to_owned(),
        error: error.to_string(),
    }
}

/// Parses a type, path or other syntax.
pub(super) fn parse<T: syn::parse::Parse>(text: &str) -> Result<T, EmitError> {
    syn::parse_str(text).map_err(|error| emit_error(text, &error))
}

/// An identifier. `plan` never makes raw ones.
pub(super) fn ident(text: &str) -> Result<syn::Ident, EmitError> {
    parse(text)
}

/// The doc comments for a planned comment, one for each line.
pub(super) fn comment(comment: &Comment) -> TokenStream {
    let lines = comment.lines().into_iter().map(|line| match line.as_str() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// The same as source text, for a table of the runtime.
pub(super) fn comment_lines(comment: &Comment, indent: &str) -> String {
    let lines = comment.lines().into_iter().map(|line| match line.as_str() {
        "" => format!("{indent}///\n"),
        line => format!("{indent}/// {line}\n"),
    });
    lines.collect()
}

/// The attribute of items that the document deprecates or no longer has.
pub(super) fn deprecated(deprecated: &Deprecated) -> TokenStream {
    match deprecated {
        Deprecated::No => quote! {},
        Deprecated::Yes => quote! { #[deprecated] },
        Deprecated::Until(version) => {
            let note = deprecation_note(version);
            quote! { #[deprecated(note = #note)] }
        }
    }
}

/// The same attribute as source text, for a table of the runtime.
pub(super) fn deprecated_text(deprecated: &Deprecated) -> Option<String> {
    match deprecated {
        Deprecated::No => None,
        Deprecated::Yes => Some("#[deprecated]".to_owned()),
        Deprecated::Until(version) => {
            let note = literal(&deprecation_note(version));
            Some(format!("#[deprecated(note = {note})]"))
        }
    }
}

fn deprecation_note(version: &str) -> String {
    format!("no longer in the API; will be removed in {version}")
}

/// The attribute for functions that bind a name like `_1`, which can also be a variant of the value's type.
pub(super) fn like_variants<'n>(
    bindings: impl IntoIterator<Item = (&'n str, &'n Ty)>,
) -> TokenStream {
    let mut bindings = bindings.into_iter();
    match bindings.any(|(name, ty)| name.starts_with('_') && matches!(ty, Ty::Model(_))) {
        true => quote! { #[allow(bindings_with_variant_name)] },
        false => quote! {},
    }
}

/// The alias for the old name of a type.
pub(super) fn renamed(old_name: &OldName, generics: &str) -> Result<String, EmitError> {
    let (name, now) = (ident(&old_name.name)?, ident(&old_name.now)?);
    let generics: syn::Generics = parse(generics)?;
    let (about, old) = old_name_docs(&old_name.now, &old_name.now);
    items(
        &old_name.name,
        quote! { #about #old pub type #name #generics = #now #generics; },
    )
}

/// The doc comment and the attribute of an old name. `link` is the path of the item.
pub(super) fn old_name_docs(now: &str, link: &str) -> (TokenStream, TokenStream) {
    let about = comment(&Sentence::new("Old name of ").link(link).words(".").into());
    let note = format!("renamed to `{now}`");
    (about, quote! { #[deprecated(note = #note)] })
}

/// The `cfg` attribute of an item that any of some features enables. Empty if there are no features.
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

/// A string literal as source text: one line, with escapes for hidden characters.
pub(super) fn literal(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}
