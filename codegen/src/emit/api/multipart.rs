//! The struct of a body that is made of parts.

use std::iter::once;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::print::{docs, ident, piece};
use super::super::{Fault, checks};
use super::record::{self, Constructor, Member};
use super::{operation, styles};
use crate::ir::{ParameterLocation, Style};
use crate::plan::{Multipart, Part, PartHeader, PartKind, TyScope};

pub(super) fn tokens(multipart: &Multipart, about: &[String]) -> Result<TokenStream, Fault> {
    let name = ident(&multipart.name)?;
    let about = docs(about);
    let fields = members(multipart).map(Member::field);
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

fn constructor(multipart: &Multipart) -> Result<TokenStream, Fault> {
    let mut arguments = Vec::new();
    for (name, ty) in multipart.required() {
        let name = ident(name)?;
        let ty: syn::Type = piece(&ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
    }
    let about = quote! { #[doc = " The body with these parts, and no optional ones."] };
    let new = Constructor {
        name: &multipart.name,
        about: &about,
        arguments: &arguments,
        has_default: multipart.has_default(),
    };
    record::constructor(new, members(multipart))
}

/// The parts, each with its headers behind it.
fn members(multipart: &Multipart) -> impl Iterator<Item = Member<'_>> {
    multipart.parts.iter().flat_map(|part| {
        let headers = part.headers.iter().map(Member::from);
        once(Member::from(part)).chain(headers)
    })
}

/// The statement that sets a header for a part, which is written behind it.
fn header_step(part: &Part, header: &PartHeader) -> Result<TokenStream, Fault> {
    let (part, wire) = (&part.wire, &header.wire);
    let value = operation::value(&header.name, header.written)?;
    Ok(
        if header.style == Style::default_for(ParameterLocation::Header) {
            quote! { parts.header(#part, #wire, #value); }
        } else {
            let style = styles::style(header.style);
            quote! { parts.header_as(#style, #part, #wire, #value); }
        },
    )
}

/// The statement that writes a part.
fn step(part: &Part) -> Result<TokenStream, Fault> {
    let (wire, name) = (&part.wire, ident(&part.name)?);
    let value = match part.kind {
        PartKind::File | PartKind::Text => quote! { &self.#name },
        PartKind::Json | PartKind::Styled(_) => quote! { &Tree::of(&self.#name) },
    };
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
