//! The struct of a multipart body.

use std::iter::once;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::print::{comment, ident, parse};
use super::super::{EmitError, checks};
use super::request_struct::{self, Constructor, RequestField};
use super::{operation, styles};
use crate::ir::{ParameterLocation, Style};
use crate::plan::{Comment, Multipart, Part, PartHeader, PartKind, TyScope};

pub(super) fn tokens(multipart: &Multipart, about: &Comment) -> Result<TokenStream, EmitError> {
    let name = ident(&multipart.name)?;
    let about = comment(about);
    let fields = self::fields(multipart).map(RequestField::field);
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let mut steps = Vec::new();
    for part in &multipart.parts {
        for header in &part.headers {
            steps.push(header_step(part, header)?);
        }
        steps.push(step(part)?);
    }
    let constructor = constructor(multipart)?;
    let calls = checks::calls(&multipart.checks)?;
    let checked = if calls.is_empty() {
        quote! {}
    } else {
        quote! {
            impl runtime::Checked for #name {
                fn check(&self, check: &mut Check) {
                    #(#calls)*
                }
            }
        }
    };
    Ok(quote! {
        #about
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        #constructor

        impl runtime::Multipart for #name {
            fn parts(&self, parts: &mut Parts) {
                #(#steps)*
            }
        }

        #checked
    })
}

fn constructor(multipart: &Multipart) -> Result<TokenStream, EmitError> {
    let mut arguments = Vec::new();
    for (name, ty) in multipart.required() {
        let name = ident(name)?;
        let ty: syn::Type = parse(&ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
    }
    let about = quote! {
        /// Creates the body from its required parts.
    };
    let new = Constructor {
        name: &multipart.name,
        about: &about,
        arguments: &arguments,
        holder: None,
        has_default: multipart.has_default(),
    };
    request_struct::constructor(new, fields(multipart))
}

/// The fields: each part, followed by its headers.
fn fields(multipart: &Multipart) -> impl Iterator<Item = RequestField<'_>> {
    multipart.parts.iter().flat_map(|part| {
        let headers = part.headers.iter().map(RequestField::from);
        once(RequestField::from(part)).chain(headers)
    })
}

/// The statement that sets a header of a part, which must come before the part.
fn header_step(part: &Part, header: &PartHeader) -> Result<TokenStream, EmitError> {
    let (part, wire) = (&part.wire, &header.wire);
    let value = operation::value(&header.name, &header.written)?;
    Ok(
        if header.style == Style::default_for(ParameterLocation::Header) {
            quote! { parts.header(#part, #wire, #value); }
        } else {
            let style = styles::style(header.style);
            quote! { parts.header_as(#style, #part, #wire, #value); }
        },
    )
}

/// The statement that adds a part.
fn step(part: &Part) -> Result<TokenStream, EmitError> {
    let wire = &part.wire;
    let value = operation::value(&part.name, &part.written)?;
    Ok(match (part.kind, &part.content_type) {
        (PartKind::File, None) => quote! { parts.file(#wire, #value); },
        (PartKind::File, Some(kind)) => quote! { parts.file_as(#kind, #wire, #value); },
        (PartKind::Text, None) => quote! { parts.text(#wire, #value); },
        (PartKind::Text, Some(kind)) => quote! { parts.text_as(#kind, #wire, #value); },
        (PartKind::Styled(style), _) => {
            let style = styles::style(style);
            quote! { parts.styled(#style, #wire, #value); }
        }
        (PartKind::Json, None) => quote! { parts.json(#wire, #value); },
        (PartKind::Json, Some(kind)) => quote! { parts.json_as(#kind, #wire, #value); },
    })
}
