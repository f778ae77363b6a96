//! The cargo features that an item needs.

use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

/// The features of the attributes `cfg`. Returns `None` if the item is not part of builds for usual targets, or stands in
/// for an item whose feature is disabled.
pub fn of(attributes: &[Attribute]) -> Option<Vec<String>> {
    let mut features = Vec::new();
    for attribute in attributes {
        if attribute.path().is_ident("cfg") {
            let condition: Meta = attribute.parse_args().expect("a condition");
            add(&condition, &mut features)?;
        }
    }
    Some(features)
}

fn add(condition: &Meta, features: &mut Vec<String>) -> Option<()> {
    match condition {
        Meta::NameValue(pair) if pair.path.is_ident("feature") => features.push(value(&pair.value)),
        // `target_arch = "wasm32"`
        Meta::NameValue(_) => return None,
        // `unix`
        Meta::Path(_) => {}
        Meta::List(list) => {
            let inner = Punctuated::<Meta, Token![,]>::parse_terminated;
            let inner = list.parse_args_with(inner).expect("conditions");
            if list.path.is_ident("all") {
                for condition in &inner {
                    add(condition, features)?;
                }
            } else if list.path.is_ident("any") {
                features.push(alternatives(&inner)?);
            } else if inner.iter().any(|it| add(it, &mut Vec::new()).is_some()) {
                // `not(feature = "…")`
                return None;
            }
        }
    }
    Some(())
}

/// `reqwest or blocking`
fn alternatives(conditions: &Punctuated<Meta, Token![,]>) -> Option<String> {
    let mut names = Vec::new();
    for condition in conditions {
        let mut features = Vec::new();
        add(condition, &mut features)?;
        names.push(features.join(" and "));
    }
    Some(names.join(" or "))
}

fn value(expression: &Expr) -> String {
    match expression {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => text.value(),
        _ => panic!("a feature is a string"),
    }
}
