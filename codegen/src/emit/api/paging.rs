//! Pages, and types that can be waited for.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Fault;
use super::super::print::{ident, piece};
use crate::plan::{MemberPath, Paging, Pending, TyScope};

pub(super) fn tokens(name: &syn::Ident, paging: &Paging) -> Result<TokenStream, Fault> {
    let item: syn::Type = piece(&paging.item.text(TyScope::Api))?;
    let param = ident(&paging.param)?;
    let turn = if paging.param_required {
        quote! { self.#param = token; }
    } else {
        quote! { self.#param = Some(token); }
    };
    let MemberPath {
        name: next,
        options,
    } = &paging.next;
    let next = ident(next)?;
    let next = match options {
        0 => quote! { Some(page.#next.as_str()) },
        1 => quote! { page.#next.as_deref() },
        _ => quote! { page.#next.as_ref().and_then(Option::as_deref) },
    };
    let MemberPath {
        name: list,
        options,
    } = &paging.items;
    let list = ident(list)?;
    let list = match options {
        0 => quote! { page.#list },
        1 => quote! { page.#list.unwrap_or_default() },
        _ => quote! { page.#list.flatten().unwrap_or_default() },
    };
    Ok(quote! {
        impl runtime::Paged for #name {
            type Item = #item;

            fn next(page: &Self::Output) -> Option<&str> {
                #next
            }

            fn turn(&mut self, token: String) {
                #turn
            }

            fn items(page: Self::Output) -> Vec<Self::Item> {
                #list
            }
        }
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
