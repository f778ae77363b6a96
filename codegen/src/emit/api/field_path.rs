//! Expressions for a field inside of optional fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::ident;
use crate::plan::FieldAccess;

/// An expression for a field.
pub(super) enum Value {
    /// The value itself.
    Present(TokenStream),
    /// `Option<&T>`.
    Optional(TokenStream),
}

impl Value {
    /// As an `Option` of a reference.
    pub(super) fn option(self) -> TokenStream {
        match self {
            Value::Present(value) => quote! { Some(&#value) },
            Value::Optional(value) => value,
        }
    }
}

/// The field at the end of a path, borrowed.
pub(super) fn borrowed(from: Value, path: &[FieldAccess]) -> Result<Value, EmitError> {
    path.iter().try_fold(from, |value, step| {
        let name = ident(&step.name)?;
        let flat = match step.options {
            0 | 1 => quote! {},
            _ => quote! { .and_then(Option::as_ref) },
        };
        Ok(match (value, step.options) {
            (Value::Present(value), 0) => Value::Present(quote! { #value.#name }),
            (Value::Present(value), _) => Value::Optional(quote! { #value.#name.as_ref() #flat }),
            (Value::Optional(value), 0) => Value::Optional(quote! { #value.map(|it| &it.#name) }),
            (Value::Optional(value), _) => {
                Value::Optional(quote! { #value.and_then(|it| it.#name.as_ref()) #flat })
            }
        })
    })
}

/// The list at the end of a path, taken out of the value. Empty if a field on the path is missing.
pub(super) fn owned(
    value: TokenStream,
    nullable: bool,
    path: &[FieldAccess],
) -> Result<TokenStream, EmitError> {
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
