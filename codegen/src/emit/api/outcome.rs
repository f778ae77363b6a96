//! What a call returns, and what it may fail with.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::{comment, docs, ident, items, piece};
use crate::ir::Status;
use crate::plan::{Failure, FailureBody, Output, Several, Ty, TyScope};

pub(super) fn decode(output: &Output) -> Result<TokenStream, Fault> {
    let several = match output {
        Output::Several(several) => several,
        Output::First(first, others) => return first_of(first, others),
        _ => {
            let reader = reader(output)?;
            return Ok(quote! { response.#reader });
        }
    };
    let mut arms = Vec::new();
    for variant in &several.variants {
        let (pattern, reader) = (pattern(variant.status), reader(&variant.content)?);
        let name = ident(&variant.name)?;
        arms.push(match variant.content {
            Output::Unit => {
                quote! { #pattern => response.#reader.map(|()| Self::Output::#name) }
            }
            _ => quote! { #pattern => response.#reader.map(Self::Output::#name) },
        });
    }
    let rest = several
        .is_open()
        .then(|| quote! { _ => Ok(Self::Output::Undeclared(response.clone())), });
    Ok(quote! {
        match response.status() {
            #(#arms,)*
            #rest
        }
    })
}

/// The one that is returned, and those that are errors.
fn first_of(first: &Output, others: &[Status]) -> Result<TokenStream, Fault> {
    let reader = reader(first)?;
    let patterns = others.iter().map(|status| pattern(*status));
    Ok(quote! {
        match response.status() {
            #(#patterns => response.other(),)*
            _ => response.#reader,
        }
    })
}

/// The call that reads it: by a codec where the type's own way is not the one it travels by.
fn reader(output: &Output) -> Result<TokenStream, Fault> {
    Ok(match output {
        Output::Unit => quote! { empty() },
        Output::Text => quote! { text() },
        Output::Bytes => quote! { bytes() },
        Output::Json(_, codec) if codec != "Plain" => {
            let codec: syn::Type = piece(&qualified(codec))?;
            quote! { json_by(wire::whole::<#codec, _>) }
        }
        Output::Json(..) | Output::Several(_) | Output::First(..) => quote! { json() },
    })
}

/// `List<Int>` → `codec::List<codec::Int>`: operations may have these names too.
pub(super) fn qualified(codec: &str) -> String {
    let parts = codec.split_inclusive(['<', '>']);
    let parts = parts.map(|part| match part.starts_with(char::is_alphabetic) {
        true => format!("codec::{part}"),
        false => part.to_owned(),
    });
    parts.collect()
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        // A guard and no range: ranges that overlap with single codes look like mistakes.
        Status::Class(class) => {
            let class = proc_macro2::Literal::u16_unsuffixed(class);
            quote! { status if status / 100 == #class }
        }
        Status::Default => quote! { _ },
    }
}

/// The answers of an operation that has several.
pub(super) fn several(several: &Several) -> Result<TokenStream, Fault> {
    let name = ident(&several.name)?;
    let mut variants = Vec::new();
    for variant in &several.variants {
        let about = docs(std::slice::from_ref(&variant.docs));
        let name = ident(&variant.name)?;
        variants.push(match variant.content.ty() {
            Ty::Unit => quote! { #about #name },
            ty => {
                let ty: syn::Type = piece(&ty.text(TyScope::Api))?;
                quote! { #about #name(#ty) }
            }
        });
    }
    let undeclared = several.is_open().then(|| {
        quote! {
            /// A status that the API doesn't declare.
            Undeclared(Received)
        }
    });
    variants.extend(undeclared);
    Ok(quote! {
        /// What a successful call returns, by status.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

/// The declared bodies of failures, and the table that finds them.
pub(super) fn failure(failure: &Failure) -> Result<String, Fault> {
    let name = ident(&failure.name)?;
    let mut variants = Vec::new();
    for variant in &failure.variants {
        let (about, name) = (comment(&variant.docs), ident(&variant.name)?);
        let ty: syn::Type = piece(&variant.body.ty().text(TyScope::Api))?;
        variants.push(quote! { #about #name(#ty) });
    }
    let tokens = quote! {
        /// What the server answers instead of success.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    };
    let mut text = items(&failure.name, tokens)?;
    text.push_str(&format!("\nruntime::failure! {{ {} {{\n", failure.name));
    for variant in &failure.variants {
        let statuses = match variant.status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("Class({class})"),
            Status::Default => "Any".to_owned(),
        };
        let how = match &variant.body {
            FailureBody::Json(_, codec) if codec != "Plain" => {
                format!(" by wire::whole::<{}, _>", qualified(codec))
            }
            FailureBody::Json(..) => String::new(),
            FailureBody::Text => "(text)".to_owned(),
        };
        text.push_str(&format!("    {statuses} => {}{how},\n", variant.name));
    }
    text.push_str("} }\n");
    Ok(text)
}
