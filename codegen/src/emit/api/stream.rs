//! Streamed responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::parse;
use super::paging::request_field;
use super::responses::qualified;
use crate::plan::{FieldAccess, StreamItem, Streamed, TyScope};

pub(super) fn tokens(name: &syn::Ident, stream: &Streamed) -> Result<TokenStream, EmitError> {
    let item: syn::Type = parse(&stream.item.text(TyScope::Api))?;
    let media_type = &stream.media_type;
    let read = match &stream.item {
        StreamItem::Event(_, codec) => by(codec, quote! { event })?,
        StreamItem::Object(_) => quote! { object() },
        StreamItem::Text => quote! { text() },
        StreamItem::Json(_, codec) => by(codec, quote! { json })?,
    };
    let request = stream.switch.as_deref().map(switch).transpose()?;
    Ok(quote! {
        impl runtime::Streamed for #name {
            type Item = #item;
            const MEDIA_TYPE: &'static str = #media_type;

            #request

            fn item(frame: &runtime::Frame) -> Result<Option<Self::Item>, DecodeError> {
                frame.#read
            }
        }
    })
}

/// The method that sets the boolean.
fn switch(path: &[FieldAccess]) -> Result<TokenStream, EmitError> {
    let field = request_field(path)?;
    let options = path.last().map_or(0, |field| field.options);
    let value = (0..options).fold(quote! { true }, |value, _| quote! { Some(#value) });
    Ok(quote! {
        fn request_stream(&mut self) {
            #field = #value;
        }
    })
}

/// The call that decodes a value, with a codec if it needs one.
fn by(codec: &str, read: TokenStream) -> Result<TokenStream, EmitError> {
    if codec == "Plain" {
        return Ok(quote! { #read() });
    }
    let codec: syn::Type = parse(&qualified(codec))?;
    let read = quote::format_ident!("{}_by", read.to_string());
    Ok(quote! { #read(wire::from_slice::<#codec, _>) })
}
