//! `api/checks.rs`, and the checks of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{gate, ident, items, parse};
use super::{Context, EmitError, api};
use crate::ir::{Bound, Rule};
use crate::plan::{Check, CheckTarget, Crate, Exclusive};

/// `api/checks.rs`: one impl for each type with checks.
pub(super) fn file(krate: &Crate, context: Context<'_>) -> Result<String, EmitError> {
    let root = context.root();
    let gated = match krate.features.is_empty() {
        true => "",
        false => api::GATED,
    };
    let mut text = format!(
        "//! Constraints of the API, checked before a request is sent.\n\n{gated}use {root}::models;\n{gated}use {root}::runtime::{{Check, Checked}};\n"
    );
    for checked in &krate.checked {
        let name: syn::Type = parse(&format!("models::{}", checked.name))?;
        let mut calls = calls(&checked.checks)?;
        for group in &checked.exclusive {
            calls.push(at_most_one(group)?);
        }
        let tokens = quote! {
            impl Checked for #name {
                fn check(&self, check: &mut Check) {
                    #(#calls)*
                }
            }
        };
        text.push('\n');
        text.push_str(&gate(&checked.gate));
        text.push_str(&items(&checked.name, tokens)?);
    }
    Ok(text)
}

/// One statement for each check.
pub(super) fn calls(checks: &[Check]) -> Result<Vec<TokenStream>, EmitError> {
    checks.iter().map(call).collect()
}

fn call(check: &Check) -> Result<TokenStream, EmitError> {
    let (wire, field) = (&check.wire, ident(&check.field)?);
    Ok(match &check.target {
        CheckTarget::Value(rules) => {
            let rules = rules.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
            quote! { check.value(#wire, &self.#field)#(#rules)*; }
        }
        CheckTarget::Each(rules) => {
            let rules = rules.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
            quote! { check.each(#wire, &self.#field)#(#rules)*; }
        }
        CheckTarget::Keys(rules) => {
            let rules = rules.iter().map(rule).collect::<Result<Vec<_>, _>>()?;
            quote! { check.keys(#wire, &self.#field)#(#rules)*; }
        }
        CheckTarget::Nested => quote! { check.nested(#wire, &self.#field); },
    })
}

fn at_most_one(group: &Exclusive) -> Result<TokenStream, EmitError> {
    let properties = group.0.iter().map(|(wire, field)| {
        let field = ident(field)?;
        Ok(quote! { .of(#wire, &self.#field) })
    });
    let properties = properties.collect::<Result<Vec<_>, EmitError>>()?;
    Ok(quote! { check.at_most_one()#(#properties)*; })
}

fn rule(rule: &Rule) -> Result<TokenStream, EmitError> {
    let count = |count: u64| parse::<syn::Expr>(&count.to_string());
    Ok(match rule {
        Rule::MinLength(min) => {
            let min = count(*min)?;
            quote! { .min_length(#min) }
        }
        Rule::MaxLength(max) => {
            let max = count(*max)?;
            quote! { .max_length(#max) }
        }
        // The pass `patterns` reports those that can't be checked.
        Rule::Pattern(pattern) => match (pattern.text(), pattern.expression()) {
            (text, Ok(expression)) if text == expression => quote! { .pattern(#text) },
            (text, Ok(expression)) => quote! { .pattern_as(#text, #expression) },
            (_, Err(_)) => TokenStream::new(),
        },
        Rule::Minimum(least) => {
            let least = bound(*least)?;
            quote! { .minimum(#least) }
        }
        Rule::Maximum(most) => {
            let most = bound(*most)?;
            quote! { .maximum(#most) }
        }
        Rule::ExclusiveMinimum(least) => {
            let least = bound(*least)?;
            quote! { .exclusive_minimum(#least) }
        }
        Rule::ExclusiveMaximum(most) => {
            let most = bound(*most)?;
            quote! { .exclusive_maximum(#most) }
        }
        Rule::MultipleOf(step) => {
            let step = bound(*step)?;
            quote! { .multiple_of(#step) }
        }
        Rule::MinItems(min) => {
            let min = count(*min)?;
            quote! { .min_items(#min) }
        }
        Rule::MaxItems(max) => {
            let max = count(*max)?;
            quote! { .max_items(#max) }
        }
        Rule::UniqueItems => quote! { .unique_items() },
        Rule::MinProperties(min) => {
            let min = count(*min)?;
            quote! { .min_properties(#min) }
        }
        Rule::MaxProperties(max) => {
            let max = count(*max)?;
            quote! { .max_properties(#max) }
        }
        // Values have no such rules.
        Rule::Keys(_) | Rule::Only(_) => quote! {},
    })
}

fn bound(bound: Bound) -> Result<syn::Expr, EmitError> {
    parse(&bound.to_string())
}
