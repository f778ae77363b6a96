//! Pages, and types that can be waited for.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::{ident, piece};
use super::reach::{Place, borrowed, owned};
use crate::plan::{MemberPath, Paging, Pending, Turn, TyScope};

pub(super) fn tokens(name: &syn::Ident, paging: &Paging) -> Result<TokenStream, Fault> {
    let item: syn::Type = piece(&paging.item.text(TyScope::Api))?;
    let turn = turn(paging)?;
    let items = owned(quote! { page }, paging.nullable, &paging.items)?;
    Ok(quote! {
        impl runtime::Paged for #name {
            type Item = #item;

            fn turn(&mut self, page: &runtime::Response<Self::Output>) -> runtime::Turn {
                #turn
            }

            fn items(page: Self::Output) -> Vec<Self::Item> {
                #items
            }
        }
    })
}

/// The call that turns to the next page.
fn turn(paging: &Paging) -> Result<TokenStream, Fault> {
    let page = || match paging.nullable {
        true => Place::Maybe(quote! { page.as_ref() }),
        false => Place::There(quote! { page }),
    };
    let at = |path: &[MemberPath]| Ok::<_, Fault>(borrowed(page(), path)?.option());
    let mut turn = match &paging.turn {
        Turn::Token { param, next } => {
            let (param, next) = (taker(param)?, at(next)?);
            quote! { runtime::Turn::token(&mut #param, #next) }
        }
        Turn::After { param, key } => {
            let last = match borrowed(page(), &paging.items)? {
                Place::There(items) => quote! { #items.last() },
                Place::Maybe(items) => quote! { #items.and_then(|items| items.last()) },
            };
            let (param, key) = (taker(param)?, borrowed(Place::Maybe(last), key)?.option());
            quote! { runtime::Turn::token(&mut #param, #key) }
        }
        Turn::Offset { param } => {
            let (param, count) = (taker(param)?, count(page(), paging)?);
            quote! { runtime::Turn::offset(&mut #param, #count) }
        }
        Turn::Page { param, first } => {
            let (param, count) = (taker(param)?, count(page(), paging)?);
            let first = proc_macro2::Literal::i64_unsuffixed(*first);
            quote! { runtime::Turn::page(&mut #param, #first, #count) }
        }
        Turn::Link { rel } => quote! { runtime::Turn::link(page.headers(), #rel) },
        Turn::Url { next } => {
            let next = at(next)?;
            quote! { runtime::Turn::url(#next) }
        }
    };
    if let Some(total) = &paging.total {
        let total = at(total)?;
        turn = quote! { #turn.until(#total) };
    }
    if let Some(more) = &paging.more {
        let more = at(more)?;
        turn = quote! { #turn.while_more(#more) };
    }
    Ok(turn)
}

/// What says which page is asked for; what holds it is made where it is not there yet.
fn taker(path: &[MemberPath]) -> Result<TokenStream, Fault> {
    let mut place = quote! { self };
    for (index, member) in path.iter().enumerate() {
        let name = ident(&member.name)?;
        place = match member.options {
            0 => quote! { #place.#name },
            _ if index + 1 == path.len() => quote! { #place.#name },
            _ => quote! { #place.#name.get_or_insert_default() },
        };
    }
    Ok(place)
}

/// How many items a page has.
fn count(page: Place, paging: &Paging) -> Result<TokenStream, Fault> {
    Ok(match borrowed(page, &paging.items)? {
        Place::There(items) => quote! { #items.len() },
        Place::Maybe(items) => quote! { #items.map_or(0, Vec::len) },
    })
}

pub(super) fn pending(pending: &Pending) -> Result<TokenStream, Fault> {
    let model: syn::Type = piece(&format!("models::{}", pending.model))?;
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
                0 => quote! { Some(runtime::json_text(&self.#error)) },
                1 => quote! { self.#error.as_ref().map(runtime::json_text) },
                _ => {
                    quote! { self.#error.as_ref().and_then(Option::as_ref).map(runtime::json_text) }
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
