//! Functions that read untyped properties of a response.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::{comment, ident, parse};
use crate::plan::{Progress, TyScope};

pub(super) fn tokens(name: &syn::Ident, progress: &[Progress]) -> Result<TokenStream, EmitError> {
    let functions = progress.iter().map(function);
    let functions = functions.collect::<Result<Vec<_>, _>>()?;
    Ok(match functions.is_empty() {
        true => quote! {},
        false => quote! {
            impl #name {
                #(#functions)*
            }
        },
    })
}

fn function(progress: &Progress) -> Result<TokenStream, EmitError> {
    let (name, field) = (ident(&progress.name)?, ident(&progress.field)?);
    let about = comment(&progress.docs);
    let response: syn::Type = parse(&progress.response.text(TyScope::Api))?;
    let ty: syn::Type = parse(&progress.ty.text(TyScope::Api))?;
    Ok(quote! {
        #about
        pub fn #name(response: &#response) -> Result<Option<#ty>, DecodeError> {
            runtime::read_as(&response.#field)
        }
    })
}
