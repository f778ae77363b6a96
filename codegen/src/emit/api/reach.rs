//! Expressions that reach a field through fields which may be missing.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::ident;
use crate::plan::MemberPath;

/// What an expression gives.
pub(super) enum Place {
    /// The value itself.
    There(TokenStream),
    /// `Option<&T>`.
    Maybe(TokenStream),
}

impl Place {
    /// As an `Option` of a reference.
    pub(super) fn option(self) -> TokenStream {
        match self {
            Place::There(value) => quote! { Some(&#value) },
            Place::Maybe(value) => value,
        }
    }
}

/// The place that a path leads to.
pub(super) fn borrowed(from: Place, path: &[MemberPath]) -> Result<Place, Fault> {
    path.iter().try_fold(from, |place, step| {
        let name = ident(&step.name)?;
        let flat = match step.options {
            0 | 1 => quote! {},
            _ => quote! { .and_then(Option::as_ref) },
        };
        Ok(match (place, step.options) {
            (Place::There(value), 0) => Place::There(quote! { #value.#name }),
            (Place::There(value), _) => Place::Maybe(quote! { #value.#name.as_ref() #flat }),
            (Place::Maybe(value), 0) => Place::Maybe(quote! { #value.map(|it| &it.#name) }),
            (Place::Maybe(value), _) => {
                Place::Maybe(quote! { #value.and_then(|it| it.#name.as_ref()) #flat })
            }
        })
    })
}

/// The list that a path leads to, taken out of the value; empty if something is missing on the way.
pub(super) fn owned(
    value: TokenStream,
    nullable: bool,
    path: &[MemberPath],
) -> Result<TokenStream, Fault> {
    let (mut value, mut maybe) = (value, nullable);
    for step in path {
        let name = ident(&step.name)?;
        value = match (maybe, step.options) {
            (false, _) => quote! { #value.#name },
            (true, 0) => quote! { #value.map(|it| it.#name) },
            (true, _) => quote! { #value.and_then(|it| it.#name) },
        };
        if step.options > 1 {
            value = quote! { #value.flatten() };
        }
        maybe |= step.options > 0;
    }
    Ok(match maybe {
        true => quote! { #value.unwrap_or_default() },
        false => value,
    })
}
