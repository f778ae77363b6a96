//! Streams of values.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::piece;
use crate::plan::{StreamItem, Streamed, TyScope};

pub(super) fn tokens(name: &syn::Ident, stream: &Streamed) -> Result<TokenStream, Fault> {
    let item: syn::Type = piece(&stream.item.text(TyScope::Api))?;
    let media_type = &stream.media_type;
    let read = match stream.item {
        StreamItem::Event(_) => quote! { event },
        StreamItem::Object(_) => quote! { object },
        StreamItem::Text => quote! { text },
        StreamItem::Json(_) => quote! { json },
    };
    Ok(quote! {
        impl runtime::Streamed for #name {
            type Item = #item;
            const MEDIA_TYPE: &'static str = #media_type;

            fn item(frame: &runtime::Frame) -> Result<Option<Self::Item>, DecodeError> {
                frame.#read()
            }
        }
    })
}
