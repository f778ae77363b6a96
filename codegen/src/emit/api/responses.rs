//! The types of success and failure.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::{comment, comment_lines, ident, parse};
use crate::ir::Status;
use crate::plan::{Failure, FailureBody, Operation, Output, SuccessEnum, Ty, TyScope};

pub(super) fn decode(output: &Output) -> Result<TokenStream, EmitError> {
    let several = match output {
        Output::ByStatus(several) => several,
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

/// Decodes the success that was declared first. The other statuses are errors.
fn first_of(first: &Output, others: &[Status]) -> Result<TokenStream, EmitError> {
    let reader = reader(first)?;
    let patterns = others.iter().map(|status| pattern(*status));
    Ok(quote! {
        match response.status() {
            #(#patterns => response.other(),)*
            _ => response.#reader,
        }
    })
}

/// The call that decodes the body, with a codec if the type needs one.
fn reader(output: &Output) -> Result<TokenStream, EmitError> {
    Ok(match output {
        Output::Unit => quote! { empty() },
        Output::Text => quote! { text() },
        Output::Bytes => quote! { bytes() },
        Output::Json(_, codec) if codec != "Plain" => {
            let codec: syn::Type = parse(&qualified(codec))?;
            quote! { json_by(wire::from_slice::<#codec, _>) }
        }
        Output::Json(..) | Output::ByStatus(_) | Output::First(..) => quote! { json() },
    })
}

/// `List<Int>` → `codec::List<codec::Int>`, because operations may have these names.
pub(super) fn qualified(codec: &str) -> String {
    let mut text = String::new();
    let mut is_inside = false;
    for letter in codec.chars() {
        let is_name = letter.is_alphanumeric() || matches!(letter, '_' | ':');
        if is_name && !is_inside {
            text.push_str("codec::");
        }
        is_inside = is_name;
        text.push(letter);
    }
    text
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        // A guard, because clippy warns of ranges that overlap with single codes.
        Status::Class(class) => {
            let class = proc_macro2::Literal::u16_unsuffixed(class);
            quote! { status if status / 100 == #class }
        }
        Status::Default => quote! { _ },
    }
}

/// The enum of the success responses.
pub(super) fn success_enum(several: &SuccessEnum) -> Result<TokenStream, EmitError> {
    let name = ident(&several.name)?;
    let mut variants = Vec::new();
    for variant in &several.variants {
        let about = comment(&variant.docs);
        let name = ident(&variant.name)?;
        variants.push(match variant.content.ty() {
            Ty::Unit => quote! { #about #name },
            ty => {
                let ty: syn::Type = parse(&ty.text(TyScope::Api))?;
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
        /// The success responses of this operation.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    })
}

/// The enums of the error responses of all operations: one table for those that are the same.
pub(super) fn failures(operations: &[Operation]) -> Result<String, EmitError> {
    let mut tables: Vec<(String, Vec<&str>)> = Vec::new();
    for failure in operations.iter().filter_map(|it| it.failure.as_ref()) {
        let rows = failure_rows(failure)?;
        match tables.iter_mut().find(|(known, _)| *known == rows) {
            Some((_, names)) => names.push(&failure.name),
            None => tables.push((rows, vec![&failure.name])),
        }
    }
    let tables = tables.into_iter().map(|(rows, names)| {
        let names = names.iter().map(|name| format!("    {name},\n"));
        let names: String = names.collect();
        format!("\nruntime::failures! {{ {{\n{rows}}} for\n{names}}}\n")
    });
    Ok(tables.collect())
}

/// The rows by which the error responses of an operation are decoded.
fn failure_rows(failure: &Failure) -> Result<String, EmitError> {
    let mut text = String::new();
    for variant in &failure.variants {
        text.push_str(&comment_lines(&variant.docs, "    "));
        let ty = variant.body.ty().text(TyScope::Api);
        let _: syn::Type = parse(&ty)?;
        let statuses = match variant.status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("Class({class})"),
            Status::Default => "Any".to_owned(),
        };
        let how = match &variant.body {
            FailureBody::Json(_, codec) if codec != "Plain" => {
                format!(" by (wire::from_slice::<{}, _>)", qualified(codec))
            }
            FailureBody::Json(..) => String::new(),
            FailureBody::Text => " as text".to_owned(),
        };
        text.push_str(&format!("    {}({ty}){how} = {statuses},\n", variant.name));
    }
    Ok(text)
}
