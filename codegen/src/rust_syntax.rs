//! The syntax of Rust in oascribe.toml.
//!
//! Guaranteed: what is accepted here can be printed as tokens.

/// Whether a text is the path of a type, which may have arguments.
pub(crate) fn is_type_path(text: &str) -> bool {
    syn::parse_str::<syn::TypePath>(text).is_ok()
}

/// Whether a text is an expression.
pub(crate) fn is_expression(text: &str) -> bool {
    syn::parse_str::<syn::Expr>(text).is_ok()
}

/// Whether a text is the path of a module or function, without arguments.
pub(crate) fn is_module_path(text: &str) -> bool {
    let mut parts = text.split("::");
    parts.all(|part| syn::parse_str::<syn::Ident>(part).is_ok())
}

/// The path of an attribute without `#[…]`. Returns `None` if the text is none.
pub(crate) fn attribute_path(text: &str) -> Option<String> {
    let attribute: syn::Meta = syn::parse_str(text).ok()?;
    let segments = attribute.path().segments.iter();
    let segments: Vec<String> = segments.map(|part| part.ident.to_string()).collect();
    Some(segments.join("::"))
}
