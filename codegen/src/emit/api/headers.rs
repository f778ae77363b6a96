//! The struct of the response headers.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::{comment, deprecated, ident, parse};
use crate::plan::{Comment, HeaderForm, Headers, TyScope};

pub(super) fn tokens(headers: &Headers, about: &Comment) -> Result<TokenStream, EmitError> {
    let name = ident(&headers.name)?;
    let about = comment(about);
    let (mut fields, mut steps) = (Vec::new(), Vec::new());
    for field in &headers.fields {
        let (about, old) = (comment(&field.docs), deprecated(&field.deprecated));
        let (name, wire) = (ident(&field.name)?, &field.wire);
        let ty: syn::Type = parse(&field.ty.text(TyScope::Api))?;
        let read = match field.form {
            HeaderForm::Plain => quote! { get },
            HeaderForm::Literal => quote! { literal },
            HeaderForm::Exploded => quote! { exploded },
            HeaderForm::Json => quote! { json },
        };
        fields.push(quote! { #about #old pub #name: #ty });
        steps.push(quote! { #name: headers.#read(#wire) });
    }
    Ok(quote! {
        #about
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            /// Headers that are present but don't match their declared types.
            pub malformed: Vec<runtime::HeaderError>,
        }

        impl runtime::Headers for #name {
            fn read(headers: &mut runtime::HeaderReader<'_>) -> Self {
                Self {
                    #(#steps,)*
                    malformed: headers.malformed(),
                }
            }
        }
    })
}
