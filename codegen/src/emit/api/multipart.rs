//! The struct of a body that is made of parts.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::print::{docs, ident, piece};
use super::super::{Fault, checks};
use super::record::{self, Member};
use super::styles;
use crate::plan::{Multipart, Part, PartKind, TyScope};

pub(super) fn tokens(
    multipart: &Multipart,
    group: &str,
    method: &str,
) -> Result<TokenStream, Fault> {
    let name = ident(&multipart.name)?;
    let about = docs(&about(multipart, group, method));
    let mut fields = Vec::new();
    let mut steps = Vec::new();
    for part in &multipart.parts {
        fields.push(Member::from(part).field()?);
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

fn about(multipart: &Multipart, group: &str, method: &str) -> Vec<String> {
    let mut lines = vec![format!("What [`{group}::{method}`] sends, part by part.")];
    let prose = multipart.docs.lines();
    if !prose.is_empty() {
        lines.push(String::new());
        lines.extend(prose);
    }
    lines
}

fn constructor(multipart: &Multipart) -> Result<TokenStream, Fault> {
    let mut arguments = Vec::new();
    for part in multipart.required() {
        let name = ident(&part.name)?;
        let ty: syn::Type = piece(&part.ty.argument(TyScope::Api))?;
        arguments.push(quote! { #name: #ty });
    }
    let about = quote! { #[doc = " The body with these parts, and no optional ones."] };
    let members = multipart.parts.iter().map(Member::from);
    record::constructor(&multipart.name, &about, &arguments, members)
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
