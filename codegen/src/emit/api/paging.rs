//! Pagination, and types that are polled.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::print::{ident, parse};
use super::field_path::{Value, borrowed, owned};
use super::responses::qualified;
use crate::plan::{FieldAccess, NextPage, Paging, Pending, TokenConversion, TyScope};

pub(super) fn tokens(name: &syn::Ident, paging: &Paging) -> Result<TokenStream, EmitError> {
    let item: syn::Type = parse(&paging.item.text(TyScope::Api))?;
    let next_page = next_page(paging)?;
    let items = owned(quote! { page }, paging.nullable, &paging.items)?;
    Ok(quote! {
        impl runtime::Paged for #name {
            type Item = #item;

            fn next_page(&mut self, page: &runtime::Response<Self::Output>) -> runtime::NextPage {
                #next_page
            }

            fn items(page: Self::Output) -> Vec<Self::Item> {
                #items
            }
        }
    })
}

/// The expression for the next page.
fn next_page(paging: &Paging) -> Result<TokenStream, EmitError> {
    let page = || match paging.nullable {
        true => Value::Optional(quote! { page.as_ref() }),
        false => Value::Present(quote! { page }),
    };
    let at = |path: &[FieldAccess]| Ok::<_, EmitError>(borrowed(page(), path)?.option());
    let mut next_page = match &paging.next_page {
        NextPage::Token {
            param,
            next,
            conversion,
        } => token(param, &at(next)?, conversion.as_ref())?,
        NextPage::After {
            param,
            key,
            conversion,
        } => {
            let last = match borrowed(page(), &paging.items)? {
                Value::Present(items) => quote! { #items.last() },
                Value::Optional(items) => quote! { #items.and_then(|items| items.last()) },
            };
            let key = borrowed(Value::Optional(last), key)?.option();
            token(param, &key, conversion.as_ref())?
        }
        NextPage::Offset { param } => {
            let (param, count) = (request_field(param)?, count(page(), paging)?);
            quote! { runtime::NextPage::offset(&mut #param, #count) }
        }
        NextPage::Page { param, first } => {
            let (param, count) = (request_field(param)?, count(page(), paging)?);
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote! { runtime::NextPage::page(&mut #param, #first, #count) }
        }
        NextPage::Header { param, ty, header } => {
            let param = request_field(param)?;
            let ty: syn::Type = parse(&ty.text(TyScope::Api))?;
            quote! { runtime::NextPage::header::<#ty>(&mut #param, page.headers(), #header) }
        }
        NextPage::Link { rel } => quote! { runtime::NextPage::link(page.headers(), #rel) },
        NextPage::Url { next, codec } => url(&at(next)?, codec.as_deref())?,
    };
    for (path, method) in [
        (&paging.total, "until"),
        (&paging.done, "until_done"),
        (&paging.more, "while_more"),
    ] {
        if let Some(path) = path {
            let (value, method) = (at(path)?, ident(method)?);
            next_page = quote! { #next_page.#method(#value) };
        }
    }
    Ok(next_page)
}

/// The expression for a page with a URL.
fn url(next: &TokenStream, codec: Option<&str>) -> Result<TokenStream, EmitError> {
    let Some(codec) = codec else {
        return Ok(quote! { runtime::NextPage::url(#next) });
    };
    let codec: syn::Type = parse(&qualified(codec))?;
    Ok(quote! { runtime::NextPage::url_by::<#codec, _>(#next) })
}

/// The expression for a page with a token.
fn token(
    param: &[FieldAccess],
    token: &TokenStream,
    conversion: Option<&TokenConversion>,
) -> Result<TokenStream, EmitError> {
    let param = request_field(param)?;
    let Some(conversion) = conversion else {
        return Ok(quote! { runtime::NextPage::token(&mut #param, #token) });
    };
    let read: syn::Type = parse(&qualified(&conversion.read))?;
    let write: syn::Type = parse(&qualified(&conversion.write))?;
    let ty: syn::Type = parse(&conversion.param.text(TyScope::Api))?;
    Ok(quote! { runtime::NextPage::token_by::<#read, #write, #ty, _>(&mut #param, #token) })
}

/// The field at a path from the operation. Missing parents are created.
pub(super) fn request_field(path: &[FieldAccess]) -> Result<TokenStream, EmitError> {
    let mut value = quote! { self };
    for (index, field) in path.iter().enumerate() {
        let name = ident(&field.name)?;
        value = match field.options {
            0 => quote! { #value.#name },
            _ if index + 1 == path.len() => quote! { #value.#name },
            _ => quote! { #value.#name.get_or_insert_default() },
        };
    }
    Ok(value)
}

/// The number of items of a page.
fn count(page: Value, paging: &Paging) -> Result<TokenStream, EmitError> {
    Ok(match borrowed(page, &paging.items)? {
        Value::Present(items) => quote! { #items.len() },
        Value::Optional(items) => quote! { #items.map_or(0, Vec::len) },
    })
}

pub(super) fn pending(pending: &Pending) -> Result<TokenStream, EmitError> {
    let model: syn::Type = parse(&format!("models::{}", pending.model))?;
    let operation = ident(&pending.operation)?;
    let id = ident(&pending.id.name)?;
    let id = match pending.id.options {
        0 => quote! { Some(#operation::new(self.#id.clone())) },
        1 => quote! { self.#id.clone().map(#operation::new) },
        _ => quote! { self.#id.clone().flatten().map(#operation::new) },
    };
    let done = ident(&pending.done.name)?;
    let done = match pending.done.options {
        0 => quote! { self.#done },
        1 => quote! { self.#done.unwrap_or(false) },
        _ => quote! { self.#done.flatten().unwrap_or(false) },
    };
    let error = match &pending.error {
        None => quote! { None },
        Some(path) => {
            let error = ident(&path.name)?;
            match path.options {
                0 => quote! { Some(runtime::json_string(&self.#error)) },
                1 => quote! { self.#error.as_ref().map(runtime::json_string) },
                _ => {
                    quote! { self.#error.as_ref().and_then(Option::as_ref).map(runtime::json_string) }
                }
            }
        }
    };
    Ok(quote! {
        impl runtime::Pending for #model {
            type Poll = #operation;

            fn poll(&self) -> Option<#operation> {
                #id
            }

            fn is_done(&self) -> bool {
                #done
            }

            fn failure(&self) -> Option<String> {
                #error
            }
        }
    })
}
